# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was chosen for files of other programs is known the next time, whatever the file says."""

from __future__ import annotations

import json

import pytest

from sidelight.exchange.incoming import Column, Group, Incoming
from sidelight.session import import_memory
from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_memory import columns_before, keep, with_rules
from sidelight.store.places import state_folder

MARKS = Incoming(groups=(Group("yellow", "Yellow"), Group("red", "Red")))
TABLE = (Column("Claim", ("Aid came.",), "quote"), Column("Who", (), "reviewer"), Column("x"))


def test_rules_are_known_again_for_the_same_format() -> None:
    keep("pdf", MARKS, ImportChoices(groups={"yellow": "verified", "unheard of": "denied"}))
    found = with_rules(ImportChoices(groups={"red": "note"}), "pdf", MARKS)
    assert found.groups == {"yellow": "verified", "red": "note"}
    assert with_rules(ImportChoices(), "qdpx", MARKS).groups == {}


def test_what_is_said_now_counts_more() -> None:
    keep("pdf", MARKS, ImportChoices(groups={"yellow": "verified"}))
    found = with_rules(ImportChoices(groups={"yellow": "denied"}), "pdf", MARKS)
    assert found.groups == {"yellow": "denied"}


def test_columns_are_known_again_for_the_same_heads() -> None:
    keep("csv", Incoming(columns=TABLE), ImportChoices())
    assert columns_before(TABLE) == {"quote": "Claim", "reviewer": "Who"}
    other = (*TABLE, Column("One more"))
    assert columns_before(other) == {}


def test_no_words_of_the_table_are_kept() -> None:
    keep("csv", Incoming(columns=TABLE), ImportChoices())
    kept = (state_folder() / "imports.json").read_text("utf-8")
    assert "Aid came." not in kept


def test_only_the_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_memory, "_MOST", 3)
    for number in range(5):
        group = Incoming(groups=(Group(str(number), ""),))
        keep("pdf", group, ImportChoices(groups={str(number): "note"}))
    kept = json.loads((state_folder() / "imports.json").read_text("utf-8"))
    assert list(kept["groups"]) == ["pdf 2", "pdf 3", "pdf 4"]


@pytest.mark.parametrize(
    "damage",
    ["", "[]", "{", '{"groups": []}', '{"groups": {"pdf yellow": 3}}', "[" * 100_000, '"x"'],
)
def test_a_damaged_memory_is_as_good_as_none(damage: str) -> None:
    path = state_folder() / "imports.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(damage, "utf-8")
    assert with_rules(ImportChoices(), "pdf", MARKS).groups == {}
    assert columns_before(TABLE) == {}
    keep("pdf", MARKS, ImportChoices(groups={"yellow": "denied"}))
    assert with_rules(ImportChoices(), "pdf", MARKS).groups["yellow"] == "denied"


def test_where_it_cannot_be_written_nothing_is_lost() -> None:
    # a folder where the file should be
    (state_folder() / "imports.json").mkdir(parents=True)
    keep("pdf", MARKS, ImportChoices(groups={"yellow": "denied"}))
    assert with_rules(ImportChoices(), "pdf", MARKS).groups == {}
