# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which fields records have and what may stand in them.

A setting that does not fit is kept in the log but shows nowhere: a stranger's change cannot make
the program stumble.  Unknown kinds and fields are a newer program's and are kept too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sidelight.model.areas import is_packed
from sidelight.model.imported import is_written
from sidelight.model.vocabulary import (
    ANSWERS,
    DESCRIBED,
    LEVELS,
    LINES,
    MATCHES,
    SEVERITIES,
    STANCES,
)

MOST = 1_000_000
"""The highest number of a claim or document; a higher one is somebody's joke."""

_LONGEST = 1_000_000
_MOST_RECORDS = 100_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEX = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"(#[0-9a-f]{6})?")

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and not _torn(value)


def _torn(value: str) -> bool:
    return not value.isascii() and _SURROGATE.search(value) is not None


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53


def _count(value: Any) -> bool:
    return _number(value) and 1 <= value <= MOST


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _hash(value: Any) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def _ranges(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(_number, pair)) and pair[0] <= pair[1]
        for pair in value
    )


def _place(value: Any) -> bool:
    # one by one: it is asked of each passage whenever a project is opened
    return (
        isinstance(value, dict)
        and _text(value.get("quote"))
        and _text(value.get("prefix"))
        and _text(value.get("suffix"))
        and _hash(value.get("document"))
        and _hash(value.get("layer"))
        and _number(value.get("start"))
        and _number(value.get("end"))
        and _number(value.get("page"))
        and value["start"] < value["end"]
        and ("area" not in value or (is_packed(value["area"]) and value["page"] >= 1))
    )


def _over(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _hash(value.get("layer"))
        and all(_text(value.get(name)) for name in ("was", "words"))
        and all(_number(value.get(name)) for name in ("start", "end"))
        and value["start"] < value["end"]
    )


def _made(value: Any) -> bool:
    words = ("kind", "extractor", "version", "language")
    return (
        isinstance(value, dict)
        and all(_text(value.get(name)) for name in words)
        and all(_hash(value.get(name)) for name in ("document", "text", "geometry"))
        and (value.get("rendition") == "" or _hash(value.get("rendition")))
        and isinstance(value.get("options"), dict)
        and all(_text(k) and _text(v) for k, v in value["options"].items())
    )


def _carried(value: Any) -> bool:
    """Tell whether it says from which passage, and how alike in thousandths."""
    return (
        isinstance(value, dict)
        and _text(value.get("from"))
        and _number(value.get("score"))
        and value["score"] <= 1000
    )


def _verdict(value: Any) -> bool:
    return isinstance(value, dict) and _text(value.get("verdict")) and _text(value.get("denied_by"))


def _stance(value: Any) -> bool:
    return value in STANCES


def _one_of(words: Sequence[str]) -> Check:
    """Return what fits one of some words, or nothing."""
    return lambda value: value == "" or value in words


def _hash_or_none(value: Any) -> bool:
    return value == "" or _hash(value)


def _colour(value: Any) -> bool:
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _records(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("records"), list)
        and len(value["records"]) <= _MOST_RECORDS
        and all(
            isinstance(key, list) and len(key) == 2 and all(map(_text, key))
            for key in value["records"]
        )
    )


_DOCUMENT: dict[str, Check] = {
    **dict.fromkeys(("kind", "title", "name", "media_type", "language"), _text),
    **dict.fromkeys(("author", "recipient", "issued", "archive", "archive_place"), _text),
    **dict.fromkeys(
        ("archive_location", "genre", "type", "container_title", "URL", "accessed"), _text
    ),
    **dict.fromkeys(("fond", "opis", "delo", "folios", "translator", "original_date"), _text),
    "level": _one_of(LEVELS),
    "continues": _hash_or_none,
    "number": _count,
    "size": _number,
    "layer": _hash,
    "hidden": _ranges,
    "deleted": _flag,
}

_IMPORTED: dict[str, Check] = {"imported": is_written}
"""What tells of a record that it was brought in from another program."""

