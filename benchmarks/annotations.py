# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times 10,000 claims written as Web Annotations against `json.dumps` of the same structure alone.

::

    python benchmarks/annotations.py [--count 10000] [--seed 1] [--rounds 7]

Each claim has a passage, two verdicts with reasons and a piece of evidence.  The baseline writes
what was read back of our file, without a space, in the characters of its texts.  Processor time,
the best of the rounds, which take turns.  Goal: at most 1.5 times the baseline.  Budget: two
minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sidelight.exchange import web_annotation
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.project import Project
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Document,
    Evidence,
    Passage,
    Reviewer,
    Verdict,
)
from sidelight.text.anchors import describe
from sidelight.text.ink import InkText
from sidelight.text.layer import TextLayer

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문 𝔄 😀"
)
WORDS = SENTENCE.split()
START = datetime(2026, 11, 26, tzinfo=UTC)
SOURCES = 20


PEOPLE = {
    f"{at:032x}": Reviewer(f"{at:032x}", name, name) for at, name in enumerate(("Ann", "Bob"))
}
ANN = next(iter(PEOPLE))


def outgoing(count: int, seed: int) -> Outgoing:
    """Return a project on an article and sources of some 30,000 words each."""
    chance = random.Random(seed)
    texts = [InkText(_said(chance, 30_000)) for _each in range(1 + SOURCES)]
    documents = [_document(at) for at in range(1 + SOURCES)]
    layers = dict(zip((one.id for one in documents), map(TextLayer, texts), strict=True))

    def passage(at: int) -> Passage:
        start = chance.randrange(len(texts[at]) - 200)
        found = describe(texts[at], start, start + 80)
        words = (found.quote, found.prefix, found.suffix)
        return Passage(documents[at].id, "layer", found.start, found.end, *words, 1 + at)

    claims = (
        _claim(number, chance, passage(0), passage(1 + number % SOURCES))
        for number in range(1, count + 1)
    )
    return Outgoing(
        project=Project(), documents=tuple(documents), claims=tuple(claims), notes={},
        reviewers=PEOPLE, absent=frozenset(), made_at=START, me=ANN, name="Ann",
        layer=lambda document: layers[document.id], pages=lambda _document: (),
        data=lambda _document: b"", place=lambda _passage: "",
    )  # fmt: skip


def _said(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _claim(number: int, chance: random.Random, marked: Passage, shown: Passage) -> Claim:
    id_, made = f"{number:032x}", START + timedelta(minutes=number)
    verdicts = tuple(
        Verdict(
            f"{id_}.{who}", id_, who, chance.choice(("verified", "denied")), "",
            _said(chance, 12), "", "first", made,
        )
        for who in PEOPLE
    )  # fmt: skip
    evidence = Evidence(
        f"{number + (1 << 64):032x}", id_, shown, "supports", _said(chance, 6), ANN, made
    )
    return Claim(
        id_, number, str(number), (ClaimPassage(f"{number + (1 << 65):032x}", id_, marked),),
        verdicts, (evidence,), kind="event", reviewer=ANN, made_at=made,
    )  # fmt: skip


def _document(at: int) -> Document:
    kind = "source" if at else "article"
    return Document(
        f"{at:064x}", at, str(at), kind, f"Document {at}", "", "application/pdf", 1, "en", "layer",
        {"URL": f"https://example.org/{at}", "accessed": "2026-11-26"} if at % 2 else {},
    )  # fmt: skip


def main() -> None:
    """Measure, and print a row of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=7)
    given = asked.parse_args()
    made = outgoing(given.count, given.seed)
    written = web_annotation.write(made, _unheard)
    structure = json.loads(written.data)
    ours, theirs = list[float](), list[float]()
    for _round in range(given.rounds):
        _time(ours, lambda: web_annotation.write(made, _unheard))
        _time(theirs, lambda: _dumped(structure))
    size = len(written.data) / 1e6
    print(f"{given.count} claims, {written.count} annotations, {size:.1f} MB")
    print(f"| {min(ours):.2f} s | {min(theirs):.2f} s | {min(ours) / min(theirs):.2f} |")


def _dumped(structure: object) -> bytes:
    return json.dumps(structure, ensure_ascii=False, separators=(",", ":")).encode()


def _time(times: list[float], work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    times.append(time.process_time() - start)


def _unheard(_share: float, _word: str) -> None:
    """Tell nobody."""


if __name__ == "__main__":
    main()
