# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources in CSL-JSON (https://docs.citationstyles.org, 1.0.2), as Zotero, Mendeley and
pandoc write it, and as we do (`sidelight.exchange.csl_json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sidelight.errors import InputError
from sidelight.exchange import json_in
from sidelight.exchange.incoming import Given, Incoming, SourceRecord, Step, Unread
from sidelight.exchange.shelf_in import rest_of, shelf
from sidelight.exchange.source_fields import (
    COUSINS,
    MOST,
    day,
    iso,
    joined,
    language_code,
    on_notes,
    source_record,
    whole_name,
)
from sidelight.language import _
from sidelight.model.vocabulary import SOURCE_TYPES

_TOLD_EVERY = 1000
_MOST_NAMES = 1000
_OURS = ("fond", "opis", "delo", "folios")
_DIRECT = {
    "title": "title",
    "genre": "genre",
    "container-title": "container_title",
    "archive": "archive",
    "archive-place": "archive_place",
    "archive_place": "archive_place",
    "URL": "URL",
}
_PEOPLE = ("author", "recipient", "translator")
_DATES = {"issued": "issued", "original-date": "original_date", "accessed": "accessed"}
_NO_RECORD = ("abstract", "note", "annote")
_OTHERS = re.compile(
    r'"(?:@context|@graph|@type|motivation|motivatedBy|claimReviewed|uri|rows|body)"\s*:'
)
_OPENING = re.compile(r"\[\s*\{|\{\s*\"")
_FULL = re.compile(r'"type"\s*:\s*"[a-z][a-z_-]*"')
_NAMED = re.compile(r'"(?:id|title)"\s*:')


def knows(name: str, head: bytes) -> bool:  # noqa: ARG001 - what is in it tells
    """Tell whether a file begins as a list of CSL's items does."""
    begun = json_in.begins(head)
    if not begun or not _OPENING.match(begun) or _OTHERS.search(begun):
        return False
    return bool(_FULL.search(begun) and _NAMED.search(begun))


def read(given: Given, step: Step) -> Incoming:
    """Return the records of a file: a list of items, one item, or ``items`` of an object.

    InputError: `import.damaged`, `import.too_large`.
    """
    items = _items(json_in.read(given.data, given.name).values)
    if items is None or (items and not any(map(_is_item, items))):
        raise InputError("import.damaged", name=given.name)
    if len(items) > MOST:
        raise InputError("import.too_large", name=given.name)
    sources, unread, notes = list[SourceRecord](), list[Unread](), 0
    for at, item in enumerate(items):
        if at % _TOLD_EVERY == 0:
            step(at / len(items), "records")
        made = _record(item) if _is_item(item) else None
        if made is None:
            what = _("Record {number}").format(number=at + 1)
            unread.append(Unread(what, _("It holds nothing that a record of a source has.")))
            continue
        sources.append(made)
        notes += sum(bool(_text(item.get(name))) for name in _NO_RECORD)
    return Incoming(sources=tuple(sources), unread=tuple(unread), remarks=on_notes(notes))


def _items(values: Iterable[Any]) -> list[Any] | None:
    found: list[Any] = []
    for value in values:
        if type(value) is dict and type(value.get("items")) is list:
            found += value["items"]
        elif type(value) is list:
            found += value
        elif type(value) is dict:
            found.append(value)
        else:
            return None
    return found


def _is_item(item: Any) -> bool:
    return (
        type(item) is dict
        and "@context" not in item
        and ("type" in item or "title" in item)
        and ("id" in item or "title" in item)
    )


def _record(item: dict[str, Any]) -> SourceRecord | None:
    fields = {field: _text(item.get(name)) for name, field in _DIRECT.items() if name in item}
    fields |= {role: _people(item[role]) for role in _PEOPLE if role in item}
    fields |= {field: _date(item[name]) for name, field in _DATES.items() if name in item}
    fields["type"] = _type(_text(item.get("type")))
    fields["language"] = language_code(_text(item.get("language")))
    own = item.get("custom")
    fields |= _place(_text(item.get("archive_location")), own if type(own) is dict else {})
    return source_record(_text(item.get("id")), fields, doi=_text(item.get("DOI")))


def _place(location: str, own: Mapping[str, Any]) -> dict[str, str]:
    """Return the place in an archive, and what our own exports say beside CSL."""
    level = _text(own.get("level"))
    said = {"level": level} if level else {}
    parts = {name: part for name in _OURS if (part := _text(own.get(name)))}
    if not parts:
        return {**said, **shelf(location)}
    return {**said, **parts, "archive_location": rest_of(location, parts)}


def _type(word: str) -> str:
    return word if word in SOURCE_TYPES else COUSINS.get(word, "")


def _text(value: Any) -> str:
    """Return a text, or a number as one; "" for anything else."""
    if type(value) is int:
        return str(value) if abs(value) < 1 << 63 else ""
    return value if type(value) is str else ""


def _people(value: Any) -> str:
    if type(value) is str:
        return value
    if type(value) is not list:
        return ""
    return joined(_name(one) for one in value[:_MOST_NAMES] if type(one) is dict)


def _name(name: dict[str, Any]) -> str:
    if whole := _text(name.get("literal")):
        return whole
    particles = (_text(name.get(f"{which}dropping-particle")) for which in ("", "non-"))
    return whole_name(
        _text(name.get("family")),
        _text(name.get("given")),
        " ".join(filter(None, particles)),
        _text(name.get("suffix")),
    )


def _date(value: Any) -> str:
    """Return a date of CSL: its numbers in ISO 8601, or its words."""
    if type(value) is not dict:
        return day(_text(value))
    parts = value.get("date-parts")
    if type(parts) is list:
        days = [made for one in parts[:2] if type(one) is list and (made := _numbers(one))]
        if days:
            return "/".join(days)
    return _text(value.get("literal")) or day(_text(value.get("raw")))


def _numbers(parts: list[Any]) -> str:
    numbers: list[int] = []
    for part in parts[:3]:
        digits = _text(part).strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
            break
        numbers.append(int(digits))
    return iso(*numbers)
