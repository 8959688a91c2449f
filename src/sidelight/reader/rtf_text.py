# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of an RTF file as leaves: paragraphs, headings by style or by being bold, lists with the
markers that stand in the file, tables, pictures, and the notes after the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count

from sidelight.reader.leaves import Leaf, Target
from sidelight.reader.link_rows import LONGEST_ADDRESS
from sidelight.reader.page_margins import FOOTER, HEADER
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Unreadable
from sidelight.reader.rtf_fields import Field
from sidelight.reader.rtf_paragraphs import Paragraphs
from sidelight.reader.rtf_tokens import (
    BINARY,
    BYTES,
    CHARACTERS,
    CLOSE,
    OPEN,
    SIGNS,
    SYMBOL,
    WORD,
    Token,
    decoded,
    from_hex,
    page_of_font,
    tokens,
)

_DEEPEST = 5000
_LARGEST_PICTURE = 80_000_000
_SKIPPED = frozenset(
    (
        *("colortbl", "nonshppict", "pntxta", "pntxtb", "objdata", "atnid", "xe", "tc"),
        *("annotation", "rxe", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
        *("private", "template", "operator", "keywords", "comment", "doccomm", "subject"),
        *("company", "category", "manager", "hlinkbase", "revtim", "printim", "buptim", "filetbl"),
    )
)
_KEPT_AFTER_STAR = frozenset({"shppict", "footnote", "shptxt"})
_MARGINS = {
    f"{kind}{which}": (reason, which)
    for kind, reason in (("header", HEADER), ("footer", FOOTER))
    for which in ("", "l", "r", "f")
}
_NEEDED = {"l": "facingp", "f": "titlepg"}
"""What a document must say for its left or first pages to differ."""
_MOST_MARGINS = 1000
_DOCUMENT_PAGES = {"mac": 10000, "pc": 437, "pca": 850}
_HEADING = re.compile(r"(?:heading|заголовок|title|제목)\s*(\d)?", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What holds within a group; ``into`` is where its text goes, ``part`` the note or
    margin that it is in.
    """

    into: str = "text"
    page: int = 0
    unicode_skip: int = 1
    bold: bool = False
    italic: bool = False
    raised: str = ""
    hidden: bool = False
    part: Paragraphs | None = None
    field: Field | None = None
    target: Target | None = None


@dataclass(slots=True)
class RtfText:
    """Reads an RTF file; afterwards ``leaves`` holds its text, ``margins`` its headers and
    footers with the reason for which they are furniture, ``about`` what it states.
    """

    data: bytes
    leaves: list[Leaf] = field(default_factory=list)
    margins: list[tuple[str, list[Leaf]]] = field(default_factory=list)
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
        self._numbers = count(1)
        self._body = Paragraphs(self._styles, self._numbers)
        self._margins: list[tuple[str, str, Paragraphs]] = []
        self._differing: set[str] = set()
        self._bookmark = ""
        self._notes: list[Paragraphs] = []

    def run(self) -> None:
        for token in tokens(self._text.data):
            self._take(token)
        self._flush()
        self._body.end()
        leaves = self._body.leaves
        for number, note in enumerate(self._notes, 1):
            note.end()
            note.leaves[0].names = (f"note {number}", *note.leaves[0].names)
            leaves += note.leaves
        self._text.leaves = leaves
        for reason, which, margin in self._margins:
            margin.end()
            if _NEEDED.get(which, "") in {"", *self._differing}:
                self._text.margins.append((reason, margin.leaves))
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
        elif sign in SIGNS:
            self._flush()
            self._say(SIGNS[sign])

    def _word(self, word: str, number: int | None, *, star: bool) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        skipped, self._skip = self._skip, 0
        if skipped and word in CHARACTERS:
            # The sign that stands in for a character to those who cannot read it.
            return
        if self._enters(word, star=star) or self._state.into == "nowhere":
            return
        if word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif self._state.into in {"text", "marker"}:
            self._in_text(word, number)
        self._anywhere(word, number)

    def _enters(self, word: str, *, star: bool) -> bool:
        """Take a word that says where the text of its group goes."""
        state = self._state
        inside = state.into == "text"
        unknown = star and word not in _KEPT_AFTER_STAR and word not in _INTO
        nested = word == "field" and state.into == "instruction"
        if word in _SKIPPED or unknown or nested:
            state.into = "nowhere"
        elif word == "shptxt" and state.into == "shape":
            state.into = "text"
        elif word == "pict" and state.into in {"text", "shape"}:
            state.into, self._picture = "picture", bytearray()
        elif word == "footnote" and inside:
            self._note()
        elif word in _MARGINS and inside:
            self._margin(*_MARGINS[word])
        elif word == "fldrslt" and inside and state.field is not None:
            self._result(state.field)
        elif word in _INTO and state.into == ("about" if word in _ABOUT else "text"):
            state.into = _INTO[word]
        else:
            return False
        return True

    def _note(self) -> None:
        state, number = self._state, len(self._notes) + 1
        if self._in_margin():
            # A header has no notes.
            state.into = "nowhere"
            return
        self._here().say(f"[{number}]", ("sup", "a", Target(f"#note {number}")))
        self._notes.append(Paragraphs(self._styles, self._numbers))
        self._notes[-1].say(f"[{number}] ", ())
        state.part, state.raised, state.target, state.field = self._notes[-1], "", None, None

    def _margin(self, reason: str, which: str) -> None:
        state = self._state
        if len(self._margins) >= _MOST_MARGINS:
            state.into = "nowhere"
            return
        state.part, state.target, state.field = Paragraphs(self._styles, self._numbers), None, None
        self._margins.append((reason, which, state.part))

    def _result(self, made: Field) -> None:
        """Take what a field shows; numbers of pages in margins are those of another layout."""
        state = self._state
        state.target = made.target or state.target
        if made.is_page_number and self._in_margin():
            state.into = "nowhere"
            self._here().numbered = True

    def _in_margin(self) -> bool:
        return bool(self._margins) and self._state.part is self._margins[-1][2]

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
        elif word in _NEEDED.values() and number != 0:
            self._differing.add(word)
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
        elif not self._starts_field(word):
            self._here().property(word, number)

    def _starts_field(self, word: str) -> bool:
        if word == "field":
            self._state.field = Field()
        elif word == "chpgn":
            self._here().numbered = self._in_margin()
        return word in {"field", "chpgn"}

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
            address = self._addresses.of(from_hex(self._picture))
            if address:
                self._here().picture(address)
        elif state.into == "fonts":
            self._name_font("")
        elif state.into == "bookmark":
            self._here().name(self._bookmark.strip())
            self._bookmark = ""

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
        elif into == "instruction" and self._state.field is not None:
            self._state.field.say(words)
        elif into == "bookmark":
            self._bookmark = (self._bookmark + words)[:LONGEST_ADDRESS]
        elif into == "marker":
            self._here().marker += words
        elif into == "text" and not self._state.hidden:
            state = self._state
            looks = (("b", state.bold), ("i", state.italic), (state.raised, bool(state.raised)))
            link = () if state.target is None else ("a", state.target)
            self._here().say(words, (*(tag for tag, is_so in looks if is_so), *link))

    def _name_font(self, words: str) -> None:
        name = words.partition(";")[0].strip()
        if name or self._charset != 1:
            self._fonts[self._font] = page_of_font(self._charset, name, self._page)

    def _here(self) -> Paragraphs:
        return self._body if self._state.part is None else self._state.part

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
    "fldinst": "instruction",
    "bkmkstart": "bookmark",
}


_ABOUT = frozenset({"title", "author", "creatim"})
