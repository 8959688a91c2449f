# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a Word document, read back by libraries that did not write it."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sidelight.language import use
from sidelight.report import word_document, words
from sidelight.report.data import Report
from sidelight.report.parts import ArticleBlock, Cover, Run
from tests.report.conftest import Pact
from tests.report.project_builder import Builder
from tests.report.word_reading import W, html, part, plain, remarks, text

RUN_ORDER = ("rStyle", "b", "i", "color", "sz", "u", "shd", "rtl", "lang")
"""The order in which the format wants what is said of a run (ECMA-376, CT_RPr), what we use."""


def inked(words: str) -> str:
    """Words without blanks: mammoth leaves breaks out."""
    return "".join(words.split())


def marked(report: Report, *runs: Run) -> Report:
    """The report with an article of these runs alone."""
    return replace(report, blocks=(ArticleBlock("paragraph", 0, runs),))


def test_all_that_is_reported_stands_in_it(pact: Pact) -> None:
    report = pact.report()
    said = plain(word_document.write(report))
    assert report.title in said
    assert report.fingerprint in said
    for line in report.lines:
        assert words.quoted(line.quote, unread=line.unread) in said
        for verdict in line.verdicts:
            assert verdict.reviewer in said
            assert inked(verdict.reason) in inked(said)
        assert all(evidence.quote in said for evidence in line.evidence)
    for source in report.sources:
        assert source.citation in said
        assert source.sha256 in said
    for items in report.open_items:
        assert words.open_item(items.what) in said
    for block in report.blocks:
        assert inked(block.text) in inked(said)


def test_each_verdict_is_a_comment_of_who_gave_it_then_on_the_words_of_the_claim(
    pact: Pact,
) -> None:
    report = pact.report()
    found = remarks(word_document.write(report))
    for line in (line for line in report.lines if line.marked):
        own = [one for one in found if one.paragraphs[0].startswith(f"{line.label}. ")]
        given = [(v.reviewer, v.made_at) for v in line.verdicts] or [(report.made_by, None)]
        assert [one.author for one in own] == [who for who, _when in given]
        for one, (_who, when) in zip(own, given, strict=True):
            assert one.date == (when or report.made_at).strftime("%Y-%m-%dT%H:%M:%SZ")
            assert inked(one.words) == inked(line.quote)
        first = " ".join(own[0].paragraphs)
        assert all(evidence.quote in first for evidence in line.evidence)
        assert all(response.party in first for response in line.responses)
        assert all(len(one.paragraphs) == 1 for one in own[1:])
    assert len({one.id for one in found}) == len(found)


def test_a_claim_in_two_places_is_told_at_the_first_and_named_at_the_second(pact: Pact) -> None:
    report = pact.report()
    line = next(line for line in report.lines if len(line.verdicts) == 1 and line.evidence)
    cover = (Cover(line.label, line.paint),)
    ends = {"ends": (line.label,)}
    again = marked(
        replace(report, lines=(line,)),
        Run("Here", cover),
        Run(" and on", cover, **ends),
        Run(" between "),
        Run("there", cover, **ends),
    )
    first, second = remarks(word_document.write(again))
    assert (first.words, second.words) == ("Here and on", "there")
    assert len(first.paragraphs) > len(second.paragraphs) == 1
    assert second.paragraphs[0].startswith(f"{line.label}. ")
    assert (first.author, second.author) == (line.verdicts[0].reviewer, report.made_by)


def test_claims_over_each_other_each_have_their_comment(pact: Pact) -> None:
    report = pact.report()
    one, other = (line for line in report.lines[:2])
    both = (Cover(one.label, one.paint), Cover(other.label, other.paint))
    over = marked(
        replace(report, lines=(one, other)),
        Run("A ", both[:1]),
        Run("common", both, ends=(one.label,)),
        Run(" end", both[1:], ends=(other.label,)),
    )
    found = {r.paragraphs[0].partition(".")[0]: r.words for r in remarks(word_document.write(over))}
    assert found == {one.label: "A common", other.label: "common end"}


