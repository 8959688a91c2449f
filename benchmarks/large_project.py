# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a project of very many claims, verdicts and evidence, from a seed.

::

    python benchmarks/large_project.py PATH [--claims 100000] [--seed 1] [--each 10]

Articles, one for five hundred claims, and two hundred sources are added by a session; the rest is
written through the store's own writing of changes: for each claim a passage, the verdicts of three
reviewers and three links to sources, ``each`` records to a change, as importing a table of claims
or judging several at once makes them.  The tables are written as a rebuilding writes them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sidelight.model.change import Change, Setting, _dumped
from sidelight.model.project import Project
from sidelight.model.records import Document
from sidelight.session.session import Session
from sidelight.store import log_rows, tables, trust
from sidelight.store.collector import without_collector
from sidelight.store.connection import connect, database

NAMES = ("Ann", "Bo", "Cy Dee")
VERDICTS = ("verified", "disputed", "denied")
STANCES = ("supports", "contradicts", "context")
SENTENCE = (
    "treaty signed August Moscow border river follows loan envoy delegation arms aid "
    "Договор подписан посол сообщил займе Ещё 조선 로동당 대표단 방문"
)
WORDS = SENTENCE.split()
SOURCES = 200
IN_ARTICLE = 500
Place = dict[str, Any]
_BEGAN = 1_750_000_000_000


def sentences(count: int, chance: random.Random) -> str:
    """Return a text of so many sentences, ten to a paragraph, with a heading for each fifty."""
    made = [f"{' '.join(chance.choices(WORDS, k=14)).capitalize()}." for _ in range(count)]
    paragraphs = [" ".join(made[at : at + 10]) for at in range(0, count, 10)]
    return "\n\n".join(paragraphs)


def begun(
    path: Path, claims: int, chance: random.Random
) -> tuple[list[str], list[Place], list[Place]]:
    """Make the project with its documents; return who judges, and the places in the articles, one
    for each claim, and in the sources, as changes say them.
    """
    with Session.create(path, "Many claims", by=NAMES[0]) as session:
        marked: list[Place] = []
        cited: list[Place] = []
        for number in range(-(-claims // IN_ARTICLE)):
            text = sentences(IN_ARTICLE // 5, chance)
            article = session.add_text(text, kind="article", title=f"Article {number + 1}")
            marked += _places(session, article, IN_ARTICLE)
        for number in range(SOURCES):
            text = sentences(100, chance)
            title = f"Register of treaties, volume {number}"
            cited += _places(session, session.add_text(text, title=title), 60)
        people = [session.me]
        for name in NAMES[1:]:
            session.act_as(name)
            session.act([], "")
            people.append(session.me)
    return people, marked, cited


def _places(session: Session, document: Document, count: int) -> list[Place]:
    length = len(session.layer(document).text)
    step = (length - 90) // count
    starts = range(0, step * count, step)
    return [session.passage(document, start, start + 80).to_json() for start in starts]


def id_(kind: str, number: int) -> str:
    """Return an id like any other."""
    return f"{ord(kind):02x}{number:030x}"


def records(
    count: int,
    chance: random.Random,
    people: Sequence[str],
    marked: Sequence[Place],
    cited: Sequence[Place],
) -> Iterator[tuple[str, str, list[Setting]]]:
    """Yield each record: what its act is called, who made it, and what it sets."""
    for number in range(1, count + 1):
        claim, passage = id_("c", number), id_("a", number)
        yield "claim", people[0], [
            Setting("claim", claim, "number", number),
            Setting("passage", passage, "claim", claim),
            Setting("passage", passage, "place", marked[number - 1]),
        ]  # fmt: skip
    yield from verdicts(count, chance, people)
    for number in range(3 * count):
        values = {
            "claim": id_("c", 1 + number // 3),
            "place": chance.choice(cited),
            "stance": chance.choice(STANCES),
        }
        record = id_("e", number)
        yield "evidence", people[number // 30 % len(people)], [
            Setting("evidence", record, n, v) for n, v in values.items()
        ]  # fmt: skip


def verdicts(
    count: int, chance: random.Random, people: Sequence[str]
) -> Iterator[tuple[str, str, list[Setting]]]:
    """Yield the verdicts of everybody on all claims, a reason with each fourth."""
    for who in people:
        for number in range(1, count + 1):
            claim = id_("c", number)
            said = chance.choices(VERDICTS, (6, 2, 1))[0]
            values = {
                "claim": claim,
                "verdict": {"verdict": said, "denied_by": ""},
                "as_of": "2026-11-26",
                **({"reason": " ".join(chance.choices(WORDS, k=8))} if number % 4 == 0 else {}),
            }
            record = f"{claim}.{who}"
            yield "verdict", who, [Setting("verdict", record, n, v) for n, v in values.items()]


def changes(project: Project, some: Iterator[tuple[str, str, list[Setting]]], each: int,
            chance: random.Random) -> Iterator[Change]:  # fmt: skip
    """Yield changes of so many records each, each in sight of the one before."""
    heads, sequence = tuple(sorted(project.log.heads)), 0
    held: tuple[str, str, list[Setting], int] = ("", "", [], 0)

    def made() -> Change:
        label, who, sets, count = held
        change = Change(
            reviewer=who,
            installation=f"{1:032x}",
            sequence=sequence,
            clock=(_BEGAN + sequence * 1000, 0),
            time="2026-11-26T09:00:00.000+00:00",
            zone="UTC",
            heads=heads,
            sets=tuple(sets),
            group=f"{chance.getrandbits(128):032x}",
            label=label if count == 1 else f"{label} × {count}",
            random=f"{chance.getrandbits(128):032x}",
        )
        change.__dict__["body"] = _dumped(change.value)
        return change

    for label, who, sets in some:
        if held[3] and (held[3] == each or (label, who) != held[:2]):
            change = made()
            yield change
            heads, sequence, held = (change.id,), sequence + 1, ("", "", [], 0)
        held = label, who, [*held[2], *sets], held[3] + 1
    yield made()


def make(path: Path, claims: int, seed: int, each: int) -> int:
    """Make the project; return how many changes it has."""
    chance = random.Random(seed)
    people, marked, cited = begun(path, claims, chance)
    db = connect(path)
    with without_collector():
        project = Project(log_rows.read(db))
        before = project.log.rows()
        project.add(changes(project, records(claims, chance, people, marked, cited), each, chance))
        writing = database(db)
        with writing.atomic():
            log_rows.write(writing, project, before)
            tables.rewrite(writing, project)
    db.close()
    trust.remember(path, len(project.log.changes), project.log.heads)
    return len(project.log.changes)


def main() -> None:
    """Make one."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("path", type=Path)
    words.add_argument("--claims", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--each", type=int, default=10)
    asked = words.parse_args()
    begun_at = time.perf_counter()
    count = make(asked.path, asked.claims, asked.seed, asked.each)
    size = asked.path.stat().st_size
    took = time.perf_counter() - begun_at
    print(f"{count:,} changes, {size >> 20} MiB, made in {took:.0f} s, seed {asked.seed}")


if __name__ == "__main__":
    main()
