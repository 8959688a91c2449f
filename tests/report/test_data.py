# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as plain data, gathered from a project made of real changes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime

from sidelight.report.data import Report
from sidelight.report.parts import Line
from tests.report.conftest import Pact
from tests.report.project_builder import MADE_AT, Builder, layer_of


def lines(report: Report) -> dict[str, Line]:
    return {line.label: line for line in report.lines}


def test_the_head_says_what_was_checked_by_whom_and_when(pact: Pact) -> None:
    report = pact.report()
    assert report.title == "What the pact of June 2024 says, and what it does not"
    assert report.article.version == pact.builder.article
    assert (report.article.author, report.article.issued, report.article.site) == (
        "Courier Explainers Desk",
        "2024-06-21",
        "The Practice Courier",
    )
    assert (report.project, report.made_by) == ("Pact explainer", "Ann Reed")
    assert report.reviewers == ("Ann Reed", "Бо Ким")
    assert report.made_at == MADE_AT


def test_counts_are_those_of_the_common_standing_whoever_asks(pact: Pact) -> None:
    counts = {"verified": 4, "disputed": 2, "denied": 2, "split": 1, "unchecked": 2}
    assert pact.report().counts == counts
    assert pact.builder.report(me=pact.bo).counts == counts


def test_it_speaks_for_the_last_day_that_a_verdict_names(pact: Pact) -> None:
    assert pact.report().as_of == date(2024, 7, 5)
    pact.builder.judge(pact.bo, pact.claims["aim"], "disputed", as_of="last spring")
    assert pact.report().as_of == date(2024, 7, 5)
    pact.builder.now = datetime(2024, 8, 2, 23, 58, tzinfo=UTC)
    pact.builder.judge(pact.bo, pact.claims["strongest"], "disputed")
    assert pact.report().as_of == date(2024, 8, 2)


def test_a_line_holds_every_verdict_with_its_reviewer(pact: Pact) -> None:
    line = lines(pact.report())["6"]
    assert (line.standing, line.paint, line.kind) == ("split", "split", "quotation")
    assert [(v.reviewer, v.verdict, v.denied_by, v.reason) for v in line.verdicts] == [
        ("Ann Reed", "disputed", "", "Neither phrase is in the letter’s English."),
        ("Бо Ким", "denied", "", "The words are the newspaper’s own."),
    ]


def test_a_verdict_taken_back_is_gone(pact: Pact) -> None:
    pact.builder.judge(pact.bo, pact.claims["letter"], "")
    report = pact.report()
    assert [v.reviewer for v in lines(report)["6"].verdicts] == ["Ann Reed"]
    assert report.disagreements == ()
    assert report.counts["disputed"] == 3


def test_evidence_brings_its_source_with_place_and_citation(pact: Pact) -> None:
    (item,) = lines(pact.report())["6"].evidence
    assert (item.stance, item.note, item.reviewer) == ("contradicts", "Read twice.", "Ann Reed")
    assert (item.source, item.title) == ("2", "Letter of 31 August 1950 (source note)")
    assert item.place == "§ Note on a letter of 31 August 1950, ¶ 2"
    assert item.citation.startswith("Kim Il-sung, letter to J. Stalin, 31 August 1950, APRF, f. 45")


def test_evidence_outlives_its_source(pact: Pact) -> None:
    source = next(s for s in pact.report().sources if s.label == "2")
    pact.builder.remove(pact.ann, "document", source.sha256)
    (item,) = lines(pact.report())["6"].evidence
    assert (item.quote, item.source, item.title) == ("Neither “invaluable assistance”", "", "")
    assert item.citation == item.place == ""


def test_lines_stand_in_the_order_of_the_article(builder: Builder) -> None:
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("one two three"), kind="article")
    late, early = builder.claim(ann, "three"), builder.claim(ann, "one")
    other = builder.claim(ann, "two")
    stale = builder.passage(builder.article, "two").to_json() | {"layer": "0" * 64}
    part = builder.got(other).passages[0].id
    builder.commit(ann, ("passage", part, "place", stale))
    report = builder.report()
    assert [line.id for line in report.lines] == [early, late, other]
    assert [line.marked for line in report.lines] == [True, True, False]


