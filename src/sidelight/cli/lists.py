# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands that list: documents, reviewers, claims, hits, history."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from sidelight.cli.printing import as_json, say, table
from sidelight.cli.records import record_json
from sidelight.errors import Refused
from sidelight.language import _, local_minute, pgettext
from sidelight.model.claim_filter import parse
from sidelight.model.matching import match_of
from sidelight.model.records import Claim, Document, Evidence, Note, Passage
from sidelight.model.standing import standing
from sidelight.model.vocabulary import WORDS
from sidelight.report.source_line import source_line
from sidelight.session.claim_lines import Line, called
from sidelight.session.claim_list import COLUMNS, Group, Look, columns_called, listed
from sidelight.session.session import Session
from sidelight.text.quotes import shorten

_QUOTE = 72
_COLUMNS = ("number", "verdict", "evidence", "claim")


def docs(session: Session, asked: argparse.Namespace) -> None:
    """List the documents."""
    documents = session.project.documents()
    if asked.json:
        as_json([document_json(session, document) for document in documents])
        return
    rows = [
        {
            "number": d.label,
            "kind": called(d.kind),
            "language": d.language,
            "pages": _("left out") if session.left_out(d) else str(len(session.pages(d))),
            "title": d.title,
        }
        for d in documents
    ]
    heads = {"number": "#", "kind": _("Kind"), "language": _("Language"), "pages": _("Pages")}
    table(rows, {**heads, "title": _("Title")})


def document_json(session: Session, document: Document) -> dict[str, Any]:
    """Return a document as JSON; keys are stable."""
    there = not session.left_out(document)
    return {
        "number": document.number,
        "label": document.label,
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "name": document.name,
        "media_type": document.media_type,
        "size": document.size,
        "language": document.language,
        "pages": len(session.pages(document)) if there else None,
        "left_out": not there,
        "citation": source_line(document),
        "fields": dict(document.citation),
        "furniture": [
            {"reason": f.reason, "quote": session.layer(document).text.slice(f.start, f.end)}
            for f in (session.layer(document).furniture if there else ())
        ],
    }


def reviewers(session: Session, asked: argparse.Namespace) -> None:
    """List the reviewers with how many verdicts each has given."""
    given = [v.reviewer for c in session.claims() for v in c.verdicts if v.verdict]
    people = session.project.reviewers()
    if asked.json:
        as_json(
            [
                {
                    "id": p.id,
                    "name": p.name,
                    "label": p.label,
                    "verdicts": given.count(p.id),
                    "me": p.id == session.me,
                }
                for p in people
            ]
        )
        return
    rows = [{"name": p.label, "verdicts": str(given.count(p.id))} for p in people]
    table(rows, {"verdicts": _("Verdicts"), "name": _("Name")})


def claims(session: Session, asked: argparse.Namespace) -> None:
    """List the claims: filtered, sorted, grouped."""
    named = session.claims_called(asked.claim) if asked.claim else None
    found = session.claims() if named is None else map(session.sight, named)
    claims = {claim.id: claim for claim in found}
    places = {e.id: session.place(e.passage) for c in claims.values() for e in c.evidence}
    lines = session.lines(tuple(claims.values()), places)
    columns = columns_called(asked.columns or _COLUMNS)
    look = Look(columns, asked.sort, asked.reverse, asked.group)
    wanted = parse(asked.filter, session.vocabulary(lines))
    groups = listed(lines, look, wanted, _shown(session, asked.verdict, lines))
    if asked.json:
        as_json(
            _groups_json(session, claims, groups)
            if look.group
            else [claim_json(session, claims[line.id]) for group in groups for line in group.lines]
        )
        return
    for at, group in enumerate(groups):
        if look.group:
            say(("\n" if at else "") + f"{group.name} ({len(group.lines)})")
        rows = [{name: _cell(line, name) for name in columns} for line in group.lines]
        table(rows, {name: _(COLUMNS[name].title) for name in columns})


def _shown(session: Session, typed: str, lines: Sequence[Line]) -> str:
    """Return the word of what claims are to show, as it was typed; Refused where it is none."""
    word = session.verdicts.stored(typed)
    known = dict.fromkeys((*session.verdicts.paints, *(line.word for line in lines)))
    if word and word not in known:
        raise Refused("verdict.unknown", name=typed, known=", ".join(known))
    return word


def _cell(line: Line, column: str) -> str:
    if column == "evidence":
        return str(len(line.links))
    return shorten(COLUMNS[column].text(line), _QUOTE)


