# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a user says of a file that is to come in: which documents are meant, who its authors are,
and what becomes of its marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ADD_ARTICLE, ADD_SOURCE, LEAVE_OUT = "+article", "+source", "-"
"""What can be said of a document instead of the id of one of the project."""

ME = "me"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What was chosen; what is not named is as usual.

    ``documents`` say by the key of a document in the file which one of the project it is (an id),
    or `ADD_ARTICLE`, `ADD_SOURCE` or `LEAVE_OUT`; under "" stands the one that marks are in which
    name none.  ``authors`` say by their keys who is `ME`, or whose marks to `LEAVE_OUT`; the others
    stay who they are there.  ``groups`` say what becomes of the marks of a group: a verdict's
    stored word or one of `sidelight.exchange.incoming.OUTCOMES`.  ``overwrite``: records of sources
    also replace what fields of ours hold already.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    overwrite: bool = False
