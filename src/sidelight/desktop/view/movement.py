# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a caret goes: by characters as readers see them, words and lines, in logical order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.text.graphemes import snap, word_bounds
from sidelight.text.ink import InkText
from sidelight.text.page_lines import Place
from sidelight.text.sentences import next_sentence, previous_sentence


def next_character(text: InkText, offset: int) -> int:
    """Return where the character that begins at ``offset`` ends."""
    return snap(text, offset, offset + 1)[1] if offset < len(text) else offset


def previous_character(text: InkText, offset: int) -> int:
    """Return where the character before ``offset`` begins."""
    return snap(text, offset - 1, offset)[0] if offset > 0 else 0


def next_word(text: InkText, offset: int) -> int:
    """Return the end of the word at ``offset``: the next one begins there, blanks have no ink."""
    return max(word_bounds(text, offset)[1], offset) if offset < len(text) else offset


def previous_word(text: InkText, offset: int) -> int:
    """Return the start of the word that holds or ends before ``offset``."""
    return min(word_bounds(text, offset - 1)[0], offset) if offset > 0 else 0


def line_start(text: TextGeometry, place: Place) -> Place:
    """Return the start of the line that a place is in."""
    lines = text.lines(text.page_of_place(place))
    index = lines.line_at(place)
    return Place(lines.lines[index].start) if index >= 0 else place


def line_end(text: TextGeometry, place: Place) -> Place:
    """Return the end of the line that a place is in."""
    lines = text.lines(text.page_of_place(place))
    index = lines.line_at(place)
    return Place(lines.lines[index].end, after=True) if index >= 0 else place


def line_away(text: TextGeometry, place: Place, step: int, x: float) -> Place:
    """Return the place at ``x`` (points) one line below (+1) or above (-1), across pages."""
    page = text.page_of_place(place)
    lines = text.lines(page)
    index = lines.line_at(place)
    here = lines.lines[index].rect if index >= 0 else None
    index += step
    while here is not None and 0 <= index < len(lines.lines):
        band = lines.lines[index].rect
        if min(band.y1, here.y1) - max(band.y0, here.y0) < here.height / 2:
            return text.hit_in(page, lines.lines[index], x).place
        index += step
    page += step
    while 0 <= page < len(text.pages):
        found = text.lines(page).lines
        if found:
            return text.hit_in(page, found[0 if step > 0 else -1], x).place
        page += step
    return place


def next_paragraph(text: TextGeometry, place: Place) -> Place:
    """Return the start of the next paragraph, the end of the text behind the last."""
    starts = (block.start for block in text.layer.blocks if block.start > place.offset)
    return Place(next(starts, len(text.text)), after=False)


def previous_paragraph(text: TextGeometry, place: Place) -> Place:
    """Return the start of the paragraph, of the one before where the place is at its start."""
    starts = [block.start for block in text.layer.blocks if block.start < place.offset]
    return Place(starts[-1] if starts else 0)


def backwards_at(text: TextGeometry, place: Place) -> bool:
    """Tell whether the paragraph at a place is written from right to left (UAX #9, rule P2)."""
    block = text.layer.block_at(max(0, place.offset - place.after))
    words = text.text.ink[block.start : block.end] if block else text.text.ink[:200]
    strong = (unicodedata.bidirectional(character) for character in words)
    return next((way for way in strong if way in {"L", "R", "AL"}), "L") != "L"


_PARAGRAPHS = {"next paragraph": next_paragraph, "previous paragraph": previous_paragraph}
_BY_TEXT: dict[str, Callable[[InkText, int], int]] = {
    "next character": next_character,
    "previous character": previous_character,
    "next word": next_word,
    "previous word": previous_word,
    "next sentence": next_sentence,
    "previous sentence": previous_sentence,
    "start": lambda _text, _offset: 0,
    "end": lambda text, _offset: len(text),
}
_FORWARDS = ("next character", "next word", "next sentence", "end")
_VERTICAL = {"up": -1, "down": 1}


def moved(text: TextGeometry, place: Place, step: str, x: float) -> Place:
    """Return where a caret comes to by one step; ``x`` (points) is where it wants to stand."""
    if step in _VERTICAL:
        return line_away(text, place, _VERTICAL[step], x)
    if step == "line start":
        return line_start(text, place)
    if step == "line end":
        return line_end(text, place)
    if step in _PARAGRAPHS:
        return _PARAGRAPHS[step](text, place)
    offset = _BY_TEXT[step](text.text, place.offset)
    return Place(offset, after=step in _FORWARDS and _ends_line(text, offset, step))


def _ends_line(text: TextGeometry, offset: int, step: str) -> bool:
    """Tell whether a forward step ends on the line before: one by a word or a sentence does."""
    if offset >= len(text.text):
        return True
    return step != "next character" and line_start(text, Place(offset)).offset == offset
