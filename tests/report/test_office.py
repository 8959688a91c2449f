# SPDX-License-Identifier: AGPL-3.0-or-later
"""What LibreOffice makes of Word documents, workbooks and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.language import use
from sidelight.report import table, word_document, workbook
from tests.report import office
from tests.report.conftest import Pact
from tests.report.office import DC, OFFICE, STYLE, TABLE, TEXT
from tests.report.project_builder import Builder

pytestmark = pytest.mark.program(
    "soffice", package="libreoffice-writer-nogui and libreoffice-calc-nogui"
)


def test_a_word_document_is_read_with_its_comments_and_its_table(
    pact: Pact, hostile: Builder, tmp_path: Path
) -> None:
    report = pact.report()
    (tmp_path / "pact.docx").write_bytes(word_document.write(report))
    (tmp_path / "hostile.docx").write_bytes(word_document.write(hostile.report()))
    files = tmp_path / "pact.docx", tmp_path / "hostile.docx"
    read = office.opened(tmp_path, "fodt", *files)
    root = read["pact.docx"]
    said = office.words(root)
    for line in report.lines:
        assert " ".join(line.quote.split()) in said
    comments = list(root.iter(OFFICE + "annotation"))
    authors = {one.findtext(DC + "creator") for one in comments}
    assert {"Ann Reed", "Бо Ким"} <= authors
    given = {f"{verdict.made_at:%Y-%m-%dT%H:%M}" for x in report.lines for verdict in x.verdicts}
    assert {(one.findtext(DC + "date") or "")[:16] for one in comments} >= given
    (claims,) = (one for one in root.iter(TABLE + "table") if "Verdicts" in office.words(one))
    number, *others = office.columns(root, claims)
    assert number < 45
    assert min(others) > 3 * number
    # its head is repeated on each page
    head = claims.find(f"{TABLE}table-header-rows")
    assert head is not None
    assert office.words(head).split() == ["#", "Claim", "Verdicts", "Evidence"]
    # of a stranger's words nothing is fetched or run
    for one in read["hostile.docx"].iter(TEXT + "a"):
        link = one.get("{http://www.w3.org/1999/xlink}href", "")
        assert link.startswith(("https://", "http://", "#", "mailto:"))
    # LibreOffice writes an empty place for scripts
    scripts = read["hostile.docx"].iter(OFFICE + "script")
    assert not "".join(said for one in scripts for said in one.itertext()).strip()


def test_workbooks_and_tables_hold_texts_days_and_numbers_and_no_formula(
    pact: Pact, hostile: Builder, tmp_path: Path
) -> None:
    use("ru")
    try:
        report = pact.report()
        made = {
            "pact.xlsx": workbook.write(report),
            "hostile-book.xlsx": workbook.write(hostile.report()),
            "table.csv": table.write(report),
            "hostile-table.csv": table.write(hostile.report()),
        }
    finally:
        use("")
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    read = office.opened(tmp_path, "fods", *(tmp_path / name for name in made))
    for root in read.values():
        formulas = [one for one in root.iter(TABLE + "table-cell") if one.get(TABLE + "formula")]
        assert not formulas
    book = read["pact.xlsx"]
    kinds = {kind for kind, _cell in office.cells(book)}
    assert {"string", "float", "date"} <= kinds
    claims = next(
        one for one in book.iter(TABLE + "table") if one.get(TABLE + "name") == "Утверждения"
    )
    said = office.words(claims)
    for line in report.lines:
        assert " ".join(line.quote.split()) in " ".join(said.split())
    # a row is as high as its longest words want, in a program that does not find out itself
    assert max(office.heights(book, claims)) > 1.8 * min(office.heights(book, claims))
    # all columns on one page's width, across, the head on each
    page = next(iter(book.iter(STYLE + "page-layout-properties")))
    assert page.get(STYLE + "print-orientation") == "landscape"
    assert page.get(STYLE + "scale-to-X") == "1"
    assert claims.find(TABLE + "table-header-rows") is not None
    rows = [one for one in read["table.csv"].iter(TABLE + "table-row") if office.words(one)]
    assert len(rows) == 1 + sum(max(1, len(line.verdicts)) for line in report.lines)