def test_claims_of_another_article_are_left_to_its_own_report(pact: Pact) -> None:
    other = pact.builder.document(pact.ann, layer_of("Elsewhere it rained."), kind="article")
    pact.builder.claim(pact.ann, "it rained", article=other.id)
    report = pact.report()
    assert len(report.lines) == 11
    assert other.label not in {source.label for source in report.sources}


def test_a_claim_of_several_passages_quotes_them_all(builder: Builder) -> None:
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("one two three"), kind="article")
    builder.claim(ann, "three", "one")
    (line,) = builder.report().lines
    assert line.quote == "one […] three"


def test_hidden_ranges_are_counted_and_their_claims_not_marked(pact: Pact) -> None:
    text = pact.builder.layers[pact.builder.article].text
    caption = text.offset(text.text.index("Two folders"))
    plain = text.offset(text.text.index("Moscow’s aim"))
    also = text.offset(text.text.index("Also read"))
    pact.builder.hide(pact.ann, [(plain, also), (also, len(text)), (caption, caption + 3)])
    report = pact.report()
    shown = " ".join(block.text for block in report.blocks)
    assert report.hidden == 2
    assert "Also read" not in shown
    assert "Moscow’s aim" not in shown
    assert not lines(report)["11"].marked
    assert lines(report)["10"].marked


def test_furniture_that_was_only_offered_is_shown(pact: Pact) -> None:
    report = pact.report()
    assert report.hidden == 0
    assert report.blocks[-1].text == "Also read: Ten maps that explain the border"


def test_sources_say_what_they_are_and_where_they_were_used(pact: Pact) -> None:
    sources = {source.label: source for source in pact.report().sources}
    assert list(sources) == ["2", "3", "4", "5"]
    assert [source.claims for source in sources.values()] == [("5", "6"), ("3",), ("1",), ("10",)]
    russian = sources["3"]
    assert (russian.language, russian.media_type, russian.added_by) == (
        "ru",
        "text/html",
        "Ann Reed",
    )
    assert russian.size == len(pact.builder.layers[russian.sha256].to_bytes())
    assert russian.address == "https://kremlin.example/events/президент?year=2000&lang=ru"


def test_what_is_open_is_listed_by_kind(pact: Pact) -> None:
    assert {items.what: items.claims for items in pact.report().open_items} == {
        "unchecked": ("4", "11"),
        "split": ("6",),
        "no reason": ("5",),
        "no evidence": ("2", "4", "7", "8", "9", "11"),
    }


def test_a_disagreement_shows_every_side(pact: Pact) -> None:
    cai = pact.builder.reviewer("Cai")
    pact.builder.judge(cai, pact.claims["letter"], "disputed", "As Ann.")
    (one,) = pact.report().disagreements
    assert one.label == "6"
    assert [(word, [v.reviewer for v in side]) for word, side in one.sides] == [
        ("disputed", ["Ann Reed", "Cai"]),
        ("denied", ["Бо Ким"]),
    ]


def test_two_of_one_name_are_told_apart(builder: Builder) -> None:
    one, other = builder.reviewer("Ann"), builder.reviewer("Ann")
    builder.document(one, layer_of("one two"), kind="article")
    claim = builder.claim(one, "one")
    builder.judge(one, claim, "verified")
    builder.judge(other, claim, "denied")
    report = builder.report()
    assert len(set(report.reviewers)) == 2
    assert all(label.startswith("Ann·") for label in report.reviewers)
    assert {v.reviewer for v in report.lines[0].verdicts} == set(report.reviewers)


def test_an_article_without_claims_has_a_report(builder: Builder) -> None:
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("one two"), kind="article", name="draft.txt")
    report = builder.report()
    assert (report.title, report.made_by, report.project) == ("draft.txt", "", "")
    assert (report.lines, report.sources, report.open_items, report.reviewers) == ((), (), (), ())
    assert report.as_of == date(2024, 7, 9)
    assert set(report.counts.values()) == {0}


def test_no_text_of_a_report_holds_what_no_output_can(hostile: Builder) -> None:
    texts = list(_texts(hostile.report()))
    assert len(texts) > 500
    assert not [text for text in texts if set(text) & set("\x00\x07\x1b\u202e\u2066\u2028\ufeff")]


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    return []
