# SPDX-License-Identifier: AGPL-3.0-or-later
"""A verdict that a project adds, in all that it is shown in; one that nobody knows, too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sidelight.model.change import Setting
from sidelight.model.claim_filter import parse
from sidelight.model.standing import counts, paint, standing
from sidelight.session.claim_list import Look, listed
from sidelight.session.session import Session
from tests.report import word_reading

ARTICLE = "The pact\n\nKim thanked Stalin for aid. Aid came twice.\n\nA border is shared.\n"
NAMES = ("Half true", "Полуправда", "반쪽 진실", "<b>&amp;", "=1+1", "a | b", "ünproven")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "p.sidelight", "The pact", by="Ann") as made:
        made.add_text(ARTICLE, kind="article", title="The pact")
        yield made


def claim(session: Session, quote: str, verdict: str) -> str:
    article = session.article()
    return session.claim(article, *session.locate(article, quote), verdict, reason="So.").id


def written(session: Session, folder: Path, ending: str) -> str:
    return session.report(folder / f"r.{ending}").read_text("utf-8-sig")


@pytest.mark.parametrize("name", NAMES)
def test_every_output_says_its_name_and_no_more(
    session: Session, tmp_path: Path, name: str
) -> None:
    added = session.add_verdict(name)
    claim(session, "Aid came twice", added.word)
    page = written(session, tmp_path, "html")
    assert "<b>&amp;</b>" not in page
    assert re.search(r'class="[^"]*v-added-1', page)
    assert added.word not in re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
    (row,) = csv.DictReader(io.StringIO(written(session, tmp_path, "csv")))
    assert row["verdict"].lstrip("'") == added.word
    book = load_workbook(session.report(tmp_path / "r.xlsx"))
    cell = book["Verdicts"]["C2"]
    assert (cell.value, cell.data_type) == (session.verdicts.called(added.word), "s")
    assert written(session, tmp_path, "md").count("So.") >= 1
    data = session.report(tmp_path / "r.docx").read_bytes()
    called = session.verdicts.called(added.word)
    assert word_reading.remarks(data)[0].paragraphs[0].startswith(f"1. {added.sign} {called} (")
    fills = [
        one.get(f"{word_reading.W}fill")
        for one in word_reading.part(data, "word/document.xml").iter(f"{word_reading.W}shd")
    ]
    assert session.verdicts.style(added.word).fill[1:].upper() in fills


@pytest.mark.parametrize("name", NAMES)
def test_lists_filter_group_and_count_it(session: Session, name: str) -> None:
    added = session.add_verdict(name)
    claim(session, "Aid came twice", added.word)
    claim(session, "A border is shared", "verified")
    lines = session.snapshot().lines
    known = session.vocabulary(lines)
    assert [line.word for line in lines] == [added.word, "verified"]
    found = listed(lines, Look(), parse(f'verdict:"{added.word}"', known))
    assert [line.word for group in found for line in group.lines] == [added.word]
    groups = listed(lines, Look(group="verdict"), parse("", known))
    assert {group.stored for group in groups} == {added.word, "verified"}
    tally = counts(session.claims(), session.me, session.verdicts.paints)
    assert (tally[added.word], tally["verified"], tally["denied"]) == (1, 1, 0)


def test_a_word_that_nobody_knows_shows_as_it_is(session: Session, tmp_path: Path) -> None:
    id_ = claim(session, "Aid came twice", "verified")
    value = {"verdict": "who-knows", "denied_by": ""}
    session.act([Setting("verdict", f"{id_}.{session.me}", "verdict", value)], "")
    found = session.claim_of(id_)
    assert (paint(found, session.me), standing(found)) == ("who-knows", "checked once")
    for ending in ("html", "md", "csv"):
        assert "who-knows" in written(session, tmp_path, ending)
    book = load_workbook(session.report(tmp_path / "r.xlsx"))
    assert book["Verdicts"]["C2"].value == "who-knows"
    assert session.verdicts.style("who-knows").word == "unchecked"
    assert [line.word for line in session.snapshot().lines] == ["who-knows"]


def test_one_that_is_taken_away_shows_by_its_word(session: Session, tmp_path: Path) -> None:
    added = session.add_verdict("Half true")
    id_ = claim(session, "Aid came twice", added.word)
    session.act([Setting("vocabulary", added.word, "deleted", value=True)], "")
    assert session.verdicts.words == ("verified", "disputed", "denied")
    assert "half-true" in written(session, tmp_path, "md")
    session.judge(id_, "verified")
    assert standing(session.claim_of(id_)) == "checked once"
    session.undo()
    assert paint(session.claim_of(id_), session.me) == "half-true"


def test_reviewers_who_differ_by_it_are_split_and_agree_by_it(session: Session) -> None:
    added = session.add_verdict("Half true")
    id_ = claim(session, "Aid came twice", added.word)
    session.act_as("Bo")
    session.judge(id_, "verified")
    assert standing(session.claim_of(id_)) == "split"
    session.judge(id_, added.word)
    assert standing(session.claim_of(id_)) == "agreed"
    session.decide(id_, added.word, reason="Both say so.")
    decision = session.claim_of(id_).decision
    assert decision is not None
    assert decision.verdict == added.word


def test_the_table_for_readers_without_us_holds_the_word(session: Session) -> None:
    added = session.add_verdict("Half true")
    claim(session, "Aid came twice", added.word)
    assert session.file.check() == []
    assert session.agreement().title == "The pact"
    history = session.history()
    assert any("Half true" in line.detail for line in history)
    assert [line.act for line in history if "verdict" in line.act.casefold()]
