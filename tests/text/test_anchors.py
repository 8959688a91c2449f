# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchors: what is described is found again, and never where other words stand."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.text.anchors import CONTEXT, Anchor, Result, describe, find, holds
from sidelight.text.graphemes import snap
from sidelight.text.hyphens import line_end_hyphens
from sidelight.text.ink import InkText, ink_of

ASTRONAUT = "\U0001f469\u200d\U0001f680"
PIECES = [
    *("the", "cat", "a", "trans-\nlation", "translation", "well-known", "-\n", "e\u0301", "é"),
    *("été", "ﬁnd", "find", "“so”", '"so"', "it’s", "it's", "—", "-", "…", "«Да»", "всё", "все"),
    *("не было", "서울에서", "한국전쟁은", "\u1112\u1161\u11ab", "שָׁלוֹם", "مُحَمَّد", ASTRONAUT),
    *("\U0001f469", "❤\ufe0f", "co\u00adop", "\x1c", "q\u0303", "q", "\u0301", "\u0600", "5"),
]
BLANKS = ["", " ", "\n", "\n\n", "\u00a0", "\u200b", "\ufeff", "\u3000"]
SENTENCES = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(BLANKS)), min_size=1, max_size=8
).map(lambda pairs: "".join(word + blank for word, blank in pairs))
# Few sentences, many times: every quote has its doubles.
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).flatmap(
    lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=8).map(" ".join)
)


def passage(data: st.DataObject, text: InkText) -> tuple[int, int] | None:
    """A passage of the text, of whole characters; None where there is no ink."""
    if not len(text):
        return None
    start = data.draw(st.integers(0, len(text) - 1))
    return snap(text, start, data.draw(st.integers(start + 1, len(text))))


def same_words(there: InkText, start: int, end: int, quote: str) -> bool:
    """Whether a range holds a quote's words, said in another way than the code says it.

    All spellings that count as the same are written out; hyphens at line ends may stay or go.
    """

    def plain(ink: str) -> str:
        for group, one in (("‘’‚‛′ʼ`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-")):
            for other in group:
                ink = ink.replace(other, one)
        ink = ink.replace("ﬁ", "fi")
        return "".join(unicodedata.normalize("NFD", c) for c in ink)

    dropped = set(line_end_hyphens(there))
    optional = [at for at in range(start, end) if at in dropped]
    spelled: set[str] = {""}
    for at in range(start, end):
        ways = {plain(there.ink[at]), ""} if at in optional else {plain(there.ink[at])}
        spelled = {before + way for before in spelled for way in ways}
    joined = ink_of(quote.replace("-\n", ""))
    return bool(spelled & {plain(joined), plain(ink_of(quote))})


