# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the trade as they are stored, and what they are called where they are shown."""

from __future__ import annotations

from sidelight.errors import N_

VERDICTS = ("verified", "disputed", "denied")
"""The verdicts every project has; their keys are 1, 2, 3."""

STANCES = ("supports", "contradicts", "context")
KINDS = ("event", "number", "quotation", "cause", "position")

WORDS = {
    "verified": N_("Verified"),
    "disputed": N_("Disputed"),
    "denied": N_("Denied"),
    "unchecked": N_("Unchecked"),
    "split": N_("Split"),
    "supports": N_("supports"),
    "contradicts": N_("contradicts"),
    "context": N_("context"),
    "article": N_("article"),
    "source": N_("source"),
    "checked once": N_("checked once"),
    "agreed": N_("agreed"),
    "recognised": N_("recognised text"),
    "corrected": N_("recognised text, corrected"),
}
"""What stored words are called where they are shown, to be looked up in the catalogue."""
