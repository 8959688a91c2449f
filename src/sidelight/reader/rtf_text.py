# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of an RTF file as leaves: paragraphs, headings by style or by being bold, lists with the
markers that stand in the file, tables, pictures, and the notes after the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sidelight.reader.leaves import Leaf, Target
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Unreadable
from sidelight.reader.rtf_paragraphs import Paragraphs
from sidelight.reader.rtf_tokens import (
    BINARY,
    BYTES,
    CLOSE,
    OPEN,
    SYMBOL,
    WORD,
    Token,
    decoded,
    page_of_font,
    tokens,
)

_DEEPEST = 5000
_LARGEST_PICTURE = 80_000_000
_SKIPPED = frozenset(
    (
        *("colortbl", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
        *("footerf", "fldinst", "nonshppict", "pntxta", "pntxtb", "objdata", "atnid", "xe", "tc"),
        *("annotation", "rxe", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
        *("private", "template", "operator", "keywords", "comment", "doccomm", "subject"),
        *("company", "category", "manager", "hlinkbase", "revtim", "printim", "buptim", "filetbl"),
    )
)
_KEPT_AFTER_STAR = frozenset({"shppict", "footnote", "shptxt"})
_WORDS = {
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
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\t": "\t"}
_DOCUMENT_PAGES = {"mac": 10000, "pc": 437, "pca": 850}
_HEADING = re.compile(r"(?:heading|заголовок|title|제목)\s*(\d)?", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What holds within a group; ``into`` is where its text goes."""

    into: str = "text"
    page: int = 0
    unicode_skip: int = 1
    bold: bool = False
    italic: bool = False
    raised: str = ""
    hidden: bool = False
    note: bool = False


@dataclass(slots=True)
class RtfText:
    """Reads an RTF file; afterwards ``leaves`` holds its text, ``about`` what it states."""

    data: bytes
    leaves: list[Leaf] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Read it all; Unreadable("too_costly") where its groups are nested without end."""
        _Reading(self).run()


class _Reading:
    def __init__(self, text: RtfText) -> None:
        self._text = text
        self._page = 1252
        self._state = _State(page=self._page)
        self._stack: list[_State] = []
        self._fonts: dict[int, int] = {}
        self._font, self._charset, self._usual_font = 0, 1, 0
        self._words: dict[str, list[str]] = {}
        self._styles: dict[int, int] = {}
        self._style = 0
        self._bytes = bytearray()
        self._skip = 0
        self._high = ""
        self._star = False
        self._date: list[int] = [0, 0, 0]
        self._picture = bytearray()
        self._addresses = PictureAddresses()
        self._body = Paragraphs(self._styles)
        self._notes: list[Paragraphs] = []

    def run(self) -> None:
        for token in tokens(self._text.data):
            self._take(token)
        self._flush()
        self._body.end()
        leaves = self._body.leaves
        for number, note in enumerate(self._notes, 1):
            note.end()
            note.leaves[0].names = (str(number),)
            leaves += note.leaves
        self._text.leaves = leaves
        about = {name: "".join(parts).strip() for name, parts in self._words.items()}
        year, month, day = self._date
        about["issued"] = f"{year:04}-{month:02}-{day:02}" if year else ""
        self._text.about = about

    def _take(self, token: Token) -> None:
        if token.kind == BYTES:
            self._plain(token.data)
            return
        star, self._star = self._star, False
        if token.kind == OPEN:
            self._flush()
            if len(self._stack) > _DEEPEST:
                raise Unreadable("too_costly")
            self._stack.append(self._state)
            self._state = replace(self._state)
            self._skip = 0
        elif token.kind == CLOSE:
            self._close()
        elif token.kind == WORD:
            self._word(token.data.decode("ascii"), token.number, star=star)
        elif token.kind == SYMBOL:
            self._symbol(token.data)
        elif token.kind == BINARY and self._state.into == "picture":
            self._picture = bytearray(token.data.hex().encode())

    def _plain(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        data = data[skipped:]
        if self._state.into == "picture":
            if len(self._picture) < _LARGEST_PICTURE:
                self._picture += data
        elif self._state.into != "nowhere":
            self._bytes += data

    def _symbol(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in {b"\\", b"{", b"}"}:
            self._plain(sign)
        elif sign in {b"\n", b"\r"}:
            self._paragraph()
        elif sign in _SIGNS:
            self._flush()
            self._say(_SIGNS[sign])

    def _word(self, word: str, number: int | None, *, star: bool) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        skipped, self._skip = self._skip, 0
        if skipped and word in _WORDS:
            # The sign that stands in for a character to those who cannot read it.
            return
        if self._enters(word, star=star) or self._state.into == "nowhere":
            return
        if word in _WORDS:
            self._say(_WORDS[word])
        elif self._state.into in {"text", "marker"}:
            self._in_text(word, number)
        self._anywhere(word, number)

    def _enters(self, word: str, *, star: bool) -> bool:
        """Take a word that says where the text of its group goes."""
        state = self._state
        inside = state.into == "text"
        if word in _SKIPPED or (star and word not in _KEPT_AFTER_STAR and word not in _INTO):
            state.into = "nowhere"
        elif word == "shptxt" and state.into == "shape":
            state.into = "text"
        elif word == "pict" and state.into in {"text", "shape"}:
            state.into, self._picture = "picture", bytearray()
        elif word == "footnote" and inside:
            count = len(self._notes) + 1
            self._here().say(f"[{count}]", ("sup", "a", Target(f"#{count}")))
            self._notes.append(Paragraphs(self._styles))
            self._notes[-1].say(f"[{count}] ", ())
            state.into, state.note, state.raised = "text", True, ""
        elif word in _INTO and state.into == ("about" if word in _ABOUT else "text"):
            state.into = _INTO[word]
        else:
            return False
        return True

    def _anywhere(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "ansicpg" and number:
            self._page = state.page = number
        elif word in _DOCUMENT_PAGES:
            self._page = state.page = _DOCUMENT_PAGES[word]
        elif word == "uc" and number is not None:
            state.unicode_skip = min(max(number, 0), 8)
        elif state.into in {"fonts", "styles"}:
            self._in_tables(word, number or 0)
        elif word == "f" and number is not None:
            state.page = self._fonts.get(number, self._page)
        elif word == "deff":
            self._usual_font = number or 0
        elif word in {"yr", "mo", "dy"} and state.into == "created":
            self._date[("yr", "mo", "dy").index(word)] = min(abs(number or 0), 9999)

    def _in_tables(self, word: str, number: int) -> None:
        if word == "s":
            self._style = number
        elif word == "f":
            self._font, self._charset = number, 1
        elif word == "fcharset":
            self._charset = number

    def _in_text(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word in {"par", "sect", "page", "nestcell", "nestrow"}:
            self._paragraph()
        elif word in {"cell", "row"}:
            self._here().cell() if word == "cell" else self._here().row()
        elif word == "b":
            state.bold = on
        elif word == "i":
            state.italic = on
        elif word in {"super", "sub"}:
            state.raised = {"super": "sup"}.get(word, word) if on else ""
        elif word in {"nosupersub", "plain"}:
            state.raised = ""
            if word == "plain":
                state.bold = state.italic = state.hidden = False
                state.page = self._fonts.get(self._usual_font, self._page)
        elif word in {"v", "deleted"}:
            state.hidden = on
        else:
            self._here().property(word, number)

    def _unicode(self, number: int) -> None:
        self._flush()
        unit = chr(number & 0xFFFF)
        self._skip = self._state.unicode_skip
        if "\ud800" <= unit < "\udc00":
            self._high = unit
            return
        pair = (self._high + unit) if self._high and "\udc00" <= unit < "\ue000" else unit
        self._high = ""
        said = pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._say(said)

    def _close(self) -> None:
        self._flush()
        state = self._state
        if not self._stack:
            return
        self._skip = 0
        self._state = self._stack.pop()
        if state.into == "picture" != self._state.into:
            address = self._addresses.of(_from_hex(self._picture))
            if address:
                self._here().picture(address)
        elif state.into == "fonts":
            self._name_font("")

    def _flush(self) -> None:
        if self._bytes:
            words = decoded(bytes(self._bytes), self._state.page)
            self._bytes.clear()
            self._say(words)

    def _say(self, words: str) -> None:
        into = self._state.into
        if into == "fonts":
            self._name_font(words)
        elif into == "styles":
            found = _HEADING.match(words.strip())
            if found:
                self._styles[self._style] = int(found[1] or 1)
        elif into in {"title", "author"}:
            self._words.setdefault(into, []).append(words)
        elif into == "marker":
            self._here().marker += words
        elif into == "text" and not self._state.hidden:
            state = self._state
            looks = (("b", state.bold), ("i", state.italic), (state.raised, bool(state.raised)))
            self._here().say(words, tuple(tag for tag, is_so in looks if is_so))

    def _name_font(self, words: str) -> None:
        name = words.partition(";")[0].strip()
        if name or self._charset != 1:
            self._fonts[self._font] = page_of_font(self._charset, name, self._page)

    def _here(self) -> Paragraphs:
        return self._notes[-1] if self._state.note else self._body

    def _paragraph(self) -> None:
        self._flush()
        if self._state.into == "text":
            self._here().paragraph()


_INTO = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "info": "about",
    "title": "title",
    "author": "author",
    "creatim": "created",
    "listtext": "marker",
    "pntext": "marker",
    "shpinst": "shape",
}


_ABOUT = frozenset({"title", "author", "creatim"})


def _from_hex(data: bytearray) -> bytes:
    try:
        return bytes.fromhex(data.decode("ascii"))
    except ValueError:
        return b""
