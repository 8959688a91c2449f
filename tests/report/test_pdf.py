# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a PDF, read back by Poppler."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from sidelight.errors import InputError
from sidelight.language import use
from sidelight.reader import remote_printing
from sidelight.reader.book import Book, Flow, Table
from sidelight.report import pdf, words
from sidelight.report.data import Report
from sidelight.report.parts import ReadArea
from sidelight.worker import Limits
from tests.report.conftest import Pact
from tests.report.pdf_reading import read
from tests.report.project_builder import Builder

pytestmark = pytest.mark.program("pdftohtml", package="poppler-utils")


def inked(text: str) -> str:
    """Words without blanks and ligatures: lines end where a column does."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


def html_of(report: Report) -> str:
    """All that is printed, as it was handed over."""
    pieces = pdf.book(report).pieces
    flows = [piece.html for piece in pieces if isinstance(piece, Flow)]
    rows = [row for piece in pieces if isinstance(piece, Table) for row in piece.rows]
    return "\n".join([*flows, *(cell for row in rows for cell in row.cells)])


def test_poppler_reads_all_that_is_reported(pact: Pact, tmp_path: Path) -> None:
    report = pact.report()
    found = read(pdf.write(report), tmp_path)
    said = inked(found.text)
    assert inked(report.title) in said
    assert report.fingerprint in said
    for source in report.sources:
        assert source.sha256 in said
        assert inked(source.title) in said
    for items in report.open_items:
        assert inked(words.open_item(items.what)) in said
    assert found.facts["Title"] == f"Report: {report.title}"
    assert found.facts["Pages"] == str(len(found.pages))
    for number, page in enumerate(found.pages, start=1):
        assert f"{number}/{len(found.pages)}" in inked(page)
    assert inked("Signed off by") in inked(found.pages[-1])


def test_each_cell_holds_what_is_said_of_its_claim(pact: Pact) -> None:
    report = pact.report()
    (table,) = (p for p in pdf.book(report).pieces if isinstance(p, Table) and p.head)
    rows = {row.name: " ".join(row.cells) for row in table.rows}
    assert len(rows) == len(report.lines)
    for line in report.lines:
        said = rows[f"claim-{line.label}"]
        for verdict in line.verdicts:
            assert verdict.reviewer in said
            assert all(part in said for part in verdict.reason.split("\n"))
        assert all(evidence.quote in said for evidence in line.evidence)
        assert all(f"#source-{evidence.source}" in said for evidence in line.evidence)


def test_links_lead_to_claims_sources_and_addresses(pact: Pact, tmp_path: Path) -> None:
    report = pact.report()
    found = read(pdf.write(report), tmp_path)
    inside = [to for to, _words in found.links if ".html#" in to]
    marks = sum(len(run.ends) for block in report.blocks for run in block.runs)
    assert len(inside) >= 2 * marks
    assert {int(to.rpartition("#")[2]) for to in inside} <= set(range(1, len(found.pages) + 1))
    address = next(source.address for source in report.sources if source.address)
    assert address != quote(address, safe=":/?=&")
    assert any(to == quote(address, safe=":/?=&") for to, _words in found.links)


def test_bookmarks_name_sections_claims_and_sources(pact: Pact, tmp_path: Path) -> None:
    report = pact.report()
    found = read(pdf.write(report), tmp_path)
    names = [name for name, _page in found.bookmarks]
    assert names[0] == report.title
    for section in ("The article", "Line by line", "Disagreements", "Open items", "Sources"):
        assert section in names
    for line in report.lines:
        assert any(name.startswith(f"{line.label} ") for name in names)
    pages = [page for _name, page in found.bookmarks]
    assert pages == sorted(pages)
    assert pages[names.index("Line by line")] > 1


def test_fonts_are_embedded_with_no_more_than_is_in_use(pact: Pact, tmp_path: Path) -> None:
    data = pdf.write(pact.report())
    assert all(embedded and subset for _name, embedded, subset in read(data, tmp_path).fonts)
    assert len(data) < 600_000


def test_the_same_report_is_the_same_bytes(pact: Pact) -> None:
    report = pact.report()
    assert pdf.write(report) == pdf.write(report)


def test_hostile_texts_stay_texts(hostile: Builder, tmp_path: Path) -> None:
    report = hostile.report()
    found = read(pdf.write(report), tmp_path)
    assert not any(to.startswith(("javascript", "file", "http")) for to, _words in found.links)
    said = inked(found.text)
    for word in ("<script>alert(1)</script>", "{{7*7}}", "{%raw%}", "&lt;imgsrc=xonerror"):
        assert word in said
    assert "<script>" not in html_of(report)


@pytest.mark.parametrize(("language", "count"), [("ko", "주장 11건"), ("ru", "11 утверждений")])
def test_it_speaks_the_language_of_the_user(
    pact: Pact, language: str, count: str, tmp_path: Path
) -> None:
    use(language)
    try:
        data = pdf.write(pact.report())
    finally:
        use("")
    found = read(data, tmp_path)
    assert inked(count) in inked(found.text)
    assert not {"The article", "Sources"} & {name for name, _page in found.bookmarks}


def test_an_article_without_claims_is_printed(pact: Pact, tmp_path: Path) -> None:
    bare = replace(pact.report(), lines=(), blocks=(), sources=(), disagreements=(), open_items=())
    found = read(pdf.write(bare), tmp_path)
    assert "No claims have been made in this article yet." in found.text
    assert "The project has no sources yet." in found.text


def test_pictures_of_areas_are_printed_once_each(pact: Pact) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + (300).to_bytes(4) + (80).to_bytes(4)
    report = pact.report()
    area = ReadArea("", "", "", png)
    lines = [replace(line, areas=(area,)) for line in report.lines]
    made = pdf.book(replace(report, lines=tuple(lines)))
    assert dict(made.pictures) == {"area-1.png": png}
    assert html_of(replace(report, lines=tuple(lines))).count('src="area-1.png"') == len(lines)


def test_what_cannot_be_printed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_printing, "_LIMITS", Limits(seconds=0.05))
    long = Book("Long", tuple(Flow("<p>words</p>" * 200) for _piece in range(400)))
    with pytest.raises(InputError) as refused:
        remote_printing.printed(lambda: long)
    assert refused.value.id == "report.unprintable"


def test_a_heading_stands_in_one_row_with_what_it_is_over(pact: Pact) -> None:
    report = pact.report()
    made = pdf.book(report)
    (article,) = (p for p in made.pieces if isinstance(p, Table) and p.widths == (0.71, 0.29))
    cells = [row.cells[0] for row in article.rows]
    for title, words_ in (("A letter from 1950", "first to recognise"), ("Arms and oil", "arms")):
        (cell,) = (one for one in cells if title in one)
        assert words_ in cell.partition(title)[2]
    assert sum(cell.count("<p class=") for cell in cells) == len(report.blocks)
    aside = next(row.cells[1] for row in article.rows if "A letter from 1950" in row.cells[0])
    assert aside.startswith('<div class="below">')
    bare = replace(report, blocks=report.blocks[:1] + report.blocks[3:4], lines=())
    (table,) = (p for p in pdf.book(bare).pieces if isinstance(p, Table) and len(p.rows) == 1
                and "A letter from 1950" in p.rows[0].cells[0])  # fmt: skip
    assert table.rows[0].cells[1] == ""
