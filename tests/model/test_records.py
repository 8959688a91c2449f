# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records, fields, standing, and how verdicts look."""

import math
import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.fields import BIRTH, FIELDS, MOST, REQUIRED, TAKEN_BACK, empty, fits
from sidelight.model.records import Claim, ClaimPassage, Passage, Reviewer, Verdict
from sidelight.model.standing import PAINTS, counts, mine, paint, standing
from sidelight.model.standing import given as given_verdicts
from sidelight.model.styles import STYLES, Style, style
from sidelight.model.vocabulary import STANCES, VERDICTS, WORDS
from sidelight.resources import folder
from tests.model.desks import place

MADE = {
    **dict.fromkeys(("kind", "extractor", "version", "language", "rendition"), ""),
    **dict.fromkeys(("document", "text", "geometry"), "0" * 64),
    "options": {"a": "b"},
}


@pytest.mark.parametrize(
    ("record", "field", "good", "bad"),
    [
        ("claim", "number", [1, MOST], [0, -1, MOST + 1, 2**60, True, "1", 1.0, None]),
        ("document", "size", [0, 2**53 - 1], [-1, 2**53, False, "0", 0.5]),
        ("document", "layer", ["0" * 64], ["0" * 63, "G" * 64, "A" * 64, 0, ["0"] * 64]),
        (
            "document",
            "hidden",
            [[], [[0, 0]], [[1, 5], [0, 2]]],
            [[1], [[2, 1]], [[0]], [[0, "1"]], {}],
        ),
        ("document", "title", ["", "한국"], [None, 1, ["a"], "\ud800", "x" * 1_000_001]),
        ("claim", "deleted", [True, False], [0, 1, None, "true"]),
        ("evidence", "stance", list(STANCES), ["", "Supports", None, [], {}]),
        ("passage", "place", [place(), place(more=1)], [{}, [], None, place(5, 5), place(6, 5)]),
        (
            "passage",
            "place",
            [place(0, 1)],
            [place(-1), place(document="x"), place(quote=1), place(page=None)],
        ),
        (
            "verdict",
            "verdict",
            [{"verdict": "x", "denied_by": ""}],
            [{}, "x", {"verdict": "x"}, None],
        ),
        (
            "layer",
            "made",
            [MADE, {**MADE, "rendition": "1" * 64}],
            [{}, {**MADE, "rendition": "x"}],
        ),
        (
            "layer",
            "made",
            [{**MADE, "options": {}}],
            [{**MADE, "options": {"a": 1}}, {**MADE, "text": ""}],
        ),
        ("claim", "mood", [], ["x"]),
        ("hologram", "depth", [], [1]),
    ],
)
def test_what_may_stand_in_a_field(
    record: str, field: str, good: list[object], bad: list[object]
) -> None:
    assert [value for value in good if not fits(record, field, value)] == []
    assert [value for value in bad if fits(record, field, value)] == []


@pytest.mark.parametrize(
    ("record", "field"), [(record, field) for record, some in FIELDS.items() for field in some]
)
def test_the_empty_value_of_a_field_fits_it(record: str, field: str) -> None:
    nothing = empty(record, field)
    assert nothing is None or fits(record, field, nothing)
    if field in REQUIRED.get(record, ()):
        assert (nothing is None) == ((record, field) not in TAKEN_BACK)


def test_what_is_removed_can_be_made_and_the_other_way_round() -> None:
    assert {record for record, some in FIELDS.items() if "deleted" in some} == set(BIRTH)
    assert all(BIRTH[record] in FIELDS[record] for record in BIRTH)
    assert all(name in FIELDS[record] for record, names in REQUIRED.items() for name in names)
    assert empty("hologram", "depth") is None


@given(st.builds(Passage, *[st.text(max_size=3)] * 2, *[st.integers(0, 99)] * 2, st.text()))
def test_a_passage_comes_back_from_its_value(passage: Passage) -> None:
    assert Passage.from_json(passage.to_json()) == passage


