# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Sidelight writes as Web Annotations, read back: everything that is in the file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from sidelight.exchange import annotations_in, iris, web_annotation
from sidelight.exchange.import_formats import IMPORTS
from sidelight.exchange.incoming import Incoming, Mark
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.records import Claim, Document
from sidelight.session.session import Session
from sidelight.text.geometry import Rect
from tests.exchange import annotated_records as records
from tests.exchange.annotated_records import Expected
from tests.exchange.checked import HOSTILE, KEPT, SECRET
from tests.exchange.files_given import of_w3c
from tests.exchange.json_ld import load
from tests.exchange.records_given import unheard


@pytest.fixture(scope="module")
def data(given: Outgoing) -> bytes:
    return web_annotation.write(given, unheard).data


@pytest.fixture(scope="module")
def back(data: bytes) -> Incoming:
    return of_w3c(data)


def of(incoming: Incoming, what: str) -> list[Mark]:
    return [mark for mark in incoming.marks if mark.what == what]


def called(incoming: Incoming, label: str) -> Mark:
    (found,) = (mark for mark in of(incoming, "claim") if mark.values["label"] == label)
    return found


def test_every_record_comes_back(given: Outgoing, back: Incoming) -> None:
    assert back.unread == ()
    assert back.remarks == ()
    assert back.groups == ()
    every = given.claims
    typed = [note for some in given.notes.values() for note in some]
    assert Counter(mark.what for mark in back.marks) == {
        "claim": len(every),
        "verdict": sum(len(one.verdicts) for one in every),
        "decision": 1,
        "evidence": 2,
        "described": 1,
        "note": sum(len(one.notes) for one in every) + len(typed),
    }
    ids = {iris.id_of(mark.key) for mark in back.marks}
    assert {one.id for one in every} | {note.id for note in typed} <= ids
    people = {iris.id_of(one.key): one.name for one in back.authors}
    assert people == {one.id: one.name for one in given.reviewers.values()}
    assert all(mark.made_at and mark.author for mark in back.marks)


def test_documents_are_known_by_their_bytes_and_addresses(given: Outgoing, back: Incoming) -> None:
    found = {one.key: one for one in back.documents}
    article, letter, register = given.documents
    assert found["https://example.org/pact"].kind == "article"
    assert found["https://example.org/pact"].record == {"URL": KEPT}
    told = found[iris.document(letter)]
    assert (told.kind, told.sha256, told.url) == ("source", letter.id, iris.document(letter))
    assert found["https://example.org/register.pdf"].sha256 == register.id
    assert found["https://example.org/register.pdf"].record["accessed"] == "2026-11-26"
    assert article.kind == "article"


def test_a_document_without_an_address_is_known_by_its_bytes(given: Outgoing) -> None:
    bare: tuple[Document, ...] = tuple(replace(one, citation={}) for one in given.documents)
    back = of_w3c(web_annotation.write(replace(given, documents=bare), unheard).data)
    assert {one.sha256 for one in back.documents} == {one.id for one in bare}
    assert {one.url for one in back.documents} == {""}


def test_a_claim_comes_back_whole(session: Session, given: Outgoing, back: Incoming) -> None:
    claim = called(back, "1")
    first, second = claim.places
    text = given.layer(session.article()).text.text
    assert first.quote in text
    assert first.quote.split() == ["thanked", "Stalin", "for", "aid"]
    assert second.quote == "Aid came twice"
    assert f"{second.prefix}{second.quote}{second.suffix}" in text
    assert (first.start, first.end) == (None, None)
    start, end = map(int, claim.values["position 2"].split("-"))
    assert text[start:end] == second.quote
    assert claim.values["position_unit"] == "code points"
    assert len(claim.values["position_text"]) == 64
    told = {name: claim.values[name] for name in ("restatement", "kind", "severity", "correction")}
    assert told == {
        "restatement": "Kim gave thanks", "kind": "event", "severity": "grave",
        "correction": "Kim thanked the envoy",
    }  # fmt: skip
    assert claim.values["correction_by"] == claim.author
    assert claim.tags == ("thanks",)


def test_areas_come_back_with_what_was_read_there(back: Incoming) -> None:
    words, area = sorted(of(back, "evidence"), key=lambda mark: mark.places[0].page)
    assert words.values["stance"] == "contradicts"
    assert words.values["note"] == "See there."
    assert words.places[0].quote == "текст хранится"
    (place,) = area.places
    assert (place.page, place.area) == (2, Rect(60, 80, 320, 140.5))
    assert area.values["transcription"] == "Der Hafen"
    assert area.values["translation"] == "The harbour"
    assert area.on == words.on == called(back, "1").key


