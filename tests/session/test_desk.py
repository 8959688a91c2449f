# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening, making and closing a project; what goes wrong leaves nothing behind."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sidelight.errors import InputError, ProjectError
from sidelight.reader.remote import Reader
from sidelight.session import desk as desks
from sidelight.session.sample import build_sample
from sidelight.session.session import Session


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_project_is_one_file_once_closed(tmp_path: Path) -> None:
    with Session.create(tmp_path / "p.sidelight", "The pact", by="Ann") as session:
        assert session.project.title == "The pact"
        assert [r.label for r in session.project.reviewers()] == ["Ann"]
        assert len(names(tmp_path)) == 2
    assert names(tmp_path) == {"p.sidelight"}


def test_a_project_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(desks.Desk, "act", stumble)
    with pytest.raises(KeyboardInterrupt):
        Session.create(tmp_path / "p.sidelight", "The pact", by="Ann")
    assert names(tmp_path) == set()


@pytest.mark.parametrize("by", ["  ", "\n", "\u3000"])
def test_a_name_that_is_none_opens_nothing(session: Session, tmp_path: Path, by: str) -> None:
    session.close()
    with pytest.raises(InputError, match="name of a reviewer"):
        Session.create(tmp_path / "new.sidelight", "x", by=by)
    with pytest.raises(InputError, match="name of a reviewer"):
        Session.open(session.file.path, by=by)
    assert names(tmp_path) == {"pact.sidelight"}


def test_a_name_is_kept_as_people_write_it(session: Session) -> None:
    session.act_as("  Anna \t Weiss ")
    assert session.name == "Anna Weiss"
    session.cite(session.document(2), {"title": "Letter"})
    before = len(session.project.log.order)
    session.cite(session.document(2), {"title": "Note"})
    last = session.project.log.order[-1]
    assert len(session.project.log.order) == before + 1
    assert [s.record for s in last.sets] == ["document"]
    assert session.project.reviewer(session.me).label == "Anna Weiss"


def test_an_open_project_is_refused_to_another(session: Session, reader: Reader) -> None:
    with pytest.raises(ProjectError, match="Ann on") as told:
        Session.open(session.file.path, by="Bo", reader=reader)
    assert told.value.id == "project.busy"
    session.close()
    with Session.open(session.file.path, by="Bo", reader=reader) as again:
        assert len(again.project.documents()) == 2


def test_a_reader_that_was_lent_goes_on(session: Session, reader: Reader) -> None:
    session.close()
    assert reader.extract(b"Some words of a note.", "note.txt").title


def test_a_copy_opens_and_says_the_same(session: Session, tmp_path: Path, reader: Reader) -> None:
    article = session.document(1)
    claim = session.claim(article, *session.locate(article, "Aid came twice"), "denied")
    session.close()
    shutil.copy(session.file.path, tmp_path / "copy.sidelight")
    with Session.open(tmp_path / "copy.sidelight", by="Ann", reader=reader) as copy:
        assert copy.claim_of(claim.id) == session.claim_of(claim.id)
        assert copy.layer(copy.document(1)).text.text == session.layer(article).text.text
        assert copy.file.check() == []


def test_a_change_of_ours_refuses_a_file_that_was_replaced(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "other").write_bytes(session.file.path.read_bytes())
    (tmp_path / "other").replace(session.file.path)
    with pytest.raises(ProjectError) as told:
        session.cite(session.document(2), {"title": "Letter"})
    assert told.value.id == "project.replaced"
    assert session.document(2).title == "Письмо"


def test_a_changed_document_is_damage_and_not_believed(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    session.close()
    with sqlite3.connect(session.file.path) as db:
        db.execute("UPDATE blob SET bytes = zeroblob(length(bytes))")
    db.close()
    with pytest.raises(ProjectError) as told:
        Session.open(session.file.path, by="Ann", reader=reader)
    assert told.value.id == "project.damaged"
    assert names(tmp_path) == {"pact.sidelight"}


def test_the_sample_that_fails_leaves_nothing(tmp_path: Path) -> None:
    seen = []

    def stop(fraction: float, word: str) -> None:
        seen.append(word)
        if fraction > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_sample(tmp_path / "sample.sidelight", stop)
    assert len(seen) == 2
    assert names(tmp_path) == set()


def test_the_sample_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sample.sidelight"
    path.write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        build_sample(path)
    assert path.read_text() == "mine"
    assert names(tmp_path) == {"sample.sidelight"}


def test_a_second_block_of_numbers_is_asked_for(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidelight.session.identity._BLOCK", 3)
    session._installation = None
    for turn in range(8):
        session.cite(session.document(2), {"title": f"Letter {turn}"})
    keys = [(c.installation, c.sequence) for c in session.project.log.order]
    assert len(set(keys)) == len(keys)
    assert len({installation for installation, _ in keys[-8:]}) == 1


def test_threads_that_act_at_once_use_no_number_twice(tmp_path: Path) -> None:
    keys: list[tuple[str, int]] = []

    def work(number: int) -> None:
        with Session.create(tmp_path / f"{number}.sidelight", "x", by="Ann") as session:
            keys.extend((c.installation, c.sequence) for c in session.project.log.order)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(keys) == 8
    assert len(set(keys)) == 8


HEAVY = (
    "PySide6",
    "pymupdf",
    "jinja2",
    "trafilatura",
    "lxml",
    "citeproc",
    "sqlite_utils",
    "markdown_it",
    "charset_normalizer",
    "tomli_w",
)


@pytest.mark.parametrize("module", ["sidelight.session.session", "sidelight.cli.run"])
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert {name for name in ran.stdout.split() if name in HEAVY} == set()
