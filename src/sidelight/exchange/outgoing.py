# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an export is made of: the records that whoever exports may give away, and a way to the texts
and files behind them.

Private notes are not among them, those of whoever exports neither, and of claims that are theirs to
judge blind nothing that others think.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sidelight.model.project import Project
from sidelight.model.records import Claim, Document, Note, Passage, Reviewer
from sidelight.text.layer import Page, TextLayer

Step = Callable[[float, str], None]
"""Is told how much is done, 0 to 1, and what; what it raises ends the writing."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The records of a project, and how to get at what they name.

    ``claims`` stand by number, ``notes`` are those on documents (by their ids).  Of the documents
    in ``absent`` (ids) only the record is here: ``layer``, ``pages`` and ``data`` raise
    DocumentError for them.  ``layer`` gives the text with its ink offsets, ``pages`` where it
    stands, ``data`` the bytes as they were added, ``place`` where a passage stands, in words.
    ``made_at`` is aware, in UTC; ``name`` is that of whoever exports.
    """

    project: Project
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    notes: Mapping[str, tuple[Note, ...]]
    reviewers: Mapping[str, Reviewer]
    absent: frozenset[str]
    made_at: datetime
    me: str
    name: str
    layer: Callable[[Document], TextLayer] = field(repr=False)
    pages: Callable[[Document], tuple[Page, ...]] = field(repr=False)
    data: Callable[[Document], bytes] = field(repr=False)
    place: Callable[[Passage], str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, how many marks or records it holds, and sentences on what it could not
    hold.
    """

    data: bytes = field(repr=False)
    count: int
    remarks: tuple[str, ...] = ()
