# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was chosen when files of other programs came in before: what becomes of which marks, and
which column of a table holds what.  It is kept in the state folder, and holds no words of
documents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sidelight.exchange.incoming import Column, Incoming
from sidelight.session.exclusive import exclusive
from sidelight.session.import_choices import ImportChoices
from sidelight.session.writing import write_atomically
from sidelight.store.places import state_folder

_MOST = 200
"""Groups and tables that are remembered, the latest."""


def with_rules(choices: ImportChoices, format_: str, incoming: Incoming) -> ImportChoices:
    """Return choices with what became of marks of the same groups before, where nothing else is
    said.
    """
    known = _read().get("groups", {})
    before = {
        one.key: known[_group(format_, one.key)]
        for one in incoming.groups
        if isinstance(known.get(_group(format_, one.key)), str)
    }
    return replace(choices, groups={**before, **choices.groups})


def columns_before(columns: Sequence[Column]) -> dict[str, str]:
    """Return which column of a table with the same heads held what, by field; nothing where none
    came in yet.
    """
    known = _read().get("tables", {}).get(_table(columns))
    heads = {one.head for one in columns}
    if not isinstance(known, dict):
        return {}
    return {str(field): head for field, head in known.items() if head in heads}


def keep(format_: str, incoming: Incoming, choices: ImportChoices) -> None:
    """Remember what was chosen; where that cannot be written, nothing is lost that matters."""
    groups = {
        _group(format_, key): outcome
        for key, outcome in choices.groups.items()
        if any(one.key == key for one in incoming.groups)
    }
    tables = {}
    if incoming.columns:
        mapping = {one.field: one.head for one in incoming.columns if one.field}
        tables[_table(incoming.columns)] = mapping
    if groups or tables:
        with suppress(OSError), exclusive(_path()):
            kept = _read()
            value = {
                "groups": _latest(kept.get("groups", {}), groups),
                "tables": _latest(kept.get("tables", {}), tables),
            }
            write_atomically(_path(), json.dumps(value, ensure_ascii=False).encode())


def _latest(before: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is remembered with what is new last, and the oldest left out."""
    kept = {key: value for key, value in before.items() if key not in new} | dict(new)
    return dict(list(kept.items())[-_MOST:])


def _group(format_: str, key: str) -> str:
    return f"{format_} {key}"[:300]


def _table(columns: Sequence[Column]) -> str:
    heads = "\n".join(one.head for one in columns)
    return hashlib.sha256(heads.encode("utf-8", "replace")).hexdigest()


def _path() -> Path:
    return state_folder() / "imports.json"


def _read() -> dict[str, Any]:
    try:
        value = json.loads(_path().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    sound = isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    return value if sound else {}
