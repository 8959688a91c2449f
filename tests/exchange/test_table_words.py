# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cells of tables say in the words of people."""

from __future__ import annotations

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.exchange.table_words import (
    Named,
    day_of,
    page_of,
    source_of,
    stance_word,
    verdict_word,
)
from sidelight.language import within
from sidelight.model.vocabulary import STANCES


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("TRUE", "verified"), ("Verified", "verified"), ("Подтверждено", "verified"),
        ("Верно.", "verified"), ("사실", "verified"), ("확인됨", "verified"),
        ("half true", "disputed"), ("Misleading", "disputed"), ("Частично верно", "disputed"),
        ("논쟁적", "disputed"), ("false", "denied"), ("INCORRECT", "denied"), ("Ложь!", "denied"),
        ("거짓", "denied"), ("Отвергнуто", "denied"), ("✅ true", "verified"),
        ("", ""), ("—", ""), ("n/a", ""), ("Не проверено", ""), ("✅", ""),
        ("Mostly true", "Mostly true"), ("대체로 사실", "대체로 사실"), ("Four Pinocchios",) * 2,
    ],
)  # fmt: skip
def test_words_of_verdicts(cell: str, verdict: str) -> None:
    assert verdict_word(cell)[0] == verdict


@pytest.mark.parametrize("language", ["en", "ru", "ko"])
def test_what_verdicts_are_called_here_is_known_whatever_language_is_used(language: str) -> None:
    with within(language):
        assert [verdict_word(one)[0] for one in ("Disputed", "Denied", "disputed")] == [
            *("disputed", "denied", "disputed"),
        ]


@pytest.mark.parametrize(
    ("cell", "stance"),
    [("Supports", "supports"), ("опровергает", "contradicts"), ("맥락", "context"), ("x", "")],
)
def test_words_of_stances(cell: str, stance: str) -> None:
    assert stance_word(cell) == stance


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-08-31", "2024-08-31"), ("2024-08", "2024-08"), ("2024", "2024"),
        ("31.08.2024", "2024-08-31"), ("1.8.2024 г.", "2024-08-01"), ("2024. 8. 31.", "2024-08-31"),
        ("08/31/2024", "2024-08-31"), ("31/08/2024", "2024-08-31"), ("03/04/2024", ""),
        ("04/04/2024", "2024-04-04"), ("2024-08-31T10:20:30Z", "2024-08-31"),
        ("2024-08-31 10:20", "2024-08-31"), ("31 August 2024", "2024-08-31"),
        ("31.02.2024", ""), ("yesterday", ""), ("", ""), ("99/99/9999", ""),
    ],
)  # fmt: skip
def test_days(cell: str, day: str) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "page"), [("12", 12), ("p. 3", 3), ("с. 41–45", 41), ("3쪽", 3), ("", 0), ("x", 0)]
)
def test_pages(cell: str, page: int) -> None:
    assert page_of(cell) == page


@pytest.mark.parametrize(
    ("cell", "address", "named"),
    [
        ("Letter 17", "", Named("Letter 17")),
        ("https://a.example/x.", "", Named("", "", "https://a.example/x")),
        ("Letter (https://a.example/x)", "", Named("Letter", "", "https://a.example/x")),
        ("Letter", "see https://a.example/y", Named("Letter", "", "https://a.example/y")),
        ("report.pdf", "", Named("", "report.pdf")),
        (r"C:\me\report.pdf", "", Named("report", "report.pdf")),
        ("javascript:alert(1)", "javascript:x", Named("javascript:alert(1)")),
        ("", "", Named()),
    ],
)
def test_sources(cell: str, address: str, named: Named) -> None:
    assert source_of(cell, address) == named


@holds(st.text(max_size=60))
def test_any_cell_says_something_or_nothing(cell: str) -> None:
    word, known = verdict_word(cell)
    assert not known or word in {"verified", "disputed", "denied"}
    assert stance_word(cell) in {"", *STANCES}
    assert 0 <= page_of(cell) < 1_000_000
    named = source_of(cell)
    assert bool(named.key) == bool(named.called)
    assert "\n" not in named.called
    assert len(day_of(cell)) in {0, 4, 7, 10}
