# SPDX-License-Identifier: AGPL-3.0-or-later
"""Characters of documents and of reviewers, made fit to stand in any output.

Left out: control characters, which no output can hold, and the directional overrides, embeddings
and isolates (U+202A..U+202E, U+2066..U+2069), which can make a reader see other words than those
that stand there.  A torn surrogate or a noncharacter becomes U+FFFD.  Everything else stays, in its
order.
"""

from __future__ import annotations

import re
import unicodedata

from sidelight.text.quotes import readable

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANKS = re.compile("[\x0b\x0c]")
_LEFT_OUT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> str:
    """Return ``text`` as outputs show it; line ends are U+000A and stay."""
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return _NO_CHARACTER.sub("\ufffd", _LEFT_OUT.sub("", text)).strip()


def one_line(text: str) -> str:
    """Return ``text`` as outputs show it, on one line, words that a line end divided joined."""
    return readable(shown(text))


def from_the_right(text: str) -> bool:
    """Tell whether the first letter with a direction reads from the right."""
    for character in text:
        way = unicodedata.bidirectional(character)
        if way in {"L", "R", "AL"}:
            return way != "L"
    return False
