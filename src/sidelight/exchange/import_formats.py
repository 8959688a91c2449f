# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats of other programs that are read.  A new one is a file of its own and a line here;
another package brings one by an entry point of the group ``sidelight.import_formats`` that leads to
an `ImportFormat`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sidelight.brought import Brought, brought
from sidelight.exchange.incoming import Incoming, Step
from sidelight.language import N_
from sidelight.reader.remote import Reader

GROUP = "sidelight.import_formats"


@dataclass(frozen=True, slots=True)
class Given:
    """A file that is to be read: its bytes and its name.

    ``reader`` reads what is better read in a process of its own; ``password`` opens an encrypted
    file; ``columns`` say which column of a table holds what, by the names of fields, where the
    user has chosen (empty: as the heads say).
    """

    data: bytes = field(repr=False)
    name: str
    reader: Reader = field(repr=False)
    password: str = field(default="", repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format: its name on the command line, how its files end, its title, what it brings, how its
    files are told from others, and what reads it.

    ``title`` and ``holds`` are to be looked up in the catalogue where they are shown.  ``knows`` is
    asked of the name and the first 64 KiB of a file, and must never raise.  What reads it calls the
    step now and then and lets what that raises pass; it raises InputError for a file that it cannot
    read.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    holds: str
    knows: Callable[[str, bytes], bool]
    read: Callable[[Given, Step], Incoming]

    @property
    def suffix(self) -> str:
        """The ending that its files have most."""
        return self.suffixes[0]


# what a format needs is loaded when a file is looked at: who lists them waits for nothing


def _knows_web_annotation(name: str, head: bytes) -> bool:
    from sidelight.exchange import annotations_in

    return annotations_in.knows(name, head)


def _web_annotation(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import annotations_in

    return annotations_in.read(given.data, given.name, step)


def _knows_hypothesis(name: str, head: bytes) -> bool:
    from sidelight.exchange import hypothesis

    return hypothesis.knows(name, head)


def _hypothesis(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import hypothesis

    return hypothesis.read(given.data, given.name, step)


IMPORTS: tuple[ImportFormat, ...] = (
    ImportFormat(
        "web-annotation",
        (".jsonld", ".json", ".jsonl"),
        N_("Web Annotation"),
        N_("annotations of the W3C: our own with all that was said, those of others as marks"),
        _knows_web_annotation,
        _web_annotation,
    ),
    ImportFormat(
        "hypothesis",
        (".json",),
        N_("Hypothesis"),
        N_("highlights, comments, page notes and replies of Hypothesis"),
        _knows_hypothesis,
        _hypothesis,
    ),
)


@cache
def imports() -> Brought[ImportFormat]:
    """Look once which formats there are, ours and those of other packages."""
    return brought(GROUP, ImportFormat, IMPORTS, "import.format")
