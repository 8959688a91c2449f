# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy will hold and what is left out of it, in words and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sidelight.language import _, ngettext
from sidelight.model.project import Project
from sidelight.model.records import Claim, Note
from sidelight.model.sharing import Choice, part
from sidelight.model.standing import given
from sidelight.model.withheld import Gap, slots
from sidelight.report.words import size
from sidelight.session.difference_words import things

_KINDS = (
    *("document", "claim", "decision", "verdict", "evidence", "described", "response", "note"),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """Two sentences on a copy: what it holds, and what is left out (empty where nothing is)."""

    holds: str
    without: str


def contents(
    project: Project,
    choice: Choice,
    claims: Sequence[Claim],
    *,
    as_changes: bool = False,
    me: str = "",
) -> Contents:
    """Return what a copy made by a choice holds; a change set holds no files unless chosen.

    What is said of claims is counted in ``claims``, as whoever copies may see them.  Private notes
    of others than ``me`` are not counted; "" counts all.
    """
    held = part(project, choice)
    told = {
        (s.record, s.id)
        for row in held.rows
        if not isinstance(row, Gap)
        for s in slots(row)
        if s is not None
    }
    every = _counted(project, claims, me)
    counts = Counter(record for record, id_ in every if (record, id_) in told)
    some = [things(kind, counts[kind]) for kind in _KINDS if counts[kind]]
    holds = _("The copy holds {things}.").format(things=", ".join(some)) if some else ""
    missing = Counter(record for record, id_ in every if (record, id_) not in told)
    gone = [things(kind, missing[kind]) for kind in _KINDS if missing[kind]]
    files = [] if as_changes else [d for d in project.documents() if d.id in held.absent]
    if files:
        words = ngettext(
            "the file of {count} source ({size})",
            "the files of {count} sources ({size})",
            len(files),
        )
        bytes_ = sum(document.size for document in files)
        gone.append(words.format(count=len(files), size=size(bytes_)))
    elif as_changes and not choice.sources:
        gone.append(_("the files of all documents"))
    without = _("Left out: {things}.").format(things=", ".join(gone)) if gone else ""
    return Contents(holds or _("The copy holds nothing."), without)


def private_notes(project: Project) -> int:
    """Return how many notes are private."""
    return sum(note.private for note in _notes(project, project.claims()))


def _notes(project: Project, claims: Sequence[Claim]) -> Iterator[Note]:
    yield from (note for claim in claims for note in claim.notes)
    yield from (note for one in project.documents() for note in project.notes(one.id))


def blind_words(name: str) -> str:
    """Return what a copy for a blind second check leaves out, and what it cannot promise."""
    return _(
        "{name} gets the documents and the claims, but no verdict, reason, evidence or note of "
        "anyone else: these are not in the file. It cannot keep people from telling each other, "
        "nor from opening another copy."
    ).format(name=name)


def _counted(project: Project, claims: Sequence[Claim], me: str) -> list[tuple[str, str]]:
    """Return the records that people count, as they stand."""
    found = [("document", document.id) for document in project.documents()]
    for claim in claims:
        found.append(("claim", claim.id))
        found += [("verdict", verdict.id) for verdict in given(claim)]
        found += [("evidence", evidence.id) for evidence in claim.evidence]
    seen = (n for n in _notes(project, claims) if not (n.private and me) or n.reviewer == me)
    return [*found, *(("note", note.id) for note in seen)]
