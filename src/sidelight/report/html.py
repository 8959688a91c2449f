# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a web page in one file: nothing loaded from anywhere, and complete without script.

The words stand in ``resources/templates/report.html.jinja``, the looks in ``report.css`` beside it,
and what a browser that runs scripts adds (filters, claims beside the article) in ``report.js``.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from sidelight import resources
from sidelight.model.styles import STYLES, Style
from sidelight.model.verdicts import Verdicts
from sidelight.report import markup
from sidelight.report.data import Report
from sidelight.report.filtering import filters
from sidelight.report.measured import agreement_words, coverage_words


class Script(NamedTuple):
    """Our script, and what the page's policy knows it by: no other runs."""

    text: str
    source: str


@cache
def script() -> Script:
    """Return the script of the page; browsers hash exactly what stands between its tags."""
    path = resources.folder("resources") / "templates" / "report.js"
    text = path.read_text("utf-8")
    digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Script(text, f"sha256-{digest}")


def write(report: Report) -> bytes:
    """Return the report as the bytes of a file."""
    verdicts = report.verdicts
    looks = _looks(verdicts)
    text = (
        markup.environment()
        .get_template("report.html.jinja")
        .render(
            markup.values(report),
            groups=list(markup.groups(report.blocks)),
            styles=tuple(looks.values()),
            look=cache(lambda word: looks[verdicts.style(word).word][0]),
            filters=filters(report),
            coverage=coverage_words(report.covered),
            agreement=agreement_words(report.agreed),
            script=script(),
        )
    )
    return text.encode("utf-8")


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
