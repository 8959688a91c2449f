# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an export is made of, from documents alone; the records of the sample project."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from hypothesis import strategies as st

from sidelight import resources
from sidelight.errors import DocumentError
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.document_record import CITATION
from sidelight.model.project import Project
from sidelight.model.records import Document
from sidelight.model.vocabulary import SOURCE_TYPES
from tests.report.records_to_cite import SOURCES, document

SPECIAL = r"\{}$&#%_~^-'`,<>!?@= " + '"'
HOSTILE = (
    "ER  - ",
    "TY  - JOUR\r\nTI  - Another\r\nER  - ",
    "x\nER  - \nTY  - BOOK",
    "@article{another, title = {x}}",
    "}\n}\n\n@article{another,\n title = {x}",
    "{unbalanced",
    "un}balanced",
    r"back\slash \textbf{bold} \\ \input{/etc/passwd}",
    "50 % of $5 & #1_a ~ ^ -- --- '' `` ?` !` << >> ,,",
    'a "quoted" title # and {"json": [1]}',
    "ends with \\",
    "and",
    "others and others",
)


def numbered(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents as a project has them: each with a number and an id of its own."""
    return tuple(
        replace(one, id=sha256(str(number).encode()).hexdigest(), number=number, label=str(number))
        for number, one in enumerate(documents, 1)
    )


def given(*documents: Document) -> Outgoing:
    """Return an export of documents whose texts and files nobody may ask for."""

    def none(_asked: object) -> object:
        raise DocumentError("document.absent", name="")

    kept = numbered(documents)
    return Outgoing(
        project=Project(),
        documents=kept,
        claims=(),
        notes={},
        reviewers={},
        absent=frozenset(one.id for one in kept),
        made_at=datetime(2024, 7, 1, tzinfo=UTC),
        me="",
        name="",
        layer=none,  # type: ignore[arg-type]
        pages=none,  # type: ignore[arg-type]
        data=none,  # type: ignore[arg-type]
        place=none,  # type: ignore[arg-type]
    )


def unheard(_share: float, _word: str) -> None:
    """Tell nobody."""


def one_of_all_fields() -> Document:
    """Return a record in which each field has words of its own."""
    own = {"type": "report", "level": "primary", "issued": "1950-08-31", "accessed": "2024-07-01"}
    fields = {name: own.get(name, f"words of {name}") for name in CITATION}
    fields["original_date"] = "1950-08"
    fields["URL"] = "https://a.example/1?a=b&c=%20d#e_f~g"
    return document("A report", fields)


@cache
def sample_records() -> tuple[Document, ...]:
    """Return the records of the sample project, as its description has them."""
    plan = tomllib.loads((resources.folder("sample_docs") / "project.toml").read_text("utf-8"))
    called = {"date": "issued", "csl_type": "type"}
    own = {"file", "kind", "title", "language"}
    return tuple(
        replace(
            document(
                one.get("title", ""),
                {called.get(name, name): str(v) for name, v in one.items() if name not in own},
                one["language"],
            ),
            kind=one["kind"],
            name=one["file"],
        )
        for one in plan["document"]
    )


EVERY = (*SOURCES.values(), *sample_records(), one_of_all_fields())
TEXTS = st.text(max_size=40) | st.text(SPECIAL, max_size=12)
RECORDS = st.builds(
    document,
    TEXTS,
    st.dictionaries(st.sampled_from([n for n in CITATION if n != "type"]), TEXTS, max_size=6),
    type=st.sampled_from(["", *SOURCE_TYPES]),
)
