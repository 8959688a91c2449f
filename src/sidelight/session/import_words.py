# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes in from a file of another program, in words."""

from __future__ import annotations

from collections.abc import Callable

from sidelight.language import N_, _, ngettext
from sidelight.model.verdicts import Verdicts
from sidelight.model.vocabulary import WORDS
from sidelight.report.words import day
from sidelight.session.import_plan import Coming, ImportPlan

_COUNTS: dict[str, Callable[[int], str]] = {
    "document": lambda n: ngettext("{count} document", "{count} documents", n),
    "claim": lambda n: ngettext("{count} claim", "{count} claims", n),
    "verdict": lambda n: ngettext("{count} verdict", "{count} verdicts", n),
    "decision": lambda n: ngettext("{count} decision", "{count} decisions", n),
    "evidence": lambda n: ngettext("{count} piece of evidence", "{count} pieces of evidence", n),
    "described": lambda n: ngettext("{count} described source", "{count} described sources", n),
    "note": lambda n: ngettext("{count} note", "{count} notes", n),
    "record": lambda n: ngettext("{count} source record", "{count} source records", n),
}
KINDS = {
    "document": N_("Document"),
    "claim": N_("Claim"),
    "verdict": N_("Verdict"),
    "decision": N_("Decision"),
    "evidence": N_("Evidence"),
    "described": N_("Described evidence"),
    "note": N_("Note"),
    "record": N_("Source record"),
}
"""What the kinds of records are called that may come in, to be looked up in the catalogue."""

OUTCOMES = {
    "claim": N_("Claim, not judged yet"),
    "note": N_("Note on its words"),
    "nothing": N_("Leave out"),
}
"""What else than a claim with a verdict can become of a mark, to be looked up in the catalogue."""


COLUMNS = {
    "quote": N_("Words of the claim"),
    "verdict": N_("Verdict"),
    "denied_by": N_("Who denies"),
    "reason": N_("Reason"),
    "reviewer": N_("Reviewer"),
    "date": N_("Date of the verdict"),
    "restatement": N_("Restatement"),
    "speaker": N_("Speaker"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "source": N_("Source"),
    "page": N_("Page of the source"),
    "source_quote": N_("Words of the source"),
    "stance": N_("Stance"),
    "article": N_("Article"),
}
"""What the columns of a table can hold, to be looked up in the catalogue."""


def column_words() -> dict[str, str]:
    """Return what a column can hold, by field; "" is nothing that is wanted."""
    return {"": _("Not used"), **{name: _(one) for name, one in COLUMNS.items()}}


def outcome_words(verdicts: Verdicts, outcome: str) -> str:
    """Return what can become of a mark."""
    if outcome in OUTCOMES:
        return _(OUTCOMES[outcome])
    return _("Claim, {verdict}").format(verdict=verdicts.called(outcome))


def kind_words(verdicts: Verdicts, one: Coming) -> str:
    """Return what a record is that would come in, with its verdict or stance."""
    kind = _(KINDS[one.what])
    if not one.says:
        return kind
    stored = one.says in WORDS and one.what in {"evidence", "described"}
    said = _(WORDS[one.says]) if stored else verdicts.called(one.says)
    return _("{kind}, {said}").format(kind=kind, said=said)


def where_and_when(one: Coming) -> str:
    """Return where a record stands that would come in, and when it was made there."""
    claim = _("on claim {number}").format(number=one.claim) if one.claim else ""
    return ", ".join(part for part in (claim, one.place, day(one.made_at)) if part)


def counted(plan: ImportPlan) -> str:
    """Return how many records of each kind would come in, "" for none."""
    counts = plan.counts
    return ", ".join(
        words(counts[what]).format(count=counts[what])
        for what, words in _COUNTS.items()
        if counts[what]
    )


def summary(plan: ImportPlan) -> str:
    """Return in sentences what would come in, and what not."""
    comes = counted(plan)
    said = _("Comes in: {counts}.").format(counts=comes) if comes else _("Nothing comes in.")
    return " ".join((said, *_besides(plan)))


def came(plan: ImportPlan) -> str:
    """Return in sentences what came in, and what did not."""
    said = _("Imported from {file}: {counts}.").format(file=plan.file, counts=counted(plan))
    return " ".join((said, *_besides(plan)))


def _besides(plan: ImportPlan) -> list[str]:
    """Say what does not come in."""
    said = []
    lost = len(plan.unplaced) + len(plan.incoming.unread)
    if lost:
        words = ngettext("{count} finds no place.", "{count} find no place.", lost)
        said.append(words.format(count=lost))
    if plan.known:
        words = ngettext("{count} is here already.", "{count} are here already.", plan.known)
        said.append(words.format(count=plan.known))
    if plan.omitted:
        words = ngettext("{count} is left out.", "{count} are left out.", plan.omitted)
        said.append(words.format(count=plan.omitted))
    return said
