# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the figures of agreement mean, in sentences.

The bands are Krippendorff's (Content Analysis, 2nd ed. 2004, section 11.4.3): .800 and more can be
relied on, from .667 on conclusions are tentative.  A figure belongs to the band that its printed
digits belong to.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sidelight.language import _, ngettext
from sidelight.report.measured import TITLES, of_all, printed, shown

__all__ = ["TITLES", "of_all", "shown"]

FEW = 10
"""Claims in common, or passages marked, below which a figure says nothing: one verdict more would
move it from band to band.
"""
RELIABLE = Fraction(800, 1000)
TENTATIVE = Fraction(667, 1000)
_CHANCE = Fraction(1, 10)
"""How far from 0 what chance would bring is told from less and from more."""
_LITTLE = Fraction(4, 10)
"""Below it, what is more than chance would bring is little more."""


def need() -> str:
    """Return what is needed before anything can be compared."""
    return _("Two reviewers must judge the same claims.")


def shown_share(share: float) -> str:
    """Return a share (0 to 1) of the disagreement, of a hundred."""
    return _("{percent} %").format(percent=round(share * 100))


def heading(reviewers: Sequence[str], claims: int) -> str:
    """Return who is compared, and on how many claims in common."""
    if not reviewers:
        return need()
    words = ngettext(
        "{people}: {count} claim in common", "{people}: {count} claims in common", claims
    )
    return words.format(people=" · ".join(reviewers), count=claims)


def percent_means(pairs: int) -> str:
    """Return what the share of equal verdicts means."""
    if not pairs:
        return need()
    return _("How often two verdicts on a claim are the same; chance alone would bring some of it.")


def kappa_means(value: Fraction | None, reviewers: int, claims: int) -> str:
    """Return what κ means, of so many ``reviewers`` on so many ``claims`` in common."""
    if not claims:
        return need()
    if reviewers != 2:
        return _("It is for exactly two reviewers.")
    if value is None:
        return _one_word()
    if claims < FEW:
        return _too_few(claims)
    return _("{finding} 0 is what chance would bring, 1 is full agreement.").format(
        finding=_beside_chance(value)
    )


def alpha_means(value: Fraction | None, claims: int) -> str:
    """Return what α of the verdicts means, with its band."""
    if not claims:
        return need()
    if value is None:
        return _one_word()
    if claims < FEW:
        return _too_few(claims)
    value = printed(value)
    if value >= RELIABLE:
        return _("0.8 or more, reliable: the verdicts hardly depend on who gives them.")
    if value >= TENTATIVE:
        return _("From 0.667 to 0.8, tentative: only cautious conclusions can be drawn.")
    return _("Below 0.667, not reliable. {finding}").format(finding=_beside_chance(value))


def unitising_means(
    value: Fraction | None, reviewers: int, passages: int, *, there: bool = True
) -> str:
    """Return what α of the passages means, which so many ``reviewers`` marked; ``there`` is
    whether the text is.
    """
    if not there:
        return _("The text of the article is not in this copy.")
    if reviewers < 2:
        return _("Two reviewers must each mark passages of the article.")
    if value is None:
        return _("All marked everything, so that nobody can say what chance would have brought.")
    if passages < FEW:
        words = _("Too few passages to say: {count}, at least {least} are needed.")
        return words.format(count=passages, least=FEW)
    return f"{_passages(printed(value))} {_apart()}"


def _passages(value: Fraction) -> str:
    if value >= RELIABLE:
        return _("0.8 or more, reliable: they mark the same passages and judge them alike.")
    if value >= TENTATIVE:
        return _("From 0.667 to 0.8, tentative: passages and verdicts coincide by and large.")
    return _("Below 0.667, not reliable: they mark different passages, or judge them differently.")


def _apart() -> str:
    return _("It counts what each marked, so it says something only where each marked alone.")


def _beside_chance(value: Fraction) -> str:
    if value == 1:
        return _("They agree throughout.")
    if value >= _LITTLE:
        return _("They agree more often than chance would.")
    if value >= _CHANCE:
        return _("They agree a little more often than chance would.")
    if value > -_CHANCE:
        return _("They agree about as often as chance would.")
    return _("They agree less often than chance would.")


def _one_word() -> str:
    return _(
        "All verdicts in common are one and the same, so that nobody can say what chance would "
        "have brought."
    )


def _too_few(claims: int) -> str:
    words = ngettext(
        "Too few verdicts in common to say: on {count} claim, at least {least} are needed.",
        "Too few verdicts in common to say: on {count} claims, at least {least} are needed.",
        claims,
    )
    return words.format(count=claims, least=FEW)
