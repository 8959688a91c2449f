# SPDX-License-Identifier: AGPL-3.0-or-later
"""The code book of a stranger's REFI-QDA project, as groups of marks; and which of its codes are
those that we write (`sidelight.exchange.qdpx_codes`), by their GUIDs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sidelight.exchange.guids import guid
from sidelight.exchange.incoming import Group
from sidelight.exchange.qdpx_codes import stance_code, verdict_code
from sidelight.exchange.qdpx_in_xml import (
    all_of,
    colour,
    first_of,
    key,
    key_of,
    name,
    targets,
    text_of,
)
from sidelight.exchange.verdict_words import verdict_of
from sidelight.language import _, available, within
from sidelight.model.verdicts import word_of
from sidelight.model.vocabulary import STANCES, VERDICTS, WORDS

SELECTION = "selection"
"""The group of selections without a code."""

_NOTES = (
    "note, notes, comment, comments, memo, memos, annotation, "
    "заметка, примечание, комментарий, "
    "메모, 주석, 노트, 코멘트"
)
"""What people call codes that are none but say that something was written there."""
_DEEPEST_TITLE = 5
_BETWEEN = " › "


def in_every_language(look_up: Callable[[], str]) -> set[str]:
    """Return what a lookup of ours says in each language that there is a catalogue for."""
    found = set()
    for language in available():
        with within(language):
            found.add(look_up())
    return found


def usual_of(called: str) -> str:
    """Return what usually becomes of the marks of a code by its name: a verdict, a note, a
    claim.
    """
    return verdict_of(called) or _meanings().get(word_of(called), "claim")


@cache
def _meanings() -> dict[str, str]:
    """Return what codes of a name mean, by the name folded: notes, and verdicts as we call them."""
    found = {word_of(one): "note" for one in _NOTES.split(", ")}
    for verdict in VERDICTS:
        found |= {word_of(one): verdict for one in named(verdict)}
    return found


def named(word: str) -> set[str]:
    """Return what a stored word is called, in each language."""
    return in_every_language(lambda: _(WORDS[word])) if word in WORDS else {word}


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its key, its name and those of the codes above it, and what it is of ours.

    ``verdict``, ``stance`` and ``tag`` are stored words, ``claim`` says that it stands for a claim;
    ``described`` is what is written of it.
    """

    key: str
    names: tuple[str, ...]
    colour: str = ""
    described: str = ""
    verdict: str = ""
    stance: str = ""
    tag: str = ""
    claim: bool = False

    @property
    def title(self) -> str:
        """Its name below those of the codes above it."""
        return _BETWEEN.join(self.names)

    @property
    def group(self) -> Group:
        """The code as a group of marks."""
        usual = self.verdict or usual_of(self.names[-1])
        return Group(self.key, self.title, self.colour, usual)


@dataclass(slots=True)
class CodeBook:
    """The codes by key; ``notes`` are titles of codes by the keys of notes on them."""

    codes: dict[str, Code] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    ours: bool = False

    def get(self, key: str) -> Code:
        """Return a code; one that the book does not have is one without a name."""
        return self.codes.get(key) or Code(key, (_("Unknown code"),))


def _gathering(number: int) -> str:
    return key_of(guid("gathering code", str(number)))


_VERDICTS, _STANCES, _CLAIMS, _TAGS = range(4)


def read_codes(root: Any) -> CodeBook:
    """Read the code book of a project."""
    book = CodeBook()
    codes = first_of(root, "CodeBook")
    inner = None if codes is None else first_of(codes, "Codes")
    ours = {_gathering(number): number for number in range(4)}
    top = [*all_of(inner, "Code")] if inner is not None else []
    waiting: list[tuple[Any, tuple[str, ...], int]] = [(one, (), -1) for one in reversed(top)]
    while waiting:
        element, above, kind = waiting.pop()
        made = _code(element, above, kind, len(book.codes))
        book.codes.setdefault(made.key, made)
        book.notes |= dict.fromkeys(targets(element, "NoteRef"), made.title)
        below = ours.get(made.key, -1)
        book.ours |= below >= 0
        waiting += [(one, made.names, below) for one in reversed([*all_of(element, "Code")])]
    return book


def _code(element: Any, above: tuple[str, ...], kind: int, number: int) -> Code:
    id_ = key(element, number)
    called = name(element) or _("Code {number}").format(number=number + 1)
    verdict = stance = tag = ""
    if kind == _VERDICTS:
        verdict = _stored(id_, called, VERDICTS, verdict_code)
    elif kind == _STANCES:
        stance = _stored(id_, called, STANCES, stance_code)
    elif kind == _TAGS:
        tag = called
    described = text_of(element, "Description")
    names = (*above, called)[-_DEEPEST_TITLE:]
    claim = kind == _CLAIMS
    return Code(id_, names, colour(element), described, verdict, stance, tag, claim)


def _stored(id_: str, called: str, words: tuple[str, ...], code: Callable[[str], str]) -> str:
    """Return the word that a code of ours stands for; of one that a project added, as its name has
    it.
    """
    return next((word for word in words if key_of(code(word)) == id_), word_of(called) or called)
