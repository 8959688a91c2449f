# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which records belong to which: told by settings, whatever else these say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Setting
from sidelight.model.claim_parts import PARTS
from sidelight.model.relations import Relations
from tests.model.desks import Desk

ANN = "a" * 32
DOCUMENT = "d" * 64
PLACE = {
    "document": DOCUMENT,
    "layer": "a" * 64,
    "start": 1,
    "end": 5,
    "quote": "aid",
    "prefix": "",
    "suffix": "",
    "page": 1,
}


def related(*settings_: Setting) -> Relations:
    made, ann = Relations(), Desk(ANN)
    for setting in settings_:
        made.relate(ann.change(setting))
    return made


@pytest.mark.parametrize("record", PARTS)
def test_a_part_of_a_claim_belongs_to_it(record: str) -> None:
    part = record, f"p.{ANN}"
    made = related(Setting(*part, "claim", "c"))
    assert list(made.parts["claim", "c"]) == [part]
    assert list(made.wholes[part]) == [("claim", "c")]
    assert made.near([part]) == {part, ("claim", "c")}


@pytest.mark.parametrize("record", ["passage", "evidence", "exempt", "note"])
def test_a_place_belongs_to_its_document(record: str) -> None:
    made = related(Setting(record, "p", "place", PLACE))
    assert list(made.parts["document", DOCUMENT]) == [(record, "p")]


def test_a_note_belongs_to_the_document_that_it_names_and_a_sign_off_does_not() -> None:
    made = related(
        Setting("note", "n", "document", DOCUMENT), Setting("signoff", "s", "document", DOCUMENT)
    )
    assert list(made.parts["document", DOCUMENT]) == [("note", "n")]


@pytest.mark.parametrize(
    "setting",
    [
        Setting("passage", "p", "claim", 7),
        Setting("passage", "p", "claim", None),
        Setting("passage", "p", "place", {"document": DOCUMENT}),
        Setting("note", "n", "document", "no hash"),
        Setting("tag", "t", "claim", "c"),
        Setting("claim", "c", "claim", "d"),
        Setting("omen", "o", "claim", "c"),
        Setting("claim", "c", "joined", 3),
        Setting("verdict", "of-another", "claim", "c"),
    ],
)
def test_what_does_not_fit_makes_nothing_a_part(setting: Setting) -> None:
    made = related(setting)
    assert not made.parts
    assert not made.wholes
    assert made.near([("claim", "c")]) == {("claim", "c")}


joins = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=8)


@given(joins)
@settings(max_examples=60)
def test_joined_claims_are_near_in_circles_too(pairs: list[tuple[str, str]]) -> None:
    made = related(*(Setting("claim", one, "joined", other) for one, other in pairs))
    for one, other in pairs:
        assert ("claim", other) in made.near([("claim", one)])
        assert ("claim", one) in made.near([("claim", other)])


@given(joins)
@settings(max_examples=30)
def test_a_copy_says_the_same_and_goes_its_own_way(pairs: list[tuple[str, str]]) -> None:
    made = related(*(Setting("claim", one, "joined", other) for one, other in pairs))
    copy = made.copy()
    assert (copy.parts, copy.wholes, copy.joiners) == (made.parts, made.wholes, made.joiners)
    copy.relate(Desk(ANN).change(Setting("passage", "p", "claim", "z")))
    assert ("claim", "z") not in made.parts
