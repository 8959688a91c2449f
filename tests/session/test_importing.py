# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes in from other programs: what marks become, whose they are, and one undo step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.exchange.incoming import IncomingDocument, Mark, Place
from sidelight.model.authorship import imported
from sidelight.model.imported import is_away
from sidelight.model.records import Claim
from sidelight.session.history import history
from sidelight.session.import_choices import ADD_ARTICLE, LEAVE_OUT, ME, ImportChoices
from sidelight.session.import_plan import ImportPlan
from sidelight.session.importing import ReadFile, plan_import, take_in
from sidelight.session.session import Session
from tests.session.brought import BEA, CY, LONG_AGO, file, mark


def taken_in(session: Session, read: ReadFile, choices: ImportChoices | None = None) -> ImportPlan:
    plan = plan_import(session, read, choices or ImportChoices())
    take_in(session, plan)
    return plan


def only(session: Session) -> Claim:
    (claim,) = session.project.claims()
    return claim


def whys(plan: ImportPlan) -> list[str]:
    return [one.why for one in plan.unplaced]


def test_a_highlight_of_the_article_becomes_a_claim_of_its_author(session: Session) -> None:
    plan = taken_in(session, file(mark("1", "thanked Stalin", text="Which letter?")))
    claim = only(session)
    assert claim.quote == "thanked Stalin"
    assert session.project.reviewer(claim.reviewer).name == "Bea"
    assert claim.made_at == LONG_AGO
    assert not claim.verdicts
    (note,) = claim.notes
    assert (note.text, note.reviewer, note.made_at) == ("Which letter?", claim.reviewer, LONG_AGO)
    assert [one.what for one in plan.coming] == ["claim", "note"] or plan.counts["claim"] == 1


def test_a_red_one_is_the_verdict_of_its_author_with_the_words_as_reason(session: Session) -> None:
    taken_in(session, file(mark("1", "Aid came twice", group="red", text="It came once.")))
    (verdict,) = only(session).verdicts
    assert (verdict.verdict, verdict.reason) == ("denied", "It came once.")
    assert (verdict.as_of, verdict.made_at) == ("2020-05-04", LONG_AGO)
    assert session.project.reviewer(verdict.reviewer).name == "Bea"
    assert is_away(verdict.reviewer)


def test_a_comment_that_repeats_the_words_says_nothing(session: Session) -> None:
    taken_in(session, file(mark("1", "thanked Stalin", text="thanked  Stalin ")))
    assert not only(session).notes


def test_the_tag_that_is_the_verdict_is_no_tag_of_the_claim(session: Session) -> None:
    taken_in(session, file(mark("1", "thanked Stalin", group="red", tags=("denied", "aid"))))
    assert only(session).tags == ("aid",)


def test_the_marks_of_somebody_can_be_left_out(session: Session) -> None:
    read = file(mark("1", "thanked Stalin"), mark("2", "Aid came twice", author=CY.key))
    plan = taken_in(session, read, ImportChoices(authors={CY.key: LEAVE_OUT}))
    assert only(session).quote == "thanked Stalin"
    assert plan.omitted == 1
    assert [one.chosen for one in plan.authors] == ["", LEAVE_OUT]


def test_the_rule_of_a_group_can_be_changed(session: Session) -> None:
    read = file(mark("1", "thanked Stalin"), mark("2", "Aid came twice", group="red"))
    rules = ImportChoices(groups={"yellow": "verified", "red": "nothing"})
    plan = taken_in(session, read, rules)
    assert [v.verdict for v in only(session).verdicts] == ["verified"]
    assert plan.omitted == 1
    assert {one.group.key: one.outcome for one in plan.groups}["red"] == "nothing"


def test_who_says_that_bea_is_me_gives_the_verdict_as_mine(session: Session) -> None:
    read = file(mark("1", "Aid came twice", group="red"))
    taken_in(session, read, ImportChoices(authors={BEA.key: ME}))
    (verdict,) = only(session).verdicts
    assert verdict.reviewer == session.me
    assert verdict.id == f"{only(session).id}.{session.me}"
    assert verdict.seen == "first"
    session.judge(only(session).id, "verified")
    assert [v.verdict for v in only(session).verdicts] == ["verified"]


