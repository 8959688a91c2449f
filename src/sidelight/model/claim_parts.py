# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the parts of a claim out of the log: what each record holds now, and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from sidelight.model.authorship import author, giver, imported, origin
from sidelight.model.change import Change
from sidelight.model.draft_chain import drafts_before, lineage
from sidelight.model.imported import verdict_parts
from sidelight.model.log import Key, Log, settings_of
from sidelight.model.original import latest_original
from sidelight.model.project_records import Exempt
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Decision,
    Described,
    Evidence,
    Note,
    Passage,
    Response,
    Verdict,
)

_Part = TypeVar("_Part")
Shown: TypeAlias = Mapping[str, Any]
"""What the fields of a record show (`Log.shown`)."""

CLAIM_WORDS = (
    "restatement",
    "kind",
    "speaker",
    "attribution",
    "said_on",
    "severity",
    "correction",
    "assigned",
)
"""Fields of a claim's own record that are words."""

PARTS = (
    "passage",
    "verdict",
    "evidence",
    "note",
    "tagging",
    "response",
    "described",
    "decision",
    "second",
)
"""Kinds of records that belong to a claim and name it in their field ``claim``."""


def _passage(log: Log, key: Key, shown: Shown) -> ClaimPassage:
    # who carried words over did not mark them
    marked = ("passage", lineage(log, key[1])[-1])
    by = author(log, marked if marked in log.created else key)[0]
    carried = shown.get("carried") or {}
    return ClaimPassage(
        id=key[1],
        claim=str(shown.get("claim")),
        passage=_place(log, key, shown),
        reviewer=by,
        carried_from=str(carried.get("from", "")),
        score=int(carried.get("score", 0)),
        confirmed=shown.get("confirmed") is True,
    )


def _place(log: Log, key: Key, shown: Shown) -> Passage:
    """Return where a passage stands; an area with what was read there and who says so."""
    passage = Passage.from_json(shown["place"])
    if passage.area is None:
        return passage
    transcription, translation = (
        str(shown.get(name, "")) for name in ("transcription", "translation")
    )
    return replace(
        passage,
        quote=transcription,
        transcribed_by=_writer(log, key, "transcription", transcription),
        translation=translation,
        translated_by=_writer(log, key, "translation", translation),
    )


def _writer(log: Log, key: Key, field: str, text: str) -> str:
    """Return who wrote what a field holds: not who brought it back by an undo, nor who carried it
    over to a new draft; "" for nothing.
    """
    before = lineage(log, key[1])[1:] if key[0] == "passage" else []
    for one in (*(("passage", id_) for id_ in reversed(before)), key):
        wrote = [
            change
            for change in log.history.get(one, ())
            if text and not change.inverts
            if any((s.field, s.value) == (field, text) for s in settings_of(change, one))
        ]
        if wrote:
            return max(wrote, key=lambda change: (change.clock, change.id)).reviewer
    return ""


def reading_order(part: ClaimPassage) -> tuple[bool, int, int, str]:
    """Order the passages of a claim in a document: words as they follow each other, then areas by
    page.
    """
    place = part.passage
    return place.area is not None, place.start, place.page if place.area else 0, part.id


def _newest_first(log: Log, part: ClaimPassage) -> tuple[int, str, tuple[bool, int, int, str]]:
    """Order the passages of a claim by drafts, the newest first, in each as they are read."""
    document = part.passage.document
    before = len(drafts_before(log, document))
    # of two drafts that continue the same one, one stands before the other
    return -before, document if before else "", reading_order(part)


def _verdict(log: Log, key: Key, shown: Shown) -> Verdict:
    given = shown.get("verdict") or {}
    claim, reviewer = verdict_parts(key[1])
    entry = latest_original(log, key, "verdict")
    made_at = giver(log, key, entry)[1] if entry else author(log, key)[1]
    return Verdict(
        id=key[1],
        claim=claim,
        reviewer=reviewer,
        verdict=str(given.get("verdict", "")),
        denied_by=str(given.get("denied_by", "")),
        made_at=made_at,
        imported=imported(log, key),
        **_texts(shown, "reason", "as_of", "seen"),
    )


