# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes with their citations, as text and as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from sidelight.errors import DocumentError
from sidelight.model.records import Document
from sidelight.session.session import Session

NOTE = """The note

He came on Monday. It was <b>short</b> & so on.

Then he left.
"""
CITED = {
    "author": "Kim Il Sung",
    "recipient": "Stalin",
    "genre": "Letter",
    "issued": "31 August 1950",
    "archive": "RGASPI",
    "archive_location": "f. 558, op. 11",
}


class Read(HTMLParser):
    """The words and the tags of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def note(session: Session) -> Document:
    added = session.add_text(NOTE, title="The note")
    session.cite(added, CITED)
    return session.document(added.id)


def found(session: Session, document: Document, words: str) -> tuple[int, int]:
    text = session.layer(document).text
    at = text.text.index(words)
    return text.offset(at), text.offset(at + len(words))


def test_it_says_who_what_when_where_kept_and_where_in_it(session: Session, note: Document) -> None:
    made = session.quotation(note, *found(session, note, "Then he left."))
    assert made.words == "“Then he left.”"
    assert made.text == (
        "“Then he left.” Kim Il Sung, Letter to Stalin, 31 August 1950, ¶ 2,"
        " RGASPI, f. 558, op. 11."
    )
    read = Read(made.html)
    assert read.words == made.text
    assert read.tags == ["p", "span"]
    assert made.link == ""


def test_several_paragraphs_stand_apart_and_their_words_are_escaped(
    session: Session, note: Document
) -> None:
    start, end = found(session, note, "He came on")[0], found(session, note, "Then he")[1]
    made = session.quotation(note, start, end)
    assert made.words == "“He came on Monday. It was <b>short</b> & so on.\n\nThen he”"
    assert made.text.startswith(f"{made.words}\n\nKim Il Sung, Letter to Stalin,")
    read = Read(made.html)
    assert set(read.tags) == {"p", "span"}
    assert "<b>short</b> & so on." in read.words


def test_marks_are_those_of_the_language_and_what_is_hidden_is_left_out(session: Session) -> None:
    letter = session.document("Письмо")
    whole = (0, len(session.layer(letter).text))
    assert session.quotation(letter, *whole).words.startswith("«")
    session.hide(letter, [found(session, letter, "Её")])
    letter = session.document("Письмо")
    assert "Её" not in session.quotation(letter, *whole).words
    with pytest.raises(DocumentError):
        session.quotation(letter, 0, whole[1] + 5)


def test_only_a_safe_address_becomes_a_link(session: Session, note: Document) -> None:
    session.cite(note, {"URL": "https://example.org/a?b=1&c=2", "accessed": "2024-06-19"})
    cited = session.document(note.id)
    made = session.quotation(cited, *found(session, cited, "Then he left."))
    assert ", ¶ 2, RGASPI" in made.citation
    assert made.citation.endswith(" Accessed June 19, 2024. https://example.org/a?b=1&c=2")
    assert Read(made.html).links == ["https://example.org/a?b=1&c=2"]
    session.cite(note, {"URL": 'javascript:alert("1")'})
    cited = session.document(note.id)
    made = session.quotation(cited, *found(session, cited, "Then he left."))
    assert made.link == ""
    assert Read(made.html).links == []


def test_it_is_cited_in_the_style_of_the_settings(session: Session, note: Document) -> None:
    session.settings.citation_style = "plain"
    made = session.quotation(note, *found(session, note, "Then he left."))
    assert (
        made.citation
        == "Kim Il Sung to Stalin, Letter, 31 August 1950. RGASPI, f. 558, op. 11, ¶ 2."
    )
