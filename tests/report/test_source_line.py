# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources named by our own rules: what is known is said, and the line is never empty."""

from __future__ import annotations

import pytest

from sidelight.model.records import Document
from sidelight.report.source_line import source_line


def document(title: str = "", name: str = "scan.pdf", **known: str) -> Document:
    return Document(
        "ab" * 32, 1, "1", "source", title, name, "application/pdf", 1, "en", "", citation=known
    )


LETTER = {
    "author": "Kim Il-sung",
    "recipient": "J. Stalin",
    "genre": "letter",
    "issued": "31 August 1950",
    "archive": "APRF",
    "archive_location": "f. 45, op. 1, d. 347, ll. 41–45",
}
LETTER_CITED = (
    "Kim Il-sung to J. Stalin, letter, 31 August 1950. APRF, f. 45, op. 1, d. 347, ll. 41–45."
)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            document("Letter 17", **LETTER),
            LETTER_CITED,
        ),
        (
            document("Report", author="R. Roe", container_title="Gazette", issued="2024-06-19"),
            "R. Roe. Report, Gazette, 2024-06-19.",
        ),
        (
            document("Visit", URL="https://a.example/x", accessed="2024-07-01"),
            "Visit. Accessed 2024-07-01. https://a.example/x",
        ),
        (document("Message", recipient="K. Gottwald"), "To K. Gottwald. Message."),
        (document(recipient="K. G.", genre="message"), "To K. G., message."),
        (
            document("Notes", archive="RGANI", archive_place="Moscow"),
            "Notes. RGANI, Moscow.",
        ),
        (document("Who was there?"), "Who was there?"),
        (document(), "scan.pdf."),
        (document(name=""), "abababababab."),
        (document("one\ntwo \u202ethree"), "one two three."),
    ],
)
def test_a_source_is_named(given: Document, line: str) -> None:
    assert source_line(given) == line


def test_the_date_of_the_original_is_said() -> None:
    given = document("Letter 17", **LETTER, translator="A. Smith", original_date="1950-08-29")
    assert "translated by A. Smith, original dated 1950-08-29. APRF" in source_line(given)


def test_the_place_stands_before_where_it_was_read() -> None:
    given = document("Visit", URL="https://a.example/x", accessed="2024-07-01")
    assert source_line(given, "p. 3") == ("Visit, p. 3. Accessed 2024-07-01. https://a.example/x")
