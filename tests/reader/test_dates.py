# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates are cut to what the calendar knows, wherever a document states them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.dates import possible_date

Fixture = Callable[..., Any]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_that_was_stays(day: date) -> None:
    year, month, of_month = day.isoformat().split("-")
    assert possible_date(year, month, of_month) == day.isoformat()
    assert possible_date(year, month) == f"{year}-{month}"
    assert possible_date(year) == year


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_what_comes_out_is_a_date_or_its_beginning(year: int, month: int, day: int) -> None:
    found = possible_date(f"{year:04}", f"{month:02}", f"{day:02}")
    assert f"{year:04}-{month:02}-{day:02}".startswith(found)
    if found:
        date.fromisoformat(found + "-01-01"[len(found) - 4 :])


@pytest.mark.parametrize(
    ("content", "issued"),
    [
        ("2024-06-21", "2024-06-21"),
        ("2024-06-21T14:00:00+09:00", "2024-06-21"),
        ("2024/06/21 14:00", "2024-06-21"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        (" 2024-06-21 ", "2024-06-21"),
        ("2024-02-30", "2024-02"),
        ("2024-13-01", "2024"),
        ("0000-00-00", None),
        ("9999-12-31", None),
        ("20240621", None),
        ("21.06.2024", None),
        ("2024-6-1", None),
        ("٢٠٢٤-٠٦-٢١", None),
        ("", None),
    ],
)
def test_of_a_web_page(content: str, issued: str | None, read: Fixture) -> None:
    head = f'<head><meta name="date" content="{content}"></head>'
    page = f"<html>{head}<body><p>Words.</p></body></html>"
    assert read(page, "a.html").citation.get("issued") == issued


def test_the_first_that_can_be_is_taken(read: Fixture) -> None:
    page = (
        '<html><head><meta name="date" content="0000-00-00"></head>'
        '<body><p>Words.</p><time datetime="2024-06-21">Friday</time></body></html>'
    )
    assert read(page, "a.html").citation["issued"] == "2024-06-21"
