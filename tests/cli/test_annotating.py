# SPDX-License-Identifier: AGPL-3.0-or-later
"""`annotate`: a document as a PDF with its marks."""

from pathlib import Path
from typing import Any

from sidelight.reader.mupdf import pymupdf
from tests.annotations import told
from tests.locked import locked_pdf
from tests.scans import printed_pdf


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


def test_what_could_not_be_kept_is_remarked_and_what_is_refused_leaves_no_file(
    sidelight: Any, project: Path, tmp_path: Path
) -> None:
    whole = printed_pdf()
    (tmp_path / "torn.pdf").write_bytes(whole[: whole.rindex(b"startxref")])
    (tmp_path / "closed.pdf").write_bytes(locked_pdf(password=""))
    assert sidelight("add", project, tmp_path / "torn.pdf", tmp_path / "closed.pdf").code == 0
    out = tmp_path / "out.pdf"
    words = "Harbour works were finished in March."
    linked = ("--claim", 1, "--doc", 3, "--quote", words, "--stance", "context")
    assert sidelight("claim", project, "--doc", 1, "--quote", "share a land border").code == 0
    assert sidelight("evidence", project, *linked).code == 0
    made = sidelight("annotate", project, 3, out)
    assert (made.code, made.out) == (0, f"{out}\n")
    assert "had to be repaired" in made.err
    assert [one.kind for one in told(out.read_bytes())] == ["Underline"]
    out.unlink()
    refused = sidelight("annotate", project, 4, out)
    assert refused.code != 0
    assert "encrypted" in refused.err
    assert not out.exists()
