# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight demo``: the sample project, in the window or, without a display, as a report."""

from __future__ import annotations

import argparse
from pathlib import Path

import platformdirs

from sidelight.cli.display import has_display
from sidelight.cli.printing import say
from sidelight.cli.progress import LINE
from sidelight.errors import ProjectError
from sidelight.language import _
from sidelight.session.sample import build_sample
from sidelight.session.session import Session


def demo(asked: argparse.Namespace) -> Path | None:
    """Build the sample project; return it where a window can show it, else write its report."""
    path = (
        asked.to or platformdirs.user_data_path("sidelight", appauthor=False) / "sample.sidelight"
    )
    if asked.to is None and path.exists():
        say(_("The sample project is there already: {path}").format(path=path))
    else:
        say(_("Building the sample project: {path}").format(path=path))
        _make_folder(path.parent)
        build_sample(path, LINE.show)
    if has_display():
        return path
    with Session.open(path, by=asked.by) as session:
        report = session.report(path.with_name(f"{path.stem}-report.html"))
    say(
        _("There is no display to open a window on, so the report was written: {path}").format(
            path=report
        )
    )
    return None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectError("project.failed", path=str(folder), reason=reason) from error
