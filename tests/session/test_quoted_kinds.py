# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes with their citations from each kind of document and each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.model.records import Document
from sidelight.session.session import Session

SAMPLES = Path(__file__).parents[2] / "sample_docs"


def quoted(session: Session, document: Document, words: str) -> tuple[str, str]:
    """The words and the citation of a quote."""
    made = session.quotation(document, *session.locate(document, words))
    return made.words, made.citation


@pytest.mark.parametrize(
    ("name", "words", "said", "where"),
    [
        ("1950-08-27-prague-message.pdf", "by word of mouth", "“by word of mouth”", " p. 1."),
        ("2001-2023-visits-press-file.html", "led to Ulan-Ude", "“led to Ulan-Ude”",
         " § Kim Jong-il, ¶ 1."),
        ("2024-06-korean-press-file.txt", "실제로 머문 시간", "“실제로 머문 시간”",
         " § 1. 방문 일정, ¶ 1."),
        ("1950-security-council.fb2", "Автор возражает", "«Автор возражает»",
         " § Что сказано об уходе из Совета, ¶ 1."),
        ("2001-2011-visits.rtf", "первая поездка", "«первая поездка»", " § Поездки, ¶ 1."),
    ],
)  # fmt: skip
def test_the_place_is_named_as_that_kind_of_document_names_it(
    session: Session, name: str, words: str, said: str, where: str
) -> None:
    document = session.add_document(SAMPLES / name)
    assert quoted(session, document, words)[0] == said
    citation = quoted(session, document, words)[1]
    assert document.title.casefold() in citation.casefold()
    assert citation.endswith(where)


@pytest.mark.parametrize(
    ("name", "words", "language"),
    [
        ("2024-06-korean-press-file.txt", "실제로 머문 시간", "ko"),
        ("2001-2011-visits.rtf", "первая поездка", "ru"),
        ("2024-11-ratification.docx", "24 October 2024", "en"),
    ],
)
def test_the_html_says_what_language_the_words_are_in(
    session: Session, name: str, words: str, language: str
) -> None:
    document = session.add_document(SAMPLES / name)
    made = session.quotation(document, *session.locate(document, words))
    assert made.language == language
    assert f'<span lang="{language}">' in made.html
    assert made.html.count("<p>") == 1


def test_the_second_page_of_a_pdf_is_named(session: Session) -> None:
    document = session.add_document(SAMPLES / "1950-08-27-prague-message.pdf")
    second = session.pages(document)[1]
    made = session.quotation(document, second.start, second.start + 20)
    assert made.citation.endswith(", p. 2.")
    both = session.quotation(document, second.start - 10, second.start + 20)
    assert both.citation.endswith(", pp. 1–2.")


def test_a_word_divided_at_the_end_of_a_line_is_joined(session: Session) -> None:
    added = session.add_text("The agree\u00adment was kept.\n\nIt lasted.")
    assert quoted(session, added, "agreement")[0] == "“agreement”"


def test_rows_of_a_table_keep_their_lines(session: Session) -> None:
    document = session.add_document(SAMPLES / "2024-11-ratification.docx")
    start = session.locate(document, "Approved by the State Duma")[0]
    end = session.locate(document, "6 November 2024")[1]
    made = session.quotation(document, start, end)
    rows = made.words.strip("“”").split("\n\n")[0].splitlines()
    assert rows[0].startswith("Approved by the State Duma")
    assert rows[1].startswith("Approved by the Federation Council")
    assert "<br>Approved by the Federation Council" in made.html


def test_a_citation_that_was_changed_is_the_one_that_is_copied(session: Session) -> None:
    document = session.add_document(SAMPLES / "2001-2011-visits.rtf")
    assert quoted(session, document, "первая поездка")[1].startswith("ЦТАК, AP, Reuters, “Заметка")
    session.cite(document, {"author": "KCNA"})
    document = session.document(document.id)
    assert quoted(session, document, "первая поездка")[1].startswith("KCNA, “Заметка")
    session.undo()
    document = session.document(document.id)
    assert quoted(session, document, "первая поездка")[1].startswith("ЦТАК")


def test_a_printed_quote_is_not_said_to_be_recognised(session: Session) -> None:
    document = session.add_document(SAMPLES / "1950-08-27-prague-message.pdf")
    assert "recognised" not in quoted(session, document, "by word of mouth")[1]
