# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text of documents and of reviewers in Markdown: escaped, so that nothing in it becomes markup.

Characters that mean something anywhere in a line (CommonMark 0.31, with the tables, strike-through,
footnotes and mathematics of GitHub and Pandoc) are always escaped, those that mean something at the
start of a line only there.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$^]")
_BARE_LINK = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=\bwww)\.")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_AT_START = re.compile(r"^[#+=:%-]")


def inline(text: str) -> str:
    """Return ``text`` on one line, escaped for the middle of a line."""
    flat = _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))
    return _BARE_LINK.sub(r"\\\g<0>", flat)


def opening(escaped: str) -> str:
    """Return a text that `inline` escaped, so that it can also open a line."""
    return _AT_START.sub(r"\\\g<0>", _NUMBERED.sub(r"\1\\\2", escaped))


def line(text: str) -> str:
    """Return ``text`` as one line of Markdown."""
    return opening(inline(text))


def paragraph(text: str) -> str:
    """Return a text of several lines as one paragraph that keeps its line ends."""
    return "\\\n".join(line(part) for part in text.split("\n") if part.strip())


def link(address: str) -> str:
    """Return a web address, known to be http or https and without blanks, as a link."""
    for character in "<>\\":
        address = address.replace(character, f"%{ord(character):02X}")
    return f"<{address}>"
