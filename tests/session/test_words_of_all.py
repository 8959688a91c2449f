# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever differs, in whichever language: there are words for it, and they hold the values."""

from __future__ import annotations

import string
import time
from collections.abc import Iterator
from typing import Any

import pytest

from sidelight.exchange.comparing import Comparison, Difference, FieldChange, compare
from sidelight.language import use
from sidelight.model.change import Change
from sidelight.model.claim_parts import PARTS
from sidelight.model.conflicts import Conflict
from sidelight.model.erasure import tombstone
from sidelight.model.fields import FIELDS
from sidelight.model.log import Entry
from sidelight.session import difference_words as words
from sidelight.session.copy_words import blind_words
from sidelight.session.erasing import ErasePlan
from sidelight.session.erasure_words import erased_words, erasure_title, erasure_words
from sidelight.session.field_words import FIELDS as NAMED
from sidelight.session.field_words import field_name, record_name, value_words
from sidelight.session.unsettled import in_words
from tests.model.desks import DOCUMENT, Desk, place

LANGUAGES = ("en", "ru", "ko")
ANN, BOB, CLAIM = "a" * 32, "b" * 32, "1" * 32
# braces and percent signs must not be taken for places in a sentence
ODD = "{0} {name} 100 % “so”"
VALUES: dict[str, Any] = {
    "hidden": [[0, 1], [3, 9]],
    "verdict": {"verdict": "denied", "denied_by": ODD},
    "place": {**place(), "quote": ODD},
    "over": {"layer": "e" * 64, "start": 0, "end": 5, "was": "wo", "words": ODD},
    "stance": "contradicts",
    "private": True,
    "deleted": True,
    "number": 7,
    "size": 12,
    "severity": "grave",
    "answer": "denied",
    "match": "absent",
    "level": "primary",
    "colour": "#1e7a46",
    "assigned": BOB,
    "on": True,
    "order": 3,
    "carried": {"from": "p0", "score": 930},
    "line": "wavy",
    "reviewer": BOB,
    "continues": DOCUMENT,
    "answers": "n0",
}
IDS = {
    "document": DOCUMENT,
    "claim": CLAIM,
    "passage": "p1",
    "verdict": f"{CLAIM}.{BOB}",
    "evidence": "e1",
    "note": "n1",
    "described": "d1",
    "response": "r1",
    "decision": CLAIM,
    "tagging": f"{CLAIM}.t",
    "tag": "t",
    "exempt": "x1",
    "signoff": f"{DOCUMENT}.{ANN}",
    "correction": "k1",
    "second": f"{CLAIM}.{BOB}",
    "vocabulary": "v1",
    "project": "project",
    "reviewer": BOB,
}
EACH = [(record, field) for record, some in FIELDS.items() if record in IDS for field in some]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("")


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A project that holds a record of each kind, with odd words everywhere; only looked at."""
    ann, bob = Desk(ANN), Desk(BOB)
    ann.claim(12, CLAIM)
    ann.document(language="ru")
    bob.receive(ann)
    for record, field in EACH:
        desk = bob if record == "verdict" else ann
        value = VALUES.get(field, CLAIM if field == "claim" else ODD)
        if field in {"deleted", "layer", "joined"} or (record, field) == ("claim", "number"):
            continue
        desk.set(record, IDS[record], **{field: value})
    ann.receive(bob)
    return ann


def flat(text: str) -> str:
    """Text without the templates of a sentence that was not filled in."""
    fields = [name for _, name, _, _ in string.Formatter().parse(text.replace(ODD, "")) if name]
    assert fields == []
    return text


@pytest.mark.parametrize("what", ["new", "changed", "removed", "erased"])
@pytest.mark.parametrize("record", [r for r in IDS if r != "reviewer"])
def test_each_record_and_what_became_of_it(
    language: str, desk: Desk, record: str, what: Any
) -> None:
    claim = CLAIM if record in {"claim", *PARTS} else ""
    when = desk.project.log.order[-1].time
    fields = (FieldChange("title", None, ODD), FieldChange("hidden", [[0, 1]], []))
    one = Difference(what, record, IDS[record], claim, BOB, when, fields)
    said = flat(words.line(desk.project, one, desk.project))
    if claim:
        assert "12" in said
    # the note is a private one
    if record in {"document", "evidence", "correction"} and what != "erased":
        assert ODD in said
    assert flat(words.by(desk.project, one)).startswith(ODD)
    told = words.changes(desk.project, one)
    assert len(told) == (2 if what == "changed" else 0)
    assert all(flat(part) for line in told for part in line)
    counted = flat(" ".join(words.summary(desk.project, Comparison(True, (one,) * 3, 3, 2, when))))
    assert "3" in counted
    assert "2" in counted
    assert (language == "en") == counted.endswith("acts that are here.")


@pytest.mark.parametrize(("record", "field"), EACH)
@pytest.mark.usefixtures("language")
def test_each_field_has_its_value_in_words(desk: Desk, record: str, field: str) -> None:
    value = VALUES.get(field, CLAIM if field in {"claim", "joined"} else ODD)
    said = flat(value_words(desk.project, field, value))
    assert said
    if field in {"verdict", "place", "over"} or value == ODD:
        assert ODD in said
    elif field == "joined":
        assert "12" in said
    assert value_words(desk.project, field, None) == ""
    changes = desk.project.log.order[-2:]
    entries = tuple(Entry(change, value) for change in changes)
    shown = in_words(desk.project, Conflict(record, IDS[record], field, entries))
    assert flat(shown.title).endswith(field_name(field))
    assert len(shown.values) == 2
    assert all(flat(part) for pair in shown.values for part in pair)


def test_fields_and_records_are_called_something_in_each_language() -> None:
    names: dict[str, dict[str, str]] = {}
    desk = Desk(ANN)
    for language in LANGUAGES:
        use(language)
        names[language] = {field: field_name(field) for field in NAMED}
        names[language] |= {
            record: record_name(desk.project, (record, "x"))
            for record in ("claim", "passage", "evidence", "note", "correction", "project")
        }
    use("")
    for other in ("ru", "ko"):
        assert names[other].keys() == names["en"].keys()
        assert {n for n, said in names[other].items() if said == names["en"][n]} == set()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Seoul", "UTC"])
@pytest.mark.parametrize("year", ["0001-01-01T00:00:00.000", "9999-12-31T23:59:59.999"])
def test_a_strangers_year_stops_no_sentence(
    zone: str, year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    ann, bob = Desk(ANN), Desk(BOB)
    ann.claim(1, CLAIM)
    change = bob.change(*bob.verdict(CLAIM, "denied"))
    body = change.body.replace(change.time.encode(), f"{year}+00:00".encode())
    bob.project.add([Change.from_body(body)])
    merged = ann.project.copy()
    merged.add(bob.project.log.order)
    found = compare(ann.project, bob.project.log.order, merged)
    (one,) = found.differences
    assert year[:2] in words.by(merged, one) or "1-01-01" in words.by(merged, one)
    assert words.summary(merged, found)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("record", ["document", "claim", "evidence", "note"])
def test_a_removal_for_good_counts_what_goes_along(language: str, record: str) -> None:
    records = ((record, "x"),)
    plan = ErasePlan(ODD, records, claims=4, evidence=5, notes=6, mentions=(ODD,), traces=())
    said = [flat(line) for line in erasure_words(record, plan)]
    spoken = " ".join(said)
    for kind, count in (("claim", 4), ("evidence", 5), ("note", 6)):
        assert str(count - (kind == record)) in spoken
    assert ODD in spoken
    assert ODD in flat(erased_words(plan, []))
    assert erasure_title(record)
    kinds = ("claim", "evidence", "note")
    claims, evidence, notes = (int(kind == record) for kind in kinds)
    alone = ErasePlan(ODD, records, claims, evidence, notes, (), ())
    assert len(erasure_words(record, alone)) == 3
    assert ODD in flat(blind_words(ODD))
    assert (language == "en") == (erasure_title(record).endswith("for good?"))


@pytest.mark.usefixtures("language")
def test_what_is_erased_is_told_in_what_is_known_here(desk: Desk) -> None:
    bob = Desk(BOB)
    bob.receive(desk)
    bob.act(tombstone([("claim", CLAIM)], "f" * 32), label="")
    merged = desk.project.copy()
    rows = list(bob.project.log.rows().values())
    merged.add(rows)
    found = compare(desk.project, rows, merged)
    lines = [flat(words.line(merged, one, desk.project)) for one in found.differences]
    assert len(lines) == len({(d.record, d.id) for d in found.differences}) >= 4
    assert any("12" in line for line in lines)
    others = [one for one in found.differences if one.record != "verdict"]
    assert all(ODD not in words.line(merged, one) for one in others)
