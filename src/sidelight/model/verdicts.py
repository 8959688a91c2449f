# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verdicts of a project: those that every project has, and those that it adds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sidelight.language import _
from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.standing import PAINTS
from sidelight.model.styles import STYLES, Style, style
from sidelight.model.verdict_looks import derived
from sidelight.model.vocabulary import VERDICTS, WORDS

if TYPE_CHECKING:
    from regex import Pattern

    from sidelight.model.log import Key, Log

KEYS = ("4", "5", "6", "7", "8", "9", *"BFGHKLQVWZ")
"""The keys that an added verdict may have: those that the window needs for nothing else."""

LONGEST_NAME = 60
_LONGEST_WORD = 60
_LONGEST_SIGN = 4
"""Code points, the accents over a letter included."""
# regex and what leans on it is loaded when a project has verdicts of its own, not with the window


@lru_cache(maxsize=3)
def _letters(pattern: str) -> Pattern[str]:
    import regex

    return regex.compile(pattern)


def _short(name: str) -> str:
    from sidelight.text.quotes import shorten

    return shorten(name, LONGEST_NAME)


def _plain(text: str) -> str:
    """Return a text on one line without what would hide or turn what stands beside it."""
    from sidelight.text.quotes import readable

    unsafe = _letters(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]")
    return readable(unsafe.sub("", text))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a project can judge with; `of` makes it of records.

    ``added`` are by name, fit to be shown, and no two share a key.
    """

    added: tuple[AddedVerdict, ...] = ()

    @classmethod
    def of(cls, added: Iterable[AddedVerdict]) -> Verdicts:
        """Make it of what a file says: a name is one line, a sign one character.

        Where two have one key, the first by its word keeps it, the other has none until that is
        settled.
        """
        there, taken = [], set[str]()
        for one in sorted(added, key=lambda verdict: verdict.word):
            if word_of(one.word) in reserved():
                continue
            key = one.key if one.key in KEYS and one.key not in taken else ""
            taken.add(key)
            name = _short(_plain(one.name))
            sign = one.sign if is_sign(one.sign) else ""
            there.append(replace(one, name=name or one.word, key=key, sign=sign))
        return cls(tuple(sorted(there, key=lambda one: (one.name.casefold(), one.word))))

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a verdict can be."""
        return *VERDICTS, *(one.word for one in self.added)

    @property
    def paints(self) -> tuple[str, ...]:
        """All that a highlight in an article can show, in the order of lists."""
        return *self.words, *PAINTS[len(VERDICTS) :]

    def rank(self, word: str) -> int:
        """Return the place of a word in `paints`, the last for one that nobody knows."""
        every = self.paints
        return every.index(word) if word in every else len(every)

    def get(self, word: str) -> AddedVerdict | None:
        """Return an added verdict."""
        return next((one for one in self.added if one.word == word), None)

    def called(self, word: str) -> str:
        """Return what a stored word is called; one that nobody knows (any more) is itself."""
        if word in WORDS:
            return _(WORDS[word])
        found = self.get(word)
        return found.name if found else _plain(word)

    def style(self, word: str) -> Style:
        """Return how a verdict, stance or standing looks; an unknown word looks unchecked."""
        found = None if word in STYLES else self.get(word)
        return derived(found) if found else style(word)

    def stored(self, typed: str) -> str:
        """Return the word of a verdict as somebody typed it; an added one by word or name."""
        word = word_of(typed)
        named = (
            one.word
            for one in self.added
            if word == one.word or one.name.casefold() == typed.casefold()
        )
        return typed if typed in VERDICTS else next(named, typed)

    def free_keys(self, without: str = "") -> tuple[str, ...]:
        """Return the keys that no verdict has, but maybe the one named ``without``."""
        taken = {one.key for one in self.added if one.word != without}
        return tuple(key for key in KEYS if key not in taken)


NONE_ADDED = Verdicts()
"""The verdicts of a project that adds none."""


def read_added(log: Log, keys: Iterable[Key]) -> list[AddedVerdict]:
    """Return the added verdicts that records of a log say, as they say it, by name."""
    fields = ("name", "key", "colour", "line", "sign")
    found = [
        AddedVerdict(key[1], **{name: str(log.value(key, name, "")) for name in fields})
        for key in keys
        if log.value(key, "name")
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.word))


def word_of(name: str) -> str:
    """Return the word by which a verdict of this name is stored: folded letters and digits of any
    script, with hyphens between; the same for everybody who invents it.  Empty where none is left.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain: str = (
        _letters(r"[^\p{L}\p{N}\p{M}]+").sub("-", unicodedata.normalize("NFKC", folded)).strip("-")
    )
    return plain[:_LONGEST_WORD].strip("-")


@lru_cache(maxsize=1)
def reserved() -> frozenset[str]:
    """Return the words that no added verdict can be: those with a meaning of their own."""
    return frozenset({"", "me", *WORDS, *map(word_of, WORDS)})


def is_sign(text: str) -> bool:
    """Tell whether a text is one visible character."""
    return (
        bool(_letters(r"[\p{L}\p{N}\p{P}\p{S}]\p{M}*").fullmatch(text))
        and len(text) <= _LONGEST_SIGN
    )
