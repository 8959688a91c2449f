# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files as Poppler reads them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import etree


@dataclass(frozen=True)
class Read:
    """What Poppler says of a PDF: words by page, where links lead by their words, bookmarks with
    their pages, facts such as Title, and of each font whether it is embedded and subset.
    """

    pages: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    bookmarks: tuple[tuple[str, int], ...]
    facts: dict[str, str]
    fonts: tuple[tuple[str, bool, bool], ...]

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(self.pages)


def read(data: bytes, folder: Path) -> Read:
    """Read a PDF with Poppler, in ``folder``; whatever it complains of fails."""
    file = folder / "read.pdf"
    file.write_bytes(data)
    tree = etree.fromstring(
        _said("pdftohtml", "-xml", "-i", "-stdout", "-hidden", str(file)).encode(),
        etree.XMLParser(recover=True),
    )
    links = tuple((a.get("href", ""), "".join(a.itertext())) for a in tree.iter("a"))
    marks = tuple((item.text or "", int(item.get("page", "0"))) for item in tree.iter("item"))
    told = (line.partition(":") for line in _said("pdfinfo", str(file)).splitlines())
    facts = {name: value.strip() for name, _colon, value in told}
    pages = _said("pdftotext", "-layout", str(file), "-").split("\f")[:-1]
    return Read(tuple(pages), links, marks, facts, tuple(_fonts(file)))


def _fonts(file: Path) -> list[tuple[str, bool, bool]]:
    rows = [line.split() for line in _said("pdffonts", str(file)).splitlines()[2:]]
    return [(row[0], row[-5] == "yes", row[-4] == "yes") for row in rows]


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    assert not done.stderr
    return done.stdout
