# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages: decoded, reduced to the article (or kept whole), with what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sidelight.reader.article import article_leaves
from sidelight.reader.encodings import decode
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.page_facts import facts_of
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.savers import saved_facts
from sidelight.reader.structure import leaves_of, parse
from sidelight.reader.titles import titled

MEDIA_TYPE = "text/html"
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|article|section|table|h[1-6]|p|a\s+href|ul|ol|br)\b",
    re.IGNORECASE,
)
_SAMPLE = 1 << 16
_DATA_IMAGES_FIRST = 1 << 12


def is_web_page(data: bytes, suffix: str) -> bool:
    """Tell HTML: it starts like a page, or has several of its tags where the name says so too."""
    head = decode(data[:_SAMPLE])
    if head is None:
        return False
    start = re.sub(r"^(?:\s|<\?xml[^>]*>|<!--.*?-->)+", "", head, flags=re.DOTALL)
    if re.match(r"<(?:!doctype\s+html|html|head|body|title|meta)\b", start, re.IGNORECASE):
        return True
    tags = len(_TAGS.findall(head[:_DATA_IMAGES_FIRST]))
    return start.startswith("<") and tags >= (1 if suffix in {".html", ".htm", ".xhtml"} else 3)


def read_web_page(request: Request, report: Progress) -> Extraction:
    """Read a web page; ``whole_page`` keeps all of its body."""
    text = page_text(request.data)
    if text is None:
        raise Unreadable("damaged")
    return read_page(text, request, report)


def read_page(
    text: str,
    request: Request,
    report: Progress,
    *,
    kind: tuple[str, str] = (MEDIA_TYPE, "web page"),
    prepare: Callable[[Any], None] | None = None,
    stated: Mapping[str, str] | None = None,
) -> Extraction:
    """Read the text of a web page, which came as a ``kind`` of file (media type, extractor).

    ``prepare`` is given the tree of its elements first; what is ``stated`` of it (CSL terms) beside
    the page holds before what the page says.
    """
    tree = parse(text)
    facts = facts_of(tree, text)
    if prepare is not None:
        prepare(tree)
    leaves = leaves_of(tree)
    report(0.1, "article")
    if not request.whole_page:
        leaves = article_leaves(tree, leaves, facts.title)
    title = titled(leaves, facts.title)
    report(0.3, "layout")
    origin = Origin(
        kind[0],
        title or request.stem,
        kind[1],
        facts.language,
        facts.citation | saved_facts(tree, text) | dict(stated or {}),
        {"whole_page": "yes"} if request.whole_page else {},
    )
    return flowing(leaves, report, origin)


def page_text(data: bytes, stated: str = "") -> str | None:
    """Return the text of a page in the encoding that is ``stated`` of it, that it declares itself,
    or that fits.
    """
    if stated and stated.isascii():
        return decode(data, stated)
    declared = _DECLARED.search(data[:4096])
    return decode(data, declared.group(1).decode("ascii") if declared else "")


HTML = Format(
    "web page",
    MEDIA_TYPE,
    is_web_page,
    read_web_page,
    (
        "<!DOCTYPE html><html lang='en'><head><title>Warm</title>"
        "<meta name='date' content='2024-06-19'>"
        "</head><body><article><h1>Warm</h1>"
        + "<p>In June the two countries signed a paper, and the papers wrote of it at length.</p>"
        * 8
        + "<table><tr><td>a</td><td>b</td></tr></table></article></body></html>"
    ).encode(),
)
