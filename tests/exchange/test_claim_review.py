# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checked claims as ClaimReview, read back as a graph by a JSON-LD processor that is not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from sidelight import language
from sidelight.exchange import claim_review
from sidelight.exchange.outgoing import Outgoing, Written
from sidelight.exchange.works import day
from sidelight.model.change import Setting
from sidelight.model.project import Project
from sidelight.model.records import Claim, Decision, Reviewer, Verdict
from tests.exchange.checked import HOSTILE, KEPT, SECRET
from tests.exchange.json_ld import SCHEMA, Graph
from tests.model.desks import Desk

ANN, BOB = "a" * 32, "b" * 32
CLAIM = "c" * 32
WHEN = datetime(2026, 11, 26, 23, 59, tzinfo=UTC)


def write(given: Outgoing) -> Written:
    return claim_review.write(given, lambda _share, _word: None)


def read(given: Outgoing) -> tuple[Graph, dict[str, str]]:
    """Return the graph, and the reviews in it by what they review."""
    graph = Graph(json.loads(write(given).data))
    reviews = graph.of_type(f"{SCHEMA}ClaimReview")
    return graph, {graph.one(one, f"{SCHEMA}claimReviewed"): one for one in reviews}


def outgoing(*claims: Claim, project: Project | None = None) -> Outgoing:
    people = {ANN: Reviewer(ANN, "Ann", "Ann"), BOB: Reviewer(BOB, "Bob", "Bob")}
    return Outgoing(
        project=project or Project(), documents=(), claims=claims, notes={}, reviewers=people,
        absent=frozenset(), made_at=WHEN, me=ANN, name="Ann", layer=_none, pages=_none,
        data=_none, place=_none,
    )  # fmt: skip


def _none(_document: object) -> Any:
    raise AssertionError("no file or text is needed")


def judged(*words: tuple[str, str], decision: Decision | None = None) -> Claim:
    """Return a claim with a verdict and the party that denies, of Ann and then of Bob."""
    verdicts = tuple(
        Verdict(f"{CLAIM}.{who}", CLAIM, who, word, party, f"{word}, I say", made_at=WHEN)
        for who, (word, party) in zip((ANN, BOB), words, strict=False)
    )
    return Claim(CLAIM, 1, "1", (), verdicts, restatement="Oil was sold", decision=decision)


def rating(claim: Claim, project: Project | None = None) -> dict[str, Any]:
    written = json.loads(write(outgoing(claim, project=project)).data)
    (review,) = written["@graph"]
    made: dict[str, Any] = review["reviewRating"]
    return made


def decided(word: str, party: str = "", reason: str = "") -> Decision:
    return Decision(CLAIM, CLAIM, word, party, reason, BOB, WHEN)


