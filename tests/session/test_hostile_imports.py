# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is imported ends in a plan or in a sentence: nothing else leaves the reading of a file.

How soon is measured by benchmarks/hostile_imports.py, and held by the tests of each format.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.errors import Cancelled, InputError
from sidelight.exchange.import_formats import IMPORTS
from sidelight.exchange.incoming import Mark
from sidelight.language import sentence
from sidelight.session.importing import plan_import, read_file
from sidelight.session.session import Session
from tests.exchange.files_given import in_time
from tests.exchange.lines_given import as_lines, claim, full
from tests.exchange.qda_given import coding, package, project, selection, text_source
from tests.hypothesis_files import annotation
from tests.reader.marked_pdf import highlight, marked
from tests.session.brought import BEA, file, mark
from tests.session.hostile_imports import FILES, HEAVY, Hostile

SMALL = 10_000


def ending(session: Session, path: Path, format_: str = "") -> str:
    """Return how reading a file and planning ends: the id of the sentence, or a plan."""
    try:
        read = read_file(session, path, format_)
    except InputError as error:
        return error.id if sentence(error) else ""
    plan = plan_import(session, read)
    every = len(plan.coming) + len(plan.unplaced) + plan.known + plan.omitted
    assert every >= len(read.incoming.marks)
    return "planned"


@cache
def small() -> list[tuple[Hostile, bytes]]:
    """The small ones with their bytes, made once for all formats."""
    made = [(one, one.make()) for title, one in FILES.items() if title not in HEAVY]
    return [(one, data) for one, data in made if len(data) < SMALL]


def test_the_set_is_as_large_as_promised() -> None:
    assert set(FILES) >= HEAVY
    assert {one.format for one in FILES.values()} >= {
        "pdf", "web-annotation", "hypothesis", "qdpx", "jsonl",
    }  # fmt: skip
    assert len(FILES) >= 60
    assert len(FILES) - len(HEAVY) >= 60


def test_nothing_but_a_plan_or_a_sentence_comes_of_any_of_them(
    session: Session, tmp_path: Path
) -> None:
    ends: Counter[str] = Counter()
    before = session.project.fingerprint
    for title, one in FILES.items():
        if title not in HEAVY:
            path = tmp_path / one.name
            path.write_bytes(one.make())
            ends[ending(session, path, one.format)] += 1
    assert session.project.fingerprint == before
    assert ends.total() == len(FILES) - len(HEAVY)
    assert ends["planned"] > 40
    assert ends["import.damaged"] + ends["import.too_large"] > 5
    assert all(id_.startswith(("import.", "document.", "planned")) for id_ in ends)


@pytest.mark.parametrize("format_", [one.name for one in IMPORTS])
def test_no_format_stumbles_over_the_files_of_another(
    session: Session, tmp_path: Path, format_: str
) -> None:
    read = 0
    for one, data in small():
        if one.format == format_ or read > 40:
            continue
        path = tmp_path / one.name
        path.write_bytes(data)
        ending(session, path, format_)
        read += 1
    assert read > 20


GOOD = {
    "web-annotation": b'{"type": "Annotation", "id": "a", "target": {"source": "http://a.example"}}',
    "hypothesis": json.dumps([annotation("a", "thanked", "Why?")]).encode(),
    "jsonl": as_lines(full(), claim(2)),
    "qdpx": package(project(text_source(selection(0, 3, coding("x")))), {"Sources/a.txt": "Kim."}),
    "pdf": marked(highlight("/Contents(Why?)/NM(a)")),
}


@pytest.mark.parametrize("format_", GOOD)
def test_a_file_that_was_harmed_anywhere_is_answered(
    session: Session, tmp_path: Path, format_: str
) -> None:
    good, path = GOOD[format_], tmp_path / "harmed"
    path.write_bytes(good)
    assert ending(session, path, format_) == "planned"

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.integers(0, len(good)), st.integers(0, 40), st.binary(max_size=9))
    def check(at: int, length: int, other: bytes) -> None:
        path.write_bytes(good[:at] + other + good[at + length :])
        ending(session, path, format_)

    check()


def test_answers_that_stand_before_what_they_answer_are_taken_in_one_go(session: Session) -> None:
    count = 4_000
    first = Mark("n1", "note", author=BEA.key, text="1", on="c")
    notes = [
        replace(first, key=f"n{at}", text=f"{at}", on="", answers=f"n{at - 1}")
        for at in range(count, 1, -1)
    ]
    notes.append(first)
    lost = [replace(notes[0], key=f"x{at}", answers=f"x{at + 1}") for at in range(count)]
    with in_time():
        plan = plan_import(session, file(*notes, *lost, mark("c", "thanked Stalin")))
    assert plan.counts == {"claim": 1, "note": count}
    assert [one.text for one in plan.coming if one.what == "note"][:3] == ["1", "2", "3"]
    assert {one.why for one in plan.unplaced} == {"What it answers does not come in."}
    assert len(plan.unplaced) == count


def test_whoever_stops_it_stops_it(session: Session, tmp_path: Path) -> None:
    def stop(_share: float, _word: str) -> None:
        raise Cancelled

    for format_, good in GOOD.items():
        path = tmp_path / "stopped"
        path.write_bytes(good)
        with pytest.raises(Cancelled):
            read_file(session, path, format_, progress=stop)
