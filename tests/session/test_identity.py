# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who acts: ids are made once, and an installation never uses a number twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sidelight.errors import InputError
from sidelight.reader.remote import Reader
from sidelight.session.identity import Installation, reviewer_id
from sidelight.session.names import usual_name
from sidelight.session.session import Session
from sidelight.session.settings import Settings, settings_path
from sidelight.store.places import state_folder


def test_a_name_keeps_its_id() -> None:
    first = reviewer_id(Settings.load(), "Ann Weiss")
    assert reviewer_id(Settings.load(), " Ann  Weiss ") == first
    assert reviewer_id(Settings.load(), "Bo") != first
    with pytest.raises(InputError):
        reviewer_id(Settings.load(), "  ")


def test_settings_keep_what_they_do_not_know() -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('name = "Ann"\n[future]\nwish = 1\n', "utf-8")
    settings = Settings.load()
    assert usual_name(settings) == "Ann"
    settings.theme = "dark"
    settings.save()
    again = Settings.load()
    assert (again.theme, again.other) == ("dark", {"future": {"wish": 1}})


def test_settings_for_one_purpose_are_not_written() -> None:
    reviewer_id(Settings(kept=False), "Sample")
    assert not settings_path().exists()


def test_numbers_are_given_once_over_all_projects(tmp_path: Path, reader: Reader) -> None:
    seen = set()
    for name in ("a", "b", "a2"):
        with Session.create(
            tmp_path / f"{name}.sidelight", name, by="Ann", reader=reader
        ) as session:
            session.add_text("Headline\n\nSome words.")
            for change in session.project.log.order:
                key = (change.installation, change.sequence)
                assert key not in seen
                seen.add(key)
    assert len({installation for installation, _ in seen}) == 1


def test_a_copied_home_begins_a_new_installation(tmp_path: Path, reader: Reader) -> None:
    kept = state_folder() / "installation.json"
    with Session.create(tmp_path / "a.sidelight", "a", by="Ann", reader=reader) as session:
        saved = kept.read_bytes()
        old = Installation(session.project.log).id
    kept.write_bytes(saved.replace(b'"next": ', b'"next": 0').replace(b"01001", b"1"))
    with Session.open(tmp_path / "a.sidelight", by="Ann", reader=reader) as session:
        session.add_text("Headline\n\nSome words.")
        installations = [c.installation for c in session.project.log.order]
    assert installations[0] == old
    assert installations[-1] != old


def test_two_people_on_two_machines_stay_two(tmp_path: Path, reader: Reader) -> None:
    with Session.create(tmp_path / "a.sidelight", "a", by="Ann", reader=reader) as session:
        first = session.me
    shutil.rmtree(settings_path().parent)
    with Session.open(tmp_path / "a.sidelight", by="Ann", reader=reader) as session:
        session.add_text("Headline\n\nSome words.")
        assert session.me != first
        labels = [r.label for r in session.project.reviewers()]
    assert len(set(labels)) == 2
    assert all(label.startswith("Ann·") for label in labels)