@pytest.mark.parametrize(
    "change", [{"start": "x"}, {"start": None}, {"end": float("inf")}, {"page": []}]
)
def test_a_value_that_is_no_passage_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no passage|invalid literal"):
        Passage.from_json({**place(), **change})
    with pytest.raises(ValueError, match="no passage"):
        Passage.from_json({})


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ann", "A"),
        ("Ann Lee", "AL"),
        ("ann van lee", "AL"),
        ("", ""),
        ("  ", ""),
        ("김 철수", "김철"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert Reviewer("a", name, name).initials == initials


def claim(*verdicts: str) -> Claim:
    """A claim with verdicts of the reviewers a, b, c."""
    said = tuple(
        Verdict(f"c.{who}", "c", who, word) for who, word in zip("abc", verdicts, strict=False)
    )
    return Claim("c", 1, "1", (), said, restatement="It is so.")


@pytest.mark.parametrize(
    ("verdicts", "stands", "for_a", "for_other"),
    [
        ((), "unchecked", "unchecked", "unchecked"),
        (("",), "unchecked", "unchecked", "unchecked"),
        (("verified",), "checked once", "verified", "verified"),
        (("", "denied"), "checked once", "denied", "denied"),
        (("verified", "verified"), "agreed", "verified", "verified"),
        (("denied", "denied", "denied"), "agreed", "denied", "denied"),
        (("verified", "denied"), "split", "verified", "split"),
        (("", "verified", "disputed"), "split", "split", "split"),
        (("satire",), "checked once", "satire", "satire"),
    ],
)
def test_standing_and_what_paints_a_highlight(
    verdicts: tuple[str, ...], stands: str, for_a: str, for_other: str
) -> None:
    one = claim(*verdicts)
    assert standing(one) == stands
    assert (paint(one, "a"), paint(one, "z")) == (for_a, for_other)
    assert paint(one) == for_other
    assert len(given_verdicts(one)) == sum(map(bool, verdicts))
    own = mine(one, "a")
    assert (own.verdict if own else "") == (verdicts[0] if verdicts else "")


def test_counts_name_every_paint_and_added_verdicts_too() -> None:
    claims = [
        claim("verified"),
        claim("verified", "denied"),
        claim(),
        claim("satire"),
        claim("", ""),
    ]
    assert counts(claims) == {
        "verified": 1, "disputed": 0, "denied": 0, "split": 1, "unchecked": 2, "satire": 1,
    }  # fmt: skip
    assert counts(claims, "a")["verified"] == 2
    assert list(counts([])) == list(PAINTS)


def test_a_claim_without_passages_shows_its_restatement() -> None:
    bare = claim()
    assert (bare.quote, bare.document) == ("It is so.", "")
    passage = Passage("d", "l", 0, 1, "words")
    whole = replace(bare, passages=(ClaimPassage("p", "c", passage),))
    assert (whole.quote, whole.document) == ("words", "d")


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("one", STYLES.values(), ids=STYLES)
def test_words_and_marks_can_be_read_on_every_ground(one: Style) -> None:
    colours = (one.ink, one.fill, one.dark_ink, one.dark_fill)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
    assert contrast(one.ink, "#ffffff") >= 4.5
    assert contrast(one.ink, one.fill) >= 4.5
    assert contrast(one.dark_ink, one.dark_fill) >= 4.5
    # The words of the document stand on the fill.
    assert contrast("#000000", one.fill) >= 7


@pytest.mark.parametrize("family", [PAINTS, STANCES], ids=["verdicts", "stances"])
def test_none_is_told_by_colour_alone(family: tuple[str, ...]) -> None:
    styles = [STYLES[word] for word in family]
    for part in ("line", "sign", "icon", "ink", "fill"):
        assert len({getattr(one, part) for one in styles}) == len(styles), part
    assert {one.line for one in styles} <= {"solid", "dashed", "wavy", "dotted", "double"}
    assert all(len(one.sign) == 1 for one in styles)


def test_styles_have_their_pictures_words_and_keys() -> None:
    for word, one in STYLES.items():
        assert one.word == word
        assert word in WORDS
        assert (folder("resources") / "icons" / f"{one.icon}.svg").is_file()
    keys = {one.word: one.key for one in STYLES.values() if one.key}
    assert keys == {"verified": "1", "disputed": "2", "denied": "3", "unchecked": "0"}
    assert tuple(keys)[:3] == VERDICTS
    assert set(STYLES) == {*PAINTS, *STANCES}


def test_an_unknown_word_looks_unchecked() -> None:
    assert style("satire") is STYLES["unchecked"]
    assert style("denied") is STYLES["denied"]


def test_verdicts_stay_apart_for_the_colour_blind_by_lightness_or_hue() -> None:
    inks = [STYLES[word].ink for word in VERDICTS]
    assert all(a == b or abs(luminance(a) - luminance(b)) > 0.001 for a, b in product(inks, inks))
