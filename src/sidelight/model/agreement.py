# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement between reviewers on the same claims: percent, Cohen's κ, Krippendorff's nominal α.

A unit is what was judged: who gave which verdict, a reviewer to a word.  All figures are None where
they are undefined: nothing was judged by two, or all verdicts are one and the same word, so that
nobody can say what chance would have brought.  They are computed as fractions; nothing is rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from sidelight.model.records import Claim
from sidelight.model.standing import given

Unit: TypeAlias = Mapping[str, str]
"""The verdict of each reviewer on one claim, by the reviewer's id."""


def judged(claims: Iterable[Claim]) -> dict[str, Unit]:
    """Return the verdicts that stand on each claim, by the id of the claim; what the claims do not
    hold does not count, so leave out there what may not be seen.
    """
    return {
        claim.id: {verdict.reviewer: verdict.verdict for verdict in given(claim)}
        for claim in claims
    }


def in_common(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that two or more reviewers judged."""
    return [unit for unit in units if len(unit) > 1]


def between(units: Iterable[Unit], one: str, other: str) -> list[Unit]:
    """Return what two reviewers said of the units that both judged."""
    return [{one: unit[one], other: unit[other]} for unit in units if one in unit and other in unit]


def pairs_of(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return the pairs of reviewers who judged a unit in common, each in the order of ids."""
    found = {pair for unit in units for pair in combinations(sorted(unit), 2)}
    return sorted(found)


def alike(units: Iterable[Unit]) -> tuple[int, int]:
    """Return how many pairs of verdicts on the same unit are alike, and how many there are."""
    pairs = [pair for unit in units for pair in combinations(unit.values(), 2)]
    return sum(one == other for one, other in pairs), len(pairs)


def percent(units: Iterable[Unit]) -> Fraction | None:
    """Return the share (0 to 1) of pairs of verdicts on the same unit that are alike."""
    same, count = alike(units)
    return Fraction(same, count) if count else None


def kappa(units: Iterable[Unit]) -> Fraction | None:
    """Return κ (Cohen, A coefficient of agreement for nominal scales, 1960), at most 1.

    It is for exactly two reviewers; None too where more have judged in common, or each used one
    and the same word throughout.
    """
    common = in_common(units)
    people = sorted({reviewer for unit in common for reviewer in unit})
    if len(people) != 2:
        return None
    one, other = (Counter(unit[person] for unit in common) for person in people)
    count = len(common)
    same, _pairs = alike(common)
    chance = Fraction(sum(one[word] * other[word] for word in one), count * count)
    return 1 - (1 - Fraction(same, count)) / (1 - chance) if chance != 1 else None


def alpha(units: Iterable[Unit]) -> Fraction | None:
    """Return α for nominal data (Krippendorff, Computing Krippendorff's alpha-reliability, 2011),
    at most 1, for any number of reviewers, of whom not all need have judged all.
    """
    common = in_common(units)
    words = Counter(word for unit in common for word in unit.values())
    count = words.total()
    expected = count * count - sum(number * number for number in words.values())
    if not expected:
        return None
    observed = sum((_differing(unit) for unit in common), Fraction(0))
    return 1 - (count - 1) * observed / expected


def shares(units: Sequence[Unit]) -> list[Fraction]:
    """Return which share of the observed disagreement (as α counts it) each unit has; they add up
    to 1, or all are 0 where nobody differs.
    """
    each = [_differing(unit) if len(unit) > 1 else Fraction(0) for unit in units]
    whole = sum(each, Fraction(0))
    return [one / whole if whole else Fraction(0) for one in each]


def _differing(unit: Unit) -> Fraction:
    """Return the ordered pairs of verdicts that differ, by how many others each one is paired."""
    words = Counter(unit.values())
    count = len(unit)
    same = sum(number * number for number in words.values())
    return Fraction(count * count - same, count - 1)
