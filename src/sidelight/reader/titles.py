# SPDX-License-Identifier: AGPL-3.0-or-later
"""The title of a document: what it states of itself, held against what it shows."""

from __future__ import annotations

import re

from sidelight.reader.leaves import Leaf
from sidelight.text.ink import ink_of

_LONGEST = 300
_WITHIN = 30
_FILE_LIKE = re.compile(
    r"(?:\.(?:docx?|odt|rtf|pdf|indd|qxd|p65|pub|tex|dvi|ps|xlsx?|pptx?|html?|txt)$|"
    r"^microsoft \w+ - "
    r"|^(?:untitled|document|title|print|scan|slide)[\s_-]*\d*$|[\\/]|^\W*$)",
    re.IGNORECASE,
)


def stated_title(title: str) -> str:
    """Return a title that a file states, empty where it is what a program left there."""
    title = " ".join(title.replace("\x00", "").split())[:_LONGEST]
    return "" if _FILE_LIKE.search(title) or len(title) < 3 or "\ufffd" in title else title


def titled(leaves: list[Leaf], stated: str) -> str:
    """Return the title and mark its leaf as the title.

    It is the only heading of the first level, else the first of the leaves that say what is
    ``stated``; where none does, a heading with it is put first.
    """
    heads = [leaf for leaf in leaves if leaf.tag == "h1"]
    if len(heads) == 1 or (heads and not stated):
        heads[0].title = True
        return heads[0].text
    if not shown_title(leaves, stated) and stated and leaves:
        leaves.insert(0, Leaf("h1", runs=[((), stated)], title=True))
    return stated


def shown_title(leaves: list[Leaf], stated: str) -> bool:
    """Mark the first of the first leaves that says what is ``stated``; tell whether one does."""
    wanted = ink_of(stated).casefold()
    same = (leaf for leaf in leaves[:_WITHIN] if wanted and ink_of(leaf.text).casefold() == wanted)
    found = next(same, None)
    if found is not None:
        found.title, found.tag = True, "h1"
    return found is not None
