# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of rich text as annotations of a PDF have it: XHTML of a few elements (ISO 32000,
12.7.3.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import named_characters, parse_xml, plain_names
from sidelight.text.characters import shown


def plain_words(rich: str) -> str:
    """Return the words of rich text, a line for each paragraph; of what is no XML all that can be
    taken, and "" where that is nothing.
    """
    try:
        root = plain_names(parse_xml(named_characters(rich.encode()), mend=True))
    except Unreadable:
        return ""
    lines = "".join(_said(root)).split("\n")
    return shown("\n".join(line for one in lines if (line := " ".join(one.split()))))


def _said(element: Any) -> Iterator[str]:
    for way, one in _walked(element):
        if way == "start":
            yield "\n" if one.tag in {"br", "li"} else ""
            yield (one.text or "").replace("\n", " ")
        else:
            yield "\n" if one.tag in {"p", "div", "li"} else ""
            yield (one.tail or "").replace("\n", " ") if one is not element else ""


def _walked(element: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterwalk(element, events=("start", "end"))
