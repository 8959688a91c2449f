# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the trade as they are stored, and what they are called where they are shown."""

from __future__ import annotations

from sidelight.errors import N_

VERDICTS = ("verified", "disputed", "denied")
"""The verdicts every project has; their keys are 1, 2, 3."""

STANCES = ("supports", "contradicts", "context")
KINDS = ("event", "number", "quotation", "cause", "position")
SEVERITIES = ("minor", "serious", "grave")
"""How much it matters to the reader if a claim is wrong."""
ANSWERS = ("confirmed", "denied", "declined", "no answer")
"""What a party answers who was asked about a claim."""
MATCHES = ("exact", "translated", "paraphrase", "absent")
"""How the words of a claim stand in a source; the first is found out, not said."""
LEVELS = ("primary", "secondary")
LINES = ("solid", "dashed", "wavy", "dotted", "double")
"""The lines below a marked passage, so that no verdict is told by colour alone."""
DESCRIBED = ("interview", "call", "search", "observation")
"""Evidence that is no passage of a document; a search is one that found nothing."""

SOURCE_TYPES = {
    "treaty": N_("Treaty"),
    "personal_communication": N_("Letter or message"),
    "report": N_("Report"),
    "article-newspaper": N_("Newspaper article"),
    "article-magazine": N_("Magazine article"),
    "article-journal": N_("Journal article"),
    "webpage": N_("Web page"),
    "post": N_("Post"),
    "speech": N_("Speech"),
    "interview": N_("Interview"),
    "broadcast": N_("Broadcast"),
    "legislation": N_("Legislation"),
    "manuscript": N_("Manuscript"),
    "book": N_("Book"),
    "chapter": N_("Chapter of a book"),
    "map": N_("Map"),
    "figure": N_("Picture"),
    "document": N_("Other document"),
}
"""The types of CSL 1.0.2 that sources have, and what they are called."""

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
    "decided": N_("decided"),
    "decision outdated": N_("decision outdated"),
    "event": N_("Event or property"),
    "number": N_("Number"),
    "quotation": N_("Quotation"),
    "cause": N_("Cause"),
    "position": N_("Position"),
    "minor": N_("Minor"),
    "serious": N_("Serious"),
    "grave": N_("Grave"),
    "confirmed": N_("confirmed"),
    "declined": N_("declined to comment"),
    "no answer": N_("no answer"),
    "exact": N_("exact words"),
    "translated": N_("translated"),
    "paraphrase": N_("paraphrase"),
    "absent": N_("words absent"),
    "primary": N_("Primary source"),
    "secondary": N_("Secondary source"),
    "interview": N_("Interview"),
    "call": N_("Call"),
    "search": N_("Search that found nothing"),
    "observation": N_("Observation"),
    "solid": N_("solid line"),
    "dashed": N_("dashed line"),
    "wavy": N_("wavy line"),
    "dotted": N_("dotted line"),
    "double": N_("double line"),
    "recognised": N_("recognised text"),
    "corrected": N_("recognised text, corrected"),
}
"""What stored words are called where they are shown, to be looked up in the catalogue."""
