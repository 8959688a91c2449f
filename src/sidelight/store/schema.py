# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of a project file, step by step.

A step is never edited once released: a later form of the file is a further step.  Its SQL stands
here word for word, and not as today's code would make it, because the text that SQLite keeps of it
is compared with that of strangers' files.  ``change`` and ``blob`` are frozen for ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x53444C54
"""“SDLT”, in the header of every project file."""

FORMAT = 6
"""The form of the file that this program writes; ``user_version`` in the header."""

Entry: TypeAlias = tuple[str, str, str, str | None]
"""A row of ``sqlite_schema``: type, name, table, SQL."""


class Executes(Protocol):
    """A database of sqlite-utils or a plain connection."""

    def execute(self, sql: str, parameters: tuple[Any, ...] = (), /) -> Any:
        """Run one statement."""


# sqlite-utils would make the table itself, in words that may differ between its versions.
_STEPS_TAKEN = (
    'CREATE TABLE "_sqlite_migrations" (\n'
    "    id INTEGER PRIMARY KEY,\n    migration_set TEXT,\n    name TEXT,\n    applied_at TEXT\n)"
)

FROZEN = (
    "CREATE TABLE change (\n    id TEXT PRIMARY KEY NOT NULL,\n    body TEXT NOT NULL\n)",
    (
        "CREATE TABLE blob (\n    hash TEXT NOT NULL,\n    part INTEGER NOT NULL,\n"
        "    bytes BLOB NOT NULL,\n    PRIMARY KEY (hash, part)\n)"
    ),
)

_PROJECTION_1 = """
CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, title TEXT);
CREATE TABLE reviewer (id TEXT PRIMARY KEY NOT NULL, name TEXT, label TEXT);
CREATE TABLE document (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, kind TEXT, title TEXT, name TEXT,
    media_type TEXT, size INTEGER, language TEXT, layer TEXT, hidden TEXT,
    author TEXT, recipient TEXT, issued TEXT, archive TEXT, archive_place TEXT,
    archive_location TEXT, genre TEXT, type TEXT, container_title TEXT, URL TEXT, accessed TEXT,
    added_by TEXT, added_at TEXT
);
CREATE TABLE layer (
    id TEXT PRIMARY KEY NOT NULL, document TEXT, kind TEXT, extractor TEXT, version TEXT,
    options TEXT, language TEXT, text TEXT, geometry TEXT, rendition TEXT
);
CREATE TABLE claim (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, quote TEXT, document TEXT,
    restatement TEXT, kind TEXT, standing TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE passage (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, document TEXT, layer TEXT, ink_start INTEGER,
    ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT
);
CREATE TABLE verdict (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, reviewer TEXT, verdict TEXT, denied_by TEXT,
    reason TEXT, as_of TEXT, seen TEXT, made_at TEXT
);
CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, stance TEXT, document TEXT, layer TEXT,
    ink_start INTEGER, ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
    note TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE note (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, text TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE history (
    id TEXT PRIMARY KEY NOT NULL, time TEXT, zone TEXT, reviewer TEXT, label TEXT, sets TEXT,
    installation TEXT, sequence INTEGER, clock INTEGER, clock_count INTEGER, step TEXT, inverts TEXT
);
CREATE TABLE claim_report (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, claim TEXT, article TEXT,
    page INTEGER, standing TEXT, verdicts TEXT, denied_by TEXT, reasons TEXT, evidence TEXT,
    notes TEXT
);
CREATE INDEX claim_number ON claim (number);
CREATE INDEX passage_claim ON passage (claim);
CREATE INDEX verdict_claim ON verdict (claim);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX note_claim ON note (claim)
"""


def first_form(db: Executes) -> None:
    """Format 1."""
    for sql in (*FROZEN, *_PROJECTION_1.split(";\n")):
        db.execute(sql.strip())
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


