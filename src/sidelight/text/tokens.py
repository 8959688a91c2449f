# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text cut into words, each with its ink range, as two drafts of a text are compared.

Where a script writes no blanks between words (Chinese, Japanese) or glues particles to them
(Korean), a character is a word; a mark of punctuation is one too.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

import regex

from sidelight.text.folding import fold_quote
from sidelight.text.ink import InkText, ink_of

_ALONE = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]\p{M}*"
_TOKEN = regex.compile(rf"{_ALONE}|(?:(?!{_ALONE})[\p{{L}}\p{{N}}\p{{M}}\u00ad])+|\S")


class Tokens:
    """The words of a text: ``keys`` as they are compared (quotation marks and dashes plain),
    ``starts`` and ``ends`` their ink ranges, in order.
    """

    __slots__ = ("ends", "keys", "starts")

    def __init__(self, text: InkText) -> None:
        self.keys: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        at = 0
        for found in _TOKEN.finditer(text.text):
            words = ink_of(found.group())
            if words:
                self.keys.append(fold_quote(words))
                self.starts.append(at)
                at += len(words)
                self.ends.append(at)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.keys)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return from which word up to which an ink range reaches, those it cuts included."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)
