# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages in reports: their words as the reviewer's own, and a picture of them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from sidelight.model.records import Document
from sidelight.reader.mupdf import pymupdf
from sidelight.report import html, markdown
from sidelight.session.areas import Read
from sidelight.session.session import Session
from tests.report.browser import PHONE, Browser, opened
from tests.report.project_builder import without_script
from tests.scans import printed_pdf, scan_pdf

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> [a](b) *c*'


@pytest.fixture
def session(home: Path, tmp_path: Path) -> Iterator[Session]:
    """Ann's project: a printed article and a scanned register."""
    assert home.is_dir()
    (tmp_path / "print.pdf").write_bytes(printed_pdf())
    (tmp_path / "scan.pdf").write_bytes(scan_pdf(pages=2))
    with Session.create(tmp_path / "p.sidelight", "Harbour", by="Ann") as made:
        made.add_document(tmp_path / "print.pdf", kind="article", title="Works")
        made.add_document(tmp_path / "scan.pdf", title="Register")
        yield made


def documents(session: Session) -> tuple[Document, Document]:
    return session.document("Works"), session.document("Register")


def write_all(session: Session, folder: Path) -> tuple[str, str]:
    page, notes = folder / "r.html", folder / "r.md"
    session.report(page)
    session.report(notes)
    return page.read_text("utf-8"), notes.read_text("utf-8")


def test_rows_show_words_translation_and_picture(session: Session, tmp_path: Path) -> None:
    article, register = documents(session)
    claim = session.claim_area(
        article, 2, (50, 70, 350, 150), "verified", read=Read("HAFENRAT", "Harbour council")
    )
    session.link_area(claim.id, register, 2, (55, 110, 300, 140), read=Read("leaf 2"))
    session.link_area(claim.id, register, 1, (60, 200, 300, 420), "context")
    page, notes = write_all(session, tmp_path)
    tree = lxml_html.fromstring(page)
    (row,) = tree.xpath('//tr[@id="claim-1"]')
    (cell,) = row.xpath('td[@class="claim"]')
    assert cell.findtext("blockquote") == "HAFENRAT"
    said = " ".join(cell.text_content().split())
    assert "transcribed by Ann" in said
    assert "Harbour council translated by Ann" in said
    assert "p. 2" in said
    assert [f.findtext("blockquote") for f in row.iter("figure")] == ["leaf 2", "Picture on p. 1"]
    pictures = [one.get("src") for one in row.iter("img")]
    assert len(pictures) == 3
    for source in pictures:
        data = base64.b64decode(source.removeprefix("data:image/png;base64,"), validate=True)
        made = pymupdf.Pixmap(data)
        assert 0 < made.width * made.height <= 310_000
        assert len(data) <= 200_000
    assert "“HAFENRAT”" in notes
    assert "*(transcribed by Ann)* “Harbour council” *(translated by Ann)*" in notes
    assert "“leaf 2”" in notes
    assert " Picture on p. 1 (" in notes
    assert "“Picture" not in notes
    assert "*Claims on pictures:* ✓[^1]" in notes, "or its footnote would not be shown"
    assert "not marked in the article" not in page + notes


def test_the_picture_is_of_that_area(session: Session) -> None:
    _article, register = documents(session)
    passage = session.area(register, 1, (60, 200, 300, 420))
    made = pymupdf.Pixmap(session.picture(passage))
    assert made.width / made.height == pytest.approx(240 / 220, rel=0.02)
    middle = made.pixel(made.width // 2, made.height // 2)
    assert middle == pytest.approx((153, 178, 191), abs=6), "the blue box of the scan"


def test_a_noisy_scan_makes_no_giant_report(session: Session, tmp_path: Path) -> None:
    noise = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 900, 900))
    samples = noise.samples_mv
    value = 1
    for at in range(len(samples)):
        value = (value * 1103515245 + 12345) & 0x7FFFFFFF
        samples[at] = value >> 16 & 0xFF
    document = pymupdf.open()
    page = document.new_page(width=450, height=450)
    page.insert_image(page.rect, pixmap=noise)
    (tmp_path / "noise.pdf").write_bytes(document.tobytes())
    noisy = session.add_document(tmp_path / "noise.pdf", title="Noise")
    made = session.picture(session.area(noisy, 1, (0, 0, 450, 450)))
    assert 0 < len(made) <= 200_000


def test_tables_and_notes_draw_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, _register = documents(session)
    session.claim_area(article, 2, (50, 70, 350, 150))
    monkeypatch.setattr(type(session), "picture", lambda *_: pytest.fail("drawn"))
    for name in ("r.md", "r.csv"):
        session.report(tmp_path / name)
    assert "Picture on p. 2" in (tmp_path / "r.md").read_text("utf-8")


def test_words_of_anyone_are_only_words(session: Session, tmp_path: Path) -> None:
    article, register = documents(session)
    claim = session.claim_area(article, 2, (50, 70, 350, 150), read=Read(HOSTILE, HOSTILE))
    session.link_area(claim.id, register, 1, (60, 200, 300, 420), read=Read(HOSTILE, HOSTILE))
    session.act_as('Bo "><b>')
    session.transcribe("passage", claim.passages[0].id, f"{HOSTILE} !")
    page, notes = write_all(session, tmp_path)
    tree = lxml_html.fromstring(without_script(page.encode()))
    assert not list(tree.iter("script"))
    assert all(str(one.get("src")).startswith("data:image/png") for one in tree.iter("img"))
    assert not tree.xpath("//@onerror")
    assert "<script" not in re.sub(r"\\.", "", notes)


def test_words_come_before_areas_of_their_page(session: Session) -> None:
    article, _register = documents(session)
    area = session.claim_area(article, 1, (50, 300, 350, 420))
    second = session.claim_area(article, 2, (50, 70, 350, 150))
    words = session.claim(article, *session.locate(article, "in May"))
    report = session.report_data()
    assert [line.id for line in report.lines] == [words.id, area.id, second.id]
    assert [line.marked for line in report.lines] == [True, False, False]
    assert [line.unread for line in report.lines] == [False, True, True]
    assert b"data:image" not in html.write(report)
    assert b"data:image" not in markdown.write(report)


@pytest.mark.program("chromium", package="chromium")
def test_on_a_phone_nothing_sticks_out(session: Session, tmp_path: Path) -> None:
    article, register = documents(session)
    claim = session.claim_area(article, 2, (0, 0, 420, 595), read=Read("HAFENRAT", "Council"))
    session.link_area(claim.id, register, 1, (0, 0, 420, 60), read=Read("x" * 300, "y" * 300))
    (tmp_path / "pages").mkdir()
    session.report(tmp_path / "pages" / "report.html")
    (tmp_path / "pages" / "phone.html").write_text(PHONE, "utf-8")
    with opened(tmp_path / "pages", tmp_path / "profile") as browser:
        assert isinstance(browser, Browser)
        body = lxml_html.fromstring(browser.dom("phone.html")).find("body")
        assert body is not None
        assert body.get("data-out") == ""
        assert body.get("data-scroll") == body.get("data-width")
        browser.dom("report.html")
        assert {path for path in browser.asked if "report" not in path and "phone" not in path} <= {
            "/favicon.ico"
        }
