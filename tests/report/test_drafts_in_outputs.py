# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report on a new draft says of which, in every output, and tells only its own passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sidelight.model.draft_chain import carried_id
from sidelight.model.records import Document
from sidelight.report import html, markdown, table, word_document
from sidelight.report.data import Report
from tests.report import word_reading
from tests.report.conftest import ARTICLE
from tests.report.project_builder import layer_of

if TYPE_CHECKING:
    from tests.report.conftest import Pact

NEW = "Kim Jong-il visited in 2001, 2002 and in August 2011."


@pytest.fixture
def draft(pact: Pact) -> Document:
    """A second draft, to which four claims are carried over: one of them changed, one dropped."""
    builder, old = pact.builder, pact.builder.article
    blocks = [
        ("item", NEW) if isinstance(one, tuple) and one[1].startswith("Kim Jong-il") else one
        for one in ARTICLE
    ]
    made = builder.document(
        pact.ann, layer_of(*blocks), kind="article", title="What the pact says", continues=old
    )
    for name, quote, score in (
        ("signed", "signed on Wednesday 19 June 2024 in Pyongyang", 1000),
        ("debt", "In 2012 Russia wrote off 90 % of a debt of $11 bn", 1000),
        ("visits", "Kim Jong-il visited in 2001, 2002 and in August 2011", 760),
    ):
        before = builder.got(pact.claims[name]).passages[0].id
        id_ = carried_id(before, made.id)
        place = builder.passage(made.id, quote).to_json()
        builder.commit(
            pact.ann,
            ("passage", id_, "claim", pact.claims[name]),
            ("passage", id_, "place", place),
            ("passage", id_, "carried", {"from": before, "score": score}),
        )
    gone = builder.got(pact.claims["aim"]).passages[0].id
    dropped = {"claim": pact.claims["aim"], "carried": {"from": gone, "score": 0}}
    said = {**dropped, "confirmed": True, "deleted": True}
    id_ = carried_id(gone, made.id)
    builder.commit(pact.ann, *(("passage", id_, name, value) for name, value in said.items()))
    builder.article = made.id
    return made


@pytest.fixture
def report(pact: Pact, draft: Document) -> Report:
    assert pact.builder.article == draft.id
    return pact.report()


def test_it_is_on_the_claims_of_the_draft_in_its_words(pact: Pact, report: Report) -> None:
    quotes = {line.label: line.quote for line in report.lines}
    assert set(quotes) == {pact.label(name) for name in ("signed", "debt", "visits")}
    assert quotes[pact.label("visits")] == "Kim Jong-il visited in 2001, 2002 and in August 2011"


def test_it_says_what_is_to_be_settled(pact: Pact, report: Report) -> None:
    left = {items.what: items.claims for items in report.open_items}
    assert left["to confirm"] == (pact.label("visits"),)
    assert pact.label("letter") in left["went"]
    assert pact.label("aim") not in left["went"]
    assert report.article.gone == (pact.label("aim"),)


def test_it_names_both_versions_by_their_hashes(report: Report, draft: Document) -> None:
    assert (report.article.draft, report.article.before) == (2, draft.continues)
    for written in (html.write(report), markdown.write(report)):
        text = written.decode()
        assert draft.id in text
        assert draft.continues in text
        assert "Draft 2, after draft 1" in text
        assert "No longer in the article" in text
    said = word_reading.plain(word_document.write(report))
    assert f"Draft 2, after draft 1: {draft.continues}" in said
    assert "No longer in the article" in said
    rows = table.write(report)
    assert draft.id in rows.decode("utf-8-sig")


def test_links_lead_only_to_claims_that_are_told(pact: Pact, report: Report) -> None:
    written = html.write(report)
    text = written.decode()
    for name in ("letter", "aim"):
        assert f'href="#claim-{pact.label(name)}"' not in text
    assert f'href="#claim-{pact.label("visits")}"' in text


def test_the_first_draft_is_reported_on_as_it_was(pact: Pact, draft: Document) -> None:
    pact.builder.article = draft.continues
    report = pact.report()
    assert (report.article.draft, report.article.before, report.article.gone) == (1, "", ())
    quotes = [line.quote for line in report.lines]
    assert "Kim Jong-il visited in 2001, 2002 and 2010" in quotes
    assert len(quotes) == len(pact.claims)
    assert not any(" […] " in quote for quote in quotes)
