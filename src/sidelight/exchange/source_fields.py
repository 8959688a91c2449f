# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of sources of all formats have in common: names, dates, languages, and which words
stand for which type of CSL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from sidelight.exchange.catalogue_words import stored_words
from sidelight.exchange.incoming import SourceRecord
from sidelight.exchange.record_text import line
from sidelight.exchange.works import day as calendar_day
from sidelight.language import ngettext
from sidelight.model.document_record import CITATION
from sidelight.model.vocabulary import LEVELS, SOURCE_TYPES, WORDS

MOST = 20_000
"""Records of one file."""
LONGEST_FIELD = 20_000
_LONGEST_KEY = 500
_MOST_FILES = 50
_LONGEST_NAME = 255
_FIELDS = frozenset({"title", "language", *CITATION})

_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NOT_OF_PEOPLE = re.compile(r"\b(?:of|the|and|for|und|für|des|и|по|при)\b|[&\d]", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r\.?|[IVX]{1,5}|[23]rd|2nd|Мл\.?|Ст\.?)", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z]")
_MOST_NAME_WORDS = 4
_NUMBERS = re.compile(
    r"(\d{4})(?:\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_RIS_DATE = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/(.*))?", re.ASCII)
_WRITTEN = re.compile(
    r"(?:(?P<first>\d{1,2})\.?\s+)?(?P<month>[^\W\d]{3,12})\.?(?:\s+(?P<second>\d{1,2}),?)?,?"
    r"\s+(?P<year>\d{4})",
    re.ASCII,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORDS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LANGUAGES = {
    "en": ("english", "eng", "american", "british", "usenglish", "ukenglish"),
    "de": ("german", "ger", "deu", "ngerman", "deutsch"),
    "es": ("spanish", "spa", "español"),
    "fr": ("french", "fre", "fra", "français"),
    "it": ("italian", "ita", "italiano"),
    "ja": ("japanese", "jpn"),
    "ko": ("korean", "kor", "한국어"),
    "pl": ("polish", "pol", "polski"),
    "ru": ("russian", "rus", "русский"),
    "uk": ("ukrainian", "ukr", "українська"),
    "zh": ("chinese", "chi", "zho"),
}
_CODES = {word: code for code, words in _LANGUAGES.items() for word in words}
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)

COUSINS = {
    "bill": "legislation",
    "regulation": "legislation",
    "post-weblog": "post",
    "motion_picture": "broadcast",
    "graphic": "figure",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "entry": "chapter",
}
"""Types of CSL that we have no word for, each with the one of ours that comes nearest."""


def source_record(
    key: str, fields: Mapping[str, str], files: Iterable[str] = (), doi: str = ""
) -> SourceRecord | None:
    """Return a record of what is known, each field on one line; None where nothing is."""
    known = {
        name: said
        for name, value in fields.items()
        if name in _FIELDS and (said := line(value[:LONGEST_FIELD]))
    }
    if known.get("type", "") not in {"", *SOURCE_TYPES}:
        del known["type"]
    if not known:
        return None
    names = [name for one in files if (name := file_name(one))]
    key = line(key[:_LONGEST_KEY]) or known.get("title", "")[:_LONGEST_KEY]
    return SourceRecord(key, known, tuple(dict.fromkeys(names))[:_MOST_FILES], doi_of(doi))


def file_name(path: str) -> str:
    """Return the last part of a path of any system, "" for none."""
    name = path[-2000:].replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = "".join(letter for letter in name if letter.isprintable()).strip()
    return "" if name.strip(". ") == "" else name[-_LONGEST_NAME:]


def doi_of(text: str) -> str:
    """Return a DOI without what is written before it, "" where a text is none."""
    found = _DOI.fullmatch(text.strip()[:_LONGEST_KEY])
    return found[1] if found else ""


def joined(names: Iterable[str]) -> str:
    """Return people as a record has them, parted by semicolons."""
    return "; ".join(said for name in names if (said := line(name[:LONGEST_FIELD])))


