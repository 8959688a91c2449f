# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person types is found as a find box should."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.finding import Finder, Options
from sidelight.text.ink import InkText, ink_of

# text; typed; what stands at the hits
CASES = [
    ("case", "Cat cat CAT", "cat", ["Cat", "cat", "CAT"]),
    (
        "accents",
        "résumé re\u0301sume\u0301 resume",
        "resume",
        ["résumé", "re\u0301sume\u0301", "resume"],
    ),
    ("accents typed", "resume", "résumé", ["resume"]),
    ("ё and е", "Всё все ВСЁ", "все", ["Всё", "все", "ВСЁ"]),
    ("е and ё", "все", "всё", ["все"]),
    ("й is not и", "мой мои", "мои", ["мои"]),
    ("й however spelled", "мои\u0306", "мой", ["мои\u0306"]),
    ("Ї and ї", "Їжак", "їжак", ["Їжак"]),
    ("stress mark", "за\u0301мок", "замок", ["за\u0301мок"]),
    ("sharp s", "Straße", "STRASSE", ["Straße"]),
    ("one hit for one letter", "ß", "s", ["ß"]),
    ("ligature", "oﬃce", "office", ["oﬃce"]),
    ("quotation marks", "“It’s”", '"it\'s"', ["“It’s”"]),
    ("dots", "Wait…", "wait...", ["Wait…"]),
    ("over a line end", "went\nhome", "went home", ["went\nhome"]),
    ("over a page of blanks", "went \n\n\u00a0 home", "went home", ["went \n\n\u00a0 home"]),
    ("no blank typed", "went home", "wenthome", []),
    ("blank typed where none is", "cannot", "can not", []),
    ("blanks around what is typed", "a cat", " cat ", ["cat"]),
    ("soft hyphen", "con\u00adtent", "content", ["con\u00adtent"]),
    ("divided word", "trans-\nlation", "translation", ["trans-\nlation"]),
    (
        "after a divided word",
        "a trans-\nlation fails",
        "translation fails",
        ["trans-\nlation fails"],
    ),
    ("hyphen that stays", "Anglo-\nSaxon law", "anglo-saxon law", ["Anglo-\nSaxon law"]),
    ("range at a line end", "in 1950-\n1953 or", "1950-1953", ["1950-\n1953"]),
    ("range typed otherwise", "in 1950–\n1953 or", "1950-1953 or", ["1950–\n1953 or"]),
    ("range typed apart", "1950-\n1953", "1950- 1953", ["1950-\n1953"]),
    ("range is not a number", "1950-\n1953", "19501953", []),
    ("a dash and a line end", "Moscow—\nits end", "moscow—its end", ["Moscow—\nits end"]),
    ("a spaced dash at a line end", "so —\nor", "so —or", []),
    ("compound at a line end", "a well-\nknown man", "well-known", ["well-\nknown"]),
    ("compound typed as one", "a well-\nknown man", "wellknown", ["well-\nknown"]),
    ("compound typed apart", "a well-\nknown man", "well known", []),
    ("compound on a line", "well-known wellknown", "well-known", ["well-known"]),
    ("beginning of a compound", "a well-\nknown man", "a well-", ["a well-"]),
    ("end of a compound", "a well-\nknown man", "-known m", ["-\nknown m"]),
    (
        "two compounds",
        "a well-\nknown trans-\nlation, state-of-\nthe-art",
        "well-known translation, state-of-the-art",
        ["well-\nknown trans-\nlation, state-of-\nthe-art"],
    ),
    ("soft hyphen at a line end", "con\u00ad\ntent", "content", ["con\u00ad\ntent"]),
    ("soft hyphen for a hyphen", "well\u00ad\nknown", "well-known", ["well\u00ad\nknown"]),
    ("soft hyphen at an end", "well\u00ad\nknown", "well-", ["well"]),
    ("soft hyphen within a line", "well\u00adknown", "well-known", []),
    ("both kinds", "well-known well-\nknown", "well-known", ["well-known", "well-\nknown"]),
    ("two hyphens for one", "well-\nknown", "well--known", []),
    ("two hyphens before one", "well-\nknown", "--known", []),
    ("nothing but a hyphen", "a-b c-\nd", "-", ["-"]),
    ("hyphens in a row", "a--b a-b", "a--b", ["a--b"]),
    ("end of a divided word", "trans-\nlation", "lation", ["lation"]),
    ("Korean spacing", "한국 전쟁은 한국전쟁은", "한국전쟁은", ["한국 전쟁은", "한국전쟁은"]),
    ("Korean typed apart", "한국전쟁", "한국 전쟁", ["한국전쟁"]),
    ("Korean with a number", "2024 년 2024년", "2024년", ["2024 년", "2024년"]),
    ("jamo", "\u1112\u1161\u11ab국", "한국", ["\u1112\u1161\u11ab국"]),
    ("kana marks matter", "かき がき", "がき", ["がき"]),
    ("half width", "ｶﾞｽ", "ガス", ["ｶﾞｽ"]),
    ("Hebrew points", "שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
    ("Arabic vowels", "مُحَمَّد", "محمد", ["مُحَمَّد"]),
    ("emoji", "a 🚀 b", "🚀", ["🚀"]),
    ("no overlaps", "aaaa", "aa", ["aa", "aa"]),
    ("a refused place hides none after it", "aa a", "a a", ["a a"]),
    ("nothing typed", "abc", " \u200b", []),
]


@pytest.mark.parametrize(
    ("text", "typed", "hits"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_found(text: str, typed: str, hits: list[str]) -> None:
    inked = InkText(text)
    assert [inked.slice(*hit) for hit in Finder(inked).hits(typed)] == hits


@pytest.mark.parametrize(
    ("text", "typed", "options", "count"),
    [
        ("Cat cat", "cat", Options(case=True), 1),
        ("Résumé resume", "Resume", Options(case=True), 1),
        ("Ёлка елка", "Елка", Options(case=True), 1),
        ("cat concatenate cats", "cat", Options(whole_words=True), 1),
        ("cat, (cat) “cat”", "cat", Options(whole_words=True), 3),
        ("서울에서 서울 밖", "서울", Options(whole_words=True), 1),
        ("trans-\nlation", "trans", Options(whole_words=True), 0),
        ("trans-\nlation", "lation", Options(whole_words=True), 0),
        ("con\u00adtent", "con", Options(whole_words=True), 0),
        ("well-\nknown", "well-known", Options(whole_words=True), 1),
        ("well-\nknowns", "well-known", Options(whole_words=True), 0),
        ("Well-\nknown", "well-known", Options(case=True), 0),
        ("1950-\n1953", "1950", Options(whole_words=True), 1),
        ("the\ncat\nsat", "cat", Options(whole_words=True), 1),
        ("cafe\u0301 cafe", "cafe", Options(whole_words=True), 2),
        ("Cat CAT cat cats", "cat", Options(case=True, whole_words=True), 1),
        ("-cat", "-", Options(whole_words=True), 1),
    ],
)
def test_the_options(text: str, typed: str, options: Options, count: int) -> None:
    assert len(Finder(InkText(text)).hits(typed, options)) == count


WORDS = st.sampled_from(["cat", "été", "всё", "ßt", "한국", "ﬁn", "a", "-\n", " ", "\n", "—"])


@given(st.lists(WORDS).map("".join), st.data())
def test_every_passage_is_among_the_hits_for_its_own_words(text: str, data: st.DataObject) -> None:
    inked = InkText(text)
    if not len(inked):
        return
    start = data.draw(st.integers(0, len(inked) - 1))
    end = data.draw(st.integers(start + 1, len(inked)))
    # What is copied out of the middle of a divided word may have lost its other half.
    typed = inked.slice(start, end)
    if "-\n" in text:
        return
    hits = Finder(inked).hits(typed)
    assert any(first < end and start < last for first, last in hits)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(hits))


@given(st.text(), st.text(max_size=5), st.booleans(), st.booleans())
def test_hits_lie_in_the_text_in_order(text: str, typed: str, case: bool, whole: bool) -> None:
    inked = InkText(text)
    finder = Finder(inked)
    hits = finder.hits(typed, Options(case, whole))
    assert hits == sorted(hits)
    assert all(0 <= start < end <= len(inked) for start, end in hits)
    assert bool(ink_of(typed)) or not hits
    # Each option only takes away.
    assert len(hits) <= len(finder.hits(typed, Options()))


HYPHENED = st.lists(
    st.sampled_from(["well", "e", "1950", "Ким", "-", "-\n", "\u00ad\n", " ", "\u00ad", "–\n"])
).map("".join)


@given(HYPHENED, st.sampled_from(["e-", "-e", "well-e", "e-well", "1950-1950", "-", "--", "e-e-e"]))
def test_a_hyphen_typed_is_one_there_or_a_line_end(text: str, typed: str) -> None:
    inked = InkText(text)
    wanted = re.sub(r"-+", "", typed)
    for start, end in Finder(inked).hits(typed):
        found = inked.slice(start, end)
        assert re.sub(r"[-–]+|\W", "", found) == wanted
        assert len(re.findall(r"[-–]|\u00ad\n", text)) >= typed.count("-")


def test_hyphens_cost_no_more_than_other_signs() -> None:
    finder = Finder(InkText("e-e-e-e-\n" * 20_000))
    assert len(finder.hits("e-e-e-x")) == 0
    assert len(finder.hits("e-e-e-e-e")) > 10_000
