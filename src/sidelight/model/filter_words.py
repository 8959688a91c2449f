# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the language in which claims are filtered, and how a text in it is divided.

A filter is words with blanks between them: each must hold. A word is looked for in what the list
shows of a claim; ``"several words"`` stand together; ``key:value`` asks for a field, with several
values after commas of which one is enough; a ``-`` before any of these turns it round.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sidelight.errors import N_
from sidelight.text.folding import loosely

KEYS = {
    "verdict": N_("what the list shows: verified, disputed …"),
    "by": N_("who gave a verdict"),
    "tag": N_("a tag"),
    "no": N_("what a claim lacks: evidence, reason …"),
    "has": N_("what a claim has: evidence, note …"),
    "standing": N_("what the verdicts come to: split, agreed …"),
    "kind": N_("what kind of statement it is"),
    "speaker": N_("who said it"),
    "severity": N_("how much it matters"),
    "assigned": N_("who is to check it"),
    "second": N_("who is to judge it blind"),
    "source": N_("a source that is its evidence"),
    "article": N_("the article it stands in"),
}
"""The keys, which are the same in every language, and what each asks for."""

TRAITS = {
    "evidence": N_("evidence"),
    "verdict": N_("a verdict"),
    "reason": N_("a reason"),
    "note": N_("a note"),
    "tag": N_("a tag"),
    "speaker": N_("a speaker"),
    "severity": N_("a severity"),
    "kind": N_("a kind"),
    "assigned": N_("somebody to check it"),
    "response": N_("a response of a party"),
    "decision": N_("a decision"),
    "correction": N_("a proposed correction"),
    "restatement": N_("a restatement"),
}
"""What a claim may have or lack, for ``has:`` and ``no:``."""

_PIECE = re.compile(r'(?P<minus>-)?(?:(?P<key>\w+):(?!//))?(?P<rest>(?:"[^"]*(?:"|$)|[^\s"])*)')
_VALUE = re.compile(r'(?:"[^"]*(?:"|$)|[^,"])*')
_SEPARATES = re.compile(r"[-_\s]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a key may have: as it is stored, as it is typed, as people are told of it.

    ``names`` are all ways to call it.
    """

    stored: str
    typed: str
    shown: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called, plain for comparison."""
        return tuple(dict.fromkeys((plain(self.typed), plain(self.shown or self.typed))))


Vocabulary = Mapping[str, Sequence[Value]]
"""The values that each key may have in a project."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a written filter with its range in it; ``key`` is "" for plain words.

    ``values`` are those typed, each with its range; a word or phrase is one.
    """

    start: int
    end: int
    negated: bool
    key: str
    values: tuple[tuple[str, int, int], ...]


def plain(text: str) -> str:
    """Return a value as values are compared: folded, with one blank for hyphens and blanks."""
    return _SEPARATES.sub(" ", loosely(text.replace('"', ""))).strip()


def divided(text: str) -> list[Part]:
    """Divide a written filter; any text at all can be divided."""
    parts, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _PIECE.match(text, at)
        end = found.end() if found else at
        if found is None or end == at:
            # a sign that begins nothing
            at += 1
            continue
        at = end
        parts.append(_part(found))
    return parts


def _part(found: re.Match[str]) -> Part:
    key, start, end = found["key"] or "", found.start("rest"), found.end("rest")
    # numbers are no keys: 12:30 is a time
    if not key or not key[0].isalpha():
        start = found.start("key") if key else start
        return Part(
            found.start(),
            end,
            bool(found["minus"]),
            "",
            ((found.string[start:end], start, end),),
        )
    values, at = [], start
    while at <= end:
        value = _VALUE.match(found.string, at, end)
        last = value.end() if value else at
        values.append((found.string[at:last], at, last))
        at = last + 1
    return Part(found.start(), end, bool(found["minus"]), key.lower(), tuple(values))