def whole_name(family: str, given: str, particle: str = "", suffix: str = "") -> str:
    """Return a name as it is said: family first, without a blank, where both are in letters of East
    Asia.
    """
    family, given = family.strip(), given.strip()
    if _EAST.search(family) and _EAST.search(given) and " " not in family + given:
        return family + given
    return " ".join(part for one in (given, particle, family, suffix) if (part := one.strip()))


def turned(name: str) -> str:
    """Return a name that is written family first, with a comma, as it is said; one that does not
    look like a person's as it is.
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) not in {2, 3} or not all(parts) or _NOT_OF_PEOPLE.search(name):
        return name
    if any(len(part.split()) > _MOST_NAME_WORDS for part in parts):
        return name
    if len(parts) == 3 and not _SUFFIX.fullmatch(parts[2]):
        return name
    if len({bool(_LATIN.search(part)) for part in parts[:2]}) > 1:
        return name
    return whole_name(parts[0], parts[1], suffix=parts[2] if len(parts) == 3 else "")


def iso(*numbers: int) -> str:
    """Return a date of a year, month and day, as far as there is such a date; "" for none."""
    for count in range(len(numbers), 0, -1):
        some = numbers[:count]
        try:
            date(*(*some, 1, 1)[:3])
        except (ValueError, OverflowError):
            continue
        return "-".join((f"{some[0]:04}", *(f"{number:02}" for number in some[1:])))
    return ""


def day(text: str) -> str:
    """Return a date in ISO 8601 where a text is one that can be read in one way only, a span of
    two too; else the text.
    """
    text = line(text[:LONGEST_FIELD])
    for sign in ("/", "–"):
        parts = [part.strip() for part in text.split(sign)]
        if len(parts) == 2 and all(map(calendar_day, parts)):
            return "/".join(parts)
    return _numbered(text) or _in_words(text) or text


def _numbered(text: str) -> str:
    found = _RIS_DATE.fullmatch(text) or _NUMBERS.fullmatch(text)
    if not found:
        return ""
    digits = [part for part in found.groups()[:3] if part]
    made = iso(*map(int, digits))
    return made if made.count("-") == len(digits) - 1 else ""


def _in_words(text: str) -> str:
    found = _WRITTEN.fullmatch(text)
    if not found or (found["first"] and found["second"]):
        return ""
    number = month(found["month"])
    written = found["first"] or found["second"]
    numbers = [int(found["year"]), number, *([int(written)] if written else [])]
    made = iso(*numbers) if number else ""
    return made if made.count("-") == len(numbers) - 1 else ""


def month(word: str) -> int:
    """Return the number of a month by a number, its English name or the start of it; 0 for none."""
    word = word.strip().rstrip(".").lower()
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 3 and 1 <= int(word) <= 12 else 0
    if word == "sept":
        return 9
    found = [at for at, name in enumerate(_MONTH_WORDS, 1) if word in {name, name[:3]}]
    return found[0] if found else 0


def language_code(text: str) -> str:
    """Return the code of a language by its name; what is no name of one that we know is itself."""
    return _CODES.get(text.strip().casefold(), text.strip())


def types_and_levels(words: Iterable[str]) -> dict[str, str]:
    """Return the type and the level that keywords of our exports say, by field."""
    found: dict[str, str] = {}
    for word in words:
        field, stored = _keywords().get(word.strip().casefold(), ("", ""))
        if field:
            found.setdefault(field, stored)
    return found


@cache
def _keywords() -> dict[str, tuple[str, str]]:
    types = stored_words(SOURCE_TYPES, SOURCE_TYPES)
    levels = stored_words(LEVELS, WORDS)
    return {
        **{word: ("level", stored) for word, stored in levels.items()},
        **{word: ("type", stored) for word, stored in types.items()},
    }


def on_notes(count: int) -> tuple[str, ...]:
    """Say how many notes and abstracts were left, which are no part of a record."""
    if not count:
        return ()
    words = ngettext(
        "{count} note or abstract of the file is no part of a record of a source, and was left.",
        "{count} notes and abstracts of the file are no part of a record of a source, and were "
        "left.",
        count,
    )
    return (words.format(count=count),)
