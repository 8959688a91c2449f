# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotate`: a document as a PDF with its marks."""

from pathlib import Path
from typing import Any

from sidelight.reader.mupdf import pymupdf


def test_a_claim_stands_in_the_pdf_on_its_words(
    sidelight: Any, project: Path, tmp_path: Path
) -> None:
    words = "Russia wrote off 90 % of the debt."
    made = sidelight("claim", project, "--doc", 1, "--quote", words, "--verdict", "denied")
    assert (made.code, made.err) == (0, "")
    out = tmp_path / "out.pdf"
    assert sidelight("annotate", project, 1, out).code == 0
    document: Any = pymupdf.open(out)
    found = [(one.info["subject"], one.rect, page) for page in document for one in page.annots()]
    subject, rect, page = found[-1]
    assert "Denied" in subject
    assert "90 % of the debt" in page.get_text(clip=rect)


def test_a_project_is_never_overwritten(sidelight: Any, project: Path) -> None:
    before = project.read_bytes()
    assert sidelight("annotate", project, 1, project).code != 0
    assert project.read_bytes() == before
