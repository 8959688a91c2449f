# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names and words that would steer a terminal, forge lines or fill the screen are made harmless."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.session.session import Session
from tests.cli.desks import claim, copy, done, judge, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run

EVIL = "\x1b[2J\x07\u202e\u2066\u009b31m"
FORGED = "Eve \"q\" 's'\nMerged. All is well.\r\n" + EVIL + "long " * 400
STEERS = set("\x1b\x07\r\u202e\u2066\u009b")


@pytest.fixture
def eves(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    """A copy in which every word that one can write is hostile, the reviewer's name too."""
    claim(sidelight, "Ann", project)
    path = copy(sidelight, "Ann", project, tmp_path / "eve.sidelight")
    by = FORGED[:100]
    for place, author in ((project, "Ann"), (path, by)):
        with Session.open(place, by=author) as session:
            (source,) = session.project.documents("source")
            title = FORGED if author == by else "Another title"
            session.cite(source, {"title": title, "author": FORGED + author})
    note(sidelight, by, path, FORGED)
    done(
        sidelight(
            *("--by", by, "verdict", path, "--claim", 1, "--verdict", "denied"),
            *("--denied-by", FORGED, "--reason", FORGED),
        )
    )
    return path


def lines_of(out: str) -> list[str]:
    assert not STEERS & set(out)
    assert not [line for line in out.splitlines() if line.startswith("Merged. All")]
    return out.splitlines()


def test_no_list_lets_them_through(sidelight: Run, project: Path, eves: Path) -> None:
    seen = done(sidelight("--by", "Ann", "merge", project, eves, "--dry-run"))
    differences = [line for line in lines_of(seen.out) if line.startswith("  ")]
    assert len(differences) >= 3
    assert max(map(len, differences)) < 700
    done(sidelight("--by", "Ann", "merge", project, eves))
    people = len(sidelight("reviewers", project, "--json").json)
    assert len(lines_of(done(sidelight("reviewers", project)).out)) == 1 + people
    rows = [len(c["values"]) for c in sidelight("conflicts", project, "--json").json]
    assert len(lines_of(done(sidelight("conflicts", project)).out)) == 1 + sum(rows)
    acts = sidelight("history", project, "--json").json
    assert len(lines_of(done(sidelight("history", project)).out)) == 1 + len(acts)
    assert len(lines_of(done(sidelight("docs", project)).out)) == 3
    lines_of(done(sidelight("backups", project)).out)


def test_json_keeps_every_letter_of_them(sidelight: Run, project: Path, eves: Path) -> None:
    done(sidelight("--by", "Ann", "merge", project, eves))
    (one,) = sidelight("claims", project, "--json").json
    (given,) = one["verdicts"].values()
    assert (given["reason"], given["denied_by"]) == (FORGED.strip(), FORGED.strip())
    assert [n["text"] for n in one["notes"]] == [FORGED.strip()]


def test_refusals_that_name_them_are_harmless(sidelight: Run, eves: Path) -> None:
    for words in (
        ("iam", eves, f"x{EVIL}"),
        ("erase", eves, "--note", f"x{EVIL}"),
        ("diff", eves, eves.with_name(f"x{EVIL}.sidelight")),
        ("copy", eves, eves.with_name("o.sidelight"), "--blind-for", f"x{EVIL}"),
        ("join", eves, "--claim", f"x{EVIL}", "--with", "1"),
        ("settle", eves, f"x{EVIL}", "--take", "1"),
    ):
        ran = sidelight(*words)
        assert ran.code in {1, 2}
        assert not STEERS & set(ran.out + ran.err)


def test_what_is_piped_is_plain(sidelight: Run, project: Path, eves: Path, tmp_path: Path) -> None:
    judge(sidelight, "Ann", project, "verified")
    spaced = tmp_path / "a “quoted” имя 이름.sidelight"
    eves.rename(spaced)
    words = (sys.executable, "-m", "sidelight", "--by", "Ann")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    printed = []
    for command in (("merge", project, spaced, "--dry-run"), ("copy", project, tmp_path / "имя")):
        ran = subprocess.run(
            [*words, *map(str, command)], capture_output=True, env=environment, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"\x1b" not in ran.stdout
        printed.append(ran.stdout.decode("utf-8"))
    assert "denied" in printed[0].casefold()
    assert printed[1] == f"{tmp_path / 'имя.sidelight'}\n"
    told = subprocess.run(
        [*words, "merge", str(project), str(spaced), "--json"],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert json.loads(told.stdout.decode("utf-8"))["changes"] == 3
