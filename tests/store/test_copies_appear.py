# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies in part and change sets appear whole or not at all, and say what they lack."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.model.change import Setting
from sidelight.model.sharing import Choice, part
from sidelight.store.change_set import START, is_one, lines
from sidelight.store.copying import Target
from sidelight.store.project_file import ProjectFile
from sidelight.store.survey import survey
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, SOURCE, TITLE, author, numbered, sha256

NO_NOTES = Choice(private_notes=False)
LIGHT = Choice(sources=False)
AS = pytest.mark.parametrize("as_changes", [False, True], ids=["file", "change set"])


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """An empty folder that copies go to."""
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


def kinds(path: Path) -> list[tuple[str, bool]]:
    """What is found in a copy: where, and whether it is damage."""
    return [(fault.where, fault.damage) for fault in survey(path)]


def share(
    file: ProjectFile, path: Path, *, as_changes: bool = False, overwrite: bool = False
) -> None:
    held = part(file.project, NO_NOTES)
    file.share(held, Target(path, overwrite), as_changes=as_changes)


@AS
def test_a_progress_that_breaks_off_leaves_nothing(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    file = opened(ours)

    def stop(share_done: float) -> None:
        if share_done > 0:
            assert list(there.iterdir()) != []
            raise KeyboardInterrupt

    target = Target(there / "copy", progress=stop)
    with pytest.raises(KeyboardInterrupt):
        file.share(part(file.project, NO_NOTES), target, as_changes=as_changes)
    assert list(there.iterdir()) == []
    share(file, there / "copy", as_changes=as_changes)
    assert [path.name for path in there.iterdir()] == ["copy"]


@AS
def test_it_is_told_how_far_it_is(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    file = opened(ours)
    told: list[float] = []
    target = Target(there / "copy", progress=told.append)
    file.share(part(file.project, NO_NOTES), target, as_changes=as_changes)
    assert told == [0, 0.5]


@AS
def test_a_file_that_is_there_stays(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    path = there / "copy"
    path.write_bytes(b"minutes")
    with pytest.raises(ProjectError) as error:
        share(opened(ours), path, as_changes=as_changes)
    assert error.value.id == "project.exists"
    assert path.read_bytes() == b"minutes"
    assert list(there.iterdir()) == [path]


@AS
def test_a_file_that_appears_meanwhile_stays(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    file, path = opened(ours), there / "copy"

    def appear(_share: float) -> None:
        path.write_bytes(b"minutes")

    target = Target(path, progress=appear)
    with pytest.raises(ProjectError) as error:
        file.share(part(file.project, NO_NOTES), target, as_changes=as_changes)
    assert error.value.id == "project.exists"
    assert path.read_bytes() == b"minutes"
    assert list(there.iterdir()) == [path]


@AS
def test_a_file_is_replaced_where_that_is_wanted_and_not_before_the_end(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    file, path = opened(ours), there / "copy"
    path.write_bytes(b"minutes")
    seen: list[bytes] = []
    target = Target(path, overwrite=True, progress=lambda _share: seen.append(path.read_bytes()))
    file.share(part(file.project, NO_NOTES), target, as_changes=as_changes)
    assert seen == [b"minutes", b"minutes"]
    assert is_one(path) is as_changes
    assert list(there.iterdir()) == [path]


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("led to"))


@AS
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, _link], ids=["folder", "pipe", "link"])
def test_what_is_no_file_is_not_replaced(
    ours: Path, opened: Opener, there: Path, as_changes: bool, make: Callable[[Path], None]
) -> None:
    make(there / "copy")
    before = (there / "copy").lstat()
    with pytest.raises(ProjectError) as error:
        share(opened(ours), there / "copy", as_changes=as_changes, overwrite=True)
    assert error.value.id == "project.exists"
    assert (there / "copy").lstat()[:4] == before[:4]
    assert [path.name for path in there.iterdir()] == ["copy"]


@AS
def test_a_folder_that_is_not_there_has_its_sentence(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    with pytest.raises(ProjectError) as error:
        share(opened(ours), there / "none" / "copy", as_changes=as_changes)
    assert error.value.values["path"] == str(there / "none" / "copy")


@AS
def test_a_copy_has_the_rights_of_any_new_file(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    ours.chmod(0o600)
    before = os.umask(0o027)
    try:
        share(opened(ours), there / "copy", as_changes=as_changes)
    finally:
        os.umask(before)
    assert stat.S_IMODE((there / "copy").stat().st_mode) == 0o640


def test_the_file_itself_is_not_touched(ours: Path, opened: Opener, there: Path) -> None:
    file = opened(ours)
    before = ours.read_bytes(), ours.stat().st_mtime_ns
    share(file, there / "copy")
    share(file, there / "changes", as_changes=True)
    assert (ours.read_bytes(), ours.stat().st_mtime_ns) == before


def test_a_copy_of_everything_is_found_whole(ours: Path, opened: Opener, there: Path) -> None:
    file = opened(ours)
    share(file, there / "copy")
    assert kinds(there / "copy") == []
    copy = opened(there / "copy")
    assert copy.project.fingerprint == file.project.fingerprint
    assert copy.blob(sha256(ARTICLE)) == ARTICLE
    assert copy.check() == []


def test_bytes_left_out_are_marked_and_their_documents_stay(
    ours: Path, opened: Opener, there: Path
) -> None:
    file = opened(ours)
    file.share(part(file.project, LIGHT), Target(there / "light"))
    assert kinds(there / "light") == [(sha256(SOURCE), False)]
    light = opened(there / "light")
    assert light.absent() == {sha256(SOURCE)}
    assert not light.has_blob(sha256(SOURCE))
    assert len(light.project.documents()) == 2
    assert SOURCE not in (there / "light").read_bytes()
    assert light.blob(sha256(ARTICLE)) == ARTICLE


def test_a_copy_of_a_copy_without_sources_lacks_them_on_purpose_too(
    ours: Path, opened: Opener, there: Path
) -> None:
    file = opened(ours)
    file.share(part(file.project, LIGHT), Target(there / "light"))
    light = opened(there / "light")
    for name, choice in (("again", NO_NOTES), ("still", LIGHT)):
        light.share(part(light.project, choice), Target(there / name))
        assert kinds(there / name) == [(sha256(SOURCE), False)]
    light.restore_bytes([SOURCE])
    light.share(part(light.project, NO_NOTES), Target(there / "whole"))
    assert kinds(there / "whole") == []


def test_a_copy_of_some_claims_says_what_was_left_out(
    ours: Path, opened: Opener, there: Path
) -> None:
    file = opened(ours)
    claims = Choice(claims=frozenset({numbered("d")}))
    file.share(part(file.project, claims), Target(there / "copy"))
    found = kinds(there / "copy")
    assert found
    assert not any(damage for _where, damage in found)
    assert [claim.id for claim in opened(there / "copy").project.claims()] == [numbered("d")]
    assert b"Fuel went up" not in (there / "copy").read_bytes()


def test_a_change_set_names_its_project_and_comes_in_the_written_form(
    ours: Path, opened: Opener, there: Path
) -> None:
    file = opened(ours)
    share(file, there / "acts", as_changes=True)
    first, *rest = lines(there / "acts")
    assert first == ["project", file.project.root]
    assert [line[0] for line in rest] == ["row"] * 11 + ["blob"] * 4
    named = [(line[1], line[2]) for line in rest if line[0] == "blob"]
    assert named == sorted(named)
    assert {hash_ for hash_, _part in named} == {sha256(ARTICLE), sha256(SOURCE)}
    assert (there / "acts").read_bytes().startswith(START)


def test_a_change_set_without_bytes_is_small(ours: Path, opened: Opener, there: Path) -> None:
    file = opened(ours)
    held = replace(part(file.project, Choice(only=numbered("b"))), blobs=frozenset())
    file.share(held, Target(there / "acts"), as_changes=True)
    assert (there / "acts").stat().st_size < 4000
    assert {line[0] for line in lines(there / "acts")} == {"project", "row"}


@AS
def test_a_file_that_was_replaced_is_not_shared(
    ours: Path, opened: Opener, there: Path, as_changes: bool
) -> None:
    file = opened(ours)
    ours.unlink()
    ours.write_bytes(b"another")
    with pytest.raises(ProjectError) as error:
        share(file, there / "copy", as_changes=as_changes)
    assert error.value.id == "project.replaced"
    assert list(there.iterdir()) == []


def test_a_copy_is_ours_and_can_be_worked_in(ours: Path, opened: Opener, there: Path) -> None:
    share(opened(ours), there / "copy")
    copy = opened(there / "copy")
    assert copy.project.title == TITLE
    copy.commit([Setting("project", "project", "title", "Ours")], author("b"), "title")
    assert copy.check() == []
