# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our JSON lines read back: everything that is in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange import iris, json_lines, web_annotation
from sidelight.exchange.import_formats import IMPORTS, imports
from sidelight.exchange.incoming import Author, Incoming, Mark, Place, Unread
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.imported import AWAY, Imported
from sidelight.model.records import Claim, Response, Reviewer
from sidelight.text.geometry import Rect
from tests.exchange import annotated_records as records
from tests.exchange.annotated_records import Expected
from tests.exchange.checked import SECRET
from tests.exchange.lines_given import (
    ANN,
    ARTICLE,
    BOB,
    FIRST,
    LETTER,
    WORDS,
    as_lines,
    claim,
    full,
    note,
    of_lines,
)
from tests.exchange.records_given import unheard

NOWHERE = "What it is about is not in the file."


@pytest.fixture(scope="module")
def data(given: Outgoing) -> bytes:
    return json_lines.write(given, unheard).data


@pytest.fixture(scope="module")
def back(data: bytes) -> Incoming:
    return of_lines(data)


def of(incoming: Incoming, what: str) -> list[Mark]:
    return [mark for mark in incoming.marks if mark.what == what]


def key(id_: str) -> str:
    return iris.record(id_)


def test_every_record_of_a_project_comes_back(given: Outgoing, back: Incoming) -> None:
    assert (back.unread, back.remarks, back.groups, back.sources) == ((), (), (), ())
    every = given.claims
    typed = [one for some in given.notes.values() for one in some]
    assert Counter(mark.what for mark in back.marks) == {
        "claim": len(every),
        "verdict": sum(len(one.verdicts) for one in every),
        "decision": 1,
        "evidence": 2,
        "described": 1,
        "response": 1,
        "note": sum(len(one.notes) for one in every) + len(typed),
    }
    people = {iris.id_of(one.key): one.name for one in back.authors}
    assert people == {one.id: one.name for one in given.reviewers.values()}
    assert all(mark.made_at and mark.author for mark in back.marks)
    assert not any(SECRET in mark.text for mark in back.marks)
    (area,) = [one.places[0] for one in of(back, "evidence") if one.places[0].area]
    assert (area.page, area.area, area.quote) == (2, Rect(60, 80, 320, 140.5), "")


def test_documents_come_back_as_they_were_described(given: Outgoing, back: Incoming) -> None:
    assert [one.key for one in back.documents] == [one.id for one in given.documents]
    for told, one in zip(back.documents, given.documents, strict=True):
        assert (told.sha256, told.kind, told.title, told.name) == (
            one.id, one.kind, one.title, one.name,
        )  # fmt: skip
        assert told.data is None
        own = {"title": one.title, "language": one.language}
        wanted = {name: value for name, value in {**one.citation, **own}.items() if value}
        assert told.record == wanted
    assert back.documents[0].url == "https://example.org/pact"


def test_a_claim_comes_back_with_its_places(back: Incoming, given: Outgoing) -> None:
    (one,) = [mark for mark in of(back, "claim") if mark.values["label"] == "1"]
    meant = given.claims[0]
    assert one.places == tuple(
        Place(p.document, p.quote, p.prefix, p.suffix, p.start, p.end, p.page)
        for p in (part.passage for part in meant.passages)
    )
    assert one.values == {
        "label": "1", "restatement": "Kim gave thanks", "kind": "event", "speaker": "Kim",
        "said_on": "1950-08", "severity": "grave", "correction": "Kim thanked the envoy",
    }  # fmt: skip
    assert (one.key, one.tags) == (key(meant.id), ("thanks",))


