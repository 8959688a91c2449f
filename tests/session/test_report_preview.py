# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report before it is written: what is shown is what the file then holds."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sidelight.errors import Cancelled
from sidelight.report.choices import Choices
from sidelight.report.formats import FORMATS, Format
from sidelight.report.sheet import Word
from sidelight.session import report_preview
from sidelight.session.report_preview import Pages, Words, preview
from sidelight.session.session import Session

ARTICLE = "The pact\n\nKim thanked Stalin for aid. It was signed on Wednesday.\n"
BY_NAME = {one.name: one for one in FORMATS}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("preview") / "p.sidelight"
    with Session.create(path, "The pact", by="Ann") as made:
        article = made.add_text(ARTICLE, kind="article", title="The pact")
        for words, verdict in (("thanked Stalin", "verified"), ("on Wednesday", "disputed")):
            claim = made.claim(article, *made.locate(article, words), verdict)
            made.add_note(claim.id, "Ask the archive.")
        yield made


@pytest.mark.program("pdfinfo", package="poppler-utils")
@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_what_has_pages_is_shown_as_the_pdf_has_them(
    session: Session, name: str, tmp_path: Path
) -> None:
    shown = preview(session, BY_NAME[name])
    assert isinstance(shown, Pages)
    written = session.report(tmp_path / "r.pdf")
    said = subprocess.run(["pdfinfo", written], capture_output=True, check=True, text=True).stdout
    assert f"Pages: {len(shown.pages)}" in " ".join(said.split())
    text = shown.layer.text.text
    assert "“thanked Stalin”" in text
    assert "Ask the archive." in text
    assert "Ask the archive." not in _text(preview(session, BY_NAME[name], choices=NO_NOTES))


NO_NOTES = Choices(without=frozenset({"notes"}), language="ru")


def _text(shown: object) -> str:
    assert isinstance(shown, Pages)
    return shown.layer.text.text


def test_a_workbook_is_shown_as_it_is_written(session: Session, tmp_path: Path) -> None:
    shown = preview(session, BY_NAME["xlsx"], choices=NO_NOTES)
    assert isinstance(shown, tuple)
    book = load_workbook(session.report(tmp_path / "r.xlsx", choices=NO_NOTES))
    assert [sheet.name for sheet in shown] == book.sheetnames
    assert "Заметки" not in book.sheetnames
    for sheet in shown:
        head, *rows = book[sheet.name].iter_rows(values_only=True)
        assert [title for title, _width in sheet.columns] == [one or "" for one in head]
        assert len(rows) == sheet.count == len(sheet.rows)
    claims = next(sheet for sheet in shown if sheet.name == "Утверждения")
    looks = [cell.stored for row in claims.rows for cell in row if isinstance(cell, Word)]
    assert looks == ["verified", "disputed"]


def test_a_table_is_shown_as_it_is_written(session: Session) -> None:
    shown = preview(session, BY_NAME["csv"])
    assert isinstance(shown, tuple)
    data = session.report_bytes(BY_NAME["csv"]).decode("utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(data)))
    assert [title for title, _width in shown[0].columns] == head
    assert [list(row) for row in shown[0].rows] == rows


def test_only_the_first_rows_are_handed_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_preview, "_MOST_ROWS", 1)
    shown = preview(session, BY_NAME["csv"])
    assert isinstance(shown, tuple)
    assert (len(shown[0].rows), shown[0].count) == (1, 2)


def test_anything_else_is_shown_as_the_text_it_is(session: Session) -> None:
    shown = preview(session, BY_NAME["md"])
    assert isinstance(shown, Words)
    assert (shown.text or "").startswith("# The pact")
    assert not shown.cut
    long = Format("long", ".txt", "Long", "much", lambda _report: b"word " * 100_000)
    shown = preview(session, long)
    assert isinstance(shown, Words)
    assert shown.cut
    assert preview(session, replace(long, write=lambda _report: b"\x89\xff")) == Words(None)


@pytest.mark.parametrize("after", [0.0, 0.5, 0.9])
def test_one_that_nobody_waits_for_any_more_ends(session: Session, after: float) -> None:
    def step(share: float, _stored: str) -> None:
        if share >= after:
            raise Cancelled

    with pytest.raises(Cancelled):
        preview(session, BY_NAME["pdf"], step=step)
    assert isinstance(preview(session, BY_NAME["pdf"]), Pages)
