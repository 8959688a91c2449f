# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command that writes the report lets one choose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def judged(sidelight: Run, project: Path) -> Path:
    """A project of two claims, a verdict and a note on each."""
    article = (project.parent / "article.txt").read_text("utf-8")
    quotes = [line.strip(" .")[:24] for line in article.splitlines() if line.strip()][1:3]
    for number, quote in enumerate(quotes, 1):
        words = ("claim", project, "--doc", 1, "--quote", quote, "--verdict", "verified")
        assert sidelight(*words, "--reason", f"Reason {number}.").code == 0
    return project


def test_claims_parts_names_and_language_are_chosen(
    sidelight: Run, judged: Path, tmp_path: Path
) -> None:
    out = tmp_path / "r.md"
    asked = ("--claims", "2", "--without", "sources", "--without", "method", "--without-names")
    ran = sidelight("report", judged, "-o", out, *asked, "--language", "ru")
    assert (ran.code, ran.out.strip(), ran.err) == (0, str(out), "")
    text = out.read_text("utf-8")
    assert "Reason 2." in text
    assert "Reason 1." not in text
    # Ann began the project, whoever runs this judged
    assert re.search(r"Проверяющий [AB]\b", text)
    assert "Ann" not in text
    assert "1 другое утверждение статьи; список источников; что означают метки;" in text
    # only the report's words are Russian, what the program says is not
    assert sidelight("report", judged, "-o", out, "--claims", " , ").err.startswith("--claims")


def test_what_is_not_there_cannot_be_chosen(sidelight: Run, judged: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    for asked, named in (
        (("--claims", "9"), "9"),
        (("--without", "weather"), "weather"),
        (("--language", "tlh"), "tlh"),
        (("--blind-for", "Nobody"), "Nobody"),
    ):
        ran = sidelight("report", judged, "-o", out, *asked)
        assert ran.code != 0
        assert named in ran.err
        assert not out.exists()


def test_it_is_made_for_somebody_who_is_to_judge_blind(
    sidelight: Run, judged: Path, tmp_path: Path
) -> None:
    out = tmp_path / "r.md"
    assert sidelight("invite", judged, "Eve").code == 0
    assert sidelight("second", judged, "Eve", "--claim", 1).code == 0
    assert sidelight("report", judged, "-o", out, "--blind-for", "Eve").code == 0
    text = out.read_text("utf-8")
    assert "Reason 1." not in text
    assert "Reason 2." in text
    assert "to be judged blind by Eve" in text
