# SPDX-License-Identifier: AGPL-3.0-or-later
"""Differences, conflicts and counts in the user's words, for the window and the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from sidelight.exchange.comparing import Comparison, Difference, FieldChange
from sidelight.language import N_, _, ngettext
from sidelight.model.project import Project
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable, shorten

_SHORT = 60

_RECORDS = {
    "project": N_("Project"),
    "document": N_("Document"),
    "claim": N_("Claim"),
    "passage": N_("Passage of the claim"),
    "verdict": N_("Verdict"),
    "evidence": N_("Evidence"),
    "note": N_("Note"),
    "correction": N_("Correction of recognised text"),
    "reviewer": N_("Reviewer"),
    "layer": N_("Text of a document"),
}
"""What kinds of records are called."""

_FIELDS = {
    "title": N_("title"),
    "name": N_("name"),
    "kind": N_("kind"),
    "language": N_("language"),
    "author": N_("author"),
    "recipient": N_("recipient"),
    "issued": N_("date"),
    "archive": N_("archive"),
    "archive_place": N_("place of the archive"),
    "archive_location": N_("archive reference"),
    "genre": N_("genre"),
    "type": N_("type"),
    "container_title": N_("published in"),
    "URL": N_("address"),
    "accessed": N_("retrieved"),
    "hidden": N_("hidden page furniture"),
    "restatement": N_("restatement"),
    "joined": N_("joined to"),
    "place": N_("place"),
    "transcription": N_("transcription"),
    "translation": N_("translation"),
    "verdict": N_("verdict"),
    "reason": N_("reason"),
    "stance": N_("stance"),
    "note": N_("note"),
    "text": N_("text"),
    "private": N_("private"),
    "over": N_("words"),
    "deleted": N_("removed"),
    "claim": N_("claim"),
}
"""What fields are called within a sentence."""

_DONE = {
    "new": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
    "erased": N_("removed for good"),
}

_COUNTED: dict[str, Callable[[int], str]] = {
    "document": lambda n: ngettext("{count} document", "{count} documents", n),
    "claim": lambda n: ngettext("{count} claim", "{count} claims", n),
    "passage": lambda n: ngettext("{count} passage", "{count} passages", n),
    "verdict": lambda n: ngettext("{count} verdict", "{count} verdicts", n),
    "evidence": lambda n: ngettext("{count} piece of evidence", "{count} pieces of evidence", n),
    "note": lambda n: ngettext("{count} note", "{count} notes", n),
    "correction": lambda n: ngettext("{count} correction", "{count} corrections", n),
    "project": lambda n: ngettext("{count} title", "{count} titles", n),
}


def line(project: Project, difference: Difference) -> str:
    """Return one difference on one line; ``project`` holds both sides or this one."""
    who = project.reviewer(difference.reviewer).label if difference.reviewer else ""
    what = name(project, difference.record, difference.id, difference.claim)
    said = _said(project, difference)
    words = _("{who}: {what}, {done}").format(who=who, what=what, done=_(_DONE[difference.what]))
    return f"{words}: {said}" if said else words


def summary(project: Project, comparison: Comparison) -> list[str]:
    """Return what another copy brings, in a few lines: counts by reviewer, conflicts, what is only
    here.
    """
    lines = []
    if not comparison.related:
        lines.append(_("This is another project, not a copy of this one."))
    if not comparison.changes:
        lines.append(_("It holds nothing that is not here already."))
    lines += _by_reviewer(project, comparison)
    if count := len(comparison.conflicts):
        words = ngettext(
            "{count} conflict: two people set a field to different values.",
            "{count} conflicts: two people set a field to different values.",
            count,
        )
        lines.append(words.format(count=count))
    for group in comparison.twins:
        labels = ", ".join(claim.label for claim in group)
        lines.append(_("Claims {labels} mark the same passage.").format(labels=labels))
    if count := comparison.only_here:
        words = ngettext("{count} act is only here.", "{count} acts are only here.", count)
        lines.append(words.format(count=count))
    return lines


def name(project: Project, record: str, id_: str, claim: str = "") -> str:
    """Return what a record is called: its kind and number, or whose it is and of which claim."""
    kind = _(_RECORDS.get(record, record))
    if record in {"claim", "document"}:
        title = _title(project, record, id_)
        return f"{kind} {project.label(record, id_)}" + (f" “{title}”" if title else "")
    if claim:
        of = _("claim {number}").format(number=project.label("claim", project.joined_to(claim)))
        return _("{kind} on {claim}").format(kind=kind, claim=of)
    return kind


def field_name(project: Project, record: str, id_: str, field: str) -> str:
    """Return what a field of a record is called."""
    claim = "" if record == "claim" else str(project.log.value((record, id_), "claim", ""))
    called = name(project, record, id_, claim)
    return _("{record}, {field}").format(record=called, field=_(_FIELDS.get(field, field)))


def value_words(project: Project, field: str, value: Any) -> str:
    """Return the value of a field as people read it, on one line."""
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "verdict":
        word, by = str(value.get("verdict", "")), str(value.get("denied_by", ""))
        return _(WORDS.get(word, word or "unchecked")) + (f" ({by})" if by else "")
    if isinstance(value, dict):
        return shorten(readable(str(value.get("quote") or value.get("words") or "")), _SHORT)
    if field in {"claim", "joined"}:
        return project.label("claim", str(value))
    text = str(value)
    return (
        _(WORDS[text])
        if field in {"kind", "stance"} and text in WORDS
        else (shorten(readable(text), _SHORT))
    )


def _title(project: Project, record: str, id_: str) -> str:
    if record == "document":
        return shorten(readable(str(project.log.value((record, id_), "title", ""))), _SHORT)
    claim = project.claim(id_)
    return shorten(readable(claim.words), _SHORT) if claim else ""


def _said(project: Project, difference: Difference) -> str:
    """Return the values that a difference sets, the more telling first."""
    if difference.what in {"removed", "erased"} or difference.record in {"claim", "document"}:
        fields = difference.fields if difference.what == "changed" else ()
        return "; ".join(_changed(project, field) for field in fields)
    shown = [field for field in difference.fields if field.field != "deleted"]
    if any(field.field == "private" and field.there is True for field in shown):
        return _("private")
    if difference.what == "changed":
        return "; ".join(_changed(project, field) for field in shown)
    words = (value_words(project, f.field, f.there) for f in shown)
    return "; ".join(filter(None, words))


def _changed(project: Project, field: FieldChange) -> str:
    return _("{field} “{here}” → “{there}”").format(
        field=_(_FIELDS.get(field.field, field.field)),
        here=value_words(project, field.field, field.here),
        there=value_words(project, field.field, field.there),
    )


def _by_reviewer(project: Project, comparison: Comparison) -> list[str]:
    """Return a line for each reviewer: what they made, changed and removed."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for (reviewer, record, what), count in comparison.counts().items():
        counts.setdefault(reviewer, {}).setdefault(what, Counter())[record] += count
    lines = []
    for reviewer, done in counts.items():
        who = project.reviewer(reviewer).label if reviewer else "?"
        parts = [
            _("{list} {done}").format(list=_listed(done[what]), done=_(words))
            for what, words in _DONE.items()
            if what in done
        ]
        lines.append(_("{who}: {what}").format(who=who, what="; ".join(parts)))
    return sorted(lines)


def _listed(counts: Counter[str]) -> str:
    known = [record for record in _COUNTED if counts[record]]
    return ", ".join(
        _COUNTED[record](counts[record]).format(count=counts[record]) for record in known
    )
