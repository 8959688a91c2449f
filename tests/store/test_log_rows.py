# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a log that we wrote: sooner, and no more gullible."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.model.change import NotAChange
from sidelight.session.session import Session
from sidelight.store import log_rows, trust


@pytest.fixture
def left(tmp_path: Path) -> Path:
    path = tmp_path / "p.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        session.add_text("Kim thanked Stalin.", kind="article", title="The pact")
    return path


def test_it_reads_what_the_longer_way_reads(left: Path) -> None:
    db = sqlite3.connect(left)
    ours, rows = log_rows.read_ours(db), log_rows.read(db)
    db.close()
    assert [(row.id, row.body, row) for row in ours] == [(row.id, row.body, row) for row in rows]


def test_bytes_of_another_id_are_refused(left: Path) -> None:
    with sqlite3.connect(left) as db:
        db.execute("UPDATE change SET body = replace(body, 'The pact', 'The fact')")
    with pytest.raises(NotAChange, match="another id"):
        log_rows.read_ours(db)
    db.close()
    # as if it had been us
    trust._write(left, {**trust._read(left), "file": trust.mark(left)})
    with pytest.raises(ProjectError):
        Session.open(left, by="Ann")
