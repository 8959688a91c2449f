# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filter over claims as it is typed: ``border verdict:disputed by:ann -tag:arms no:evidence``.

What is filtered is anything with the folded words and the stored values of a claim (`Filtered`), so
that a list is read once and filtered at each letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sidelight.errors import FilterError
from sidelight.model.claim_columns import Columns, Filtered
from sidelight.model.filter_words import KEYS, Part, Value, Vocabulary, divided, plain
from sidelight.text.folding import loosely

_MOST_NAMED = 12
_NONE: frozenset[str] = frozenset()
_NO_COLUMNS = Columns()


Rows = TypeVar("Rows", bound=Filtered)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: folded ``words``, or else any of the stored ``values`` of a ``key``."""

    key: str
    words: str
    values: frozenset[str]
    negated: bool

    def holds(self, claim: Filtered) -> bool:
        """Tell whether a claim meets it."""
        if self.key:
            met = not self.values.isdisjoint(claim.values.get(self.key, frozenset()))
        else:
            met = self.words in claim.folded
        return met is not self.negated

    def within(self, other: Term) -> bool:
        """Tell whether what meets it meets another condition too, as far as can be told from
        them alone.
        """
        if (self.key, self.negated) != (other.key, other.negated):
            return False
        less, more = (other, self) if self.negated else (self, other)
        return less.values <= more.values if self.key else more.words in less.words


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; none let everything through."""

    terms: tuple[Term, ...] = ()

    def holds(self, claim: Filtered) -> bool:
        """Tell whether a claim passes."""
        return all(term.holds(claim) for term in self.terms)

    def within(self, other: Filter) -> bool:
        """Tell whether what passes it passes another filter too: as where a letter was added."""
        return all(any(one.within(term) for one in self.terms) for term in other.terms)

    def passing(self, claims: Iterable[Rows]) -> list[Rows]:
        """Return the claims that pass, in order."""
        some = list(claims)
        return [some[at] for at in self.places(some, range(len(some)))]

    def places(
        self,
        claims: Sequence[Filtered],
        places: Sequence[int],
        columns: Columns = _NO_COLUMNS,
    ) -> Sequence[int]:
        """Return the places of the claims that pass, of some, in order; condition by condition,
        which is fast for many.  Where there are ``columns``, these are asked.
        """
        left = places
        for term in self.terms:
            words, key, values, wanted = term.words, term.key, term.values, not term.negated
            if key in columns.codes:
                left = columns.codes[key].places(left, values, wanted=wanted)
            elif key:
                left = [
                    at
                    for at in left
                    if (not values.isdisjoint(claims[at].values.get(key, _NONE))) is wanted
                ]
            elif columns.words:
                left = columns.words.places(left, words, wanted=wanted)
            else:
                left = [at for at in left if (words in claims[at].folded) is wanted]
        return left


def parse(text: str, vocabulary: Vocabulary) -> Filter:
    """Read a filter; FilterError, and no other error, names what is unknown and what there is.

    A value may be the beginning of a word: ``by:an`` is everybody called so.  A key without a value
    is still being typed and asks nothing.
    """
    terms = []
    for part in divided(text):
        if part.key:
            terms += _asked(part, vocabulary)
        elif words := loosely(part.values[0][0].replace('"', " ")):
            terms.append(Term("", words, frozenset(), part.negated))
    return Filter(tuple(terms))


def _asked(part: Part, vocabulary: Vocabulary) -> list[Term]:
    if part.key not in KEYS:
        raise FilterError("filter.key", name=part.key, known=", ".join(KEYS))
    there = vocabulary.get(part.key, ())
    typed = [value for value, _start, _end in part.values if plain(value)]
    found = frozenset(stored for value in typed for stored in _called(part.key, value, there))
    if not typed:
        return []
    return [Term(part.key, "", found, part.negated)]


def _called(key: str, typed: str, there: Sequence[Value]) -> list[str]:
    """Return the stored values of a name: those called so, else those where a word begins so."""
    wanted = plain(typed)
    exact = [value.stored for value in there if wanted in value.names]
    found = exact or [value.stored for value in there if begins(wanted, value.names)]
    if not found:
        if not there:
            raise FilterError("filter.none", name=typed.strip('"'), key=key)
        known = [quoted(value.typed) for value in there]
        more = [*known[:_MOST_NAMED], *(["…"] if len(known) > _MOST_NAMED else [])]
        raise FilterError("filter.value", name=typed.strip('"'), key=key, known=", ".join(more))
    return found


def begins(wanted: str, names: Iterable[str]) -> bool:
    """Tell whether a plain value stands in a name where a word begins."""
    return any(name.startswith(wanted) or f" {wanted}" in name for name in names)


def quoted(value: str) -> str:
    """Return a value as it is typed in a filter."""
    bare = value.replace('"', "")
    return f'"{bare}"' if any(c.isspace() or c == "," for c in bare) else bare
