# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON lines of projects, by hand and hostile, and what is read of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sidelight.exchange import json_lines_in
from sidelight.exchange.incoming import Incoming
from tests.exchange.records_given import unheard

FIRST = {"record": "project", "format": "sidelight-project-lines", "version": 1, "title": "P"}
ARTICLE, LETTER = "a" * 64, "b" * 64
ANN, BOB = "1" * 32, "2" * 32
MADE = "2024-06-19T12:00:00Z"
WORDS = {"document": ARTICLE, "layer": "c" * 64, "start": 3, "end": 9, "quote": "thanked"}
PEOPLE: list[dict[str, Any]] = [
    {"record": "reviewer", "id": ANN, "name": "Ann", "label": "Ann"},
    {"record": "reviewer", "id": BOB, "name": "Bob", "label": "Bob"},
]
DOCUMENTS: list[dict[str, Any]] = [
    {"record": "document", "id": ARTICLE, "kind": "article", "title": "The pact",
     "name": "pact.txt", "language": "en", "citation": {"author": "Eve", "URL": "http://a.example"}},
    {"record": "document", "id": LETTER, "kind": "source", "title": "A letter", "name": "l.pdf"},
]  # fmt: skip


def claim(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A claim of Ann's on words of the article; None takes a field away."""
    id_ = f"{number:032x}"
    made = {
        "record": "claim", "id": id_, "number": number, "label": str(number),
        "passages": [{"id": f"{number:030x}ff", "claim": id_, "passage": WORDS}],
        "reviewer": ANN, "made_at": MADE,
    }  # fmt: skip
    return {name: value for name, value in (made | fields).items() if value is not None}


def full() -> dict[str, Any]:
    """A claim with one of everything that can be said of it."""
    own = {"claim": f"{1:032x}", "reviewer": BOB, "made_at": MADE}
    area = {"document": LETTER, "layer": "c" * 64, "start": 0, "end": 0, "quote": "Hafen",
            "page": 2, "area": [60, 80, 320.5, 140], "translation": "harbour"}  # fmt: skip
    return claim(
        restatement="Thanks were given.", speaker="Kim", severity="grave", tags=["aid"],
        assigned=BOB,
        verdicts=[own | {"id": f"{1:032x}.{BOB}", "verdict": "denied", "as_of": "2024-06-19"}],
        decision=own | {"id": f"{1:032x}", "verdict": "disputed", "reason": "So."},
        evidence=[own | {"id": "e" * 32, "passage": area, "stance": "supports", "order": 1}],
        described=[own | {"id": "d" * 32, "kind": "call", "words": "It rang.", "where": "Oslo"}],
        responses=[own | {"id": "5" * 32, "party": "Moscow", "answer": "denied", "when": "May"}],
        notes=[own | {"id": "7" * 32, "text": "Which?", "part": f"{1:030x}ff"},
               own | {"id": "8" * 32, "text": "This.", "answers": "7" * 32, "settled": True}],
    )  # fmt: skip


def note(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A note of Ann's on the letter."""
    return {
        "record": "note", "id": f"{number:016x}" * 2, "claim": "", "text": "Typed.",
        "reviewer": ANN, "document": LETTER, "made_at": MADE, **fields,
    }  # fmt: skip


def as_lines(*lines: Any, first: Any = FIRST) -> bytes:
    """A file of a project with two people and two documents; bytes are lines as they stand."""
    every = [first, *PEOPLE, *DOCUMENTS, *lines]
    return b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in every)


def of_lines(data: bytes) -> Incoming:
    """What is read of a file."""
    return json_lines_in.read(data, "p.jsonl", unheard)


def _chain(length: int, step: int = 1) -> list[dict[str, Any]]:
    """Notes of which each answers the next, and the last the first."""
    made = (note(at, answers=note((at + step) % length)["id"]) for at in range(length))
    return list(made)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "another version": lambda: as_lines(first=FIRST | {"version": 10**30}),
    "no version": lambda: as_lines(first=FIRST | {"version": "1"}),
    "a number without end for a version": lambda: as_lines(
        first=b'{"record":"project","format":"sidelight-project-lines","version":'
        + b"9" * 1_000_000 + b"}"
    ),
    "deep": lambda: as_lines(b'{"record":"claim","passages":' + b"[" * 100_000 + b"]" * 100_000),
    "deep in one line": lambda: as_lines(claim(), b'{"a":' * 63 + b"1" + b"}" * 63),
    "a hundred thousand claims": lambda: as_lines(*([claim()] * 100_000)),
    "more lines than there may be": lambda: as_lines(b"{}\n" * 250_000),
    "lines that are none": lambda: as_lines(*([claim()] * 500), b"{\n" * 480),
    "passages without end": lambda: as_lines(claim(passages=[{}] * 300_000)),
    "a claim in a thousand places": lambda: as_lines(
        claim(passages=[{"id": f"{at:x}", "passage": WORDS} for at in range(1000)])
    ),
    "verdicts without end": lambda: as_lines(
        claim(verdicts=[{"id": f"{at}", "verdict": "denied", "reviewer": f"{at}"}
                        for at in range(9_000)])
    ),
    "too many verdicts": lambda: as_lines(
        *(claim(at, verdicts=[{"id": f"{at} {one}", "verdict": "x"} for one in range(11_000)])
          for at in range(5))
    ),
    "tags without end": lambda: as_lines(claim(tags=["x"] * 90_000)),
    "evidence of nothing": lambda: as_lines(claim(evidence=[{"id": "e", "passage": None}] * 9_000)),
    "documents without end": lambda: as_lines(
        *({"record": "document", "id": f"{at:064x}"} for at in range(5_001))
    ),
    "as many documents as there may be": lambda: as_lines(
        *({"record": "document", "id": f"{at:064x}", "title": f"{at}", "name": f"{at}.pdf",
           "citation": {"URL": f"http://a.example/{at}"}} for at in range(4_900))
    ),
    "people without end": lambda: as_lines(
        *({"record": "reviewer", "id": f"{at}", "name": "Ann"} for at in range(5_000))
    ),
    "one name for all": lambda: as_lines(*([claim()] * 3000), *([note()] * 3000)),
    "a chain of answers": lambda: as_lines(*_chain(3000)[:-1], note(2999)),
    "a circle of answers": lambda: as_lines(*_chain(3000)),
    "each answers itself": lambda: as_lines(*_chain(3000, 0)),
    "words of five megabytes": lambda: as_lines(note(text="x" * 5_000_000)),
    "names of a megabyte": lambda: as_lines(
        {"record": "reviewer", "id": "x" * 999_999, "name": "y" * 999_999},
        {"record": "document", "id": "c" * 64, "name": "ё" * 999_999, "title": "я" * 999_999,
         "citation": {"URL": "http://" + "ё." * 400_000}},
        claim(label="9" * 999_999, restatement="z" * 999_999),
    ),
    "areas that are none": lambda: as_lines(
        *(note(at, passage=WORDS | {"area": area, "page": 10**15}) for at, area in enumerate((
            [], [1], [1, 2, 3, "4"], [1e300] * 4, [10**400] * 4, [True] * 4, {}, "1,2,3,4",
            [-5, -5, -9, -9], [0, 0, 0, 0],
        )))
    ),
    "places far off": lambda: as_lines(
        *(claim(at, passages=[{"id": f"p{at}", "passage": WORDS | {"start": start, "end": end}}])
          for at, (start, end) in enumerate((
              (2**53 - 2, 2**53 - 1), (9, 3), (0, 0), (-1, 5), ("3", "9"), (3.0, 9.5), (None, 4),
          )))
    ),
    "halves of letters": lambda: as_lines(
        b'{"record":"note","id":"\\ud800","text":"' + b"\\ud83d" * 300_000 + b'"}'
    ),
    "records of another kind": lambda: as_lines(
        {"record": "scroll"}, {"record": ["claim"]}, {"record": None}, [], "claim", 7, None, {}
    ),
    "the same words in the same place": lambda: as_lines(*(claim(at) for at in range(3000))),
}  # fmt: skip
"""By what is wrong with them."""
