# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every record, field and value has words; nothing that is stored shows as it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sidelight.language import use
from sidelight.model.change import Setting
from sidelight.model.conflicts import Conflict, conflicts
from sidelight.model.fields import FIELDS as KNOWN
from sidelight.model.project import Project
from sidelight.session.difference_words import things, when
from sidelight.session.field_words import (
    FIELDS,
    claim_number,
    field_name,
    passage_words,
    quoted,
    record_name,
    value_words,
    verdict_words,
)
from sidelight.session.session import Session
from sidelight.session.unsettled import in_words
from tests.session.test_sharing import claim, source

PLACE = {
    "document": "a" * 64,
    "layer": "b" * 64,
    "start": 3,
    "end": 9,
    "quote": "said  so\nin  print",
    "prefix": "",
    "suffix": "",
    "page": 2,
}
UNSEEN = {"claim", "number", "size", "media_type", "layer", "seen", "made", "of"}
"""Fields that nobody is told of."""


@pytest.fixture
def russian() -> Iterator[None]:
    use("ru")
    yield
    use("")


def test_every_field_that_is_told_of_has_a_name() -> None:
    told = {field for fields in KNOWN.values() for field in fields} - UNSEEN
    assert told - FIELDS.keys() == set()
    assert field_name("URL") == "Address"
    assert field_name("of a later program") == "of a later program"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "Letter", "Letter"),
        ("title", "", ""),
        ("title", None, ""),
        ("hidden", [], ""),
        ("hidden", [[1, 2], [3, 4]], "2"),
        ("private", True, "yes"),
        ("private", False, "no"),
        ("verdict", {"verdict": "denied", "denied_by": "the archive"}, "Denied by the archive"),
        ("verdict", {"verdict": "", "denied_by": ""}, "Unchecked"),
        ("stance", "contradicts", "contradicts"),
        ("kind", "article", "article"),
        ("kind", "event", "Event or property"),
        ("place", PLACE, "“said so in print”"),
        ("place", {"quote": "torn"}, ""),
        ("over", {"words": "seventeen", "was": "seventen"}, "“seventeen”"),
        ("reason", "two\nlines", "two lines"),
        ("as_of", "2026-11-26", "2026-11-26"),
    ],
)
def test_values_are_told_in_words(session: Session, field: str, value: Any, words: str) -> None:
    assert value_words(session.project, field, value) == words


def test_long_values_are_cut_only_where_there_is_no_room(session: Session) -> None:
    long = "word " * 100
    short = value_words(session.project, "reason", long)
    assert len(short) <= 80
    assert short.endswith("…")
    assert value_words(session.project, "reason", long, 2000) == long.strip()
    assert quoted("") == ""
    assert len(quoted(long)) <= 82


def test_an_area_is_told_by_its_page() -> None:
    area = {**PLACE, "area": [0, 0, 7200, 7200], "page": 4}
    assert passage_words(area) == "Picture on p. 4"
    assert passage_words({}) == ""


def test_a_verdict_names_who_denies() -> None:
    assert verdict_words(Project(), "") == "Unchecked"
    assert verdict_words(Project(), "disputed") == "Disputed"
    assert verdict_words(Project(), "denied", "the ministry") == "Denied by the ministry"
    assert verdict_words(Project(), "of a later program") == "of a later program"


def test_records_are_called_as_people_call_them(session: Session) -> None:
    made = claim(session, verdict="verified")
    where = session.locate(source(session), "Её текст хранится в архиве")
    evidence = session.link(made.id, source(session), *where)
    note = session.add_note(made.id, "Seen.")
    project = session.project
    called = {
        ("claim", made.id): "claim 1",
        ("evidence", evidence.id): "evidence for claim 1",
        ("note", note.id): "a note on claim 1",
        ("verdict", f"{made.id}.{session.me}"): "the verdict of Ann on claim 1",
        ("passage", made.passages[0].id): "a passage of claim 1",
        ("document", source(session).id): "“Письмо”",
        ("document", "f" * 64): "“ffffffffffff”",
        ("reviewer", session.me): "Ann",
        ("correction", "c"): "a correction of recognised text",
        ("project", "p"): "the project",
        ("of a later program", "x"): "of a later program",
    }
    assert {key: record_name(project, key) for key in called} == called


def test_a_joined_claim_goes_by_the_number_of_the_one_that_shows_it(session: Session) -> None:
    first, second = claim(session), claim(session, "A land border is shared")
    session.join(first.id, second.id)
    assert claim_number(session.project, second.id) == "1"
    assert value_words(session.project, "joined", first.id) == "claim 1"


def test_counted_things_agree_with_their_number() -> None:
    assert [things(kind, 1) for kind in ("document", "claim", "verdict", "evidence", "note")] == [
        "1 document",
        "1 claim",
        "1 verdict",
        "1 piece of evidence",
        "1 note",
    ]
    assert things("evidence", 2) == "2 pieces of evidence"
    assert things("passage", 3) == "3 passages"
    assert things("correction", 2) == "2 corrected lines"
    assert things("project", 1) == "1 title of the project"


@pytest.mark.usefixtures("russian")
def test_russian_counts_in_three_forms() -> None:
    assert [things("claim", count) for count in (1, 2, 5)] == [
        "1 утверждение",
        "2 утверждения",
        "5 утверждений",
    ]
    assert verdict_words(Project(), "denied") == "Отвергнуто"
    assert field_name("author") == "Автор"


def test_times_are_told_in_the_zone_of_the_machine() -> None:
    assert when("") == ""
    assert when("2026-11-26T12:30:00.000+00:00").startswith("2026-11-2")


def test_a_value_taken_back_is_nothing(session: Session) -> None:
    letter = source(session)
    session.cite(letter, {"author": "Kim"})
    (entry,) = session.project.log.entries(("document", letter.id), "author")
    empty = type(entry)(entry.change, "")
    told = in_words(session.project, Conflict("document", letter.id, "author", (empty, entry)))
    assert told.title == "“Письмо” · Author"
    assert [said for said, _by in told.values] == ["nothing", "Kim"]
    assert told.values[0][1].startswith("Ann · 20")
    assert conflicts(session.project) == []


def test_a_setting_of_a_later_program_needs_no_words(session: Session) -> None:
    session.act([Setting("rating", "r1", "stars", 5)], "rate")
    assert session.snapshot().conflicts == ()
    assert value_words(session.project, "stars", 5) == "5"
