# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a web archive, on their way out of the confined process; taking them in trusts
nothing in them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NamedTuple

from sidelight.model.web_address import web_address

MOST_PAGES = 5_000
MOST_NAMES, LONGEST_NAME = 2_000, 2_000
"""Most pictures and style sheets that are taken for one page, and the longest address of one."""
LONGEST_ADDRESS = 2_000
LONGEST_TITLE = 300
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|")


class ArchivedPage(NamedTuple):
    """A page: its ``number`` in the archive, from 1, its web address, its title ("" where it has
    none) and the moment it was kept at (ISO 8601, UTC; "" where nobody knows).
    """

    number: int
    address: str
    title: str
    kept: str

    @property
    def day(self) -> str:
        """The day it was kept on, ISO 8601 or "" ."""
        return self.kept[:10]


@dataclass(frozen=True, slots=True)
class ArchivedPages:
    """The pages of an archive in the order of their numbers.

    ``packed`` is how many pages are packed in a way that is not read (brotli, say), ``left_out``
    how many there are beyond the most that are listed.
    """

    pages: tuple[ArchivedPage, ...] = ()
    packed: int = 0
    left_out: int = 0

    def find(self, wanted: str) -> ArchivedPage | None:
        """Return the page of a number or an address; of several copies of it the latest."""
        plain = wanted.strip()
        address = web_address(plain).partition("#")[0]
        found = [
            page
            for page in self.pages
            if (str(page.number) == plain if plain.isdecimal() else page.address == address)
        ]
        return max(found, key=lambda page: (page.kept, page.number), default=None)


def may_be_archive(data: bytes) -> bool:
    """Tell what may be a web archive, without reading it: a WARC, anything packed with gzip, a ZIP
    archive that names one.
    """
    if data.startswith(b"PK"):
        return b"archive/" in data and b".warc" in data
    return data.startswith((b"WARC/", b"\x1f\x8b"))


def pack_archived(found: ArchivedPages) -> bytes:
    """Return pages as JSON (UTF-8)."""
    rows = [tuple(page) for page in found.pages]
    return json.dumps((rows, found.packed, found.left_out), ensure_ascii=False).encode()


def unpack_archived(data: bytes) -> ArchivedPages:
    """Read what `pack_archived` gave in another process, which may be anyone's by now; ValueError
    where it is not that.
    """
    try:
        rows, packed, left_out = json.loads(data)
        pages = tuple(ArchivedPage(*row) for row in rows)
        sound = len(pages) <= MOST_PAGES and all(map(_is_sound, pages, range(1, len(pages) + 1)))
        counted = all(type(n) is int and 0 <= n < 1 << 31 for n in (packed, left_out))
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"not pages of an archive: {error}") from error
    if not sound or not counted:
        raise ValueError("not pages of an archive: one is impossible")
    return ArchivedPages(pages, packed, left_out)


def _is_sound(page: ArchivedPage, number: int) -> bool:
    texts = (page.address, page.title, page.kept)
    return (
        page.number == number
        and all(isinstance(text, str) for text in texts)
        and len(page.address) <= LONGEST_ADDRESS
        and web_address(page.address) == page.address
        and len(page.title) <= LONGEST_TITLE
        and bool(_MOMENT.fullmatch(page.kept))
    )
