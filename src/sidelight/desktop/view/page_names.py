# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages by name: the number printed on them, which need not be their place in the file."""

from __future__ import annotations

from collections.abc import Sequence

from sidelight.language import _
from sidelight.text.layer import Page


def page_name(page: Page, count: int) -> str:
    """Return a page as people say it: “4 of 12”, or “iv (4 of 12)” where its label is another."""
    if page.label in ("", str(page.number)):
        return _("{page} of {count}").format(page=page.number, count=count)
    return _("{label} ({page} of {count})").format(label=page.label, page=page.number, count=count)


def page_named(pages: Sequence[Page], words: str) -> int | None:
    """Return the index of the page that someone means: by its label, else by its number.

    A label goes before a number, since it is what a citation says.
    """
    wanted = words.strip().casefold()
    if not wanted:
        return None
    for index, page in enumerate(pages):
        if page.label.strip().casefold() == wanted:
            return index
    if wanted.isdecimal():
        return next((at for at, page in enumerate(pages) if page.number == int(wanted)), None)
    return None
