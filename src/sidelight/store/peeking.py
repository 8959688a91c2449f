# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes of a document from a project that is not open yet, so that its page can be seen while it is
being opened.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sidelight.store import blobs, trust


def document_bytes(project: Path, name: str) -> bytes | None:
    """Return the bytes of a hash; None unless the file is as we left it and holds them whole.

    Nothing is locked and nothing written: a project that another is working at is left alone.
    """
    if not trust.untouched(project):
        return None
    uri = f"{project.absolute().as_uri()}?mode=ro&immutable=1"
    with suppress(sqlite3.Error, blobs.WrongBytes), closing(sqlite3.connect(uri, uri=True)) as db:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        return blobs.get(db, name)
    return None
