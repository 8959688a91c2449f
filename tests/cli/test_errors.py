# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bad input gets one sentence and its exit code, and the project stays as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.session.settings import settings_path

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


CASES = [
    (("docs", "absent.sidelight"), 1, "no project file"),
    (("claim", "P", "--doc", 9, "--quote", "x"), 1, "no document 9"),
    (("claim", "P", "--doc", 1, "--quote", "his first in 25 years"), 1, "Nearest:"),
    (("claim", "P", "--doc", 1, "--quote", "The"), 1, "times in"),
    (("claim", "P", "--doc", 1, "--quote", " "), 1, "quote is empty"),
    (("claim", "P", "--doc", 2, "--quote", "Moscow archive"), 1, "is a source"),
    (("verdict", "P", "--claim", 1, "--verdict", "verified"), 1, "no claim 1"),
    (
        (
            "claim",
            "P",
            "--doc",
            1,
            "--quote",
            "land border",
            "--verdict",
            "verified",
            "--denied-by",
            "X",
        ),
        1,
        "denied",
    ),
    (("undo", "P", "--claim"), 2, "usage"),
    (
        ("claim", "P", "--doc", 1, "--quote", "land border", "--verdict", "maybe"),
        1,
        "“maybe” is no verdict",
    ),
    (("report", "P"), 2, "required"),
    (("new", "P", "--title", "again"), 1, "exists already"),
    (("note", "P", "--claim", 4, "--text", "x"), 1, "no claim 4"),
    (("page", "P", 1, 1, "--png", "x.png", "--dpi", "9"), 2, "18 to 1200"),
    (("text", "P", 1, "--page", 77), 1, "no page 77"),
    (("remove", "P"), 2, "required"),
]


@pytest.mark.parametrize(("words", "code", "sentence"), CASES)
def test_each_mistake_gets_its_sentence(
    sidelight: Run, project: Path, words: tuple[object, ...], code: int, sentence: str
) -> None:
    before = digest(project)
    ran = sidelight("--by", "Ann", *(project if word == "P" else word for word in words))
    assert ran.code == code
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert digest(project) == before


FILES = {
    "empty.txt": b"",
    "archive.zip": b"PK\x03\x04" + b"\0" * 60,
    "broken.pdf": b"%PDF-1.7\nnothing of the kind",
    "noise.bin": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_read_leave_the_project_as_it_was(
    sidelight: Run, project: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    before = digest(project)
    ran = sidelight("add", project, tmp_path / name)
    assert ran.code == 1
    assert name in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert digest(project) == before


def test_missing_files_folders_and_repeats(sidelight: Run, project: Path, tmp_path: Path) -> None:
    assert "no file" in sidelight("add", project, tmp_path / "gone.txt").err
    assert "is a folder" in sidelight("add", project, tmp_path).err
    again = sidelight("add", project, tmp_path / "letter.txt")
    assert again.code == 1
    assert "already" in again.err


def test_the_size_limit_can_be_set(sidelight: Run, project: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_text("A long text\n\n" + "many words of it\n" * 80_000, "utf-8")
    path = settings_path()
    settings = path.read_text("utf-8").replace(
        "largest_document_mb = 200", "largest_document_mb = 1"
    )
    path.write_text(settings, "utf-8")
    ran = sidelight("add", project, big)
    assert ran.code == 1
    assert "limit of 1 MB" in ran.err
    path.write_text("largest_document_mb = [", "utf-8")
    assert "settings" in sidelight("docs", project).err


def test_an_ambiguous_quote_is_told_apart_by_its_context(sidelight: Run, project: Path) -> None:
    ambiguous = sidelight("claim", project, "--doc", 1, "--quote", "in")
    assert "Nearest:" in ambiguous.err
    made = sidelight(
        "claim", project, "--doc", 1, "--quote", "first", "--prefix", "was his", "--json"
    )
    assert made.json["quote"] == "first"
