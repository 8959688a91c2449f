# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words to search for, as patterns over texts folded one code point to one.

A fold of that kind keeps every place where it is, and is fast enough to be made anew for each
text; what is many to one (marks of their own, soft hyphens, words divided at a line end) is left to
the patterns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from sidelight.text.folding import LOOSE
from sidelight.text.hyphens import LINE_END

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u00ad\u200b-\u200d\u2060\ufeff"
_BETWEEN = rf"[{_MARKS}]*"
_IN_WORDS = rf"[{_MARKS}]*(?:[-‐\u00ad]{LINE_END})?"
_AFTER_HYPHEN = rf"[{_MARKS}]*(?:{LINE_END})?"
# Where a line ends, a soft hyphen is a hyphen that is seen.
_HYPHEN = rf"(?:-|\u00ad(?={LINE_END}))"
_NO_WORDS = re.compile(f"[{_MARKS}]+")
# Chinese and Japanese are written without spaces: a word begins anywhere.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class _Fold(dict[int, str]):
    """What each code point is folded to, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        ways = (LOOSE.piece(character), character.lower(), character)
        self[code] = next(way for way in ways if len(way) == 1)
        return self[code]


_FOLD = _Fold()


def fold(text: str) -> str:
    """Fold case, accents, ё and typographic signs, one code point to one, so that ranges stay."""
    return text.translate(_FOLD)


class Query:
    """Words looked for.  ``words`` are folded; none for a query that says nothing."""

    def __init__(self, words: str) -> None:
        plain = _NO_WORDS.sub("", fold(unicodedata.normalize("NFC", words)))
        self.words = plain.split()
        patterns = [_pattern(word) for word in self.words]
        self._phrase = re.compile(r"\s+".join(patterns))
        # The longest is the rarest.
        self._patterns = [re.compile(p) for p in sorted(patterns, key=len, reverse=True)]

    def place(self, folded: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Return the range of the phrase, else of the first word, if all words stand in a part of a
        folded text.
        """
        end = len(folded) if end is None else end
        found = [pattern.search(folded, start, end) for pattern in self._patterns]
        spans = [match.span() for match in found if match]
        if not spans or len(spans) < len(found):
            return None
        phrase = self._phrase.search(folded, start, end)
        return phrase.span() if phrase else min(spans)

    def candidates(self, folded: str) -> Iterator[int]:
        """Yield where the rarest word stands; nothing where some word does not stand at all."""
        if self._patterns and all(pattern.search(folded) for pattern in self._patterns):
            yield from (match.start() for match in self._patterns[0].finditer(folded))


def _pattern(word: str) -> str:
    # Behind the first letter, so that the search for it can be a plain one.
    begins = "" if _UNSPACED.match(word) else rf"(?<!\w{re.escape(word[0])})"
    parts = [_sign(word[0]) + begins]
    for before, character in pairwise(word):
        parts += [_between(before, character), _sign(character)]
    return "".join(parts)


def _sign(character: str) -> str:
    return _HYPHEN if character == "-" else re.escape(character)


def _between(before: str, after: str) -> str:
    """Return what may stand between two characters of a word where it is written or printed."""
    if before == "-":
        return _AFTER_HYPHEN
    return _IN_WORDS if before.isalpha() and after.isalpha() else _BETWEEN
