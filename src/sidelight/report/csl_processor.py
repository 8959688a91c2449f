# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations by a processor of CSL, citeproc-py, in plain words.

The library is loaded with the first citation.  It takes a style cut down to a kind of record, which
is kept, and records whose names and dates are made of what it understands.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from sidelight.model.csl_record import Item
from sidelight.report.citation_styles import CitationStyle, style_file
from sidelight.report.csl_layout import LOCATOR, Kind, cut

HERE = "\ue000"
"""Stands in a citation where a place in the document is to be named."""

OURS = re.compile("[\ue000\ue001]")
"""What stands for something else here and so may be in no record."""

LOCALES = {"en": "en-US", "ko": "ko-KR", "ru": "ru-RU"}

_NO_CITATION = frozenset({"id", "type", "custom"})
_SAMPLE_DATE = (1987, 5, 23)
_CLOSED = "\ue001"
_COMMA_INTO_QUOTES = re.compile(f"([^.,…{_CLOSED}])({_CLOSED}+),")
_STOP_INTO_QUOTES = re.compile(rf"([^.,!?…{_CLOSED}])({_CLOSED}+)\.")
_AFTER_QUOTES = re.compile(rf"([.!?…]{_CLOSED}+)\.")
_FOR_ONE = re.compile(rb'<style [^>]*default-locale="([\w-]+)"')
_DAY = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<citation><layout><date variable="issued" form="text"/></layout></citation></style>"""
_MONTHS = (
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
)
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, and the variables of the record that its style leaves out."""

    words: str
    left_out: frozenset[str]


def cited(item: Item, style: CitationStyle, language: str, *, placed: bool) -> Cited:
    """Return the citation of an item in the words of a language, with `HERE` in it on wish where
    the style names a place.

    Words are empty where the style has nothing to say.  The library may raise anything.
    """
    kind = _kind(item, placed=placed)
    with _one_at_a_time:
        layout = _layout(style_file(style.file), style.part, _locale(language), kind)
        words = layout.said(item)
    return Cited(_in_genitive(words, item) if language == "ru" else words, layout.left_out)


def day(date: Mapping[str, Any], language: str) -> str:
    """Return a date of an item in the words of a language, as styles write it in full."""
    item: Item = {"type": "document", "issued": date}
    kind = _kind(item, placed=False)
    with _one_at_a_time:
        words = _layout(_DAY, "citation", _locale(language), kind).said(item)
    return _in_genitive(words, item) if language == "ru" else words


