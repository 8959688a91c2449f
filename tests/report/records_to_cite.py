# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents with the records of sources that checkers cite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sidelight import language
from sidelight.model.records import Document

LETTER = {
    "type": "personal_communication",
    "author": "Kim Il-sung",
    "recipient": "J. Stalin",
    "genre": "letter",
    "issued": "1950-08-31",
    "archive": "APRF",
    "fond": "45",
    "opis": "1",
    "delo": "347",
    "folios": "41–45",
}
TREATY = {
    "type": "treaty",
    "author": "DPRK; Russian Federation",
    "issued": "2024-06-19",
    "URL": "https://a.example/t",
    "accessed": "2024-07-01",
}
NEWS = {
    "type": "article-newspaper",
    "author": "Richard Roe",
    "container_title": "Gazette",
    "issued": "2019-04-25",
    "URL": "https://a.example/n",
    "accessed": "2024-07-01",
}
PAGE = {
    "type": "webpage",
    "author": "Кремль",
    "container_title": "kremlin.ru",
    "issued": "2000-07",
    "URL": "https://a.example/w",
}
REPORT = {
    "type": "report",
    "author": "Beyond Parallel (CSIS)",
    "genre": "research report",
    "issued": "2023",
}
KOREAN = {
    "type": "article-newspaper",
    "author": "연합뉴스",
    "container_title": "연합뉴스",
    "issued": "2019-04-25",
}


def document(
    title: str = "", known: dict[str, str] | None = None, spoken: str = "en", **more: str
) -> Document:
    """Return a document of a title with a record; ``more`` are further fields of it."""
    citation = {**(known or {}), **more}
    return Document(
        id="ab" * 32,
        number=1,
        label="1",
        kind="source",
        title=title,
        name="scan.pdf",
        media_type="application/pdf",
        size=1,
        language=spoken,
        layer="",
        citation=citation,
    )


SOURCES = {
    "letter": document("Letter 17", LETTER),
    "treaty": document("Treaty on comprehensive strategic partnership", TREATY),
    "news": document("Kim meets Putin in Vladivostok", NEWS),
    "page": document("Визит президента", PAGE, "ru"),
    "report": document("Rail imagery of Tumangang", REPORT),
    "korean": document("김정은, 푸틴과 회담", KOREAN, "ko"),
    "file": document(),
}


@contextmanager
def words_in(name: str) -> Iterator[None]:
    """Let words come out in a language."""
    language.use(name)
    try:
        yield
    finally:
        language.use("")
