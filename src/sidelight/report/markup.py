# SPDX-License-Identifier: AGPL-3.0-or-later
"""What outputs made of HTML have in common: the template engine, which escapes all text and fails
where a template names what is not there, and how parts of a report stand in HTML.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sidelight import resources
from sidelight.language import _, current
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.direct_code import DirectCode
from sidelight.report.parts import ArticleBlock, Line
from sidelight.text.quotes import shorten

T = TypeVar("T")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ASIDE = 150
"""Most code points of a reason beside the article."""


class Image(NamedTuple):
    """An image of a page: its address, width and height (CSS pixels)."""

    address: str
    width: int
    height: int


class Templates(Environment):
    """The template engine, with the code that ours need."""

    code_generator_class = DirectCode


@cache
def environment() -> Environment:
    """Return the engine for the templates of ``resources/templates``."""
    made = Templates(
        loader=FileSystemLoader(resources.folder("resources") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(
        level=_level,
        around_address=around_address,
        before_address=_before_address,
        unbroken=_unbroken,
        picture=picture,
    )
    return made


def values(report: Report) -> Mapping[str, Any]:
    """Return what templates name beside the engine's own; words are looked up once a report."""
    verdicts = report.verdicts
    return {
        "report": report,
        "lines": {line.label: line for line in report.lines},
        "language": current(),
        "article_language": language_tag(report.article.language),
        "style": cache(verdicts.style),
        "called": cache(lambda word: words.word(word, verdicts)),
        "in_words": _once(lambda given: words.verdict(given, verdicts), "verdict", "denied_by"),
        "decided": lambda made: words.decided(made, verdicts),
        "method": words.method(verdicts),
        "words": _known_words(),
        "aside": _once(_aside, "label"),
        "language_tag": cache(language_tag),
        "_": cache(_),
    }


def _known_words() -> Any:
    """Return `sidelight.report.words`, of which what is asked most is looked up once."""
    once = {
        **{name: cache(getattr(words, name)) for name in ("day", "given", "kind", "media_type")},
        "matching": _once(words.matching, "translator", "match", "level"),
    }
    return SimpleNamespace(**{**vars(words), **once})


def _once(tell: Callable[[T], str], *read: str) -> Callable[[T], str]:
    """Return ``tell`` asked once for all that have the same in the attributes ``read``, which are
    all that it reads.
    """
    key = attrgetter(*read)
    told: dict[Any, str] = {}

    def once(given: T) -> str:
        known = key(given)
        if known not in told:
            told[known] = tell(given)
        return told[known]

    return once


def groups(blocks: tuple[ArticleBlock, ...]) -> Iterator[tuple[str, list[ArticleBlock]]]:
    """Yield blocks with their role, those of one list together."""
    for role, group in groupby(blocks, key=lambda block: block.role):
        if role == "item":
            yield role, list(group)
        else:
            yield from ((role, [block]) for block in group)


def language_tag(language: str) -> str:
    """Return a language as a ``lang`` attribute takes it, empty where it is no tag (BCP 47)."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""


def picture(data: bytes) -> Image:
    """Return a PNG file as an image with its own address, two of its pixels to one of the page."""
    # PNG, ISO/IEC 15948, 11.2.2: width and height stand in bytes 16 to 23
    width, height = (max(1, int.from_bytes(data[at : at + 4]) // 2) for at in (16, 20))
    return Image(f"data:image/png;base64,{b64encode(data).decode()}", width, height)


def _level(block: ArticleBlock) -> int:
    """Return the level of a heading of the article, which stands below the report's own."""
    return 3 if block.role == "title" else min(6, 2 + max(2, block.level))


def _aside(line: Line) -> str:
    """Return what stands beside the article: why it was decided, else the first reason, cut."""
    said = [line.decision.verdict] if line.decision else line.verdicts
    reasons = (verdict.reason for verdict in said if verdict.reason)
    return shorten(" ".join(next(reasons, "").split()), _ASIDE)


def _unbroken(place: str) -> str:
    """Return a place whose signs are not parted from their numbers at a line end."""
    return place.replace("¶ ", "¶\xa0").replace("§ ", "§\xa0")


def around_address(citation: str, address: str) -> tuple[str, str]:
    """Return what of a citation stands before and after its address, which is shown as a link; one
    that does not name it is shown before it.
    """
    before, found, after = citation.rpartition(address) if address else ("", "", "")
    return (before, after) if found else (f"{citation} ", "")


def _before_address(citation: str, address: str) -> str:
    """Return a citation without the address it ends in, which is shown as a link."""
    return citation.removesuffix(address).strip() if address else citation
