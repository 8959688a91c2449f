# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for the trash and for keys: the shape of their JSON, their errors in a sentence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from sidelight.session.actions import ACTIONS, CONTEXTS
from sidelight.session.key_text import portable
from sidelight.session.settings import settings_path
from tests.cli import desks
from tests.cli.conftest import Run

SHAPE = {
    "record": str,
    "id": str,
    "label": str,
    "title": str,
    "removed_by": str,
    "removed_at": str,
    "undone": bool,
    "verdicts": int,
    "evidence": int,
    "notes": int,
    "cited_by": list,
    "comes_with": list,
}


def sentence(err: str) -> str:
    """The one line that a command complained with."""
    lines = err.splitlines()
    lines = [line for line in lines if not line.startswith("You have not worked on this")]
    assert len(lines) == 1, err
    assert lines[0].endswith("."), err
    assert "Traceback" not in err
    return lines[0]


@pytest.fixture
def removed(sidelight: Run, project: Path) -> Path:
    """The project with a claim and the letter it cites in the trash, another claim alive."""
    desks.claim(sidelight, "Ann", project, desks.BORDER, "verified")
    desks.claim(sidelight, "Ann", project, desks.DEBT, "disputed")
    desks.link(sidelight, "Ann", project)
    desks.note(sidelight, "Ann", project, "ask\x1b[2J the archive")
    desks.done(sidelight("--by", "Ann", "remove", project, "--claim", "1"))
    desks.done(sidelight("--by", "Ann", "remove", project, "--doc", "2"))
    return project


def test_what_is_in_the_trash_has_one_shape_as_json(sidelight: Run, removed: Path) -> None:
    found = sidelight("trash", removed, "--json").json
    assert [one["record"] for one in found] == ["document", "claim"]
    for one in found:
        assert set(one) == {*SHAPE, "claim"}
        assert {name: type(one[name]) for name in SHAPE} == SHAPE
        assert datetime.fromisoformat(one["removed_at"]).tzinfo is not None
    document, claim = found
    assert document["claim"] is None
    assert claim["comes_with"] == [document["id"]]
    assert (claim["verdicts"], claim["evidence"], claim["notes"]) == (1, 1, 1)
    for one, option in ((document, "--doc"), (claim, "--claim")):
        for called in (one["label"], one["id"], one["id"][:8]):
            assert sidelight("trash", removed, option, called, "--json").json == one


def test_a_claim_in_the_trash_is_as_it_was_in_the_list(sidelight: Run, removed: Path) -> None:
    claim = sidelight("trash", removed, "--claim", "1", "--json").json["claim"]
    desks.done(sidelight("--by", "Ann", "restore", removed, "claim", "1"))
    first, _second = sidelight("claims", removed, "--json").json
    assert {**first, "section": ""}.keys() == {**claim, "section": ""}.keys()
    assert (first["id"], first["quote"]) == (claim["id"], claim["quote"])


def test_words_of_the_trash_steer_no_terminal(sidelight: Run, removed: Path) -> None:
    out = sidelight("trash", removed, "--claim", "1").out
    assert "the archive" in out
    assert "\x1b" not in out


ABSENT: tuple[tuple[str, ...], ...] = (
    ("trash", "--claim", "2"),
    ("trash", "--claim", ""),
    ("trash", "--doc", "1"),
    ("trash", "--doc", "abcdef", "--json"),
    ("restore", "claim", "2"),
    ("restore", "document", "1"),
    ("restore", "claim", "1", "7"),
)
NO_COMMAND: tuple[tuple[str, ...], ...] = (
    ("restore",),
    ("restore", "claim"),
    ("restore", "Claim", "1"),
    ("restore", "evidence", "1"),
    ("restore", "-1", "out"),
    ("trash", "--claim", "1", "--doc", "2"),
    ("trash", "--claim"),
    ("restore", "claim", "1", "--json"),
)


