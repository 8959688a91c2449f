# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who works on a project, and the tags they put on claims, as the log names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sidelight.model.imported import is_away
from sidelight.model.log import Key, Log
from sidelight.model.project_records import Tag
from sidelight.model.records import Reviewer
from sidelight.model.telling_apart import told_apart


def read_reviewers(log: Log) -> dict[str, Reviewer]:
    """Return everyone who acted or is named, by id; equal names told apart."""
    named = {key[1]: _name(log, key) for key in log.keys("reviewer")}
    # whose marks were brought in and went again by an undo is nobody here
    named = {id_: name for id_, name in named.items() if name or not is_away(id_)}
    for reviewer in log.actors:
        named.setdefault(reviewer, "")
    labels = told_apart(named)
    return {id_: Reviewer(id_, name or id_[:6], labels[id_]) for id_, name in named.items()}


def _name(log: Log, key: Key) -> str:
    return " ".join(str(log.value(key, "name", "")).split())


def read_tags(log: Log, worn: Iterable[str], named: Callable[[Key], bool]) -> list[Tag]:
    """Return the tags ``worn`` and those coloured by records that are to be ``named``; by name."""
    names = {*worn}
    colours = {}
    for key in log.keys("tag"):
        name = str(log.value(key, "name", ""))
        colours[name] = str(log.value(key, "colour", ""))
        names |= {name} if name and named(key) else set()
    ordered = sorted(names, key=lambda name: (name.casefold(), name))
    return [Tag(name, colours.get(name, "")) for name in ordered]
