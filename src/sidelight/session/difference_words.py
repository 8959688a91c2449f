# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a comparison found, in words: a line for each difference, and the whole in a few sentences.

``project`` is the union of both sides (`Merge.merged`), since it alone knows all that is spoken of;
``here`` is the open one, which still knows what the other side has removed for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sidelight.exchange.comparing import Comparison, Difference, What
from sidelight.language import N_, _, local_minute, ngettext
from sidelight.model.project import Project
from sidelight.session.field_words import (
    claim_number,
    field_name,
    passage_words,
    quoted,
    record_name,
    value_words,
    verdict_words,
)

_KINDS = (
    *("document", "claim", "decision", "verdict", "evidence", "described", "response", "note"),
    *("passage", "tagging", "correction", "signoff", "second", "vocabulary", "project"),
)
_WHATS: tuple[What, ...] = ("new", "changed", "removed", "erased")
_COUNTED = {
    "new": N_("{things} new"),
    "changed": N_("{things} changed"),
    "removed": N_("{things} removed"),
    "erased": N_("{things} removed for good"),
}
_OTHERWISE = {
    "changed": N_("Changed: {name}"),
    "removed": N_("Removed: {name}"),
    "erased": N_("Removed for good: {name}"),
    "new": N_("New: {name}"),
}
_ON_CLAIMS = {
    "described": N_("Described evidence for claim {number}: {said}"),
    "response": N_("Response on claim {number}: {said}"),
    "decision": N_("Decision on claim {number}: {said}"),
    "tagging": N_("Tag on claim {number}: {said}"),
}
_WORDS_OF = {"described": "words", "response": "party", "tagging": "name"}
_OF_DOCUMENTS = {
    "changed": N_("Document changed: {name}"),
    "removed": N_("Document removed: {name}"),
    "erased": N_("Document removed for good: {name}"),
}


def line(project: Project, difference: Difference, here: Project | None = None) -> str:
    """Return one difference on a line, without who and when (`by`) and without the fields that
    changed (`changes`).
    """
    key = (difference.record, difference.id)
    if difference.what == "new":
        return _made(project, difference)
    known = project if key in project.log.fields and difference.what != "erased" else here
    if difference.record == "document":
        return _(_OF_DOCUMENTS[difference.what]).format(name=record_name(known or project, key))
    words = _(_OTHERWISE[difference.what]).format(name=record_name(known or project, key))
    quote = _quote(known, difference) if known else ""
    return f"{words} {quote}".strip()


def by(project: Project, difference: Difference) -> str:
    """Return who did it last and when, in the zone of this machine; empty where nobody knows."""
    if not difference.reviewer:
        return ""
    who = project.reviewer(difference.reviewer).label
    return f"{who} · {when(difference.time)}" if difference.time else who


def changes(project: Project, difference: Difference) -> list[tuple[str, str, str]]:
    """Return the fields that changed: name, what stands here, what they set; a new record has
    none.
    """
    if difference.what != "changed":
        return []
    return [
        (
            field_name(one.field),
            value_words(project, one.field, one.here) or _("nothing"),
            value_words(project, one.field, one.there) or _("nothing"),
        )
        for one in difference.fields
    ]


def summary(project: Project, comparison: Comparison) -> list[str]:
    """Return what a merge would bring: a sentence for each reviewer, then what is to be settled,
    what marks the same passage, and what the others lack.
    """
    said = list(by_reviewer(project, comparison))
    if comparison.changes:
        acts = ngettext(
            "{count} act is new here, since {date}.",
            "{count} acts are new here, since {date}.",
            comparison.changes,
        )
        said.append(acts.format(count=comparison.changes, date=when(comparison.since)))
    else:
        said.append(_("They have nothing that is not here."))
    return [*said, *_afterwards(comparison)]


def when(time: str) -> str:
    """Return a stored time as people read it, in the zone of this machine."""
    if not time:
        return ""
    return local_minute(datetime.fromisoformat(time))


def things(record: str, count: int) -> str:
    """Return how many records of a kind, in words: ``3 verdicts``."""
    return _THINGS[record](count).format(count=count)


_THINGS: dict[str, Callable[[int], str]] = {
    "document": lambda n: ngettext("{count} document", "{count} documents", n),
    "claim": lambda n: ngettext("{count} claim", "{count} claims", n),
    "decision": lambda n: ngettext("{count} decision", "{count} decisions", n),
    "verdict": lambda n: ngettext("{count} verdict", "{count} verdicts", n),
    "evidence": lambda n: ngettext("{count} piece of evidence", "{count} pieces of evidence", n),
    "described": lambda n: ngettext(
        "{count} piece of described evidence", "{count} pieces of described evidence", n
    ),
    "response": lambda n: ngettext("{count} response", "{count} responses", n),
    "note": lambda n: ngettext("{count} note", "{count} notes", n),
    "passage": lambda n: ngettext("{count} passage", "{count} passages", n),
    "tagging": lambda n: ngettext("{count} tag", "{count} tags", n),
    "correction": lambda n: ngettext("{count} corrected line", "{count} corrected lines", n),
    "signoff": lambda n: ngettext("{count} sign-off", "{count} sign-offs", n),
    "second": lambda n: ngettext("{count} blind second check", "{count} blind second checks", n),
    "vocabulary": lambda n: ngettext("{count} added verdict", "{count} added verdicts", n),
    "project": lambda n: ngettext(
        "{count} title of the project", "{count} titles of the project", n
    ),
}


