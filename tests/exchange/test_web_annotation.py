# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as Web Annotations, read back as a graph by a JSON-LD processor that is not ours."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sidelight.exchange import claim_review, web_annotation
from sidelight.exchange.outgoing import Outgoing, Written
from sidelight.model.records import Claim
from sidelight.session.exporting import outgoing
from sidelight.session.session import Session
from tests.exchange.checked import HOSTILE, KEPT, SECRET, checked, name_of
from tests.exchange.json_ld import AS, DC, DCTERMS, FOAF, OA, Graph

BODY, TARGET, SOURCE = f"{OA}hasBody", f"{OA}hasTarget", f"{OA}hasSource"
RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def write(given: Outgoing) -> Written:
    return web_annotation.write(given, lambda _share, _word: None)


@pytest.fixture(scope="module")
def graph(given: Outgoing) -> Graph:
    return Graph(json.loads(write(given).data))


def claim(graph: Graph, label: str) -> str:
    (found,) = (a for a in graph.annotations("highlighting") if graph.one(a, LABEL) == label)
    return found


def about(graph: Graph, motivation: str, target: str) -> list[str]:
    found = graph.annotations(motivation)
    return [one for one in found if graph.all(one, TARGET) == [target]]


def test_every_record_is_there_once(given: Outgoing, graph: Graph) -> None:
    claims = given.claims
    expected = Counter({
        "highlighting": len(claims),
        "editing": sum(bool(one.correction) for one in claims),
        "assessing": sum(len(one.verdicts) + bool(one.decision) for one in claims),
        "linking": sum(len(one.evidence) + len(one.described) for one in claims),
    })  # fmt: skip
    notes = [n for one in claims for n in one.notes] + [
        n for some in given.notes.values() for n in some
    ]
    every = graph.of_type(f"{OA}Annotation")
    for motivation, count in expected.items():
        assert len(graph.annotations(motivation)) == count > 0
    assert len(every) == sum(expected.values()) + len(notes)
    (whole,) = graph.of_type(f"{AS}OrderedCollection")
    assert graph.one(whole, f"{AS}totalItems") == len(every)
    assert sorted(graph.all(graph.one(whole, f"{AS}first"), f"{AS}items")) == sorted(every)
    assert graph.one(whole, f"{AS}first", f"{AS}partOf") == whole
    assert graph.one(whole, LABEL) == given.project.title
    ids = {f"urn:uuid:{i[:8]}-{i[8:12]}-{i[12:16]}-{i[16:20]}-{i[20:]}" for i in
           [*(one.id for one in claims), *(n.id for n in notes)]}  # fmt: skip
    assert ids <= set(every)


def test_a_claim_is_marked_where_it_stands_with_what_is_known_of_it(
    session: Session, given: Outgoing, graph: Graph
) -> None:
    name = claim(graph, "1")
    text = given.layer(session.article()).text.text
    found = []
    for target in graph.all(name, TARGET):
        quote = graph.selector(target, "TextQuoteSelector")
        place = graph.selector(target, "TextPositionSelector")
        start, end = (graph.one(place, OA + one) for one in ("start", "end"))
        found.append(graph.one(quote, f"{OA}exact"))
        assert text[start:end] == found[-1]
        around = [graph.one(quote, OA + one) for one in ("prefix", "suffix")]
        assert found[-1].join(around) in text
        assert graph.one(place, f"{DCTERMS}source") == name_of(text.encode())
        assert graph.one(target, SOURCE) == "https://example.org/pact"
        assert graph.one(target, f"{OA}hasState", f"{OA}sourceDate") == "2024-06-19T12:00:00Z"
        assert graph.one(target, f"{OA}hasState", f"{OA}cachedSource") == KEPT
    assert [" ".join(one.split()) for one in found] == ["thanked Stalin for aid", "Aid came twice"]
    assert graph.bodies(name, "describing") == ["Kim gave thanks"]
    assert graph.bodies(name, "tagging") == ["thanks"]
    assert sorted(graph.bodies(name, "classifying")) == ["event", "grave"]
    (editing,) = graph.annotations("editing")
    assert graph.bodies(editing, "editing") == ["Kim thanked the envoy"]
    assert graph.one(editing, BODY, f"{DC}language") == "en"
    told = [graph.selector(one, "TextQuoteSelector") for one in graph.all(editing, TARGET)]
    assert [graph.one(one, f"{OA}exact") for one in told] == found


def test_verdicts_are_given_by_people_and_whoever_saw_others_answers(
    session: Session, graph: Graph
) -> None:
    said = {
        graph.one(one, f"{DCTERMS}creator", f"{FOAF}name"): one
        for one in about(graph, "assessing", claim(graph, "1"))
    }
    assert graph.bodies(said["Ann"], "tagging") == ["verified"]
    (reason,) = graph.bodies(said["Ann"], "assessing")
    assert reason.startswith("It says so.")
    assert HOSTILE.strip() in reason
    assert graph.bodies(said["Bob"], "tagging") == ["denied"]
    assert graph.bodies(said["Bob"], "identifying") == ["Moscow"]
    assert set(graph.annotations("replying")) & set(said.values()) == {said["Bob"]}
    bob = graph.one(said["Bob"], f"{DCTERMS}creator")
    assert graph.nodes[bob]["@type"] == [f"{FOAF}Person"]
    hex_ = next(one.id for one in session.project.reviewers() if one.name == "Bob")
    assert bob.removeprefix("urn:uuid:").replace("-", "") == hex_
    decided = [
        one
        for one in about(graph, "assessing", claim(graph, "2"))
        if graph.bodies(one, "classifying") == ["decision"]
    ]
    assert [graph.bodies(one, "tagging") for one in decided] == [["disputed"]]
    for one in graph.of_type(f"{OA}Annotation"):
        assert graph.one(one, f"{AS}generator", f"{FOAF}name") == "Sidelight"
        assert graph.one(one, f"{DCTERMS}created").endswith("Z")


