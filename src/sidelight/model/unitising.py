# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement on which passages of a text to mark, and as what: Krippendorff's unitising α.

After Krippendorff, Content Analysis, 2nd ed. 2004, section 11.6: where observers cut units of any
length out of a continuum.  For one category, each observer's continuum is a row of sections, units
of that category and gaps between them.  Two sections differ by the squares of how far their ends
stand apart where two units overlap, and by the square of its length where a unit lies in a gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from sidelight.model.records import Claim
from sidelight.model.standing import mine

Range: TypeAlias = tuple[int, int]
"""Begin and end of a section."""

WITHOUT_VERDICT = "unchecked"
"""The category of a passage that its reviewer marked and has not judged."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage that somebody marked, from ``start`` up to ``end``, and as what."""

    start: int
    end: int
    category: str


@dataclass(frozen=True, slots=True)
class Unitised:
    """α over all categories and for each; None where it is undefined.

    Undefined is what fewer than two observers marked, and where nothing varies: nobody marked
    anything, or all marked the whole continuum as one.
    """

    alpha: Fraction | None = None
    by_category: Mapping[str, Fraction | None] = field(default_factory=dict)


def marked(claims: Iterable[Claim], document: str, layer: str) -> dict[str, list[Span]]:
    """Return the passages of a text that each reviewer marked (ink ranges), with that reviewer's
    own verdict on the claim; areas of pages are none.
    """
    found: dict[str, list[Span]] = {}
    for claim in claims:
        for part in claim.passages:
            place = part.passage
            if (place.document, place.layer) != (document, layer) or place.area is not None:
                continue
            verdict = mine(claim, part.reviewer)
            category = verdict.verdict if verdict else WITHOUT_VERDICT
            found.setdefault(part.reviewer, []).append(Span(place.start, place.end, category))
    return found


def unitising(observers: Sequence[Iterable[Span]], start: int, end: int) -> Unitised:
    """Return the unitising α of what each observer marked in the continuum from ``start`` up to
    ``end``.

    What reaches beyond the continuum is cut; what one observer marked twice as the same is one.
    """
    rows = [list(spans) for spans in observers]
    if len(rows) < 2 or end <= start:
        return Unitised()
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for category in sorted({span.category for row in rows for span in row}):
        cut = [_units((s for s in row if s.category == category), start, end) for row in rows]
        varies = any(cut) and any(units != [(start, end)] for units in cut)
        found[category] = Fraction(0), Fraction(0)
        if varies:
            found[category] = _observed(cut, end - start), _expected(cut, start, end)
    observed, expected = (sum((one[at] for one in found.values()), Fraction(0)) for at in (0, 1))
    return Unitised(
        _alpha(observed, expected), {category: _alpha(*one) for category, one in found.items()}
    )


def _alpha(observed: Fraction, expected: Fraction) -> Fraction | None:
    return 1 - observed / expected if expected else None


def _units(spans: Iterable[Span], start: int, end: int) -> list[Range]:
    """Return the units of one observer and category in order; those that overlap are made one."""
    cut = sorted((max(span.start, start), min(span.end, end)) for span in spans)
    found: list[Range] = []
    for first, last in cut:
        if first >= last:
            continue
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _gaps(units: Sequence[Range], start: int, end: int) -> list[int]:
    """Return the lengths of what lies between units."""
    begins = [start, *(last for _first, last in units)]
    ends = [*(first for first, _last in units), end]
    return [last - first for first, last in zip(begins, ends, strict=True) if last > first]


def _observed(rows: Sequence[Sequence[Range]], length: int) -> Fraction:
    """Return the observed disagreement: all pairs of observers, each in both orders."""
    whole = sum(_between(one, other) for one, other in combinations(rows, 2))
    count = len(rows)
    return Fraction(2 * whole, count * (count - 1) * length * length)


def _between(one: Sequence[Range], other: Sequence[Range]) -> int:
    """Return by how much the units of two observers differ."""
    whole = 0
    for first, last in one:
        over = _overlapping(other, first, last)
        whole += sum((first - begin) ** 2 + (last - end) ** 2 for begin, end in over)
        whole += 0 if over else (last - first) ** 2
    alone = (unit for unit in other if not _overlapping(one, *unit))
    return whole + sum((last - first) ** 2 for first, last in alone)


def _overlapping(units: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    """Return those of one observer's units that have a part of a range."""
    first = bisect_right(units, start, key=lambda unit: unit[1])
    return units[first : bisect_left(units, end, key=lambda unit: unit[0])]


def _expected(rows: Sequence[Sequence[Range]], start: int, end: int) -> Fraction:
    """Return the expected disagreement: the units of all observers put anywhere."""
    lengths = [last - first for row in rows for first, last in row]
    gaps = sorted(gap for row in rows for gap in _gaps(row, start, end))
    after = [0]
    for gap in reversed(gaps):
        after.append(after[-1] + gap)
    whole = Fraction(0)
    for length in lengths:
        on_units = Fraction(len(lengths) - 1, 3) * (2 * length**3 - 3 * length**2 + length)
        fitting = len(gaps) - bisect_left(gaps, length)
        in_gaps = after[fitting] - fitting * (length - 1)
        whole += on_units + length**2 * in_gaps
    room = len(rows) * (end - start)
    places = room * (room - 1) - sum(length * (length - 1) for length in lengths)
    return 2 * whole / (end - start) / places if places else Fraction(0)
