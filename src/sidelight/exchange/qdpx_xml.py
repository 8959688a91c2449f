# SPDX-License-Identifier: AGPL-3.0-or-later
"""Elements, identifiers and names as REFI-QDA wants them, out of texts that may hold anything."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from sidelight.text.quotes import readable, shorten

NAMESPACE = "urn:QDA-XML:project:1.0"

_LINE_ENDS = re.compile("\r\n?")
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) cannot hold, not even escaped."""
_IN_PATHS = str.maketrans({"/": "\u2215", "\\": "\u2216", ":": "\ua789", "\0": "\ufffd"})
_LONGEST_NAME = 80


def clean(text: str) -> str:
    """Return a text as XML can hold it: line ends are U+000A, what is forbidden is U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def name_of(text: str) -> str:
    """Return a text as a name: clean, on one line, not too long."""
    return shorten(readable(clean(text)), _LONGEST_NAME)


def when(moment: datetime) -> str:
    """Return a moment as an xsd:dateTime in UTC, to the second."""
    made = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{made.isoformat()}Z"


def element(parent: Any, tag: str, text: str = "", /, **attributes: str | int) -> Any:
    """Add an element of REFI-QDA to another; attributes that are empty are left out."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        if value != "":
            made.set(name, clean(str(value)))
    if text:
        made.text = clean(text)
    return made


def reference(parent: Any, tag: str, target: str) -> None:
    """Add a reference to what has a GUID."""
    element(parent, tag, targetGUID=target)


class Names:
    """Names of one list, no two alike: programs refuse or mix up codes and sources of one name."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, wanted: str, among: str = "", ending: str = "") -> str:
        """Return a name that is not taken: as wanted, with what it is ``among``, or numbered."""
        plain = name_of(wanted) or name_of(among) or "?"
        tries = [plain, *([f"{plain} ({among})"] if among else [])]
        number = 1
        while (name := tries.pop(0) + ending).casefold() in self._taken:
            number += 1
            tries.append(f"{plain} ({number})")
        self._taken.add(name.casefold())
        return name

    def of_file(self, wanted: str, ending: str = "") -> str:
        """Return such a name without what parts a path: programs name files after sources."""
        return self.of(wanted.translate(_IN_PATHS).lstrip(". "), ending=ending)
