# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entries of BibTeX out of its text, and what TeX would print of a value, as text.

The grammar is that of BibTeX itself (``@type{key, name = value # value, …}``, values in braces, in
quotation marks, numbers or names of strings); what stands between entries is a comment.  Time grows
with the length of the text alone, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from sidelight.exchange.source_fields import LONGEST_FIELD, MONTHS

_START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()=\"]{0,500})\s*(?=[,})])")
_FIELD = re.compile(r"[\s,]*+([A-Za-z][\w:.+/-]{0,60})\s*=\s*")
_BLANKS = re.compile(r"\s*+")
_REST = re.compile(r"[\s,]*+")
_BARE = re.compile(r"[^\s,{}()#\"=@]{1,500}")
_SIGN = re.compile(r"[{}]|(?<!\\)\"")
_SKIPPED = frozenset({"comment", "preamble"})
_MOST_FIELDS = 200
_MOST_PARTS = 50
_LONGEST_STRINGS = 1 << 20
_LONGEST_VALUE = 100_000
"""Characters in which the end of a value is looked for."""
_MOST_ENDLESS = 10
"""Values without an end that are met before the rest is left: each is looked through."""


@dataclass(slots=True)
class BibEntry:
    """An entry: its type in small letters, its key and its fields as they are written, names in
    small letters; of fields that stand twice the last counts.
    """

    kind: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)


def entries(text: str) -> Iterator[BibEntry | int]:
    """Yield the entries of a text, and the numbers of the lines where one begins that is none."""
    strings = {name: name for name in MONTHS}
    room = _LONGEST_STRINGS
    at, line, counted, endless = 0, 1, 0, 0
    while (found := _START.search(text, at)) and endless < _MOST_ENDLESS:
        at = found.end()
        kind = found[1].lower()
        if kind in _SKIPPED:
            continue
        reading = _Reading(text, at, ")" if found[2] == "(" else "}", strings)
        entry = BibEntry(kind, reading.key() if kind != "string" else "")
        whole = reading.fields(entry.fields)
        at = max(at, reading.at)
        endless += reading.endless
        if kind == "string":
            for name, value in entry.fields.items():
                room -= len(value)
                if room > 0:
                    strings[name] = value
            continue
        if whole or entry.fields:
            yield entry
        if not whole:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield line


class _Reading:
    """Reads one entry from ``at`` on, which moves; ``endless`` where a value in it does not end."""

    def __init__(self, text: str, at: int, end: str, strings: dict[str, str]) -> None:
        self._text, self.at, self._end, self._strings = text, at, end, strings
        self.endless = False

    def key(self) -> str:
        """Take the key; "" for none."""
        found = _KEY.match(self._text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[1]

    def fields(self, into: dict[str, str]) -> bool:
        """Take the fields; tell whether the entry ends as it must."""
        while len(into) <= _MOST_FIELDS:
            found = _FIELD.match(self._text, self.at)
            if found is None:
                return self._ends()
            self.at = found.end()
            value = self._value()
            if value is None:
                return False
            into[found[1].lower()] = value
        return False

    def _ends(self) -> bool:
        if found := _REST.match(self._text, self.at):
            self.at = found.end()
        if self._text[self.at : self.at + 1] != self._end:
            return False
        self.at += 1
        return True

    def _value(self) -> str | None:
        """Take a value, its parts joined; None where there is none."""
        made: list[str] = []
        for _part in range(_MOST_PARTS):
            part = self._part()
            if part is None:
                return None
            made.append(part)
            self._skip()
            if self._text[self.at : self.at + 1] != "#":
                return "".join(made)[:LONGEST_FIELD]
            self.at += 1
            self._skip()
        return None

    def _skip(self) -> None:
        if found := _BLANKS.match(self._text, self.at):
            self.at = found.end()

    def _part(self) -> str | None:
        first = self._text[self.at : self.at + 1]
        if first in {"{", '"'}:
            return self._enclosed(first)
        found = _BARE.match(self._text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return self._strings.get(found[0].lower(), found[0])

    def _enclosed(self, first: str) -> str | None:
        """Take what stands in braces or quotation marks, inside of which braces are in pairs."""
        depth = 0
        until = self.at + _LONGEST_VALUE
        for sign in _SIGN.finditer(self._text, self.at + 1, until):
            which = sign[0]
            # BibTeX counts a brace behind a backslash, too
            depth += (which == "{") - (which == "}")
            if (first == "{" and depth < 0) or (first == '"' and which == '"' and depth == 0):
                inside = self._text[self.at + 1 : sign.start()]
                self.at = sign.end()
                return inside[:LONGEST_FIELD]
        self.endless = True
        return None


_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†", "copyright": "©",
    "pounds": "£", "euro": "€", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{",
    "textbraceright": "}", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "textunderscore": "_",
    "textdollar": "$", "textless": "<", "textgreater": ">", "textbar": "|", "textellipsis": "…",
    "textnumero": "№", "No": "№", "textdegree": "°", "cyrchar": "", "slash": "/",
    "quotedblbase": "„",
    "relax": "", "newblock": "", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
_TOKEN = re.compile(
    r"\\([`'^~=.\"])\s*(?:\{\s*)?(\\[ij]\b ?|[^\W\d_])"
    r"|\\([uvHtcdbkr])(?:\s*\{\s*|\s+)(\\[ij]\b ?|[^\W\d_])"
    r"|\\([A-Za-z]+)\*?[ \t\n]*"
    r"|\\(.)"
    r"|(---|--|``|''|\?`|!`|<<|>>|,,)"
    r"|(~)|[{}]|\$",
    re.DOTALL,
)
_SIGNS = {
    "---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "<<": "«", ">>": "»",
    ",,": "„",
}  # fmt: skip


def printed(value: str) -> str:
    """Return what TeX prints of a value, letters with their accents, as text on one line; commands
    that are unknown are left out, what they are about stays.
    """
    if not any(sign in value for sign in "\\{}~$-`'<>,"):
        return " ".join(value.split())
    return " ".join(unicodedata.normalize("NFC", _TOKEN.sub(_text, value)).split())


def _text(found: re.Match[str]) -> str:
    accent, letter = (found[1], found[2]) if found[1] else (found[3], found[4])
    if accent:
        letter = letter.removeprefix("\\").rstrip()
        return letter + _ACCENTS.get(accent, "")
    if found[5]:
        return _LETTERS.get(found[5], "")
    if found[6]:
        return "" if found[6] in "-/" else " " if found[6] in ", \n;:!" else found[6]
    if found[7]:
        return _SIGNS[found[7]]
    return "\u00a0" if found[8] else ""