def test_one_of_everything_is_what_it_was() -> None:
    found = of_lines(as_lines(full(), note(passage=WORDS | {"document": LETTER}), note(2)))
    made = {mark.what: mark for mark in found.marks if mark.what != "note"}
    when = datetime(2024, 6, 19, 12, tzinfo=UTC)
    about = made["claim"].key
    assert made["verdict"].values == {"verdict": "denied", "as_of": "2024-06-19"}
    assert made["decision"].values == {"verdict": "disputed", "reason": "So."}
    assert made["described"].values == {"kind": "call", "words": "It rang.", "where": "Oslo"}
    assert made["response"].values == {"party": "Moscow", "answer": "denied", "when": "May"}
    assert made["evidence"].values == {
        "stance": "supports", "order": "1", "transcription": "Hafen", "translation": "harbour",
    }  # fmt: skip
    assert made["evidence"].places == (Place(LETTER, page=2, area=Rect(60, 80, 320.5, 140)),)
    for what in ("verdict", "decision", "evidence", "described", "response"):
        one = made[what]
        assert (one.on, one.author, one.made_at) == (about, key(BOB), when)
    asked, answer, typed, whole = of(found, "note")
    assert (asked.on, asked.places) == (about, made["claim"].places)
    assert (answer.answers, answer.on, answer.values) == (asked.key, "", {"settled": "yes"})
    assert [place.quote for place in typed.places] == ["thanked"]
    assert whole.places == (Place(LETTER),)
    assert found.remarks == ("Who is to check 1 claim is not taken over.",)
    assert found.authors == (Author(key(ANN), "Ann"), Author(key(BOB), "Bob"))


def test_any_claims_come_back_as_they_were() -> None:
    seen = list[int]()

    @settings(max_examples=25, deadline=None)
    @holds(st.lists(records.claims(), max_size=2, unique_by=lambda one: one.id))
    def check(claims: list[Claim]) -> None:
        holding = replace(records.outgoing(), claims=tuple(claims))
        found = of_lines(json_lines.write(holding, unheard).data)
        assert found.unread == ()
        wanted = {key: one for made in claims for key, one in records.expected(made).items()}
        assert {mark.key: as_expected(mark) for mark in found.marks} == wanted
        seen.append(len(wanted))

    check()
    assert max(seen) > 3


def as_expected(mark: Mark) -> Expected:
    """Return a mark as what was given away; whether others were seen is told in more words."""
    first = mark.values.get("seen") == "first"
    own = {name: said for name, said in mark.values.items() if name != "seen" or not first}
    quotes = tuple((place.quote, place.prefix, place.suffix) for place in mark.places)
    return Expected(
        mark.what, iris.id_of(mark.author), mark.made_at, own, quotes, mark.text, mark.tags,
        mark.on, mark.answers,
    )  # fmt: skip