def _groups_json(
    session: Session, claims: Mapping[str, Claim], groups: Sequence[Group]
) -> list[dict[str, Any]]:
    return [
        {
            "group": group.stored,
            "name": group.name,
            "count": len(group.lines),
            "claims": [claim_json(session, claims[line.id]) for line in group.lines],
        }
        for group in groups
    ]


def claim_json(session: Session, claim: Claim) -> dict[str, Any]:
    """Return a claim as JSON; keys are stable, words as stored."""
    people = {reviewer.id: reviewer.label for reviewer in session.project.reviewers()}
    places = [p.passage for p in claim.passages]
    return {
        "number": claim.number,
        "label": claim.label,
        "id": claim.id,
        "quote": claim.quote,
        "kind": claim.kind,
        "document": claim.document,
        "places": [session.place(passage) for passage in places],
        "areas": [found for p in claim.passages if (found := _area_json(people, p.passage))],
        "passages": [{"id": p.id, "quote": p.passage.quote} for p in claim.passages],
        "origins": [passage.origin for passage in places],
        "standing": standing(claim),
        "verdicts": {
            people[v.reviewer]: {
                "verdict": v.verdict or "unchecked",
                "denied_by": v.denied_by,
                "reason": v.reason,
                "as_of": v.as_of,
                "given": v.seen,
            }
            for v in claim.verdicts
        },
        "evidence": [_evidence_json(session, people, claim, e) for e in claim.evidence],
        "notes": [_note_json(people, note) for note in claim.seen_by(session.me).notes],
        "blind": [people.get(one, one) for one in claim.seconds],
        "veiled": claim.veiled,
        **record_json(people, claim),
    }


def _evidence_json(
    session: Session, people: Mapping[str, str], claim: Claim, one: Evidence
) -> dict[str, Any]:
    return {
        "id": one.id,
        "stance": one.stance,
        "quote": one.passage.quote,
        "document": one.passage.document,
        "place": session.place(one.passage),
        "origin": one.passage.origin,
        "match": match_of(claim, one),
        "level": one.level,
        "translator": one.translator,
        "note": one.note,
        "by": people[one.reviewer],
        "area": _area_json(people, one.passage),
    }


def _note_json(people: Mapping[str, str], note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "text": note.text,
        "by": people[note.reviewer],
        "private": note.private,
        "part": note.part,
        "answers": note.answers,
        "settled": note.settled,
    }


def _area_json(people: Mapping[str, str], passage: Passage) -> dict[str, Any] | None:
    """Return a rectangle of a page as JSON, None for words; lengths in points."""
    if passage.area is None:
        return None
    return {
        "page": passage.page,
        "edges": list(passage.area),
        "transcription": passage.quote,
        "transcribed_by": people.get(passage.transcribed_by, ""),
        "translation": passage.translation,
        "translated_by": people.get(passage.translated_by, ""),
    }


def search(session: Session, asked: argparse.Namespace) -> None:
    """List the places where the words stand."""
    hits = session.search(" ".join(asked.words))
    numbers = {document.id: document.label for document in session.project.documents()}
    if asked.json:
        names = ("kind", "document", "claim", "start", "end", "page", "excerpt", "title", "origin")
        as_json([{name: getattr(hit, name) for name in names} for hit in hits])
        return
    rows = [
        {
            "where": _("claim {number}").format(number=hit.title)
            if hit.claim
            else _("document {number}").format(number=numbers[hit.document]),
            "page": ", ".join([str(hit.page), *([_(WORDS[hit.origin])] if hit.origin else [])]),
            "excerpt": hit.excerpt,
        }
        for hit in hits
    ]
    table(rows, {"where": _("Where"), "page": pgettext("column", "Page"), "excerpt": _("Words")})


def history(session: Session, asked: argparse.Namespace) -> None:
    """List what was done, oldest first."""
    lines = session.history(session.claim_called(asked.claim).id if asked.claim else "")
    if asked.json:
        names = ("change", "time", "reviewer", "label", "act", "claim", "detail", "inverts")
        as_json([{name: getattr(line, name) for name in names} for line in lines])
        return
    rows = [
        {
            "time": local_minute(line.time),
            "who": line.reviewer,
            "claim": line.claim,
            "act": " ".join((line.act, line.detail)).strip(),
        }
        for line in lines
    ]
    table(rows, {"time": _("When"), "who": _("Who"), "claim": _("Claim"), "act": _("What")})
