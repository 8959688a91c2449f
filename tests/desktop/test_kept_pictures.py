# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of the pages seen last, kept beside the state: whole or not at all, of few projects."""

from __future__ import annotations

import json
import os
import stat
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.frame.kept_pictures import Drawn, keep, kept
from sidelight.reader.picture import Picture
from sidelight.store import trust
from sidelight.store.places import state_folder

ONE = Drawn("0" * 64, 1, 1.25, "")
OTHER = Drawn("f" * 64, 7, 0.5, "dimmed")


def picture(width: int, height: int, seed: int = 0, *, inverted: bool = False) -> Picture:
    stride = (3 * width + 3) // 4 * 4
    pixels = bytes((seed + at * at) % 256 for at in range(stride * height))
    return Picture(width, height, stride, pixels, seed, 2, inverted)


def made(path: Path) -> Path:
    path.write_bytes(b"a project")
    return path


def put(project: Path, pictures: dict[Drawn, Picture]) -> None:
    keep(project, {drawn: partial(lambda one: one, one) for drawn, one in pictures.items()})


def file_of(project: Path) -> Path:
    return state_folder() / "seen" / f"{trust.name(project)}.pages"


def test_what_was_kept_comes_back_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    project = made(tmp_path / "a.sidelight")
    both = {ONE: picture(33, 20, 5), OTHER: picture(7, 3, inverted=True)}
    assert kept(project) == {}
    put(project, both)
    assert kept(project) == both
    assert kept(project, trust.name(project)) == both
    assert stat.S_IMODE(file_of(project).stat().st_mode) == 0o600
    put(project, {OTHER: both[OTHER]})
    assert kept(project) == {OTHER: both[OTHER]}
    assert [path.name for path in file_of(project).parent.iterdir()] == [file_of(project).name]


def test_pictures_of_another_project_are_not_taken_for_its_own(tmp_path: Path) -> None:
    project, other = made(tmp_path / "a.sidelight"), made(tmp_path / "b.sidelight")
    put(project, {ONE: picture(3, 2)})
    file_of(other).write_bytes(file_of(project).read_bytes())
    assert kept(other) == {}


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 255))
def test_of_a_damaged_file_no_wrong_picture_comes(
    tmp_path_factory: pytest.TempPathFactory, where: float, change: int
) -> None:
    project = made(tmp_path_factory.mktemp("damaged") / "a.sidelight")
    both = {ONE: picture(9, 4, 5), OTHER: picture(7, 3)}
    put(project, both)
    raw = bytearray(file_of(project).read_bytes())
    if change:
        line = raw.index(b"\n") + 1
        raw[line + int(where * (len(raw) - line))] ^= change
    else:
        del raw[int(where * len(raw)) :]
    file_of(project).write_bytes(raw)
    found = kept(project)
    assert found.items() <= both.items()
    assert change or found != both


@given(st.recursive(st.none() | st.integers() | st.text(max_size=4), st.lists, max_leaves=8))
def test_whatever_its_line_says_is_no_reason_to_fail(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    project = made(tmp_path_factory.mktemp("odd") / "a.sidelight")
    put(project, {ONE: picture(9, 4)})
    line, packed = file_of(project).read_bytes().split(b"\n", 1)
    said = json.loads(line)
    for name in [*said["pictures"][0], ""]:
        entry = {**said["pictures"][0], name: value}
        for whole in ({**said, "pictures": [entry]}, {**said, "pictures": value}, value):
            file_of(project).write_bytes(json.dumps(whole).encode() + b"\n" + packed)
            assert len(kept(project)) <= 1


def test_a_picture_of_a_thousand_times_its_size_is_not_unpacked(tmp_path: Path) -> None:
    project = made(tmp_path / "a.sidelight")
    put(project, {ONE: Picture(1000, 1000, 3000, bytes(3_000_000))})
    line, packed = file_of(project).read_bytes().split(b"\n", 1)
    said = json.loads(line)
    said["pictures"][0] |= {"width": 1, "height": 1, "stride": 4}
    file_of(project).write_bytes(json.dumps(said).encode() + b"\n" + packed)
    assert kept(project) == {}


def test_no_more_is_kept_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidelight.desktop.frame.kept_pictures._MOST_BYTES", 500)
    project = made(tmp_path / "a.sidelight")
    put(project, {ONE: picture(9, 4), OTHER: picture(50, 40)})
    assert list(kept(project)) == [ONE]


def test_of_projects_that_are_gone_and_of_old_ones_nothing_stays(tmp_path: Path) -> None:
    projects = [made(tmp_path / f"{number}.sidelight") for number in range(10)]
    for age, project in enumerate(projects):
        put(project, {ONE: picture(3, 2)})
        os.utime(file_of(project), (1_000_000 + age, 1_000_000 + age))
    projects[9].unlink()
    put(projects[5], {ONE: picture(3, 2)})
    there = [project for project in projects if file_of(project).exists()]
    assert there == [projects[number] for number in (2, 3, 4, 5, 6, 7, 8)]
