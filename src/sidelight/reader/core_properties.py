# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the metadata of Office Open XML, OpenDocument and EPUB says: all use Dublin Core's words."""

from __future__ import annotations

import re
from typing import Any

from sidelight.reader.dates import possible_date
from sidelight.reader.language_guess import language_tag
from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import parse_xml, plain_names, words_of

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_LONGEST = 300


def properties_of(part: bytes) -> dict[str, str]:
    """Return what a part of an archive states, nothing where it is missing or broken."""
    try:
        return properties_in(plain_names(parse_xml(part)) if part else None)
    except Unreadable:
        return {}


def properties_in(root: Any) -> dict[str, str]:
    """Return title, author, issued (ISO date) and language where an element without namespaces
    states them.
    """
    if root is None:
        return {}
    issued = iso_date(_first(root, "created", "creation-date", "date", "modified"))
    found = {
        "title": _first(root, "title"),
        "author": ", ".join(_all(root, "creator")) or _first(root, "initial-creator"),
        "issued": issued,
        "language": language_tag(_first(root, "language")),
    }
    return {name: value[:_LONGEST] for name, value in found.items() if value}


def iso_date(stated: str) -> str:
    """Return the date at the start of what is stated, as far as it can be one; else nothing."""
    found = _DATE.match(stated.strip())
    return possible_date(*found.groups()) if found else ""


def _first(root: Any, *names: str) -> str:
    return next((words for name in names for words in _all(root, name)), "")


def _all(root: Any, name: str) -> list[str]:
    return [words for words in map(words_of, root.iter(name)) if words]
