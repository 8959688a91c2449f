# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headers and footers of documents whose pages are not taken over: each once, as furniture, before
and after the text.

The numbers of pages in them are those of another layout, so they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sidelight.reader.leaves import Leaf
from sidelight.text.ink import ink_of

MOST_MARGINS = 8
"""Different headers, and different footers, of one document."""
HEADER, FOOTER = "page-header", "page-footer"
_ONLY_NUMBERED = re.compile(
    r"(?:pages?|p\.|of|seite|von|sur|de|стр(?:аница|\.)?|с\.|из|페이지|쪽|면|총|중|第|页|頁|共|\W|_)*",
    re.IGNORECASE,
)


def only_numbered(words: str) -> bool:
    """Tell what is left of "Page 3 of 7" without its numbers."""
    return bool(_ONLY_NUMBERED.fullmatch(words))


def around(text: list[Leaf], margins: Iterable[tuple[str, list[Leaf]]]) -> list[Leaf]:
    """Return the leaves of a text between its headers and its footers.

    ``margins`` are HEADER or FOOTER with its leaves; what two of them say alike comes once.
    """
    found: dict[tuple[str, str], list[Leaf]] = {}
    left = {HEADER: MOST_MARGINS, FOOTER: MOST_MARGINS}
    for reason, leaves in margins:
        said = "".join(ink_of(leaf.text) for leaf in leaves)
        shown = said or any(leaf.tag == "img" for leaf in leaves)
        if not shown or (reason, said) in found or not left[reason]:
            continue
        left[reason] -= 1
        for leaf in leaves:
            leaf.furniture = reason
            leaf.tag = "p" if leaf.level else leaf.tag
        found[reason, said] = leaves
    heads, feet = (
        [leaf for (kind, _), leaves in found.items() if kind == reason for leaf in leaves]
        for reason in (HEADER, FOOTER)
    )
    return [*heads, *text, *feet]
