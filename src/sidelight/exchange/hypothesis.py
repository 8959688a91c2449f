# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations of Hypothesis (https://web.hypothes.is): what its interface gives
(https://h.readthedocs.io/en/latest/api-reference/), and what its client exports as JSON.

docs/hypothesis.md says what becomes of what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sidelight.errors import InputError
from sidelight.exchange import iris, json_in
from sidelight.exchange.annotation_files import MOST
from sidelight.exchange.answers import settled, shown
from sidelight.exchange.documents_in import Authors, Documents
from sidelight.exchange.foreign_annotations import Groups
from sidelight.exchange.incoming import Incoming, Mark, Place, Step, Unread
from sidelight.exchange.json_values import Wrong, as_text, misplaced, moment, record, text
from sidelight.exchange.places_in import hints
from sidelight.exchange.selectors_in import UNITS, Found, read_selectors
from sidelight.language import _

_TOLD_EVERY = 1000
_MOST_TAGS = 1000
_LONGEST_NAME = 2000
_WORLD = "__world__"
_LISTS = ("rows", "annotations", "replies")
_USER = re.compile(r'"(?:user|export_userid)"\s*:\s*"acct:[^"@\s]{1,200}@')
_FIELDS = re.compile(r'"(?:rows|uri|target|annotations)"\s*:')
_NONE = re.compile(r'\{\s*"total"\s*:\s*0\s*,\s*"rows"\s*:\s*\[\s*\]\s*\}\s*')


def knows(name: str, head: bytes) -> bool:  # noqa: ARG001 - what is in it tells
    """Tell whether a file begins as those of Hypothesis do."""
    begun = json_in.begins(head)
    if not begun:
        return False
    return bool((_USER.search(begun) and _FIELDS.search(begun)) or _NONE.fullmatch(begun))


def read(data: bytes, name: str, step: Step) -> Incoming:
    """Return what a file of Hypothesis holds; `step` is told of each few hundred.

    InputError: `import.damaged`, `import.too_large`.
    """
    held = json_in.read(data, name)
    rows: list[Any] = []
    for value in held.values:
        found = _rows(value)
        if found is None:
            raise InputError("import.damaged", name=name)
        rows += found
    if len(rows) > MOST:
        raise InputError("import.too_large", name=name)
    if rows and not any(map(_is_annotation, rows)):
        raise InputError("import.damaged", name=name)
    return _Reading(rows).all(step, held.broken)


def _rows(value: Any) -> list[Any] | None:
    """Return the annotations that a value holds; None where it is something else."""
    if type(value) is list:
        return value
    if type(value) is not dict:
        return None
    if _is_annotation(value):
        return [value]
    lists = [value[name] for name in _LISTS if type(value.get(name)) is list]
    return [row for rows in lists for row in rows] if lists else None


def _is_annotation(value: Any) -> bool:
    return type(value) is dict and "user" in value and ("uri" in value or "target" in value)


class _Reading:
    """One file as it is read."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows
        self._documents = Documents()
        self._authors = Authors()
        self._groups = Groups()
        self._ids = {row["id"] for row in rows if type(row) is dict and type(row.get("id")) is str}

    def all(self, step: Step, broken: Iterable[int]) -> Incoming:
        """Read everything."""
        made, unread = list[Mark](), list[Unread]()
        for at, row in enumerate(self._rows):
            if at % _TOLD_EVERY == 0:
                step(at / len(self._rows), "annotations")
            try:
                made.append(self._mark(row))
            except Wrong as wrong:
                id_ = row.get("id") if type(row) is dict else None
                what = id_ if type(id_) is str else _("Annotation {number}").format(number=at + 1)
                unread.append(Unread(shown("", what), str(wrong)))
        marks, lost = settled(made)
        lines = [
            Unread(_("Line {number}").format(number=number), _("It is no JSON."))
            for number in broken
        ]
        return Incoming(
            documents=self._documents.all(),
            authors=self._authors.all(),
            groups=self._groups.all(),
            marks=tuple(marks),
            unread=(*unread, *lost, *lines),
        )

    def _mark(self, row: Any) -> Mark:
        """Return what an annotation is: an answer, a mark on words, or a note on a page."""
        if type(row) is not dict:
            raise Wrong(_("It is no annotation."))
        place, found = self._place(row)
        words = text(row, "text")
        tags = _texts(row.get("tags"), "tags")
        on = self._answered(row)
        values = _values(row)
        if not on:
            values |= hints(found, 1)
        marked = bool(place.quote) and not on and not row.get("references")
        if not marked:
            words = words or ", ".join(tags)
            if not words.strip():
                raise Wrong(_("It says nothing."))
        return Mark(
            key=text(row, "id")[:_LONGEST_NAME] or _made_key(row),
            what="mark" if marked else "note",
            group=self._groups.of("", tags, words=bool(words.strip())) if marked else "",
            author=self._author(row),
            made_at=moment(text(row, "created")) or moment(text(row, "updated")),
            places=() if on else (place,),
            text=words,
            tags=(*tags, *_group(values)),
            on=on,
            values=values,
        )

    def _author(self, row: dict[str, Any]) -> str:
        user = text(row, "user")[:_LONGEST_NAME]
        name = text(record(row.get("user_info"), "user_info"), "display_name")[:_LONGEST_NAME]
        return self._authors.key(user, name or user.removeprefix("acct:").partition("@")[0])

    def _answered(self, row: dict[str, Any]) -> str:
        """Return what an annotation answers, as far as it is in the file: the last of what it
        refers to, or else the first, where the thread begins.
        """
        thread = _texts(row.get("references"), "references")
        return next((one for one in reversed(thread) if one in self._ids), "")

    def _place(self, row: dict[str, Any]) -> tuple[Place, Found]:
        targets = row.get("target")
        target = next(iter(targets), None) if type(targets) is list else targets
        target = record(target, "target")
        uri = text(row, "uri") or _source(target)
        if not uri:
            raise misplaced("uri")
        key = self._documents.name(uri)
        if title := _title(row):
            self._documents.tell(key, title=title)
        found = Found(unit=UNITS)
        read_selectors(target.get("selector"), found)
        place = Place(
            key, found.quote, found.prefix, found.suffix, page=found.page, area=found.area
        )
        return place, found


def _source(target: dict[str, Any]) -> str:
    source = target.get("source")
    if type(source) is list:
        source = next(iter(source), None)
    return "" if source is None else as_text(source, "source")


def _title(row: dict[str, Any]) -> str:
    """Return the title of the page, which is one or a list."""
    title = record(row.get("document"), "document").get("title")
    if type(title) is list:
        title = next(iter(title), None)
    return "" if title is None else as_text(title, "title")[:_LONGEST_NAME].strip()


def _texts(value: Any, field: str) -> list[str]:
    if value is None:
        return []
    if type(value) is not list or len(value) > _MOST_TAGS:
        raise misplaced(field)
    return [as_text(one, field) for one in value]


def _group(values: dict[str, str]) -> list[str]:
    """Return the group that may read a mark as a tag, by which its marks stay together."""
    group = values.get("group", "public")
    return [] if group == "public" else [f"group {group}"]


def _values(row: dict[str, Any]) -> dict[str, str]:
    """Return what marks have no field for: the group that may read it, whether it is private or
    was hidden there, and its web address.
    """
    told: dict[str, str] = {}
    if group := text(row, "group"):
        told["group"] = "public" if group == _WORLD else group[:_LONGEST_NAME]
    readers = _texts(record(row.get("permissions"), "permissions").get("read"), "permissions")
    if readers and not any(one.startswith("group:") for one in readers):
        told["private"] = "yes"
    if row.get("hidden") is True:
        told["hidden"] = "yes"
    links = record(row.get("links"), "links")
    link = text(links, "incontext") or text(links, "html")
    if link.startswith("https://") and len(link) <= _LONGEST_NAME:
        told["link"] = link
    return told


def _made_key(row: dict[str, Any]) -> str:
    return iris.made_of(json.dumps(row, ensure_ascii=False, sort_keys=True))
