# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects for the tests of the store, made through its one door."""

import hashlib
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from sidelight.model.change import Setting
from sidelight.store.project_file import Author, Holder, ProjectFile

HOLDER = Holder("Ann Lee", "this desk", "command")
LAYER = "a" * 64
TITLE = "Fuel and votes"

ARTICLE = random.Random(1).randbytes(2_300_000)
SOURCE = b"%PDF-1.7 a treaty, in short"


def numbered(digit: str) -> str:
    """An id of 128 bits that is told at sight."""
    return digit * 32


def author(digit: str = "a") -> Author:
    """A reviewer with an installation of their own, counting from 1."""
    numbers: Iterator[int] = itertools.count(1)
    return Author(numbered(digit), numbered(digit), lambda: next(numbers))


def sha256(data: bytes) -> str:
    """The id of a document."""
    return hashlib.sha256(data).hexdigest()


def place(document: bytes, start: int, quote: str, page: int = 1) -> dict[str, str | int]:
    """The value of a passage's field `place`."""
    return {
        "document": sha256(document),
        "layer": LAYER,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "prefix": "before",
        "suffix": "after",
        "page": page,
    }


def add_document(file: ProjectFile, who: Author, data: bytes, number: int, title: str) -> str:
    """Add a document and return its id."""
    id_ = sha256(data)
    kind = "article" if number == 1 else "source"
    values = {"number": number, "title": title, "kind": kind, "size": len(data), "author": "N. N."}
    settings = [Setting("document", id_, name, value) for name, value in values.items()]
    file.commit(settings, who, f"Add {title}", blobs=[data])
    return id_


def add_claim(file: ProjectFile, who: Author, digit: str, number: int, quote: str) -> str:
    """Add a claim in the article with one passage and return its id."""
    id_ = numbered(digit)
    passage = f"{digit * 31}0"
    file.commit(
        [
            Setting("claim", id_, "number", number),
            Setting("passage", passage, "claim", id_),
            Setting("passage", passage, "place", place(ARTICLE, 100 * number, quote, page=3)),
        ],
        who,
        "Claim",
    )
    return id_


def judge(file: ProjectFile, who: Author, claim: str, verdict: str, reason: str = "") -> None:
    """Give a verdict."""
    id_ = f"{claim}.{who.reviewer}"
    value = {"verdict": verdict, "denied_by": "the Ministry" if verdict == "denied" else ""}
    settings = [Setting("verdict", id_, "claim", claim), Setting("verdict", id_, "verdict", value)]
    file.commit([*settings, Setting("verdict", id_, "reason", reason)], who, "Judge")


def link(file: ProjectFile, who: Author, digit: str, claim: str, quote: str) -> str:
    """Link evidence from the source to a claim and return its id."""
    id_ = f"{digit * 30}ee"
    values = {"claim": claim, "place": place(SOURCE, 7, quote, page=2), "stance": "supports"}
    settings = [Setting("evidence", id_, name, value) for name, value in values.items()]
    file.commit([*settings, Setting("evidence", id_, "note", "in full")], who, "Link evidence")
    return id_


def name_reviewer(file: ProjectFile, who: Author, name: str) -> None:
    """Say what a reviewer is called."""
    file.commit([Setting("reviewer", who.reviewer, "name", name)], who, "")


def make_project(path: Path) -> Path:
    """Make a project of two documents, two claims and two reviewers who differ on one; closed."""
    ann, bob = author("a"), author("b")
    with ProjectFile.create(path, TITLE, ann, holder=HOLDER) as file:
        name_reviewer(file, ann, "Ann")
        name_reviewer(file, bob, "Bob")
        add_document(file, ann, ARTICLE, 1, "The article")
        add_document(file, ann, SOURCE, 2, "The treaty")
        first = add_claim(file, ann, "c", 1, "Fuel went up")
        second = add_claim(file, bob, "d", 2, "Nobody voted")
        judge(file, ann, first, "verified", "It did.")
        judge(file, bob, first, "denied", "It did not.")
        link(file, bob, "e", first, "prices of fuel")
        note = numbered("f")
        settings = [Setting("note", note, "claim", second), Setting("note", note, "text", "Ask.")]
        file.commit(settings, bob, "Note")
    return path


def make_project_of_notes(path: Path) -> Path:
    """Make a project of one small document and one claim with 60 notes, short and long; closed."""
    ann = author()
    with ProjectFile.create(path, TITLE, ann, holder=HOLDER) as file:
        add_document(file, ann, SOURCE, 2, "The treaty")
        claim = add_claim(file, ann, "c", 1, "Fuel went up")
        for number in range(60):
            note = f"{number:032x}"
            what = {"claim": claim, "text": f"Note {number} " * (1 + number % 40)}
            file.commit([Setting("note", note, *item) for item in what.items()], ann, "Note")
    return path
