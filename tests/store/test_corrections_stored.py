# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas and corrections in a file: projection, check, rebuild, merging, strangers' values."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from sidelight.model.change import Setting
from sidelight.model.project import Project
from sidelight.store import projection, schema
from sidelight.store.project_file import ProjectFile
from sidelight.store.survey import survey
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, LAYER, author, numbered, place, sha256

PASSAGE = "c" * 31 + "0"
QUOTE = "Fucl went up"
AREA = [7200, 9050, 30000, 14000]


def over(start: int, was: str, words: str) -> dict[str, Any]:
    end = start + len(was.replace(" ", ""))
    return {"layer": LAYER, "start": start, "end": end, "was": was, "words": words}


def recognise(file: ProjectFile) -> None:
    """Say that the first claim's quote was recognised, and one letter of it wrongly."""
    made = {
        "kind": "recognised",
        "extractor": "x",
        "version": "1",
        "language": "en",
        "document": sha256(ARTICLE),
        "text": sha256(b"text"),
        "geometry": sha256(b"boxes"),
        "rendition": "",
        "options": {"ink": "100-110"},
    }
    spot = {**place(ARTICLE, 100, QUOTE, page=3), "end": 110}
    sets = [Setting("layer", LAYER, "made", made), Setting("passage", PASSAGE, "place", spot)]
    file.commit(sets, author("b"), "Recognise", blobs=[b"text", b"boxes"])


def correct(file: ProjectFile, digit: str, value: dict[str, Any], id_: str = "x") -> None:
    file.commit([Setting("correction", id_, "over", value)], author(digit), "Correct")


def row(file: ProjectFile, table: str = "passage") -> dict[str, Any]:
    """The row of the first claim's passage, as another program reads it."""
    db = sqlite3.connect(file.path)
    db.row_factory = sqlite3.Row
    found = db.execute(f"SELECT * FROM {table} WHERE id LIKE 'cccc%'").fetchone()
    db.close()
    return dict(found)


def test_a_quote_reads_as_corrected_in_every_table(own: Path, opened: Opener) -> None:
    file = opened(own)
    recognise(file)
    assert row(file)["quote"] == QUOTE
    correct(file, "b", over(100, "Fucl", "Fuel"))
    assert row(file)["quote"] == "Fuel went up"
    assert row(file, "claim")["quote"] == "Fuel went up"
    assert row(file, "claim_report")["claim"] == "Fuel went up"
    assert file.check() == []


def test_a_correction_taken_back_leaves_the_recognised_words(own: Path, opened: Opener) -> None:
    file = opened(own)
    recognise(file)
    correct(file, "b", over(100, "Fucl", "Fuel"))
    file.commit([Setting("correction", "x", "deleted", True)], author("b"), "Undo")
    assert row(file)["quote"] == QUOTE
    assert file.check() == []


def test_evidence_says_that_it_was_recognised_and_corrected(own: Path, opened: Opener) -> None:
    file = opened(own)
    recognise(file)
    evidence = "e" * 30 + "ee"
    spot = {**place(ARTICLE, 100, QUOTE, page=3), "end": 110}
    file.commit([Setting("evidence", evidence, "place", spot)], author("b"), "Move")
    assert "p. 3, recognised text)" in row(file, "claim_report")["evidence"]
    correct(file, "b", over(100, QUOTE, "Fuel went up"))
    told = row(file, "claim_report")["evidence"]
    assert told.startswith("supports: “Fuel went up”")
    assert "p. 3, recognised text, corrected)" in told


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("passage", "UPDATE passage SET area = '0.00, 0.00, 1.00, 1.00'"),
        ("passage", "UPDATE passage SET quote = 'no such words'"),
        ("passage", "UPDATE passage SET translation = 'x', translated_by = 'Nobody'"),
        ("claim", "UPDATE claim SET quote = 'no such words'"),
        ("claim_report", "DELETE FROM claim_report"),
    ],
)
def test_rows_changed_by_others_are_found_and_mended(
    own: Path, opened: Opener, table: str, sql: str
) -> None:
    file = opened(own)
    recognise(file)
    correct(file, "b", over(100, "Fucl", "Fuel"))
    before = row(file)
    db = sqlite3.connect(own)
    db.execute(sql)
    db.commit()
    db.close()
    assert {fault.where for fault in file.check()} == {table}
    file.rebuild()
    assert file.check() == []
    assert row(file) == before
    assert row(file, "claim")["quote"] == "Fuel went up"


