# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on the command line that tests of exchange begin with, and homes of several people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Ran, Run

BORDER = "The two countries share a land border"
DEBT = "Russia wrote off 90 % of the debt"
ARCHIVE = "It is kept in a Moscow archive"

_FIRST = "You have not worked on this project before."


def done(ran: Ran) -> Ran:
    """Return what a command did, which must have done it without a word of complaint."""
    # a first opening says whose project it is
    complaints = [line for line in ran.err.splitlines() if not line.startswith(_FIRST)]
    assert (ran.code, complaints) == (0, [])
    return ran


def claim(sidelight: Run, by: str, path: Path, quote: str = BORDER, verdict: str = "") -> str:
    """Make a claim and return its id."""
    words = ("--doc", 1, "--quote", quote, *(("--verdict", verdict) if verdict else ()))
    return str(done(sidelight("--by", by, "claim", path, *words, "--json")).json["id"])


def link(sidelight: Run, by: str, path: Path, number: int = 1) -> str:
    """Link evidence to a claim and return its id."""
    words = ("--claim", number, "--doc", 2, "--quote", ARCHIVE, "--stance", "context", "--json")
    return str(done(sidelight("--by", by, "evidence", path, *words)).json["id"])


def note(sidelight: Run, by: str, path: Path, text: str, *more: str, number: int = 1) -> None:
    """Add a note to a claim."""
    done(sidelight("--by", by, "note", path, "--claim", number, "--text", text, *more))


def judge(sidelight: Run, by: str, path: Path, verdict: str, number: int = 1) -> None:
    """Give a verdict."""
    done(sidelight("--by", by, "verdict", path, "--claim", number, "--verdict", verdict))


def copy(sidelight: Run, by: str, path: Path, out: Path, *more: str) -> Path:
    """Write a copy and return where it is."""
    return Path(done(sidelight("--by", by, "copy", path, out, *more)).out.removesuffix("\n"))


def contents(folder: Path) -> dict[str, bytes]:
    """What every file of a folder holds, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def go_home(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Sit down at another computer, whose home is below ``folder``; a new one at first."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        place = folder / name.lower()
        place.mkdir(parents=True, exist_ok=True)
        patch.setenv(f"XDG_{name}_HOME", str(place))
