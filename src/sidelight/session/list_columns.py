# SPDX-License-Identifier: AGPL-3.0-or-later
"""The columns of a list of claims: what each shows, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sidelight.errors import N_
from sidelight.model.vocabulary import KINDS, SEVERITIES
from sidelight.session.claim_lines import Line, called
from sidelight.text.folding import loosely

STANDINGS = ("unchecked", "checked once", "agreed", "split", "decided", "decision outdated")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title (to be looked up), its text, and what it is sorted by.

    That is ``fold`` of what ``stored`` takes out of a line: many lines have the same there, and it
    is folded once for all.  What has an empty key comes last, whichever way the list is sorted.
    """

    title: str
    text: Callable[[Line], str]
    stored: Callable[[Line], Any]
    fold: Callable[[Any], Any]

    def key(self, line: Line) -> Any:
        """Return what a line is sorted by."""
        return self.fold(self.stored(line))


def _words(name: str) -> Callable[[Line], str]:
    return lambda line: str(getattr(line, name))


def _same(stored: Any) -> Any:
    return stored


def _many(words: Sequence[str]) -> str:
    return loosely(", ".join(words))


def _rank(order: Sequence[str]) -> Callable[[str], object]:
    at = {word: (place,) for place, word in enumerate(order)}
    return lambda word: at.get(word, ())


def _called(name: str) -> Callable[[Line], str]:
    return lambda line: called(getattr(line, name))


def _folded(title: str, name: str) -> Column:
    return Column(title, _words(name), attrgetter(name), loosely)


def _listed(title: str, name: str) -> Column:
    words = attrgetter(name)
    return Column(title, lambda line: ", ".join(words(line)), words, _many)


def _ranked(title: str, name: str, order: Sequence[str]) -> Column:
    return Column(title, _called(name), attrgetter(name), _rank(order))


COLUMNS = {
    "number": Column(N_("#"), _words("label"), attrgetter("number", "label"), _same),
    "verdict": Column(
        N_("Verdict"),
        _words("said"),
        attrgetter("rank", "said"),
        lambda stored: (stored[0], loosely(stored[1])),
    ),
    "claim": Column(N_("Claim"), _words("quote"), attrgetter("folded_quote"), _same),
    "evidence": Column(
        N_("Evidence"),
        lambda line: "; ".join(link.place for link in line.links),
        lambda line: (len(line.links),),
        _same,
    ),
    "reason": _folded(N_("Reason or note"), "reason"),
    "by": Column(N_("By"), _words("by"), attrgetter("people"), _many),
    "standing": _ranked(N_("Standing"), "standing", STANDINGS),
    "section": _folded(N_("Section"), "section"),
    "tags": _listed(N_("Tags"), "tags"),
    "kind": _ranked(N_("Kind of statement"), "kind", KINDS),
    "speaker": _folded(N_("Speaker"), "speaker"),
    "said_on": Column(N_("Said on"), _words("said_on"), attrgetter("said_on"), _same),
    "severity": _ranked(N_("Severity"), "severity", SEVERITIES[::-1]),
    "assigned": _folded(N_("To be checked by"), "assigned"),
    "second": _listed(N_("Blind second check by"), "seconds"),
    "article": _folded(N_("Article"), "article"),
}
"""All columns in their order, by the names that are stored and typed."""
