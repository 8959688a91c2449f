# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas with anyone's words in HTML, Markdown and the table, without drawing a page."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import html as lxml_html

from sidelight.report import html, markdown, table, word_document
from sidelight.report.data import Report
from tests.report import word_reading
from tests.report.project_builder import Builder, layer_of, without_script

HOSTILE = ['=cmd|"/C x"!A0', "<img src=x onerror=alert(1)>", "[^1]: *a* `b` |c|", "</blockquote>"]
END = 2**53 - 2


def scanned(transcription: str = "", translation: str = "", page: int = 2) -> Report:
    """A report of one claim that is an area of the article's page, with evidence of another."""
    builder = Builder()
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("One page of words."), kind="article", title="Article")
    source = builder.document(ann, layer_of("A register."), title="Register")
    claim = builder.claim(ann, "One page of words.")
    (part,) = builder.got(claim).passages
    builder.judge(ann, claim, "verified", "Read.")
    builder.link(ann, claim, source, "A register.")
    (evidence,) = builder.got(claim).evidence
    for record, id_, passage in (
        ("passage", part.id, part.passage),
        ("evidence", evidence.id, evidence.passage),
    ):
        spot = {**passage.to_json(), "quote": "", "page": page, "area": [0, 0, 5000, 5000]}
        builder.commit(ann, (record, id_, "place", {**spot, "start": END, "end": END + 1}))
        builder.commit(ann, (record, id_, "transcription", transcription))
        builder.commit(ann, (record, id_, "translation", translation))
    return builder.report()


def cells(report: Report) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(table.write(report).decode("utf-8-sig"), newline=""))
    return row


def test_a_row_says_who_read_an_area_and_what_it_means() -> None:
    row = cells(scanned("Hafen", "Harbour"))
    assert (row["quote"], row["transcribed_by"], row["translation"]) == ("Hafen", "Ann", "Harbour")
    assert "Hafen" in row["evidence"]
    unread = cells(scanned())
    assert (unread["quote"], unread["transcribed_by"]) == ("Picture on p. 2", "")
    assert "Picture on p. 2" in unread["evidence"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_read_in_an_area_make_no_formula(words: str) -> None:
    row = cells(scanned(words, words))
    assert row["quote"].removeprefix("'") == words
    assert not any(cell.lstrip()[:1] in set("=+-@") and cell for cell in row.values())


@pytest.mark.parametrize("words", HOSTILE)
def test_words_read_in_an_area_make_no_element(words: str) -> None:
    tree = lxml_html.fromstring(without_script(html.write(scanned(words, words))))
    assert not tree.xpath("//@onerror | //img[@src='x'] | //script")
    (row,) = tree.xpath('//tr[@id="claim-1"]')
    assert words in [quote.text_content() for quote in row.iter("blockquote")]


@pytest.mark.parametrize("words", HOSTILE[1:])
def test_words_read_in_an_area_make_no_markup(words: str) -> None:
    written = markdown.write(scanned(words, words)).decode()
    assert words not in written
    assert sum(line.startswith("[^1]:") for line in written.splitlines()) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_words_read_in_an_area_are_words_in_a_word_document(words: str) -> None:
    data = word_document.write(scanned(words, words))
    (row,) = list(word_reading.part(data, "word/document.xml").iter(f"{word_reading.W}tr"))[1:]
    said = word_reading.text(row)
    # the claim, its translation, the evidence and its translation
    assert said.count(words) == 4
    assert said.count("transcribed by Ann") == said.count("translated by Ann") == 2
    assert "Picture on p. 2" in word_reading.plain(word_document.write(scanned()))
