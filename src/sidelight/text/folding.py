# SPDX-License-Identifier: AGPL-3.0-or-later
"""Folding: what counts as the same character when words are looked for.

Three strengths, each a `Folding`:

- `WORDS` keeps the words exact, for anchors: quotation marks are made plain, dashes left out (who
  looks compares them), canonical decompositions and Latin ligatures spelled out.
- `LOOSE` also ignores case, accents, ё against е and compatibility forms, for a find box.
- `CASED` is `LOOSE` with letter case kept.

`Folded` is a text folded, with a map back to ink offsets.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from sidelight.text.ink import InkText, is_ink

DASHES = "-‐‑‒–—―−"
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys(DASHES, "-"),
    }
)
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"), strict=True))
_YO = str.maketrans("ёЁ", "еЕ")


def fold_quote(text: str) -> str:
    """Return ``text`` with quotation marks and dashes made plain; the length stays."""
    return text.translate(_SAME)


@lru_cache(maxsize=8192)
def spell(character: str) -> str:
    """Return one code point as `WORDS` compares it, its dash kept; Hangul syllables stay whole."""
    if "\uac00" <= character <= "\ud7a3":
        return character
    return fold_quote(_LIGATURES.get(character) or unicodedata.normalize("NFD", character))


# Letters whose marks make another letter: и is not й, か is not が.
_KEEPS_MARKS = regex.compile(r"[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7a3]")


def _unmarked(character: str) -> str:
    if _KEEPS_MARKS.match(character):
        return character.translate(_YO)
    spread = unicodedata.normalize("NFD", character)
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def _cased(cluster: str) -> str:
    composed = fold_quote(unicodedata.normalize("NFKC", fold_quote(cluster)))
    return "".join(_unmarked(character) for character in composed if is_ink(character))


@lru_cache(maxsize=8192)
def _loose(cluster: str) -> str:
    return _cased(cluster).casefold()


@dataclass(frozen=True, slots=True)
class Folding:
    """One strength of folding.

    ``pieces`` divides ink into what is folded together: runs named ``plain``, in which ``run``
    turns each code point into one, and other pieces, which ``piece`` turns into any number.
    """

    pieces: regex.Pattern[str]
    run: Callable[[str], str]
    piece: Callable[[str], str]


_MARKS = r"[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]"
# Folded one to one: ASCII, Cyrillic, Hebrew and most Arabic letters, kana, Chinese, Hangul
# syllables.
PLAIN = (
    r"[\x21-\x7e\u0400-\u0481\u048a-\u04ff\u05d0-\u05ea\u0628-\u063a\u0641-\u064a"
    r"\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
# a run has an end, because other threads wait for as long as one takes to be folded
_CLUSTERS = regex.compile(rf"(?s)(?P<plain>(?:{PLAIN}(?!{_MARKS})){{1,4096}})|.{_MARKS}*")
_POINTS = regex.compile(
    r"(?s)(?P<plain>[^[\p{Dt=Can}--[\uac00-\ud7a3]]\ufb00-\ufb06" + regex.escape(DASHES) + r"]+)|.",
    regex.VERSION1,
)

WORDS = Folding(_POINTS, fold_quote, lambda piece: spell(piece).replace("-", ""))
CASED = Folding(_CLUSTERS, lambda run: fold_quote(run).translate(_YO), _cased)
LOOSE = Folding(_CLUSTERS, lambda run: fold_quote(run).translate(_YO).casefold(), _loose)


class Folded:
    """The ink of a text, folded; ``text`` is the result, its places are plain indexes.

    ``dropped`` are ink offsets left out (hyphens at line ends).
    """

    __slots__ = ("_at", "_ends", "_ink", "text")

    def __init__(self, text: InkText, folding: Folding, dropped: Collection[int] = ()) -> None:
        parts: list[str] = []
        self._at, self._ink, self._ends = array("L"), array("L"), array("L")
        at = 0
        edges = [-1, *sorted(dropped), len(text)]
        for before, after in pairwise(edges):
            for piece in folding.pieces.finditer(text.ink, before + 1, after):
                plain = piece.lastgroup == "plain"
                words = folding.run(piece.group()) if plain else folding.piece(piece.group())
                if not words:
                    continue
                self._at.append(at)
                self._ink.append(piece.start())
                self._ends.append(0 if plain else piece.end())
                parts.append(words)
                at += len(words)
        self.text = "".join(parts)

    def start(self, index: int) -> int:
        """Return the ink offset where the character of a folded one begins."""
        piece = bisect_right(self._at, index) - 1
        return self._ink[piece] + (0 if self._ends[piece] else index - self._at[piece])

    def end(self, index: int) -> int:
        """Return the ink offset where the character of a folded one ends."""
        piece = bisect_right(self._at, index) - 1
        return self._ends[piece] or self._ink[piece] + index - self._at[piece] + 1

    def index(self, offset: int) -> int:
        """Return how much of the folded text stands before an ink offset."""
        return self._index_in(bisect_right(self._ink, offset) - 1, offset)

    def _index_in(self, piece: int, offset: int) -> int:
        if piece < 0:
            return 0
        last = self._at[piece + 1] if piece + 1 < len(self._at) else len(self.text)
        if self._ends[piece]:
            return self._at[piece] if offset == self._ink[piece] else last
        return min(self._at[piece] + offset - self._ink[piece], last)

    def indexes(self, offsets: Iterable[int]) -> Iterator[int]:
        """Yield `index` of each of many ink offsets, which ascend."""
        piece, last = -1, len(self._ink) - 1
        for offset in offsets:
            while piece < last and self._ink[piece + 1] <= offset:
                piece += 1
            yield self._index_in(piece, offset)

    def whole(self, first: int, last: int) -> bool:
        """Tell whether folded ``first``..``last`` begins and ends with whole characters of the
        text.
        """
        first_whole = first == self.index(self.start(first))
        return first_whole and (last == len(self.text) or last == self.index(self.start(last)))


def occurrences(haystack: str, needle: str) -> Iterator[int]:
    """Yield where ``needle`` stands, overlapping ones too."""
    at = haystack.find(needle)
    while at >= 0:
        yield at
        at = haystack.find(needle, at + 1)


@lru_cache(maxsize=65536)
def _loose_word(word: str) -> str:
    found = LOOSE.pieces.finditer(word)
    return "".join(
        LOOSE.run(piece.group()) if piece.lastgroup == "plain" else LOOSE.piece(piece.group())
        for piece in found
    )


def loosely(text: str) -> str:
    """Return ``text`` as `LOOSE` compares it, its words one space apart.

    It is for lists that are searched by what they show, where no place has to be found again.
    """
    folded = (_loose_word(word) for word in text.split())
    return " ".join(word for word in folded if word)
