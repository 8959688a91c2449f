# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the elements of a stranger's REFI-QDA project: names, numbers, moments, words.

Programs write the namespace of the standard, one of its drafts or none, and GUIDs in braces, in
capitals or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.qdpx_xml import name_of

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,15})(?:\.[0-9]*)?\s*", re.ASCII)
_SHORTHAND = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LONGEST_KEY = 200
_MANY = 10
"""Children of which lxml finds one sooner than we do."""
_LONGEST_MOMENT = 40
_LONGEST_NUMBER = 16
_LONGEST_NAME = 400


@lru_cache(maxsize=1024)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def tag_of(element: Any) -> str:
    """Return the name of an element without its namespace, "" for what is none."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


def all_of(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children of one name, whatever their namespace."""
    return (child for child in element if tag_of(child) == tag)


def first_of(element: Any, tag: str) -> Any:
    """Return the first such child, None where there is none."""
    if len(element) > _MANY:
        return next(element.iterchildren("{*}" + tag), None)
    for child in element:
        if tag_of(child) == tag:
            return child
    return None


def words(element: Any) -> str:
    """Return the text in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def text_of(element: Any, tag: str) -> str:
    """Return the text of the first such child, "" for none."""
    child = first_of(element, tag)
    return "" if child is None else words(child)


def name(element: Any) -> str:
    """Return what an element is called, as a name: on one line, not too long."""
    return name_of((element.get("name") or "")[:_LONGEST_NAME])


def key_of(named: str | None) -> str:
    """Return a GUID as an IRI; what is none stays as it is, "" where there is nothing."""
    if not named:
        return ""
    if _GUID.fullmatch(named):
        return f"urn:uuid:{named}"
    plain = named.strip()[:_LONGEST_KEY]
    bare = plain.strip("{}").lower()
    return f"urn:uuid:{bare}" if _GUID.fullmatch(bare) else plain


_known_key = lru_cache(maxsize=4096)(key_of)
"""The same for what is named over and over: users and codes."""


def key(element: Any, number: int) -> str:
    """Return the key of an element; one without a GUID gets one of its name and its ``number``
    among all.
    """
    return key_of(element.get("guid")) or iris.made_of(f"{tag_of(element)} {number}")


def target(element: Any) -> str:
    """Return the key that a reference names."""
    return _known_key(element.get("targetGUID"))


def targets(element: Any, tag: str) -> tuple[str, ...]:
    """Return the keys that the references of one name in an element name, each once."""
    return tuple(dict.fromkeys(filter(None, map(target, all_of(element, tag)))))


def number(element: Any, name: str) -> int | None:
    """Return an attribute as a whole number, None where it is none."""
    written = element.get(name) or ""
    if len(written) < _LONGEST_NUMBER and written.isdecimal() and written.isascii():
        return int(written)
    found = _NUMBER.fullmatch(written)
    return int(found[1]) if found else None


def moment(element: Any) -> datetime | None:
    """Return when something was made, or changed last, aware; without a zone it is UTC."""
    made = element.get("creationDateTime")
    return (_moment(made) if made else None) or _moment(element.get("modifiedDateTime") or "")


@lru_cache(maxsize=1024)
def _moment(written: str) -> datetime | None:
    if not 10 <= len(written.strip()) <= _LONGEST_MOMENT:
        return None
    with suppress(ValueError, OverflowError):
        read = datetime.fromisoformat(written.strip())
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    return None


def user(element: Any) -> str:
    """Return the key of who made something, "" where that is not said."""
    return _known_key(element.get("creatingUser") or element.get("modifyingUser"))


def colour(element: Any) -> str:
    """Return the colour of a code as ``#rrggbb``, "" for none."""
    written = (element.get("color") or "").strip().lower()
    short = _SHORTHAND.fullmatch(written)
    if short:
        written = "#" + "".join(digit * 2 for digit in short.groups())
    return written if _COLOUR.fullmatch(written) else ""
