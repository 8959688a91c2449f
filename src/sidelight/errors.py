# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every error that a user can meet.

::

    SidelightError                  one sentence for the user; `fault` says whose it is
    ├── InputError                  the input is at fault            exit code 1
    │   ├── DocumentError           a document that cannot be read
    │   ├── ProjectError            a project file that cannot be opened or written
    │   ├── QuoteError              a quote that is absent or ambiguous, with candidates
    │   ├── UnknownName             no such claim, document, reviewer …, or more than one
    │   ├── FilterError             a filter that asks for what there is not
    │   └── Refused                 an act that may not be done now
    ├── UsageError                  wrong usage                      exit code 2
    ├── DamageError                 a check found damage             exit code 3
    └── Cancelled                   the user stopped it              exit code 1

An error holds an ``id``, the values of its sentence and a ``hint``: never a finished sentence,
because sentences are translated where they are shown (`sidelight.language.sentence`).  The English
templates stand in one table (`sidelight.sentences`), so that a reader finds all that can go wrong
in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from sidelight.sentences import N_, SENTENCES

__all__ = [
    "N_",
    "SENTENCES",
    "Cancelled",
    "DamageError",
    "DocumentError",
    "FilterError",
    "InputError",
    "ProjectError",
    "QuoteError",
    "Refused",
    "SidelightError",
    "UnknownName",
    "UsageError",
    "Value",
]

Value = str | int | float


class SidelightError(Exception):
    """An error with a sentence for the user.

    ``id`` names a template of `SENTENCES`; ``values`` fill it; ``hint`` may add what to do next.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, id: str, /, *, hint: str = "", **values: Value) -> None:  # noqa: A002
        super().__init__(id)
        self.id = id
        self.values: Mapping[str, Value] = values
        self.hint = hint

    @property
    def template(self) -> str:
        """The English template, the key of the catalogue."""
        return SENTENCES[self.id]

    def __str__(self) -> str:
        text = self.template.format_map(dict(self.values))
        return f"{text} {self.hint}" if self.hint else text


class InputError(SidelightError):
    """The input is at fault."""


class DocumentError(InputError):
    """A document that cannot be read; the project is as it was."""


class ProjectError(InputError):
    """A project file that cannot be opened or written."""


class QuoteError(InputError):
    """A quote that is absent or ambiguous.

    ``candidates`` are (document number, place, quote) of the nearest passages, best first.
    """

    def __init__(
        self,
        id: str,  # noqa: A002
        /,
        *,
        candidates: Sequence[tuple[int, str, str]] = (),
        **values: Value,
    ) -> None:
        super().__init__(id, hint="", **values)
        self.candidates = tuple(candidates)


class UnknownName(InputError):
    """No such claim, document or reviewer, or more than one."""


class FilterError(InputError):
    """A filter over claims that asks for what there is not."""


class Refused(InputError):
    """An act that may not be done now."""


class UsageError(SidelightError):
    """Wrong usage of a command."""

    exit_code = 2


class DamageError(SidelightError):
    """A check found damage."""

    exit_code = 3


class Cancelled(SidelightError):
    """The user stopped it."""

    def __init__(self) -> None:
        super().__init__("cancelled")
