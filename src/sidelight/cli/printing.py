# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing: tables and JSON on standard output, errors on standard error."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sidelight.cli.progress import LINE
from sidelight.errors import QuoteError, SidelightError
from sidelight.language import _, sentence
from sidelight.text.quotes import readable, shorten

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_QUOTE = 100


def clean(text: str) -> str:
    """Return ``text`` without what would steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


def say(text: str) -> None:
    """Print one line on standard output."""
    LINE.clear()
    print(clean(text))


def tell(words: str) -> None:
    """Print a remark on standard error, where it is in nobody's way; nothing for ""."""
    if words:
        LINE.clear()
        print(clean(words), file=sys.stderr)


def as_it_is(text: str) -> None:
    """Print the text of a document: every character of it, save on a terminal, which some steer."""
    LINE.clear()
    print(clean(text) if sys.stdout.isatty() else text)


def as_json(value: Any) -> None:
    """Print a value as JSON, indented, in UTF-8; times in ISO 8601."""
    LINE.clear()
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_time))


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value)} is not for JSON")


def table(rows: Sequence[Mapping[str, str]], heads: Mapping[str, str]) -> None:
    """Print rows under heads, columns as wide as their widest cell, the last as long as it is."""
    LINE.clear()
    cells = [[clean(readable(row.get(name, ""))) for name in heads] for row in rows]
    lines = [list(heads.values()), *cells]
    widths = [max(width(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        padded = [cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(line[:-1])]
        print("  ".join([*padded, line[-1]]).rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes (UAX #11: wide characters two)."""
    seen = (c for c in text if not unicodedata.combining(c))
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in seen)


def complain(error: SidelightError) -> None:
    """Print the sentence of an error, and the nearest candidates of a quote, on standard error."""
    LINE.clear()
    print(clean(sentence(error)), file=sys.stderr)
    if isinstance(error, QuoteError) and error.candidates:
        print(_("Nearest:"), file=sys.stderr)
        for document, place, quote in error.candidates:
            text = clean(shorten(readable(quote), _QUOTE))
            where = ", ".join(part for part in (str(document), clean(place)) if part)
            print(f"  {where}: “{text}”", file=sys.stderr)