def test_a_mark_in_a_source_becomes_a_note_on_its_words(session: Session) -> None:
    letter = session.document("Письмо")
    there = IncomingDocument("letter", sha256=letter.id)
    wordless = replace(mark("1", "x"), places=(Place("letter", "хранится в архиве"),), group="red")
    taken_in(session, file(wordless, documents=[there]))
    (note,) = session.notes_on(letter.id)
    assert note.text == "Highlight, red"
    assert note.passage
    assert note.passage.quote == "хранится в архиве"
    assert session.project.reviewer(note.reviewer).name == "Bea"


def test_all_that_came_is_one_undo_step_and_comes_again_by_redo(session: Session) -> None:
    read = file(
        mark("1", "thanked Stalin", text="Which letter?"),
        mark("2", "Aid came twice", group="red", author=CY.key),
    )
    before = [r.name for r in session.project.reviewers()]
    taken_in(session, read)
    verdicts = [v for claim in session.project.claims() for v in claim.verdicts]
    assert session.undo() == "import × 2"
    assert not session.project.claims()
    assert [r.name for r in session.project.reviewers()] == before
    session.redo()
    assert [v for claim in session.project.claims() for v in claim.verdicts] == verdicts
    assert {r.name for r in session.project.reviewers()} == {"Ann", "Bea", "Cy"}


def test_what_came_before_does_not_come_twice(session: Session) -> None:
    read = file(mark("1", "thanked Stalin", text="Why?"), mark("2", "Aid came twice", group="red"))
    taken_in(session, read)
    again = plan_import(session, read)
    assert (again.coming, again.known) == ((), 2)
    with pytest.raises(Refused, match="Nothing in"):
        take_in(session, again)


def test_what_was_undone_may_come_again(session: Session) -> None:
    read = file(mark("1", "thanked Stalin", text="Why?"))
    taken_in(session, read)
    session.undo()
    taken_in(session, read)
    assert [note.text for note in only(session).notes] == ["Why?"]
    assert session.project.reviewer(only(session).reviewer).name == "Bea"


def test_words_that_are_claimed_already_get_the_verdict_too(session: Session) -> None:
    article = session.document("1")
    mine = session.claim(article, *session.locate(article, "Aid came twice"), "verified")
    plan = taken_in(session, file(mark("1", "Aid came twice", group="red", text="Once.")))
    assert {v.verdict for v in only(session).verdicts} == {"verified", "denied"}
    assert [one.claim for one in plan.coming] == [mine.label]


def test_two_authors_who_mark_the_same_words_judge_one_claim(session: Session) -> None:
    read = file(
        mark("1", "Aid came twice", group="red"),
        mark("2", "Aid came twice", group="red", author=CY.key),
        mark("3", "Aid came twice", group="red", author=CY.key),
    )
    plan = taken_in(session, read)
    names = {session.project.reviewer(v.reviewer).name for v in only(session).verdicts}
    assert names == {"Bea", "Cy"}
    assert plan.known == 1


def test_words_that_do_not_stand_there_find_no_place_and_say_why(session: Session) -> None:
    plan = plan_import(session, file(mark("1", "Kim denied it"), mark("2", "ai")))
    assert whys(plan) == [
        "Its words do not stand in “The pact, explained”.",
        "Its words stand in “The pact, explained” in several places.",
    ]
    assert (plan.unplaced[0].words, plan.unplaced[0].author) == ("Kim denied it", "Bea")


def test_a_document_that_is_not_there_is_named(session: Session) -> None:
    there = IncomingDocument("treaty", title="The treaty")
    lost = replace(mark("1", "x"), places=(Place("treaty", "Article 4"),))
    plan = plan_import(session, file(lost, documents=[there]))
    assert whys(plan) == [
        "“The treaty” is not in the project. Add it, or say which document it is."
    ]
    named = ImportChoices(documents={"treaty": session.document("1").id})
    assert whys(plan_import(session, file(lost, documents=[there]), named)) == [
        "Its words do not stand in “The pact, explained”."
    ]
    out = ImportChoices(documents={"treaty": LEAVE_OUT})
    assert plan_import(session, file(lost, documents=[there]), out).omitted == 1