_PROJECTION_2 = """
DROP TABLE passage;
DROP TABLE evidence;
CREATE TABLE passage (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, document TEXT, layer TEXT, ink_start INTEGER,
    ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT, area TEXT,
    transcribed_by TEXT, translation TEXT, translated_by TEXT
);
CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, stance TEXT, document TEXT, layer TEXT,
    ink_start INTEGER, ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
    area TEXT, transcribed_by TEXT, translation TEXT, translated_by TEXT,
    note TEXT, reviewer TEXT, made_at TEXT
);
CREATE INDEX passage_claim ON passage (claim);
CREATE INDEX evidence_claim ON evidence (claim)
"""


def areas(db: Executes) -> None:
    """Format 2: passages that are rectangles of a page.

    The rows of the projection are not carried over: they are written anew from the log.
    """
    for sql in _PROJECTION_2.split(";\n"):
        db.execute(sql.strip())
    db.execute("PRAGMA user_version = 2")


_PROJECTION_3 = """
DROP TABLE note;
CREATE TABLE note (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, text TEXT, private TEXT, reviewer TEXT, made_at TEXT
);
CREATE INDEX note_claim ON note (claim);
CREATE TABLE conflict (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, record TEXT, record_id TEXT, field TEXT, value TEXT,
    reviewer TEXT, made_at TEXT
);
CREATE INDEX conflict_record ON conflict (record_id)
"""


def sharing(db: Executes) -> None:
    """Format 3: private notes, conflicts, and rows of what was left out or removed for good."""
    for sql in _PROJECTION_3.split(";\n"):
        db.execute(sql.strip())
    db.execute("PRAGMA user_version = 3")


_PROJECTION_4 = """
DROP TABLE document;
DROP TABLE claim;
DROP TABLE evidence;
DROP TABLE claim_report;
CREATE TABLE document (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, kind TEXT, title TEXT, name TEXT,
    media_type TEXT, size INTEGER, language TEXT, layer TEXT, hidden TEXT,
    author TEXT, recipient TEXT, issued TEXT, archive TEXT, archive_place TEXT,
    archive_location TEXT, fond TEXT, opis TEXT, delo TEXT, folios TEXT, genre TEXT, type TEXT,
    container_title TEXT, translator TEXT, original_date TEXT, level TEXT, URL TEXT, accessed TEXT,
    added_by TEXT, added_at TEXT
);
CREATE TABLE claim (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, quote TEXT, document TEXT,
    restatement TEXT, kind TEXT, speaker TEXT, attribution TEXT, said_on TEXT, severity TEXT,
    correction TEXT, assigned TEXT, standing TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, stance TEXT, document TEXT, layer TEXT,
    ink_start INTEGER, ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
    area TEXT, transcribed_by TEXT, translation TEXT, translated_by TEXT, match TEXT, level TEXT,
    translator TEXT, "order" INTEGER, note TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE described (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, stance TEXT, kind TEXT, words TEXT, who TEXT,
    "when" TEXT, "where" TEXT, "order" INTEGER, note TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE response (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, party TEXT, answer TEXT, "when" TEXT, "where" TEXT,
    reviewer TEXT, made_at TEXT
);
CREATE TABLE decision (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, verdict TEXT, denied_by TEXT, reason TEXT,
    outdated TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE tagging (id TEXT PRIMARY KEY NOT NULL, claim TEXT, name TEXT);
CREATE TABLE tag (id TEXT PRIMARY KEY NOT NULL, name TEXT, colour TEXT);
CREATE TABLE exempt (
    id TEXT PRIMARY KEY NOT NULL, document TEXT, layer TEXT, ink_start INTEGER, ink_end INTEGER,
    page INTEGER, quote TEXT, prefix TEXT, suffix TEXT, area TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE signoff (
    id TEXT PRIMARY KEY NOT NULL, document TEXT, reviewer TEXT, note TEXT, made_at TEXT
);
CREATE TABLE claim_report (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, claim TEXT, article TEXT,
    page INTEGER, restatement TEXT, speaker TEXT, standing TEXT, verdicts TEXT, denied_by TEXT,
    reasons TEXT, decision TEXT, responses TEXT, evidence TEXT, severity TEXT, correction TEXT,
    tags TEXT, notes TEXT
);
CREATE INDEX claim_number ON claim (number);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX described_claim ON described (claim);
CREATE INDEX response_claim ON response (claim);
CREATE INDEX decision_claim ON decision (claim);
CREATE INDEX tagging_claim ON tagging (claim)
"""


