# SPDX-License-Identifier: AGPL-3.0-or-later
"""Times 10,000 codings of a REFI-QDA project read into our words against parsing its XML with lxml
and decoding its text alone.

::

    python benchmarks/qdpx_in.py [--count 10000] [--seed 1] [--rounds 7]

One text of 60,000 words with emoji, its line ends of two characters, counted in UTF-16 units as
NVivo counts; each selection has a coding, a description and the first of its words for a name.
Processor time, the best of the rounds, which take turns.  Budget: a minute.
"""

from __future__ import annotations

import argparse
import io
import random
import time
import zipfile
from collections.abc import Callable
from uuid import UUID

from lxml import etree

from sidelight.exchange import qdpx_in
from sidelight.exchange.incoming import Given
from sidelight.reader.remote import Reader

SENTENCE = (
    "the treaty was signed on 31 August in Moscow and the border of 17 km follows the river "
    "Договор подписан 19 июня Ещё один посол сообщил о займе 조선 로동당 대표단 방문 𝔄 😀"
)
WORDS = SENTENCE.split()
CODES = 50


def package(count: int, seed: int) -> bytes:
    """Return a project of one text with so many codings."""
    chance = random.Random(seed)
    lines = [" ".join(chance.choices(WORDS, k=12)) for _each in range(5000)]
    text = "\r\n".join(lines)
    made = "".join(_selection(chance, text, at) for at in range(count))
    codes = "".join(
        f'<Code guid="{UUID(int=at + 1)}" name="Code {at}" isCodable="true"/>'
        for at in range(CODES)
    )
    user = f'<Users><User guid="{UUID(int=999)}" name="Ann"/></Users>'
    xml = (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="A" '
        f'origin="NVivo">{user}<CodeBook><Codes>{codes}</Codes></CodeBook><Sources><TextSource '
        f'guid="{UUID(int=1000)}" name="T" plainTextPath="internal://t.txt">{made}</TextSource>'
        "</Sources></Project>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("Sources/t.txt", text.encode("utf-8-sig"))
    return out.getvalue()


def _selection(chance: random.Random, text: str, at: int) -> str:
    start = text.index(" ", chance.randrange(len(text) - 400)) + 1
    end = text.index(" ", start + chance.randrange(10, 200))
    before, words = text[:start], text[start:end]
    first = len(before) + sum(map(before.count, "𝔄😀"))
    last = first + len(words) + sum(map(words.count, "𝔄😀"))
    name = words[:40].replace("\r\n", " ")
    when, by = "2024-06-19T10:00:00Z", UUID(int=999)
    return (
        f'<PlainTextSelection guid="{UUID(int=(1 << 64) + at)}" name="{name}..." '
        f'startPosition="{first}" endPosition="{last}" creatingUser="{by}" '
        f'creationDateTime="{when}"><Description>{" ".join(chance.choices(WORDS, k=6))}'
        f'</Description><Coding guid="{UUID(int=(2 << 64) + at)}" creatingUser="{by}" '
        f'creationDateTime="{when}"><CodeRef targetGUID="{UUID(int=at % CODES + 1)}"/></Coding>'
        "</PlainTextSelection>"
    )


def _bare(data: bytes) -> object:
    """Return the elements and the text, and nothing made of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        return root, archive.read("Sources/t.txt").decode("utf-8-sig")


def main() -> None:
    """Measure, and print a row of the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rounds", type=int, default=7)
    given = asked.parse_args()
    data = package(given.count, given.seed)
    ours, theirs = list[float](), list[float]()
    with Reader() as reader:
        for _round in range(given.rounds):
            _time(ours, lambda: qdpx_in.read(Given(data, "a.qdpx", reader), _unheard))
            _time(theirs, lambda: _bare(data))
        read = qdpx_in.read(Given(data, "a.qdpx", reader), _unheard)
    print(f"{given.count} codings, {len(read.marks)} marks; {'; '.join(read.remarks)}")
    print(f"| {min(ours):.2f} s | {min(theirs):.2f} s | {min(ours) / min(theirs):.1f} |")


def _time(times: list[float], work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    times.append(time.process_time() - start)


def _unheard(_share: float, _word: str) -> None:
    """Tell nobody."""


if __name__ == "__main__":
    main()
