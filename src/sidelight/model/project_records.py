# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records that stand beside claims: what was said of an article or holds in the whole project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sidelight.model.records import Passage


@dataclass(frozen=True, slots=True)
class Exempt:
    """A passage of an article in which there is nothing to check, as a reviewer says."""

    id: str
    passage: Passage
    reviewer: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """A reviewer's word that an article may go out as its claims stand.

    ``changed``: something was done on the article since that it had not seen.
    """

    id: str
    document: str
    reviewer: str
    note: str = ""
    made_at: datetime | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that sorts claims; ``colour`` is as ``#1e7a46``, or "" for none of its own."""

    name: str
    colour: str = ""
