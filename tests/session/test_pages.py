# SPDX-License-Identifier: AGPL-3.0-or-later
"""On which page an ink offset stands."""

from __future__ import annotations

import pytest

from sidelight.session.texts import page_at
from sidelight.text.layer import Page


def pages(*bounds: tuple[int, int]) -> tuple[Page, ...]:
    return tuple(Page(n, str(n), 600, 800, *bound) for n, bound in enumerate(bounds, 1))


@pytest.mark.parametrize(
    ("offset", "number"), [(0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (29, 3), (30, 3), (99, 3)]
)
def test_each_offset_stands_on_one_page(offset: int, number: int) -> None:
    assert page_at(pages((0, 10), (10, 20), (20, 30)), offset) == number


@pytest.mark.parametrize(("offset", "number"), [(0, 2), (9, 2), (10, 4), (12, 4)])
def test_pages_without_ink_hold_nothing(offset: int, number: int) -> None:
    assert page_at(pages((0, 0), (0, 10), (10, 10), (10, 20)), offset) == number


def test_no_pages_are_page_one() -> None:
    assert page_at((), 7) == 1
