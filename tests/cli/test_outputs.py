# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where reports and pictures go, and where they do not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [("report", "P", "--format", "md", "-o", "OUT"), ("page", "P", 1, 1, "--png", "OUT")],
)
@pytest.mark.parametrize("out", ["missing/out.html", "pact.sidelight", "other.sidelight", "folder"])
def test_an_output_that_cannot_be_is_one_sentence(
    sidelight: Run, project: Path, tmp_path: Path, words: tuple[object, ...], out: str
) -> None:
    (tmp_path / "folder").mkdir()
    shutil.copy(project, tmp_path / "other.sidelight")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.sidelight")}
    ran = sidelight(*({"P": project, "OUT": tmp_path / out}.get(str(word), word) for word in words))
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "folder" in ran.err or tmp_path.name in ran.err
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.sidelight")} == before
    assert not (tmp_path / "missing").exists()


def test_the_null_device_stays_what_it_is(sidelight: Run, project: Path) -> None:
    assert sidelight("report", project, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_report_on_no_or_two_articles_asks_which(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text("A second one\n\nOf words.", "utf-8")
    sidelight("add", project, tmp_path / "second.txt", "--kind", "article")
    ran = sidelight("report", project, "-o", tmp_path / "r.html")
    assert ran.code == 1
    assert "--article: 1 (The pact, explained), 3 (A second one)" in ran.err
    assert not (tmp_path / "r.html").exists()
    assert sidelight("report", project, "-o", tmp_path / "r.html", "--article", "3").code == 0
    assert "A second one" in (tmp_path / "r.html").read_text("utf-8")


def test_a_project_in_a_missing_folder_is_not_made(sidelight: Run, tmp_path: Path) -> None:
    ran = sidelight("new", tmp_path / "missing" / "p.sidelight", "--title", "T")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_sample_where_none_can_be_is_one_sentence(sidelight: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = sidelight("demo", "--to", tmp_path / "file" / "sample.sidelight")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


def test_a_home_that_takes_nothing_is_one_sentence(
    sidelight: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "file"))
    ran = sidelight("new", tmp_path / "p.sidelight", "--title", "T")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "p.sidelight").exists()


@pytest.mark.parametrize("name", ["r.xlsx", "r.docx"])
def test_files_of_offices_are_written_by_their_ending(
    sidelight: Run, project: Path, tmp_path: Path, name: str
) -> None:
    assert sidelight("report", project, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_formats_are_listed(sidelight: Run) -> None:
    listed = sidelight("formats")
    assert [line.split()[0] for line in listed.out.splitlines()[1:7]] == [
        "html",
        "pdf",
        "docx",
        "md",
        "xlsx",
        "csv",
    ]
    assert [one["suffix"] for one in sidelight("formats", "--json").json][4] == ".xlsx"
