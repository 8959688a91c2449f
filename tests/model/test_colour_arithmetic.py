# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light and contrast of colours, beside values that others publish."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.colour_arithmetic import (
    BLACK,
    WHITE,
    blend,
    contrast,
    linear,
    luminance,
    of_linear,
    parts,
    readable_on,
)
from tests.effort import examples

colours = st.from_regex(re.compile(r"#[0-9a-f]{6}"), fullmatch=True)


def test_contrast_is_that_of_wcag() -> None:
    # the examples of WCAG's own techniques (G18) and of its understanding documents
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#949494", WHITE) == pytest.approx(3.03, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)


@settings(max_examples=examples(100))
@given(colours)
def test_light_goes_there_and_back(colour: str) -> None:
    assert of_linear(linear(colour)) == colour


def test_light_that_no_screen_shows_is_cut() -> None:
    assert of_linear((1.5, -0.2, 0.0)) == "#ff0000"


def test_a_blend_lies_between() -> None:
    assert blend("#102030", WHITE, 0) == "#102030"
    assert blend("#102030", WHITE, 1) == WHITE
    assert parts(blend(BLACK, WHITE, 0.5)) == (128, 128, 128)


@settings(max_examples=examples(100))
@given(colours, colours)
def test_a_readable_colour_is_readable_or_as_far_as_it_goes(colour: str, ground: str) -> None:
    towards = WHITE if luminance(ground) < 0.18 else BLACK
    found = readable_on(colour, [ground], towards, 4.5)
    assert contrast(found, ground) >= 4.5 or found == towards
    if contrast(colour, ground) >= 4.5:
        assert found == colour