PARTIES = st.builds(
    Response, records.IDS, st.just(""), records.SAID, st.sampled_from(["", "denied", "declined"]),
    records.WORDS, records.WORDS, records.BY, records.TIMES,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@holds(st.lists(PARTIES, max_size=3, unique_by=lambda one: one.id))
def test_any_responses_come_back(said: list[Response]) -> None:
    id_ = "c" * 32
    made = Claim(id_, 1, "1", (), responses=tuple(replace(one, claim=id_) for one in said))
    holding = replace(records.outgoing(), claims=(made,))
    found = of_lines(json_lines.write(holding, unheard).data)
    assert [(one.key, one.on, one.made_at, dict(one.values)) for one in of(found, "response")] == [
        (key(one.id), key(id_), one.made_at, told(one)) for one in said
    ]


def told(one: Response) -> dict[str, str]:
    said = {"party": one.party, "answer": one.answer, "when": one.when, "where": one.where}
    return {name: value for name, value in said.items() if value}


def test_what_was_brought_in_before_keeps_its_author_and_date() -> None:
    when = datetime(2001, 2, 3, tzinfo=UTC)
    away = AWAY + "e" * 32
    origin = Imported(away, when, "old.json", "x", ANN)
    made = Claim("c" * 32, 1, "1", (), reviewer=away, made_at=when, imported=origin)
    people = {away: Reviewer(away, "Eve", "Eve")}
    holding = replace(records.outgoing(), claims=(made,), reviewers=people)
    found = of_lines(json_lines.write(holding, unheard).data)
    (mark,) = found.marks
    assert (mark.author, mark.made_at) == (key(away), when)
    assert found.authors == (Author(f"urn:uuid:{'-'.join(('e' * 8, *['e' * 4] * 3, 'e' * 12))}",
                                    "Eve"),)  # fmt: skip
    assert "old.json" not in repr(found)


def test_names_are_those_of_web_annotation(given: Outgoing, back: Incoming) -> None:
    from tests.exchange.files_given import of_w3c

    other = of_w3c(web_annotation.write(given, unheard).data)
    assert {mark.key for mark in other.marks} == {
        mark.key for mark in back.marks if mark.what != "response"
    }
    assert {one.key for one in other.authors} <= {one.key for one in back.authors}


def test_our_files_are_known_by_their_first_line(data: bytes) -> None:
    for name in ("a.jsonl", "a.json", "a"):
        assert [one.name for one in IMPORTS if one.knows(name, data[: 1 << 16])] == ["jsonl"]
    lines = imports().named("jsonl")
    for other in (b"", b"{", b"[]", b"{}\n" + data, b'{"format": "sidelight-project"}'):
        assert not lines.knows("a.jsonl", other)


def test_a_claim_that_speaks_of_annotations_is_still_ours() -> None:
    odd = as_lines(claim(), {"record": "document", "id": "c" * 64, "type": "Annotation"})
    assert next(one.name for one in IMPORTS if one.knows("a.jsonl", odd)) == "jsonl"


def test_another_version_is_one_sentence() -> None:
    with pytest.raises(InputError) as error:
        of_lines(as_lines(claim(), first=FIRST | {"version": 2}))
    assert error.value.id == "import.version"
    assert "p.jsonl is of version 2 of this format, and version 1 is read here" in str(error.value)


@pytest.mark.parametrize(
    "first", [FIRST | {"version": None}, FIRST | {"format": "x"}, [], "x", {"record": "claim"}]
)
def test_what_does_not_say_what_it_is_is_no_such_file(first: object) -> None:
    with pytest.raises(InputError) as error:
        of_lines(as_lines(claim(), first=first))
    assert error.value.id == "import.damaged"


def test_people_and_documents_may_come_last_and_be_missing() -> None:
    lines = as_lines(note(), claim(reviewer="9" * 32)).split(b"\n")
    found = of_lines(b"\n".join([lines[0], *reversed(lines[1:])]))
    assert found.unread == ()
    assert Author(key("9" * 32), "999999") in found.authors
    bare = of_lines(b"\n".join([lines[0], *lines[5:]]))
    assert bare.unread == (Unread("Line 2", NOWHERE), Unread("Line 3", NOWHERE))


def test_a_wrong_part_costs_that_part_alone() -> None:
    made = full()
    made["verdicts"].append({"id": ["x"], "verdict": "denied"})
    made["notes"].append({"id": "y", "text": "Away.", "answers": "nobody"})
    made["evidence"].append({"id": "z", "passage": {"document": "f" * 64, "quote": "x"}})
    found = of_lines(as_lines(made, b"{broken", {"record": "scroll"}, claim(), claim(2, id=None)))
    assert [(one.what, one.why) for one in found.unread] == [
        ("Line 8", "“record” holds something else than it must."),
        ("Line 6", "“id” holds something else than it must."),
        ("Line 6", NOWHERE),
        ("Line 9", "Another in the file is called so."),
        ("Line 10", "“id” holds something else than it must."),
        ("Line 7", "It is no JSON."),
        ("Away.", NOWHERE),
    ]
    assert len(found.marks) == 8


def test_a_verdict_that_was_taken_back_says_nothing() -> None:
    found = of_lines(as_lines(claim(verdicts=[{"id": "v", "verdict": "", "reviewer": ANN}])))
    assert [mark.what for mark in found.marks] == ["claim"]
    assert found.unread == ()


def test_new_drafts_are_told() -> None:
    draft = {"record": "document", "id": "d" * 64, "kind": "article", "continues": ARTICLE}
    found = of_lines(as_lines(draft, draft | {"id": "e" * 64}))
    assert found.remarks == ("2 documents are new drafts of others, which is not taken over.",)
