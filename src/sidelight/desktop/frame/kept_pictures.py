# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of the pages that were seen last of a project, kept in the state folder, so that they
stand there with the first paint of the next window.

It needs no Qt.  One file for a project: a line of JSON that says what follows, then the pixels of
each picture, packed by zlib.  What is damaged or missing is drawn anew.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sidelight.reader.picture import Picture
from sidelight.store import trust
from sidelight.store.places import subfolder

_MOST_PROJECTS = 8
_MOST_BYTES = 64 << 20
"""Unpacked, of all pictures of a project."""
_LONGEST_LINE = 1 << 16
_QUICK = 1
"""The level of packing: pages are mostly paper, and better ones take four times as long."""
_SIZES = ("width", "height", "stride", "left", "top", "inverted")


class Drawn(NamedTuple):
    """A whole page of what has the hash ``key``, numbered from 1, drawn at ``scale`` pixels a point
    and coloured in a ``tone``.
    """

    key: str
    page: int
    scale: float
    tone: str


DESK = Drawn("desk", 0, 1.0, "")
"""Stands for all that belongs to a project in its window, as it was left."""


def keep(project: Path, pictures: Mapping[Drawn, Callable[[], Picture]]) -> None:
    """Keep these pictures of a project in place of those kept before, and none of the projects that
    are gone or were left longest ago.

    Each picture is made here, on whatever thread this is; OSError where they cannot be written.
    """
    listed: list[dict[str, Any]] = []
    packed: list[bytes] = []
    room = _MOST_BYTES
    for drawn, make in pictures.items():
        picture = make()
        room -= len(picture.pixels)
        if room < 0:
            break
        packed.append(zlib.compress(picture.pixels, _QUICK))
        sizes = {name: int(getattr(picture, name)) for name in _SIZES}
        listed.append({**drawn._asdict(), **sizes, "bytes": len(packed[-1])})
    line = json.dumps({"project": os.fspath(project), "pictures": listed}).encode() + b"\n"
    path = _path(project)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
            file.writelines((line, *packed))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    _thin(path.parent)


def kept(project: Path, record: str = "") -> dict[Drawn, Picture]:
    """Return the pictures kept of a project, as far as they are whole.

    They belong to the ``record`` that `trust` has of the project, found by its path where that is
    empty.
    """
    found: dict[Drawn, Picture] = {}
    damage = (OSError, ValueError, KeyError, TypeError, zlib.error)
    with suppress(*damage), _path(project, record).open("rb") as file:
        said = json.loads(file.readline(_LONGEST_LINE))
        room = _MOST_BYTES if said["project"] == os.fspath(project) else 0
        for entry in said["pictures"]:
            numbers = {name: _number(entry[name]) for name in (*_SIZES, "bytes")}
            packed, inverted = numbers.pop("bytes"), numbers.pop("inverted")
            size = numbers["stride"] * numbers["height"]
            room -= size
            if numbers["width"] * 3 > numbers["stride"] or room < 0:
                break
            pixels = _unpacked(file.read(min(packed, size + _LONGEST_LINE)), size)
            drawn = Drawn(*(entry[name] for name in Drawn._fields))
            found[drawn] = Picture(**numbers, pixels=pixels, inverted=bool(inverted))
    return found


def _number(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MOST_BYTES:
        raise ValueError(value)
    return value


def _unpacked(raw: bytes, size: int) -> bytes:
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(raw, size + 1)
    if len(pixels) != size or not unpacking.eof:
        raise ValueError(len(pixels))
    return pixels


def _path(project: Path, record: str = "") -> Path:
    return subfolder("seen") / f"{record or trust.name(project)}.pages"


def _thin(folder: Path) -> None:
    there = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for number, path in enumerate(there):
        if number >= _MOST_PROJECTS or not _of_project(path).is_file():
            path.unlink(missing_ok=True)


def _of_project(path: Path) -> Path:
    with suppress(OSError, ValueError, KeyError, TypeError), path.open("rb") as file:
        return Path(json.loads(file.readline(_LONGEST_LINE))["project"])
    return Path()
