# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window says of words that were recognised from a picture, wherever it shows them."""

from __future__ import annotations

from sidelight.desktop.icons import Tints
from sidelight.desktop.signed_words import SignedWords
from sidelight.language import _
from sidelight.model.records import Claim, Passage
from sidelight.model.vocabulary import WORDS
from sidelight.session.mark_words import ORIGINS, origin_words

ICON = "scan-text"


def origin_of_claim(claim: Claim) -> str:
    """Return the origin of a claim's words: recognised where any of them were and none read them
    over.
    """
    origins = {part.passage.origin for part in claim.passages}
    return next((one for one in ORIGINS if one in origins), "")


def bare_place(place: str, passage: Passage) -> str:
    """Return where a passage stands without its origin, which stands beside it."""
    return place.removesuffix(f", {_(WORDS[passage.origin])}" if passage.origin else "")


class OriginLine(SignedWords):
    """A quiet line below a quote: a sign and the sentence; hidden for print."""

    def __init__(self, tints: Tints) -> None:
        super().__init__(tints, ICON)

    def show_origin(self, origin: str) -> None:
        """Say where words come from."""
        self.show_words(origin_words(origin))
