# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lines of a web page can be filtered by."""

from __future__ import annotations

from dataclasses import replace

from sidelight.report import html
from sidelight.report.choices import Choices
from sidelight.report.filtering import filters
from sidelight.report.omitting import without
from sidelight.report.parts import MadeDecision
from tests.report.conftest import Pact
from tests.report.project_builder import Builder, layer_of


def judged(*verdicts: tuple[str, str, str]) -> Builder:
    """Return a project with the claims one, two and three, and verdicts: who, on what, which."""
    builder = Builder()
    people = {name: builder.reviewer(name) for name in ("Ann", "Bo")}
    builder.document(people["Ann"], layer_of("one two three"), kind="article", title="A")
    claims = {word: builder.claim(people["Ann"], word) for word in ("one", "two", "three")}
    for name, claim, verdict in verdicts:
        builder.judge(people[name], claims[claim], verdict, "Because.")
    return builder


def test_verdicts_reviewers_and_open_items_are_offered_with_their_numbers(pact: Pact) -> None:
    offered = filters(pact.report())
    assert [(word, count) for _sign, word, count in offered.verdicts] == [
        ("verified", 4),
        ("disputed", 2),
        ("denied", 2),
        ("split", 1),
        ("unchecked", 2),
    ]
    assert [name for _sign, name in offered.reviewers] == ["Ann Reed", "Бо Ким"]
    listed = {label for items in pact.report().open_items for label in items.claims}
    assert 0 < offered.open == len(listed) < 11


def test_a_line_has_the_signs_of_what_it_shows_and_of_who_judged_it(pact: Pact) -> None:
    offered = filters(pact.report())
    verdicts = {word: sign for sign, word, _count in offered.verdicts}
    people = {name: sign for sign, name in offered.reviewers}
    letter = offered.signs[pact.label("letter")].split()
    assert letter == [verdicts["split"], people["Ann Reed"], people["Бо Ким"], "open"]
    assert offered.signs[pact.label("arms")].split() == [verdicts["denied"], people["Ann Reed"]]
    assert offered.signs[pact.label("aim")].split() == [verdicts["unchecked"], "open"]


def test_nothing_is_offered_where_there_is_no_choice() -> None:
    for verdicts in (
        (),
        (("Ann", "one", "denied"), ("Ann", "two", "denied"), ("Ann", "three", "denied")),
    ):
        report = judged(*verdicts).report()
        assert not filters(report).any
        page = html.write(report).decode()
        assert 'class="filter"' not in page
        assert 'class="state"' not in page
        assert "data-step" in page


def test_who_decided_has_judged() -> None:
    report = judged(("Ann", "one", "denied")).report()
    first, *others = report.lines
    made = replace(first.verdicts[0], reviewer="Bo")
    decided = replace(first, decision=MadeDecision(made, outdated=False))
    offered = filters(replace(report, lines=(decided, *others)))
    assert [name for _sign, name in offered.reviewers] == ["Ann", "Bo"]
    assert {"r0", "r1"} <= set(offered.signs["1"].split())


def test_open_items_that_are_left_out_are_not_offered(pact: Pact) -> None:
    offered = filters(without(pact.report(), {"open"}))
    assert offered.open == 0
    assert not [signs for signs in offered.signs.values() if "open" in signs]


def test_no_name_and_no_word_of_anyone_stands_in_a_sign(hostile: Builder) -> None:
    signs = " ".join(filters(hostile.report()).signs.values())
    assert set(signs) <= set("vr0123456789 open")


def test_names_are_letters_where_a_report_has_none(pact: Pact) -> None:
    report = pact.builder.report(me=pact.ann, choices=Choices(names=False))
    assert {name for _sign, name in filters(report).reviewers} == {"Reviewer A", "Reviewer B"}
    assert "Ann" not in html.write(report).decode()
