# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a report counts: how much was looked at, how far reviewers agree, what a machine read."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from sidelight.report.choices import Choices
from sidelight.report.formats import FORMATS
from sidelight.report.measured import agreement_words, coverage_words, recognised_words
from sidelight.report.parts import Agreed, Covered
from tests.report.conftest import Pact
from tests.report.project_builder import Builder, layer_of
from tests.report.test_choices import chosen, said


def test_sentences_and_verdicts_are_counted(builder: Builder) -> None:
    ann, bo = builder.reviewer("Ann"), builder.reviewer("Bo")
    text = "One was signed. Two were not. Three is a greeting. Four stands open. Five, too."
    article = builder.document(ann, layer_of(text), kind="article", title="The pact")
    one, two = builder.claim(ann, "One was signed"), builder.claim(ann, "Two were not")
    exempt = builder.passage(article.id, "Three is a greeting").to_json()
    builder.commit(ann, ("exempt", "e", "place", exempt))
    for by, verdicts in ((ann, ("verified", "denied")), (bo, ("verified", "disputed"))):
        for claim, verdict in zip((one, two), verdicts, strict=True):
            builder.judge(by, claim, verdict)
    report = builder.report(me=ann)
    assert report.covered == Covered(claimed=2, exempt=1, open=2)
    assert report.agreed is not None
    assert (report.agreed.reviewers, report.agreed.claims) == (2, 2)
    assert (report.agreed.alike, report.agreed.pairs) == (1, 2)
    assert coverage_words(report.covered) == (
        "60 %: 2 of 5 sentences with claims, 1 with nothing to check, 2 open"
    )
    assert agreement_words(report.agreed).startswith(
        "2 reviewers, 2 claims in common; Same verdict 1 of 2 (50 %); Cohen’s κ "
    )
    # of the claims chosen; the article is looked at as much as before
    some = builder.report(me=ann, choices=Choices(claims=frozenset({one})))
    assert some.covered == report.covered
    assert some.agreed is not None
    assert some.agreed.claims == 1


def test_who_is_to_judge_blind_learns_nothing_of_how_others_agree(pact: Pact) -> None:
    builder = pact.builder
    eve = builder.reviewer("Eve")
    for claim in pact.claims.values():
        builder.second(pact.ann, claim, eve)
    assert builder.report(me=pact.ann).agreed is not None
    assert builder.report(me=eve).agreed is None
    assert builder.report(me=pact.ann, choices=Choices(blind_for=eve)).agreed is None


def test_what_is_not_there_is_not_spoken_of() -> None:
    assert coverage_words(None) == agreement_words(None) == recognised_words(()) == ""
    three = Agreed(3, 1, 3, 3, None, None)
    assert agreement_words(three) == (
        "3 reviewers, 1 claim in common; Same verdict 3 of 3 (100 %); Krippendorff’s α undefined"
    )
    two = replace(three, reviewers=2, kappa=Fraction(-1, 8), alpha=Fraction(1, 3))
    assert agreement_words(two).endswith("Cohen’s κ \u22120.125; Krippendorff’s α 0.333")


@pytest.mark.program("pdftotext", package="poppler-utils")
@pytest.mark.parametrize("name", [one.name for one in FORMATS if one.name != "csv"])
def test_each_output_says_it(pact: Pact, name: str, tmp_path: Path) -> None:
    report = chosen(pact, Choices())
    first = replace(report.sources[0], recognised=("rus", "kor"), media_type="image/jpeg")
    report = replace(report, sources=(first, *report.sources[1:]))
    text = " ".join(said(report, name, tmp_path).split())
    assert "Coverage" in text
    assert coverage_words(report.covered)[:40] in text
    assert "Krippendorff" in text
    assert "rus, kor" in text
    assert "picture (JPEG)" in text