def test_notes_come_back_where_they_were(back: Incoming) -> None:
    found = {mark.text: mark for mark in of(back, "note")}
    claim = called(back, "1")
    assert found["Which aid?"].on == claim.key
    grain = next(mark for text, mark in found.items() if text.startswith("Grain."))
    assert grain.text == f"Grain. {HOSTILE}"
    assert (grain.answers, grain.on) == (found["Which aid?"].key, "")
    assert found["A copy."].on in {mark.key for mark in of(back, "evidence")}
    assert (found["Twice?"].on, found["Twice?"].places) == (claim.key, claim.places[:1])
    typed, arms = found["Typed."], found["Arms, or a weapon?"]
    assert typed.places[0].document == arms.places[0].document
    assert (typed.places[0].quote, arms.places[0].quote) == ("", "무기")
    assert not any(SECRET in text for text in found)


def test_any_claims_come_back_as_they_were() -> None:
    seen = list[int]()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(records.claims(), max_size=2, unique_by=lambda one: one.id))
    def check(claims: list[Claim]) -> None:
        holding = replace(records.outgoing(), claims=tuple(claims))
        back = of_w3c(web_annotation.write(holding, unheard).data)
        assert back.unread == ()
        wanted = {key: one for claim in claims for key, one in records.expected(claim).items()}
        assert {mark.key: as_expected(mark) for mark in back.marks} == wanted
        seen.append(len(wanted))

    check()
    assert max(seen) > 3


def as_expected(mark: Mark) -> Expected:
    own = {name: value for name, value in mark.values.items() if "correction_" not in name}
    quotes = tuple((place.quote, place.prefix, place.suffix) for place in mark.places)
    return Expected(
        mark.what, iris.id_of(mark.author), mark.made_at, own, quotes, mark.text, mark.tags,
        mark.on, mark.answers,
    )  # fmt: skip


def test_an_added_verdict_has_its_name(data: bytes) -> None:
    changed = data.replace(
        b'"value":"verified","purpose":"tagging"',
        b'"value":"not-checkable","purpose":"tagging","label":"Not checkable"',
    )
    found = [mark.values for mark in of(of_w3c(changed), "verdict")]
    assert ("not-checkable", "Not checkable") in {(v["verdict"], v.get("label")) for v in found}


@pytest.mark.parametrize("form", ["expanded", "flattened", "compacted", "graph", "lines", "list"])
def test_any_form_of_json_ld_says_the_same(data: bytes, back: Incoming, form: str) -> None:
    whole = json.loads(data)
    options = {"documentLoader": load}
    if form == "expanded":
        made = jsonld.expand(whole, options)
    elif form == "flattened":
        made = jsonld.flatten(whole, None, options)
        made = {"@context": {}, "@graph": made}
    elif form == "compacted":
        prefixes = {"oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/"}
        made = jsonld.compact(whole, prefixes, options)
    elif form == "graph":
        made = {"@context": whole["@context"], "@graph": whole["first"]["items"]}
    else:
        made = whole["first"]["items"]
    if form == "lines":
        made = b"\n".join(json.dumps(one).encode() for one in made)
    again = of_w3c(made)
    assert again.unread == ()
    assert by_key(again.marks) == by_key(back.marks)
    assert {one.key: one for one in again.documents} == {one.key: one for one in back.documents}
    assert {one.key: one for one in again.authors} == {one.key: one for one in back.authors}


def by_key(marks: tuple[Mark, ...]) -> dict[str, Mark]:
    return {mark.key: mark for mark in marks}


def test_what_is_about_nothing_in_the_file_is_told(data: bytes) -> None:
    whole = json.loads(data)
    items = whole["first"]["items"]
    gone = items.pop(0)
    back = of_w3c(whole)
    assert not any(mark.key == gone["id"] or mark.on == gone["id"] for mark in back.marks)
    # its correction, two verdicts, evidence with a note, two notes with an answer
    lost = [one for one in back.unread if one.why == "What it is about is not in the file."]
    assert len(lost) == len(back.unread) == 10
    kept = {mark.key for mark in back.marks}
    assert all((mark.on or mark.answers or mark.key) in kept for mark in back.marks)


def test_our_files_are_known(data: bytes) -> None:
    assert annotations_in.knows("any.json", data[: 1 << 16])
    assert [one.name for one in IMPORTS if one.knows("a.json", data[: 1 << 16])] == [
        "web-annotation"
    ]
