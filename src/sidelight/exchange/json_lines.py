# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as JSON lines (https://jsonlines.org): a record on each line, in UTF-8.

The first line is the project; then come reviewers, documents, claims with all that is said of each,
and notes on documents.  Names and stored words are those of the data model, untranslated; optional
fields that are empty are left out; times are ISO 8601 in UTC; places in a text are counted in code
points that are no white space (`sidelight.text.ink`).  The schema in ``resources/schemas``
describes each field; a field that comes to the data model comes to the schema too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from sidelight.exchange.outgoing import Outgoing, Step, Written

FORMAT = "sidelight-project-lines"
VERSION = 1
_TOLD_EVERY = 200


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the lines; `step` is told of each few hundred."""
    count = 1 + len(outgoing.reviewers) + len(outgoing.documents) + len(outgoing.claims)
    lines: list[str] = []
    for at, record in enumerate(_records(outgoing)):
        if at % _TOLD_EVERY == 0:
            step(min(1.0, at / count), "records")
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    return Written(("\n".join(lines) + "\n").encode(), len(lines))


def _records(outgoing: Outgoing) -> Iterator[dict[str, Any]]:
    project = outgoing.project
    yield {
        "record": "project",
        "format": FORMAT,
        "version": VERSION,
        "title": project.title,
        "fingerprint": project.fingerprint,
        "made_at": plain(outgoing.made_at),
        "made_by": outgoing.me,
    }
    for reviewer in outgoing.reviewers.values():
        yield {"record": "reviewer", **plain(reviewer)}
    for document in outgoing.documents:
        yield {"record": "document", **plain(document)}
    for claim in outgoing.claims:
        yield {"record": "claim", **plain(claim)}
    for id_, notes in outgoing.notes.items():
        for note in notes:
            yield {"record": "note", **plain(note), "document": id_}


def plain(value: Any) -> Any:
    """Return a value of the data model as JSON can hold it, without optional fields that are
    empty.
    """
    if is_dataclass(value):
        known = [(field, getattr(value, field.name)) for field in fields(value)]
        return {field.name: plain(one) for field, one in known if one or required(field)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def required(field: Field[Any]) -> bool:
    """Tell whether a field stands in each record, empty or not: a passage may begin at 0."""
    return field.default is MISSING and field.default_factory is MISSING