def records(db: Executes) -> None:
    """Format 4: the whole record of a claim and of a source, decisions, responses and tags."""
    for sql in _PROJECTION_4.split(";\n"):
        db.execute(sql.strip())
    db.execute("PRAGMA user_version = 4")


_PROJECTION_5 = """
DROP TABLE document;
DROP TABLE passage;
DROP TABLE note;
CREATE TABLE document (
    id TEXT PRIMARY KEY NOT NULL, number INTEGER, label TEXT, kind TEXT, title TEXT, name TEXT,
    media_type TEXT, size INTEGER, language TEXT, layer TEXT, continues TEXT, hidden TEXT,
    author TEXT, recipient TEXT, issued TEXT, archive TEXT, archive_place TEXT,
    archive_location TEXT, fond TEXT, opis TEXT, delo TEXT, folios TEXT, genre TEXT, type TEXT,
    container_title TEXT, translator TEXT, original_date TEXT, level TEXT, URL TEXT, accessed TEXT,
    added_by TEXT, added_at TEXT
);
CREATE TABLE passage (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, document TEXT, layer TEXT, ink_start INTEGER,
    ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT, area TEXT,
    transcribed_by TEXT, translation TEXT, translated_by TEXT, carried_from TEXT, score INTEGER,
    confirmed TEXT
);
CREATE TABLE note (
    id TEXT PRIMARY KEY NOT NULL, claim TEXT, part TEXT, document TEXT, layer TEXT,
    ink_start INTEGER, ink_end INTEGER, page INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
    area TEXT, answers TEXT, text TEXT, private TEXT, settled TEXT, reviewer TEXT, made_at TEXT
);
CREATE TABLE second (id TEXT PRIMARY KEY NOT NULL, claim TEXT, reviewer TEXT);
CREATE TABLE vocabulary (
    id TEXT PRIMARY KEY NOT NULL, name TEXT, key TEXT, colour TEXT, line TEXT, sign TEXT
);
CREATE INDEX passage_claim ON passage (claim);
CREATE INDEX note_claim ON note (claim);
CREATE INDEX second_claim ON second (claim)
"""


def colleagues(db: Executes) -> None:
    """Format 5: drafts, threads of notes, blind seconds, and verdicts that a project adds."""
    for sql in _PROJECTION_5.split(";\n"):
        db.execute(sql.strip())
    db.execute("PRAGMA user_version = 5")


_PROJECTION_6 = """
CREATE TABLE imported (
    id TEXT PRIMARY KEY NOT NULL, record TEXT, record_id TEXT, author TEXT, made_at TEXT,
    file TEXT, key TEXT, imported_by TEXT, imported_at TEXT
)
"""


def other_programs(db: Executes) -> None:
    """Format 6: where what was brought in from other programs comes from."""
    db.execute(_PROJECTION_6.strip())
    db.execute("PRAGMA user_version = 6")


Step: TypeAlias = Callable[[Executes], None]

STEPS: tuple[Step, ...] = (
    first_form,
    areas,
    sharing,
    records,
    colleagues,
    other_programs,
)
"""What makes each form of the file out of the one before; the first out of nothing."""


def migrate(db: Database) -> None:
    """Take the steps that a file has not taken yet, each together with the record that it was."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("sidelight")
    for step in STEPS:
        steps(name=step.__name__)(step)
    if not db["_sqlite_migrations"].exists():
        db.execute(_STEPS_TAKEN)
    steps.apply(db)


def entries(db: Executes) -> frozenset[Entry]:
    """Return what stands in a database's schema."""
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return frozenset((str(a), str(b), str(c), d) for a, b, c, d in rows)


@cache
def expected(format_: int) -> frozenset[Entry]:
    """Return what stands in the schema of a file of ours; KeyError for a format we do not know."""
    if not 1 <= format_ <= len(STEPS):
        raise KeyError(format_)
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute(_STEPS_TAKEN)
        for step in STEPS[:format_]:
            step(memory)
        return entries(memory)
    finally:
        memory.close()
