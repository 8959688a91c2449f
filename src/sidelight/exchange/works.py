# SPDX-License-Identifier: AGPL-3.0-or-later
"""Articles and sources as works in the words of schema.org, with only what is known of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sidelight.exchange import iris
from sidelight.model.records import Document

_TYPES = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article-journal": "ScholarlyArticle",
    "webpage": "WebPage",
    "post": "SocialMediaPosting",
    "report": "Report",
    "book": "Book",
    "chapter": "Chapter",
    "legislation": "Legislation",
    "personal_communication": "Message",
    "manuscript": "Manuscript",
    "map": "Map",
}
"""Types of CSL; any other is a creative work."""

_DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?", re.ASCII)
_BETWEEN_NAMES = re.compile(r"\s*[;；]\s*")


def work(document: Document) -> dict[str, Any]:
    """Return a document as a work, named by its web address or by its bytes."""
    known = {name: value.strip() for name, value in document.citation.items() if value.strip()}
    usual = "Article" if document.kind == "article" else "CreativeWork"
    title = document.title or document.name or document.id[:12]
    where = iris.address(known.get("URL", ""))
    names = _BETWEEN_NAMES.split(known.get("author", ""))
    container = known.get("container_title", "")
    # names of their own: a work is told in each review, and has them once all the same
    whole = {"@type": "CreativeWork", "@id": iris.part(document.id, "whole"), "name": container}
    authors = [
        {"@id": iris.part(document.id, f"author {name}"), "name": name} for name in names if name
    ]
    made = {
        "@type": _TYPES.get(known.get("type", ""), usual),
        "@id": iris.document(document),
        "url": where.url,
        "archivedAt": where.archive,
        "headline" if document.kind == "article" else "name": title,
        "inLanguage": document.language,
        "author": authors,
        "datePublished": day(known.get("issued", "")),
        "isPartOf": whole if container else None,
    }
    return {name: value for name, value in made.items() if value}


def day(text: str) -> str:
    """Return a date of ISO 8601, which may be of a year or a month; "" where a text is none."""
    found = _DATE.fullmatch(text.strip())
    numbers = [int(part.strip("-")) for part in found.groups() if part] if found else []
    try:
        date(*(*numbers, 1, 1)[:3])
    except (TypeError, ValueError):
        return ""
    return text.strip()
