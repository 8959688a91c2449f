# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the reader is, in words for the status bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.view.page_names import page_name
from sidelight.language import _, ngettext
from sidelight.model.threads import Placed
from sidelight.model.verdicts import Verdicts
from sidelight.session.mark_words import origin_words
from sidelight.text.quotes import shorten

_TITLE = 40
_NAME = 24


def where(page: DocumentPage | None, covered: int | None = None, signed: str = "") -> str:
    """Return document, page, and what is selected in it; else how much of it is ``covered`` and
    who ``signed`` it off.
    """
    if page is None or not page.ready:
        return ""
    view = page.view
    words = [shorten(page.document.title, _TITLE)]
    if view.block is not None:
        count = len(view.block.words().splitlines())
        lines = ngettext(
            "rectangle of {count} line, to be copied",
            "rectangle of {count} lines, to be copied",
            count,
        )
        return " · ".join((*words, lines.format(count=count)))
    chosen, area = view.selection(), view.areas.selection()
    if area is not None:
        words.append(_("area of page {page} selected").format(page=area[0]))
        return " · ".join(words)
    if chosen is None:
        if covered is not None:
            words.append(_("{percent} % covered").format(percent=covered))
        return " · ".join([*words, signed] if signed else words)
    layer = view.text.layer
    number = 1 + sum(block.end <= chosen[0] for block in layer.blocks)
    words.append(_("paragraph {number}").format(number=number))
    count = chosen[1] - chosen[0]
    said = ngettext("{count} character selected", "{count} characters selected", count)
    words.append(said.format(count=count))
    made, corrections = page.scan.made, view.text.reading.corrections
    origin = made.origin(*chosen, corrections) if made else ""
    words += [origin_words(origin)] if origin else []
    return " · ".join(words)


def page_and_zoom(page: DocumentPage | None) -> str:
    """Return the page in view and the zoom."""
    if page is None or not page.ready:
        return ""
    view = page.view
    zoom = _("{percent} %").format(percent=round(view.zoom_factor * 100))
    now = view.page_now()
    names = [page_name(one, len(view.pages)) for one in view.pages if one.number == now]
    number = _("Page {page}").format(page=names[0]) if names else ""
    return f"{number} · {zoom}"


def tally(painted: Mapping[str, int], verdicts: Verdicts, threads: Iterable[Placed] = ()) -> str:
    """Return how many claims show each verdict, of those ``painted``, and how many threads of notes
    are open.
    """
    words = (*verdicts.paints, *sorted(painted.keys() - set(verdicts.paints)))
    shown = [
        f"{painted[word]} {shorten(verdicts.called(word).lower(), _NAME)}"
        for word in words
        if painted.get(word)
    ]
    if count := sum(not one.thread.settled for one in threads):
        opened = ngettext("{count} open thread", "{count} open threads", count)
        shown.append(opened.format(count=count))
    return " · ".join(shown)
