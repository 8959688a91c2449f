# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that a shell may hand over: odd quotes, odd names, wrong usage."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.cli.choice import is_command, project
from sidelight.cli.words import read, window
from sidelight.errors import UsageError

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TEXT = (
    """Weather and -words

It was -5 degrees. The --quote was “odd” and -x was a letter.

"""
    + "long" * 3000
)


@pytest.fixture
def weather(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    (tmp_path / "weather.txt").write_text(TEXT, "utf-8")
    assert sidelight("add", project, tmp_path / "weather.txt", "--kind", "article").code == 0
    return project


@pytest.mark.parametrize(
    "words",
    [
        ("--quote=-5 degrees",),
        ("--quote", "-5 degrees"),
        ("--quote=--quote",),
        ("--quote=-x",),
        ("--quote", '"odd"'),
        ("--quote", "odd", "--prefix=--quote was", "--suffix", ""),
        ("--quote", "long" * 3000),
    ],
)
def test_quotes_of_any_shape_are_found(sidelight: Run, weather: Path, words: tuple[str]) -> None:
    made = sidelight("claim", weather, "--doc", 3, *words, "--json")
    assert (made.code, made.err) == (0, "")
    assert made.json["quote"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--quote", ""), 1, "quote is empty"),
        (("--quote", " \n\u200b"), 1, "quote is empty"),
        (("--quote", "a" * 50_000), 1, "does not stand"),
        (("--quote", "-x"), 2, "expected one argument"),
        (("--quote", "odd\udcff"), 2, "no text"),
        (("--quote", "odd", "--reason", "\udce9"), 2, "no text"),
        (("--quo", "odd"), 2, "--quote"),
        (("--quote", "odd", "--verdict", ""), 2, "name a verdict"),
        (("--quote", "odd", "--denied-by", "me"), 1, "Only a denied claim"),
    ],
)
def test_words_that_will_not_do_are_said(
    sidelight: Run, weather: Path, words: tuple[str], code: int, sentence: str
) -> None:
    ran = sidelight("claim", weather, "--doc", 3, *words)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert len(ran.err) < 1500
    assert sidelight("claims", weather, "--json").json == []


def test_names_of_files_may_be_any_bytes(sidelight: Run, project: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"-caf\xe9.txt")
    path.write_text("A note on coffee.", "utf-8")
    added = sidelight("add", project, path, "--json")
    assert (added.code, added.json[0]["name"]) == (0, "-caf?.txt")
    gone = sidelight("add", project, tmp_path / os.fsdecode(b"\xff.txt"))
    assert gone.code == 1
    assert "There is no file" in gone.err


def test_paths_are_those_of_here_and_home(
    sidelight: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert sidelight("docs", project.name).code == 0
    assert sidelight("docs", f"./../{tmp_path.name}/{project.name}").code == 0
    assert sidelight("docs", f"~/{project.name}").code == 0
    (tmp_path / "-odd").write_text("A note of words.", "utf-8")
    assert sidelight("add", project.name, "--", "-odd").out == "3  -odd\n"
    assert sidelight("docs", "~nobody-here/p.sidelight").code == 1
    assert sidelight("docs", "").code == 1


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999"])
def test_pages_are_counted_from_one(sidelight: Run, project: Path, number: str) -> None:
    ran = sidelight("text", project, 1, f"--page={number}")
    assert (ran.code, ran.out) == (1, "")
    assert f"there is no page {number}" in ran.err


@pytest.mark.parametrize("dpi", ["17", "1201", "x", "-96", "9.5", "٩٦٠٠"])
def test_a_resolution_that_cannot_be_is_wrong_usage(sidelight: Run, dpi: str) -> None:
    ran = sidelight("page", "p.sidelight", 1, 1, "--png", "x.png", f"--dpi={dpi}")
    assert ran.code == 2
    assert "use a number from 18 to 1200" in ran.err


WRONG = [
    [],
    ["--by", "Ann"],
    ["clams", "p.sidelight"],
    ["add", "p.sidelight"],
    ["add", "p.sidelight", "a", "b", "--title", "Both"],
    ["add", "p.sidelight", "a", "--kind", "letter"],
    ["claim", "p.sidelight", "--doc", "1"],
    ["evidence", "p.sidelight", "--claim", "1", "--doc", "1", "--quote", "q"],
    ["remove", "p.sidelight", "--claim", "1", "--doc", "2"],
    ["search", "p.sidelight"],
    ["text", "p.sidelight"],
    ["new", "p.sidelight"],
    ["docs", "p.sidelight", "--jso"],
    ["report", "p.sidelight", "-o", "r.html", "--format", "odt"],
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_refused_before_anything_is_opened(words: list[str]) -> None:
    with pytest.raises(UsageError) as told:
        read(words)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["docs", "p"], True),
        (["--by", "Ann", "docs", "p"], True),
        (["--by=Ann", "docs", "p"], True),
        (["--help"], True),
        (["--bogus", "docs"], True),
        (["p.sidelight"], False),
        (["./docs"], False),
        (["--", "docs"], False),
        (["--by=Ann", "p.sidelight"], False),
        (["--by"], False),
        ([], False),
    ],
)
def test_a_command_is_told_from_a_project(words: list[str], command: bool) -> None:
    assert is_command(words) is command


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], (None, "")),
        (["p.sidelight"], (Path("p.sidelight"), "")),
        (["--by", "Ann", "p.sidelight"], (Path("p.sidelight"), "Ann")),
        (["--by=Ann", "p.sidelight"], (Path("p.sidelight"), "Ann")),
        (["p.sidelight", "--by", "Ann"], (Path("p.sidelight"), "Ann")),
        (["--by", "Ann"], (None, "Ann")),
        (["--", "docs"], (Path("docs"), "")),
        (["--", "-odd"], (Path("-odd"), "")),
    ],
)
def test_the_window_is_asked_for(words: list[str], asked: tuple[Path | None, str]) -> None:
    assert window(words) == asked


@pytest.mark.parametrize(
    "words", [["--bogus"], ["--by"], ["clams", "p.sidelight"], ["p", "--json"], ["--by", "\udcff"]]
)
def test_no_window_is_opened_for_wrong_words(words: list[str]) -> None:
    with pytest.raises(UsageError):
        window(words)


@pytest.mark.parametrize(
    "words", [["p.sidelight"], ["~/p.sidelight"], ["p.sidelight", "--by", "Ann"], [], [""], ["-h"]]
)
def test_the_short_way_to_a_project_is_the_long_one(words: list[str]) -> None:
    found = project(words)
    assert found is None or (found, "") == window(words)
    assert bool(found) == (words == ["p.sidelight"])