def test_an_article_is_reviewed_claim_by_claim(given: Outgoing) -> None:
    graph, reviews = read(given)
    assert set(reviews) == {"Kim gave thanks", "A land border", "Nobody sold arms"}
    one = reviews["Kim gave thanks"]
    item = graph.one(one, f"{SCHEMA}itemReviewed")
    assert graph.nodes[item]["@type"] == [f"{SCHEMA}Claim"]
    assert graph.one(item, f"{SCHEMA}text") == "thanked Stalin for aid"
    assert graph.one(item, f"{SCHEMA}author", f"{SCHEMA}name") == "Kim"
    assert graph.one(item, f"{SCHEMA}datePublished") == "1950-08"
    article = graph.one(item, f"{SCHEMA}appearance")
    assert article == graph.one(article, f"{SCHEMA}url") == "https://example.org/pact"
    assert graph.nodes[article]["@type"] == [f"{SCHEMA}Article"]
    assert graph.one(article, f"{SCHEMA}archivedAt") == KEPT
    assert graph.one(article, f"{SCHEMA}headline") == "The pact"
    assert graph.one(article, f"{SCHEMA}datePublished") == "2024-06-21"
    assert graph.one(article, f"{SCHEMA}inLanguage") == "en"
    assert graph.one(article, f"{SCHEMA}isPartOf", f"{SCHEMA}name") == "The Courier"
    authors = graph.all(article, f"{SCHEMA}author")
    assert [graph.one(a, f"{SCHEMA}name") for a in authors] == ["Eve Roe", "Bo Lee"]
    cited = graph.all(one, f"{SCHEMA}citation")
    assert [graph.one(a, f"{SCHEMA}name") for a in cited] == ["Письмо", "Register"]
    judges = graph.all(one, f"{SCHEMA}author")
    assert [graph.one(a, f"{SCHEMA}name") for a in judges] == ["Ann", "Bob"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", graph.one(one, f"{SCHEMA}datePublished"))
    assert "1 claim without a verdict is not in it." in write(given).remarks


def test_a_decision_rates_and_differing_verdicts_do_not(given: Outgoing) -> None:
    graph, reviews = read(given)
    rated = {words: graph.one(one, f"{SCHEMA}reviewRating") for words, one in reviews.items()}
    border = rated["A land border"]
    assert graph.one(border, f"{SCHEMA}ratingValue") == 2
    assert graph.one(border, f"{SCHEMA}bestRating") == 3
    assert graph.one(border, f"{SCHEMA}worstRating") == 1
    assert graph.one(border, f"{SCHEMA}alternateName") == "Disputed"
    assert graph.one(border, f"{SCHEMA}ratingExplanation") == "Part of it is sea."
    split = rated["Kim gave thanks"]
    assert graph.one(split, f"{SCHEMA}alternateName") == "Split"
    assert graph.all(split, f"{SCHEMA}ratingValue") == []
    reasons = graph.one(split, f"{SCHEMA}ratingExplanation")
    assert reasons.startswith("Ann (Verified): It says so.")
    assert reasons.endswith("\nBob (Denied): They said so.")


@pytest.mark.parametrize(
    ("claim", "value", "name"),
    [
        (judged(("verified", "")), 3, "Verified"),
        (judged(("verified", ""), ("verified", "")), 3, "Verified"),
        (judged(("denied", "")), 1, "Denied"),
        (judged(("denied", "Moscow")), None, "Denied by Moscow"),
        (judged(("denied", ""), ("denied", "Moscow")), None, "Denied by Moscow"),
        (judged(("denied", "Moscow"), ("denied", "Seoul")), None, "Denied by Moscow, Seoul"),
        (judged(("verified", ""), ("denied", "")), None, "Split"),
        (judged(("denied", "Moscow"), decision=decided("verified")), 3, "Verified"),
        (judged(("denied", ""), decision=decided("denied", "Moscow")), None, "Denied by Moscow"),
        (judged(("half-true", "")), None, "half-true"),
    ],
)
def test_a_number_is_told_only_where_the_evidence_carries_it(
    claim: Claim, value: int | None, name: str
) -> None:
    made = rating(claim)
    assert made.get("ratingValue") == value
    assert ("bestRating" in made, "worstRating" in made) == (value is not None,) * 2
    assert made["alternateName"] == name


def test_a_verdict_of_the_project_has_its_name_and_no_number() -> None:
    desk = Desk(ANN)
    desk.act(Setting("vocabulary", "half-true", "name", "Half true"))
    made = rating(judged(("half-true", "")), desk.project)
    assert made == {
        "@type": "Rating", "alternateName": "Half true", "ratingExplanation": "half-true, I say"
    }  # fmt: skip


def test_reasons_say_whose_they_are_where_there_are_several() -> None:
    both = judged(("denied", ""), ("denied", ""))
    assert rating(both)["ratingExplanation"] == "denied, I say"
    other = replace(both.verdicts[1], reason="No ship sailed.")
    two = replace(both, verdicts=(both.verdicts[0], other))
    assert rating(two)["ratingExplanation"] == "Ann: denied, I say\nBob: No ship sailed."
    reasoned = replace(two, decision=decided("denied", reason="No ship."))
    assert rating(reasoned)["ratingExplanation"] == "No ship."
    silent = replace(two, decision=decided("denied"))
    assert rating(silent)["ratingExplanation"] == rating(two)["ratingExplanation"]
    assert "ratingExplanation" not in rating(judged(decision=decided("denied")))


def test_nobody_is_told_of_claims_that_nobody_judged() -> None:
    none, taken = judged(), judged(("", ""))
    written = write(outgoing(none, replace(taken, id="d" * 32)))
    assert json.loads(written.data)["@graph"] == []
    assert (written.count, len(written.remarks)) == (0, 1)
    old = replace(judged(("verified", "")), decision=replace(decided("denied"), outdated=True))
    assert "older than a verdict" in write(outgoing(old)).remarks[0]


class Scripts(HTMLParser):
    """Keeps what stands in the scripts of a page, and counts all tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.script = ""
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.script += data


def test_it_can_stand_in_a_web_page_whatever_a_text_says(given: Outgoing) -> None:
    data = write(given).data
    page = Scripts(f'<script type="application/ld+json">{data.decode()}</script>')
    assert page.tags == ["script"]
    graph = Graph(json.loads(page.script))
    texts = [v for id_ in graph.nodes for v in graph.all(id_, f"{SCHEMA}ratingExplanation")]
    assert any(HOSTILE.strip("\\") in text for text in texts)
    assert not any("evil.example" in name for name in graph.nodes)
    assert SECRET.encode() not in data
    assert write(given).data == data


def test_our_word_is_in_the_language_of_the_user() -> None:
    claim = judged(("denied", "Moscow"))
    with language.within("ru"):
        (review,) = json.loads(write(outgoing(claim)).data)["@graph"]
    assert review["inLanguage"] == "ru"
    assert review["reviewRating"]["alternateName"] != "Denied by Moscow"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2024", "2024"), (" 2024-06 ", "2024-06"), ("2024-06-19", "2024-06-19"),
        ("2024-06-31", ""), ("0000", ""), ("June 2024", ""), ("2024-06-19/20", ""), ("", ""),
        ("٢٠٢٤", ""),
    ],
)  # fmt: skip
def test_a_date_is_one_of_the_calendar_or_none(text: str, kept: str) -> None:
    assert day(text) == kept
