# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of the work on an article can be counted: how much of it was looked at, and how far those
who judged it agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from sidelight.language import N_, _, ngettext, pgettext
from sidelight.model.agreement import alike, alpha, in_common, judged, kappa
from sidelight.model.coverage import Coverage
from sidelight.model.records import Claim
from sidelight.report.parts import Agreed, Covered

TITLES = {
    "percent": N_("Same verdict"),
    "kappa": N_("Cohen’s κ"),
    "alpha": N_("Krippendorff’s α"),
    "unitising": N_("α of the passages"),
}


def covered(found: Coverage) -> Covered | None:
    """Return how many sentences there are of each state; None where there are no sentences."""
    if not found.sentences:
        return None
    count = Counter(one.state for one in found.sentences)
    return Covered(count["claimed"], count["exempt"], count["open"])


def agreed(claims: Iterable[Claim]) -> Agreed | None:
    """Return how far the verdicts that these claims hold agree; None where no two reviewers judged
    the same claim.
    """
    units = in_common(judged(claims).values())
    if not units:
        return None
    same, pairs = alike(units)
    people = len({reviewer for unit in units for reviewer in unit})
    return Agreed(people, len(units), same, pairs, kappa(units), alpha(units))


def coverage_words(found: Covered | None) -> str:
    """Return how much of an article was looked at, "" where that is not known."""
    if found is None:
        return ""
    dealt = found.claimed + found.exempt
    count = dealt + found.open
    words = ngettext(
        "{percent} %: {claimed} of {count} sentence with claims, {exempt} with nothing to check, "
        "{open} open",
        "{percent} %: {claimed} of {count} sentences with claims, {exempt} with nothing to check, "
        "{open} open",
        count,
    )
    return words.format(
        percent=100 * dealt // count,
        count=count,
        claimed=found.claimed,
        exempt=found.exempt,
        open=found.open,
    )


def agreement_words(found: Agreed | None) -> str:
    """Return how far reviewers agree, "" where there is nothing to compare."""
    if found is None:
        return ""
    words = ngettext(
        "{people} reviewers, {count} claim in common",
        "{people} reviewers, {count} claims in common",
        found.claims,
    )
    figures = [("percent", of_all(found.alike, found.pairs)), ("alpha", shown(found.alpha))]
    if found.reviewers == 2:
        figures.insert(1, ("kappa", shown(found.kappa)))
    said = [f"{_(TITLES[name])} {value}" for name, value in figures]
    return "; ".join([words.format(people=found.reviewers, count=found.claims), *said])


def shown(value: Fraction | None) -> str:
    """Return a coefficient to three digits, or that it is undefined."""
    if value is None:
        return _("undefined")
    digits = f"{float(printed(value)):.3f}"
    return digits.replace("-", "\u2212").replace(".", pgettext("decimal mark", "."))


def printed(value: Fraction) -> Fraction:
    """Return a value as its printed digits say it."""
    return round(value, 3)


def of_all(same: int, count: int) -> str:
    """Return how many of how many, and of a hundred, rounded down."""
    words = _("{same} of {count} ({percent} %)")
    return words.format(same=same, count=count, percent=100 * same // count)


def recognised_words(languages: Sequence[str]) -> str:
    """Return that a machine recognised text, and in which languages (codes of Tesseract)."""
    if not languages:
        return ""
    return _("text recognised by a machine ({languages})").format(languages=", ".join(languages))
