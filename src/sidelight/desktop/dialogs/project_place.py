# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a new project goes: a file named after its title, or what was typed."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from sidelight.language import _

SUFFIX = ".sidelight"
CHANGES = ".sidelight-changes"
EXCHANGED = (SUFFIX, CHANGES)
"""Endings of files that are opened or merged, never added as documents."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_BYTES = 200
"""Of a name: file systems take 255, of which the suffix and a lock file beside it need some."""


def suggested(folder: Path, title: str) -> Path:
    """Return the file that a project of this title is offered."""
    return folder / f"{plain_name(title) or _('Project')}{SUFFIX}"


def plain_name(title: str) -> str:
    """Return what of a title any file system takes as a name; empty where nothing is left."""
    plain = " ".join(_UNFIT.sub(" ", title).split()).strip(". ")
    return plain.encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip()


def target(folder: Path, typed: str) -> Path:
    """Return the file that was typed, from ``folder`` on, with the suffix of projects."""
    path = Path(typed.strip() or "project")
    with suppress(RuntimeError):  # nobody is called so
        path = path.expanduser()
    path = path if path.is_absolute() else folder / path
    named = path.name and path.suffix != SUFFIX
    return path.with_name(path.name + SUFFIX) if named else path


def problem(path: Path) -> str:
    """Return a sentence where a project cannot be made at ``path``, else ""."""
    try:
        if path.exists():
            words = _("{path} exists already. Choose another name; nothing is overwritten.")
            return words.format(path=path)
        if not path.parent.is_dir():
            return _("There is no folder {path}.").format(path=path.parent)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        words = _("A project cannot be made there: {reason}. Choose another file.")
        return words.format(reason=reason)
    return ""
