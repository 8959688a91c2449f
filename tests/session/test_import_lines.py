# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole project goes out as JSON lines and comes into another one with all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import InputError
from sidelight.exchange.incoming import Author, IncomingDocument, Mark, Place
from sidelight.language import use
from sidelight.model.areas import fitted
from sidelight.session.areas import Read
from sidelight.session.exporting import export
from sidelight.session.import_words import counted, kind_words
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session
from sidelight.text.characters import shown
from tests.exchange.checked import ARTICLE, LETTER, checked
from tests.exchange.lines_given import FIRST, as_lines, claim
from tests.session.brought import BEA, file, mark

DOOR, ROOF = (60.0, 80.0, 320.0, 140.5), (60.0, 200.0, 320.0, 240.0)


@pytest.fixture(scope="module", autouse=True)
def _in_english() -> Iterator[None]:
    use("en")
    yield
    use("")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines")


@pytest.fixture(scope="module")
def given(folder: Path) -> Iterator[Session]:
    """Ann's checked project, with a claim on two pictures of the article."""
    with checked(folder) as made:
        yield made


@pytest.fixture(scope="module")
def lines(given: Session, folder: Path) -> Path:
    export(given, folder / "pact.jsonl")
    return folder / "pact.jsonl"


@pytest.fixture(scope="module")
def other(given: Session, lines: Path, folder: Path) -> Iterator[Session]:
    """Dan's project with the same documents, after the lines came in."""
    with Session.create(folder / "other.sidelight", "O", by="Dan", reader=given.reader) as made:
        made.add_text(ARTICLE, kind="article", title="The pact")
        made.add_text(LETTER, title="Письмо")
        made.add_document(folder / "register.pdf", title="Register")
        plan = plan_import(made, read_file(made, lines))
        assert plan.format == "jsonl"
        assert plan.unplaced == ()
        assert {one.author.name: one.me for one in plan.authors} == {"Ann": False, "Bob": False}
        take_in(made, plan)
        yield made


def said(session: Session) -> list[dict[str, Any]]:
    """All that claims say, people by their names."""

    def by(one: Any) -> tuple[str, Any]:
        return session.project.reviewer(one.reviewer).name, one.made_at.replace(microsecond=0)

    def at(passage: Any) -> tuple[Any, ...]:
        where = (passage.document, passage.start, passage.end, passage.page, passage.area)
        return (*where, passage.quote, passage.prefix, passage.suffix, passage.translation)

    return [
        {
            "claim": (one.number, one.restatement, one.kind, one.speaker, one.said_on, one.severity,
                      one.correction, one.tags, *by(one)),
            "passages": [at(part.passage) for part in one.passages],
            "verdicts": [(v.verdict, v.denied_by, shown(v.reason), v.as_of, *by(v))
                         for v in one.verdicts],
            "decision": one.decision and (one.decision.verdict, one.decision.reason,
                                          *by(one.decision)),
            "evidence": [(at(e.passage), e.stance, e.note, *by(e)) for e in one.evidence],
            "described": [(d.kind, d.words, d.who, d.stance, *by(d)) for d in one.described],
            "responses": [(r.party, r.answer, r.when, r.where, *by(r)) for r in one.responses],
            "notes": [(shown(n.text), n.answers, *by(n)) for n in one.notes if not n.private],
        }
        for one in session.project.claims()
    ]  # fmt: skip


def test_all_that_was_said_comes_into_another_project(given: Session, other: Session) -> None:
    there, here = said(given), said(other)
    for one in (*there, *here):
        # what was said within one second has no order
        for field in ("verdicts", "evidence", "notes"):
            one[field].sort(key=repr)
    for mine, theirs in zip(here, there, strict=True):
        for field, told in theirs.items():
            assert mine[field] == told, field
    assert here[0]["responses"][0][:2] == ("Moscow", "denied")
    assert here[1]["decision"][:2] == ("disputed", "Part of it is sea.")
    notes = {(d.title, n.text) for d in other.project.documents() for n in other.notes_on(d.id)}
    assert notes == {("Письмо", "Typed."), ("Письмо", "Arms, or a weapon?")}
    assert not [fault for fault in other.file.check() if fault.damage]


def test_it_comes_once(given: Session, other: Session, lines: Path) -> None:
    for session in (given, other):
        plan = plan_import(session, read_file(session, lines))
        assert (plan.coming, plan.unplaced) == ((), ())
        assert plan.known == len(plan.incoming.marks)


def test_ids_are_those_of_the_other_project(given: Session, other: Session) -> None:
    for one, two in zip(given.project.claims(), other.project.claims(), strict=True):
        assert one.id == two.id
        assert [r.id for r in one.responses] == [r.id for r in two.responses]
        assert {e.id for e in one.evidence} == {e.id for e in two.evidence}


def test_who_reads_their_own_lines_elsewhere_is_themselves(
    given: Session, lines: Path, folder: Path
) -> None:
    with Session.create(folder / "mine.sidelight", "M", by="Ann", reader=given.reader) as made:
        made.add_text(ARTICLE, kind="article", title="The pact")
        plan = plan_import(made, read_file(made, lines))
        mine = {one.author.name: one.me for one in plan.authors}
        assert mine["Ann"] == (made.me == given.me)
        assert {one.why for one in plan.unplaced} >= {
            "“Письмо” is not in the project. Add it, or say which document it is."
        }


