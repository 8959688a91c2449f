# SPDX-License-Identifier: AGPL-3.0-or-later
"""Five hundred texts that would run or fetch something if a page took any of them for markup, and
a report that has them in every field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from html import escape
from itertools import cycle
from typing import Any

from sidelight.report.data import Report

RUN = "document.documentElement.dataset.ran=1;fetch('/beacon')"
MARKUP = (
    f"<script>{RUN}</script>",
    f"<SCRIPT type=text/javascript>{RUN}//</SCRIPT >",
    "<script src=/beacon></script>",
    f'<img src=x onerror="{RUN}">',
    f"<svg/onload={RUN.replace(' ', '')}>",
    "<svg><use href='/beacon#x'/><image href=/beacon></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img src onerror={RUN}>",
    "<iframe src=/beacon></iframe>",
    f'<iframe srcdoc="<script>{RUN}</script>"></iframe>',
    "<link rel=stylesheet href=/beacon>",
    "<style>@import '/beacon';*{background:url(/beacon)}</style>",
    "<meta http-equiv=refresh content='0;url=/beacon'>",
    "<base href=/beacon/>",
    "<object data=/beacon></object><embed src=/beacon>",
    f"<video poster=/beacon><source onerror={RUN} src=/beacon></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<body onload={RUN}><marquee onstart={RUN}>",
    f'<a href="javascript:{RUN}" autofocus onfocusin={RUN}>x</a>',
    f"<form action=/beacon><button formaction=javascript:{RUN} autofocus>",
)
"""Each alone asks for /beacon, or says that it ran."""
BEFORE = (
    *("", '">', "'>", "`>", " "),
    *("</style>", "</script>", "</title>", "</textarea>", "</noscript>", "</template>", "</svg>"),
    *("-->", "]]>", "--!>", "*/", "{% endraw %}{{ 7*7 }}", "\\u003c", "&lt;b&gt;"),
    *("x\u2028\u0000", "\u202e", "%3C", "+ADw-", "<", "<b "),
)
"""What would end the place that a text stands in."""


def strings() -> list[str]:
    """The texts: 25 ways out of where they stand, 20 things to do there."""
    made = [before + markup for before in BEFORE for markup in MARKUP]
    # written as entities they would run where they were decoded once too often
    return [escape(one) if at % 7 == 3 else one for at, one in enumerate(made)]


def filled(report: Report) -> Report:
    """A report with a hostile text in each field of each part that holds words, until each text
    stands somewhere; labels, which the program makes, addresses, of which only safe ones come into
    a report, and stored paints stay.
    """
    texts = strings()
    supply = cycle(texts)
    lines = [_hostile(line, supply) for _time in range(3) for line in report.lines]
    labelled = [replace(line, label=str(at)) for at, line in enumerate(lines, 1)]
    made: Report = _hostile(replace(report, lines=()), supply)
    return replace(made, lines=tuple(labelled), counts=report.counts, verdicts=report.verdicts)


def words_of(value: Any) -> Iterator[str]:
    """Yield all texts that a part holds."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from words_of(getattr(value, one.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words_of(one)


_KEPT = {"label", "address", "paint", "begins", "ends", "role", "sha256", "fingerprint", "claims"}


def _hostile(value: Any, supply: Iterator[str], name: str = "") -> Any:
    if name in _KEPT or isinstance(value, Mapping):
        return value
    if isinstance(value, str):
        return next(supply)
    if is_dataclass(value) and not isinstance(value, type):
        made = {
            one.name: _hostile(getattr(value, one.name), supply, one.name) for one in fields(value)
        }
        return replace(value, **made)
    if isinstance(value, tuple):
        return tuple(_hostile(one, supply, name) for one in value)
    return value
