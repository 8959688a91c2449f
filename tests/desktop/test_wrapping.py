# SPDX-License-Identifier: AGPL-3.0-or-later
"""Things in a row that take further lines."""

from __future__ import annotations

import pytest

from sidelight.desktop.wrapping import wrapped


@pytest.mark.parametrize(
    ("widths", "lines"),
    [
        ([], []),
        ([30, 30, 30], [[0, 1, 2]]),
        ([30, 30, 34], [[0, 1, 2]]),
        ([30, 30, 35], [[0, 1], [2]]),
        ([200, 30, 200], [[0], [1], [2]]),
    ],
)
def test_a_line_takes_what_fits_and_never_nothing(
    widths: list[int], lines: list[list[int]]
) -> None:
    assert wrapped(widths, 100, 3) == lines
