# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages by the number printed on them."""

import pytest

from sidelight.desktop.view.page_names import page_name, page_named
from sidelight.text.layer import Page


def pages(*labels: str) -> tuple[Page, ...]:
    return tuple(Page(n, label, 100.0, 100.0, 0, 0) for n, label in enumerate(labels, 1))


BOOK = pages("i", "ii", "iii", "iv", "1", "2", "A-3", "4")


@pytest.mark.parametrize(
    ("words", "index"),
    [("iv", 3), (" IV ", 3), ("1", 4), ("2", 5), ("3", 2), ("4", 7), ("5", 4), ("a-3", 6), ("8", 7),
     ("9", None), ("0", None), ("", None), ("  ", None), ("xx", None), ("-1", None), ("²", None)],
)  # fmt: skip
def test_a_label_goes_before_a_number(words: str, index: int | None) -> None:
    assert page_named(BOOK, words) == index


def test_a_page_says_its_label_only_where_it_is_another() -> None:
    assert page_name(BOOK[3], 8) == "iv (4 of 8)"
    assert page_name(pages("1", "2")[1], 2) == "2 of 2"
    assert page_name(pages("")[0], 1) == "1 of 1"
