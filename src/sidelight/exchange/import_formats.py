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


# what a format needs is loaded when it is read: who lists them waits for nothing


def _pdf(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import pdf_marks

    return pdf_marks.read(given.data, given.name, given.reader, step, given.password)


def _is_pdf(_name: str, head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


IMPORTS: tuple[ImportFormat, ...] = (
    ImportFormat(
        "pdf",
        (".pdf",),
        N_("Marks in a PDF"),
        N_("highlights and notes that other programs, or Sidelight, wrote into a PDF"),
        _is_pdf,
        _pdf,
    ),
)


@cache
def imports() -> Brought[ImportFormat]:
    """Look once which formats there are, ours and those of other packages."""
    return brought(GROUP, ImportFormat, IMPORTS, "import.format")
