# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is dropped on a side or pasted: files, or the address of a web page."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData

_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


def files_in(dropped: QMimeData) -> list[Path]:
    """Return the files among what is dropped."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]


def address_in(dropped: QMimeData) -> str:
    """Return the web address that is dropped, "" where it is something else."""
    urls = (url.toString() for url in dropped.urls())
    return next((url for url in urls if is_address(url)), "")


def is_address(text: str) -> bool:
    """Tell a text that is a web address and nothing more."""
    return bool(_ADDRESS.fullmatch(text.strip()))