def test_a_document_that_the_file_brings_is_added_with_its_marks(session: Session) -> None:
    words = "A second article.\n\nThe border is 17 km long.\n"
    there = IncomingDocument("2", name="second.txt", title="Second", data=words.encode())
    read = file(
        replace(mark("1", "x"), places=(Place("2", "17 km"),), group="red"), documents=[there]
    )
    plan = plan_import(session, read)
    assert [(one.what, one.place) for one in plan.coming] == [
        ("document", "Second"),
        ("note", "Second"),
    ]
    taken_in(session, read, ImportChoices(documents={"2": ADD_ARTICLE}))
    added = session.document("Second")
    assert (added.kind, added.number) == ("article", 3)
    claim = only(session)
    assert (claim.document, claim.quote) == (added.id, "17 km")
    assert not [fault for fault in session.file.check() if fault.damage]
    session.undo()
    assert len(session.project.documents()) == 2


def test_a_document_that_comes_twice_is_added_once(session: Session) -> None:
    words = b"A second article.\n\nThe border is 17 km long.\n"
    twice = [IncomingDocument(key, name=f"{key}.txt", data=words) for key in ("one", "two")]
    marks = [replace(mark(key, "x"), places=(Place(key, "17 km"),)) for key in ("one", "two")]
    plan = taken_in(session, file(*marks, documents=twice))
    assert [one.what for one in plan.coming].count("document") == 1
    assert len(session.project.documents()) == 3


def test_where_the_file_names_no_document_one_can_be_named(session: Session) -> None:
    nameless = replace(mark("1", "x"), places=(Place("", "хранится в архиве"),))
    read = file(nameless, documents=[])
    (meant,) = plan_import(session, read).documents
    assert (meant.document.key, meant.chosen) == ("", session.document("1").id)
    chosen = ImportChoices(documents={"": session.document("Письмо").id})
    assert [one.what for one in plan_import(session, read, chosen).coming] == ["note"]
    session.add_text("Another article.", kind="article", title="Another")
    plan = plan_import(session, read)
    assert whys(plan) == ["It does not say which document it is in. Name one."]
    assert plan.documents[0].ground is None


def test_a_note_answers_what_it_answers_there(session: Session) -> None:
    read = file(
        Mark("3", "note", author=CY.key, text="Yes.", answers="2"),
        Mark("2", "note", author=BEA.key, text="Sure?", on="1"),
        mark("1", "thanked Stalin"),
        Mark("4", "note", author=CY.key, text="Lost.", answers="9"),
        Mark("5", "note", author=CY.key, text="In a circle.", answers="6"),
        Mark("6", "note", author=CY.key, text="In a circle.", answers="5"),
    )
    plan = taken_in(session, read)
    first, second = only(session).notes
    by_text = {note.text: note for note in (first, second)}
    assert by_text["Yes."].answers == by_text["Sure?"].id
    assert whys(plan) == ["What it answers does not come in."] * 3


def test_a_private_note_of_somebody_else_stays_out_and_mine_stays_private(
    session: Session,
) -> None:
    private = Mark("2", "note", author=BEA.key, text="Hush.", on="1", values={"private": "yes"})
    read = file(mark("1", "thanked Stalin"), private)
    plan = plan_import(session, read)
    assert whys(plan) == ["It is private to whoever wrote it."]
    taken_in(session, read, ImportChoices(authors={BEA.key: ME}))
    (note,) = only(session).notes
    assert (note.private, note.reviewer) == (True, session.me)


def whole_claim(session: Session) -> ReadFile:
    """A claim with its record, verdicts, evidence and a decision, and what fits nowhere."""
    documents = [
        IncomingDocument("article", title="pasted.txt"),
        IncomingDocument("letter", sha256=session.document("Письмо").id),
    ]
    record = {"restatement": "Kim thanked Stalin.", "severity": "grave", "kind": "quotation"}
    denied = {"verdict": "denied", "denied_by": "The embassy", "as_of": "2021-01-02"}
    kept = {"stance": "contradicts", "match": "translated", "level": "nonsense"}
    called = {"kind": "call", "who": "The archive"}
    there = (Place("letter", "Её текст"),)
    yes = {"verdict": "verified"}
    return file(
        mark("1", "thanked Stalin", what="claim", tags=("aid", "1950"), values=record),
        Mark("2", "verdict", author=BEA.key, on="1", values=yes, text="Seen."),
        Mark("3", "verdict", author=CY.key, on="1", values=denied),
        Mark("4", "evidence", author=CY.key, on="1", text="as kept", places=there, values=kept),
        Mark("5", "described", author=CY.key, on="1", text="He rang back.", values=called),
        Mark("6", "decision", author=BEA.key, on="1", values=yes, text="So."),
        Mark("7", "note", author=BEA.key, on="4", text="Which page?"),
        Mark("8", "verdict", author=BEA.key, on="1", values={"verdict": "mostly-so"}),
        Mark("9", "evidence", author=BEA.key, on="nothing", places=there),
        documents=documents,
    )


