# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts that we wrote as lines with labels (`sidelight.exchange.qdpx_codes.lines`), in whatever
language they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sidelight.exchange.qdpx_in_codes import in_every_language, named
from sidelight.language import N_, _
from sidelight.model.vocabulary import (
    ANSWERS,
    DESCRIBED,
    KINDS,
    LEVELS,
    MATCHES,
    SEVERITIES,
    VERDICTS,
)

CLAIM = {
    N_("Restatement"): "restatement",
    N_("Kind"): "kind",
    N_("Speaker"): "speaker",
    N_("Attributed through"): "attribution",
    N_("Said on"): "said_on",
    N_("Severity"): "severity",
    N_("Proposed correction"): "correction",
}
REASON = {N_("Denied by"): "denied_by", N_("As of"): "as_of"}
EVIDENCE = {
    N_("How the words stand there"): "match",
    N_("Primary or secondary"): "level",
    N_("Translator"): "translator",
}
THERE = {N_("Translation"): "translation"}
TOLD = {N_("Who"): "who", N_("When"): "when", N_("Where"): "where", N_("Note"): "note"}
DECISION = {N_("Denied by"): "denied_by", N_("Reason"): "reason"}
"""The labels that stand before fields, by what we write them of."""

_STORED = {
    "kind": KINDS,
    "severity": SEVERITIES,
    "match": MATCHES,
    "level": LEVELS,
    "answer": ANSWERS,
    "described": DESCRIBED,
    "verdict": VERDICTS,
}
"""Fields that hold one of a few stored words."""


def is_called(name: str, *messages: str) -> bool:
    """Tell whether a name is one of our words, in any language."""
    return any(name in _called(message) for message in messages)


@cache
def _called(message: str) -> frozenset[str]:
    return frozenset(in_every_language(lambda: _(message)))


def stored(field: str, name: str) -> str:
    """Return the word that is stored for what is called so, "" for none."""
    return _words(field).get(name, "")


@cache
def _words(field: str) -> Mapping[str, str]:
    return {name: word for word in _STORED[field] for name in named(word)}


def apart(text: str, labels: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return what a text says before its fields, and those by their names.

    What follows a field goes on with it: values may be of several lines.
    """
    known = _labels(tuple(labels.items()))
    parts: dict[str, list[str]] = {"": []}
    into = ""
    for line in text.split("\n"):
        label, found, value = line.partition(": ")
        name = known.get(label) if found else None
        starts = bool(name) and name not in parts
        into = name if name and starts else into
        parts.setdefault(into, []).append(value if starts else line)
    told = {name: "\n".join(written).strip("\n") for name, written in parts.items()}
    first = told.pop("")
    return first, dict(_fitting(told.items()))


@cache
def _labels(labels: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {called: field for message, field in labels for called in _called(message)}


def _fitting(told: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in told:
        word = stored(name, value) if name in _STORED else value
        if word:
            yield name, word
