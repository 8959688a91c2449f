# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a saved web page was and when it was saved, as the program that saved it wrote into it.

Browsers write the address as a comment, the "mark of the web".  SingleFile, monolith and the
Internet Archive write comments too, Save Page WE writes meta elements, WebScrapBook attributes of
the root.  The time of the file itself says nothing: copying changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sidelight.model.web_address import web_address

_HEAD, _TAIL = 1 << 13, 1 << 14
_LONGEST = 2000
_SPACE = re.compile(r"\s+")

_MARK = re.compile(r"<!--\s*saved from url=\(\d{4}\)(\S{1,2000})\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(r"<!--\s{0,9}Page saved with SingleFile\s(.{1,6000}?)-->", re.DOTALL)
_LINE = re.compile(r"^\s*(url|saved date):[ \t]*(\S[^\n]*?)\s*$", re.MULTILINE)
_MONOLITH = re.compile(
    r"<!--\s*Saved from (\S{1,2000})(?: at (\d{4}-\d{2}-\d{2})\S*)? using monolith\b[^>]*-->"
)
_KEPT = re.compile(
    r"__wm\.(?:wombat|init)\(\s*\"(https?:[^\"\s]{1,2000})\"\s*,\s*\"(\d{14})\"", re.IGNORECASE
)
_RETRIEVED = re.compile(
    r"RETRIEVED FROM THE\s+INTERNET ARCHIVE ON \d\d:\d\d:\d\d ([A-Z][a-z]{2}) (\d\d), (\d{4})"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = re.compile(r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) (\d{1,2}) (\d{4})\b")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})\d{6,9}")

Found = tuple[str, str]
"""An address, and a day as ISO 8601; "" for what is not said."""


def saved_facts(tree: Any, text: str) -> dict[str, str]:
    """Return where and when a page was saved, in CSL terms (``URL``, ``accessed``).

    Only what a saver wrote counts, and only an address of http or https that is safe to keep; a day
    alone, without any address, is none of a page.
    """
    said = (*_commented(text), *_stated(tree), *_archived(text))
    found = [(url, day) for address, day in said if (url := web_address(address[:_LONGEST]))]
    if not found:
        return {}
    day = next((day for _url, day in found if day), "")
    return {"URL": found[0][0]} | ({"accessed": day} if day else {})


def _commented(text: str) -> Iterator[Found]:
    """Yield what stands in comments at the beginning of a page."""
    head = text[:_HEAD]
    if found := _SINGLEFILE.search(head):
        said = dict(_LINE.findall(found[1]))
        yield said.get("url", ""), _day(said.get("saved date", ""))
    if found := _MONOLITH.search(head):
        yield found[1], _checked(*(found[2] or "").split("-"))
    if found := _MARK.search(head):
        yield found[1], ""


def _stated(tree: Any) -> Iterator[Found]:
    """Yield what stands in elements made by savers."""
    meta = {str(one.get("name") or ""): str(one.get("content") or "") for one in tree.iter("meta")}
    yield meta.get("savepage-url", ""), _day(meta.get("savepage-date", ""))
    stamp = _STAMP.fullmatch(tree.get("data-scrapbook-create") or "")
    made = _checked(*stamp.groups()) if stamp else ""
    yield tree.get("data-scrapbook-source") or "", made


def _archived(text: str) -> Iterator[Found]:
    """Yield the archive's own address of a page that the Internet Archive showed, which says of
    which moment it is.
    """
    kept = _KEPT.search(text[: 1 << 16])
    if kept and web_address(kept[1]):
        seen = _RETRIEVED.search(_SPACE.sub(" ", text[-_TAIL:]))
        day = _checked(seen[3], _month(seen[1]), seen[2]) if seen else ""
        yield f"https://web.archive.org/web/{kept[2]}/{kept[1]}", day


def _day(stated: str) -> str:
    """Return the day of a moment as JavaScript writes it, or ISO 8601."""
    if found := _DAY.match(stated.strip()):
        return _checked(found[3], _month(found[1]), found[2])
    with suppress(ValueError):
        return datetime.fromisoformat(stated.strip()[:40]).date().isoformat()
    return ""


def _month(word: str) -> str:
    return str(_MONTHS.index(word) + 1) if word in _MONTHS else "0"


def _checked(*numbers: str) -> str:
    """Return a day (year, month, day), "" where the calendar has none such."""
    with suppress(ValueError, TypeError):
        return datetime(*map(int, numbers), tzinfo=UTC).date().isoformat()  # type: ignore[arg-type,misc]
    return ""
