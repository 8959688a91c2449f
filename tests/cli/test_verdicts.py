# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command for a project's own verdicts, and what other commands make of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import done

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LOOKS = ("--key", 4, "--colour", "#0f766e", "--line", "wavy", "--sign", "◆")


@pytest.fixture
def half(sidelight: Run, project: Path) -> Path:
    """Ann's project with a verdict of its own on its one claim."""
    done(sidelight("verdicts", project, "add", "Half true", *LOOKS))
    done(sidelight("claim", project, "--doc", 1, "--quote", "land border"))
    done(sidelight("verdict", project, "--claim", 1, "--verdict", "half-true", "--reason", "Part."))
    return project


def test_verdicts_are_listed_with_their_looks(sidelight: Run, half: Path) -> None:
    found = done(sidelight("verdicts", half, "--json")).json
    assert [(one["word"], one["key"]) for one in found] == [
        ("verified", "1"), ("disputed", "2"), ("denied", "3"), ("half-true", "4"),
    ]  # fmt: skip
    assert found[3] == {
        "word": "half-true", "name": "Half true", "key": "4", "colour": "#0f766e", "line": "wavy",
        "sign": "◆", "added": True,
    }  # fmt: skip
    shown = done(sidelight("verdicts", half)).out
    assert "Half true" in shown
    assert "wavy line" in shown


def test_claims_are_listed_by_them(sidelight: Run, half: Path) -> None:
    assert "Half true" in done(sidelight("claims", half, "--filter", "verdict:half-true")).out
    (found,) = done(sidelight("claims", half, "--verdict", "half-true", "--json")).json
    (verdict,) = found["verdicts"].values()
    assert verdict["verdict"] == "half-true"
    assert done(sidelight("claims", half, "--verdict", "denied", "--json")).json == []
    assert "half-true" in sidelight("claims", half, "--verdict", "maybe").err


@pytest.mark.parametrize("suffix", ["html", "md", "csv"])
def test_every_report_has_them(sidelight: Run, half: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"report.{suffix}"
    done(sidelight("report", half, "-o", out))
    text = out.read_text("utf-8")
    assert ("half-true" if suffix == "csv" else "Half true") in text
    if suffix == "html":
        assert ".v-added-1 { --ink: #0d645e" in text


def test_a_page_is_drawn_with_them(sidelight: Run, half: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.png", tmp_path / "2.png"
    done(sidelight("page", half, 1, 1, "--png", first))
    done(sidelight("verdicts", half, "change", "half-true", "--colour", "#be185d"))
    done(sidelight("page", half, 1, 1, "--png", second))
    assert first.read_bytes() != second.read_bytes()


def test_one_in_use_is_replaced_before_it_goes(sidelight: Run, half: Path) -> None:
    refused = sidelight("verdicts", half, "remove", "half-true")
    assert refused.code == 1
    assert "Replace it" in refused.err
    replaced = ("replace", "Half true", "--with", "denied")
    assert done(sidelight("verdicts", half, *replaced)).out == "1 claim\n"
    assert done(sidelight("verdicts", half, *replaced, "--json")).json == {"claims": 0}
    assert done(sidelight("verdicts", half, "remove", "half-true", "--json")).json["key"] == "4"
    assert len(done(sidelight("verdicts", half, "--json")).json) == 3


def test_wrong_words_are_said(sidelight: Run, half: Path) -> None:
    assert sidelight("verdicts", half, "add").code == 2
    assert sidelight("verdicts", half, "change", "half-true").code == 2
    assert sidelight("verdicts", half, "replace", "half-true").code == 2
    clash = sidelight("verdicts", half, "add", "Satire", "--key", 4)
    assert (clash.code, "Half true" in clash.err) == (1, True)
