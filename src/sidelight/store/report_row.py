# SPDX-License-Identifier: AGPL-3.0-or-later
"""A row of ``claim_report``: all that is said of a claim, for who reads the file without Sidelight.

Its words are the stored ones, in English, never translated; what can be several holds a line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sidelight.model.records import Claim, Decision, Described, Evidence, Passage, Response
from sidelight.model.standing import given, standing
from sidelight.store.rows import Row

_ORIGINS = {"recognised": "recognised text", "corrected": "recognised text, corrected"}


def report_row(claim: Claim, names: Mapping[str, str], titles: Mapping[str, str]) -> Row:
    """Return the row of ``claim_report`` for one claim."""
    verdicts = given(claim)
    first = claim.passages[0].passage if claim.passages else None

    def lines(name: str) -> str:
        said = ((names.get(v.reviewer, ""), str(getattr(v, name))) for v in verdicts)
        return _lines(f"{who}: {words}" for who, words in said if words)

    return {
        "id": claim.id,
        "number": claim.number,
        "label": claim.label,
        "claim": _said(first) if first else claim.quote,
        "article": titles.get(claim.document, ""),
        "page": (first.page or None) if first else None,
        **{
            word: getattr(claim, word)
            for word in ("restatement", "speaker", "severity", "correction")
        },
        "tags": _lines(claim.tags),
        "decision": _decided(claim.decision, names) if claim.decision else "",
        "responses": _lines(map(_answered, claim.responses)),
        "standing": standing(claim),
        "verdicts": lines("verdict"),
        "denied_by": lines("denied_by"),
        "reasons": lines("reason"),
        "evidence": _lines(
            [
                *(_cited(evidence, titles) for evidence in claim.evidence),
                *map(_told, claim.described),
            ]
        ),
        "notes": _lines(
            f"{names.get(note.reviewer, '')}: {note.text}"
            for note in claim.notes
            if not note.private
        ),
    }


def _cited(evidence: Evidence, titles: Mapping[str, str]) -> str:
    """Write evidence on one line: stance, quote, source with page, note."""
    passage = evidence.passage
    page = f", p. {passage.page}" if passage.page else ""
    page += f", {_ORIGINS[passage.origin]}" if passage.origin in _ORIGINS else ""
    note = f": {evidence.note}" if evidence.note else ""
    where = f"({titles.get(passage.document, '')}{page})"
    translation = f" [“{passage.translation}”]" if passage.translation else ""
    return f"{evidence.stance}: “{_said(passage)}”{translation} {where}{note}"


def _decided(decision: Decision, names: Mapping[str, str]) -> str:
    by = f" by {decision.denied_by}" if decision.denied_by else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{names.get(decision.reviewer, '')}: {decision.verdict}{by}{reason}"


def _answered(response: Response) -> str:
    told = ", ".join(filter(None, (response.when, response.where)))
    return f"{response.party}: {response.answer or 'asked'}{f' ({told})' if told else ''}"


def _told(described: Described) -> str:
    """Write evidence that is no passage as `_cited` does: stance, words, what it was, note."""
    where = ", ".join(
        filter(None, (described.kind, described.who, described.when, described.where))
    )
    note = f": {described.note}" if described.note else ""
    return f"{described.stance}: {described.words}{f' ({where})' if where else ''}{note}"


def _said(passage: Passage) -> str:
    """Return the words of a passage; an area that nobody has transcribed is called what it is."""
    return passage.quote if passage.quote or passage.area is None else "[picture]"


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)