@settings(max_examples=400)
@given(TEXTS, st.data())
def test_every_passage_is_found_just_where_it_was_described(text: str, data: st.DataObject) -> None:
    inked = InkText(text)
    place = passage(data, inked)
    if place is None:
        return
    anchor = describe(inked, *place)
    assert (anchor.start, anchor.end) == place
    found = find(inked, anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
    assert found.place is not None
    assert (found.place.start, found.place.end, found.place.score) == (*place, 1.0)
    assert holds(inked, anchor)


@settings(max_examples=400)
@given(TEXTS, SENTENCES, st.text(max_size=5), st.text(max_size=5), st.none() | st.integers(0, 40))
def test_a_quote_is_never_found_where_other_words_stand(
    text: str, quote: str, prefix: str, suffix: str, start: int | None
) -> None:
    inked = InkText(text)
    found = find(inked, quote, prefix, suffix, start)
    if found.place:
        assert same_words(inked, found.place.start, found.place.end, quote)
    if found.reason == "ambiguous":
        assert len(found.candidates) > 1
        assert all(same_words(inked, c.start, c.end, quote) for c in found.candidates)
    for candidate in found.candidates:
        assert 0 <= candidate.start < candidate.end <= len(inked)
    assert (found.place is None) == bool(found.reason)


@settings(max_examples=200)
@given(TEXTS, TEXTS, st.data())
def test_a_passage_of_one_text_is_not_made_up_in_another(
    text: str, other: str, data: st.DataObject
) -> None:
    inked, there = InkText(text), InkText(other)
    place = passage(data, inked)
    if place is None:
        return
    anchor = describe(inked, *place)
    found = find(there, anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
    if found.place:
        assert same_words(there, found.place.start, found.place.end, anchor.quote)


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*PIECES[:2], "서울", "всё", "5,5"]), min_size=1), st.data())
def test_laying_a_text_out_otherwise_keeps_its_anchors(
    words: list[str], data: st.DataObject
) -> None:
    blank = st.sampled_from([" ", "\n", "\u00a0", "\r\n"])
    one = InkText("".join(w + data.draw(blank) for w in words))
    other = InkText("".join(w + data.draw(blank) for w in words))
    place = passage(data, one)
    assert place
    anchor = describe(one, *place)
    found = find(other, anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
    assert found.place
    assert (found.place.start, found.place.end) == place
    assert holds(other, anchor)


# text; quote; what stands at the place found, or why none was
FOUND = [
    ("plain", "The cat sat.", "cat", "cat"),
    ("over a line end", "The\ncat sat.", "The cat", "The\ncat"),
    ("other blanks", "10\u00a0000 men", "10 000 men", "10\u00a0000 men"),
    ("blanks left out", "서울 에서", "서울에서", "서울 에서"),
    ("plain marks for curved ones", "He said “it’s so”.", '"it\'s so"', "“it’s so”"),
    ("curved marks for plain ones", 'He said "it\'s so".', "“it’s so”", '"it\'s so"'),
    ("guillemets", "Он сказал «да».", '"да"', "«да»"),
    ("another dash", "1990–1995", "1990-1995", "1990–1995"),
    ("divided word", "a trans-\nlation", "translation", "trans-\nlation"),
    ("divided word, pasted as it stands", "a trans-\nlation", "trans-\nlation", "trans-\nlation"),
    ("real hyphen at a line end", "a well-\nknown man", "well-known man", "well-\nknown man"),
    ("both in one quote", "well-\nknown trans-\nlation", "well-known translation", None),
    ("pasted with a division", "a translation", "trans-\nlation", "translation"),
    ("composed for decomposed", "re\u0301sume\u0301", "résumé", "re\u0301sume\u0301"),
    ("decomposed for composed", "résumé", "re\u0301sume\u0301", "résumé"),
    ("ligature", "to ﬁnd", "find", "ﬁnd"),
    ("soft hyphen", "con\u00adtent", "content", "con\u00adtent"),
    ("byte-order mark", "\ufeffThe", "The", "The"),
    ("direction marks", "א\u200fב", "אב", "א\u200fב"),
    ("dash alone", "one — two", "–", "—"),
]
ABSENT = [
    ("case", "The Cat", "cat"),
    ("accent", "a résumé", "resume"),
    ("accent, decomposed", "a re\u0301sume\u0301", "resume"),
    ("ё", "всё", "все"),
    ("й", "мой", "мои"),
    ("power", "10² km", "102 km"),
    ("half of a ligature", "oﬃce", "of"),
    ("half of a flag", "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", "\U0001f1ea\U0001f1eb"),
    ("half of a joined emoji", ASTRONAUT, "\U0001f469"),
    ("without its points", "שָׁלוֹם", "שלום"),
    ("hyphen that is none", "well-known", "wellknown"),
    ("ellipsis", "Wait…", "Wait."),
    ("negation", "It was not so.", "It was so."),
    ("number", "12 000 men", "12 001 men"),
]


@pytest.mark.parametrize(
    ("text", "quote", "there"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND]
)
def test_quotes_that_are_found(text: str, quote: str, there: str | None) -> None:
    inked = InkText(text)
    found = find(inked, quote)
    assert found.place
    assert inked.slice(found.place.start, found.place.end) == (there or text)


@pytest.mark.parametrize(
    ("text", "quote"), [case[1:] for case in ABSENT], ids=[case[0] for case in ABSENT]
)
def test_quotes_that_are_not_there(text: str, quote: str) -> None:
    found = find(InkText(text), quote)
    assert (found.place, found.reason) == (None, "absent")


REPEATED = "He went home. Then he slept. She went home. Then she ate."


@pytest.mark.parametrize(
    ("prefix", "suffix", "start", "place"),
    [
        ("He", "", None, 2),
        ("slept. She", "", None, 26),
        ("", "Then she ate", None, 26),
        ("", "Then", None, None),
        ("", "", None, None),
        ("", "", 26, 26),
        ("", "Then", 2, 2),
        ("", "Then she", 2, 26),
        ("", "", 3, None),
        ("Yesterday the xhe", "", None, None),  # two letters alike say nothing
        ("", "Then! she", 2, 2),
    ],
)
def test_repeated_quotes_are_told_apart_by_what_stands_around(
    prefix: str, suffix: str, start: int | None, place: int | None
) -> None:
    found = find(InkText(REPEATED), "went home.", prefix, suffix, start)
    assert (found.place.start if found.place else None) == place
    if place is None:
        assert found.reason == "ambiguous"
        assert sorted(c.start for c in found.candidates) == [2, 26]


def test_a_dividing_hyphen_in_the_context_does_not_lead_to_another_copy() -> None:
    text = InkText("The trans-\nlation fails. And the translation fails. The translation fails.")
    for start in (15, 38, 58):
        anchor = describe(text, start, start + 5)
        assert anchor.quote == "fails"
        found = find(text, anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
        assert found.place
        assert found.place.start == start


def test_a_divided_copy_is_not_passed_over_for_a_whole_one() -> None:
    text = InkText("A translation here, a trans-\nlation there.")
    found = find(text, "translation", prefix="here, a")
    assert found.place
    assert text.slice(found.place.start, found.place.end) == "trans-\nlation"
    assert find(text, "translation").reason == "ambiguous"


def test_an_absent_quote_names_the_nearest_passages() -> None:
    text = InkText("It rained. The council approved the plan in May 1952. It snowed.")
    found = find(text, "The council approved a plan in May 1953.")
    assert found.reason == "absent"
    near = text.slice(found.candidates[0].start, found.candidates[0].end)
    assert near == "The council approved the plan in May 1952."
    assert 0.5 <= found.candidates[0].score < 1


def test_at_most_five_candidates_none_over_another() -> None:
    found = find(InkText("The number was 41. " * 50), "The number was 42.")
    assert len(found.candidates) == 5
    pairs = zip(found.candidates, found.candidates[1:], strict=False)
    assert all(one.end <= other.start for one, other in pairs)


@pytest.mark.parametrize("quote", ["Q", "Совсем другое", "x" * 6000])
def test_what_nothing_resembles_has_no_candidates(quote: str) -> None:
    assert find(InkText("The cat sat on the mat."), quote) == Result(None, "absent")


def test_a_long_absent_quote_is_placed_by_its_beginning() -> None:
    words = " ".join(f"word{n}" for n in range(1500))
    found = find(InkText(f"Before. {words} After."), words.replace("word7 ", "w "))
    assert found.candidates[0].start == 7


@pytest.mark.parametrize("quote", ["", " \n", "\u200b\u00ad"])
def test_an_empty_quote_is_said_to_be_empty(quote: str) -> None:
    assert find(InkText("a"), quote) == Result(None, "empty")


def test_a_text_without_ink_holds_no_quote() -> None:
    assert find(InkText(" "), "a") == Result(None, "absent")


def test_description_widens_to_whole_characters_and_keeps_the_surroundings() -> None:
    text = InkText("x" * 100 + " cafe\u0301\n noir " + "y" * 100)
    anchor = describe(text, 103, 106)
    assert anchor == Anchor(103, 106, "e\u0301 n", "x" * 61 + " caf", "oir " + "y" * 61)
    assert len(ink_of(anchor.prefix)) == len(ink_of(anchor.suffix)) == CONTEXT


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 4), (3, 4)])
def test_no_description_of_what_is_no_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        describe(InkText("abc"), start, end)


@pytest.mark.parametrize(
    ("anchor", "so"),
    [
        (Anchor(0, 3, "abc"), True),
        (Anchor(0, 3, "a b c"), True),
        (Anchor(0, 3, "abd"), False),
        (Anchor(1, 3, "abc"), False),
        (Anchor(0, 9, "abc"), False),
        (Anchor(-3, 3, "abc"), False),
        (Anchor(3, 3, ""), False),
    ],
)
def test_whether_an_anchor_holds(anchor: Anchor, so: bool) -> None:
    assert holds(InkText("abcdef"), anchor) is so
