# SPDX-License-Identifier: AGPL-3.0-or-later
"""The projection: what the log of a project says, as plain rows for readers without Sidelight.

Pure: the rows follow from the project alone, whatever the order its changes came in.  Words in
them are the stored ones, in English, never translated.  docs/file-format.md describes every column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sidelight.model.authorship import imported
from sidelight.model.change import Change, utc_text
from sidelight.model.claim_parts import CLAIM_WORDS, PARTS
from sidelight.model.conflicts import Conflict, conflicts
from sidelight.model.fields import FIELDS
from sidelight.model.project import CITATION, Project
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Decision,
    Described,
    Document,
    Evidence,
    Note,
    Passage,
    Response,
    Verdict,
)
from sidelight.model.signing import sign_offs
from sidelight.model.standing import standing
from sidelight.store.report_row import report_row
from sidelight.store.rows import Row, Rows

IMPORTED = tuple(record for record, fields in FIELDS.items() if "imported" in fields)
"""Kinds of records that may come from another program."""

TABLES = (
    "project",
    "reviewer",
    "document",
    "layer",
    "claim",
    "passage",
    "verdict",
    "evidence",
    "described",
    "response",
    "decision",
    "note",
    "tagging",
    "tag",
    "exempt",
    "signoff",
    "second",
    "vocabulary",
    "imported",
    "conflict",
    "history",
    "claim_report",
)
OF_CLAIMS = PARTS
"""Tables whose rows belong to a claim and name it in their column ``claim``."""


def rows(project: Project) -> Rows:
    """Return all rows of all tables, each with its ``id``."""
    names = labels(project)
    found: Rows = {table: [] for table in TABLES}
    found["project"] = [project_row(project)]
    found["reviewer"] = reviewer_rows(project)
    found["document"] = [document_row(document, names) for document in project.documents()]
    titles = {str(row["id"]): str(row["title"]) for row in found["document"]}
    layers = sorted(id_ for _kind, id_ in project.log.keys("layer"))
    found["layer"] = [row for id_ in layers if (row := layer_row(project, id_))]
    for claim in project.claims():
        for table, its in claim_rows(claim, names, titles).items():
            found[table] += its
    found["note"] += document_note_rows(project, names)
    found["tag"] = tag_rows(project)
    found["vocabulary"] = vocabulary_rows(project)
    found["imported"] = imported_rows(project, names)
    found["exempt"] = exempt_rows(project, names)
    found["signoff"] = signoff_rows(project, names)
    found["conflict"] = conflict_rows(conflicts(project), names)
    ordered = sorted(project.log.changes.values(), key=lambda change: (change.clock, change.id))
    found["history"] = [history_row(change, names) for change in ordered]
    return found


def labels(project: Project) -> dict[str, str]:
    """Return what each reviewer is called, by id."""
    return {reviewer.id: reviewer.label for reviewer in project.reviewers()}


def project_row(project: Project) -> Row:
    """Return the one row of ``project``."""
    return {"id": "project", "title": project.title}


def reviewer_rows(project: Project) -> list[Row]:
    """Return the rows of ``reviewer``."""
    return [{"id": r.id, "name": r.name, "label": r.label} for r in project.reviewers()]


def tag_rows(project: Project) -> list[Row]:
    """Return the rows of ``tag``: the tags that have a colour of their own."""
    keys = sorted(project.log.keys("tag"))
    texts = [
        (key, {n: str(project.log.value(key, n, "")) for n in ("name", "colour")}) for key in keys
    ]
    return [{"id": key[1], **words} for key, words in texts if words["name"]]


def vocabulary_rows(project: Project) -> list[Row]:
    """Return the rows of ``vocabulary``: the verdicts that the project adds."""
    words = ("name", "key", "colour", "line", "sign")
    added = project.added_verdicts()
    return [{"id": one.word, **{word: getattr(one, word) for word in words}} for one in added]


def imported_rows(project: Project, names: Mapping[str, str]) -> list[Row]:
    """Return the rows of ``imported``: each record that was brought in from another program,
    whether it stands or not.
    """
    log = project.log
    keys = sorted(key for record in IMPORTED for key in log.keys(record))
    found = ((key, log.created[key], imported(log, key)) for key in keys)
    return [
        {
            "id": f"{record}.{id_}",
            "record": record,
            "record_id": id_,
            "author": names.get(one.by or made.reviewer, ""),
            "made_at": utc_text(one.at) if one.at else None,
            "file": one.file,
            "key": one.key,
            "imported_by": names.get(made.reviewer, ""),
            "imported_at": made.time,
        }
        for (record, id_), made, one in found
        if one
    ]


def document_note_rows(project: Project, names: Mapping[str, str]) -> list[Row]:
    """Return the rows of ``note`` that belong to no claim, of the documents that stand."""
    found = (one for document in project.documents() for one in project.notes(document.id))
    return [note_row(one, "", names) for one in found]


def exempt_rows(project: Project, names: Mapping[str, str]) -> list[Row]:
    """Return the rows of ``exempt``, of the documents that stand."""
    found = (one for document in project.documents() for one in project.exempt(document.id))
    return [
        {
            "id": one.id,
            **_stretch(one.passage, names),
            "reviewer": names.get(one.reviewer, ""),
            "made_at": utc_text(one.made_at) if one.made_at else None,
        }
        for one in found
    ]


def signoff_rows(project: Project, names: Mapping[str, str]) -> list[Row]:
    """Return the rows of ``signoff``: what stands, whatever was done since."""
    found = (one for document in project.documents() for one in sign_offs(project, document.id))
    return [
        {
            "id": one.id,
            "document": one.document,
            "reviewer": names.get(one.reviewer, ""),
            "note": one.note,
            "made_at": utc_text(one.made_at) if one.made_at else None,
        }
        for one in found
    ]


def document_row(document: Document, names: Mapping[str, str]) -> Row:
    """Return a row of ``document``."""
    words = (
        "id",
        "number",
        "label",
        "kind",
        "title",
        "name",
        "media_type",
        "size",
        "language",
        "layer",
        "continues",
    )
    row: Row = {word: getattr(document, word) for word in words}
    row["hidden"] = ", ".join(f"{start}-{end}" for start, end in document.hidden)
    row |= {name: document.citation.get(name, "") for name in CITATION}
    row["added_by"] = names.get(document.added_by, "")
    row["added_at"] = utc_text(document.added_at) if document.added_at else None
    return row


def layer_row(project: Project, id_: str) -> Row | None:
    """Return a row of ``layer``, None where the log does not say how the layer was made."""
    layer = project.layer(id_)
    if layer is None:
        return None
    words = (
        "document",
        "kind",
        "extractor",
        "version",
        "language",
        "text",
        "geometry",
        "rendition",
    )
    options = json.dumps(dict(layer.options), ensure_ascii=False, sort_keys=True)
    return {"id": id_, "options": options, **{word: getattr(layer, word) for word in words}}


def claim_rows(claim: Claim, names: Mapping[str, str], titles: Mapping[str, str]) -> Rows:
    """Return the rows of one claim in all tables that show it."""
    return {
        "claim": [_claim_row(claim, names)],
        "passage": [_passage_row(passage, claim.id, names) for passage in claim.passages],
        "verdict": [_verdict_row(verdict, names) for verdict in claim.verdicts],
        "evidence": [_evidence_row(evidence, names) for evidence in claim.evidence],
        "note": [note_row(note, claim.id, names) for note in claim.notes],
        "tagging": [
            {"id": f"{claim.id}.{name}", "claim": claim.id, "name": name} for name in claim.tags
        ],
        "response": [_own_row(response, _RESPONSE, names) for response in claim.responses],
        "described": [_own_row(described, _DESCRIBED, names) for described in claim.described],
        "decision": [_decision_row(claim.decision, names)] if claim.decision else [],
        "second": [
            {"id": f"{claim.id}.{one}", "claim": claim.id, "reviewer": names.get(one, "")}
            for one in claim.seconds
        ],
        "claim_report": [report_row(claim, names, titles)],
    }


def conflict_rows(found: Iterable[Conflict], names: Mapping[str, str]) -> list[Row]:
    """Return the rows of ``conflict``: one for each value that is to be chosen from."""
    return [
        {
            "id": f"{conflict.record}.{conflict.id}.{conflict.field}.{entry.change.id}",
            "claim": conflict.claim,
            "record": conflict.record,
            "record_id": conflict.id,
            "field": conflict.field,
            "value": _plain(entry.value),
            "reviewer": names.get(entry.change.reviewer, ""),
            "made_at": entry.change.time,
        }
        for conflict in found
        for entry in conflict.entries
    ]


def _plain(value: object) -> str:
    """Write a value of a field: a text as it is, all else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def history_row(change: Change, names: Mapping[str, str]) -> Row:
    """Return the row of ``history`` for one change."""
    set_ = [f"{setting.record}.{setting.field}" for setting in change.sets]
    return {
        "id": change.id,
        "time": change.time,
        "zone": change.zone,
        "reviewer": names.get(change.reviewer, ""),
        "label": change.label,
        "sets": ", ".join(
            f"{n} × {what}" if (n := set_.count(what)) > 1 else what for what in sorted({*set_})
        ),
        "installation": change.installation,
        "sequence": change.sequence,
        "clock": change.clock[0],
        "clock_count": change.clock[1],
        "step": change.group,
        "inverts": change.inverts,
    }


