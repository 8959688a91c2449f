# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quote with its citation, ready to be pasted: the words, who wrote them, where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from sidelight.language import _
from sidelight.model.records import Document
from sidelight.report.citations import address, citation
from sidelight.session.quoting import Quoting
from sidelight.text.characters import shown
from sidelight.text.excerpts import excerpt
from sidelight.text.quote_marks import quoted


@dataclass(frozen=True, slots=True)
class Quotation:
    """``words`` stand in the quotation marks of the document's language, paragraphs parted by a
    blank line; ``citation`` is one line that ends with where they stand; ``link`` the document's
    web address, empty where it has none that is safe; ``language`` is BCP 47 or empty.
    """

    words: str
    citation: str
    link: str
    language: str

    @property
    def text(self) -> str:
        """Both as plain text: on one line, or apart where the words are several paragraphs."""
        return f"{self.words}{self._between}{self.citation}"

    @property
    def html(self) -> str:
        """Both as HTML, all words escaped; the only markup is paragraphs and one link."""
        spoken = f' lang="{escape(self.language)}"' if self.language else ""
        parts = [f"<span{spoken}>{_lines(part)}</span>" for part in self.words.split("\n\n")]
        named = escape(self.citation)
        if self.link:
            address_ = escape(self.link)
            named = named.replace(address_, f'<a href="{address_}">{address_}</a>')
        if self._between == " ":
            parts = [f"{parts[0]} {named}"]
        else:
            parts.append(named)
        return "".join(f"<p>{part}</p>" for part in parts)

    @property
    def _between(self) -> str:
        return "\n\n" if "\n\n" in self.words else " "


def quotation(desk: Quoting, document: Document, start: int, end: int) -> Quotation:
    """Return an ink range of a document as a quotation, without what was hidden as furniture.

    DocumentError where the range lies outside the text.
    """
    # a text that begins with its own title has that for the heading of its first section
    section = _("§ {heading}").format(heading=document.title)
    passage = desk.passage(document, start, end)
    where = desk.place(passage).removeprefix(f"{section}, ")
    read = desk.reading(document).words
    words = shown(excerpt(desk.layer(document), start, end, document.hidden, read))
    named = citation(document, where, desk.settings.citation_style)
    if desk.project.as_read(passage).origin:
        named = f"{named} {_('Text recognised from a picture.')}"
    return Quotation(quoted(words, document.language), named, address(document), document.language)


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
