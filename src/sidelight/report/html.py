# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a web page in one file: no script, nothing loaded from anywhere.

The words stand in ``resources/templates/report.html.jinja``, the looks in ``report.css`` beside it.
All text is escaped by the template engine, which fails where a template names what is not there.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from sidelight import resources
from sidelight.language import _, current
from sidelight.model.styles import STYLES, Style
from sidelight.model.verdicts import Verdicts
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.parts import ArticleBlock, Line
from sidelight.text.quotes import shorten

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ASIDE = 150
"""Most code points of a reason beside the article."""


class _Image(NamedTuple):
    """An image of the page: its address, width and height (CSS pixels)."""

    address: str
    width: int
    height: int


def write(report: Report) -> bytes:
    """Return the report as the bytes of a file."""
    lines = {line.label: line for line in report.lines}
    verdicts = report.verdicts
    looks = _looks(verdicts)
    text = _template().render(
        report=report,
        lines=lines,
        groups=list(_groups(report.blocks)),
        language=current(),
        article_language=language_tag(report.article.language),
        styles=tuple(looks.values()),
        style=verdicts.style,
        look=lambda word: looks[verdicts.style(word).word][0],
        called=lambda word: words.word(word, verdicts),
        in_words=lambda given: words.verdict(given, verdicts),
        decided=lambda made: words.decided(made, verdicts),
        method=words.method(verdicts),
    )
    return text.encode("utf-8")


@cache
def _template() -> Template:
    folder = resources.folder("resources") / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        _=_,
        words=words,
        level=_level,
        aside=_aside,
        before_address=_before_address,
        language_tag=language_tag,
        unbroken=_unbroken,
        picture=_picture,
    )
    return environment.get_template("report.html.jinja")


def _looks(verdicts: Verdicts) -> dict[str, tuple[str, Style]]:
    """Return each style with the name of its class, by word.

    A verdict that the project adds is numbered: its word, which may come from a stranger, never
    stands in the style sheet.
    """
    added = {
        one.word: (f"v-added-{at}", verdicts.style(one.word))
        for at, one in enumerate(verdicts.added, start=1)
    }
    return {**{word: (f"v-{word}", look) for word, look in STYLES.items()}, **added}


def language_tag(language: str) -> str:
    """Return a language as a ``lang`` attribute takes it, empty where it is no tag (BCP 47)."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""


def _groups(blocks: tuple[ArticleBlock, ...]) -> Iterator[tuple[str, list[ArticleBlock]]]:
    """Yield blocks with their role, those of one list together."""
    for role, group in groupby(blocks, key=lambda block: block.role):
        if role == "item":
            yield role, list(group)
        else:
            yield from ((role, [block]) for block in group)


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


def _picture(data: bytes) -> _Image:
    """Return a PNG file as an image with its own address, two of its pixels to one of the page."""
    # PNG, ISO/IEC 15948, 11.2.2: width and height stand in bytes 16 to 23
    width, height = (max(1, int.from_bytes(data[at : at + 4]) // 2) for at in (16, 20))
    return _Image(f"data:image/png;base64,{b64encode(data).decode()}", width, height)


def _before_address(citation: str, address: str) -> str:
    """Return a citation without the address it ends in, which is shown as a link."""
    return citation.removesuffix(address).strip() if address else citation
