# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a web page names that belongs to its looks: pictures and style sheets, never scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from sidelight.reader.archived_pages import LONGEST_NAME, MOST_NAMES
from sidelight.reader.structure import parse
from sidelight.reader.web_page import page_text

_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]{1,2000})", re.IGNORECASE)
_SETS = 10_000
_STYLES = 1 << 20


def named_in(data: bytes, charset: str = "") -> list[str]:
    """Return the addresses of the pictures and style sheets that a page names, each once, as they
    stand in it, or joined to the base that it states; none for a page that is no text.
    """
    text = page_text(data, charset)
    if text is None:
        return []
    found: dict[str, None] = {}
    tree = parse(text)
    base = base_of(tree)
    for address in _named(tree):
        plain = on_base(base, address.strip())
        if (
            plain
            and len(plain) <= LONGEST_NAME
            and not plain.lower().startswith(("data:", "blob:"))
        ):
            found.setdefault(plain)
        if len(found) >= MOST_NAMES:
            break
    return list(found)


def base_of(tree: Any) -> str:
    """Return what the addresses in a page are relative to, where it states that, else ""."""
    return next(
        (href for one in tree.iter("base") if (href := (one.get("href") or "").strip())), ""
    )


def on_base(base: str, address: str) -> str:
    """Return an address as it is from a base; as it is where they are none that can be joined."""
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return address


def _named(tree: Any) -> Iterator[str]:
    for element in tree.iter("img", "source", "link", "input", "image", "style", "body", "table"):
        tag = element.tag
        if tag == "link":
            if "stylesheet" in (element.get("rel") or "").lower().split():
                yield element.get("href") or ""
        elif tag == "style":
            yield from _URL.findall((element.text or "")[:_STYLES])
        else:
            yield from _of_picture(element)


def _of_picture(element: Any) -> Iterator[str]:
    for name in ("src", "data-src", "background", "href"):
        if name != "src" or element.tag != "input" or element.get("type") == "image":
            yield element.get(name) or ""
    for candidate in (element.get("srcset") or "")[:_SETS].split(","):
        yield next(iter(candidate.split()), "")