def test_copies_corrected_apart_meet_alike(own: Path, tmp_path: Path, opened: Opener) -> None:
    first = opened(own)
    recognise(first)
    first.close()
    shutil.copyfile(own, tmp_path / "other.sidelight")
    ann, bob = opened(own), opened(tmp_path / "other.sidelight")
    correct(ann, "a", over(100, "Fucl", "Fuel"), "one")
    correct(bob, "b", over(104, "went up", "went down"), "two")
    spot = {**place(ARTICLE, 0, "x", page=2), "quote": "", "area": AREA}
    words = {"claim": numbered("d"), "place": spot, "transcription": "Hafen"}
    bob.commit([Setting("passage", "n", name, v) for name, v in words.items()], author("b"), "Add")
    changes = [*ann.project.log.changes.values(), *bob.project.log.changes.values()]
    one, other = Project(changes), Project(reversed(changes))
    assert projection.rows(one) == projection.rows(other)
    quotes = {str(found["id"]): found["quote"] for found in projection.rows(one)["passage"]}
    assert quotes[PASSAGE] == "Fuel went down"
    assert quotes["n"] == "Hafen"
    assert len(one.log.changes) == len(ann.project.log.changes) + 2


@pytest.mark.parametrize(
    "area",
    [
        [],
        [1, 2, 3],
        [30000, 9050, 7200, 14000],
        [7200, 9050, 7200, 14000],
        [-1, 0, 10, 10],
        [0, 0, 10, 10**9],
        ["0", "0", "9", "9"],
        [True, False, True, True],
        {"x0": 0},
        None,
    ],
)
def test_a_strangers_impossible_rectangle_shows_nowhere(
    own: Path, opened: Opener, area: Any
) -> None:
    file = opened(own)
    before = row(file)
    spot = {**place(ARTICLE, 0, "x", page=2), "quote": "", "area": area}
    file.commit([Setting("passage", PASSAGE, "place", spot)], author("b"), "Break")
    assert row(file) == before
    assert file.check() == []
    file.close()
    assert survey(own) == []


@pytest.mark.parametrize("page", [0, -3, None, "2"])
def test_a_strangers_area_on_no_page_shows_nowhere(own: Path, opened: Opener, page: Any) -> None:
    file = opened(own)
    before = row(file)
    spot = {**place(ARTICLE, 0, "x"), "quote": "", "area": AREA, "page": page}
    file.commit([Setting("passage", PASSAGE, "place", spot)], author("b"), "Break")
    assert row(file) == before
    assert file.check() == []


def test_an_old_file_with_areas_and_corrections_shows_them_once_it_is_of_today(
    own: Path, tmp_path: Path, opened: Opener
) -> None:
    file = opened(own)
    recognise(file)
    correct(file, "b", over(100, "Fucl", "Fuel"))
    spot = {**place(ARTICLE, 0, "x", page=2), "quote": "", "area": AREA}
    evidence = "e" * 30 + "ee"
    file.commit([Setting("evidence", evidence, "place", spot)], author("b"), "Area")
    wanted = projection.rows(file.project)
    file.close()
    path = tmp_path / "old.sidelight"
    old = sqlite3.connect(path)
    old.execute(schema._STEPS_TAKEN)
    schema.first_form(old)
    old.execute("INSERT INTO _sqlite_migrations VALUES (1, 'sidelight', 'first_form', '2026')")
    old.execute("ATTACH ? AS now", (str(own),))
    old.execute("INSERT INTO change SELECT * FROM now.change ORDER BY rowid")
    old.execute("INSERT INTO blob SELECT * FROM now.blob")
    old.commit()
    old.close()
    again = opened(path)
    assert projection.rows(again.project) == wanted
    assert again.check() == []
    db = sqlite3.connect(path)
    ((area, quote),) = db.execute("SELECT area, quote FROM evidence").fetchall()
    db.close()
    assert (area, quote) == ("72.00, 90.50, 300.00, 140.00", "")
    assert row(again)["quote"] == "Fuel went up"
