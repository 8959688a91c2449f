# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's own verdicts: added, given, listed, told of, replaced, removed, carried along."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import Refused, UnknownName
from sidelight.language import _, use
from sidelight.model.change import Setting
from sidelight.model.claim_filter import parse
from sidelight.model.conflicts import conflicts
from sidelight.model.filter_completion import suggestions
from sidelight.model.records import Claim
from sidelight.model.sharing import Choice
from sidelight.model.standing import counts, paint, standing
from sidelight.reader.remote import Reader
from sidelight.session.claim_list import Look, grouped, listed
from sidelight.session.merge_preview import preview
from sidelight.session.session import Session
from sidelight.session.verdict_words import warnings
from tests.session.test_sharing import claim, merge

HALF = {"key": "4", "colour": "#0f766e", "line": "double", "sign": "◆"}


@pytest.fixture
def half(session: Session) -> Session:
    """Ann's project with a verdict of its own, given on one of three claims."""
    session.add_verdict("Half true", **HALF)
    claim(session, verdict="half-true")
    claim(session, "A land border", "verified")
    claim(session, "Aid came twice", "")
    return session


@pytest.fixture
def other(half: Session, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """Bo's copy of it."""
    path = tmp_path / "other.sidelight"
    half.share(path, Choice())
    with Session.open(path, by="Bo", reader=reader) as opened:
        yield opened


def only(session: Session) -> Claim:
    return session.project.claims()[0]


def test_an_added_verdict_is_a_verdict(half: Session) -> None:
    found = only(half)
    assert (paint(found, half.me), standing(found)) == ("half-true", "checked once")
    assert half.verdicts.words == ("verified", "disputed", "denied", "half-true")
    assert counts(half.project.claims(), half.me, half.verdicts.paints) == {
        "verified": 1, "disputed": 0, "denied": 0, "half-true": 1, "split": 0, "unchecked": 1,
    }  # fmt: skip
    half.decide(found.id, "Half TRUE", reason="Both say so.")
    assert only(half).decision.verdict == "half-true"  # type: ignore[union-attr]
    assert half.judge_many([c.id for c in half.project.claims()], "half-true") == 2
    assert half.file.check() == []


def test_what_is_not_said_of_it_is_chosen(session: Session) -> None:
    made = [session.add_verdict(name) for name in ("Satire", "Нельзя проверить", "판단 보류")]
    assert [one.word for one in made] == ["satire", "нельзя-проверить", "판단-보류"]
    assert len({one.colour for one in made}) == len({one.sign for one in made}) == 3
    assert {one.line for one in made} == {"double"}


@pytest.mark.parametrize(
    ("name", "fields", "error"),
    [
        ("Verified", {}, "vocabulary.reserved"),
        ("checked once", {}, "vocabulary.reserved"),
        ("HALF – true", {}, "vocabulary.present"),
        ("…", {}, "vocabulary.name"),
        ("x" * 61, {}, "vocabulary.name"),
        ("Satire", {"key": "4"}, "vocabulary.key_taken"),
        ("Satire", {"key": "1"}, "vocabulary.key"),
        ("Satire", {"key": "e"}, "vocabulary.key"),
        ("Satire", {"colour": "red"}, "tag.colour"),
        ("Satire", {"line": "thick"}, "word.unknown"),
        ("Satire", {"sign": "ab"}, "vocabulary.sign"),
        ("Satire", {"sign": "\u202e"}, "vocabulary.sign"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    half: Session, name: str, fields: dict[str, str], error: str
) -> None:
    before = len(half.history())
    with pytest.raises(Refused) as refused:
        half.add_verdict(name, **fields)
    assert refused.value.id == error
    assert len(half.history()) == before


def test_a_name_that_is_called_as_verified_is_in_this_language_is_none(session: Session) -> None:
    use("ru")
    try:
        with pytest.raises(Refused, match="Подтверждено"):
            session.add_verdict(_("Verified"))
    finally:
        use("en")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("Verified", "vocabulary.reserved"),
        ("checked once", "vocabulary.reserved"),
        ("HALF – true", "vocabulary.present"),
        ("mostly, TRUE!", "vocabulary.present"),
        ("", "vocabulary.name"),
    ],
)
def test_a_new_name_is_refused_as_a_first_one_is(half: Session, name: str, error: str) -> None:
    half.add_verdict("Satire")
    half.change_verdict("satire", name="satire")
    half.add_verdict("Joke")
    half.change_verdict("joke", name="Mostly true")
    before = len(half.history())
    with pytest.raises(Refused) as refused:
        half.change_verdict("satire", name=name)
    assert refused.value.id == error
    with pytest.raises(Refused) as refused:
        half.add_verdict(name)
    assert refused.value.id == error
    assert len(half.history()) == before
    assert half.change_verdict("satire", name="SATIRE").name == "SATIRE"


def test_one_is_replaced_by_a_verdict_only_and_by_itself_not_at_all(half: Session) -> None:
    half.decide(only(half).id, "half-true", reason="So it is.")
    half.judge(only(half).id, "verified")
    half.add_verdict("Satire")
    before = len(half.history())
    for word in ("half-true", "satire"):
        with pytest.raises(Refused) as refused:
            half.replace_verdict(word, "nonsense")
        assert refused.value.id == "verdict.unknown"
    assert half.replace_verdict("half-true", "Half true") == 0
    assert len(half.history()) == before
    assert half.replace_verdict("half-true", "satire") == 1


def test_it_is_changed_and_its_word_stays(half: Session) -> None:
    half.change_verdict("half-true", name="Mostly true", key="b")
    half.change_verdict("Mostly true", colour="#BE185D")
    (found,) = half.verdicts.added
    assert (found.word, found.name, found.key, found.colour) == (
        "half-true", "Mostly true", "B", "#be185d",
    )  # fmt: skip
    before = len(half.history())
    half.change_verdict("half-true", key="B")
    assert len(half.history()) == before
    assert paint(only(half), half.me) == "half-true"
    half.undo()
    half.undo()
    assert half.verdicts.added[0].name == "Half true"
    with pytest.raises(UnknownName, match="half-true"):
        half.change_verdict("satire", key="5")


def test_one_in_use_is_replaced_in_one_step_before_it_goes(half: Session) -> None:
    half.decide(only(half).id, "half-true", reason="So it is.")
    with pytest.raises(Refused, match="1") as refused:
        half.remove_verdict("half-true")
    assert refused.value.id == "vocabulary.in_use"
    assert half.replace_verdict("half-true", "disputed") == 1
    assert (paint(only(half), half.me), only(half).decision.reason) == ("disputed", "So it is.")  # type: ignore[union-attr]
    half.remove_verdict("half-true")
    assert half.verdicts.added == ()
    with pytest.raises(Refused, match="half-true"):
        half.judge(only(half).id, "half-true")
    half.undo()
    half.undo()
    assert paint(only(half), half.me) == "half-true"
    assert half.file.check() == []


def test_it_is_not_removed_from_under_another_reviewer(other: Session) -> None:
    other.judge(only(other).id, "half-true")
    other.replace_verdict("half-true", "verified")
    with pytest.raises(Refused, match="Ann") as refused:
        other.remove_verdict("half-true")
    assert refused.value.id == "vocabulary.others_use"
    assert other.verdicts.words[-1] == "half-true"


def test_it_comes_back_by_its_name(half: Session) -> None:
    half.replace_verdict("half-true", "unchecked")
    half.remove_verdict("half-true")
    half.add_verdict("half TRUE", key="5")
    assert [(one.name, one.key) for one in half.verdicts.added] == [("half TRUE", "5")]


def test_the_list_filters_groups_and_sorts_by_it(half: Session) -> None:
    shown = half.snapshot()
    lines = shown.lines
    assert [line.said for line in lines] == ["Half true", "Verified", "Unchecked"]
    for typed in ("verdict:half-true", 'verdict:"Half true"', "verdict:half"):
        wanted = parse(typed, shown.vocabulary)
        assert [line.label for line in wanted.passing(lines)] == ["1"]
    typed = "verdict:ha"
    assert [s.text for s in suggestions(typed, len(typed), shown.vocabulary)] == ["half-true"]
    groups = [group.name for group in grouped(lines, Look(group="verdict"))]
    assert groups == ["Verified", "Half true", "Unchecked"]
    (group,) = listed(lines, Look(sort="verdict"), parse("", {}))
    assert [line.label for line in group.lines] == ["2", "1", "3"]
    half.change_verdict("half-true", name="Mostly true")
    assert half.snapshot().lines[0].said == "Mostly true"


def test_history_comparison_and_agreement_call_it_by_its_name(
    half: Session, other: Session
) -> None:
    other.judge(only(other).id, "disputed")
    merge(half, other.file.path)
    assert any("Half true" in line.detail for line in half.history(only(half).id))
    (driver,) = half.agreement().drivers
    assert "Half true" in driver.said
    assert paint(only(half)) == "split"


def test_the_same_verdict_added_twice_is_one(
    session: Session, tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "bo.sidelight"
    shutil.copy(session.file.path, path)
    with Session.open(path, by="Bo", reader=reader) as bo:
        bo.add_verdict("half true", key="4")
        bo.add_verdict("Satire", key="5")
    session.add_verdict("Half true", key="4")
    session.add_verdict("Opinion", key="5")
    merge(session, path)
    # two verdicts wish for one key: one has it, on every computer the same
    assert [(v.word, v.key) for v in session.verdicts.added] == [
        ("half-true", "4"), ("opinion", "5"), ("satire", ""),
    ]  # fmt: skip
    named = [one for one in conflicts(session.project) if one.field == "name"]
    assert [(one.record, one.id) for one in named] == [("vocabulary", "half-true")]
    session.change_verdict("satire", key="6")
    assert session.verdicts.get("satire").key == "6"  # type: ignore[union-attr]
    assert session.file.check() == []


@pytest.mark.parametrize("choice", ["claims", "blind"])
def test_the_vocabulary_travels_with_part_of_a_project(
    half: Session, tmp_path: Path, reader: Reader, choice: str
) -> None:
    path = tmp_path / "part.sidelight"
    chosen = {
        "claims": Choice(claims=frozenset({half.project.claims()[1].id})),
        "blind": Choice(blind_for="f" * 32),
    }[choice]
    half.share(path, chosen)
    with Session.open(path, by="Bo", reader=reader) as opened:
        assert opened.verdicts == half.verdicts
        opened.judge(only(opened).id, "half-true")


def test_who_may_mix_two_up_is_told(half: Session) -> None:
    half.add_verdict("Twin", colour="#0f766e", line="double", sign="▲")
    (found, *_moved) = warnings(half.verdicts, "twin")
    assert found.startswith(
        "“Half true” and “Twin” have the same line and look alike (with all colours"
    )
    half.change_verdict("twin", line="dashed", colour="#0b4f4a")
    assert not any("Half true" in words for words in warnings(half.verdicts, "twin"))


def test_in_grey_the_sign_is_said_to_tell_them_apart(half: Session) -> None:
    half.add_verdict("Satire", colour="#be185d", line="dotted", sign="▲")
    words = warnings(half.verdicts, "satire")
    assert any("In grey only the sign" in one and "▲" in one for one in words)
    assert any("darker on paper" in one for one in words)


def test_tables_for_other_programs_have_it(half: Session) -> None:
    with sqlite3.connect(half.file.path) as file:
        rows = file.execute("SELECT id, name, key, colour, line, sign FROM vocabulary").fetchall()
        (verdicts,) = file.execute("SELECT verdicts FROM claim_report WHERE number = 1").fetchone()
    assert rows == [("half-true", "Half true", "4", "#0f766e", "double", "◆")]
    assert verdicts == "Ann: half-true"


def test_a_colleague_sees_in_the_preview_what_was_added(half: Session, other: Session) -> None:
    other.add_verdict("Satire", key="5")
    other.change_verdict("half-true", name="Mostly true")
    other.judge(other.project.claims()[2].id, "satire")
    with half.plan_merge([other.file.path]) as plan:
        said = [row.text for row in preview(plan, half.project).rows]
    assert any(words.startswith("New: the verdict “Satire”") for words in said)
    assert any(words.startswith("Changed: the verdict “Mostly true”") for words in said)
    assert any("claim 3: Satire" in words for words in said)


def test_two_names_for_one_verdict_are_settled(half: Session, other: Session) -> None:
    half.change_verdict("half-true", name="Partly true")
    other.change_verdict("half-true", name="Mostly true")
    merge(half, other.file.path)
    (found,) = half.snapshot().conflicts
    assert found.field == "Name"
    assert {words for words, _who in found.values} == {"Partly true", "Mostly true"}
    half.settle(found.conflict, "Partly true")
    assert half.verdicts.called("half-true") == "Partly true"
    assert half.snapshot().conflicts == ()


def test_adding_one_can_be_undone_even_where_it_was_given(half: Session) -> None:
    half.replace_verdict("half-true", "unchecked")
    half.add_verdict("Satire")
    half.judge(only(half).id, "satire")
    half.undo()
    half.undo()
    assert half.verdicts.words[-1] == "half-true"
    half.redo()
    half.redo()
    assert paint(only(half), half.me) == "satire"
    assert half.file.check() == []


def test_a_stranger_with_a_word_of_ours_changes_nothing(session: Session) -> None:
    # only a file that another program wrote can hold such records
    hostile = {"verified": "Denied", "denied": "Verified", "split": "Agreed", "": "Nothing"}
    for word, name in hostile.items():
        if word:
            session.act([Setting("vocabulary", word, "name", name)], "add verdict")
    session.act(
        [
            Setting("vocabulary", "</style>", "name", "\u202eevil\n\nname" + "x" * 200),
            Setting("vocabulary", "</style>", "sign", "two signs"),
            Setting("vocabulary", "</style>", "key", "Ctrl+Q"),
        ],
        "add verdict",
    )
    assert session.verdicts.called("verified") == "Verified"
    (found,) = session.verdicts.added
    assert "\n" not in found.name
    assert "\u202e" not in found.name
    assert len(found.name) <= 60
    assert (found.key, session.verdicts.style("</style>").sign) == ("", "•")
    shown = session.snapshot()
    assert [one.stored for one in shown.vocabulary["verdict"]].count("verified") == 1
    assert session.file.check() == []
