# SPDX-License-Identifier: AGPL-3.0-or-later
"""RTF as a row of tokens, and the encodings it names (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE, WORD, BYTES, SYMBOL, BINARY = range(6)
"""Kinds of tokens: braces, a control word, plain bytes, a control symbol, what ``\\bin`` holds."""

SYMBOLS = -1
"""The page of fonts whose characters are signs, such as the bullets of lists."""

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
"""Control words that stand for characters."""
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\t": "\t"}
"""Control symbols that stand for characters."""

_TOKEN = re.compile(
    rb"(?P<brace>[{}])"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<code>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<end>[\r\n\0]+)"
    rb"|(?P<plain>[^\\{}\r\n\0]+)",
    re.DOTALL,
)
_LARGEST_NUMBER = 1 << 31
# \fcharset, in the table of font properties
_CHARSETS = {
    2: SYMBOLS,
    77: 10000,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    254: 437,
    255: 850,
}
_NAMED = {" CYR": 1251, " CE": 1250, " Greek": 1253, " Tur": 1254, " Baltic": 1257}
_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8", 1361: "johab", 936: "gb18030"}
_SIGNS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x6F: "o", 0x2D: "–", 0x20: " "}


@dataclass(frozen=True, slots=True)
class Token:
    """A token: for a WORD its letters and number, else the bytes it stands for."""

    kind: int
    data: bytes = b""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Return the tokens of an RTF file; line ends between them mean nothing."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            return
        at = found.end()
        if found["word"] is not None:
            number = _bounded(found["number"])
            yield Token(WORD, found["word"], number)
            if found["word"] == b"bin" and number and number > 0:
                yield Token(BINARY, data[at : at + number])
                at += number
        elif found["brace"]:
            yield Token(OPEN if found["brace"] == b"{" else CLOSE)
        elif found["code"]:
            yield Token(BYTES, bytes.fromhex(found["code"].decode("ascii")))
        elif found["plain"]:
            yield Token(BYTES, found["plain"])
        elif found["symbol"]:
            yield Token(SYMBOL, found["symbol"])


def page_of_font(charset: int, name: str, document: int) -> int:
    """Return the code page of a font; those that name none use the document's."""
    named = next((page for end, page in _NAMED.items() if name.endswith(end)), document)
    return _CHARSETS.get(charset, named)


def decoded(data: bytes, page: int) -> str:
    """Return what bytes say in a code page, Windows' western one where Python knows it not."""
    if page == SYMBOLS:
        return "".join(_SIGNS.get(code, "\ufffd") for code in data)
    name = _PAGES.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        name = "cp1252"
    return data.decode(name, "replace")


def from_hex(data: bytearray) -> bytes:
    """Return the bytes that hexadecimal digits stand for, none where they are others."""
    try:
        return bytes.fromhex(data.decode("ascii"))
    except ValueError:
        return b""


def _bounded(number: bytes | None) -> int | None:
    value = int(number) if number is not None else None
    return value if value is None or abs(value) < _LARGEST_NUMBER else 0
