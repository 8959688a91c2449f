# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on documents of every kind lie on their words as another program reads them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from sidelight.model.records import Document
from sidelight.session.annotating import annotated
from sidelight.session.session import Session
from tests.annotations import Told, told
from tests.reader.office import docx, epub, paragraph, picture
from tests.scans import printed_pdf

KOREAN, RUSSIAN = "편지에는 그런 말이 없다.", "В письме этого нет."
WORDS = "Harbour works were finished in March."
HTML = f"<html><body><h1>A head</h1><p>Before it. {WORDS} After it.</p></body></html>"


def under(pdf: Path, found: Told, folder: Path) -> str:
    """What Poppler reads on the places of a mark, on the first page."""
    size = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, text=True).stdout
    height = float(re.findall(r"Page size: +[\d.]+ x ([\d.]+)", size)[0])
    words = []
    for at in range(0, len(found.quads), 8):
        xs, ys = found.quads[at : at + 8 : 2], found.quads[at + 1 : at + 8 : 2]
        box = {"-x": min(xs), "-y": height - max(ys)}
        box |= {"-W": max(xs) - min(xs), "-H": max(ys) - min(ys)}
        asked = [word for name, side in box.items() for word in (name, str(round(side)))]
        out = folder / "words.txt"
        subprocess.run(["pdftotext", "-l", "1", *asked, str(pdf), str(out)], check=True)
        words.append(" ".join(out.read_text("utf-8").split()))
    # a program may read a ligature as one character
    return unicodedata.normalize("NFKC", " ".join(words))


def added(session: Session, folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return session.add_document(path)


@pytest.mark.program("pdftotext", package="poppler-utils")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper.pdf", printed_pdf()),
        ("page.html", HTML.encode()),
        ("notes.txt", f"A head\n\nBefore it. {WORDS} After it.\n".encode()),
        ("notes.md", f"# A head\n\nBefore it. {WORDS} After it.\n".encode()),
        ("letter.docx", docx(paragraph(f"Before it. {WORDS} After it."))),
        ("book.epub", epub({"one": HTML})),
    ],
)
def test_a_mark_lies_on_its_words(session: Session, tmp_path: Path, name: str, data: bytes) -> None:
    article = session.document(1)
    document = added(session, tmp_path, name, data)
    made = session.claim(article, *session.locate(article, "A land border"), reason=KOREAN)
    session.link(made.id, document, *session.locate(document, WORDS), "supports", RUSSIAN)
    out = tmp_path / "out.pdf"
    out.write_bytes(annotated(session, document).pdf)
    (found,) = told(out.read_bytes())
    assert under(out, found, tmp_path) == WORDS
    assert RUSSIAN in found.words.split("\n")


def test_an_area_of_a_picture_lies_where_it_was_drawn(session: Session, tmp_path: Path) -> None:
    document = added(session, tmp_path, "photo.png", picture(size=(400, 300)))
    article = session.document(1)
    made = session.claim(
        article, *session.locate(article, "A land border"), "denied", reason=KOREAN
    )
    width, height = session.pages(document)[0].width, session.pages(document)[0].height
    session.link_area(made.id, document, 1, (10.0, 20.0, 60.0, 50.0), "contradicts", KOREAN)
    (found,) = told(annotated(session, document).pdf)
    x0, y0, x1, y1 = map(float, found.source.split(b"/Rect[")[1].split(b"]")[0].split())
    assert (x0, x1) == pytest.approx((10, 60), abs=3)
    assert (height - y1, height - y0) == pytest.approx((20, 50), abs=3)
    assert width > x1
    assert found.words.count(KOREAN) == 2
