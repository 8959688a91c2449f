# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times the planning of an import of 10,000 annotations against reading and anchoring them alone.

::

    python benchmarks/importing.py [--count 10000] [--seed 1] [--rounds 3]

The baseline reads the same JSON with `json.loads` and finds each quote in the text with
`sidelight.text.anchors.find`, and makes nothing of it.  What is measured reads the file into marks
and plans all that would come in: claims, verdicts, notes, what finds no place, and the settings
that would be written.  A further line tells how long it takes to write them, as one undo step.
Processor time, the best of the rounds.  Goal: at most twice the baseline.  Budget: five minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session
from sidelight.text.anchors import find

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문"
)
WORDS = SENTENCE.split()
_TAGS = ("verified", "disputed", "denied", "")
_QUOTE = 12
Result = TypeVar("Result")


def article(count: int, chance: random.Random) -> list[list[str]]:
    """Return paragraphs of words, with one sentence for each annotation."""
    return [[*chance.choices(WORDS, k=20), f"no. {at}."] for at in range(count)]


def annotated(paragraphs: list[list[str]], chance: random.Random) -> bytes:
    """Return a file of Hypothesis with an annotation on words of each paragraph."""
    rows: list[dict[str, Any]] = []
    for at, words in enumerate(paragraphs):
        quote = " ".join(words[-_QUOTE:])
        selector = [
            {"type": "TextPositionSelector", "start": at * 100, "end": at * 100 + len(quote)},
            {"type": "TextQuoteSelector", "exact": quote, "prefix": " ".join(words[:4])},
        ]
        tag = chance.choice(_TAGS)
        rows.append(
            {
                "id": f"id{at}",
                "created": "2024-07-01T10:00:00+00:00",
                "user": f"acct:{chance.choice(('ann', 'bob', 'cy'))}@hypothes.is",
                "uri": "https://example.org/pact",
                "text": " ".join(chance.choices(WORDS, k=8)),
                "tags": [tag] if tag else [],
                "target": [{"source": "https://example.org/pact", "selector": selector}],
                "document": {"title": ["The pact"]},
            }
        )
    return json.dumps({"total": len(rows), "rows": rows}).encode()


def best(run: Callable[[], Result], rounds: int) -> tuple[float, Result]:
    """Return the least processor time of some runs in seconds, and what the last one gave."""
    times = []
    while True:
        begun = time.process_time()
        result = run()
        times.append(time.process_time() - begun)
        if len(times) == rounds:
            return min(times), result


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser()
    words.add_argument("--count", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--rounds", type=int, default=3)
    asked = words.parse_args()
    chance = random.Random(asked.seed)
    paragraphs = article(asked.count, chance)
    data = annotated(paragraphs, chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.json"
        path.write_bytes(data)
        with Session.create(Path(folder) / "p.sidelight", "The pact", by="Ann") as session:
            text = "\n\n".join(" ".join(words) for words in paragraphs)
            made = session.add_text(text, kind="article", title="The pact")
            measure(session, path, session.layer(made).text, asked.rounds)


def measure(session: Session, path: Path, text: Any, rounds: int) -> None:
    """Measure on one project."""

    def baseline() -> int:
        rows = json.loads(path.read_bytes())["rows"]
        found = 0
        for row in rows:
            quote = row["target"][0]["selector"][1]
            found += find(text, quote["exact"], quote["prefix"]).place is not None
        return found

    def planned() -> Any:
        return plan_import(session, read_file(session, path))

    reading, _rows = best(lambda: json.loads(path.read_bytes()), rounds)
    alone, found = best(baseline, rounds)
    whole, plan = best(planned, rounds)
    written, count = best(lambda: take_in(session, plan), 1)
    print(f"{len(plan.incoming.marks)} annotations, {found} found by their words alone")
    print(f"reading the JSON alone {reading:.2f} s, with anchoring {alone:.2f} s")
    print(f"read and planned {whole:.2f} s: {whole / alone:.2f} × (goal 2); {dict(plan.counts)}")
    print(f"{count} written as one step in {written:.2f} s")


if __name__ == "__main__":
    main()