@dataclass(slots=True)
class _Layout:
    """A style cut for one kind of record, in one language."""

    style: Any
    part: str
    kind: Kind
    closing: str
    date_parts: list[tuple[Any, dict[str, str]]]
    left_out: frozenset[str] = field(default=frozenset())

    def said(self, item: Item) -> str:
        """Return the words of a citation."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator, formatter

        # the library writes into the locale what a style wants of one date
        for element, attributes in self.date_parts:
            element.attrib.clear()
            element.attrib.update(attributes)
        list_ = CitationStylesBibliography(self.style, _source(item), formatter.plain)
        where = {"locator": Locator("", HERE)} if LOCATOR in self.kind.variables else {}
        citation = Citation([CitationItem("item", **where)])
        list_.register(citation)
        made = [list_.cite(citation, _absent)] if self.part == "citation" else list_.bibliography()
        words = "".join(map(str, made))
        # marks that the style sets take a stop in, which the library does not know
        words = _COMMA_INTO_QUOTES.sub(r"\1,\2", words)
        words = _AFTER_QUOTES.sub(r"\1", _STOP_INTO_QUOTES.sub(r"\1.\2", words))
        return words.replace(_CLOSED, self.closing)


def _absent(_item: Any) -> str:
    return ""


@lru_cache(maxsize=256)
def _layout(style: bytes, part: str, locale: str, kind: Kind) -> _Layout:
    from citeproc import CitationStylesStyle

    small = cut(style, kind, part)
    for_one = _FOR_ONE.search(small)
    spoken = for_one[1].decode() if for_one else locale
    made = CitationStylesStyle(io.BytesIO(small), locale=spoken, validate=False)
    date_parts = [
        (element, dict(element.attrib))
        for root in made.root.locales
        for element in root.iter("{*}date-part")
    ]
    layout = _Layout(made, part, kind, _closing(made.root), date_parts)
    layout.left_out = frozenset(_left_out(layout))
    return layout


def _closing(style: Any) -> str:
    """Put a sign of our own for closing quotation marks that take stops in; return what they are,
    empty where they take none.
    """
    if style.get_locale_option("punctuation-in-quote") != "true":
        return ""
    terms = [one for root in style.locales for one in root.iter("{*}term")]
    marks = [term for term in terms if term.get("name") == "close-quote"]
    closing = str(marks[0].text)
    for mark in marks:
        mark.text = _CLOSED
    return closing


def _locale(language: str) -> str:
    return LOCALES.get(language, LOCALES["en"])


def _left_out(layout: _Layout) -> Iterator[str]:
    """Yield the variables that a style does not say of a kind of record, by trying."""
    kind = layout.kind
    dates = dict(kind.dates)
    sample: Item = {"type": kind.type, "language": "und"}
    for at, name in enumerate(sorted(kind.variables - {LOCATOR, "language"})):
        word = f"q{at:03}q"
        if name in dates:
            size = dates[name]
            sample[name] = {"date-parts": [_SAMPLE_DATE[:size]]} if size else {"literal": word}
        else:
            sample[name] = [{"literal": word}] if name in _names() else word
    said = layout.said(sample)
    for name, value in sample.items():
        if name in {"type", "language"}:
            continue
        if isinstance(value, dict) and "date-parts" in value:
            *before, last = value["date-parts"][0]
            other = layout.said({**sample, name: {"date-parts": [(*before, last + 1)]}})
            if other == said:
                yield name
        elif _word(value) not in said.lower():
            yield name


def _word(value: Any) -> str:
    if isinstance(value, list):
        return str(value[0]["literal"])
    return str(value["literal"] if isinstance(value, dict) else value)


def _kind(item: Item, *, placed: bool) -> Kind:
    variables = {name for name in item if name not in _NO_CITATION}
    dates = {
        (name, len(value.get("date-parts", [[]])[0]))
        for name, value in item.items()
        if isinstance(value, Mapping) and name not in _NO_CITATION
    }
    if placed:
        variables.add(LOCATOR)
    return Kind(str(item["type"]), frozenset(variables), frozenset(dates))


def _names() -> frozenset[str]:
    from citeproc import NAMES

    return frozenset(NAMES)


def _source(item: Item) -> Any:
    """Return an item as the library knows records; words in it are words, never markup."""
    from citeproc.source import BibliographySource, Date, LiteralDate, Name, Reference
    from citeproc.string import String

    values: dict[str, Any] = {}
    for variable, value in item.items():
        if variable in _NO_CITATION:
            continue
        if isinstance(value, list):
            made: Any = [Name(literal=name["literal"]) for name in value]
        elif isinstance(value, dict) and "literal" in value:
            made = LiteralDate(value["literal"])
        elif isinstance(value, dict):
            made = Date(**dict(zip(("year", "month", "day"), value["date-parts"][0], strict=False)))
        else:
            made = value if variable == "language" else String(value)
        values[variable.replace("-", "_")] = made
    source = BibliographySource()
    source.add(Reference("item", item["type"], **values))
    return source


def _in_genitive(words: str, item: Item) -> str:
    """Return Russian words with the month of each day in its case, which CSL does not know."""
    for value in item.values():
        parts: list[int] = value.get("date-parts", [[]])[0] if isinstance(value, Mapping) else []
        if len(parts) == 3:
            month, genitive = _MONTHS[parts[1] - 1]
            for said in (f"{parts[2]} {month}", f"{month} {parts[2]}"):
                words = words.replace(said, f"{parts[2]} {genitive}")
    return words