def test_what_is_not_there_or_no_command_is_said_and_changes_nothing(
    sidelight: Run, removed: Path
) -> None:
    before = sidelight("trash", removed, "--json").json
    for command, *rest in ABSENT:
        ran = sidelight("--by", "Ann", command, removed, *rest)
        assert (ran.code, ran.out) == (1, ""), rest
        assert "in the trash" in sentence(ran.err)
    for command, *rest in NO_COMMAND:
        ran = sidelight(command, removed, *rest)
        assert (ran.code, ran.out) == (2, ""), rest
        assert ran.err.strip()
        assert "Traceback" not in ran.err
    assert sidelight("trash", removed, "--json").json == before


def test_the_trash_of_no_project_is_one_sentence(sidelight: Run, tmp_path: Path) -> None:
    for words in (("trash",), ("restore", "claim", "1")):
        ran = sidelight(words[0], tmp_path / "none.sidelight", *words[1:])
        assert (ran.code, ran.out) == (1, "")
        assert "none.sidelight" in sentence(ran.err)


def test_restoring_twice_says_that_it_is_not_there_any_more(sidelight: Run, removed: Path) -> None:
    ran = sidelight("--by", "Ann", "restore", removed, "claim", "1", "1")
    assert (ran.code, ran.out) == (0, "Back again: 1 claim, 1 document.\n")
    assert sidelight("--by", "Ann", "restore", removed, "claim", "1").code == 1
    assert sidelight("trash", removed, "--json").json == []


def keep(keys: Any) -> None:
    """Let the settings hold these keys."""
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps({"keys": keys}), "utf-8")


@pytest.mark.parametrize(
    ("keys", "problems"),
    [
        ({}, 0),
        ("E", 1),
        (1.5, 1),
        ([{"claim.link": "L"}], 1),
        ({"claim.link": "\x1b[2J"}, 1),
        ({"\x1b[2J": "L"}, 1),
        ({"claim.link": ["Esc", "Tab", "nothing", 7, True]}, 5),
        ({"claim": {"link": {"a": "L", "b": "M"}, "sing": "N"}}, 3),
        ({"claim.link": "L", "edit.find": ["L", "l"], "nothing": "F"}, 2),
        ({"claim.link": [], "edit.find": "Ctrl+Y"}, 0),
    ],
)
def test_whatever_the_settings_say_every_action_is_listed_and_each_problem_a_line(
    keys: Any, problems: int, sidelight: Run
) -> None:
    keep(keys)
    ran = sidelight("keys", "--json")
    assert ran.code == 0
    lines = ran.err.splitlines()
    assert len(lines) == problems
    assert all(line.startswith("The ") and line.endswith(".") for line in lines)
    assert "\x1b" not in ran.err
    rows = ran.json
    assert [row["id"] for row in rows] == [act.id for act in ACTIONS]
    held = [key for row in rows for key in row["keys"]]
    assert len(set(held)) == len(held)
    assert all(portable(key) == key for key in held)
    assert all(row["changed"] == (row["keys"] != row["usual"]) for row in rows)
    assert {row["context"] for row in rows} <= set(CONTEXTS)
    assert sidelight("keys").code == 0


def test_a_key_taken_shows_with_both_actions(sidelight: Run) -> None:
    keep({"claim.link": "Ctrl+Y"})
    rows = {row["id"]: row for row in sidelight("keys", "--json").json}
    assert (rows["claim.link"]["keys"], rows["claim.link"]["usual"]) == (["Ctrl+Y"], ["E"])
    assert rows["edit.redo"]["keys"] == ["Ctrl+Shift+Z"]
    assert rows["edit.redo"]["changed"]
    lines = [line for line in sidelight("keys").out.splitlines() if " Redo " in line]
    assert len(lines) == 1
    assert lines[0].endswith("Ctrl+Shift+Z, Ctrl+Y")


@pytest.mark.parametrize("text", ["[keys", "keys = ", '[keys]\n"claim.link" = L\n', "\x00"])
def test_damaged_settings_are_one_sentence(text: str, sidelight: Run) -> None:
    keep({})
    settings_path().write_text(text, "utf-8")
    ran = sidelight("keys")
    assert (ran.code, ran.out) == (1, "")
    assert "settings.toml" in sentence(ran.err)