def one_each(verdicts: list[Verdict], claim: str) -> list[Verdict]:
    """Keep one verdict for each reviewer: of joined claims the one given on ``claim`` itself, else
    the latest.
    """
    best: dict[str, Verdict] = {}
    if len(verdicts) < 2:
        return verdicts
    for verdict in sorted(
        verdicts, key=lambda v: (bool(v.verdict), v.claim == claim, v.made_at, v.id)
    ):
        best[verdict.reviewer] = verdict
    return list(best.values())


def _evidence(log: Log, key: Key, shown: Shown) -> Evidence:
    by, made_at, told = origin(log, key)
    return Evidence(
        id=key[1],
        passage=_place(log, key, shown),
        stance=str(shown.get("stance", "supports")),
        reviewer=by,
        made_at=made_at,
        order=int(shown.get("order", 0)),
        imported=told,
        **_texts(shown, "claim", "note", "match", "level", "translator"),
    )


def read_exempt(log: Log, key: Key) -> Exempt:
    """Return a passage that was said to hold nothing to check."""
    made = log.created[key]
    return Exempt(key[1], _place(log, key, log.shown(key)), made.reviewer, made.made_at)


def _texts(shown: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: str(shown.get(name, "")) for name in names}


def _described(log: Log, key: Key, shown: Shown) -> Described:
    by, made_at = author(log, key)
    return Described(
        id=key[1],
        stance=str(shown.get("stance", "supports")),
        order=int(shown.get("order", 0)),
        reviewer=by,
        made_at=made_at,
        **_texts(shown, "claim", "kind", "words", "who", "when", "where", "note"),
    )


def _response(log: Log, key: Key, shown: Shown) -> Response:
    by, made_at = author(log, key)
    words = _texts(shown, "claim", "party", "answer", "when", "where")
    return Response(id=key[1], reviewer=by, made_at=made_at, **words)


def _tagging(_log: Log, _key: Key, shown: Shown) -> str:
    """Return the tag's name, or "" where it was taken off."""
    return str(shown.get("name", "")) if shown.get("on") is True else ""


def _decision(log: Log, key: Key, shown: Shown) -> Decision:
    """Return a decision; whether it is outdated is for who knows the claim's verdicts."""
    entry = latest_original(log, key, "verdict") or log.entries(key, "verdict")[-1]
    by, made_at = giver(log, key, entry)
    return Decision(
        id=key[1],
        claim=str(shown.get("claim")),
        verdict=str(entry.value["verdict"]),
        denied_by=str(entry.value["denied_by"]),
        reason=str(shown.get("reason", "")),
        reviewer=by,
        made_at=made_at,
    )


def decided(log: Log, decisions: list[Decision], verdicts: list[Verdict]) -> Decision | None:
    """Return the latest of a claim's decisions, told whether its verdicts went on since; None where
    it was taken back.
    """
    latest = max(decisions, key=lambda d: (d.made_at, d.id), default=None)
    if latest is None or not latest.verdict:
        return None
    by = latest_original(log, ("decision", latest.id), "verdict")
    outdated = by is not None and any(_went_on(log, by.change, v) for v in verdicts)
    return replace(latest, outdated=outdated)


def _went_on(log: Log, decision: Change, verdict: Verdict) -> bool:
    """Tell whether a verdict is another than the one that a decision had seen."""
    key = ("verdict", verdict.id)
    entry = latest_original(log, key, "verdict")
    if entry is not None:
        return not log.has_seen(decision, entry.change)
    seen = log.value_before(decision, key, "verdict")
    return bool(seen and seen["verdict"])


def _second(_log: Log, _key: Key, shown: Shown) -> str:
    """Return who is to judge blind, or "" where that was taken back."""
    return str(shown.get("reviewer", "")) if shown.get("blind") is True else ""


def read_note(log: Log, key: Key) -> Note:
    """Return a note, whatever it is on."""
    return _note(log, key, log.shown(key))


def _note(log: Log, key: Key, shown: Shown) -> Note:
    by, made_at, told = origin(log, key)
    return Note(
        id=key[1],
        reviewer=by,
        made_at=made_at,
        passage=_place(log, key, shown) if shown.get("place") else None,
        private=is_private(log, key),
        settled=shown.get("settled") is True,
        imported=told,
        **_texts(shown, "claim", "text", "part", "document", "answers"),
    )


