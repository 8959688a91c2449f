# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our own report as a workbook, in any of our languages: sheets of claims, verdicts, evidence and
notes, which belong together by the numbers of the claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sidelight.exchange.catalogue_words import in_all, stored_words
from sidelight.exchange.incoming import Incoming, Place, Step
from sidelight.exchange.table_marks import TableMarks
from sidelight.exchange.table_words import (
    Named,
    day_of,
    page_of,
    source_of,
    stance_word,
)
from sidelight.language import N_
from sidelight.model.vocabulary import DESCRIBED, SEVERITIES, VERDICTS, WORDS
from sidelight.reader.found_sheets import FoundSheet

_NUMBER = N_("#")
_SHEETS = {
    "claims": {
        "quote": N_("Claim"),
        "restatement": N_("Restatement"),
        "kind": N_("Kind"),
        "speaker": N_("Speaker"),
        "attribution": N_("Attributed through"),
        "said_on": N_("Said on"),
        "severity": N_("Severity"),
        "correction": N_("Proposed correction"),
        "tags": N_("Tags"),
    },
    "verdicts": {
        "reviewer": N_("Reviewer"),
        "verdict": N_("Verdict"),
        "denied_by": N_("Denied by"),
        "reason": N_("Reason"),
        "as_of": N_("As of"),
        "given_on": N_("Given on"),
    },
    "evidence": {
        "stance": N_("Stance"),
        "quote": N_("Quote"),
        "source": N_("Source"),
        "place": N_("Place"),
        "citation": N_("Citation"),
        "note": N_("Note"),
        "reviewer": N_("Reviewer"),
    },
    "notes": {
        "about": N_("Passage"),
        "reviewer": N_("Reviewer"),
        "text": N_("Note"),
        "date": N_("Date"),
        "settled": N_("Settled"),
    },
    "sources": {
        "title": N_("Title"),
        "citation": N_("Citation"),
        "address": N_("Address"),
        "sha256": N_("SHA-256"),
    },
}
"""The heads by which each sheet is known, by field."""
_KIND_WORDS = {
    "event": N_("event"),
    "number": N_("number"),
    "quotation": N_("quotation"),
    "cause": N_("cause"),
    "position": N_("position"),
}
_SUMMARY = {"title": N_("Article"), "sha256": N_("Version (SHA-256)")}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VALUES = ("restatement", "kind", "speaker", "attribution", "said_on", "severity", "correction")

Row = Mapping[str, str]


def own_sheets(sheets: Sequence[FoundSheet]) -> dict[str, FoundSheet]:
    """Return our sheets by what they hold; nothing where a workbook is none of ours."""
    found: dict[str, FoundSheet] = {}
    for sheet in sheets:
        head = set(sheet.rows[0]) if sheet.rows else set()
        for name, heads in _SHEETS.items():
            wanted = (_NUMBER, *heads.values())
            if name not in found and all(head & set(in_all(one)) for one in wanted):
                found[name] = sheet
                break
    sure = len(found) > 1 or _summary(sheets)["sha256"]
    return found if "claims" in found and sure else {}


def read_own(sheets: Sequence[FoundSheet], own: Mapping[str, FoundSheet], step: Step) -> Incoming:
    """Return what our sheets say; there are no columns to choose from."""
    marks = TableMarks()
    about = _summary(sheets)
    article = marks.article(about["title"], about["sha256"])
    claims: dict[str, str] = {}
    for row in _rows(own, "claims"):
        if row["quote"] or row["restatement"]:
            claims[row["#"]] = _claim(marks, article, row)
    step(0.4, "rows")
    for row in _rows(own, "verdicts"):
        if row["#"] in claims:
            _verdict(marks, claims[row["#"]], row)
    sources = {row["title"]: row for row in _rows(own, "sources")}
    step(0.6, "rows")
    for row in _rows(own, "evidence"):
        if row["#"] in claims:
            _evidence(marks, claims[row["#"]], row, sources)
    for row in _rows(own, "notes"):
        if row["#"] in claims and row["text"]:
            text = f"“{row['about']}”: {row['text']}" if row["about"] else row["text"]
            who = marks.author(row["reviewer"])
            marks.said("note", claims[row["#"]], by=(who, day_of(row["date"])), text=text)
    return marks.incoming()


def _summary(sheets: Sequence[FoundSheet]) -> dict[str, str]:
    """Return what the first sheet says of the article."""
    said = {row[0]: row[1] for sheet in sheets[:1] for row in sheet.rows if len(row) > 1}
    found = {
        name: next((said[words] for words in in_all(message) if words in said), "")
        for name, message in _SUMMARY.items()
    }
    found["sha256"] = found["sha256"] if _SHA256.fullmatch(found["sha256"]) else ""
    return found


def _places(sheet: FoundSheet, name: str) -> dict[str, int]:
    """Return which column of a sheet holds what."""
    head = list(sheet.rows[0])
    wanted = {"#": _NUMBER, **_SHEETS[name]}
    return {
        field: next(head.index(words) for words in in_all(message) if words in head)
        for field, message in wanted.items()
    }


def _rows(own: Mapping[str, FoundSheet], name: str) -> Iterator[Row]:
    sheet = own.get(name)
    if sheet is None:
        return
    places = _places(sheet, name)
    for row in sheet.rows[1:]:
        yield {field: row[at].strip() if at < len(row) else "" for field, at in places.items()}


def _claim(marks: TableMarks, article: str, row: Row) -> str:
    values = {name: row[name] for name in _VALUES}
    values["kind"] = _stored(_KIND_WORDS, row["kind"])
    values["severity"] = _stored({name: WORDS[name] for name in SEVERITIES}, row["severity"])
    number = re.match(r"\d{1,8}", row["#"])
    values["number"] = number[0] if number else ""
    tags = [tag for one in row["tags"].split(",") if (tag := one.strip())]
    return marks.claim(row["quote"], article, values=values, tags=tags)


def _stored(called: Mapping[str, str], said: str) -> str:
    return stored_words(called, called).get(said.casefold(), said)


def _verdict(marks: TableMarks, claim: str, row: Row) -> None:
    values = {name: row[name] for name in ("denied_by", "reason", "as_of")}
    # one that the project added is called as it is there, whatever it means elsewhere
    values["verdict"] = _stored({name: WORDS[name] for name in VERDICTS}, row["verdict"])
    if values["verdict"]:
        who = marks.author(row["reviewer"])
        marks.said("verdict", claim, by=(who, day_of(row["given_on"])), values=values)


def _evidence(marks: TableMarks, claim: str, row: Row, sources: Mapping[str, Row]) -> None:
    """Take evidence; what has no citation is no passage of a document."""
    who, stance = marks.author(row["reviewer"]), stance_word(row["stance"])
    if not row["citation"] and row["source"] not in sources:
        first, _comma, rest = row["source"].partition(", ")
        kind = stored_words(DESCRIBED, WORDS).get(first.casefold(), "")
        where = rest if kind else row["source"]
        values = {"stance": stance, "words": row["quote"], "kind": kind, "where": where}
        values["note"] = row["note"]
        marks.said("described", claim, by=(who, ""), text=row["quote"], values=values)
        return
    about = sources.get(row["source"], {})
    version = about.get("sha256", "")
    named = Named(row["source"], "", source_of(about.get("address", "")).url)
    source = marks.source(named, version if _SHA256.fullmatch(version) else "")
    page = 0 if row["place"].startswith(("§", "¶")) else page_of(row["place"])
    values = {"stance": stance, "note": row["note"]}
    place = Place(source, row["quote"], page=page)
    marks.said("evidence", claim, by=(who, ""), place=place, values=values)
