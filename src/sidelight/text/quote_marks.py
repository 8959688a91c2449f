# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotation marks as each language writes them (the delimiters of Unicode's CLDR 45)."""

from __future__ import annotations

_CURLY = ("“", "”")
_GUILLEMETS = ("«", "»")
_LOW = ("„", "“")
_LOW_HIGH = ("„", "”")
_MARKS = {
    **dict.fromkeys(("ru", "uk", "be", "kk", "es", "it", "el", "no", "nb", "nn"), _GUILLEMETS),
    **dict.fromkeys(("fa", "hy", "pt-pt", "ca", "sq"), _GUILLEMETS),
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "lt", "ka", "mk"), _LOW),
    **dict.fromkeys(("pl", "hu", "ro", "hr", "sr", "bs", "et"), _LOW_HIGH),
    **dict.fromkeys(("sv", "fi", "he"), ("”", "”")),
    "ar": ("”", "“"),
    "ja": ("「", "」"),
    "zh-hant": ("「", "」"),
    "zh-tw": ("「", "」"),
    "zh-hk": ("「", "」"),
    "fr": ("«\u202f", "\u202f»"),
}


def quote_marks(language: str) -> tuple[str, str]:
    """Return the marks that open and close a quote in a language (BCP 47); English ones where it
    is not known.
    """
    tag = language.strip().casefold().replace("_", "-")
    return _MARKS.get(tag) or _MARKS.get(tag.partition("-")[0]) or _CURLY


def quoted(words: str, language: str) -> str:
    """Return words in the quotation marks of a language; the words themselves stay as they are."""
    opening, closing = quote_marks(language)
    return f"{opening}{words}{closing}"