_BUILD: dict[str, Callable[[Log, Key, Shown], Any]] = {
    "passage": _passage,
    "verdict": _verdict,
    "evidence": _evidence,
    "note": _note,
    "tagging": _tagging,
    "response": _response,
    "described": _described,
    "decision": _decision,
    "second": _second,
}
"""What reads a record of each kind, by the kind, of which what it shows is known."""


def is_private(log: Log, key: Key) -> bool:
    """Tell whether a record is a private note, or a note that answers one: nobody but its writer
    is to learn that it exists.
    """
    passed: set[Key] = set()
    while key[0] == "note" and key not in passed:
        if log.value(key, "private", default=False) is True:
            return True
        passed.add(key)
        key = ("note", str(log.value(key, "answers", "")))
    return False


def is_hidden(log: Log, key: Key, reviewer: str) -> bool:
    """Tell whether a record is a private note of somebody but ``reviewer``."""
    if not is_private(log, key):
        return False
    made = log.created.get(key)
    return made is None or made.reviewer != reviewer


def shows_to(log: Log, change: Change, reviewer: str) -> bool:
    """Tell whether a change did anything but to private notes of others: of those, nobody but
    their writer is told.
    """
    keys = {(s.record, s.id) for s in change.sets if s.record != "reviewer"}
    return not keys or not all(is_hidden(log, key, reviewer) for key in keys)


def _built(
    log: Log, children: Mapping[Key, Shown], as_read: Callable[[Passage], Passage]
) -> dict[str, list[Any]]:
    parts: dict[str, list[Any]] = {name: [] for name in PARTS}
    for child, shown in children.items():
        part = _BUILD[child[0]](log, child, shown)
        if isinstance(part, ClaimPassage | Evidence):
            read = as_read(part.passage)
            part = part if read is part.passage else replace(part, passage=read)
        parts[child[0]].append(part)
    return parts


def _in_order(parts: list[_Part], key: Callable[[_Part], Any]) -> tuple[_Part, ...]:
    return tuple(sorted(parts, key=key) if len(parts) > 1 else parts)


def _by_time(part: Verdict | Note | Response) -> tuple[datetime | None, str]:
    return part.made_at, part.id


def read_claim(
    log: Log,
    id_: str,
    label: str,
    joined: Collection[str],
    children: Mapping[Key, Shown],
    as_read: Callable[[Passage], Passage],
) -> Claim:
    """Return a claim as the log leaves it, made of its own record and of its ``children``, which
    are those of all claims that were ``joined`` to it; ``as_read`` gives a passage as corrected.
    """
    parts = _built(log, children, as_read)
    decision = decided(log, parts["decision"], parts["verdict"])
    parts["verdict"] = one_each([v for v in parts["verdict"] if v.claim in joined], id_)
    if len(joined) > 1:
        parts = {
            name: [one if isinstance(one, str) else replace(one, claim=id_) for one in some]
            for name, some in parts.items()
        }
    key = ("claim", id_)
    shown = log.shown(key)
    by, made_at, told = origin(log, key)
    return Claim(
        id=id_,
        number=int(shown.get("number", 0)),
        label=label,
        passages=_in_order(parts["passage"], lambda p: _newest_first(log, p)),
        verdicts=_in_order(parts["verdict"], _by_time),
        evidence=_in_order(parts["evidence"], lambda e: (e.order, e.made_at, e.id)),
        notes=_in_order(parts["note"], _by_time),
        reviewer=by,
        made_at=made_at,
        tags=tuple(sorted({t for t in parts["tagging"] if t}, key=lambda t: (t.casefold(), t))),
        responses=_in_order(parts["response"], _by_time),
        described=_in_order(parts["described"], lambda d: (d.order, d.made_at, d.id)),
        decision=decision and replace(decision, claim=id_),
        seconds=tuple(sorted({one for one in parts["second"] if one})),
        imported=told,
        **_texts(shown, *CLAIM_WORDS),
    )