def test_a_private_highlight_of_somebody_else_stays_out_too(session: Session) -> None:
    for group in ("red", "yellow", "notes"):
        hidden = mark("1", "thanked Stalin", group=group, text="Hush.", values={"private": "yes"})
        plan = plan_import(session, file(hidden))
        assert plan.coming == ()
        assert whys(plan) == ["It is private to whoever wrote it."]


def test_a_claim_comes_with_its_record_and_the_verdicts_on_it(session: Session) -> None:
    plan = taken_in(session, whole_claim(session))
    made = only(session)
    names = {one.id: one.name for one in session.project.reviewers()}
    said = (made.restatement, made.severity, made.tags)
    assert said == ("Kim thanked Stalin.", "grave", ("1950", "aid"))
    assert {(names[v.reviewer], v.verdict, v.denied_by, v.as_of) for v in made.verdicts} == {
        ("Bea", "verified", "", ""),
        ("Cy", "denied", "The embassy", "2021-01-02"),
    }
    assert made.decision
    assert (made.decision.verdict, made.decision.reason) == ("verified", "So.")
    assert names[made.decision.reviewer] == "Bea"
    assert whys(plan) == [
        "“mostly-so” is no verdict of this project. Add it first.",
        "The claim that it is on does not come in.",
    ]


def test_a_claim_comes_with_its_evidence_and_notes_on_that(session: Session) -> None:
    taken_in(session, whole_claim(session))
    made = only(session)
    (evidence,) = made.evidence
    said = (evidence.stance, evidence.match, evidence.level, evidence.note)
    assert said == ("contradicts", "translated", "", "as kept")
    assert session.project.reviewer(evidence.reviewer).name == "Cy"
    (described,) = made.described
    said = (described.kind, described.who, described.words, described.note)
    assert said == ("call", "The archive", "He rang back.", "")
    assert [(n.text, n.part) for n in made.notes] == [("Which page?", evidence.id)]
    assert not [fault for fault in session.file.check() if fault.damage]


def test_the_file_says_where_each_record_comes_from(session: Session) -> None:
    taken_in(session, file(mark("1", "thanked Stalin")))
    found = imported(session.project.log, ("claim", only(session).id))
    assert found
    assert (found.file, found.key, found.at) == ("marks.made", "1", LONG_AGO)
    lines = history(session.project, me=session.me)
    assert (lines[-1].act, lines[-1].reviewer) == ("Imported from another program", "Ann")


def test_a_plan_of_before_is_refused_after_another_act(session: Session) -> None:
    plan = plan_import(session, file(mark("1", "thanked Stalin")))
    session.add_text("More words.")
    with pytest.raises(Refused, match="has changed since"):
        take_in(session, plan)


def test_somebody_of_another_program_is_nobody_to_be(session: Session) -> None:
    taken_in(session, file(mark("1", "thanked Stalin")))
    claim = only(session).id
    for act in (session.be, lambda who: session.assign_many([claim], who),
                lambda who: session.second_many([claim], who)):  # fmt: skip
        with pytest.raises(Refused, match="another program"):
            act("Bea")


def test_what_came_is_merged_like_all_else(session: Session, tmp_path: Path) -> None:
    copy = session.share(tmp_path / "copy.sidelight")
    read = file(mark("1", "thanked Stalin"), mark("2", "Aid came twice", group="red"))
    taken_in(session, read)
    with Session.open(copy, by="Dan") as other:
        taken_in(other, read)
        with other.plan_merge([session.file.path]) as plan:
            other.merge(plan)
        claims = other.project.claims()
        assert sorted(claim.quote for claim in claims) == ["Aid came twice", "thanked Stalin"]
        assert [len(claim.verdicts) for claim in claims if claim.verdicts] == [1]
        assert not other.conflicts()