def test_marks_have_ground_and_line_of_their_verdict(pact: Pact) -> None:
    report = pact.report()
    body = part(word_document.write(report), "word/document.xml")
    looks = {
        str(run.findtext(W + "t")): (
            run.find(f"{W}rPr/{W}shd").get(W + "fill"),
            run.find(f"{W}rPr/{W}u").get(W + "val"),
            run.find(f"{W}rPr/{W}u").get(W + "color"),
        )
        for run in body.iter(W + "r")
        if run.find(f"{W}rPr/{W}shd") is not None
    }
    lines = {"solid": "single", "dashed": "dash", "wavy": "wave"}
    for block in report.blocks:
        for run in (run for run in block.runs if run.covers):
            style = report.verdicts.style(run.covers[0].paint)
            fill, line, colour = looks[run.text]
            assert fill == style.fill[1:].upper()
            assert line == lines.get(style.line, style.line)
            assert colour == style.ink[1:].upper()


def test_what_is_said_of_runs_and_paragraphs_stands_in_the_order_of_the_format(
    pact: Pact,
) -> None:
    report = pact.report()
    hebrew = marked(report, Run("שלום", (Cover("1", "denied"),), ends=("1",)), Run(" عالم"))
    for data in (word_document.write(report), word_document.write(hebrew)):
        for name in ("word/document.xml", "word/comments.xml"):
            for properties in part(data, name).iter(W + "rPr"):
                names = [child.tag.removeprefix(W) for child in properties]
                assert names == sorted(names, key=RUN_ORDER.index)
            for properties in part(data, name).iter(W + "pPr"):
                names = [child.tag.removeprefix(W) for child in properties]
                assert names == [n for n in ("pStyle", "sectPr", "bidi") if n in names]


def test_what_reads_from_the_right_does_so(pact: Pact) -> None:
    body = part(
        word_document.write(marked(pact.report(), Run("«שלום»"), Run(" and more"))),
        "word/document.xml",
    )
    turned = [text(p) for p in body.iter(W + "p") if p.find(f"{W}pPr/{W}bidi") is not None]
    assert turned == ["«שלום» and more"]


def test_numbers_lead_to_claims_and_sources(pact: Pact) -> None:
    body = part(word_document.write(pact.report()), "word/document.xml")
    places = [str(one.get(W + "name")) for one in body.iter(W + "bookmarkStart")]
    ids = [str(one.get(W + "id")) for one in body.iter(W + "bookmarkStart")]
    leading = {str(one.get(W + "anchor")) for one in body.iter(W + "hyperlink")}
    assert leading
    assert leading <= {*places}
    assert len({*places}) == len(places) == len({*ids})
    assert [one.get(W + "id") for one in body.iter(W + "bookmarkEnd")] == ids


def test_the_head_of_the_table_stands_on_each_page_and_pages_are_numbered(pact: Pact) -> None:
    data = word_document.write(pact.report())
    (table,) = part(data, "word/document.xml").iter(W + "tbl")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(W + "tr")]
    assert heads == [True, *([False] * len(pact.report().lines))]
    footer = part(data, "word/footer1.xml")
    assert [one.get(W + "instr") for one in footer.iter(W + "fldSimple")] == ["PAGE", "NUMPAGES"]
    sections = list(part(data, "word/document.xml").iter(W + "pgSz"))
    assert [one.get(W + "orient") for one in sections] == [None, "landscape"]


def test_hostile_texts_stay_texts(hostile: Builder) -> None:
    data = word_document.write(hostile.report())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            assert "vba" not in name.lower()
            body = parts.read(name)
            if name.endswith(".rels"):
                assert b"External" not in body
            assert b"instrText" not in body
    page = html(data)
    assert "<script" not in page.lower()
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "The article"), ("ru", "Статья"), ("ko", "기사")]
)
def test_it_speaks_the_language_of_the_user(pact: Pact, language: str, heading: str) -> None:
    use(language)
    try:
        data = word_document.write(pact.report())
    finally:
        use("")
    assert heading in plain(data)
    said = part(data, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert said.get(W + "val") == language


def test_the_same_report_is_the_same_bytes_at_another_time(
    pact: Pact, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = pact.report()
    before = word_document.write(report)
    later = time.struct_time((2031, 1, 2, 3, 4, 6, 3, 2, 0))
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: later)
    assert word_document.write(report) == before
    another = replace(report, made_at=datetime(2030, 5, 6, 7, 8, tzinfo=UTC))
    core = part(word_document.write(another), "docProps/core.xml")
    assert "2030-05-06T07:08:00Z" in [str(one.text) for one in core]


def test_an_article_without_claims_and_marks_is_written(pact: Pact) -> None:
    report = replace(
        pact.report(), lines=(), sources=(), open_items=(), counts={}, disagreements=(), blocks=()
    )
    data = word_document.write(report)
    assert report.title in plain(data)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert "word/comments.xml" not in parts.namelist()
