# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotation marks by language."""

import pytest

from sidelight.text.quote_marks import quote_marks, quoted


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "“a”"),
        ("en-GB", "“a”"),
        ("ru", "«a»"),
        ("ru_RU", "«a»"),
        ("ko", "“a”"),
        ("de-AT", "„a“"),
        ("fr", "«\u202fa\u202f»"),
        ("ja", "「a」"),
        ("zh", "“a”"),
        ("zh-Hant", "「a」"),
        ("ar", "”a“"),
        ("he", "”a”"),
        ("", "“a”"),
        ("not a language", "“a”"),
    ],
)
def test_each_language_has_its_marks(language: str, shown: str) -> None:
    assert quoted("a", language) == shown
    opening, closing = quote_marks(language)
    assert shown == f"{opening}a{closing}"


def test_the_words_stay_as_they_are() -> None:
    assert quoted("«он» “said”", "ru") == "««он» “said”»"
