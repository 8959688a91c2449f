# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words, comments and places of a Word document, whatever is written."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sidelight.model.styles import STYLES, style
from sidelight.report.word_text import Piece, comment, place, write
from sidelight.text.characters import one_line, shown
from tests.effort import examples
from tests.report.word_reading import W, part, plain, remarks, text

WORDS = st.text(max_size=40).map(shown)
PIECES = st.lists(
    st.builds(
        Piece,
        WORDS,
        st.sampled_from((None, *STYLES.values())),
        bold=st.booleans(),
        quiet=st.booleans(),
        marked=st.booleans(),
        to=st.sampled_from(("", "claim-1", "x" * 60)),
    ),
    max_size=6,
)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words(element: etree._Element) -> str:
    """The words of an element with tabs and breaks as the format has them."""
    blanks = {W + "br": "\n", W + "tab": "\t"}
    return "".join(
        blanks.get(one.tag, one.text or "") for one in element.iter() if one.tag != W + "p"
    )


@settings(max_examples=examples(60))
@given(PIECES)
def test_what_is_written_is_read(pieces: list[Piece]) -> None:
    document = docx.Document()
    runs = write(document.add_paragraph(), pieces)
    assert len(runs) == len(pieces)
    (paragraph,) = part(saved(document), "word/document.xml").iter(W + "p")
    assert words(paragraph) == "".join(piece.text for piece in pieces)
    for piece, run in zip(pieces, runs, strict=True):
        shaded = run._r.find(f".//{W}shd") is not None
        assert shaded == bool(piece.marked and piece.look)
        assert bool(run.bold) == piece.bold
        link = run._r.getparent()
        assert (link.tag == W + "hyperlink") == bool(piece.to)
        if piece.to:
            assert link.get(W + "anchor") == piece.to[:40]


@settings(max_examples=examples(40))
@given(WORDS.map(one_line), WORDS, st.datetimes(timezones=st.just(UTC)))
def test_a_comment_is_of_anybody_at_any_time(author: str, said: str, when: datetime) -> None:
    document = docx.Document()
    (run,) = write(document.add_paragraph(), ["words"])
    write(comment(document, (run, run), author, when).paragraphs[0], [said])
    (remark,) = remarks(saved(document))
    assert (remark.author, remark.words) == (author, "words")
    assert datetime.fromisoformat(remark.date) == when.replace(microsecond=0)


def test_a_comment_of_an_unknown_time_has_none() -> None:
    document = docx.Document()
    (run,) = write(document.add_paragraph(), ["words"])
    comment(document, (run, run), "Ann", None)
    (remark,) = remarks(saved(document))
    assert remark.date == "None"


def test_a_place_stands_around_its_words() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(style="Heading 1")
    write(paragraph, [Piece("here", style("denied"), marked=True)])
    place(paragraph, "y" * 60, 7)
    data = saved(document)
    (element,) = part(data, "word/document.xml").iter(W + "p")
    tags = [child.tag.removeprefix(W) for child in element]
    assert tags == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]
    assert element[1].get(W + "name") == "y" * 40
    assert (text(element), plain(data).strip()) == ("here", "here")
