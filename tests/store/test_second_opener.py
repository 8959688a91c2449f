# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second opener reads, knows who writes, and never stands in their way."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.store import places
from sidelight.store.project_file import Holder, ProjectFile
from tests.store.making import ARTICLE, HOLDER, TITLE, author, judge, sha256
from tests.store.test_lock import leave, lock_path

BOB = Holder("Bob", "the next desk", "window")


def view(path: Path) -> ProjectFile:
    return ProjectFile.open(path, holder=HOLDER, view=True)


def test_the_second_reads_what_is_there_and_knows_who_has_it(own: Path) -> None:
    before = own.read_bytes()
    with ProjectFile.open(own, holder=BOB) as first, view(own) as second:
        assert second.notice is not None
        assert second.notice.id == "project.held"
        assert second.notice.hint == ""
        assert (second.notice.values["who"], second.path) == ("Bob", own)
        assert second.project.title == TITLE
        assert second.blob(sha256(ARTICLE)) == ARTICLE
        assert not second.released
        with pytest.raises(ProjectError) as error:
            second.commit([], author(), "")
        assert error.value.id == "project.held"
        # the first is not in anybody's way
        judge(first, author("a"), first.project.claims()[1].id, "disputed")
    assert own.read_bytes() != before


def test_the_second_learns_that_the_first_has_gone(own: Path) -> None:
    first = ProjectFile.open(own, holder=BOB)
    with view(own) as second:
        first.close()
        assert second.released
        assert not lock_path(own).exists()
    assert list(places.subfolder("reading").iterdir()) == []
    with view(own) as third:
        assert not third.read_only
        assert not third.released


def test_a_copy_is_whole_however_busy_the_writer_is(own: Path) -> None:
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom tests.store.making import *\n"
        "file = ProjectFile.open(Path(sys.argv[1]), holder=HOLDER)\nwho = author('b')\n"
        "print('open', flush=True)\n"
        "for n in range(10_000):\n"
        "    judge(file, who, file.project.claims()[0].id, 'denied', f'{n} ' * 400)\n"
        "    time.sleep(0.03)\n"
    )
    command = [sys.executable, "-c", script, str(own)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        seen: list[int] = []
        for _time in range(4):
            with view(own) as file:
                assert file.read_only
                assert file.check() == []
                seen.append(len(file.project.log.changes))
            time.sleep(0.1)
        assert writer.poll() is None
        writer.kill()
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_what_is_no_project_is_not_shown(own: Path) -> None:
    own.write_bytes(own.read_bytes()[:5000])
    leave(own, host="elsewhere", pid=1)
    with pytest.raises(ProjectError) as error:
        view(own)
    assert error.value.id == "project.busy"


def test_a_lock_from_elsewhere_that_its_file_outlived_by_days_says_what_can_be_done(
    own: Path,
) -> None:
    leave(own, host="elsewhere", pid=1)
    with view(own) as file:
        assert file.notice is not None
        assert file.notice.hint == ""
    day = own.stat().st_mtime - 5 * 86400
    os.utime(lock_path(own), (day, day))
    with view(own) as file:
        assert file.notice is not None
        assert "remove the file beside it" in file.notice.hint
        lock_path(own).unlink()
        assert file.released


def test_a_lock_of_a_dead_process_is_none(own: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    leave(own, pid=gone.pid, started="")
    with view(own) as file:
        assert not file.read_only
        assert json.loads(lock_path(own).read_bytes())["pid"] == os.getpid()