def _claim_row(claim: Claim, names: Mapping[str, str]) -> Row:
    words = ("id", "number", "label", "quote", "document", *CLAIM_WORDS)
    return {
        **{word: getattr(claim, word) for word in words},
        "assigned": names.get(claim.assigned, ""),
        "standing": standing(claim),
        "reviewer": names.get(claim.reviewer, ""),
        "made_at": utc_text(claim.made_at) if claim.made_at else None,
    }


def _passage_row(one: ClaimPassage, claim: str, names: Mapping[str, str]) -> Row:
    return {
        "id": one.id,
        "claim": claim,
        **_place(one.passage, names),
        "carried_from": one.carried_from,
        "score": one.score if one.carried_from else None,
        "confirmed": "yes" if one.confirmed else "",
    }


def note_row(note: Note, claim: str, names: Mapping[str, str]) -> Row:
    """Return a row of ``note``; ``claim`` is that which shows it, or ""."""
    words = ("id", "part", "answers", "text")
    where = _stretch(note.passage, names) if note.passage else dict.fromkeys(_STRETCH)
    return {
        **{word: getattr(note, word) for word in words},
        **where,
        "claim": claim,
        "document": note.document,
        "private": "yes" if note.private else "",
        "settled": "yes" if note.settled else "",
        "reviewer": names.get(note.reviewer, ""),
        "made_at": utc_text(note.made_at) if note.made_at else None,
    }


