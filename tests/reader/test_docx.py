# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents: structure, notes, pictures, what they say of themselves."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.formats import format_of
from sidelight.reader.reading import Unreadable
from tests.reader.office import RELATION, docx, drawn, note_mark, paragraph, picture

Fixture = Callable[..., Any]
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
NOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>The harbour book, leaf 41.</w:t></w:r></w:p></w:footnote>'
)
CORE = (
    "<dc:title>On the bridge</dc:title><dc:creator>Anna Weiss</dc:creator>"
    "<dcterms:created>2024-06-21T08:30:00Z</dcterms:created><dc:language>en-GB</dc:language>"
)


def report() -> bytes:
    """A report with all that a report has."""
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in (("Year", "Boats"), ("1950", "12"))
    )
    return docx(
        paragraph("On the bridge", "a3")
        + paragraph("What was seen", "1")
        + paragraph("<w:r><w:t>Nobody crossed it.</w:t></w:r>" + note_mark(2))
        + paragraph("Two coats", "2")
        + paragraph("a grey one", extra=NUMBERED.format(1))
        + paragraph("a green one", extra=NUMBERED.format(1))
        + paragraph("first the mayor", extra=NUMBERED.format(2))
        + paragraph("It never stood there.", "Q")
        + f"<w:tbl>{table}</w:tbl>"
        + paragraph(drawn(1))
        + paragraph("The map of the harbour", "C"),
        notes=NOTES,
        core=CORE,
        media={"map.png": picture()},
    )


def test_a_report(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(report(), "report.docx")
    sound(found)
    assert found.media_type.endswith("wordprocessingml.document")
    assert (found.title, found.language) == ("On the bridge", "en-GB")
    assert found.citation == {"author": "Anna Weiss", "issued": "2024-06-21"}
    assert blocks(found) == [
        ("title", "On the bridge"),
        ("heading", "What was seen"),
        ("paragraph", "Nobody crossed it.[1]"),
        ("heading", "Two coats"),
        ("item", "• a grey one"),
        ("item", "• a green one"),
        ("item", "1. first the mayor"),
        ("quote", "It never stood there."),
        ("table", "Year Boats 1950 12"),
        ("caption", "The map of the harbour"),
        ("item", "1. The harbour book, leaf 41."),
    ]
    assert [(h.level, h.title) for h in found.layer.outline] == [
        (1, "On the bridge"),
        (1, "What was seen"),
        (2, "Two coats"),
    ]
    assert found.rendition.count(b"<img") == 1
    assert b"data:image/png;base64," in found.rendition


def test_tracked_changes_are_read_as_accepted(read: Fixture) -> None:
    words = (
        "<w:r><w:t xml:space='preserve'>The bridge </w:t></w:r>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:r><w:t>stood.</w:t></w:r>"
    )
    assert read(docx(paragraph(words))).layer.text.text == "The bridge always stood."


@pytest.mark.parametrize(
    ("core", "title"),
    [
        ("<dc:title>report_final.docx</dc:title>", "paper"),
        ("<dc:title>Microsoft Word - letter</dc:title>", "paper"),
        ("<dc:title>A letter</dc:title>", "A letter"),
        ("<dc:title></dc:title>", "paper"),
        ("<dc:title>un<closed", "paper"),
    ],
)
def test_the_title(core: str, title: str, read: Fixture) -> None:
    assert read(docx(paragraph("Words of the letter."), core=core), "paper.docx").title == title


def test_pictures_that_cannot_be_drawn_leave_no_word(read: Fixture) -> None:
    made = docx(
        paragraph("Before.") + paragraph(drawn(1)) + paragraph(drawn(2)) + paragraph("After."),
        media={"a.emf": b"\1\0\0\0 EMF" + bytes(99), "b.png": b"\x89PNG\r\n\x1a\nbroken"},
    )
    found = read(made)
    assert found.layer.text.text == "Before.\n\nAfter."
    assert b"<img" not in found.rendition


def test_a_huge_photograph_is_embedded_smaller(read: Fixture) -> None:
    photo = picture("BMP", (3000, 2000))
    made = docx(paragraph("Words.") + paragraph(drawn(1)), media={"a.png": photo})
    rendition = read(made).rendition
    assert b"data:image/jpeg" in rendition
    assert len(rendition) < 400_000


HOSTILE = {
    "entities": '<!DOCTYPE x [<!ENTITY a "words words"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<w:document xmlns:w='w'><w:body>&b;</w:body></w:document>",
    "a file of ours": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
    "no xml": "words",
    "another root": "<x/>",
    "nothing": "",
}


@pytest.mark.parametrize("main", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_main_part(main: str, read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(docx("", parts={"word/document.xml": main}), "a.docx")
    assert refusal.value.kind in {"damaged", "no_text"}


def test_nesting_without_end_is_too_costly(read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(docx("<w:smartTag>" * 5000 + paragraph("words") + "</w:smartTag>" * 5000))
    assert refusal.value.kind == "too_costly"


def test_parts_that_lie_elsewhere_are_not_fetched(
    read: Fixture, address: str, calls: list[str]
) -> None:
    links = "".join(
        f'<Relationship Id="x{n}" Type="{RELATION}/image" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate((f"{address}/a.png", "file:///etc/hostname", "../../../secret"))
    )
    body = "".join(paragraph(drawn(n).replace('r:embed="m', 'r:link="x')) for n in range(3))
    found = read(docx(paragraph("Words.") + body, links=links))
    assert found.layer.text.text == "Words."
    assert calls == []


def test_no_words_are_said_to_be_none(read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(docx(paragraph("")))
    assert refusal.value.kind == "no_text"


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.txt", "a.epub", "a.cbz", "a"])
def test_told_by_what_is_in_it(name: str) -> None:
    assert format_of(report(), name).name == "DOCX"


def test_the_same_bytes_give_the_same_layer(read: Fixture) -> None:
    one, two = read(report()), read(report())
    assert one.layer.to_bytes() == two.layer.to_bytes()
    assert one.rendition == two.rendition
