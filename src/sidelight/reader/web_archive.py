# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web archives: WARC files (ISO 28500) and packages of them (WACZ 1.1.1), which hold many pages.

An archive is no document: its pages are listed, and one is taken out with the pictures and style
sheets that it names and that are in the archive, as a file of its own (`snapshot.snapshot`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from html import unescape
from urllib.parse import urljoin

from sidelight.model.web_address import web_address
from sidelight.reader.archive import Archive, is_archive
from sidelight.reader.archive_index import Index, Kept
from sidelight.reader.archived_pages import (
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    MOST_PAGES,
    ArchivedPage,
    ArchivedPages,
)
from sidelight.reader.encodings import declared_text
from sidelight.reader.page_parts import named_in
from sidelight.reader.reading import Unreadable
from sidelight.reader.snapshot import Part, snapshot
from sidelight.reader.warc_records import is_warc

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_LARGEST_FILE = 200_000_000
_LARGEST_LIST = 64_000_000
_MOST_LINES = 50_000
_LONGEST_LINE = 1 << 20
_LARGEST_PAGE = 64_000_000
_LARGEST_PARTS = 100_000_000
_BEGINNING = 1 << 16
_MOST_READ = 100_000_000
_REDIRECTS = 3
_MOST_FRAMES, _LONGEST_TAG = 50, 2_500
_TITLE_BEGINS = re.compile(rb"<title\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title\b[^>]{0,200}>([^<]{0,2000})", re.IGNORECASE)
_SOURCE = re.compile(rb"\bsrc\s{0,9}=\s{0,9}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class WebArchive:
    """The pages of an archive.

    Opening raises Unreadable: ``unknown`` where it is none, ``damaged``, ``too_costly``.
    """

    def __init__(self, data: bytes) -> None:
        files, self._listed = [data], dict[str, str]()
        if is_archive(data):
            files, self._listed = _package(data)
        elif not is_warc(data):
            raise Unreadable("unknown", {"found": "archive"})
        self._index = Index(files, len(data))
        self._pages, self._packed = self._chosen()

    def pages(self) -> ArchivedPages:
        """List the pages: web pages that a server answered with, none that stood within others."""
        listed = self._pages[:MOST_PAGES]
        rows = (
            ArchivedPage(number, kept.address, title, kept.kept)
            for number, (kept, title) in enumerate(listed, 1)
        )
        return ArchivedPages(tuple(rows), self._packed, len(self._pages) - len(listed))

    def page(self, number: int) -> bytes:
        """Return the page of a number with what belongs to it, in one file.

        Raises Unreadable: ``missing_page``, ``too_costly``.
        """
        if not 1 <= number <= len(self._pages):
            raise Unreadable("missing_page", {"count": len(self._pages)})
        kept, _title = self._pages[number - 1]
        data = self._index.body(kept, _LARGEST_PAGE)
        charset = kept.answer.charset
        saved = None
        with suppress(ValueError):
            saved = datetime.fromisoformat(kept.kept)
        page = Part(kept.address, data)
        return snapshot(page, self._parts(page, charset, kept), charset=charset, saved=saved)

    def _parts(self, page: Part, charset: str, kept: Kept) -> Iterator[Part]:
        """Yield what the page names, as far as it is in the archive."""
        left = _LARGEST_PARTS
        places = (_absolute(page.place, named) for named in named_in(page.data, charset))
        for place in dict.fromkeys(filter(None, places)):
            found = self._followed(place, kept.kept)
            if found is None or left <= 0:
                continue
            data = self._index.body(found, left)
            left -= len(data)
            yield Part(place, data)

    def _followed(self, place: str, moment: str) -> Kept | None:
        """Return the answer at a place, or at that to which it leads."""
        for _step in range(1 + _REDIRECTS):
            found = self._index.near(place, moment)
            if found is None or found.answer.status == 200:
                return found
            place = _absolute(place, found.answer.head.get("location", ""))
        return None

    def _chosen(self) -> tuple[list[tuple[Kept, str]], int]:
        """Return the pages with their titles, and how many are packed in an unknown way."""
        found = [kept for kept in self._index.all() if _is_page(kept)]
        if listed := [kept for kept in found if kept.address in self._listed]:
            plain = [
                (kept, self._listed[kept.address]) for kept in listed if not kept.answer.packing
            ]
            return plain, len(listed) - len(plain)
        heads = list(self._beginnings([kept for kept in found if not kept.answer.packing]))
        inner = self._index.inner.union(*(_frames(kept, head) for kept, head in heads))
        named = [(kept, _title(head, kept.answer.charset)) for kept, head in heads]
        outer = [one for one in named if one[0].address not in inner]
        # frames alone would leave nothing to choose
        return outer or named, len(found) - len(heads)

    def _beginnings(self, found: list[Kept]) -> Iterator[tuple[Kept, bytes]]:
        """Yield pages with how they begin, as far as there is time for it."""
        looked = 0
        for at, kept in enumerate(found):
            looked += kept.spot.size
            seen = at < MOST_PAGES and looked <= _MOST_READ
            yield kept, self._index.body(kept, _BEGINNING) if seen else b""


def _package(data: bytes) -> tuple[list[bytes], dict[str, str]]:
    """Return the WARC files of a package, and the pages that it lists.

    Raises Unreadable: ``unknown`` where there are none of them.
    """
    archive = Archive(data)
    names = sorted(
        name
        for name in archive
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
    )
    if not names:
        raise Unreadable("unknown", {"found": "zip"})
    listed: dict[str, str] = {}
    for name in _LISTS:
        if name in archive:
            lines = archive.read_any(name, _LARGEST_LIST).split(b"\n", _MOST_LINES)
            listed |= dict(_listed(lines[:_MOST_LINES]))
    return [archive.read_any(name, _LARGEST_FILE) for name in names], listed


def _listed(lines: list[bytes]) -> Iterator[tuple[str, str]]:
    """Yield the pages in a list, a JSON object a line; what is none is passed over."""
    for line in lines:
        try:
            row = json.loads(line) if len(line) <= _LONGEST_LINE else None
        except (ValueError, RecursionError):
            continue
        if not isinstance(row, dict) or not isinstance(row.get("url"), str):
            continue
        if address := web_address(row["url"][:LONGEST_ADDRESS]).partition("#")[0]:
            yield address, _clean(row.get("title"))


def _is_page(kept: Kept) -> bool:
    return kept.answer.status == 200 and kept.answer.kind in _PAGES


def _frames(kept: Kept, head: bytes) -> set[str]:
    """Return the addresses of what is framed in a page."""
    found = re.split(rb"<i?frame\b", head, maxsplit=_MOST_FRAMES, flags=re.IGNORECASE)[1:]
    sources = (_SOURCE.search(one[:_LONGEST_TAG].partition(b">")[0]) for one in found)
    return {_absolute(kept.address, one[1].decode("utf-8", "replace")) for one in sources if one}


def _title(head: bytes, charset: str) -> str:
    """Return what a page calls itself; it is for a list, so nothing is guessed."""
    begun = _TITLE_BEGINS.search(head)
    found = _TITLE.match(head, begun.start()) if begun else None
    if found is None:
        return ""
    declared = _DECLARED.search(head[:4096])
    for encoding in ("utf-8", charset, declared[1].decode() if declared else ""):
        text = declared_text(found[1], encoding)
        if text is not None and "\ufffd" not in text:
            return _clean(unescape(text))
    return ""


def _clean(value: object) -> str:
    return " ".join(value[:2000].split())[:LONGEST_TITLE] if isinstance(value, str) else ""


def _absolute(base: str, place: str) -> str:
    """Return the address that a page means, "" where it is none of the web."""
    try:
        return web_address(urljoin(base, unescape(place).strip())).partition("#")[0]
    except ValueError:
        return ""
