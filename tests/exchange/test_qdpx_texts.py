# SPDX-License-Identifier: AGPL-3.0-or-later
"""Positions in the texts of a REFI-QDA project, and texts that would break XML or a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.exchange import qdpx
from sidelight.exchange.guids import guid
from sidelight.exchange.outgoing import Outgoing, Written
from sidelight.exchange.qdpx_text import QuotedText, as_file, even_until
from sidelight.exchange.qdpx_xml import Names, clean
from sidelight.model.project import Project
from sidelight.model.records import Claim, ClaimPassage, Document, Note, Passage, Reviewer, Verdict
from sidelight.text.anchors import describe
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import TextLayer
from sidelight.text.quotes import readable
from tests.exchange.qda_projects import Opened, opened

ME = "0" * 31 + "1"
NOW = datetime(2026, 11, 27, tzinfo=UTC)
LAYER = "f" * 64
TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab yz.-\n\r\t\u00a0\u2028\ufeff\u00ad\x0b\x0c"),
        st.sampled_from("Ещёйпривет\u0301"),
        st.sampled_from("한국어\u1112\u1161\u11ab 로씨야"),
        st.sampled_from("😀🇰🇵𝔘𠀀\U0001f468\u200d\U0001f469"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)
HOSTILE = "../..\\x:y ]]> <!DOCTYPE a> &amp; \x00\x01\x0b\ufffe\ud800 \u202e\r\n\"'"


def document(title: str, name: str = "a.txt") -> Document:
    return Document("a" * 64, 1, "1", "article", title, name, "text/plain", 1, "", LAYER)


def claim_of(number: int, passage: Passage, words: str) -> Claim:
    id_ = f"{number}{words}"
    return Claim(
        id=id_,
        number=number,
        label=f"{number}",
        passages=(ClaimPassage(f"p{id_}", id_, passage, ME),),
        verdicts=(Verdict(f"v{words}", id_, ME, "verified", reason=words),),
        notes=(Note(f"n{id_}", id_, words or "…", ME),),
        speaker=words,
        tags=(words,) if words else (),
    )


def project_of(
    text: str,
    passages: Sequence[Passage],
    article: Document,
    *,
    words: str = "",
    absent: bool = False,
) -> Outgoing:
    """What goes out of a project of one document with a claim for each passage."""

    def layer(one: Document) -> TextLayer:
        assert one is article
        assert not absent
        return TextLayer(InkText(text))

    def none(_of: object) -> NoReturn:
        raise DocumentError("document.damaged", name="a")

    reviewers = {ME: Reviewer(ME, words or "Ann", words or "Ann")}
    return Outgoing(
        project=Project(),
        documents=(article,),
        claims=tuple(claim_of(at, passage, words) for at, passage in enumerate(passages)),
        notes={},
        reviewers=reviewers,
        absent=frozenset({article.id} if absent else ()),
        made_at=NOW,
        me=ME,
        name=words or "Ann",
        layer=layer,
        pages=none,
        data=none,
        place=lambda _passage: "",
    )


def written(out: Outgoing) -> tuple[Written, Opened]:
    made = qdpx.write(out, lambda _share, _word: None)
    return made, opened(made.data)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    """A text, and passages of it as the window makes them."""
    text = draw(TEXTS.filter(ink_of))
    ink = InkText(text)
    found = []
    for _number in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(ink) - 1))
        one = describe(ink, start, draw(st.integers(start + 1, len(ink))))
        found.append(
            Passage("a" * 64, LAYER, one.start, one.end, one.quote, one.prefix, one.suffix)
        )
    return text, found


@settings(max_examples=30, deadline=None)
@given(marked())
def test_what_a_selection_cuts_out_is_the_quote(made: tuple[str, list[Passage]]) -> None:
    text, passages = made
    told, read = written(project_of(text, passages, document("A")))
    assert told.count == len(passages)
    cut = {name: words for one in read.marks for words in [one.words] for name, _by in one.codes}
    for at, passage in enumerate(passages):
        assert readable(cut[f"Claim {at}"]) == passage.quote
    there = read.texts["A"]
    assert "\r" not in there
    assert not there.startswith("\ufeff")
    assert ink_of(there) == ink_of(text)
    uneven = any(
        len(there[: one.place[1]].encode("utf-16-le")) > 2 * one.place[1] for one in read.marks
    )
    assert bool(told.remarks) == uneven


@settings(max_examples=30, deadline=None)
@given(marked())
def test_passages_of_an_older_text_are_found_by_their_words_or_kept_as_notes(
    made: tuple[str, list[Passage]],
) -> None:
    text, passages = made
    moved = "Something new stands here. " + text
    out = project_of(moved, [_elsewhere(one) for one in passages], document("A"))
    told, read = written(out)
    placed = {name: one.words for one in read.marks for name, _by in one.codes}
    for at, passage in enumerate(passages):
        if f"Claim {at}" in placed:
            assert ink_of(readable(placed[f"Claim {at}"])) == ink_of(passage.quote)
        else:
            assert clean(passage.quote) in read.said()
    assert told.count == len(read.marks)


def _elsewhere(passage: Passage) -> Passage:
    return Passage(
        *(passage.document, "e" * 64, 0, 1, passage.quote, passage.prefix, passage.suffix)
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS.filter(ink_of), min_size=1, max_size=5))
def test_of_an_absent_document_each_quote_is_a_paragraph(quotes: list[str]) -> None:
    passages = [Passage("a" * 64, LAYER, 0, 1, readable(one)) for one in quotes]
    told, read = written(project_of("", passages, document("A"), absent=True))
    cut = {name: one.words for one in read.marks for name, _by in one.codes}
    for at, passage in enumerate(passages):
        assert cut[f"Claim {at}"] == as_file(passage.quote).strip("\n")
    assert told.count == len(passages)


def test_line_ends_and_a_byte_order_mark_shift_nothing() -> None:
    text = "\ufeffOne\r\ntwo\rthree 😀 four"
    ink = InkText(text)
    passages = [
        Passage("a" * 64, LAYER, at, at + len(word), word)
        for word in ("One", "two", "three", "four")
        for at in [ink.ink.index(word)]
    ]
    told, read = written(project_of(text, passages, document("A")))
    assert read.texts == {"A": "One\ntwo\nthree 😀 four"}
    assert [one.words for one in read.marks] == ["One", "two", "three", "four"]
    assert "UTF-16" in " ".join(told.remarks)
    assert even_until(read.texts["A"]) == 14
    assert even_until("한국어") == 3


def test_hostile_texts_stay_texts() -> None:
    text = f"Before {HOSTILE} after."
    whole = Passage("a" * 64, LAYER, 0, len(InkText(text)), HOSTILE)
    out = project_of(text, [whole], document(HOSTILE, name=HOSTILE), words=HOSTILE)
    made, read = written(out)
    kept = "../..\\x:y ]]> <!DOCTYPE a> &amp;"
    said = f"{kept} \ufffd\ufffd\ufffd\ufffd\ufffd \u202e\n\"'"
    assert read.said() == [said, said]
    assert kept in read.users[guid("reviewer", ME)]
    assert any(kept in name for name in read.codes.values())
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        stem = guid("document", "a" * 64)
        assert package.namelist() == [f"Sources/{stem}.txt", "project.qde"]
    (name,) = read.texts
    # programs name files after sources
    assert not {*name} & {*"/\\:\0"}
    assert not name.startswith(".")


def test_the_tags_and_verdicts_of_one_name_are_codes_of_two() -> None:
    text = "One two"
    passage = Passage("a" * 64, LAYER, 0, 3, "One")
    _made, read = written(project_of(text, [passage], document("A"), words="Verified"))
    assert read.marked("Verified") == ["One"]
    assert read.marked("Verified (Tags)") == ["One"]


def test_names_of_one_list_differ() -> None:
    names = Names()
    found = [names.of(one, "Tags") for one in ("Aid", "aid", "AID", "", " ")]
    assert found == ["Aid", "aid (Tags)", "AID (2)", "Tags", "Tags (Tags)"]
    files = Names()
    assert [files.of_file(one, ".png") for one in ("../a/b", "a.png", "")] == [
        "\u2215a\u2215b.png",
        "a.png.png",
        "?.png",
    ]
    assert len(Names().of("long " * 100)) <= 80


def test_guids_stay_the_same_and_are_those_of_reviewers() -> None:
    assert guid("reviewer", ME) == "00000000-0000-0000-0000-000000000001"
    assert guid("reviewer", "Ann") != guid("claim code", "Ann")
    # programs that read two exports of a project know what they have by it
    assert guid("verdict code", "verified") == "fbcd6e2a-76f2-51e8-9094-537853013368"
    assert guid("tag code", "\ud800") != guid("tag code", "\ud801")


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_document_without_words_has_an_empty_text(text: str) -> None:
    _told, read = written(project_of(text, [], document("A")))
    assert read.texts == {"A": text}
    assert QuotedText([]).text == ""