FIELDS: dict[str, dict[str, Check]] = {
    "project": {"title": _text},
    "reviewer": {"name": _text},
    "document": _DOCUMENT,
    "layer": {"made": _made},
    "correction": {"over": _over, "deleted": _flag},
    "claim": {
        **_IMPORTED,
        "number": _count,
        "restatement": _text,
        "kind": _text,
        **dict.fromkeys(("speaker", "attribution", "said_on", "correction", "assigned"), _text),
        "severity": _one_of(SEVERITIES),
        "joined": _text,
        "deleted": _flag,
    },
    "tag": {"name": _text, "colour": _colour},
    "tagging": {"claim": _text, "name": _text, "on": _flag},
    "response": {
        **_IMPORTED,
        **dict.fromkeys(("claim", "party", "when", "where"), _text),
        "answer": _one_of(ANSWERS),
        "deleted": _flag,
    },
    "described": {
        **_IMPORTED,
        **dict.fromkeys(("claim", "words", "who", "when", "where", "note"), _text),
        "kind": _one_of(DESCRIBED),
        "stance": _stance,
        "order": _number,
        "deleted": _flag,
    },
    "decision": {**_IMPORTED, "claim": _text, "verdict": _verdict, "reason": _text},
    "passage": {
        **_IMPORTED,
        "claim": _text,
        "place": _place,
        "transcription": _text,
        "translation": _text,
        "carried": _carried,
        "confirmed": _flag,
        "deleted": _flag,
    },
    "verdict": {
        **_IMPORTED,
        "claim": _text,
        "verdict": _verdict,
        "reason": _text,
        "as_of": _text,
        "seen": _text,
    },
    "evidence": {
        **_IMPORTED,
        "claim": _text,
        "place": _place,
        "transcription": _text,
        "translation": _text,
        "stance": _stance,
        "note": _text,
        "match": _one_of(MATCHES[1:]),
        "level": _one_of(LEVELS),
        "translator": _text,
        "order": _number,
        "deleted": _flag,
    },
    "note": {
        **_IMPORTED,
        **dict.fromkeys(("claim", "part", "answers", "text"), _text),
        "document": _hash,
        "place": _place,
        **dict.fromkeys(("private", "settled", "deleted"), _flag),
    },
    "second": {"claim": _text, "reviewer": _text, "blind": _flag},
    "vocabulary": {
        **dict.fromkeys(("name", "key", "sign"), _text),
        "colour": _colour,
        "line": _one_of(LINES),
        "deleted": _flag,
    },
    "exempt": {"place": _place, "deleted": _flag},
    "signoff": {"document": _hash, "signed": _flag, "note": _text},
    "erasure": {"of": _records},
}

BIRTH = {
    "claim": "number",
    "document": "number",
    "passage": "place",
    "evidence": "place",
    "note": "text",
    "correction": "over",
    "response": "party",
    "described": "words",
    "exempt": "place",
    "vocabulary": "name",
}
"""The field whose first setting makes a record of each kind that can be removed."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "passage": ("claim", "place"),
    "evidence": ("claim", "place"),
    "verdict": ("claim",),
    "note": ("text",),
    "second": ("claim", "reviewer"),
    "vocabulary": ("name",),
    "tagging": ("claim", "name"),
    "response": ("claim", "party"),
    "described": ("claim", "words"),
    "decision": ("claim", "verdict"),
    "exempt": ("place",),
    "signoff": ("document", "signed"),
}
"""Fields without which a record is not shown."""

TAKEN_BACK = {("decision", "verdict"), ("signoff", "signed")}
"""Fields of these that say by a value of their own that what they said was taken back."""


def fits(record: str, field: str, value: Any) -> bool:
    """Tell whether a setting is one that this program understands."""
    check = FIELDS.get(record, {}).get(field)
    return check is not None and check(value)


def empty(record: str, field: str) -> Any:
    """Return the value of a field that says nothing; None where it has none."""
    check = FIELDS.get(record, {}).get(field)
    required = field in REQUIRED.get(record, ()) and (record, field) not in TAKEN_BACK
    if check is None or required:
        return None
    nothing: dict[Check, Any] = {
        _text: "",
        _flag: False,
        _ranges: [],
        _verdict: {"verdict": "", "denied_by": ""},
        _colour: "",
        _number: 0,
    }
    return nothing.get(check, "" if check("") else None)
