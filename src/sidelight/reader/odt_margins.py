# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headers and footers of an OpenDocument text: which are in use, and what they say (OpenDocument
1.3, part 3, 16.9 to 16.16).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from sidelight.reader.page_margins import FOOTER, HEADER, MOST_MARGINS, only_numbered

_USUAL = "Standard"
_KINDS = {
    f"{kind}{which}": reason
    for kind, reason in (("header", HEADER), ("footer", FOOTER))
    for which in ("", "-first", "-left")
}
_MOST_LOOKED_AT = 16 * MOST_MARGINS


def margins_in(content: Any, styles: Any) -> Iterator[tuple[str, Any]]:
    """Yield why each header and footer in use is furniture, with it as the root of a text.

    ``content`` and ``styles`` are the roots of two parts, without namespaces.
    """
    for reason in (HEADER, FOOTER):
        shown = (
            part
            for page in _pages(content, styles)
            for part in page
            if _KINDS.get(part.tag) == reason and part.get("display") != "false"
        )
        for part in islice(shown, _MOST_LOOKED_AT):
            yield reason, _root(part)


def _pages(content: Any, styles: Any) -> list[Any]:
    """Return the page styles in use: the usual one, those that paragraphs name, and those that
    follow one of them.
    """
    pages: dict[str, Any] = {}
    for page in styles.iter("master-page"):
        pages.setdefault(page.get("name") or "", page)
    waiting = deque(
        [_USUAL, *(style.get("master-page-name") or "" for style in content.iter("style"))]
    )
    used: dict[str, None] = {}
    while waiting:
        name = waiting.popleft()
        if name in pages and name not in used:
            used[name] = None
            waiting.append(pages[name].get("next-style-name") or "")
    return [pages[name] for name in used] or list(pages.values())[:1]


def _root(part: Any) -> Any:
    for paragraph in part.iter("p", "h"):
        _drop_numbers(paragraph)
    # A header has no notes (6.3.2); one would take the number of a note of the text.
    etree.strip_elements(part, "note", with_tail=False)
    made = etree.Element("content")
    text = etree.SubElement(etree.SubElement(made, "body"), "text")
    text.extend(list(part))
    return made


def _drop_numbers(paragraph: Any) -> None:
    numbers = list(paragraph.iter("page-number", "page-count"))
    for number in numbers:
        number.text = None
    if numbers and only_numbered("".join(paragraph.itertext())):
        # Its pictures stay.
        for node in paragraph.iter():
            node.text = None
            node.tail = node.tail if node is paragraph else None
