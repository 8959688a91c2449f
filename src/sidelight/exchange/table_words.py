# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cells of a table say, in the words of people: verdicts, stances, days, pages, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePath

from sidelight.exchange.catalogue_words import stored_words
from sidelight.exchange.record_text import line
from sidelight.exchange.source_fields import day, file_name, iso
from sidelight.exchange.verdict_words import verdict_of
from sidelight.model.vocabulary import STANCES, VERDICTS, WORDS
from sidelight.model.web_address import web_address

_VERDICTS = {
    "verified": ("yes", "да", "подтвердилось", "соответствует действительности", "예"),
    "disputed": (
        *("partly", "half true", "partially true", "partially false", "inconclusive"),
        *("частично", "отчасти", "отчасти верно", "неясно", "частично правда", "полуправда"),
        *("вводит в заблуждение", "부분적 사실", "일부 사실", "불분명", "오해의 소지"),
    ),
    "denied": (
        *("no", "fake", "not true", "нет", "фейк", "не соответствует действительности"),
        *("не подтвердилось", "아니오", "사실무근", "가짜"),
    ),
}
"""Words of people beside those of tags (`sidelight.exchange.verdict_words`): only such that mean
the same to everybody, so not “mostly true”.
"""
_UNSAFE = frozenset({"대체로 사실"})
_STANCES = {
    "supports": ("support", "supporting", "supported", "confirms", "for", "подтверждает",
                 "поддерживает", "за", "뒷받침", "지지", "확인"),
    "contradicts": ("contradict", "contradiction", "contradicting", "refutes", "denies", "against",
                    "опровергает", "противоречит", "против", "반박", "모순", "반대"),
    "context": ("background", "neutral", "контекст", "фон", "нейтрально", "맥락", "배경", "중립"),
}  # fmt: skip
_UNREAD = frozenset({"unchecked", "split", "-", "–", "—", "n/a", "?", "tbd"})
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s?(?:г|г\.|года))?", re.ASCII)
_KOREAN = re.compile(r"(\d{4})[년.]\s?(\d{1,2})[월.]\s?(\d{1,2})[일.]?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_CLOCK = re.compile(r"[T\s]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?$")
_PAGE = re.compile(r"\d{1,6}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"”»]+")
_FILE = re.compile(r"[^/\\:*?\"<>|\n]{1,200}\.(?:pdf|docx?|odt|rtf|epub|html?|mht|mhtml|txt|md|fb2"
                   r"|png|jpe?g|tiff?|svg|xps|cbz)", re.IGNORECASE)  # fmt: skip
_LONGEST = 2000


@cache
def _verdict_words() -> Mapping[str, str]:
    said = {word: verdict for verdict, words in _VERDICTS.items() for word in words}
    return {**said, **stored_words(VERDICTS, WORDS), **{word: word for word in VERDICTS}}


@cache
def _stance_words() -> Mapping[str, str]:
    said = {word: stance for stance, words in _STANCES.items() for word in words}
    return {**said, **stored_words(STANCES, WORDS)}


@cache
def _no_verdicts() -> frozenset[str]:
    return _UNREAD | frozenset(stored_words(("unchecked", "split"), WORDS))


@lru_cache(maxsize=4096)
def verdict_word(cell: str) -> tuple[str, bool]:
    """Return the verdict that a cell gives, and whether it is one that we know: a word that we do
    not know is itself, what says that there is none is "".
    """
    said = line(cell[:_LONGEST])
    word = said.casefold().strip(" .!*✓✔✗✘❌✅")
    if word in _no_verdicts() or (not word and said.strip(" .!*")):
        return "", False
    stored = _verdict_words().get(word, "")
    if not stored and word not in _UNSAFE:
        stored = verdict_of(word)
    return stored or said, bool(stored)


def stance_word(cell: str) -> str:
    """Return the stance that a cell says, "" for none that we know."""
    return _stance_words().get(line(cell[:_LONGEST]).casefold(), "")


@lru_cache(maxsize=4096)
def day_of(cell: str) -> str:
    """Return the day, month or year of a cell in ISO 8601, "" for none, or one that can be read in
    two ways: of days and months with slashes either is first somewhere.
    """
    said = _CLOCK.sub("", line(cell[:100]))
    if found := _DOTTED.fullmatch(said):
        return _whole(found[3], found[2], found[1])
    if found := _KOREAN.fullmatch(said):
        return _whole(*found.groups())
    if found := _SLASHED.fullmatch(said):
        one, other = int(found[1]), int(found[2])
        if one > 12 or one == other:
            return _whole(found[3], found[2], found[1])
        return _whole(found[3], found[1], found[2]) if other > 12 else ""
    made = day(said)
    return made if _ISO.fullmatch(made) else ""


def _whole(year: str, month: str, number: str) -> str:
    made = iso(int(year), int(month), int(number))
    return made if len(made) == 10 else ""


def page_of(cell: str) -> int:
    """Return the first page that a cell names, 0 for none."""
    found = _PAGE.search(cell[:_LONGEST])
    return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class Named:
    """A source as a cell names it: in words, by the name of its file or by its address."""

    words: str = ""
    name: str = ""
    url: str = ""

    @property
    def key(self) -> str:
        """What tells it from others; "" where nothing is named."""
        said = self.url or self.name.casefold() or self.words.casefold()
        return f"source {said}" if said else ""

    @property
    def called(self) -> str:
        """What it is called for people."""
        return self.words or self.name or self.url


@lru_cache(maxsize=4096)
def source_of(cell: str, address: str = "") -> Named:
    """Return which source a cell names, with the ``address`` that stands in another."""
    said = line(cell[:_LONGEST])
    found = _ADDRESS.search(said) or _ADDRESS.search(line(address[:_LONGEST]))
    url = web_address(found[0].rstrip(".,;)")) if found else ""
    words = said
    if found and found[0] in said:
        words = line(said.replace(found[0], "")).strip(" ,;:()–—-")
    name = file_name(words) if _FILE.fullmatch(file_name(words)) else ""
    if name and words != name:
        # a path on somebody's disk says nothing to others
        words = PurePath(name).stem
    return Named("" if words == name else words, name, url)