_STRETCH = ("layer", "ink_start", "ink_end", "page", "quote", "prefix", "suffix", "area")


def _stretch(passage: Passage, names: Mapping[str, str]) -> Row:
    """Return where a passage stands, without what was read or translated there."""
    return {n: v for n, v in _place(passage, names).items() if n in ("document", *_STRETCH)}


def _place(passage: Passage, names: Mapping[str, str]) -> Row:
    words = ("document", "layer", "quote", "prefix", "suffix")
    row: Row = {word: getattr(passage, word) for word in words}
    inked = passage.area is None
    return row | {
        "ink_start": passage.start if inked else None,
        "ink_end": passage.end if inked else None,
        "page": passage.page or None,
        "area": ", ".join(f"{side:.2f}" for side in passage.area or ()),
        "transcribed_by": names.get(passage.transcribed_by, ""),
        "translation": passage.translation,
        "translated_by": names.get(passage.translated_by, ""),
    }


_RESPONSE = ("id", "claim", "party", "answer", "when", "where")
_DESCRIBED = ("id", "claim", "stance", "kind", "words", "who", "when", "where", "order", "note")


def _own_row(one: Response | Described, words: Iterable[str], names: Mapping[str, str]) -> Row:
    """Return a row that is a record's own words, with who made it."""
    return {
        **{word: getattr(one, word) for word in words},
        "reviewer": names.get(one.reviewer, ""),
        "made_at": utc_text(one.made_at) if one.made_at else None,
    }


def _decision_row(decision: Decision, names: Mapping[str, str]) -> Row:
    words = ("id", "claim", "verdict", "denied_by", "reason")
    return {
        **{word: getattr(decision, word) for word in words},
        "outdated": "yes" if decision.outdated else "",
        "reviewer": names.get(decision.reviewer, ""),
        "made_at": utc_text(decision.made_at) if decision.made_at else None,
    }


def _verdict_row(verdict: Verdict, names: Mapping[str, str]) -> Row:
    words = ("id", "claim", "verdict", "denied_by", "reason", "as_of", "seen")
    return {
        **{word: getattr(verdict, word) for word in words},
        "reviewer": names.get(verdict.reviewer, ""),
        "made_at": utc_text(verdict.made_at) if verdict.made_at else None,
    }


_EVIDENCE = ("id", "claim", "stance", "note", "match", "level", "translator", "order")


def _evidence_row(evidence: Evidence, names: Mapping[str, str]) -> Row:
    return {
        **{word: getattr(evidence, word) for word in _EVIDENCE},
        **_place(evidence.passage, names),
        "reviewer": names.get(evidence.reviewer, ""),
        "made_at": utc_text(evidence.made_at) if evidence.made_at else None,
    }
