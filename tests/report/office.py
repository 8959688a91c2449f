# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens files with LibreOffice and reads what it made of them: its own format as one XML file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


def opened(folder: Path, to: str, *files: Path) -> dict[str, etree._Element]:
    """Open files and save them as ``to`` (fodt, fods); their roots by the files' names."""
    out = folder / "out"
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", to, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return {
        file.name: etree.parse(out / f"{file.stem}.{to}", etree.XMLParser(huge_tree=True)).getroot()
        for file in files
    }


def words(element: etree._Element) -> str:
    """All words of an element, a space between paragraphs."""
    return " ".join("".join(one.itertext()) for one in element.iter(TEXT + "p"))


def points(length: str) -> float:
    """A length in points."""
    units = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0}
    return float(length[:-2]) * units[length[-2:]]


def columns(root: etree._Element, table: etree._Element) -> list[float]:
    """The widths of a table's columns, points."""
    widths = {
        one.get(STYLE + "name"): points(made.get(STYLE + "column-width"))
        for one in root.iter(STYLE + "style")
        for made in one.iter(STYLE + "table-column-properties")
        if made.get(STYLE + "column-width")
    }
    found: list[float] = []
    for column in table.iter(TABLE + "table-column"):
        times = int(column.get(TABLE + "number-columns-repeated", "1"))
        found += [widths[column.get(TABLE + "style-name")]] * min(times, 100)
    return found


def heights(root: etree._Element, table: etree._Element) -> list[float]:
    """The heights of a table's rows that hold anything, points."""
    known = {
        one.get(STYLE + "name"): points(made.get(STYLE + "row-height"))
        for one in root.iter(STYLE + "style")
        for made in one.iter(STYLE + "table-row-properties")
        if made.get(STYLE + "row-height")
    }
    rows = (row for row in table.iter(TABLE + "table-row") if words(row))
    return [known[row.get(TABLE + "style-name")] for row in rows]


def cells(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield all cells that hold anything, with their types."""
    for cell in root.iter(TABLE + "table-cell"):
        kind = cell.get(OFFICE + "value-type")
        if kind:
            yield kind, cell
