# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times a list of 10,000 claims: filtering, sorting and grouping it, and each letter typed over it.

::

    python benchmarks/claims_list.py [--count 10000] [--seed 1] [--rounds 7]

The baseline is the least that a filter can do: look for each word in the text of each claim with
its case folded beforehand, without fields, sorting or groups.  A letter typed is what the window's
thread does for it, painting included.  Processor time, the best of the rounds.  Goals: filtering
and sorting below 100 ms, a letter below 50 ms.  Budget: sixty seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QAction

from sidelight.desktop.app import make_application
from sidelight.desktop.claims.claims_panel import ClaimsPanel
from sidelight.desktop.icons import Tints
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.model.claim_filter import parse
from sidelight.model.filter_words import Vocabulary
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Document,
    Evidence,
    Passage,
    Reviewer,
    Verdict,
)
from sidelight.session.claim_lines import ClaimLines, Known, Line
from sidelight.session.claim_list import Look, listed, vocabulary
from sidelight.session.line_orders import Orders
from sidelight.session.snapshot import Snapshot

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문"
)
WORDS = SENTENCE.split()
PEOPLE = tuple(Reviewer(str(at), name, name) for at, name in enumerate(("Ann", "Bob", "Cy Dee")))
TAGS = ("arms", "aid", "borders", "debt", "labour")
TYPED = 'border verdict:disputed by:ann tag:arms no:note standing:split -"17 km"'


def claims(count: int, seed: int) -> tuple[Claim, ...]:
    """Return claims of twenty words, with verdicts of up to three people and some evidence."""
    chance = random.Random(seed)

    def words(many: int) -> str:
        return " ".join(chance.choices(WORDS, k=many))

    def passage(document: str) -> Passage:
        return Passage(document, "layer", 0, 20, words(20), page=1)

    every = []
    for number in range(1, count + 1):
        id_ = f"{number:032x}"
        verdicts = tuple(
            Verdict(f"{id_}.{who.id}", id_, who.id,
                    chance.choice(("verified", "disputed", "denied")), reason=words(12))
            for who in chance.sample(PEOPLE, chance.randrange(4))
        )  # fmt: skip
        links = tuple(
            Evidence(f"{id_}e{at}", id_, passage(f"s{chance.randrange(40)}"), "supports")
            for at in range(chance.randrange(3))
        )
        tags = tuple(sorted(chance.sample(TAGS, chance.randrange(3))))
        part = ClaimPassage(f"{id_}p", id_, passage("a"))
        every.append(Claim(id_, number, str(number), (part,), verdicts, links, tags=tags))
    return tuple(every)


def known(every: tuple[Claim, ...]) -> Known:
    """Return one article with a heading for each fifty claims, and forty sources."""
    documents = [_document("a", 1, "article"), *(_document(f"s{n}", n + 2) for n in range(40))]
    return Known(
        me="0",
        people={person.id: person for person in PEOPLE},
        documents={document.id: document for document in documents},
        places={e.id: "p. 3" for claim in every for e in claim.evidence},
        sections={claim.id: f"Section {claim.number // 50}" for claim in every},
    )


def _document(id_: str, number: int, kind: str = "source") -> Document:
    title = f"Register of treaties, volume {number}"
    return Document(id_, number, str(number), kind, title, title, "text/plain", 1, "en", "layer")


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of ``work``, milliseconds of processor time."""
    taken = []
    for _round in range(rounds):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return min(taken) * 1000


def say(what: str, taken: float, baseline: float) -> None:
    """Print one figure beside the baseline."""
    print(f"{what:52} {taken:8.1f} ms   {taken / baseline:6.1f} × baseline")


def lists(lines: tuple[Line, ...], words: Vocabulary, rounds: int, baseline: float) -> None:
    """Time what is done without a window."""
    for text in ("border", "verdict:disputed", TYPED):
        wanted = parse(text, words)
        taken = best(lambda wanted=wanted: listed(lines, Look(), wanted), rounds)  # type: ignore[misc]
        say(f"filter and sort by number: {text[:24]}", taken, baseline)
    for sort in ("claim", "verdict", "evidence", "tags"):
        look = Look(sort=sort)
        taken = best(lambda look=look: listed(lines, look, parse("", words)), rounds)  # type: ignore[misc]
        say(f"sort all by {sort}", taken, baseline)
    for group in ("verdict", "section", "reviewer", "tag", "standing"):
        look = Look(sort="claim", group=group)
        taken = best(lambda look=look: listed(lines, look, parse("", words)), rounds)  # type: ignore[misc]
        say(f"sort all by claim, group by {group}", taken, baseline)


def _shown(every: tuple[Claim, ...], lines: tuple[Line, ...], words: Vocabulary) -> Snapshot:
    people = {person.id: person for person in PEOPLE}
    return Snapshot(
        *("Bench", Path("bench"), (), every, people, "0"),
        orders=Orders(lines),
        vocabulary=words,
        painted=Counter(line.word for line in lines),
        at={line.id: at for at, line in enumerate(lines)},
    )


def window(
    every: tuple[Claim, ...], lines: tuple[Line, ...], words: Vocabulary, baseline: float
) -> None:
    """Time what the window's thread does for each letter typed."""
    application = make_application()
    workspace, theme = Workspace(), Theme()
    panel = ClaimsPanel(workspace, theme, Tints(theme), Remembered(), QAction())
    panel.resize(1300, 400)
    panel.show()
    workspace.show(_shown(every, lines, words))
    application.processEvents()
    for look in (
        Look(),
        Look(sort="claim"),
        Look(group="section"),
        Look(sort="claim", group="tag"),
    ):
        panel.show_look(look)
        taken = []
        for end in range(1, len(TYPED) + 1):
            before = time.process_time()
            panel.header.words.setText(TYPED[:end])
            application.processEvents()
            taken.append((time.process_time() - before) * 1000)
        panel.header.words.clear()
        application.processEvents()
        what = f"letter typed, by {look.sort}, grouped by {look.group or 'nothing'}"
        say(f"{what}: longest", max(taken), baseline)
        print(f"{'':52} {sorted(taken)[len(taken) // 2]:8.1f} ms   in the middle")
    before = time.process_time()
    panel.table.selectAll()
    say("all claims chosen", (time.process_time() - before) * 1000, baseline)


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser()
    words.add_argument("--count", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--rounds", type=int, default=7)
    asked = words.parse_args()
    every = claims(asked.count, asked.seed)
    around = known(every)
    before = time.process_time()
    made = ClaimLines()
    lines = made.of(every, around)
    first = (time.process_time() - before) * 1000
    texts = [line.folded for line in lines]
    baseline = best(lambda: [text for text in texts if "border" in text], asked.rounds)
    print(f"{'baseline: one word in each text':52} {baseline:8.1f} ms")
    say("lines made, once, beside the window", first, baseline)
    say("lines after an act", best(lambda: made.of(every, around), asked.rounds), baseline)
    spoken = vocabulary(lines, PEOPLE, tuple(around.documents.values()), TAGS, "0")
    lists(lines, spoken, asked.rounds, baseline)
    with TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        window(every, lines, spoken, baseline)


if __name__ == "__main__":
    main()
