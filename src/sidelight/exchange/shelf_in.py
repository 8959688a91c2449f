# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places in archives as our exports write them, in any of our languages, back into fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sidelight import language
from sidelight.exchange.catalogue_words import catalogues
from sidelight.model.csl_record import place_in_archive, shelf_words

_LONGEST = 2000
_FOLIOS = r"[^,\n]+(?:, \d[^,\n]*)*"
_NUMBER = r"[^,\n]+"
_PLACE = re.compile(r"(?P<archive>.+), (?P<town>[^,\d]{2,40})")


def shelf(text: str) -> dict[str, str]:
    """Return the fields that a place in an archive names: fond, opis, delo and folios, what is left
    as ``archive_location``; all of it as that where it is not in our form.
    """
    found = _found(text)
    if found is None:
        return {"archive_location": text} if text else {}
    return {name: value for name, value in found.items() if value}


def is_shelf(text: str) -> bool:
    """Tell whether a place in an archive is in our form."""
    return _found(text) is not None


def _found(text: str) -> dict[str, str] | None:
    if len(text) > _LONGEST:
        return None
    for pattern in _patterns():
        found = pattern.fullmatch(text)
        if found and any(value for name, value in found.groupdict().items() if name in _PARTS):
            return {name: value or "" for name, value in found.groupdict().items()}
    return None


_PARTS = frozenset({"fond", "opis", "delo", "folios"})


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    made = []
    for one in catalogues():
        with language.within(one):
            parts = [_pattern(*word) for word in shelf_words().items()]
        made.append(re.compile(f"{''.join(parts)}(?P<archive_location>.*)"))
    return tuple(made)


def _pattern(name: str, word: str) -> str:
    before, after = map(re.escape, word.split("{number}"))
    number = _FOLIOS if name == "folios" else _NUMBER
    return rf"(?:{before}(?P<{name}>{number}){after}(?:, |\Z))?"


def rest_of(location: str, parts: Mapping[str, str]) -> str:
    """Return what a place in an archive says besides ``parts`` of it that are known for certain."""
    for start in _written(parts):
        if location == start:
            return ""
        if start and location.startswith(f"{start}, "):
            return location[len(start) + 2 :]
    return location


def _written(parts: Mapping[str, str]) -> Iterator[str]:
    for one in catalogues():
        with language.within(one):
            yield place_in_archive(parts)


def kept(text: str) -> dict[str, str]:
    """Return an archive and its town, which our exports write as one: "APRF, Moscow"."""
    found = _PLACE.fullmatch(text[:_LONGEST])
    if found and len(text) <= _LONGEST:
        return {"archive": found["archive"], "archive_place": found["town"]}
    return {"archive": text} if text else {}
