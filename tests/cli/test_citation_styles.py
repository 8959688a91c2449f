# SPDX-License-Identifier: AGPL-3.0-or-later
"""The style of citations: chosen for a report, else as the settings have it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.report.citation_styles import NAMES
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FIELDS = (
    *("--type", "personal_communication", "--genre", "letter", "--issued", "1950-08-31"),
    *("--author", "Kim Il-sung", "--recipient", "Joseph Stalin"),
    *("--archive", "APRF", "--fond", "45", "--opis", "1", "--delo", "347", "--folios", "41–45"),
)
CHICAGO = (
    "Kim Il-sung, letter to Joseph Stalin, August 31, 1950, APRF, f. 45, op. 1, d. 347, ll. 41–45."
)
PLAIN = "Kim Il-sung to Joseph Stalin, letter, 1950-08-31. APRF, f. 45, op. 1, d. 347, ll. 41–45."


@pytest.fixture
def cited(sidelight: Run, project: Path) -> Path:
    """A project whose letter has a record."""
    assert sidelight("--by", "Ann", "cite", project, "--doc", 2, *FIELDS).code == 0
    return project


def choose(style: str) -> None:
    """Put a style into the settings."""
    settings = Settings.load()
    settings.citation_style = style
    settings.save()


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_report_cites_in_the_style_asked_for(
    sidelight: Run, cited: Path, tmp_path: Path, ending: str
) -> None:
    claim = ("--by", "Ann", "claim", cited, "--doc", 1, "--quote", "The pact, explained")
    assert sidelight(*claim).code == 0
    link = ("--by", "Ann", "evidence", cited, "--claim", 1, "--doc", 2, "--stance", "supports")
    assert sidelight(*link, "--quote", "kept in a Moscow archive").code == 0
    out = tmp_path / f"report.{ending}"
    assert sidelight("report", cited, "-o", out).code == 0
    assert CHICAGO in out.read_text("utf-8")
    assert sidelight("report", cited, "-o", out, "--citation-style", "plain").code == 0
    assert PLAIN in out.read_text("utf-8")
    assert Settings.load().citation_style == "chicago-notes"


def test_the_settings_say_which_style_is_usual(sidelight: Run, cited: Path, tmp_path: Path) -> None:
    choose("plain")
    out = tmp_path / "report.md"
    assert sidelight("report", cited, "-o", out).code == 0
    assert PLAIN in out.read_text("utf-8")
    quoted = sidelight("quote", cited, "--doc", 2, "--quote", "kept in a Moscow archive")
    assert PLAIN.removesuffix(".") in quoted.out
    assert sidelight("report", cited, "-o", out, "--citation-style", "chicago-notes").code == 0
    assert CHICAGO in out.read_text("utf-8")


def test_an_unknown_style_is_refused_but_does_no_harm_in_the_settings(
    sidelight: Run, cited: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report.md"
    ran = sidelight("report", cited, "-o", out, "--citation-style", "chigaco")
    assert ran.code == 2
    assert "chicago-notes" in ran.err
    assert not out.exists()
    choose("chigaco")
    assert sidelight("report", cited, "-o", out).code == 0
    assert CHICAGO in out.read_text("utf-8")


def test_the_help_names_every_style(sidelight: Run) -> None:
    said = " ".join(sidelight("report", "--help").out.split())
    assert [name for name in NAMES if f"{name} (" not in said] == []
