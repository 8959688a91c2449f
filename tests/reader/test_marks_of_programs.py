# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks in files that other programs made or wrote again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidelight.reader.mupdf import pymupdf
from tests.reader.marked_pdf import found

COMMENTED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>The bridge <office:annotation office:name="n1"><dc:creator>Анна Ким</dc:creator>
<dc:date>2024-06-21T10:20:30</dc:date><text:p>Где мост?</text:p><text:p>다리는 없다.</text:p>
</office:annotation>never stood<office:annotation-end office:name="n1"/> in the river.</text:p>
</office:text></office:body></office:document>
"""


@pytest.mark.program("soffice", package="libreoffice-writer")
def test_comments_of_libreoffice_come_as_notes(tmp_path: Path) -> None:
    (tmp_path / "a.fodt").write_text(COMMENTED, "utf-8")
    options = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", options]
    command += ["--outdir", str(tmp_path), str(tmp_path / "a.fodt")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    (note,) = found((tmp_path / "a.pdf").read_bytes()).marks
    assert (note.kind, note.words) == ("Text", "Где мост?\n다리는 없다.")
    assert note.author.startswith("Анна Ким")
    # it says a day of naught
    assert (note.made, note.changed) == ("", "")
    ((x0, y0, _x1, _y1),) = note.rects
    assert 0 < x0 < 595
    assert 0 < y0 < 200


@pytest.fixture
def marked(make_pdf: Callable[..., bytes]) -> bytes:
    """Two pages with marks of PyMuPDF, the second a reply."""
    data = make_pdf([(72.0, 90.0, 20.0, "A bridge")], [(72.0, 90.0, 20.0, "A river")])
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    first, second = document[0], document[1]
    mark = first.add_highlight_annot(pymupdf.Rect(72, 72, 100, 95))
    mark.set_info(title="Ann", content="다리?")
    mark.update()
    reply = first.add_text_annot((72, 72), "Нет.")
    document.xref_set_key(reply.xref, "IRT", f"{mark.xref} 0 R")
    second.add_squiggly_annot(pymupdf.Rect(72, 72, 100, 95))
    return bytes(document.tobytes())


@pytest.mark.program("pdfunite", package="poppler-utils")
def test_marks_stay_what_they_are_when_poppler_writes_them_again(
    marked: bytes, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(marked)
    names = [str(tmp_path / name) for name in ("a.pdf", "a.pdf", "out.pdf")]
    subprocess.run(["pdfunite", *names], capture_output=True, check=True)
    before = [mark._replace(answers=-1) for mark in found(marked).marks]
    after = found(Path(names[-1]).read_bytes()).marks
    assert [mark.page for mark in after] == [1, 1, 2, 3, 3, 4]
    assert [mark.answers for mark in after] == [-1, 0, -1, -1, 3, -1]
    plain = [mark._replace(answers=-1, page=(mark.page - 1) % 2 + 1) for mark in after]
    assert plain == before * 2


@pytest.mark.parametrize(
    "saving",
    [
        {"use_objstms": 1, "deflate": True},
        {"garbage": 4, "clean": True},
        {"linear": False, "pretty": True, "ascii": True},
        {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": "b"},
        {"encryption": pymupdf.PDF_ENCRYPT_RC4_128, "owner_pw": "b"},
    ],
    ids=str,
)
def test_marks_are_the_same_however_the_file_is_written(
    marked: bytes, saving: dict[str, Any]
) -> None:
    document: Any = pymupdf.open(stream=marked, filetype="pdf")
    assert found(document.tobytes(**saving)).marks == found(marked).marks


def test_what_is_added_and_taken_away_behind_a_file_counts(marked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(marked)
    document: Any = pymupdf.open(str(path))
    first, second = document[0], document[1]
    second.add_text_annot((10, 10), "later")
    first.delete_annot(first.first_annot)
    document.save(str(path), incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
    data = path.read_bytes()
    assert data.startswith(marked)
    # who takes a mark away takes what answers it too
    assert [(mark.kind, mark.words) for mark in found(data).marks] == [
        ("Squiggly", ""),
        ("Text", "later"),
    ]
