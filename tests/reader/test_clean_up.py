# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cleaning scans: their skew is measured, their paper made white, their specks taken off."""

from __future__ import annotations

from typing import Any

import pytest

from sidelight.reader.clean_up import evened, skew_of
from sidelight.reader.mupdf import pymupdf
from tests.reader.typed_note import ENGLISH, Wear, scanned, typed


def drawn(data: bytes, dpi: int = 150) -> Any:
    page = pymupdf.open(stream=data, filetype="pdf")[0]
    return page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)


@pytest.mark.parametrize("skew", [-4.0, -0.6, 1.7, 6.0])
def test_the_skew_of_a_worn_scan_is_measured(skew: float) -> None:
    assert skew_of(drawn(scanned(ENGLISH, Wear(skew=skew)))) == pytest.approx(skew, abs=0.15)


def test_level_print_and_an_empty_page_have_no_skew() -> None:
    assert skew_of(drawn(typed(ENGLISH))) == 0.0
    assert skew_of(drawn(scanned(ENGLISH, Wear(skew=0.0)))) == 0.0
    assert skew_of(drawn(typed(""))) == 0.0


def test_paper_becomes_white_and_ink_stays_dark() -> None:
    before = drawn(scanned(ENGLISH, Wear(specks=0)), 300)
    after = evened(before)
    assert (after.width, after.height, after.n) == (before.width, before.height, 1)
    levels = sorted(after.samples)
    assert levels[len(levels) // 2] == 255
    assert levels[len(levels) // 200] < 170
    corners = [after.pixel(x, y)[0] for x in (40, 2400) for y in (40, 3400)]
    assert min(corners) > 200


def test_specks_are_taken_off() -> None:
    wear = Wear(skew=0.0, specks=400, grain=2, shade=0.0)
    dark = sum(level < 120 for level in drawn(scanned("", wear), 300).samples)
    left = sum(level < 120 for level in evened(drawn(scanned("", wear), 300)).samples)
    assert dark > 2000
    assert left < dark / 50
