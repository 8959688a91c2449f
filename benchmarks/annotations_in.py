# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times the reading of 10,000 annotations of ours against the reading of the same JSON alone.

::

    python benchmarks/annotations_in.py [--count 10000] [--seed 1] [--rounds 7]

The baseline is `json.loads` of the same bytes, of which nothing is made.  Processor time, the best
of the rounds, which take turns.  Goal: at most twice the baseline.  Budget: one minute.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

# the tests' makers of records
sys.path.insert(0, str(Path(__file__).parents[1]))

from sidelight.exchange import annotations_in, hypothesis, web_annotation
from sidelight.model.records import Claim, ClaimPassage, Evidence, Note, Passage, Reviewer, Verdict
from tests.exchange.records_given import given, one_of_all_fields, unheard

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문"
)
WORDS = SENTENCE.split()
START = datetime(2026, 11, 26, tzinfo=UTC)
CALLED = {letter: letter * 32 for letter in "ab"}


def exported(count: int, seed: int) -> bytes:
    """Return claims with two verdicts, evidence and a note each: five annotations for a claim."""
    chance = random.Random(seed)
    outgoing = given(one_of_all_fields(), one_of_all_fields())

    def said(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=most))

    def passage(at: int) -> Passage:
        document = outgoing.documents[at % 2].id
        return Passage(document, "0" * 64, at, at + 90, said(15), said(8), said(8), at % 90 + 1)

    def claim(at: int) -> Claim:
        id_ = f"{at:032x}"
        made = START + timedelta(minutes=at)
        by = CALLED[chance.choice("ab")]
        verdicts = tuple(
            Verdict(f"{id_}.{one}", id_, one, "disputed", reason=said(12), made_at=made)
            for one in CALLED.values()
        )
        evidence = Evidence(
            f"{at:016x}{1:016x}", id_, passage(at + 1), "supports", said(6), by, made
        )
        note = Note(f"{at:016x}{2:016x}", id_, said(10), by, made)
        places = (ClaimPassage(f"{at:016x}{3:016x}", id_, passage(at)),)
        return Claim(
            id_, at, str(at), places, verdicts, (evidence,), (note,), said(9), "event", by, made
        )

    people = {id_: Reviewer(id_, f"Ann {one}", f"Ann {one}") for one, id_ in CALLED.items()}
    claims = tuple(claim(at) for at in range(1, count // 5 + 1))
    return web_annotation.write(replace(outgoing, claims=claims, reviewers=people), unheard).data


def of_hypothesis(count: int, seed: int) -> bytes:
    """Return as many annotations as Hypothesis gives them away."""
    chance = random.Random(seed)

    def one(at: int) -> dict[str, Any]:
        words = " ".join(chance.choices(WORDS, k=15))
        uri = f"https://example.org/{at % 20}"
        quote = {"type": "TextQuoteSelector", "exact": words, "prefix": words, "suffix": words}
        position = {"type": "TextPositionSelector", "start": at, "end": at + len(words)}
        return {
            "id": f"{at:022x}", "created": "2024-06-19T12:00:00.000000+00:00",
            "updated": "2024-06-19T12:00:00.000000+00:00", "user": f"acct:ann{at % 9}@hypothes.is",
            "uri": uri, "text": words, "tags": ["arms"], "group": "__world__",
            "permissions": {"read": ["group:__world__"], "admin": [], "update": [], "delete": []},
            "target": [{"source": uri, "selector": [quote, position]}],
            "document": {"title": [f"Page {at % 20}"]}, "links": {"html": f"{uri}/a/{at}"},
            "user_info": {"display_name": "Ann"}, "flagged": False, "hidden": False,
        }  # fmt: skip

    made = {"total": count, "rows": [one(at) for at in range(count)]}
    return json.dumps(made, ensure_ascii=False).encode()


def best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the processor time of each work, the best of rounds in which they take turns."""
    times = [[0.0] * rounds for _work in works]
    for at in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken[at] = time.process_time() - start
    return [min(taken) for taken in times]


def main() -> None:
    """Measure, and print rows of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=7)
    chosen = asked.parse_args()
    for title, data, read in (
        ("our own", exported(chosen.count, chosen.seed), annotations_in.read),
        ("Hypothesis", of_hypothesis(chosen.count, chosen.seed), hypothesis.read),
    ):
        marks = len(read(data, "file.json", unheard).marks)
        works = partial(read, data, "file.json", unheard), partial(json.loads, data)
        ours, bare = best(chosen.rounds, *works)
        print(f"{marks} annotations, {title}, {len(data) / 1e6:.1f} MB")
        print(f"| {1000 * ours:.0f} ms | {1000 * bare:.0f} ms | {ours / bare:.2f} |")


if __name__ == "__main__":
    main()
