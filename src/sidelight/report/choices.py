# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a report is told, and to whom: chosen when it is made, and said in it."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass

from sidelight.language import _
from sidelight.model.blindness import as_seen, is_blind, sign_offs_seen, stripped
from sidelight.model.project import Project
from sidelight.model.project_records import SignOff
from sidelight.model.records import Claim


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen: claims by id (None for all), ``without`` which parts (as
    `sidelight.report.parts.PARTS` names them), with the names of reviewers or with letters in their
    place, and, by id, for whom who is to judge claims blind.

    ``language`` is that of the report's own words, "" for the user's; ``style`` names that of
    citations, "" for the usual.
    """

    claims: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    names: bool = True
    blind_for: str = ""
    language: str = ""
    style: str = ""


ALL = Choices()


def nameless(ids: Iterable[str]) -> dict[str, str]:
    """Return letters for reviewers, in the order of their ids, which says nothing of them."""
    return {
        id_: _("Reviewer {letter}").format(letter=_letter(at)) for at, id_ in enumerate(sorted(ids))
    }


def _letter(at: int) -> str:
    rest, here = divmod(at, 26)
    return (_letter(rest - 1) if rest else "") + string.ascii_uppercase[here]


def seen(project: Project, claim: Claim, me: str, choices: Choices) -> Claim:
    """Return a claim as both who makes a report and whom it is for may see it."""
    mine = as_seen(project, claim, me)
    other = choices.blind_for
    if other in {"", me} or not is_blind(project, claim, other):
        return mine
    return stripped(project, mine, other) if mine.veiled else as_seen(project, claim, other)


def signed(project: Project, article: str, me: str, choices: Choices) -> list[SignOff]:
    """Return the sign-offs that both of them may see."""
    found = sign_offs_seen(project, article, me)
    if choices.blind_for in {"", me}:
        return found
    theirs = {one.reviewer for one in sign_offs_seen(project, article, choices.blind_for)}
    return [one for one in found if one.reviewer in theirs]
