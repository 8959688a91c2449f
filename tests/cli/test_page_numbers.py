# SPDX-License-Identifier: AGPL-3.0-or-later
"""How pages and languages are written on the command line."""

from __future__ import annotations

import argparse

import pytest

from sidelight.cli.recognition import codes, pages


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("3", [3]), ("1-3,7", [1, 2, 3, 7]), (" 2 , 5-5", [2, 5]), ("10-12", [10, 11, 12])],
)
def test_pages_are_numbers_and_ranges(text: str, numbers: list[int]) -> None:
    assert pages(text) == numbers


@pytest.mark.parametrize("text", ["", "0", "-3", "3-", "5-3", "a", "1,,2", "1-9999999", "²"])
def test_what_is_no_page_is_said(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="1-3,7"):
        pages(text)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("eng,rus", ["eng", "rus"]),
        ("eng+rus", ["eng", "rus"]),
        ("English, russian", ["eng", "rus"]),
        ("ko,de-AT", ["kor", "deu"]),
        ("old_hand", ["old_hand"]),
        ("", []),
    ],
)
def test_languages_are_codes_names_or_tags(text: str, languages: list[str]) -> None:
    assert codes(text) == languages
