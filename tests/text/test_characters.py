# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters that no output may hold are left out, all others stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.characters import one_line, shown


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("nul\x00bell\x07", "nulbell"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("form\x0cfeed", "form feed"),
        ("torn\ud83d", "torn\ufffd"),
        ("\ufeff=1+1", "=1+1"),
        ("김정은 Ёлка 👩‍👩‍👧 שלום", "김정은 Ёлка 👩‍👩‍👧 שלום"),
    ],
)
def test_what_is_shown(text: str, clean: str) -> None:
    assert shown(text) == clean


def test_one_line_joins_divided_words() -> None:
    assert one_line("  the exam-\nple\tof\n\nit ") == "the example of it"


@given(st.text(st.characters(codec=None)))
def test_anything_can_be_written_as_utf_8(text: str) -> None:
    clean = shown(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert shown(clean) == clean
    assert "\n" not in one_line(text)