def test_responses_are_counted_and_named(session: Session) -> None:
    on = mark("c", "thanked Stalin")
    asked = {"party": " Moscow ", "answer": "declined", "when": "May", "where": "by telephone"}
    said_ = [
        Mark("r", "response", author=BEA.key, on="c", values=asked),
        Mark("odd", "response", author=BEA.key, on="c", values={"party": "Seoul", "answer": "?"}),
        Mark("none", "response", author=BEA.key, on="c", values={"answer": "denied"}),
        Mark("away", "response", author=BEA.key, on="nothing", values=asked),
    ]
    plan = plan_import(session, file(on, *said_))
    assert counted(plan) == "1 claim, 2 responses"
    assert [one.why for one in plan.unplaced] == [
        "It does not say who was asked.",
        "The claim that it is on does not come in.",
    ]
    verdicts = session.project.verdicts
    named = [kind_words(verdicts, one) for one in plan.coming if one.what == "response"]
    assert named == ["Response of a party, declined to comment", "Response of a party"]
    take_in(session, plan)
    (made,) = session.project.claims()
    found = {r.party: (r.answer, r.when, r.where) for r in made.responses}
    assert found == {"Moscow": ("declined", "May", "by telephone"), "Seoul": ("", "", "")}
    assert {session.project.reviewer(r.reviewer).name for r in made.responses} == {"Bea"}
    again = plan_import(session, file(on, *said_))
    assert (again.coming, again.known) == ((), 3)
    session.undo()
    assert session.project.claims() == []


def test_a_response_that_is_here_already_does_not_come(session: Session) -> None:
    article = session.document("1")
    mine = session.claim(article, *session.locate(article, "thanked Stalin"))
    session.respond(mine.id, "Moscow", answer="denied")
    said_ = [
        Mark(key, "response", author=BEA.key, on="c", values={"party": "Moscow", "answer": answer})
        for key, answer in (("same", "denied"), ("other", "confirmed"))
    ]
    plan = plan_import(session, file(mark("c", "thanked Stalin"), *said_))
    assert [(one.what, one.says, one.claim) for one in plan.coming] == [
        ("response", "confirmed", mine.label)
    ]


def test_of_two_decisions_on_the_same_words_the_first_counts(session: Session) -> None:
    claims = [Mark(key, "claim", author=BEA.key, places=(Place("article", "Aid came twice"),))
              for key in ("a", "b")]  # fmt: skip
    said_ = [
        Mark(f"{on} decided", "decision", author=BEA.key, on=on, values={"verdict": word})
        for on, word in (("a", "verified"), ("b", "denied"))
    ]
    plan = plan_import(session, file(*claims, *said_))
    assert (plan.counts, plan.known) == ({"claim": 1, "decision": 1}, 2)
    take_in(session, plan)
    (made,) = session.project.claims()
    assert made.decision
    assert made.decision.verdict == "verified"


def test_the_order_that_somebody_chose_is_kept(session: Session) -> None:
    said_ = [
        Mark(key, "described", author=BEA.key, on="c", values={"words": key, "order": order})
        for key, order in (("a", "3"), ("b", "1"), ("c2", "x"), ("d", "2"))
    ]
    take_in(session, plan_import(session, file(mark("c", "thanked Stalin"), *said_)))
    (made,) = session.project.claims()
    assert [one.words for one in made.described] == ["c2", "b", "d", "a"]


def test_each_picture_of_a_claim_keeps_what_was_read_there(given: Session, folder: Path) -> None:
    with Session.create(folder / "two.sidelight", "T", by="Eve", reader=given.reader) as made:
        paper = made.add_document(folder / "register.pdf", kind="article", title="Register")
        claim_ = made.claim_area(paper, 2, DOOR, read=Read("Der Hafen", "The harbour"))
        made.add_place(claim_.id, made.area(paper, 2, ROOF))
        export(made, folder / "two.jsonl")
        with Session.create(folder / "three.sidelight", "3", by="Fay", reader=given.reader) as last:
            last.add_document(folder / "register.pdf", kind="article", title="Register")
            take_in(last, plan_import(last, read_file(last, folder / "two.jsonl")))
            (back,) = last.project.claims()
    read = {(p.area, p.quote, p.translation) for p in (one.passage for one in back.passages)}
    sheet = given.pages(given.document("Register"))[1]
    assert read == {
        (fitted(DOOR, sheet.width, sheet.height), "Der Hafen", "The harbour"),
        (fitted(ROOF, sheet.width, sheet.height), "", ""),
    }


def test_readings_are_not_given_to_another_place(session: Session) -> None:
    read = {"transcription": "x", "transcription 2": "y"}
    places = (Place("gone", page=1, area=None, quote="never said"), Place("article", "Aid came"))
    documents = [IncomingDocument("article", title="pasted.txt"), IncomingDocument("gone")]
    odd = Mark("c", "claim", author=BEA.key, places=places, values=read)
    plan = plan_import(session, file(odd, documents=documents))
    assert plan.counts == {"claim": 1}
    assert not [one for one in plan.settings if one.field == "transcription"]


def test_a_verdict_that_the_project_does_not_have_is_told(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    own = {"id": "v", "verdict": "unclear", "reviewer": "x"}
    path.write_bytes(as_lines(claim(passages=[], restatement="Kim gave thanks.", verdicts=[own])))
    plan = plan_import(session, read_file(session, path))
    assert plan.counts == {"claim": 1}
    (lost,) = plan.unplaced
    assert lost.why == "“unclear” is no verdict of this project. Add it first."
    assert Author("urn:uuid:" + "1" * 8 + "-1111" * 3 + "-" + "1" * 12, "Ann") in [
        one.author for one in plan.authors
    ]


def test_another_version_is_told_before_anything_is_planned(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines(claim(), first=FIRST | {"version": 9}))
    with pytest.raises(InputError, match="version 9"):
        read_file(session, path)
