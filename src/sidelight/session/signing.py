# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is still open before an article can be signed off, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidelight.language import _, ngettext
from sidelight.model.records import Document
from sidelight.model.signing import sign_offs
from sidelight.report import words
from sidelight.session.signatures import signed

if TYPE_CHECKING:
    from sidelight.session.session import Session


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One thing that is left to do, in words; ``claims`` are the ids of those it concerns."""

    words: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signing:
    """An article (id, title) before it is signed off: what is left, who signed, whether I did."""

    article: str
    title: str
    left: tuple[LeftOpen, ...]
    signed: tuple[str, ...]
    mine: bool


def signing(session: Session, article: Document) -> Signing:
    """Return all that who signs an article off has to see."""
    mine = any(one.reviewer == session.me for one in sign_offs(session.project, article.id))
    return Signing(
        article.id,
        article.title,
        tuple(left_open(session, article)),
        tuple(signed(session.project, article, session.me)),
        mine,
    )


def left_open(session: Session, article: Document) -> list[LeftOpen]:
    """Return what is left to do: claims by what they lack, open sentences, conflicts; empty where
    nothing is.
    """
    report = session.report_data(article.id)
    ids = {claim.label: claim.id for claim in session.claims()}
    found = [
        LeftOpen(
            _("{what}: {claims}").format(
                what=words.open_item(one.what), claims=", ".join(one.claims)
            ),
            tuple(ids[label] for label in one.claims if label in ids),
        )
        for one in report.open_items
    ]
    if report.veiled:
        said = _("Still to be judged blind: {claims}").format(claims=", ".join(report.veiled))
        found.append(LeftOpen(said, tuple(ids[label] for label in report.veiled)))
    if count := len(session.coverage(article).open):
        said = ngettext("{count} sentence holds no claim", "{count} sentences hold no claim", count)
        found.append(LeftOpen(said.format(count=count)))
    if count := len(session.conflicts()):
        said = ngettext(
            "{count} conflict is not settled", "{count} conflicts are not settled", count
        )
        found.append(LeftOpen(said.format(count=count)))
    return found
