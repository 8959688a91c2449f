# SPDX-License-Identifier: AGPL-3.0-or-later
"""The projection equals the log: after each act, whatever the acts; and it reads as it should."""

import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from sidelight.model.change import Change, Setting
from sidelight.model.project import Project
from sidelight.store import projection, tables
from sidelight.store.connection import connect
from sidelight.store.fresh import new_file
from sidelight.store.project_file import Author, ProjectFile
from tests.store import histories
from tests.store.conftest import Opener
from tests.store.hostile_case import sound_change
from tests.store.making import ARTICLE, HOLDER, TITLE, author, sha256


def act_author(reviewer: str) -> Author:
    return Author(reviewer, reviewer, lambda: 1)


@settings(max_examples=40)
@given(acts=histories.acts)
def test_after_each_act_the_tables_say_what_the_log_says(
    acts: list[tuple[str, list[Setting]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.sidelight"
        with ProjectFile.create(path, TITLE, author(), holder=HOLDER) as file:
            for reviewer, sets in acts:
                file.commit(sets, act_author(reviewer), "Act")
                assert tables.differences(file._db, file.project) == {}
            whole = Project(file.project.log.changes.values())
            assert projection.rows(file.project) == projection.rows(whole)


@settings(max_examples=40)
@given(changes=histories.histories())
def test_rows_do_not_depend_on_the_order_of_arrival(changes: list[Change]) -> None:
    one = projection.rows(Project(changes))
    assert projection.rows(Project(reversed(changes))) == one
    bit_by_bit = Project()
    for change in changes[::-1]:
        bit_by_bit.add([change])
    assert projection.rows(bit_by_bit) == one


@settings(max_examples=30)
@given(changes=histories.histories())
def test_rows_fit_their_tables(changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = new_file(Path(folder) / "p.sidelight")
        project = Project(changes)
        with db.atomic():
            tables.rewrite(db, project)
        assert tables.differences(db, project) == {}
        db.close()


def test_every_column_of_every_table_is_written(own: Path) -> None:
    db = connect(own, read_only=True)
    project = ProjectFile.open(own, holder=HOLDER)
    made = Setting("layer", "a" * 64, "made", histories._made)
    project.commit([made, *histories.RECORDED], author(), "Records")
    # two who did not see each other
    titles = [Setting("project", "project", "title", title) for title in ("One", "Other")]
    project.project.add([sound_change(title) for title in titles])
    for table, rows in projection.rows(project.project).items():
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
        assert rows
        assert {frozenset(row) for row in rows} == {frozenset(columns)}
    project.close()
    db.close()


def test_the_report_reads_like_a_report(own: Path, opened: Opener) -> None:
    rows = projection.rows(opened(own).project)["claim_report"]
    assert rows[0] == {
        "id": "c" * 32,
        "number": 1,
        "label": "1",
        "claim": "Fuel went up",
        "article": "The article",
        "page": 3,
        "standing": "split",
        "verdicts": "Ann: verified\nBob: denied",
        "denied_by": "Bob: the Ministry",
        "reasons": "Ann: It did.\nBob: It did not.",
        "evidence": "supports: “prices of fuel” (The treaty, p. 2): in full",
        "notes": "",
        **dict.fromkeys(("restatement", "speaker", "severity", "correction"), ""),
        **dict.fromkeys(("tags", "decision", "responses"), ""),
    }
    assert rows[1]["standing"] == "unchecked"
    assert rows[1]["notes"] == "Bob: Ask."


def test_an_area_reads_as_it_was_transcribed(own: Path, opened: Opener) -> None:
    file = opened(own)
    (first, *_) = projection.rows(file.project)["evidence"]
    at = ("evidence", str(first["id"]))
    place = {**file.project.log.value(at, "place"), "area": [7200, 9050, 30000, 14000]}
    file.commit([Setting(*at, "place", place)], author("b"), "Adjust area")
    (row, *_) = projection.rows(file.project)["evidence"]
    assert (row["ink_start"], row["ink_end"], row["page"]) == (None, None, 2)
    assert (row["area"], row["quote"]) == ("72.00, 90.50, 300.00, 140.00", "")
    report = projection.rows(file.project)["claim_report"][0]
    assert report["evidence"] == "supports: “[picture]” (The treaty, p. 2): in full"
    words = [Setting(*at, "transcription", "Гавань"), Setting(*at, "translation", "Harbour")]
    file.commit(words, author("b"), "Transcribe")
    (row, *_) = projection.rows(file.project)["evidence"]
    told = (row["quote"], row["translation"], row["transcribed_by"], row["translated_by"])
    assert told == ("Гавань", "Harbour", "Bob", "Bob")
    report = projection.rows(file.project)["claim_report"][0]
    assert report["evidence"] == "supports: “Гавань” [“Harbour”] (The treaty, p. 2): in full"
    assert file.check() == []


def test_the_file_is_read_without_us(own: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "rows", str(own), "claim_report"],
        capture_output=True,
        check=True,
    )
    rows = json.loads(done.stdout)
    assert [row["claim"] for row in rows] == ["Fuel went up", "Nobody voted"]


def test_history_tells_who_did_what(own: Path, opened: Opener) -> None:
    rows = projection.rows(opened(own).project)["history"]
    told = [(row["reviewer"], row["label"]) for row in rows if row["label"]]
    assert told == [
        ("Ann", "Add The article"),
        ("Ann", "Add The treaty"),
        ("Ann", "Claim"),
        ("Bob", "Claim"),
        ("Ann", "Judge"),
        ("Bob", "Judge"),
        ("Bob", "Link evidence"),
        ("Bob", "Note"),
    ]
    claims = [row["sets"] for row in rows if row["label"] == "Claim"]
    assert claims[0] == "claim.number, passage.claim, passage.place"


@pytest.mark.parametrize("table", projection.TABLES)
def test_rebuilding_mends_any_table(own: Path, opened: Opener, table: str) -> None:
    file = opened(own)
    if not file._db.execute(f"SELECT * FROM {table}").fetchall():
        file._db.execute(f"INSERT INTO {table} (id) VALUES ('x')")
    else:
        file._db.execute(f"DELETE FROM {table}")
    file._db.conn.commit()
    assert table in tables.differences(file._db, file.project)
    file.rebuild()
    assert file.check() == []


def test_a_row_that_was_slipped_in_is_a_difference(own: Path, opened: Opener) -> None:
    file = opened(own)
    with sqlite3.connect(own) as db:
        db.execute("INSERT INTO verdict (id, verdict) VALUES ('x', 'verified')")
    db.close()
    assert tables.differences(file._db, file.project) == {"verdict": 1}


def test_removing_a_document_takes_its_title_out_of_the_report(own: Path, opened: Opener) -> None:
    file = opened(own)
    sets = [Setting("document", sha256(ARTICLE), "deleted", value=True)]
    file.commit(sets, author(), "Remove")
    rows = file._db.execute("SELECT DISTINCT article FROM claim_report").fetchall()
    assert rows == [("",)]
    assert file.check() == []
