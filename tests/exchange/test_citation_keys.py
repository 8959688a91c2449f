# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citation keys: what they are made of, that no two are alike, and that they stay."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.exchange.citation_keys import citation_keys
from sidelight.model.csl_record import csl_record
from sidelight.model.records import Document
from tests.exchange.records_given import RECORDS, numbered, sample_records
from tests.report.records_to_cite import document

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def keys(*documents: Document) -> list[str]:
    """Return the keys of documents, in their order."""
    made = numbered(documents)
    found = citation_keys((one, csl_record(one)) for one in made)
    return [found[one.id] for one in made]


@pytest.mark.parametrize(
    ("title", "author", "issued", "key"),
    [
        ("Letter 17", "Kim Il-sung", "1950-08-31", "kim-il-sung-1950-letter"),
        ("The Tumen’s bridge", "A; B", "c. 2019", "a-2019-tumen-bridge"),
        ("Kim's letter", "Kim", "", "kim-letter"),
        ("Visit", "Ambassador Extraordinary and Plenipotentiary", "", "*-visit"),
        ("Élan", "José Núñez", "1999", "jose-nunez-1999-elan"),
        ("Ankunft", "", "1999/2001", "1999-ankunft"),
        ("Визит", "Filipov (Иосиф Сталин)", "1950", "filipov-1950"),
        ("Визит 2000 года", "Кремль", "2000-07", "source-6b86b2-2000"),
        ("김정은, 푸틴과 회담", "연합뉴스", "", "source-6b86b2"),
        ("{\\bf x}", "@string{a}", "1", "string-a"),
    ],
)
def test_a_key_is_made_of_author_year_and_title(
    title: str, author: str, issued: str, key: str
) -> None:
    (found,) = keys(document(title, {"author": author, "issued": issued}))
    assert found == key.replace("*", "ambassador-extraordinary-and")


def test_what_is_added_later_changes_no_key() -> None:
    letter = document("Letter 17", {"author": "Kim"})
    alike = [letter] * 3
    assert keys(*alike[:2]) == keys(*alike)[:2]
    assert keys(*alike) == ["kim-letter", "kim-letter-d4735e", "kim-letter-4e0740"]


def test_the_sample_has_keys_to_tell_its_sources_by() -> None:
    found = keys(*sample_records())
    assert found[1] == "joseph-stalin-1948-note-message"
    assert found[3:5] == ["kim-il-sung-1950-note-letter", "kim-il-sung-1950-note-letter-ef2d12"]
    assert len(set(found)) == len(found)


@holds(st.lists(RECORDS, max_size=6))
def test_keys_are_ascii_and_no_two_alike(records: list[Document]) -> None:
    found = keys(*records)
    assert len(set(found)) == len(records)
    assert all(KEY.fullmatch(key) for key in found)


def test_ids_that_begin_alike_have_keys_of_their_own() -> None:
    one = document("Letter 17", {"author": "Kim"})
    alike = [replace(one, id=f"ababab{more}") for more in "123"]
    found = citation_keys((one, csl_record(one)) for one in alike)
    assert list(found.values()) == ["kim-letter", "kim-letter-ababab", "kim-letter-ababab-2"]
