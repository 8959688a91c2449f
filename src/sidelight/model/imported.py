# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where what was made in another program comes from: whose it is there, and when it was made.

A change says who acted, and that is whoever brought the record in.  Who made it there stands in
the record's field ``imported``, which counts only in the change that made the record, so that
nobody can put words into another's mouth later.  Those who made marks elsewhere are people of a
kind of their own: their ids begin with `AWAY` and are never those of somebody who acts here.  A
verdict is its giver's own, so one that was brought in names both: ``claim.person.importer``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

AWAY = "of-"
"""How the ids of people begin who made marks in another program."""

_PERSON = re.compile("of-[0-9a-f]{32}")
_HEX = re.compile("[0-9a-f]{32}")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """Where a record comes from.

    ``by`` is the id of who made it there, "" for whoever brought it in; ``at`` when, aware, None
    where that is not known; ``file`` is the name of the file and ``key`` what the record is called
    there.  ``importer`` is the id of who brought it in, which the change says.
    """

    by: str = ""
    at: datetime | None = None
    file: str = ""
    key: str = ""
    importer: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the value that a change sets."""
        at = self.at.astimezone(UTC).isoformat(timespec="seconds") if self.at else ""
        return {"by": self.by, "at": at, "file": self.file, "key": self.key}


def is_away(reviewer: str) -> bool:
    """Tell whether an id is that of somebody who made marks in another program."""
    return _PERSON.fullmatch(reviewer) is not None


def person(iri: str) -> str:
    """Return the id of whoever an IRI, or any words that tell people apart, stand for."""
    plain = iri.removeprefix("urn:uuid:").replace("-", "")
    if iri.startswith("urn:uuid:") and _HEX.fullmatch(plain):
        return AWAY + plain
    return AWAY + hashlib.sha256(iri.encode("utf-8", "replace")).hexdigest()[:32]


def verdict_id(claim: str, by: str, me: str) -> str:
    """Return the id of the verdict of ``by`` on a claim, as I bring it in; of my own where I am
    ``by``.
    """
    return f"{claim}.{me}" if by in {"", me} else f"{claim}.{by}.{me}"


def verdict_parts(id_: str) -> tuple[str, str]:
    """Return which claim a verdict is on and whose it is."""
    claim, _dot, reviewer = id_.rpartition(".")
    before, _dot, by = claim.rpartition(".")
    return (before, by) if before and is_away(by) else (claim, reviewer)


def is_written(value: Any) -> bool:
    """Tell whether a value is one that the field ``imported`` can hold."""
    if not isinstance(value, dict):
        return False
    words = [value.get(name) for name in ("by", "at", "file", "key")]
    if not all(isinstance(word, str) and len(word) <= _LONGEST for word in words):
        return False
    by, at = words[0], words[1]
    return (by == "" or is_away(str(by))) and (at == "" or _moment(str(at)) is not None)


def read(value: Any, importer: str = "") -> Imported:
    """Read such a value, as ``importer`` set it."""
    return Imported(value["by"], _moment(value["at"]), value["file"], value["key"], importer)


def _moment(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None
