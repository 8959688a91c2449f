# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each kind of file by the command line: added, printed, quoted, claimed, drawn, reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.reader.mupdf import pymupdf
from tests.reader.office import chapter, docx, epub, paragraph, picture, zipped
from tests.reader.test_odt import odt
from tests.reader.test_rtf import rtf

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[2] / "sample_docs"
BOOK = (
    '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/'
    'fictionbook/2.0"><description><title-info><book-title>The quay</book-title></title-info>'
    "</description><body><section><p>The pilot boat came at noon.</p></section></body>"
    "</FictionBook>"
)
NOON = "The pilot boat came at noon."
MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    "one.docx": (lambda: docx(paragraph(NOON)), "officedocument.wordprocessingml.document"),
    "one.epub": (lambda: epub({"a.xhtml": chapter(f"<p>{NOON}</p>")}), "epub+zip"),
    "one.fb2": (BOOK.encode, "x-fictionbook+xml"),
    "one.fb2.zip": (lambda: zipped({"one.fb2": BOOK}), "x-fictionbook+xml"),
    "one.odt": (lambda: odt(f"<text:p>{NOON}</text:p>"), "opendocument.text"),
    "one.rtf": (lambda: rtf(NOON), "rtf"),
    "one.md": (f"# Quay\n\n{NOON}\n".encode, "markdown"),
}


def comic() -> bytes:
    """An archive of two pages that are pictures, the later one named first."""
    return zipped({"b.png": picture(size=(300, 100)), "a.png": picture(size=(200, 100))})


@pytest.mark.parametrize("name", MADE)
def test_words_of_every_kind_are_printed_and_claimed(
    sidelight: Run, project: Path, tmp_path: Path, name: str
) -> None:
    make, kind = MADE[name]
    (tmp_path / name).write_bytes(make())
    (added,) = sidelight("add", project, tmp_path / name, "--kind", "article", "--json").json
    assert added["media_type"].endswith(kind)
    assert (added["name"], added["kind"]) == (name, "article")
    assert NOON in sidelight("text", project, added["label"]).out
    words = ("--doc", added["label"], "--quote", "came at noon")
    assert sidelight("quote", project, *words).out.startswith("“came at noon” ")
    made = sidelight("claim", project, *words, "--json").json
    assert (made["quote"], made["origins"]) == ("came at noon", [""])
    (listed,) = sidelight("claims", project, "--json").json
    assert listed["id"] == made["id"]
    assert sidelight("check", project).code == 0


@pytest.mark.parametrize(
    ("name", "words", "language"),
    [
        ("2024-11-ratification.docx", "24 October 2024", "en"),
        ("1945-2024-collective-defence.epub", "The trigger is an armed attack", "en"),
        ("1950-security-council.fb2", "Автор возражает Готвальду", "ru"),
        ("2001-2011-visits.rtf", "первая поездка", "ru"),
    ],
)
def test_samples_are_linked_as_evidence_and_reported(
    sidelight: Run, project: Path, tmp_path: Path, name: str, words: str, language: str
) -> None:
    (added,) = sidelight("add", project, SAMPLES / name, "--json").json
    assert (added["language"], bool(added["fields"]["author"])) == (language, True)
    sidelight("claim", project, "--doc", 1, "--quote", "his first in 24 years")
    where = ("--claim", 1, "--doc", added["label"], "--quote", words)
    linked = sidelight("evidence", project, *where, "--stance", "context", "--json")
    assert linked.code == 0
    assert (linked.json["quote"], linked.json["place"][:1]) == (words, "§")
    report = tmp_path / "r.md"
    assert sidelight("report", project, "-o", report).code == 0
    assert words in report.read_text("utf-8")


def test_a_picture_has_no_words_until_it_is_recognised(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (added,) = sidelight("add", project, SAMPLES / "1950-spelling.jpg", "--json").json
    assert (added["media_type"], added["pages"], added["furniture"]) == ("image/jpeg", 1, [])
    assert sidelight("text", project, added["label"]).out.strip() == ""
    ran = sidelight("quote", project, "--doc", added["label"], "--quote", "PRACTICE")
    assert (ran.code, ran.out) == (1, "")
    out = tmp_path / "page.png"
    assert sidelight("page", project, added["label"], 1, "--png", out, "--dpi", 36).code == 0
    assert pymupdf.Pixmap(out.read_bytes()).width > 100


def test_pages_of_a_comic_stand_in_the_order_of_their_names(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "strip.cbz").write_bytes(comic())
    (added,) = sidelight("add", project, tmp_path / "strip.cbz", "--json").json
    assert added["pages"] == 2
    shapes = []
    for number in (1, 2):
        out = tmp_path / f"{number}.png"
        assert sidelight("page", project, added["label"], number, "--png", out).code == 0
        drawn = pymupdf.Pixmap(out.read_bytes())
        shapes.append(round(drawn.width / drawn.height))
    assert shapes == [2, 3]
    ran = sidelight("page", project, added["label"], 3, "--png", tmp_path / "3.png")
    assert (ran.code, (tmp_path / "3.png").exists()) == (1, False)


def test_an_area_of_a_comic_is_evidence(sidelight: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "strip.cbz").write_bytes(comic())
    sidelight("add", project, tmp_path / "strip.cbz", "--title", "Strip")
    sidelight("claim", project, "--doc", 1, "--quote", "his first in 24 years")
    where = ("--doc", "Strip", "--page", 2, "--area", "0,0,20,20", "--transcription", "Pow")
    linked = sidelight(
        "evidence", project, "--claim", 1, *where, "--stance", "context", "--json"
    ).json
    assert (linked["quote"], linked["place"]) == ("Pow", "p. 2")
    assert linked["area"]["edges"] == [0.0, 0.0, 20.0, 20.0]


@pytest.mark.parametrize("name", ["one.docx", "one.epub", "one.odt", "one.fb2.zip"])
def test_half_an_archive_is_said_and_the_project_stays(
    sidelight: Run, project: Path, tmp_path: Path, name: str
) -> None:
    data = MADE[name][0]()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    before = sidelight("docs", project, "--json").json
    ran = sidelight("add", project, tmp_path / name)
    assert (ran.code, ran.out) == (1, "")
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert sidelight("docs", project, "--json").json == before


def test_the_name_does_not_make_the_kind(sidelight: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "really-word.rtf").write_bytes(docx(paragraph(NOON)))
    (added,) = sidelight("add", project, tmp_path / "really-word.rtf", "--json").json
    assert "wordprocessingml" in added["media_type"]


def test_areas_of_flowing_documents_are_refused(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.docx").write_bytes(docx(paragraph(NOON)))
    sidelight("add", project, tmp_path / "one.docx", "--kind", "article", "--title", "One")
    area = ("--doc", "One", "--page", 1, "--area", "0,0,50,50")
    ran = sidelight("claim", project, *area)
    assert (ran.code, ran.out, "flow" in ran.err) == (1, "", True)
