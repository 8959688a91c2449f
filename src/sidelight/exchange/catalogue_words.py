# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stored words are called in all our languages: files that we wrote were written in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sidelight import language
from sidelight.language import _


@cache
def catalogues() -> tuple[str, ...]:
    """Return the languages there is a catalogue for; they stay the same while the program runs."""
    return language.available()


def in_all(message: str) -> Iterator[str]:
    """Yield a message in each language, the same words once."""
    said = set[str]()
    for one in catalogues():
        with language.within(one):
            words = _(message)
        if words not in said:
            said.add(words)
            yield words


def stored_words(names: Iterable[str], called: Mapping[str, str]) -> dict[str, str]:
    """Return stored words by what they are called in each language, case folded."""
    found: dict[str, str] = {}
    for name in names:
        for words in in_all(called[name]):
            found.setdefault(words.casefold(), name)
    return found
