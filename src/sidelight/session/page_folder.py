# SPDX-License-Identifier: AGPL-3.0-or-later
"""A web page with the folder that a browser put beside it ("Web page, complete"), made one file.

A document is one file with one hash, so page and folder become a page in one file (MHTML).  Of the
folder only those files are read that the page itself names, and only where they lie in it: no link
leads out of it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from sidelight.reader.snapshot import NOWHERE, Part, snapshot

PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
"""How the names of pages end that may have a folder."""

_MOST_FILES = 2_000
_MOST_BYTES = 100_000_000
_MOST_FOLDERS = 200
_UNSAFE = frozenset("\\:\0")


def with_folder(path: Path, data: bytes, names: Callable[[], Iterable[str]]) -> bytes | None:
    """Return the page at a path, whose bytes are ``data``, and what it names of its folder in one
    file; None where there is no such folder, or nothing of it is named.

    ``names`` gives the addresses that the page names, and is asked only where there is a folder.
    Files are taken in the order in which they are named, at most 2,000 and 100 MB; scripts are not.
    """
    if path.suffix.lower() not in PAGES or not (folders := _folders_of(path)):
        return None
    left = _MOST_BYTES
    parts: dict[str, bytes] = {}
    for place, file in _files(path, folders, names()):
        found = _read(file, left)
        if found is None:
            continue
        left -= len(found)
        parts[NOWHERE.removesuffix("page.html") + place] = found
        if len(parts) >= _MOST_FILES:
            break
    if not parts:
        return None
    return snapshot(Part(NOWHERE, data), map(Part._make, parts.items()))


def _folders_of(path: Path) -> dict[str, Path]:
    """Return the folders beside a page whose names begin as its own does, by these names."""
    stem = _folded(path.stem)
    found: dict[str, Path] = {}
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if len(found) >= _MOST_FOLDERS:
                break
            if _folded(entry.name).startswith(stem) and entry.is_dir(follow_symlinks=False):
                found[_folded(entry.name)] = Path(entry.path)
    return found


def _folded(name: str) -> str:
    """Return a name as names are compared: some systems take letters and accents apart."""
    return unicodedata.normalize("NFC", name)


def _files(
    page: Path, folders: dict[str, Path], names: Iterable[str]
) -> Iterator[tuple[str, Path]]:
    """Yield the files in the folders that the page names, with the places it has them at."""
    for name in names:
        place = name.partition("#")[0].partition("?")[0].removeprefix("./")
        first, *rest = unquote(place).split("/")
        folder = folders.get(_folded(first))
        if folder is None or not rest or any(_leads_out(step) for step in rest):
            continue
        with suppress(OSError, ValueError):
            file = folder.joinpath(*rest).resolve(strict=True)
            if file.is_relative_to(folder.resolve()) and page.parent.resolve() in file.parents:
                yield place, file


def _leads_out(step: str) -> bool:
    return step in {"", ".", ".."} or bool(_UNSAFE & set(step))


def _read(file: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file of at most so many; None for anything else."""
    with suppress(OSError):
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NO_WAIT | _BINARY)
        with os.fdopen(opened, "rb") as stream:
            known = os.fstat(stream.fileno())
            if stat.S_ISREG(known.st_mode) and known.st_size <= most:
                found = stream.read(most + 1)
                return found if len(found) <= most else None
    return None


_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
"""A pipe that somebody put there does not keep us waiting."""
_BINARY: int = getattr(os, "O_BINARY", 0)
