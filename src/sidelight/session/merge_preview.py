# SPDX-License-Identifier: AGPL-3.0-or-later
"""A merge before it is made, as both front ends show it: sentences, and rows in sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sidelight.exchange.comparing import Difference
from sidelight.language import N_, _
from sidelight.model.project import Project
from sidelight.model.records import Claim, Passage
from sidelight.session.difference_words import by, by_reviewer, line, summary
from sidelight.session.field_words import field_name, quoted, value_words
from sidelight.session.sharing import Merge
from sidelight.session.unsettled import Unsettled, in_words

Section: TypeAlias = Literal["erased", "conflicts", "twins", "documents", "claims"]

SECTIONS: dict[Section, str] = {
    "erased": N_("Removed for good by a merge: no later copy brings it back"),
    "conflicts": N_("To be settled after a merge: both values are kept"),
    "twins": N_("Claims that mark the same passage: they can be joined afterwards"),
    "documents": N_("Documents and project"),
    "claims": N_("Claims, verdicts, evidence and notes"),
}
"""The sections in the order they are shown, with their titles to be looked up."""

_LONG = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a merge brings.

    ``what`` is new, changed, removed, erased, conflict or twins; ``details`` are pairs of a label
    and words; ``claim`` is the id of the claim here that it concerns or "", ``passage`` where it
    stands in a document that is here.
    """

    section: Section
    what: str
    text: str
    by: str = ""
    details: tuple[tuple[str, str], ...] = ()
    claim: str = ""
    document: str = ""
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge comes to; ``people`` counts by reviewer, ``related`` is false for a file of
    another project.
    """

    people: tuple[str, ...]
    summary: tuple[str, ...]
    rows: tuple[Row, ...]
    related: bool
    changes: int

    def section(self, section: Section) -> list[Row]:
        """Return the rows of one section."""
        return [row for row in self.rows if row.section == section]


def preview(plan: Merge, here: Project) -> Preview:
    """Return what is to be shown of a merge that was looked at, ``here`` being the open project."""
    found, merged = plan.comparison, plan.merged
    rows = [_of_difference(merged, here, one) for one in found.differences]
    rows += [_of_conflict(here, in_words(merged, one)) for one in found.conflicts]
    rows += [_of_twins(here, group) for group in found.twins]
    order = list(SECTIONS)
    rows.sort(key=lambda row: order.index(row.section))
    return Preview(
        tuple(by_reviewer(merged, found)),
        tuple(summary(merged, found)),
        tuple(rows),
        found.related,
        found.changes,
    )


def _of_difference(merged: Project, here: Project, one: Difference) -> Row:
    section: Section = "claims" if one.claim else "documents"
    known = here if one.what in {"removed", "erased"} else merged
    return Row(
        "erased" if one.what == "erased" else section,
        one.what,
        line(merged, one, here),
        by(merged, one),
        tuple(_details(merged, one)),
        _claim_here(here, one.claim),
        _document(known, here, one),
        _passage(known, here, one),
    )


def _document(known: Project, here: Project, one: Difference) -> str:
    """Return the id of the document here that a record is or is written on; empty for none."""
    if one.record == "note":
        id_ = str(known.log.value(("note", one.id), "document", ""))
    else:
        id_ = one.id if one.record == "document" else ""
    return id_ if id_ and here.document(id_) else ""


def _details(merged: Project, one: Difference) -> Iterator[tuple[str, str]]:
    for field in one.fields:
        here, there = (
            value_words(merged, field.field, value, _LONG) for value in (field.here, field.there)
        )
        name = field_name(field.field)
        if one.what == "changed":
            yield _("{field}, here").format(field=name), here or _("nothing")
            yield _("{field}, theirs").format(field=name), there or _("nothing")
        elif there and field.field not in {"kind", "name"}:
            yield name, there


def _passage(known: Project, here: Project, one: Difference) -> Passage | None:
    """Return where a record stands, if that document is here."""
    key = (one.record, one.id)
    if one.record == "claim":
        claim = known.claim(known.joined_to(one.id))
        found = claim.passages[0].passage if claim and claim.passages else None
    else:
        place = known.log.value(key, "place")
        found = Passage.from_json(place) if isinstance(place, dict) else None
    return found if found and here.document(found.document) else None


def _of_conflict(here: Project, one: Unsettled) -> Row:
    conflict = one.conflict
    document = conflict.id if conflict.record == "document" and here.document(conflict.id) else ""
    values = " / ".join(quoted(said, 40) for said, _by in one.values)
    return Row(
        "conflicts",
        "conflict",
        f"{one.title}: {values}",
        details=tuple((by_, said) for said, by_ in one.values),
        claim=_claim_here(here, conflict.claim),
        document=document,
    )


def _of_twins(here: Project, group: tuple[Claim, ...]) -> Row:
    known = [claim.id for claim in group if here.claim(claim.id)]
    labels = ", ".join(claim.label for claim in group)
    words = _("Claims {numbers}: {quote}").format(numbers=labels, quote=quoted(group[0].words))
    return Row("twins", "twins", words, claim=known[0] if known else "")


def _claim_here(here: Project, claim: str) -> str:
    """Return the id of the claim here that shows what is said of a claim; empty for none."""
    if not claim:
        return ""
    shown = here.joined_to(claim)
    return shown if here.claim(shown) else ""
