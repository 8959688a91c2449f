# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the files that ship with Sidelight are.

In a wheel they lie inside the package, in a checkout at its top level.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder(name: str) -> Path:
    """Return the folder ``resources`` or ``sample_docs``; FileNotFoundError where it is not
    installed.
    """
    here = Path(__file__).resolve().parent
    for parent in (here, here.parent.parent):
        if (parent / name).is_dir() and (parent / name / "README.md").is_file():
            return parent / name
    raise FileNotFoundError(name)
