# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text: paragraphs by blank lines, hard-wrapped lines joined, the headline as title."""

from __future__ import annotations

import re
from itertools import pairwise

from sidelight.reader.encodings import decode, whole_utf8
from sidelight.reader.extraction import Extraction
from sidelight.reader.flowing import Origin, flowing
from sidelight.reader.leaves import Leaf
from sidelight.reader.reading import Format, Progress, Request, Unreadable

MEDIA_TYPE = "text/plain"
_PARAGRAPH = re.compile(r"\n[ \t\u00a0\u3000]*\n+")
_BULLET = re.compile(r"\s*(?:[•‣▪●◦*·-]|\d{1,3}[.)])\s+\S")
_SENTENCE_END = (".", ";", ":", ",", "!", "…", "。", "다.", "-", "=", "_")
_CLOCK = re.compile(r"\d\d?:\d\d")
_LONGEST_TITLE = 200
_LONGEST_HEADING = 90
_TITLE_WITHIN = 3
_NUMBERED = re.compile(r"\d{1,2}\. \S")
_HANGUL = re.compile("[\u3040-\u9fff가-힣]")
_SPACED = re.compile(r"\S[ \t]{2,}\S")


def is_text(data: bytes, _suffix: str) -> bool:
    """Tell whether the bytes are text in any encoding we know."""
    head = data[: 1 << 17] if len(data) % 2 == 0 else data[: (1 << 17) - 1]
    return decode(whole_utf8(head) if len(head) < len(data) else head) is not None


def read_text(request: Request, report: Progress) -> Extraction:
    """Read a text file."""
    text = decode(request.data)
    if text is None:
        raise Unreadable("unknown", {"found": "binary"})
    leaves = text_leaves(text)
    title = title_of(leaves)
    return flowing(leaves, report, Origin(MEDIA_TYPE, title or request.stem, "text"))


def text_leaves(text: str) -> list[Leaf]:
    """Return the paragraphs of a text; a short line before a longer paragraph is a heading."""
    leaves: list[Leaf] = []
    for chunk in _PARAGRAPH.split(text.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip()]
        leaves.extend(_paragraphs(lines))
    for leaf, after in pairwise(leaves):
        if _is_heading(leaf.text) and _is_long(after.text) and not _is_heading(after.text):
            leaf.tag = "h2"
    return leaves


def title_of(leaves: list[Leaf]) -> str:
    """Return the headline and mark its leaf: the first of the first lines that could be one."""
    for leaf in leaves[:_TITLE_WITHIN]:
        words = leaf.text.strip()
        if leaf.tag == "pre" or not 3 <= len(words) <= _LONGEST_TITLE or "\n" in words:
            continue
        if not words.endswith(_SENTENCE_END) and not _BULLET.match(words):
            leaf.tag, leaf.title = "h1", True
            return words
    return ""


def _paragraphs(lines: list[str]) -> list[Leaf]:
    if not lines:
        return []
    if sum(bool(_SPACED.search(line.strip())) for line in lines) * 2 > len(lines) > 1:
        # Columns lined up by blanks are kept as they stand.
        return [Leaf("pre", runs=[((), "\n".join(lines))])]
    if _is_wrapped(lines):
        return [_leaf(_unwrapped(lines))]
    return [_leaf(line.strip()) for line in lines]


def _leaf(text: str) -> Leaf:
    return Leaf("p", runs=[((), text)])


def _is_wrapped(lines: list[str]) -> bool:
    """Tell lines that were broken at a width from lines that each stand for themselves."""
    widest = max(map(len, lines))
    if len(lines) < 2 or not 30 <= widest <= 120 or any(map(_BULLET.match, lines[1:])):
        return False
    # Broken by hand, a line ends where the first word of the next had no room.
    full = sum(
        len(line) + 1 + len(after.split()[0]) > 0.85 * widest for line, after in pairwise(lines)
    )
    return full >= 0.8 * (len(lines) - 1)


def _unwrapped(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _is_long(text: str) -> bool:
    """Tell a paragraph of some length; a Korean syllable says as much as two or three letters."""
    return len(text) + 1.5 * len(_HANGUL.findall(text)) >= 70


def _is_heading(text: str) -> bool:
    words = text.strip()
    return bool(
        3 <= len(words) <= _LONGEST_HEADING
        and "\n" not in words
        and not words.endswith(_SENTENCE_END)
        and not _CLOCK.search(words)
        and (_NUMBERED.match(words) or not _BULLET.match(words))
        and not words[0].islower()
    )


TEXT = Format("text", MEDIA_TYPE, is_text, read_text, "Warm\n\nТепло, 따뜻한.\n".encode())
