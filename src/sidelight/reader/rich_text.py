# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of rich text as annotations of a PDF have it: XHTML of a few elements (ISO 32000,
12.7.3.4).
"""

from __future__ import annotations

from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import named_characters, parse_xml, plain_names
from sidelight.text.characters import shown

_LINE_END = "\u2028"
"""Stands for a line end that is meant; those in the source are blanks."""


def plain_words(rich: str) -> str:
    """Return the words of rich text, a line for each paragraph; of what is no XML all that can be
    taken, and "" where that is nothing.
    """
    try:
        root = plain_names(parse_xml(named_characters(rich.encode()), mend=True))
    except Unreadable:
        return ""
    for element in root.iter("p", "div", "li", "br"):
        element.tail = _LINE_END + (element.tail or "")
    lines = "".join(root.itertext()).split(_LINE_END)
    return shown("\n".join(line for one in lines if (line := " ".join(one.split()))))
