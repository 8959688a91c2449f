# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON lines that somebody made to do harm, or that are plainly wrong: each is answered, soon, and
what is right in them is read.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange import json_lines_in
from tests.exchange.files_given import in_time
from tests.exchange.lines_given import (
    DOCUMENTS,
    HOSTILE,
    PEOPLE,
    as_lines,
    claim,
    full,
    note,
    of_lines,
)
from tests.exchange.test_hostile_annotations import changed, every_part_stands

REFUSED = {
    "another version": "version",
    "no version": "damaged",
    "a number without end for a version": "damaged",
    "deep": "too_large",
    "more lines than there may be": "too_large",
    "too many verdicts": "too_large",
    "documents without end": "too_large",
    "a hundred thousand claims": "too_large",
    "people without end": "too_large",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_do_harm_is_answered_soon(name: str) -> None:
    data = HOSTILE[name]()
    with in_time():
        try:
            found = of_lines(data)
        except InputError as error:
            assert error.id == f"import.{REFUSED[name]}"  # noqa: PT017
            return
    assert name not in REFUSED
    every_part_stands(found)


def test_a_wrong_value_anywhere_costs_little() -> None:
    counts = {"read": 0, "unread": 0}
    whole = len(of_lines(as_lines(full(), claim(2))).marks)
    for made in list(changed(full())):
        found = of_lines(as_lines(made, claim(2)))
        every_part_stands(found)
        assert found.marks[-1].values["label"] == "2"
        assert len(found.marks) + len(found.unread) <= whole + 3
        counts["unread" if found.unread else "read"] += 1
    assert min(counts.values()) > 200


@pytest.mark.parametrize("line", [note(), PEOPLE[0], DOCUMENTS[0]], ids=["note", "person", "text"])
def test_of_other_lines_too(line: dict[str, Any]) -> None:
    for made in changed({**line, "id": "9" * 64}):
        found = of_lines(as_lines(claim(), made))
        every_part_stands(found)
        assert found.marks[0].what == "claim"
        assert len(found.unread) <= 1


LINES = st.recursive(
    st.none() | st.integers(-2, 3) | st.sampled_from(["", "claim", "note", "a" * 64, "1" * 32]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["record", "id", "passages", "passage", "document", "verdicts", "verdict", "notes",
                 "text", "evidence", "decision", "area", "answers", "part", "responses", "citation"]
            ), inner, max_size=6,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=3), st.sampled_from(["claim", "note", "document", "reviewer"]))
def test_no_mixture_of_fields_raises_anything_else(made: list[Any], kind: str) -> None:
    lines = [one | {"record": kind} if isinstance(one, dict) else one for one in made]
    every_part_stands(of_lines(as_lines(*lines)))


@settings(max_examples=100)
@given(st.binary(max_size=60), st.sampled_from([b"", b'{"format":', b"\xff\xfe{\x00"]))
def test_no_bytes_raise_in_knowing(data: bytes, before: bytes) -> None:
    assert json_lines_in.knows("", before + data) in {True, False}


def test_what_stops_the_reading_passes() -> None:
    class Stopped(Exception):
        pass

    def stop(_share: float, _word: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        json_lines_in.read(as_lines(claim()), "a", stop)


def test_steps_go_forward() -> None:
    told: list[float] = []
    data = as_lines(*(claim(at, id=f"{at:032x}") for at in range(900)))
    json_lines_in.read(data, "a", lambda share, _word: told.append(share))
    assert told == sorted(told)
    assert len(told) == 5
    assert json.loads(data.split(b"\n", 1)[0])["record"] == "project"
