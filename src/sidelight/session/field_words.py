# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records, fields and their values in the words that people read, without what is stored."""

from __future__ import annotations

from typing import Any

from sidelight.language import N_, _
from sidelight.model.imported import verdict_parts
from sidelight.model.log import Key
from sidelight.model.project import Project
from sidelight.model.records import Passage
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable, shorten

_SHORT = 80
_NAMING = {"joined": "claim", "continues": "document", "answers": "note"}
_WORDED = {"stance", "kind", "severity", "answer", "match", "level", "line"}

FIELDS = {
    "title": N_("Title"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "author": N_("Author"),
    "recipient": N_("Recipient"),
    "issued": N_("Date"),
    "archive": N_("Archive"),
    "archive_place": N_("Town of the archive"),
    "archive_location": N_("Place in the archive"),
    "genre": N_("Genre"),
    "type": N_("Type"),
    "container_title": N_("Published in"),
    "URL": N_("Address"),
    "accessed": N_("Read on"),
    "hidden": N_("Hidden page furniture"),
    "restatement": N_("Restatement"),
    "joined": N_("Joined to"),
    "verdict": N_("Verdict"),
    "reason": N_("Reason"),
    "as_of": N_("As of"),
    "stance": N_("Stance"),
    "note": N_("Note"),
    "text": N_("Words"),
    "private": N_("Private"),
    "place": N_("Passage"),
    "transcription": N_("Transcription"),
    "translation": N_("Translation"),
    "over": N_("Correction"),
    "deleted": N_("Removed"),
    "fond": N_("Fond"),
    "opis": N_("Opis"),
    "delo": N_("Delo"),
    "folios": N_("Leaves"),
    "translator": N_("Translator"),
    "original_date": N_("Date of the original"),
    "level": N_("Primary or secondary"),
    "speaker": N_("Speaker"),
    "attribution": N_("Attributed through"),
    "said_on": N_("Said on"),
    "severity": N_("Severity"),
    "correction": N_("Proposed correction"),
    "assigned": N_("Assigned to"),
    "colour": N_("Colour"),
    "on": N_("Set"),
    "party": N_("Party"),
    "answer": N_("Answer"),
    "when": N_("When"),
    "where": N_("Where"),
    "who": N_("Who"),
    "words": N_("What was learnt"),
    "match": N_("How the words stand there"),
    "order": N_("Order"),
    "signed": N_("Signed off"),
    "document": N_("Document"),
    "continues": N_("New draft of"),
    "carried": N_("Carried over"),
    "confirmed": N_("Confirmed"),
    "part": N_("On a part of the claim"),
    "answers": N_("Answer to"),
    "settled": N_("Settled"),
    "reviewer": N_("Reviewer"),
    "blind": N_("Blind"),
    "key": N_("Key"),
    "line": N_("Line"),
    "sign": N_("Sign"),
    "imported": N_("Imported from"),
}
"""What fields are called, to be looked up in the catalogue."""


def field_name(field: str) -> str:
    """Return what a field is called."""
    return _(FIELDS[field]) if field in FIELDS else field


def value_words(project: Project, field: str, value: Any, most: int = _SHORT) -> str:
    """Return what stands in a field, on one line of at most so many letters; empty for nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _held(project, field, value, most)
    if field in _NAMING:
        return record_name(project, (_NAMING[field], str(value)))
    if isinstance(value, list):
        return str(len(value))
    text = str(value)
    if field in {"assigned", "reviewer"}:
        return project.reviewer(text).label
    if field in _WORDED and text in WORDS:
        return _(WORDS[text])
    return shorten(readable(text), most)


def _held(project: Project, field: str, value: dict[str, Any], most: int) -> str:
    if field == "verdict":
        denied_by = str(value.get("denied_by", ""))
        return verdict_words(project, str(value.get("verdict", "")), denied_by)
    if field == "imported":
        return shorten(readable(str(value.get("file", ""))), most)
    if field == "place":
        return passage_words(value, most)
    if field == "carried":
        return _("{percent} % alike").format(percent=int(value.get("score", 0)) // 10)
    return quoted(str(value.get("words", "")), most)


def verdict_words(project: Project, verdict: str, denied_by: str = "") -> str:
    """Return a verdict, with the party that denies where one is named."""
    said = project.verdicts.called(verdict or "unchecked")
    party = shorten(readable(denied_by), _SHORT)
    return _("{verdict} by {party}").format(verdict=said, party=party) if party else said


def passage_words(place: dict[str, Any], most: int = _SHORT) -> str:
    """Return the quote of a passage as a change sets it, or which page holds its area."""
    try:
        passage = Passage.from_json(place)
    except ValueError:
        return ""
    return passage.words if passage.area is not None else quoted(passage.quote, most)


def quoted(text: str, most: int = _SHORT) -> str:
    """Return words on one line in quotation marks, shortened; empty for none."""
    line = shorten(readable(text), most)
    return f"“{line}”" if line else ""


def claim_number(project: Project, claim: str) -> str:
    """Return the number of the claim that shows what is said of a claim."""
    return project.label("claim", project.joined_to(claim))


def record_name(project: Project, key: Key) -> str:
    """Return what a record is called in the middle of a sentence, such as ``claim 3``."""
    record, id_ = key
    claim = id_ if record == "claim" else str(project.log.value(key, "claim", ""))
    values = {"number": claim_number(project, claim) if claim else ""}
    if record == "document":
        title = str(project.log.value(key, "title", "")) or id_[:12]
        return quoted(title)
    if record == "verdict":
        values["who"] = project.reviewer(verdict_parts(id_)[1]).label
    if record == "reviewer":
        return project.reviewer(id_).label
    if record == "vocabulary":
        name = quoted(str(project.log.value(key, "name", "")) or id_)
        return _("the verdict {name}").format(name=name)
    if record == "note" and not claim:
        return _("a note on a document")
    return _(_NAMES.get(record, record)).format_map(values)


_NAMES = {
    "claim": N_("claim {number}"),
    "passage": N_("a passage of claim {number}"),
    "verdict": N_("the verdict of {who} on claim {number}"),
    "evidence": N_("evidence for claim {number}"),
    "note": N_("a note on claim {number}"),
    "described": N_("described evidence for claim {number}"),
    "response": N_("a response on claim {number}"),
    "decision": N_("the decision on claim {number}"),
    "tagging": N_("a tag of claim {number}"),
    "tag": N_("a tag"),
    "second": N_("a blind second check of claim {number}"),
    "exempt": N_("a passage with nothing to check"),
    "signoff": N_("a sign-off"),
    "correction": N_("a correction of recognised text"),
    "project": N_("the project"),
}
