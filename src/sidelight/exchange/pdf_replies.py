# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the marks in a PDF say to each other: which answer which, which are parts of another, and
which only say what became of one (ISO 32000, 12.5.6.2 and 12.5.6.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sidelight.exchange.pdf_kinds import ON_WORDS
from sidelight.language import N_, _
from sidelight.reader.found_marks import PdfMark

_DEEPEST = 30
"""Replies to replies; what answers a deeper one answers that one of its chain."""
_NO_STATE = ("", "None", "Unmarked")
_STATES = {
    "Accepted": N_("Accepted"),
    "Rejected": N_("Rejected"),
    "Cancelled": N_("Cancelled"),
    "Completed": N_("Completed"),
    "Marked": N_("Marked"),
}


@dataclass(slots=True)
class Thread:
    """A mark, by its index, with what belongs to it: its other parts, and what answers it as pairs
    of indices (a reply, and what that answers: the mark itself or another reply).
    """

    mark: int
    parts: list[int] = field(default_factory=list)
    replies: list[tuple[int, int]] = field(default_factory=list)


def threads(marks: Sequence[PdfMark]) -> list[Thread]:
    """Return the marks that answer none with those that answer them; of marks that answer each
    other in a circle, the first answers none.
    """
    parents = [mark.answers if mark.answers >= 0 else at for at, mark in enumerate(marks)]
    _cut_circles(parents)
    chains = _Chains(parents, [mark.group for mark in marks])
    found = {at: Thread(at) for at, parent in enumerate(parents) if at == parent}
    for at, parent in enumerate(parents):
        if at == parent:
            continue
        thread = found[chains.root(at)]
        if marks[at].group:
            thread.parts.append(at)
        else:
            thread.replies.append((at, chains.answered(at)))
    return list(found.values())


def _cut_circles(parents: list[int]) -> None:
    """Let the first of the marks that answer each other in a circle answer none."""
    visited = [-1] * len(parents)
    for begin in range(len(parents)):
        at = begin
        while visited[at] < 0:
            visited[at] = begin
            at = parents[at]
        if visited[at] == begin and parents[at] != at:
            circle = [at]
            while parents[circle[-1]] != at:
                circle.append(parents[circle[-1]])
            first = min(circle)
            parents[first] = first


class _Chains:
    """For each mark the one that its chain of answers ends in, and what its replies answer: itself,
    or what it is a part of, or the last of its chain that is not too deep.
    """

    def __init__(self, parents: Sequence[int], parts: Sequence[bool]) -> None:
        self._parents, self._parts = parents, parts
        self._roots: dict[int, int] = {}
        self._meant: dict[int, int] = {}
        self._depths: dict[int, int] = {}

    def root(self, at: int) -> int:
        """Return the mark that a chain ends in."""
        chain: list[int] = []
        while at not in self._roots and self._parents[at] != at:
            chain.append(at)
            at = self._parents[at]
        if at not in self._roots:
            self._roots[at] = self._meant[at] = at
            self._depths[at] = 0
        for one in reversed(chain):
            self._follow(one)
        return self._roots[chain[0] if chain else at]

    def answered(self, at: int) -> int:
        """Return what a mark answers, once its root was asked for."""
        return self._meant[self._parents[at]]

    def _follow(self, at: int) -> None:
        answered = self._meant[self._parents[at]]
        self._roots[at] = self._roots[answered]
        same = self._parts[at] or self._depths[answered] >= _DEEPEST
        self._meant[at] = answered if same else at
        self._depths[at] = self._depths[answered] + 1


def states(marks: Sequence[PdfMark], thread: Thread) -> dict[int, str]:
    """Return for those of a thread's replies that give it a state what they say, in words: the last
    of each author and model, unless that takes it back.
    """
    last: dict[tuple[str, str], int] = {}
    given = [at for at, _answered in thread.replies if marks[at].state]
    for at in sorted(given, key=lambda at: (marks[at].changed or marks[at].made, at)):
        last[marks[at].author, marks[at].model] = at
    return {at: word for at in last.values() if (word := _word(marks[at].state))}


def _word(state: str) -> str:
    if state in _NO_STATE:
        return ""
    return _("State: {state}").format(state=_(_STATES[state]) if state in _STATES else state)


def placed(marks: Sequence[PdfMark], thread: Thread) -> PdfMark:
    """Return the part of a thread's mark that tells where it stands: what is to be replaced is
    struck out by one part, and what comes in its place is written in another.
    """
    every = [marks[at] for at in (thread.mark, *thread.parts)]
    return next((one for one in every if one.kind in ON_WORDS and one.rects), every[0])


def said(marks: Sequence[PdfMark], thread: Thread) -> str:
    """Return what is written in a thread's mark and its other parts, each once."""
    return "\n".join(
        dict.fromkeys(words for at in (thread.mark, *thread.parts) if (words := marks[at].words))
    )
