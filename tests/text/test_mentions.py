# SPDX-License-Identifier: AGPL-3.0-or-later
"""A note names claims and documents by number, in English, Russian and Korean."""

from __future__ import annotations

import pytest

from sidelight.text.mentions import mentions


@pytest.mark.parametrize(
    ("text", "kind", "words", "label"),
    [
        ("see #12.", "claim", "#12", "12"),
        ("see #20k, too", "claim", "#20k", "20k"),
        ("as claim 12 says", "claim", "claim 12", "12"),
        ("Claim #12", "claim", "Claim #12", "12"),
        ("claims no. 3 and more", "claim", "claims no. 3", "3"),
        ("Source 3: p. 4", "source", "Source 3", "3"),
        ("article 1", "article", "article 1", "1"),
        ("document 20p", "document", "document 20p", "20p"),
        ("в утверждении 12 сказано", "claim", "утверждении 12", "12"),
        ("утв. 7", "claim", "утв. 7", "7"),
        ("по источнику № 3", "source", "источнику № 3", "3"),
        ("Источник №3", "source", "Источник №3", "3"),
        ("в статье 1", "article", "статье 1", "1"),
        ("документы 4", "document", "документы 4", "4"),
        ("주장 12와 다릅니다", "claim", "주장 12", "12"),
        ("12번 주장을 보십시오", "claim", "12번 주장", "12"),
        ("자료 3에 따르면", "source", "자료 3", "3"),
        ("3번 출처", "source", "3번 출처", "3"),
        ("기사 1", "article", "기사 1", "1"),
    ],
)
def test_what_is_named(text: str, kind: str, words: str, label: str) -> None:
    (found,) = mentions(text)
    assert (found.kind, text[found.start : found.end], found.label) == (kind, words, label)


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "no 12", "&#12;", "##12", "https://a.example/page#12", "/#12", "claim 12th",
        "claim 3.5", "claim 3,5", "source three", "resource 3", "claim12x", "#12345678",
        "утверждение 12го",
    ],
)  # fmt: skip
def test_what_is_not_named(text: str) -> None:
    assert mentions(text) == []


def test_several_stand_in_order() -> None:
    found = mentions("#2, source 3 and утверждение 4; 5번 자료")
    assert [(one.kind, one.label) for one in found] == [
        ("claim", "2"), ("source", "3"), ("claim", "4"), ("source", "5"),
    ]  # fmt: skip


def test_a_long_note_is_read_at_once() -> None:
    assert mentions("claim " * 50_000 + "#" * 50_000 + " утверждени" * 20_000) == []
