# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's keys on the command line: those in force, and what in the settings means nothing."""

from __future__ import annotations

from sidelight.session.settings import settings_path
from tests.cli.conftest import Run


def write(text: str) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_usual_keys_are_listed(sidelight: Run) -> None:
    ran = sidelight("keys")
    assert (ran.code, ran.err) == (0, "")
    words = ["E", "Link", "evidence", "In", "a", "source"]
    assert words in [line.split() for line in ran.out.splitlines()]


def test_own_keys_are_listed_with_the_usual_ones(sidelight: Run) -> None:
    write('[keys]\n"claim.link" = "Ctrl+F"\n"window.quit" = ""\n')
    out = sidelight("keys").out
    (link,) = [line for line in out.splitlines() if "Link evidence" in line]
    assert link.split() == ["Ctrl+F", "Link", "evidence", "In", "a", "source", "E"]
    assert any(line.startswith(" ") and line.endswith("Ctrl+Q") for line in out.splitlines())


def test_json_holds_every_action(sidelight: Run) -> None:
    write('[keys]\n"claim.link" = "L"\n')
    rows = {row["id"]: row for row in sidelight("keys", "--json").json}
    assert rows["claim.link"] == {
        "id": "claim.link",
        "keys": ["L"],
        "usual": ["E"],
        "changed": True,
        "action": "Link evidence",
        "context": "source",
    }
    assert rows["edit.redo"]["keys"] == ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert not rows["edit.redo"]["changed"]


def test_a_wrong_key_is_said_and_the_rest_listed(sidelight: Run) -> None:
    write('[keys]\n"claim.link" = "Hyper+L"\n')
    ran = sidelight("keys")
    assert ran.code == 0
    assert "“Hyper+L”" in ran.err
    assert "Link evidence" in ran.out
