# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who signed an article off, and whether anything was done on it since."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sidelight.model.change import Change
from sidelight.model.claim_parts import is_private
from sidelight.model.log import Key
from sidelight.model.original import latest_original
from sidelight.model.project import Project
from sidelight.model.project_records import SignOff


def sign_offs(
    project: Project, document: str, counts: Callable[[Change], bool] = lambda _change: True
) -> list[SignOff]:
    """Return the sign-offs of an article that stand, the earliest first; ``counts`` tells which
    changes make it another.
    """
    log = project.log
    found = []
    for key in log.keys("signoff"):
        if log.value(key, "document") != document:
            continue
        signed = latest_original(log, key, "signed")
        if signed is None or signed.value is not True:
            continue
        by = signed.change
        changed = any(
            not log.has_seen(by, change) and counts(change) for change in _work(project, document)
        )
        note = str(log.value(key, "note", ""))
        found.append(SignOff(key[1], document, by.reviewer, note, by.made_at, changed))
    return sorted(found, key=lambda one: (one.made_at, one.id))


def _work(project: Project, document: str) -> Iterable[Change]:
    """Yield the changes that made an article and its claims what they are."""
    log = project.log
    whole = ("document", document)
    keys: dict[Key, None] = {whole: None}
    for part in project.parts(whole):
        keys[part] = None
        for record, id_ in project.wholes(part):
            if record == "claim":
                parts = (
                    one for one in project.parts(("claim", id_)) if _concerns(project, one, whole)
                )
                keys |= {("claim", id_): None, **dict.fromkeys(parts)}
    for key in keys:
        if is_private(log, key):
            # it is nobody's but its writer's, and none is to learn of it
            continue
        yield from log.history.get(key, ())


def _concerns(project: Project, part: Key, whole: Key) -> bool:
    """Tell whether a part of a claim is of a draft: a passage of another draft is not."""
    return part[0] != "passage" or whole in project.wholes(part)
