# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links to the headings of an OpenDocument text as office programs write them: "#1.2.Words|outline"
is the heading with these words, the second below the first; where it has moved, its words count.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from sidelight.reader.link_rows import LONGEST_ADDRESS
from sidelight.text.ink import ink_of

_SIGN = "|outline"
_NUMBERS = re.compile(r"(?:\d{1,6}\.){0,10}")
_NAME = "sidelight-heading-"
_LEVELS = 10
_BESIDE = frozenset({"note", "annotation"})


class Outline:
    """The headings of a content, without namespaces, by what they say."""

    def __init__(self, root: Any) -> None:
        self._names: dict[Any, str] = {}
        self._places: dict[str, dict[str, str]] = {}
        counts = [0] * _LEVELS
        for count, heading in enumerate(root.iter("h"), 1):
            level = level_of(heading, _LEVELS)
            counts[level - 1] += 1
            counts[level:] = [0] * (_LEVELS - level)
            number = "".join(f"{count}." for count in counts[:level])
            name = self._names[heading] = f"{_NAME}{count}"
            self._places.setdefault(_said(heading), {}).setdefault(number, name)

    def name_of(self, heading: Any) -> str:
        """Return the name of a heading's place."""
        return self._names.get(heading, "")

    def address_of(self, href: str) -> str:
        """Return a link's address, of the heading's place where it leads to a heading."""
        stated = unquote(href) if href.startswith("#") and len(href) <= LONGEST_ADDRESS else ""
        if not stated.endswith(_SIGN):
            return href
        stated = stated[1 : -len(_SIGN)]
        found = _NUMBERS.match(stated)
        numbers = re.findall(r"\d+\.", found[0]) if found else []
        # Words may begin with a number of their own.
        for size in range(len(numbers), -1, -1):
            number = "".join(numbers[:size])
            places = self._places.get(ink_of(stated[len(number) :]))
            if places:
                return f"#{places.get(number) or next(iter(places.values()))}"
        return href


def level_of(heading: Any, deepest: int) -> int:
    """Return the level of a heading, from 1 to ``deepest``."""
    stated = heading.get("outline-level") or ""
    return min(deepest, max(1, int(stated))) if stated.isdecimal() and len(stated) < 4 else 1


def _said(heading: Any) -> str:
    said: list[str] = [heading.text or ""]
    beside: list[Any] = list(reversed(heading))
    while beside:
        node = beside.pop()
        if isinstance(node, str):
            said.append(node)
            continue
        beside.append(node.tail or "")
        if isinstance(node.tag, str) and node.tag not in _BESIDE:
            beside += [*reversed(node), node.text or ""]
    return ink_of("".join(said))
