# SPDX-License-Identifier: AGPL-3.0-or-later
"""Chooses the front end: a first word that is a command is the command line, else the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.errors import InputError, SidelightError

if TYPE_CHECKING:
    from sidelight.desktop.frame.first_pictures import FirstPictures

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Sidelight and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _main(words)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _main(words: list[str]) -> int:
    from sidelight.cli.choice import is_command, project

    if is_command(words):
        from sidelight.cli.run import run

        outcome = run(words)
        return _show(outcome.show, outcome.by) if outcome.show else outcome.code
    path, by = project(words), ""
    if words and path is None:
        from sidelight.cli.words import window

        try:
            path, by = window(words)
        except SidelightError as error:
            return _refuse(error)
    return _show(path, by)


def _show(project: Path | None, by: str) -> int:
    from sidelight.cli.display import has_display

    if not has_display():
        return _refuse(InputError("display.none"))
    first = _begin(project) if project is not None else None
    from sidelight.desktop.loading import load

    load()
    from sidelight.desktop.app import run

    return run(project, by=by, first=first)


def _begin(project: Path) -> FirstPictures | None:
    """Have what was seen last of a project brought while the window is being made."""
    from sidelight.desktop.frame.first_pictures import begin

    first = begin(project)
    if first is None:
        from sidelight.reader import ahead

        ahead.begin()
    return first


def _refuse(error: SidelightError) -> int:
    from sidelight.cli.printing import complain

    complain(error)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
