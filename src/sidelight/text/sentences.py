# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where sentences end, by rules for English, Russian and Korean that do for their neighbours too.

UAX #29 ends a sentence after every abbreviation and initial; these rules know the common ones
(`sidelight.text.abbreviations`). A sentence never reaches over a blank line, and is not cut within
a quote after which it goes on. Where only sense could tell ("он умер в 1994 г. Ким"), a capital
begins a new one: a reader who wants more takes the next sentence too.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from sidelight.text.abbreviations import (
    BEFORE_NAMES_OR_LAST,
    LEADS,
    MONTHS,
    MULTIPLES,
    NEVER_LAST,
    REFERENCES,
    STARTERS,
    UNITS,
)
from sidelight.text.ink import InkText

_OPENING = r"[\"'“”„‟‘’‚«»‹›(\[{「『〈《¿¡]"
_CLOSING = r"[\"'“”‟‘’«»‹›)\]}」』〉》]"
# After Chinese and Japanese stops, and between Korean syllables, no blank need follow.
_STOP = regex.compile(
    rf"(?P<wide>[。！？｡]+){_CLOSING}*(?![とっ])"
    rf"|(?P<stop>\.(?:[ \u00a0]\.){{2,}}|[.!?…؟۔।]+){_CLOSING}*"
    r"(?:\s+|$|(?<=[가-힣][.!?]+)(?=[가-힣]))"
)
_PARAGRAPH = regex.compile(r"\n[^\S\n]*\n\s*")
_ITEM = r"\(?[\p{Ll}\d]{1,2}\)"
_GOES_ON = regex.compile(rf"(?!{_ITEM})[—–―-]?\s*{_OPENING}*\s*[\p{{Ll}}]")
_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{N}])[\p{L}\p{M}]+$")
_ONLY_A_NUMBER = regex.compile(rf"(?i)\s*{_OPENING}*(?:\d{{1,3}}|[ivxlc]{{1,4}}|\p{{L}})\)?\.\s*$")
_AFTER_A_NUMBER = regex.compile(
    rf"(?ri)\d(?:-?\p{{Ll}}{{1,2}})?[\s\u00a0]*(?:(?:{'|'.join(sorted(MULTIPLES))})\.?[\s\u00a0]*)?$"
)
_AFTER_UNIT = regex.compile(r"\d|№|США|[IVXLC]+\s+вв?\.")
_AND_SO_ON = regex.compile(r"(?ri)\bт\.\s*[дп]$")
_REFERENCE = regex.compile(
    rf"(?i){_OPENING}*(?:{'|'.join(sorted(REFERENCES))})\.\s*(?:[\d–-]|[ivxlc]+\b)"
)
_WORD = regex.compile(r"(?r)(?<![\p{L}\p{N}])(?:\p{Ll}{3,}|[가-힣]+)$")
_STARTS = regex.compile(rf"{_OPENING}*([\p{{L}}'’]+)(?=[\s,])")
_ORDINAL = regex.compile(r"(?r)(?<![\d.])\d{1,2}$")
_MONTH = regex.compile(rf"(?i)(?:{'|'.join(sorted(MONTHS))})\b")
# Korean dates have the year first: 1950. 6. 25.
_YEAR_FIRST = regex.compile(r"(?r)(?<![\d.])\d{4}\.\s?\d{1,2}(?:\.\s?\d{1,2})?$")
_YEAR = regex.compile(r"(?r)(?<![\d.])\d{4}$")
_DAY_AND_MONTH = regex.compile(r"(?r)(?<![\d.])\d{1,2}\.\s?\d{1,2}$")
_MONTH_NUMBER = regex.compile(r"\d{1,2}\.")
_HANGUL = regex.compile(r"[가-힣]")
_DATE_WORD = regex.compile(r"[\s,]*(?:[\d.–—-]+(?:-?х)?|[IVX]+|(?P<word>\p{L}+)\.?)[\s,]*")
# How far around a stop is looked, in code points.
_NEAR = 100
_QUOTE = 300
_DEEPEST_QUOTE = 3
_QUOTED = regex.compile(r"[“«„「『(\[]|[”»」』)\]]")
_CLOSES = {"”": "“„", "»": "«", "」": "「", "』": "『", ")": "(", "]": "["}
_AFTER_QUOTE = regex.compile(rf"[,;:]|[가-힣]|[とっ]|\s*{_GOES_ON.pattern}")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges (code points) of the sentences of ``text``, blanks after them included."""
    at = 0
    for paragraph in (*(match.end() for match in _PARAGRAPH.finditer(text)), len(text)):
        start = at
        for match in _STOP.finditer(text, at, paragraph):
            if _ends(text, start, match, paragraph):
                yield start, match.end()
                start = match.end()
        if start < paragraph:
            yield start, paragraph
        at = paragraph


def sentence_bounds(text: InkText, offset: int) -> tuple[int, int]:
    """Return the ink range of the sentence that holds ``offset``.

    A paragraph of more than some 20,000 characters is looked at in part.
    """
    if not 0 <= offset < len(text):
        return offset, offset
    place = text.code_point(offset)
    first, last = _paragraph(text.text, place)
    for start, end in sentences(text.text[first:last]):
        if first + end > place:
            return text.offset(first + start), text.offset(first + end)
    return offset, text.offset(last)


def next_sentence(text: InkText, offset: int) -> int:
    """Return the end of the sentence at ``offset``, where the next one begins."""
    return max(sentence_bounds(text, offset)[1], offset) if offset < len(text) else offset


def previous_sentence(text: InkText, offset: int) -> int:
    """Return the start of the sentence that holds or ends before ``offset``."""
    return min(sentence_bounds(text, offset - 1)[0], offset) if offset > 0 else 0


_FAR = 10_000


def _paragraph(text: str, place: int) -> tuple[int, int]:
    first, last = max(0, place - _FAR), min(len(text), place + _FAR)
    for match in _PARAGRAPH.finditer(text, first, last):
        if match.end() <= place:
            first = match.end()
        else:
            return first, match.end()
    return first, last


def _ends(text: str, start: int, match: regex.Match[str], paragraph: int) -> bool:
    """Tell whether a stop ends the sentence that began at ``start``."""
    if match.end() == paragraph:
        return True
    if not match["wide"]:
        if _GOES_ON.match(text, match.end(), paragraph):
            return False
        if match["stop"] == "." and _abbreviates(text, start, match, paragraph):
            return False
    return not _in_a_quote_that_goes_on(text, start, match, paragraph)


def _in_a_quote_that_goes_on(
    text: str, start: int, match: regex.Match[str], paragraph: int
) -> bool:
    """Tell whether a stop lies in a quote or bracket after which the sentence goes on."""
    opened: list[str] = []
    for mark in _QUOTED.finditer(text, max(start, match.end() - _QUOTE), match.end()):
        if mark[0] not in _CLOSES:
            opened.append(mark[0])
            if len(opened) > _DEEPEST_QUOTE:
                return False
        elif opened and opened[-1] in _CLOSES[mark[0]]:
            opened.pop()
    depth = len(opened)
    for mark in _QUOTED.finditer(text, match.end(), min(paragraph, match.end() + _QUOTE)):
        if not depth:
            break
        depth += 1 if mark[0] not in _CLOSES else -1
        if not depth and mark[0] in _CLOSES:
            stopped = text[mark.start() - 1] in ".!?…。！？"
            return not stopped or bool(_AFTER_QUOTE.match(text, mark.end(), paragraph))
    return False


def _abbreviates(text: str, start: int, match: regex.Match[str], paragraph: int) -> bool:
    """Tell whether a full stop only shortens the word or numbers the part before it."""
    stop = match.start()
    if _ONLY_A_NUMBER.match(text, start, stop + 1) or _numbers(text, start, match, paragraph):
        return True
    near = max(start, stop - _NEAR)
    before = _BEFORE.search(text, near, stop)
    word = before.group().casefold() if before else ""
    if _REFERENCE.match(text, match.end(), paragraph):
        return word in NEVER_LAST or not _WORD.search(text, near, stop)
    if before is None or _AND_SO_ON.search(text, near, stop):
        return False
    if word in UNITS and _AFTER_A_NUMBER.search(text, near, before.start()):
        return _unit_goes_on(text, start, match)
    if _initial(word) or word in BEFORE_NAMES_OR_LAST:
        return not _starts(text, match.end(), paragraph)
    reference = _REFERENCE.match(text, before.start(), paragraph)
    return bool(reference) or word in NEVER_LAST


def _numbers(text: str, start: int, match: regex.Match[str], paragraph: int) -> bool:
    """Tell whether a full stop is that of a number in a date: 1950. 6. 25., 5. Oktober."""
    stop, after = match.start(), match.end()
    start = max(start, stop - _NEAR)
    if _YEAR_FIRST.search(text, start, stop):
        return True
    if _YEAR.search(text, start, stop):
        return bool(_MONTH_NUMBER.match(text, after, paragraph))
    if _DAY_AND_MONTH.search(text, start, stop):
        return bool(_HANGUL.match(text, after, paragraph))
    ordinal = _ORDINAL.search(text, start, stop)
    return bool(ordinal and _MONTH.match(text, after, paragraph))


def _unit_goes_on(text: str, start: int, match: regex.Match[str]) -> bool:
    """Tell whether a sentence goes on after "5 руб." or "В 1950 г.", though no small letter
    does.
    """
    after = match.end()
    if _AFTER_UNIT.match(text, after):
        return True
    at = start
    if match.start() - start > _NEAR:
        return False
    while at < match.start():
        part = _DATE_WORD.match(text, at, match.start())
        if not part or (part["word"] and part["word"].casefold() not in LEADS):
            return False
        at = part.end()
    return True


def _starts(text: str, at: int, paragraph: int) -> bool:
    """Tell whether a word that begins sentences, and no names, stands at ``at``."""
    word = _STARTS.match(text, at, paragraph)
    return bool(word and word[1].casefold().replace("’", "'") in STARTERS)


def _initial(word: str) -> bool:
    """Tell "И." of "И. В. Сталин" from the last word of a sentence; Korean has one-letter words."""
    return len(word) == 1 and word.upper() != word.lower()
