# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every hostile file of the tests of formats that are read, as a file that a user might import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.exchange import lines_given, test_hostile_annotations, test_qdpx_in_hostile
from tests.exchange.files_given import as_bytes
from tests.reader import hostile_marks


@dataclass(frozen=True)
class Hostile:
    """A file: what is wrong with it, the format that it claims to be of, its name, its bytes."""

    title: str
    format: str
    name: str
    make: Callable[[], bytes]


def _every() -> Iterator[Hostile]:
    annotations = test_hostile_annotations
    qdpx = {name: make for name, (make, _why) in test_qdpx_in_hostile.REFUSED.items()}
    for title, make in hostile_marks.FILES.items():
        yield Hostile(title, "pdf", "marks.pdf", make)
    for title, make in annotations.HOSTILE.items():
        yield Hostile(title, "web-annotation", "marks.jsonld", _written(make))
    for title, make in annotations.OF_HYPOTHESIS.items():
        yield Hostile(title, "hypothesis", "marks.json", _written(make))
    for title, make in {**qdpx, **test_qdpx_in_hostile.READ}.items():
        yield Hostile(title, "qdpx", "project.qdpx", make)
    for title, make in lines_given.HOSTILE.items():
        yield Hostile(title, "jsonl", "project.jsonl", make)


def _written(make: Callable[[], object]) -> Callable[[], bytes]:
    return lambda: as_bytes(make())


FILES: dict[str, Hostile] = {f"{one.format}: {one.title}": one for one in _every()}
"""By format and what is wrong."""

HEAVY = {
    "hypothesis: a circle",
    "hypothesis: a chain",
    "jsonl: a hundred thousand claims",
    "jsonl: as many documents as there may be",
    "jsonl: lines that are none",
    "jsonl: names of a megabyte",
    "jsonl: one name for all",
    "jsonl: people without end",
    "jsonl: the same words in the same place",
    "jsonl: too many verdicts",
    "jsonl: verdicts without end",
    "pdf: a circle of three thousand",
    "pdf: a chain of three thousand",
    "pdf: a million annotations",
    "pdf: a million numbers for quads",
    "pdf: a million times one annotation",
    "pdf: as many as may be listed, all one",
    "pdf: long words shared by many",
    "pdf: many quads shared by many",
    "pdf: pages that share their annotations",
    "pdf: rich text of many elements",
    "pdf: words of twenty megabytes",
    "qdpx: a PDF that is none",
    "qdpx: a bomb for a project",
    "qdpx: notes that are bombs",
    "qdpx: sources of zeros",
    "qdpx: the whole text over and over",
    "web-annotation: a large file",
    "web-annotation: drawings",
    "web-annotation: halves",
    "web-annotation: long tags",
    "web-annotation: many authors",
    "web-annotation: many documents",
    "web-annotation: many huge numbers",
    "web-annotation: much markup",
    "web-annotation: no names",
}
"""What takes long to make or to read: the tests of their formats read them, and the benchmark."""
