# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packages that bring formats of reports."""

from __future__ import annotations

from pathlib import Path

from sidelight.report.installed_formats import GROUP


def package(folder: Path, module: str, *lines: str, group: str = GROUP) -> Path:
    """Install a package of outputs, whose entry points of a group are ``lines``, as pip would."""
    about = folder / "outputs-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: outputs\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("\n".join((f"[{group}]", *lines)) + "\n")
    (folder / "outputs_of_others.py").write_text(module)
    return folder
