# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the store keeps what does not belong into a project: below the user's state folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_MOST_RECEIVED = 16


def state_folder() -> Path:
    """Return the folder for state, made if need be and closed to others; asked anew each time."""
    folder = platformdirs.user_state_path("sidelight", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def plain(path: Path) -> Path:
    """Return the one path of a file, links of folders followed, its own name as it is."""
    return path.parent.resolve() / path.name


def subfolder(name: str) -> Path:
    """Return a folder of the state folder, made if need be."""
    folder = state_folder() / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def keep_received(copies: dict[str, Path], digest: str) -> Path:
    """Move a project file as it was received (suffix "" and those of its journals) out of the way.

    It is named after its SHA-256 ``digest``; only the latest few are kept.
    """
    folder = subfolder("received")
    target = folder / f"{digest}.sidelight"
    for suffix, copy in copies.items():
        copy.replace(folder / f"{digest}.sidelight{suffix}")
    target.touch()
    kept = sorted(folder.glob("*.sidelight"), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-_MOST_RECEIVED]:
        for part in folder.glob(f"{old.name}*"):
            part.unlink()
    return target
