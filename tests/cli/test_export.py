# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that writes a project for other programs, and the list of formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.exchange.export_formats import EXPORTS
from sidelight.exchange.import_formats import IMPORTS
from sidelight.report.formats import FORMATS

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("one", EXPORTS, ids=lambda one: one.name)
def test_each_format_is_written_by_its_name_and_its_ending(
    sidelight: Run, project: Path, tmp_path: Path, one: object
) -> None:
    assert sidelight("claim", project, "--doc", 1, "--quote", "his first").code == 0
    name, suffix = getattr(one, "name", ""), getattr(one, "suffix", "")
    for path, words in (
        (tmp_path / f"a{suffix}", ()),
        (tmp_path / "any", ("--format", name)),
    ):
        ran = sidelight("export", project, "-o", path, *words)
        assert (ran.code, ran.out) == (0, f"{path}\n")
        assert path.stat().st_size > 0
    told = sidelight("export", project, "-o", tmp_path / "any", "--format", name, "--json").json
    assert told["path"] == str(tmp_path / "any")
    assert told["bytes"] == (tmp_path / "any").stat().st_size


def test_what_is_no_format_is_one_sentence(sidelight: Run, project: Path, tmp_path: Path) -> None:
    for words in (("-o", tmp_path / "a.xyz"), ("-o", tmp_path / "a", "--format", "xyz")):
        ran = sidelight("export", project, *words)
        assert ran.code != 0
        assert "xyz" in ran.err
        assert list(tmp_path.glob("a*")) == [tmp_path / "article.txt"]


def test_formats_are_listed_with_what_they_are_for(sidelight: Run) -> None:
    listed = sidelight("formats", "--json").json
    named = [(one["use"], one["name"]) for one in listed]
    assert named == [
        *(("sidelight report", one.name) for one in FORMATS),
        *(("sidelight export", one.name) for one in EXPORTS),
        *(("sidelight import", one.name) for one in IMPORTS),
    ]
    text = sidelight("formats").out
    assert "JSON lines" in text
    assert "sidelight export" in text
