# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the printing process runs: a book in, a PDF out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.reader import binding, book
from sidelight.reader.printing import print_pages
from sidelight.worker import Blob, Call, Reply, Report

_WARM = book.Book(
    "warm",
    (
        book.Flow('<h1 id="a">a б 가 א ع</h1><p><a href="#a">✓</a> <b>b</b> <i>i</i></p>'),
        book.Table((1, 1), (book.Row(("<p>c</p>", "<code>d</code>")),), ("<p>e</p>", "")),
    ),
)


def warm() -> None:
    """Print a small book."""
    binding.bind(_WARM, print_pages(_WARM, lambda _fraction, _word: None))


def print_book(_arguments: dict[str, Any], blobs: Sequence[Blob], report: Report) -> Reply:
    """Print the book that the blobs hold."""
    given = book.unpack(tuple(bytes(blob) for blob in blobs))
    return Reply({}, (binding.bind(given, print_pages(given, report)),))


def ready(_arguments: dict[str, Any], _blobs: Sequence[Blob], _report: Report) -> Reply:
    """Say no more than that the process is there."""
    return Reply({})


CALLS: dict[str, Call] = {"print_book": print_book, "ready": ready}
