# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown: CommonMark with tables; HTML in it stays text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from sidelight.reader.encodings import decode
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.leaves import Leaf
from sidelight.reader.plain_text import text_leaves, title_of
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.structure import leaves_of, parse

MEDIA_TYPE = "text/markdown"
_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^(?:=|-){3,}\s*$", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"),
    re.compile(r"(?<!\w)(?:\*\*|__)\S[^\n]*?\S(?:\*\*|__)(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
)
_SAMPLE = 1 << 16
_DEEPEST = 60
_NO_LETTERS = re.compile(r"[^\w\- ]+")


def is_markdown(data: bytes, suffix: str) -> bool:
    """Tell Markdown: any text that is named so, else two kinds of its signs, of which one a
    heading.
    """
    text = decode(data[:_SAMPLE]) if suffix in _SUFFIXES or b"#" in data[:_SAMPLE] else None
    if text is None or suffix in _SUFFIXES:
        return text is not None
    return bool(_SIGNS[0].search(text)) and sum(bool(s.search(text)) for s in _SIGNS) >= 2


def read_markdown(request: Request, report: Progress) -> Extraction:
    """Read Markdown; the first heading of the first level is the title."""
    text = decode(request.data)
    if text is None:
        raise Unreadable("unknown", {"found": "binary"})
    leaves = _leaves(text)
    top = next((leaf for leaf in leaves if leaf.tag == "h1"), None)
    if top is not None:
        top.title = True
    title = top.text if top is not None else title_of(leaves)
    return flowing(leaves, report, Origin(MEDIA_TYPE, title or request.stem, "markdown"))


def _leaves(text: str) -> list[Leaf]:
    """Return the leaves of Markdown, or of plain text where it is nested deeper than is parsed."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    tokens = markdown.parse(text)
    # The parser leaves out what is deeper.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return text_leaves(text)
    drawn = markdown.renderer.render(tokens, markdown.options, {})
    leaves = leaves_of(parse(f"<html><body>{drawn}</body></html>"))
    _name_headings(leaves)
    return leaves


def _name_headings(leaves: list[Leaf]) -> None:
    """Give headings the names that tables of contents use for them: letters in small, dashes for
    blanks, a number from the second of the same words on.
    """
    times: dict[str, int] = {}
    for leaf in leaves:
        if leaf.level:
            words = _NO_LETTERS.sub("", leaf.text.casefold()).strip().replace(" ", "-")
            before = times.get(words, 0)
            times[words] = before + 1
            leaf.names = (*leaf.names, f"{words}-{before}" if before else words)


MARKDOWN = Format(
    "Markdown",
    MEDIA_TYPE,
    is_markdown,
    read_markdown,
    b"# Warm\n\n- one\n\n| a | b |\n|---|---|\n| c | d |\n",
)