def test_evidence_leads_from_its_source_to_the_claim(given: Outgoing, graph: Graph) -> None:
    name = claim(graph, "1")
    linked = [a for a in graph.annotations("linking") if name in graph.all(a, BODY)]
    words, area = sorted(linked, key=lambda one: graph.bodies(one, "tagging"))
    assert graph.bodies(words, "tagging") == ["contradicts"]
    assert graph.bodies(words, "commenting") == ["See there."]
    assert graph.one(words, TARGET, SOURCE).startswith("https://xn--e1afmkfd.xn--p1ai/%D0%BF")
    assert graph.bodies(area, "describing") == ["Der Hafen", "The harbour"]
    target = graph.one(area, TARGET)
    assert graph.one(graph.selector(target, "FragmentSelector"), RDF_VALUE) == (
        "page=2&viewrect=60,80,260,60.5"
    )
    state = graph.one(target, f"{OA}hasState")
    assert graph.one(state, f"{OA}sourceDateStart") == "2026-11-26T00:00:00Z"
    register = next(one for one in given.documents if one.title == "Register")
    assert graph.one(state, f"{OA}cachedSource") == name_of(given.data(register))
    (told,) = about(graph, "linking", name)
    assert graph.bodies(told, "describing") == ["She confirmed it."]


def test_notes_are_where_they_were_written(graph: Graph) -> None:
    name = claim(graph, "1")
    (asked,) = about(graph, "questioning", name)
    assert graph.bodies(asked, "questioning") == ["Which aid?"]
    (answer,) = about(graph, "replying", asked)
    assert graph.bodies(answer, "replying")[0].startswith("Grain.")
    evidence = next(a for a in graph.annotations("linking") if graph.bodies(a, "commenting"))
    assert [graph.bodies(a, "replying") for a in about(graph, "replying", evidence)] == [
        ["A copy."]
    ]
    (place,) = about(graph, "questioning", graph.all(name, TARGET)[0])
    assert graph.bodies(place, "questioning") == ["Twice?"]
    (typed,) = graph.annotations("commenting")
    assert graph.one(typed, TARGET).startswith("https://xn--e1afmkfd.")
    (arms,) = (
        a for a in graph.annotations("questioning") if "weapon" in graph.one(a, BODY, RDF_VALUE)
    )
    quote = graph.selector(graph.one(arms, TARGET), "TextQuoteSelector")
    assert graph.one(quote, f"{OA}exact") == "무기"


def test_texts_stay_texts_and_nothing_private_is_told(given: Outgoing, graph: Graph) -> None:
    data = write(given).data
    assert SECRET.encode() not in data
    assert not any("evil.example" in name for name in graph.nodes)
    plain = {a: graph.all(a, f"{DC}format") for a in graph.of_type(f"{OA}TextualBody")}
    hostile = [a for a in plain if "evil.example" in graph.one(a, RDF_VALUE)]
    assert len(hostile) == 2
    assert all(plain[a] == ["text/plain"] for a in hostile)
    assert "1 party answered is not in it" in write(given).remarks[0]


def test_the_same_project_is_the_same_bytes(session: Session, given: Outgoing) -> None:
    later = replace(outgoing(session), made_at=given.made_at)
    assert write(later).data == write(given).data
    ids = {one["id"] for one in json.loads(write(outgoing(session)).data)["first"]["items"]}
    assert ids == {one["id"] for one in json.loads(write(given).data)["first"]["items"]}


def test_without_its_text_a_passage_has_its_words(given: Outgoing) -> None:
    absent = replace(given, absent=frozenset(one.id for one in given.documents))
    written = write(absent)
    graph = Graph(json.loads(written.data))
    assert graph.of_type(f"{OA}TextPositionSelector") == []
    (first, _second) = graph.all(claim(graph, "1"), TARGET)
    quote = graph.selector(first, "TextQuoteSelector")
    assert graph.one(quote, f"{OA}exact") == "thanked Stalin for aid"
    assert any("only their words" in one for one in written.remarks)


def test_a_claim_in_no_document_is_about_the_collection(given: Outgoing) -> None:
    lone = Claim("f" * 32, 9, "9", (), restatement="Oil was sold")
    graph = Graph(json.loads(write(replace(given, claims=(lone,), notes={})).data))
    (whole,) = graph.of_type(f"{AS}OrderedCollection")
    assert graph.all(claim(graph, "9"), TARGET) == [whole]
    empty = json.loads(write(replace(given, claims=(), notes={})).data)
    assert (empty["total"], empty["first"]["items"]) == (0, [])


def test_what_others_think_is_not_told_to_who_judges_blind(tmp_path: Path) -> None:
    with checked(tmp_path) as session:
        first = session.claim_called("1")
        session.describe(first.id, {"restatement": SECRET[::-1]})
        eve = session.invite("Eve")
        session.second_many([first.id], eve.label, blind=True)
        session.be(eve.id)
        data = write(outgoing(session)).data
        reviews = json.loads(claim_review.write(outgoing(session), lambda _share, _word: None).data)
    assert [one["claimReviewed"] for one in reviews["@graph"]] == [
        "A land border",
        "Nobody sold arms",
    ]
    graph = Graph(json.loads(data))
    name = claim(graph, "1")
    for motivation in ("assessing", "linking", "replying", "questioning"):
        assert about(graph, motivation, name) == []
    assert graph.annotations("editing") == []
    assert graph.all(name, f"{DCTERMS}modified") == []
    for word in ("grave", "Which aid", "See there", "It says so", "They said so", "Typed."):
        assert word.encode() not in data
