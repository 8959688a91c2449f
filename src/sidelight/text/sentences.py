# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where sentences end, by rules for English, Russian and Korean that do for their neighbours too.

UAX #29 ends a sentence after every abbreviation and initial; these rules know the common ones. A
sentence never reaches over a blank line. Where only sense could tell ("in 1950 г. Kim"), a capital
begins a new one: a reader who wants more takes the next sentence too.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from sidelight.text.ink import InkText


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPENING = r"[\"'“”„‟‘’‚«»‹›(\[{「『〈《¿¡]"
_CLOSING = r"[\"'“”‟‘’«»‹›)\]}」』〉》]"
# After Chinese and Japanese stops, and between Korean syllables, no blank need follow.
_STOP = regex.compile(
    rf"(?P<wide>[。！？｡]+){_CLOSING}*"
    rf"|(?P<stop>[.!?…؟۔।]+){_CLOSING}*(?:\s+|$|(?<=[가-힣][.!?]+)(?=[가-힣]))"
)
_PARAGRAPH = regex.compile(r"\n[^\S\n]*\n\s*")
_GOES_ON = regex.compile(rf"[—–―-]?\s*{_OPENING}*\s*[\p{{Ll}}]")
_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{N}])[\p{L}\p{M}]+$")
_ONLY_A_NUMBER = regex.compile(rf"(?i)\s*{_OPENING}*(?:\d{{1,3}}|[ivxlc]{{1,4}}|\p{{L}})\)?\.\s*$")
_AFTER_A_NUMBER = regex.compile(r"(?r)\d[\s\u00a0]*$")

_NEVER_LAST = _words(
    "mr mrs ms messrs dr prof rev hon gen col maj capt cpt lt sgt cpl adm sen rep gov pres"
    " st mt cf vs viz ca approx dept ed eds trans jan feb mar apr jun jul aug sept sep oct nov dec"
    " тов тт гр гражд проф акад доц им ул пер просп пл обл св см ср разд ред изд сост"
    " ген полк подп кап лейт инж зам зав нач пом пос дер оз янв фев февр апр авг сент окт нояб дек"
    " hr fr frl bzw usw vgl mme mlle sr sra"
)
"""Abbreviations that words follow, without their full stop, folded."""
_AFTER_NUMBERS = _words("г гг в вв руб коп тыс млн млрд р ч мин с м км кг")
"""Units and the like: after a number a capital begins a new sentence, else they belong to a name
("г. Москва")."""
_AND_SO_ON = regex.compile(r"(?ri)\bт\.\s*[дп]$")
_REFERENCES = "no nos nr vol vols bd fig figs p pp ch sec art abs стр рис табл гл ст ф оп д дд л лл"
_REFERENCE = regex.compile(
    rf"(?i){_OPENING}*(?:{'|'.join(_REFERENCES.split())})\.\s*(?:[\d–-]|[ivxlc]+\b)"
)
"""What numbers follow ("p. 3"); a row of them ("Ф. 558. Оп. 11.") is one sentence."""


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
    if match["wide"] or match.end() == paragraph:
        return True
    if _GOES_ON.match(text, match.end(), paragraph):
        return False
    return match["stop"] != "." or not _abbreviates(text, start, match, paragraph)


def _abbreviates(text: str, start: int, match: regex.Match[str], paragraph: int) -> bool:
    """Tell whether a full stop only shortens the word or numbers the part before it."""
    if _ONLY_A_NUMBER.match(text, start, match.start() + 1):
        return True
    if _REFERENCE.match(text, match.end(), paragraph):
        return True
    before = _BEFORE.search(text, start, match.start())
    if before is None or _AND_SO_ON.search(text, start, match.start()):
        return False
    word = before.group().casefold()
    if word in _AFTER_NUMBERS:
        return not _AFTER_A_NUMBER.search(text, start, before.start())
    reference = _REFERENCE.match(text, before.start(), paragraph)
    return bool(reference) or _initial(word) or word in _NEVER_LAST


def _initial(word: str) -> bool:
    """Tell "И." of "И. В. Сталин" from the last word of a sentence; Korean has one-letter words."""
    return len(word) == 1 and word.upper() != word.lower()
