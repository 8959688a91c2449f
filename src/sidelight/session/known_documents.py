# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of the documents at one moment: whether their texts are there, and where passages
stand in them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sidelight.language import _
from sidelight.model.records import Document, Passage
from sidelight.model.vocabulary import WORDS
from sidelight.report.locators import place
from sidelight.session.texts import DocumentTexts

_FIXED_PAGES = "application/pdf"


@dataclass(frozen=True, slots=True)
class About:
    """A document, whether its text and pages can be read, whether its bytes were left out; two are
    alike where passages stand at the same places.
    """

    document: Document
    readable: bool
    left_out: bool
    texts: DocumentTexts = field(compare=False, repr=False)

    @classmethod
    def of(cls, texts: DocumentTexts, document: Document) -> About:
        """Look at a document as it is now."""
        return cls(document, texts.readable(document), texts.left_out(document), texts)

    def place(self, passage: Passage) -> str:
        """Return where a passage of it stands, as corrected and as people write it; "" where there
        is no text.
        """
        if not self.readable:
            return ""
        fixed = self.document.media_type == _FIXED_PAGES
        if self.left_out:
            return _("p. {page}").format(page=passage.page) if fixed and passage.page else ""
        pages = self.texts.pages(self.document) if fixed else ()
        layer = self.texts.layer(self.document)
        sections = None if fixed else self.texts.sections(self.document)
        where = place(passage, self.document, layer, pages, sections)
        origin = _(WORDS[passage.origin]) if passage.origin else ""
        return ", ".join(part for part in (where, origin) if part)

    def section(self, passage: Passage) -> str:
        """Return the heading that a passage of it stands under, "" where there is none."""
        if self.left_out or not self.readable:
            return ""
        return self.texts.heading_above(self.document, passage)


class Documents:
    """What is known of all documents, kept while neither they nor what is stored of them change."""

    def __init__(self) -> None:
        self._bytes: tuple[AbstractSet[str], AbstractSet[str]] = (set(), set())
        self._kept: dict[str, About] = {}

    def look(self, texts: DocumentTexts) -> dict[str, About]:
        """Return what is known of each document, by number."""
        stored, absent = texts.file.stored(), texts.file.absent()
        kept = self._kept if (stored, absent) == self._bytes else {}
        found = {}
        for document in texts.project.documents():
            about = kept.get(document.id)
            if about is None or about.document is not document:
                made = texts.project.layer(document.layer)
                readable = made is not None and {made.text, made.geometry} <= stored
                left_out = made is None or made.text in absent
                about = About(document, readable, left_out, texts)
            found[document.id] = about
        self._bytes, self._kept = (stored, absent), found
        return found
