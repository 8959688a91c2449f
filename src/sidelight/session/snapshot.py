# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as it stands at one moment, in values that any thread may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidelight.errors import SidelightError
from sidelight.model.records import Claim, Document, Reviewer
from sidelight.text.corrections import Correction
from sidelight.text.layer import Furniture


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a window shows of a project.

    ``reviewers`` are by id, ``undo`` and ``redo`` the labels of the next steps or "", ``furniture``
    the page furniture offered for hiding by document id, ``places`` where each passage stands by
    the id of its evidence or claim passage, ``citations`` a line for each document by id,
    ``introduction`` who made a project that is new here, ``corrections`` those in force over each
    document's text by its id.
    """

    title: str
    path: Path
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    reviewers: Mapping[str, Reviewer]
    me: str
    undo: str = ""
    redo: str = ""
    read_only: bool = False
    notice: SidelightError | None = None
    introduction: str = ""
    furniture: Mapping[str, tuple[Furniture, ...]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
