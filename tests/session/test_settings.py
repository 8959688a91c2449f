# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings: damaged ones are said, and two processes lose nothing of each other's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sidelight.errors import InputError
from sidelight.model.log import Log
from sidelight.session.identity import Installation, reviewer_id
from sidelight.session.names import known_id, plain_name, usual_name
from sidelight.session.settings import Settings, settings_path
from sidelight.store.places import state_folder

DAMAGED = [
    "name = ",
    "largest_document_mb = 0",
    "largest_document_mb = -5",
    "largest_document_mb = inf",
    'largest_document_mb = "much"',
    'text_size = "big"',
    'identities = "Ann"',
    '[identities]\nAnn = "nobody"',
    "[identities]\nAnn = 7",
]


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_settings_are_said_and_left(text: str) -> None:
    path = write(text)
    with pytest.raises(InputError, match="settings") as told:
        Settings.load()
    assert told.value.id == "settings.damaged"
    assert path.read_text("utf-8") == text


def test_settings_that_are_no_text_are_said() -> None:
    write("").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        Settings.load()


def test_what_another_wrote_in_the_meantime_stays() -> None:
    window, command = Settings.load(), Settings.load()
    ann = reviewer_id(command, "Ann")
    window.theme = "dark"
    window.save()
    bo = reviewer_id(window, "Bo")
    third = Settings.load()
    third.name = "Ann"
    third.save()
    command.language = "ko"
    command.save()
    now = Settings.load()
    assert (now.theme, now.language, now.name) == ("dark", "ko", "Ann")
    assert now.identities == {"Ann": ann, "Bo": bo}


def test_two_that_ask_at_once_get_one_identity() -> None:
    one, other = Settings.load(), Settings.load()
    assert reviewer_id(one, "Ann") == reviewer_id(other, "Ann")


@pytest.mark.parametrize("name", ["Jürgen", "Ju\u0308rgen", " Jürgen ", "Jürgen\t"])
def test_a_name_is_one_however_it_is_typed(name: str) -> None:
    assert plain_name(name) == "Jürgen"


def test_the_name_in_the_settings_comes_before_the_login() -> None:
    assert usual_name(Settings(name="Ann Weiss")) == "Ann Weiss"
    assert usual_name(Settings(name="  ")) == usual_name(Settings())


def test_the_id_of_a_name_is_known_once_it_was_acted_under() -> None:
    settings = Settings.load()
    assert known_id(settings, "Ann Weiss") == known_id(settings, "") == ""
    ann = reviewer_id(settings, "Ann Weiss")
    assert known_id(Settings.load(), " Ann  Weiss") == ann
    assert known_id(Settings(name="Ann Weiss", identities={"Ann Weiss": ann}), "") == ann
    assert known_id(Settings(), " ") == ""


def test_settings_that_are_a_link_stay_one(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text('name = "Ann"\n', "utf-8")
    settings_path().parent.mkdir(parents=True)
    settings_path().symlink_to(kept)
    settings = Settings.load()
    settings.theme = "dark"
    settings.save()
    assert settings_path().is_symlink()
    assert 'theme = "dark"' in kept.read_text("utf-8")


def test_a_home_that_takes_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(InputError, match="file") as told:
        reviewer_id(Settings(), "Ann")
    assert told.value.exit_code == 1


@pytest.mark.parametrize(
    "text", ["", "[]", '{"id": "x", "next": 5}', '{"id": "ID", "next": -3}', '{"id": "ID"}', "\xff"]
)
def test_a_damaged_installation_is_begun_anew(text: str) -> None:
    path = state_folder() / "installation.json"
    path.write_text(text.replace("ID", "0" * 32), "latin-1")
    made = Installation(Log())
    assert made.id != "0" * 32
    assert made.next_sequence() == 1


def test_a_block_of_numbers_ends() -> None:
    made = Installation(Log())
    given = [made.next_sequence() for _ in range(1000)]
    assert given == list(range(1, 1001))
    assert made.spent
    with pytest.raises(RuntimeError):
        made.next_sequence()
    assert Installation(Log()).next_sequence() == 1001


SCRIPT = """
from sidelight.model.log import Log
from sidelight.session.identity import Installation, reviewer_id
from sidelight.session.settings import Settings
for turn in range(6):
    made = Installation(Log())
    print(made.id, made.next_sequence(), reviewer_id(Settings.load(), f"R{turn}"))
"""


def test_processes_at_once_share_ids_and_no_numbers() -> None:
    at_once = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, env=os.environ.copy()
        )
        for _ in range(3)
    ]
    lines = []
    for process in at_once:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        lines += [tuple(line.split()) for line in out.splitlines()]
    assert len(lines) == 18
    assert len({line[0] for line in lines}) == 1
    assert len({line[1] for line in lines}) == 18
    assert len({line[2] for line in lines}) == 6
    assert {line[2] for line in lines} == set(Settings.load().identities.values())


def test_the_style_of_citations_is_kept() -> None:
    assert Settings.load().citation_style == "chicago-notes"
    settings = Settings.load()
    settings.citation_style = "gost"
    settings.save()
    assert Settings.load().citation_style == "gost"
