# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks that Sidelight wrote into a PDF, known again by what it wrote beside each of them."""

from __future__ import annotations

import re

from sidelight.exchange import iris
from sidelight.exchange.incoming import Mark
from sidelight.reader.annotation import fingerprint
from sidelight.reader.found_marks import PdfMark

_WHAT = frozenset(("claim", "evidence", "note"))
_FIELDS = ("verdict", "denied_by", "reason", "as_of", "restatement", "stance")
"""What of the facts is a field of a record."""
_ID = re.compile("[0-9a-f]{32}")


def key_of(name: str) -> str:
    """Return what a mark is called by its name in the file: where that is an id as we write them,
    by the name that other programs know the record by, also where they dropped the rest.
    """
    return iris.record(name) if _ID.fullmatch(name) else name


def own_mark(row: PdfMark) -> Mark | None:
    """Return a mark of ours as the record that it was, without place, author and time; None for
    what is none.

    Its text is what somebody changed in it, or the note on evidence; what we wrote there of the
    whole claim is no record of its own.
    """
    facts = row.ours
    what, record = facts.get("what", ""), facts.get("record", "")
    if what not in _WHAT or not _ID.fullmatch(record):
        return None
    claim = facts.get("claim", "")
    changed = facts.get("said", "") != fingerprint(row.words)
    return Mark(
        iris.record(record),
        what,
        text=row.words if changed or what == "note" else facts.get("note", ""),
        on=iris.record(claim) if _ID.fullmatch(claim) else "",
        values={name: facts[name] for name in _FIELDS if facts.get(name)},
    )
