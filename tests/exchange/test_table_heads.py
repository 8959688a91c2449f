# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heads of tables: those that the documentation names, which of several counts, what was chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.exchange.incoming import TABLE_FIELDS
from sidelight.exchange.table_heads import (
    URL,
    columns_of,
    fields_of,
    head_row,
    heads_of,
    known_heads,
    letters,
    plain,
)
from sidelight.language import available, within
from sidelight.session.import_words import COLUMNS, column_words

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")
CALLED = {
    "words of the claim": "quote",
    "restatement": "restatement",
    "verdict": "verdict",
    "who denies": "denied_by",
    "reason": "reason",
    "reviewer": "reviewer",
    "date of the verdict": "date",
    "speaker": "speaker",
    "tags": "tags",
    "note": "note",
    "source": "source",
    "page of the source": "page",
    "words of the source": "source_quote",
    "stance": "stance",
    "article": "article",
}


def documented() -> list[tuple[str, str]]:
    """Return the heads that the documentation names, each with its field."""
    found = []
    for line in DOCUMENTED.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in CALLED:
            heads = ", ".join(cells[1:]).split(";")[0] if cells[0] == "restatement" else ""
            said = re.split(r"[,;]", heads or ", ".join(cells[1:]))
            found += [(head.strip(), CALLED[cells[0]]) for head in said]
    return found


def test_the_documentation_names_each_field() -> None:
    assert {field for _head, field in documented()} == set(TABLE_FIELDS)


@pytest.mark.parametrize(("head", "field"), documented())
def test_each_head_of_the_documentation_is_known(head: str, field: str) -> None:
    assert fields_of([head], {}) == {field: 0}
    assert fields_of([f"  {head.upper()}: "], {}) == {field: 0}


@pytest.mark.parametrize("field", TABLE_FIELDS)
@pytest.mark.parametrize("language", available())
def test_what_fields_are_called_here_is_known_as_a_head(language: str, field: str) -> None:
    with within(language):
        called = column_words()[field]
    assert set(COLUMNS) == set(TABLE_FIELDS)
    assert fields_of([called], {}) == {field: 0}


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (["Claim", "Quote"], {"quote": 1, "restatement": 0}),
        (["Statement", "Claim"], {"quote": 1, "restatement": 0}),
        (["URL", "Source"], {"source": 1, URL: 0}),
        (["URL"], {"source": 0}),
        (["Source link", "Source URL"], {"source": 1, URL: 0}),
        (["Date", "Date checked"], {"date": 1}),
        (["Evidence", "Source quote"], {"source_quote": 1}),
        (["Note", "Note (2)"], {"note": 0}),
        (["Утверждение", "Цитата"], {"quote": 1, "restatement": 0}),
        (["source_quote", "source-title"], {"source_quote": 0, "source": 1}),
        (["№", "claim #"], {"quote": 1}),
        (["x", ""], {}),
    ],
)
def test_which_of_several_heads_counts(heads: list[str], fields: dict[str, int]) -> None:
    assert fields_of(heads, {}) == fields


HEADS = ["Claim", "Rating", "Why", "Notes", "Mine"]


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        ({}, {"quote": 0, "verdict": 1, "reason": 2, "note": 3}),
        ({"tags": "Mine"}, {"quote": 0, "verdict": 1, "reason": 2, "note": 3, "tags": 4}),
        ({"verdict": "Mine"}, {"quote": 0, "verdict": 4, "reason": 2, "note": 3}),
        ({"reason": "Notes"}, {"quote": 0, "verdict": 1, "reason": 3}),
        ({"quote": "Claim", "verdict": "Rating"}, {"quote": 0, "verdict": 1}),
        ({"quote": "Claim", "tags": "Mine"}, {"quote": 0, "tags": 4}),
        ({"quote": "Gone"}, {"quote": 0, "verdict": 1, "reason": 2, "note": 3}),
        ({"url": "Mine"}, {"quote": 0, "verdict": 1, "reason": 2, "note": 3}),
    ],
)
def test_what_was_chosen(chosen: dict[str, str], fields: dict[str, int]) -> None:
    assert fields_of(HEADS, chosen) == fields


def test_an_address_stays_with_its_source_whatever_was_chosen() -> None:
    heads = ["Claim", "Source", "URL"]
    assert fields_of(heads, {"quote": "Claim", "source": "Source"}) == {
        "quote": 0,
        "source": 1,
        URL: 2,
    }


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Claim"], ["x"]], 0),
        ([["A sheet of ours"], ["Claim", "Verdict"], ["x", "y"]], 1),
        ([[], ["Claim", "Verdict"]], 1),
        ([["Claim", "A list"], ["Quote", "Verdict", "Reason"]], 1),
        ([["Eins", "Zwei"], ["x", "y"]], 0),
        ([["Eins", "https://a.example"]], -1),
        ([["Eins", "1,5"]], -1),
        ([["Eins", "true"]], -1),
        ([["Eins", "31.08.2024"]], -1),
        ([["x" * 61, "y"]], -1),
        ([["Alone"], ["x"]], -1),
        ([[]], -1),
    ],
)
def test_which_row_has_the_heads(rows: list[list[str]], at: int) -> None:
    assert head_row(rows) == at


def test_a_claim_that_holds_the_word_claim_is_no_head() -> None:
    assert known_heads(["The claim that aid came twice"]) == 0
    assert known_heads(["claim" + " " * 60 + "x"]) == 0


def test_columns_show_a_few_short_cells() -> None:
    rows = [[""], ["  a\n b "], ["x" * 200], ["c"], ["d"]]
    (column,) = columns_of(["Claim"], rows, {"quote": 0})
    assert column.cells[0] == "a b"
    assert len(column.cells) == 3
    assert len(column.cells[1]) <= 60
    assert column.field == "quote"


@holds(st.lists(st.text("aB \n1é", max_size=6), max_size=30), st.integers(0, 40))
def test_no_two_heads_are_alike_and_none_is_empty(row: list[str], width: int) -> None:
    heads = heads_of(row, width)
    assert len(set(heads)) == len(heads) == width
    assert all(heads)


@holds(st.integers(0, 20_000))
def test_letters_count_like_a_spreadsheet(at: int) -> None:
    number = 0
    for letter in letters(at):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == at + 1


@holds(st.lists(st.sampled_from(["claim", "quote", "url", "source", "note", "x", ""]), max_size=8))
def test_no_column_holds_two_things(heads: list[str]) -> None:
    fields = fields_of(heads, {})
    assert len(set(fields.values())) == len(fields)
    assert all(0 <= at < len(heads) for at in fields.values())


@holds(st.text(max_size=80))
def test_heads_are_compared_without_their_case_and_blanks(head: str) -> None:
    assert plain(plain(head)) == plain(head)
    assert plain(f" {head} ") == plain(head) or len(head) > 100
