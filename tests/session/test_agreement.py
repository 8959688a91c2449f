# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far reviewers of a project agree, in figures and in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from sidelight.errors import UnknownName
from sidelight.session.agreement_words import (
    FEW,
    alpha_means,
    kappa_means,
    of_all,
    shown,
    unitising_means,
)
from sidelight.session.session import Session


def claim(session: Session, quote: str, **verdicts: str) -> str:
    """A claim that its first reviewer makes and judges, and others judge."""
    article = session.article()
    (first, verdict), *others = verdicts.items()
    session.act_as(first)
    made = session.claim(article, *session.locate(article, quote), verdict)
    for name, other in others:
        session.act_as(name)
        session.judge(made.id, other)
    return made.id


def test_figures_and_what_drives_them(session: Session) -> None:
    claim(session, "Kim thanked Stalin for aid.", Ann="verified", Bob="verified")
    twice = claim(session, "Aid came twice.", Ann="disputed", Bob="denied", Cem="denied")
    border = claim(session, "A land border is shared.", Ann="verified", Bob="disputed")
    claim(session, "explained", Cem="denied")
    found = session.agreement()
    assert found.overall.reviewers == ("Ann", "Bob", "Cem")
    assert (found.overall.claims, found.overall.alike, found.overall.pairs) == (3, 2, 5)
    assert found.overall.figure("percent").shown == "2 of 5 (40 %)"
    assert found.overall.figure("kappa").shown == "undefined"
    assert found.overall.figure("kappa").meaning == "It is for exactly two reviewers."
    assert found.overall.figure("alpha").shown == "0.250"
    assert found.need == ""
    assert [(*pair.reviewers, pair.claims) for pair in found.pairs] == [
        ("Ann", "Bob", 3),
        ("Ann", "Cem", 1),
        ("Bob", "Cem", 1),
    ]
    assert found.pairs[0].figure("kappa").value == 0
    assert found.pairs[2].figure("kappa").value is None
    assert [(driver.claim, driver.share) for driver in found.drivers] == [
        (twice, 0.5),
        (border, 0.5),
    ]
    assert found.drivers[0].said == "Ann: Disputed · Bob: Denied · Cem: Denied"
    assert found.drivers[0].quote == "Aid came twice."


def test_what_may_not_be_seen_is_left_out(session: Session) -> None:
    claim(session, "Aid came twice.", Ann="disputed", Bob="denied")
    claims = [
        replace(one, verdicts=tuple(v for v in one.verdicts if v.reviewer == session.me))
        for one in session.project.claims()
    ]
    found = session.agreement(claims=claims)
    assert found.need == "Two reviewers must judge the same claims."
    assert (found.overall.reviewers, found.pairs, found.drivers) == (("Ann",), (), ())
    assert session.agreement().drivers != ()


def test_an_empty_project_says_what_is_needed(session: Session) -> None:
    found = session.agreement()
    assert found.need == "Two reviewers must judge the same claims."
    assert {figure.shown for figure in found.overall.figures} == {"undefined"}
    assert found.overall.figure("unitising").meaning == (
        "Two reviewers must each mark passages of the article."
    )
    with pytest.raises(UnknownName):
        session.agreement("99")


def test_passages_of_joined_claims_belong_to_who_marked_them(session: Session) -> None:
    one = claim(session, "Aid came twice.", Ann="denied")
    other = claim(session, "Aid came twice.", Bob="denied")
    apart = session.agreement().overall
    session.join(one, other)
    joined = session.agreement().overall
    assert (apart.claims, joined.claims) == (0, 1)
    for found in (apart, joined):
        assert found.passages == 2
        assert found.figure("unitising").value == 1


def test_a_reason_is_no_part_of_the_verdict_and_one_taken_back_is_none(session: Session) -> None:
    made = claim(session, "Aid came twice.", Ann="denied", Bob="denied")
    session.act_as("Bob")
    session.judge(made, "denied", denied_by="Moscow")
    assert session.agreement().overall.alike == 1
    session.judge(made, "")
    assert session.agreement().overall.claims == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1", "0.8 or more, reliable"),
        ("0.8", "0.8 or more, reliable"),
        ("0.7996", "0.8 or more, reliable"),
        ("0.799", "From 0.667 to 0.8, tentative"),
        ("0.667", "From 0.667 to 0.8, tentative"),
        ("0.666", "Below 0.667, not reliable. They agree more often"),
        ("0.2", "Below 0.667, not reliable. They agree a little more often"),
        ("0.02", "Below 0.667, not reliable. They agree about as often as chance would"),
        ("-0.5", "Below 0.667, not reliable. They agree less often"),
    ],
)
def test_a_value_is_told_by_the_band_of_its_digits(value: str, words: str) -> None:
    assert alpha_means(Fraction(value), FEW).startswith(words)
    band = words.split(" They ", maxsplit=1)[0].rstrip(".")
    assert unitising_means(Fraction(value), 2, FEW).startswith(band)


def test_a_value_of_few_verdicts_says_nothing() -> None:
    few = "Too few verdicts in common to say: on"
    assert alpha_means(Fraction(1), FEW - 1).startswith(f"{few} 9 claims")
    assert kappa_means(Fraction(1), 2, 1).startswith(f"{few} 1 claim,")
    assert unitising_means(Fraction(1), 2, 9).startswith("Too few passages to say: 9")


def test_what_is_undefined_says_why() -> None:
    same = "All verdicts in common are one and the same"
    assert alpha_means(None, 50).startswith(same)
    assert kappa_means(None, 2, 50).startswith(same)
    assert kappa_means(None, 3, 50) == "It is for exactly two reviewers."
    assert unitising_means(None, 2, 50).startswith("All marked everything")
    assert unitising_means(None, 2, 50, there=False).startswith("The text of the article is not")


def test_digits_are_as_they_are_printed() -> None:
    assert [shown(Fraction(number)) for number in ("56/81", "-3/32", "1")] == [
        "0.691",
        "−0.094",
        "1.000",
    ]
    assert of_all(199, 200) == "199 of 200 (99 %)"