def by_reviewer(project: Project, comparison: Comparison) -> Iterator[str]:
    """Yield what each reviewer brings, counted: ``Bob: 3 verdicts new; 1 claim changed``."""
    counts = comparison.counts()
    people = sorted({who for who, _record, _what in counts})
    labels = {id_: project.reviewer(id_).label if id_ else _("Somebody") for id_ in people}
    for who in sorted(people, key=lambda id_: labels[id_].casefold()):
        parts = []
        for what in _WHATS:
            some = [things(k, counts[who, k, what]) for k in _KINDS if counts[who, k, what]]
            if some:
                parts.append(_(_COUNTED[what]).format(things=", ".join(some)))
        yield _("{who}: {what}").format(who=labels[who], what="; ".join(parts))


def _afterwards(comparison: Comparison) -> Iterator[str]:
    """Yield what is left to do after a merge, and what the others have not."""
    if count := len(comparison.conflicts):
        yield ngettext(
            "{count} conflict is left to settle after a merge.",
            "{count} conflicts are left to settle after a merge.",
            count,
        ).format(count=count)
    if count := comparison.settled:
        yield ngettext(
            "{count} conflict is settled by it.", "{count} conflicts are settled by it.", count
        ).format(count=count)
    if count := len(comparison.twins):
        yield ngettext(
            "{count} passage is marked by two claims.",
            "{count} passages are marked by two claims each.",
            count,
        ).format(count=count)
    if count := comparison.only_here:
        yield ngettext(
            "They lack {count} act that is here.", "They lack {count} acts that are here.", count
        ).format(count=count)


def _made(project: Project, difference: Difference) -> str:
    key = (difference.record, difference.id)
    value = project.log.value
    number = claim_number(project, difference.claim) if difference.claim else ""
    if difference.record == "document":
        article = value(key, "kind") == "article"
        words = _("New article: {name}") if article else _("New source: {name}")
        return words.format(name=record_name(project, key))
    if difference.record == "claim":
        words = _("New claim {number}: {quote}")
        return words.format(number=number, quote=_quote(project, difference)).rstrip(": ")
    if difference.record == "verdict":
        said = verdict_words(project, **_verdict(value(key, "verdict")))
        reason = quoted(str(value(key, "reason", "")))
        words = _("Verdict on claim {number}: {verdict}").format(number=number, verdict=said)
        return f"{words} {reason}".strip()
    if difference.record == "evidence":
        stance = value_words(project, "stance", value(key, "stance"))
        words = _("Evidence for claim {number} ({stance}): {quote}")
        quote = _quote(project, difference)
        return words.format(number=number, stance=stance, quote=quote)
    if difference.record == "note" and not number:
        words = _("Note on a document: {quote}")
        return words.format(quote=_quote(project, difference)).rstrip(": ")
    if difference.record == "note":
        words = _("Note on claim {number}: {quote}")
        return words.format(number=number, quote=_quote(project, difference)).rstrip(": ")
    if difference.record in _ON_CLAIMS:
        said = _quote(project, difference)
        words = _(_ON_CLAIMS[difference.record]).format(number=number, said=said)
        return words.rstrip(": ")
    words = _(_OTHERWISE["new"]).format(name=record_name(project, key))
    return f"{words} {_quote(project, difference)}".strip()


def _verdict(value: object) -> dict[str, str]:
    given = value if isinstance(value, dict) else {}
    return {name: str(given.get(name, "")) for name in ("verdict", "denied_by")}


def _quote(project: Project, difference: Difference) -> str:
    """Return the words that a record stands for, in quotation marks; empty where it has none."""
    value, key = project.log.value, (difference.record, difference.id)
    if difference.record == "claim":
        claim = project.claim(project.joined_to(difference.id))
        return quoted(claim.words) if claim else ""
    if difference.record == "note":
        # of a private one only its writer is told, who has it already
        private = value(key, "private", default=False) is True
        return "" if private else quoted(str(value(key, "text", "")))
    if difference.record == "decision":
        return verdict_words(project, **_verdict(value(key, "verdict")))
    if difference.record in _WORDS_OF:
        return quoted(str(value(key, _WORDS_OF[difference.record], "")))
    if difference.record == "correction":
        return value_words(project, "over", value(key, "over"))
    place = value(key, "place")
    return passage_words(place) if isinstance(place, dict) else ""
