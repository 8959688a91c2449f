# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a table: CSV (RFC 4180) in UTF-8 with a byte-order mark, which spreadsheets look
for.

One row for each claim and reviewer's verdict, one for a claim without; rows stand in the order of
the article.  `COLUMNS` is fixed: columns are only ever added at the end, and their names and the
stored words in them (verified, supports …) are not translated, so that a program can read them.

A cell that a spreadsheet could take for a formula begins with an apostrophe (OWASP, "CSV
Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sidelight.report.data import Report
from sidelight.report.parts import (
    GivenVerdict,
    Line,
    PartyResponse,
    QuotedEvidence,
    ReadArea,
    ToldEvidence,
    WrittenNote,
)
from sidelight.report.sheet import Sheet
from sidelight.report.words import day, quoted

COLUMNS = (
    "claim",  # label: the number, with letters where two claims share it
    "quote",
    "restatement",
    "kind",
    "place",  # in the article
    "standing",  # unchecked, checked once, agreed, split
    "shown_as",  # the verdict all share, else split or unchecked
    "reviewer",
    "verdict",
    "denied_by",  # empty unless a party denies; a denial is else by the evidence
    "reason",
    "as_of",
    "given_on",  # ISO date, UTC
    "evidence",  # a line for each: stance: "quote" (source number, title, place) [who read it] note
    "notes",  # a line for each: reviewer (on "quote"): text, ↳ before an answer
    "claim_id",
    "article_sha256",
    "transcribed_by",  # of a claim that is an area of a page: who read the quote there
    "translation",
    "decision",  # empty without one
    "decided_by",
    "decision_reason",
    "decision_outdated",  # yes where verdicts went on since
    "speaker",
    "attribution",
    "said_on",
    "severity",  # minor, serious, grave
    "correction",
    "assigned",
    "tags",
    "responses",  # a line for each: party: answer (when, where)
    "described_evidence",  # a line for each: stance: words (kind, who, when, where) note
    "given",  # first, seen, not shown, blind copy: what the reviewer saw of other verdicts
    "document_notes",  # on the article and on the claim's sources, as notes, [number] before them
)

_WIDTH, _WIDTHS = 14, {"claim": 6, "quote": 40, "reason": 40, "evidence": 40}
"""How wide columns are where they are looked at, in digits."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write(report: Report) -> bytes:
    """Return the table as the bytes of a file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(report))
    return stream.getvalue().encode("utf-8-sig")


def sheet(report: Report) -> Sheet:
    """Return the same rows to be looked at."""
    return Sheet("", [(column, _WIDTHS.get(column, _WIDTH)) for column in COLUMNS], _rows(report))


def _rows(report: Report) -> Iterator[list[str]]:
    for line in report.lines:
        for verdict in line.verdicts or (None,):
            row = _row(line, verdict, report)
            yield [defused(row[column]) for column in COLUMNS]


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    bare = cell.lstrip()
    return f"'{cell}" if cell[:1] in _FORMULA or bare[:1] in _FORMULA else cell


def _row(line: Line, verdict: GivenVerdict | None, report: Report) -> dict[str, str]:
    return {
        "claim": line.label,
        "quote": line.quote,
        "restatement": line.restatement,
        "kind": line.kind,
        "place": line.place,
        "standing": line.standing,
        "shown_as": line.paint,
        "reviewer": verdict.reviewer if verdict else "",
        "verdict": verdict.verdict if verdict else "",
        "denied_by": verdict.denied_by if verdict else "",
        "reason": verdict.reason if verdict else "",
        "as_of": verdict.as_of if verdict else "",
        "given_on": day(verdict.made_at) if verdict else "",
        "evidence": "\n".join(_evidence(line.evidence)),
        "notes": "\n".join(said for note in line.notes for said in _note(note)),
        "claim_id": line.id,
        "article_sha256": report.article.version,
        "transcribed_by": ", ".join(a.transcribed_by for a in line.areas if a.transcribed_by),
        "translation": "\n".join(_flat(a.translation) for a in line.areas if a.translation),
        **_record(line),
        "given": verdict.seen if verdict else "",
        "document_notes": "\n".join(_on_documents(line, report)),
    }


def _record(line: Line) -> dict[str, str]:
    made = line.decision.verdict if line.decision else None
    facts = dict(line.facts)
    names = ("speaker", "attribution", "said_on", "severity", "correction", "assigned", "tags")
    return {
        "decision": made.verdict if made else "",
        "decided_by": made.reviewer if made else "",
        "decision_reason": made.reason if made else "",
        "decision_outdated": "yes" if line.decision and line.decision.outdated else "",
        **{name: facts.get(name, "") for name in names},
        "responses": "\n".join(_response(response) for response in line.responses),
        "described_evidence": "\n".join(_told(evidence) for evidence in line.told),
    }


def _response(response: PartyResponse) -> str:
    where = f" ({response.where})" if response.where else ""
    return f"{response.party}: {response.answer or 'asked'}{where}"


def _told(evidence: ToldEvidence) -> str:
    where = ", ".join(part for part in (evidence.kind, evidence.where) if part)
    note = f" {_flat(evidence.note)}" if evidence.note else ""
    return f"{evidence.stance}: {_flat(evidence.words)}{f' ({where})' if where else ''}{note}"


def _evidence(evidence: tuple[QuotedEvidence, ...]) -> Iterator[str]:
    for item in evidence:
        where = ", ".join(part for part in (item.source, item.title, item.place) if part)
        note = f" {_flat(item.note)}" if item.note else ""
        quote = quoted(item.quote, unread=bool(item.area and not item.area.transcribed_by))
        yield f"{item.stance}: {quote} ({where}){_read(item.area) if item.area else ''}{note}"


def _read(area: ReadArea) -> str:
    parts = [f"transcribed by {area.transcribed_by}"] if area.transcribed_by else []
    if area.translation:
        parts.append(f"translated by {area.translated_by}: “{_flat(area.translation)}”")
    return f" [{'; '.join(parts)}]" if parts else ""


def _note(note: WrittenNote) -> Iterator[str]:
    about = f" (on “{note.about}”)" if note.about else ""
    yield f"{note.reviewer}{about}: {_flat(note.text)}"
    yield from (f"↳ {reply.reviewer}: {_flat(reply.text)}" for reply in note.replies)


def _on_documents(line: Line, report: Report) -> Iterator[str]:
    used = {item.source for item in line.evidence}
    noted = [("article", report.notes)]
    noted += [(one.label, one.notes) for one in report.sources if one.label in used]
    for label, notes in noted:
        yield from (f"[{label}] {said}" for note in notes for said in _note(note))


def _flat(text: str) -> str:
    return " ".join(text.split())
