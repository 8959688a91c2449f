# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written appears whole or not at all, and never in place of something else."""

from __future__ import annotations

import errno
import os
import re
import threading
from pathlib import Path

import pytest

from sidelight.errors import InputError, ProjectError, Refused
from sidelight.session.exclusive import exclusive
from sidelight.session.session import Session
from sidelight.session.writing import write_atomically, write_output


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_atomically(path, b"one")
    path.chmod(0o640)
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write_atomically(tmp_path / "ours", b"x")
    (tmp_path / "theirs").write_bytes(b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 250 + ".html")
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reading = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reading.start()
    write_output(path, b"through it", tmp_path / "p.sidelight")
    reading.join(10)
    assert read == [b"through it"]
    assert path.is_fifo()


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="folder"):
        write_output(tmp_path / "folder", b"x", tmp_path / "p.sidelight")
    # the system says it in a language of its own choice
    with pytest.raises(InputError, match=re.escape(os.strerror(errno.ENOENT))):
        write_output(tmp_path / "gone" / "r.html", b"x", tmp_path / "p.sidelight")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["pact.sidelight", "other.sidelight", "link.html"])
def test_a_report_never_replaces_a_project(session: Session, tmp_path: Path, name: str) -> None:
    (tmp_path / "other.sidelight").write_bytes(b"another project")
    (tmp_path / "link.html").symlink_to(session.file.path)
    before = session.file.path.read_bytes()
    with pytest.raises(ProjectError) as told:
        session.report(tmp_path / name, format="html")
    assert told.value.id == "project.exists"
    assert session.file.path.read_bytes() == before
    assert (tmp_path / "other.sidelight").read_bytes() == b"another project"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.html", b"<!DOCTYPE html>"),
        ("r.HTM", b"<!DOCTYPE html>"),
        ("r", b"<!DOCTYPE html>"),
        ("r.md", b"# "),
        ("r.csv", b"\xef\xbb\xbf"),
    ],
)
def test_the_ending_says_the_format(
    session: Session, tmp_path: Path, name: str, begins: bytes
) -> None:
    path = session.report(tmp_path / name)
    assert path.read_bytes().lower().startswith(begins.lower())


def test_an_ending_of_another_format_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="odt"):
        session.report(tmp_path / "r.odt")
    assert session.report(tmp_path / "r.odt", format="md").read_bytes()
    with pytest.raises(Refused):
        session.report(tmp_path / "r.html", format="odt")


def test_one_works_at_a_time(tmp_path: Path) -> None:
    path, seen = tmp_path / "counted", []

    def work(name: str) -> None:
        with exclusive(path):
            seen.append(name)
            count = int(path.read_text()) if path.exists() else 0
            path.write_text(str(count + 1))
            seen.append(name)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert path.read_text() == "8"
    assert seen[::2] == seen[1::2]


def test_the_next_may_work_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "x"):
        _ = 1 / 0
    with exclusive(tmp_path / "x"):
        assert (tmp_path / ".~x.lock").exists()


def test_a_report_names_who_makes_it_though_they_did_nothing_yet(session: Session) -> None:
    session.act_as("Newcomer <N>")
    assert session.project.reviewer(session.me).name != "Newcomer <N>"
    assert session.report_data().made_by == "Newcomer <N>"
