# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lines of a web page can be filtered by, each told by a short sign.

The signs stand in attributes that a script reads, so nothing that a person wrote stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sidelight.report.data import Report
from sidelight.report.parts import Line

OPEN = "open"
"""The sign of a line that is among the open items."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is offered: verdicts that lines show and who gave any, by sign, each only where there is
    a choice; how many lines are ``open``, 0 where that tells none apart.

    ``signs`` are those of each line, by label, with blanks between.
    """

    verdicts: tuple[tuple[str, str, int], ...]
    reviewers: tuple[tuple[str, str], ...]
    open: int
    signs: Mapping[str, str]

    @property
    def any(self) -> bool:
        """Whether there is anything to filter by."""
        return bool(self.verdicts or self.reviewers or self.open)


def filters(report: Report) -> Filters:
    """Return what the lines of a report can be filtered by."""
    shown = [word for word, count in report.counts.items() if count]
    verdicts = {word: f"v{at}" for at, word in enumerate(shown)}
    judges = {line.label: _judges(line) for line in report.lines}
    names = set().union(*judges.values())
    reviewers = {name: f"r{at}" for at, name in enumerate(sorted(names, key=str.casefold))}
    listed = {label for items in report.open_items for label in items.claims}
    left = listed & {line.label for line in report.lines}
    return Filters(
        tuple((sign, word, report.counts[word]) for word, sign in verdicts.items())
        if len(verdicts) > 1
        else (),
        tuple((sign, name) for name, sign in reviewers.items()) if len(reviewers) > 1 else (),
        len(left) if len(left) < len(report.lines) else 0,
        {
            line.label: _signs(
                verdicts.get(line.paint, ""),
                [reviewers[name] for name in sorted(judges[line.label])],
                is_open=line.label in left,
            )
            for line in report.lines
        },
    )


def _judges(line: Line) -> set[str]:
    """Return who gave a verdict on a claim or decided it."""
    made = [line.decision.verdict] if line.decision else []
    return {verdict.reviewer for verdict in (*line.verdicts, *made)}


def _signs(verdict: str, judges: list[str], *, is_open: bool) -> str:
    """Return the signs of a line; one that shows what is not counted has none for that."""
    return " ".join(filter(None, [verdict, *judges, OPEN if is_open else ""]))
