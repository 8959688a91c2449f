# SPDX-License-Identifier: AGPL-3.0-or-later
"""The next draft of an article: what is carried over, confirmed, placed, said to be gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.errors import DocumentError, Refused, UnknownName
from sidelight.model.records import Claim, Document
from sidelight.session.draft_lines import (
    DraftLine,
    differences,
    draft_facts,
    draft_lines,
    planned_lines,
)
from sidelight.session.drafts import DraftFile
from sidelight.session.session import Session
from sidelight.session.signatures import signed
from sidelight.session.signing import left_open
from sidelight.text.ink import ink_of
from tests.session.conftest import ARTICLE

NEXT = """The pact, explained

Kim thanked Stalin for all the aid. Aid came twice.

Nobody speaks of the coast.
"""


def mark(session: Session, quote: str, verdict: str = "") -> Claim:
    article = session.article()
    return session.claim(article, *session.locate(article, quote), verdict)


def marked(session: Session) -> dict[str, Claim]:
    """Three claims: one stands in the next draft, one changed, one went."""
    quotes = {
        "stands": "Aid came twice.",
        "changed": "Kim thanked Stalin for aid.",
        "went": "A land border is shared.",
    }
    return {name: mark(session, quote, "verified") for name, quote in quotes.items()}


def written(folder: Path, text: str = NEXT, name: str = "second.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def lines(session: Session, draft: Document) -> dict[str, DraftLine]:
    return {line.label: line for line in draft_lines(session, draft)}


def words(parts: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _changed in parts)


def test_a_new_draft_carries_claims_over_where_their_words_stand(
    session: Session, tmp_path: Path
) -> None:
    claims = marked(session)
    old = session.article()
    draft = session.new_draft(written(tmp_path))
    assert (draft.continues, draft.kind) == (old.id, "article")
    assert session.article() == draft
    found = lines(session, draft)
    states = {name: found[claim.label].state for name, claim in claims.items()}
    assert states == {"stands": "same", "changed": "to confirm", "went": "went"}
    changed = found[claims["changed"].label]
    assert [text for text, new in changed.new if new] == ["all the "] or words(
        changed.new
    ) == "Kim thanked Stalin for all the aid."
    assert 0 < changed.score < 1000
    assert found[claims["went"].label].reason in {"rewritten", "absent"}
    for claim in session.project.claims(draft.id):
        for part in claim.passages:
            document = session.document(part.passage.document)
            there = session.layer(document).text.ink[part.passage.start : part.passage.end]
            assert there == ink_of(part.passage.quote)
    assert session.claim_of(claims["changed"].id).quote == "Kim thanked Stalin for all the aid."
    assert session.claim_of(claims["went"].id).document == old.id
    session.undo()
    assert session.article() == old
    assert [session.claim_of(c.id) for c in claims.values()] == list(claims.values())
    session.redo()
    assert session.article().id == draft.id
    assert {k: line.state for k, line in lines(session, session.article()).items()} == {
        k: line.state for k, line in found.items()
    }


def test_what_changed_is_confirmed_and_what_went_is_placed_or_dropped(
    session: Session, tmp_path: Path
) -> None:
    claims = marked(session)
    draft = session.new_draft(written(tmp_path))
    changed, went = (lines(session, draft)[claims[n].label] for n in ("changed", "went"))
    session.confirm_carried(draft, changed.before)
    assert lines(session, draft)[changed.label].state == "confirmed"
    with pytest.raises(UnknownName):
        session.confirm_carried(draft, changed.before)
    with pytest.raises(Refused):
        session.confirm_carried(draft, went.before)
    session.drop_carried(draft, went.before)
    assert lines(session, draft)[went.label].state == "dropped"
    session.undo()
    assert lines(session, draft)[went.label].state == "went"
    start, end = session.locate(draft, "Nobody speaks of the coast.")
    session.place_carried(draft, went.before, start, end)
    placed = lines(session, draft)[went.label]
    assert (placed.state, placed.place) == ("confirmed", (start, end))
    assert session.claim_of(went.claim).quote == "Nobody speaks of the coast."
    session.drop_carried(draft, went.before)
    assert session.claim_of(went.claim).quote == "A land border is shared."
    for _step in range(2):
        session.undo()
    assert lines(session, draft)[went.label].state == "went"
    session.undo()
    assert lines(session, draft)[changed.label].state == "to confirm"


def test_a_third_draft_finds_again_what_went(session: Session, tmp_path: Path) -> None:
    claims = marked(session)
    second = session.new_draft(written(tmp_path))
    third = session.new_draft(written(tmp_path, ARTICLE + "\nMore.\n", "third.txt"))
    assert third.continues == second.id
    found = lines(session, third)
    assert found[claims["went"].label].state == "same"
    assert found[claims["changed"].label].state == "to confirm"
    facts = draft_facts(session.project)
    assert [facts[d.id].number for d in session.project.documents("article")] == [1, 2, 3]
    assert [facts[d.id].newest for d in session.project.documents("article")] == [
        *(False, False, True)
    ]
    assert facts[third.id].name == "draft 3"
    assert facts[second.id].open == 2
    assert session.document("The pact, explained") == third


def test_two_drafts_of_one_are_both_newest(session: Session, tmp_path: Path) -> None:
    mark(session, "Aid came twice.")
    first = session.article()
    one = session.new_draft(written(tmp_path))
    other = session.new_draft(written(tmp_path, NEXT + "\nEnd.\n", "other.txt"), of=first.label)
    facts = draft_facts(session.project)
    assert facts[one.id].newest
    assert facts[other.id].newest
    assert facts[one.id].name == f"draft 2 ({one.label})"
    with pytest.raises(UnknownName):
        session.article()
    with pytest.raises(UnknownName):
        session.new_draft(written(tmp_path, "x", "x.txt"))


def test_a_plan_keeps_nothing(session: Session, tmp_path: Path) -> None:
    claims = marked(session)
    before = session.fingerprint
    plan = session.plan_draft(DraftFile("second.txt", written(tmp_path).read_bytes()))
    planned = {line.label: line.state for line in planned_lines(plan.carries)}
    assert session.fingerprint == before
    draft = session.keep_draft(plan)
    assert planned == {label: line.state for label, line in lines(session, draft).items()}
    assert len(planned) == len(claims)


def test_an_article_that_is_there_becomes_a_draft(session: Session, tmp_path: Path) -> None:
    marked(session)
    first = session.article()
    path = written(tmp_path)
    second = session.add_document(path, kind="article")
    session.claim(second, *session.locate(second, "the coast"))
    with pytest.raises(UnknownName):
        session.article()
    draft = session.new_draft(path, of=first.label)
    assert draft.id == second.id
    assert session.article() == draft
    with pytest.raises(Refused):
        session.new_draft(path, of=first.label)
    with pytest.raises(Refused):
        session.new_draft(path, of="Письмо")
    session.undo()
    assert len(session.project.documents("article")) == 2
    assert not draft_facts(session.project)


def test_no_draft_is_made_of_what_cannot_be_read(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    before = session.fingerprint
    with pytest.raises(DocumentError):
        session.new_draft(path)
    assert session.fingerprint == before
    letter = written(tmp_path, "Note on a letter\n\nЕё текст хранится в архиве. 로씨야에 무기.\n")
    with pytest.raises(Refused):
        session.new_draft(letter, of="1")


def test_a_claim_marked_late_is_placed_with_one_key(session: Session, tmp_path: Path) -> None:
    old = session.article()
    draft = session.new_draft(written(tmp_path))
    late = session.claim(old, *session.locate(old, "Aid came twice."))
    (line,) = draft_lines(session, draft)
    assert (line.state, line.reason) == ("went", "late")
    session.confirm_carried(draft, line.before)
    assert session.claim_of(late.id).document == draft.id
    session.undo()
    assert session.claim_of(late.id).document == old.id


def test_what_needs_no_check_and_sign_offs_belong_to_their_drafts(
    session: Session, tmp_path: Path
) -> None:
    marked(session)
    old = session.article()
    title = session.locate(old, "The pact, explained")
    session.exempt(old, *title)
    session.hide(old, [title, session.locate(old, "A land border is shared.")])
    session.sign_off(old, "as it stands")
    draft = session.new_draft(written(tmp_path))
    assert [one.passage.quote for one in session.project.exempt(draft.id)] == [
        "The pact, explained"
    ]
    assert draft.hidden == (title,)
    assert "changed since" not in " ".join(signed(session.project, old, session.me))
    said = " ".join(signed(session.project, draft, session.me))
    assert "Ann" in said
    assert "not" in said
    left = " ".join(one.words for one in left_open(session, draft))
    assert "confirm" in left
    session.sign_off(draft)
    assert "Ann" in next(iter(signed(session.project, draft, session.me)))
    assert len(session.coverage(draft).sentences) == 3


def test_the_differences_of_two_drafts(session: Session, tmp_path: Path) -> None:
    old = session.article()
    draft = session.new_draft(written(tmp_path))
    texts = session.layer(old).text, session.layer(draft).text
    found = [(texts[0].slice(*d.old), texts[1].slice(*d.new)) for d in differences(session, draft)]
    assert found[0] == ("", "all the")
    assert differences(session, old) == ()


def test_a_report_is_on_the_newest_draft_and_names_the_one_before(
    session: Session, tmp_path: Path
) -> None:
    claims = marked(session)
    old = session.article()
    draft = session.new_draft(written(tmp_path))
    report = session.report_data()
    assert (report.article.version, report.article.before) == (draft.id, old.id)
    assert report.article.draft == 2
    quotes = {line.label: line.quote for line in report.lines}
    assert quotes == {
        claims["stands"].label: "Aid came twice.",
        claims["changed"].label: "Kim thanked Stalin for all the aid.",
    }
    open_ = {items.what: items.claims for items in report.open_items}
    assert open_["went"] == (claims["went"].label,)
    assert open_["to confirm"] == (claims["changed"].label,)
    html, table = (session.report(tmp_path / name).read_text() for name in ("r.html", "r.md"))
    for text in (html, table):
        assert draft.id in text
        assert old.id in text
    session.drop_carried(draft, lines(session, draft)[claims["went"].label].before)
    assert session.report_data().article.gone == (claims["went"].label,)
    assert session.report_data(old.label).article.version == old.id


def test_where_one_of_several_is_nowhere_none_is_confirmed(
    session: Session, tmp_path: Path
) -> None:
    claims = marked(session)
    draft = session.new_draft(written(tmp_path))
    found = lines(session, draft)
    changed, went = (found[claims[n].label] for n in ("changed", "went"))
    with pytest.raises(Refused):
        session.confirm_carried(draft, changed.before, went.before)
    assert lines(session, draft) == found
