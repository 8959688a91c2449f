# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields of RTF: the instructions of links and of numbers of pages (ISO 29500-1, 17.16, which names
them as RTF does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sidelight.reader.leaf_links import target_of
from sidelight.reader.leaves import Target
from sidelight.reader.link_rows import LONGEST_ADDRESS

_LONGEST = 2 * LONGEST_ADDRESS
_PART = re.compile(r'"([^"]*)"|(\S+)')
_PLACE = "\\l"
_WITH_WORDS = frozenset({_PLACE, "\\o", "\\t"})
"""Switches of a link that words follow: a place within, a tip, a window."""
_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


@dataclass(slots=True)
class Field:
    """A field while it is read; of an instruction too long for an address the rest is lost."""

    instruction: str = ""

    def say(self, words: str) -> None:
        """Add words to the instruction."""
        self.instruction += words[: max(0, _LONGEST - len(self.instruction))]

    @property
    def is_page_number(self) -> bool:
        """Whether its result is a number of a page, or of pages."""
        return (self.instruction.split() or [""])[0].upper() in _NUMBERS

    @property
    def target(self) -> Target | None:
        """Where it leads; None where it is no link or nobody could go there."""
        parts = [found[1] or found[2] or "" for found in _PART.finditer(self.instruction)]
        if len(self.instruction) >= _LONGEST or not parts or parts[0].upper() != "HYPERLINK":
            return None
        stated = {"": "", _PLACE: ""}
        switch = ""
        for part in parts[1:]:
            if part.startswith("\\") and len(part) == 2:
                switch = part.lower() if part.lower() in _WITH_WORDS else ""
                continue
            if not stated.get(switch):
                stated[switch] = part.replace("\\\\", "\\")
            switch = ""
        place = f"#{stated[_PLACE]}" if stated[_PLACE] else ""
        return target_of(stated[""] + place)
