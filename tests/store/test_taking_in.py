# SPDX-License-Identifier: AGPL-3.0-or-later
"""What another file brings is taken in without a trace in it, and nothing stays where it is not
sound."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.language import sentence
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.store import incoming, places
from sidelight.store.copying import Target
from sidelight.store.pouring import Expected
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.hostile_case import add_change, flip, run
from tests.store.making import ARTICLE, HOLDER, SOURCE, TITLE, author, sha256
from tests.store.sets import FIRST, SECOND, SMALL, written
from tests.store.test_opening import newer

ALL = Expected()


def looks(path: Path) -> dict[str, tuple[int, int, bytes]]:
    """All that stands in a folder: inode, mode and bytes of each file."""
    return {
        one.name: (one.lstat().st_ino, one.lstat().st_mode, one.read_bytes())
        for one in path.iterdir()
        if one.is_file() and one.stat().st_size < 1 << 30
    }


def held_aside() -> list[Path]:
    """Files that stand in our state folder for what is being read."""
    private = places.state_folder().glob("intake-*")
    return [*places.subfolder("reading").iterdir(), *private]


def refusal(path: Path) -> ProjectError:
    """Why a file is not taken in; it is as it was, and nothing of it stays."""
    before = looks(path.parent)
    with pytest.raises(ProjectError) as error:
        incoming.take(path, ALL)
    assert looks(path.parent) == before
    assert held_aside() == []
    assert sentence(error.value).endswith((".", "affected."))
    return error.value


def test_a_file_is_held_aside_until_it_is_let_go(received: Path) -> None:
    before = looks(received.parent)
    told: list[float] = []
    with closing(incoming.take(received, ALL, lambda share, _what: told.append(share))) as taken:
        received.rename(received.with_name("elsewhere"))
        assert taken.hashes() == {sha256(ARTICLE), sha256(SOURCE)}
        pieces = list(taken.parts(sha256(ARTICLE)))
        assert [piece[:2] for piece in pieces] == [(sha256(ARTICLE), n) for n in range(3)]
        assert b"".join(data for _hash, _part, data in pieces) == ARTICLE
        assert list(taken.parts("0" * 64)) == []
        assert held_aside() == [taken.staged]
        received.with_name("elsewhere").rename(received)
    assert looks(received.parent) == before
    assert held_aside() == []
    taken.close()
    assert told == sorted(told)
    assert 0 < told[0] <= told[-1] <= 1


def test_its_rows_are_those_of_its_log(received: Path) -> None:
    with sqlite3.connect(received) as db:
        stored = db.execute("SELECT id, CAST(body AS BLOB) FROM change ORDER BY rowid").fetchall()
    db.close()
    with closing(incoming.take(received, ALL)) as taken:
        assert [(row.id, row.body) for row in taken.rows] == stored


def test_only_bytes_that_are_wanted_are_held(received: Path) -> None:
    wanted = Expected(wanted=lambda hash_: hash_ == sha256(SOURCE))
    with closing(incoming.take(received, wanted)) as taken:
        assert taken.hashes() == {sha256(SOURCE)}
        assert taken.staged.stat().st_size < len(ARTICLE)


def test_a_change_set_is_taken_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "acts.sidelight-changes"
    path.write_bytes(written())
    before = looks(tmp_path)
    with closing(incoming.take(path, ALL)) as taken:
        assert [row.id for row in taken.rows] == [FIRST.id, SECOND.id]
        assert list(taken.parts(sha256(SMALL))) == [(sha256(SMALL), 0, SMALL)]
    assert looks(tmp_path) == before
    assert held_aside() == []


def test_what_is_known_by_both_sides_is_ours(received: Path) -> None:
    with closing(incoming.take(received, ALL)) as first:
        known = {row.id: row for row in first.rows}
    with closing(incoming.take(received, Expected(known=known))) as again:
        assert [row is known[row.id] for row in again.rows] == [True] * len(known)


def test_a_file_that_another_has_open_is_taken_as_it_stands(ours: Path, opened: Opener) -> None:
    file = opened(ours)
    before = looks(ours.parent)
    with closing(incoming.take(ours, ALL)) as taken:
        assert {row.id for row in taken.rows} == file.project.log.changes.keys()
    assert looks(ours.parent) == before
    file.rebuild()
    assert file.check() == []


def test_a_file_of_a_later_program_brings_its_log(received: Path) -> None:
    newer(received)
    before = looks(received.parent)
    with closing(incoming.take(received, ALL)) as taken:
        assert Project(taken.rows).title == TITLE
        assert taken.hashes() == {sha256(ARTICLE), sha256(SOURCE)}
    assert looks(received.parent) == before


def test_a_copy_without_sources_brings_the_others(ours: Path, opened: Opener) -> None:
    file = opened(ours)
    light = ours.with_name("light.sidelight")
    file.share(part(file.project, Choice(sources=False)), Target(light))
    with closing(incoming.take(light, ALL)) as taken:
        assert taken.hashes() == {sha256(ARTICLE)}


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flipped(path: Path) -> None:
    flip(path, path.read_bytes().index(ARTICLE[5000:5020]))


def _other_body(path: Path) -> None:
    run(path, "UPDATE change SET body = replace(body, 'Fuel', 'Food')")


def _no_rows(path: Path) -> None:
    run(path, "DELETE FROM change")


def _further_change(path: Path) -> None:
    add_change(path, b'{"no": "change"}')


def _trigger(path: Path) -> None:
    run(path, "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM blob; END")


def _no_project(path: Path) -> None:
    path.write_bytes(b"minutes of a meeting" * 40)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _set_cut(path: Path) -> None:
    path.write_bytes(written()[:-9])


def _set_of_nothing(path: Path) -> None:
    path.write_bytes(written([], []))


def _other_bytes(path: Path) -> None:
    path.write_bytes(written(blobs=[(sha256(SMALL), 0, b"others")]))


UNSOUND: dict[Callable[[Path], None], str] = {
    _cut: "project.damaged",
    _flipped: "project.damaged",
    _other_body: "project.damaged",
    _no_rows: "project.damaged",
    _further_change: "project.damaged",
    _trigger: "project.hostile",
    _no_project: "project.not_ours",
    _empty: "project.not_ours",
    _set_cut: "project.damaged",
    _set_of_nothing: "project.damaged",
    _other_bytes: "project.damaged",
}


@pytest.mark.parametrize("spoil", UNSOUND, ids=lambda spoil: spoil.__name__.strip("_"))
def test_what_is_not_sound_is_refused_and_stays(
    received: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(received)
    assert refusal(received).id == UNSOUND[spoil]


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("nothing", "dangling", "folder", "pipe"):
        assert refusal(tmp_path / name).values["path"] == str(tmp_path / name)


def test_a_state_folder_that_cannot_be_used_has_its_sentence(received: Path) -> None:
    folder = places.state_folder()
    shutil.rmtree(folder)
    folder.write_text("no folder")
    with pytest.raises(ProjectError) as error:
        incoming.take(received, ALL)
    assert error.value.id == "project.failed"


def test_a_progress_that_breaks_off_leaves_nothing(received: Path) -> None:
    def stop(_share: float, _what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        incoming.take(received, ALL, stop)
    assert held_aside() == []


def test_a_project_goes_on_after_a_refusal(ours: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sidelight"
    shutil.copy(ours, other)
    _flipped(other)
    with ProjectFile.open(ours, holder=HOLDER) as file:
        with pytest.raises(ProjectError):
            incoming.take(other, Expected(file.project.log.rows()))
        add = file.commit([FIRST.sets[0]], author("b"), "title")
        assert add.id in file.project.log.changes
