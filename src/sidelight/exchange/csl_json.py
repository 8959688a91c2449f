# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of articles and sources as CSL-JSON, which Zotero, Mendeley and pandoc read.

An item's id is its citation key.  What CSL has no term for stands under ``custom``: the parts of a
place in an archive, whether a source is primary, and which document of the project it is.
"""

from __future__ import annotations

import json

from sidelight.exchange.bibliography import IN_ARCHIVE, Entry, entries, on_archives
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.model.csl_record import Item


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the items as one list."""
    made = list(entries(outgoing, step))
    text = json.dumps([_item(entry) for entry in made], ensure_ascii=False, indent=2)
    return Written(f"{text}\n".encode(), len(made), tuple(on_archives(made, "CSL-JSON")))


def _item(entry: Entry) -> Item:
    document = entry.document
    parts = {name: entry.known[name] for name in IN_ARCHIVE if name in entry.known}
    own = {"document": document.id, "kind": document.kind, "label": document.label}
    custom = {**entry.item.get("custom", {}), **parts, **own}
    return {**entry.item, "id": entry.key, "custom": custom}
