# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources of a REFI-QDA project as documents, and what was marked in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from sidelight.exchange.incoming import IncomingDocument, Place, Unread
from sidelight.exchange.qdpx_in_marks import Held, Reading
from sidelight.exchange.qdpx_in_notes import LARGEST_TEXT
from sidelight.exchange.qdpx_in_package import Package
from sidelight.exchange.qdpx_in_pages import Pages
from sidelight.exchange.qdpx_in_positions import Marked, PlainText, plain_text
from sidelight.exchange.qdpx_in_words import TooMuch, Words
from sidelight.exchange.qdpx_in_xml import (
    all_of,
    first_of,
    key_of,
    name,
    number,
    tag_of,
    target,
    text_of,
    words,
)
from sidelight.language import _
from sidelight.model.document_record import CITATION
from sidelight.reader.archive import LARGEST_MEMBER

MOST_SOURCES = 5_000

_RICH = frozenset({".docx", ".odt", ".rtf", ".htm", ".html", ".md"})
_RECORDINGS = frozenset({"AudioSource", "VideoSource"})
_KINDS = frozenset({"article", "source"})
_KNOWN = frozenset({*CITATION, "title", "language"})
_OURS = frozenset({"number", "kind", "file"})
_LONGEST_VALUE = 10_000
_LONGEST_NAME = 150
_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the package: its bytes, and the name that it was stored under."""

    data: bytes
    member: str

    @property
    def ending(self) -> str:
        """How its name ends, with the dot."""
        return PurePosixPath(self.member).suffix.lower()


@dataclass(slots=True)
class Sources:
    """Reads sources into ``documents`` and ``held``; ``described`` are the sources that say
    something of themselves, ``values`` counts what is known of them that has no place.
    """

    package: Package
    pages: Pages
    words: Words
    reading: Reading
    ours: bool
    step: Callable[[], None]
    documents: list[IncomingDocument] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    described: list[Held] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    values: int = 0

    def read(self, root: Any, come_to: Callable[[float], None]) -> None:
        """Read all sources; raises InputError (import.too_much)."""
        above = first_of(root, "Sources")
        found = [*above.iterchildren("{*}*")] if above is not None else []
        found = [one for one in found if tag_of(one).endswith("Source")]
        if len(found) > MOST_SOURCES:
            raise self.package.too_large(_("it holds too many sources"))
        variables = _variables(root)
        for at, element in enumerate(found):
            come_to(at / len(found))
            self._source(element, variables)

    def _source(self, element: Any, variables: Mapping[str, str]) -> None:
        tag, id_ = tag_of(element), self.reading.key(element)
        called = name(element) or _("Unnamed")
        if tag in _RECORDINGS:
            why = _("It is a recording: what is said in it can be added as text.")
            self.unread.append(Unread(called, why))
            return
        known = self._known(element, variables)
        document = _document(id_, called, known, ours=self.ours)
        try:
            if tag == "TextSource":
                document = self._text(element, document)
            elif tag in {"PDFSource", "PictureSource"}:
                document = self._pages(element, document)
            else:
                return
        except TooMuch as error:
            raise self.package.too_large(_("too much text is marked in it")) from error
        self.documents.append(document)
        whole = self.reading.held(element, (Place(id_),), whole=True)
        whole.key = id_
        self.held.append(whole)
        if whole.text and not self.ours:
            self.described.append(whole)

    def _text(self, element: Any, document: IncomingDocument) -> IncomingDocument:
        """Read a text source: its document is the rich text where there is one."""
        plain = self._plain(element)
        rich = self._file(element, "richTextPath", LARGEST_MEMBER)
        if rich is not None and (rich.ending not in _RICH or not rich.data):
            rich = None
        self._marks(element, document.key, plain, exact=rich is None)
        return self._with_file(document, rich or plain, ".txt")

    def _pages(self, element: Any, document: IncomingDocument) -> IncomingDocument:
        """Read a PDF or a picture, which may have a text beside it."""
        file = self._file(element, "path", LARGEST_MEMBER)
        file = file or self._file(element, "currentPath", LARGEST_MEMBER)
        plain = None
        for tag in ("Representation", "TextDescription"):
            text = first_of(element, tag)
            if text is not None:
                plain = self._plain(text)
                self.held.append(self.reading.held(text, (Place(document.key),), whole=True))
                # our own texts are those that we read in the file
                self._marks(text, document.key, plain, exact=self.ours or file is None)
        data = file.data if file else b""
        for selection in all_of(element, "PDFSelection"):
            place = self.pages.in_pdf(document.key, selection, data)
            self._hold(self._held(selection), _with_words(place, selection))
        shown = [*all_of(element, "PictureSelection")]
        places = self.pages.in_picture(document.key, shown, data, document.name)
        for selection, place in zip(shown, places, strict=True):
            self._hold(self._held(selection), place)
        ending = ".pdf" if tag_of(element) == "PDFSource" else ""
        return self._with_file(document, file or plain, ending if file else ".txt")

    def _marks(self, element: Any, document: str, file: _File | None, *, exact: bool) -> None:
        """Take in what is marked in a text."""
        selections = [*all_of(element, "PlainTextSelection")]
        if not selections:
            return
        read = (plain_text(file.data) if file else None) or PlainText("")
        held = [self._held(one) for one in selections]
        marked = [_marked(one, held_.text) for one, held_ in zip(selections, held, strict=True)]
        for one, place in zip(
            held, self.words.places(document, read, marked, exact=exact), strict=True
        ):
            self._hold(one, place)

    def _held(self, selection: Any) -> Held:
        self.step()
        return self.reading.held(selection)

    def _hold(self, held: Held, place: Place) -> None:
        held.places = (place,)
        if held.text and not self.ours and _is_words(held.text, place.quote):
            held.text = ""
        self.held.append(held)

    def _plain(self, element: Any) -> _File | None:
        file = self._file(element, "plainTextPath", LARGEST_TEXT)
        if file is None and (said := text_of(element, "PlainTextContent")):
            return _File(said.encode("utf-8", "replace"), "")
        return file

    def _file(self, element: Any, attribute: str, most: int) -> _File | None:
        path = element.get(attribute) or ""
        data = self.package.read(path, most)
        return None if data is None else _File(data, self.package.member(path))

    def _with_file(
        self, document: IncomingDocument, file: _File | None, ending: str
    ) -> IncomingDocument:
        """Return a document with its bytes and the name of its file, as that is read."""
        if file is None or not file.data:
            why = _("Its file is not in the package, or damaged.")
            self.unread.append(Unread(document.title or document.name, why))
            return document
        wanted = (file.ending or ending).lower()
        file_name = document.name
        if not file_name.lower().endswith(wanted):
            file_name += wanted
        sha256 = hashlib.sha256(file.data).hexdigest()
        return replace(document, name=file_name, data=file.data, sha256=sha256)

    def _known(self, element: Any, variables: Mapping[str, str]) -> dict[str, str]:
        """Return what is known of a source by the names of variables."""
        known = {}
        for value in all_of(element, "VariableValue"):
            reference = first_of(value, "VariableRef")
            field_name = variables.get(target(reference), "") if reference is not None else ""
            said = next((text for text in _said(value) if text), "")[:_LONGEST_VALUE]
            if field_name in _KNOWN or (self.ours and field_name in _OURS):
                known[field_name] = said
            else:
                self.values += 1
        return known


def _said(value: Any) -> Iterator[str]:
    for child in value.iterchildren("{*}*"):
        if tag_of(child).endswith("Value"):
            yield words(child).strip()


def _variables(root: Any) -> dict[str, str]:
    above = first_of(root, "Variables")
    made = all_of(above, "Variable") if above is not None else ()
    return {key: one.get("name") or "" for one in made if (key := key_of(one.get("guid")))}


def _document(id_: str, called: str, known: Mapping[str, str], *, ours: bool) -> IncomingDocument:
    """Return a document without its bytes, of what is known of it."""
    record = {word: said for word, said in known.items() if word in _KNOWN and said}
    file = known.get("file", "") or called
    file = file[-_LONGEST_NAME:].translate(_IN_NAMES).strip(" .") or "document"
    kind = known.get("kind", "") if ours else ""
    return IncomingDocument(
        key=id_,
        name=file,
        title=record.get("title") or called,
        kind=kind if kind in _KINDS else "",
        url=record.get("URL", ""),
        record=record,
    )


def _marked(selection: Any, text: str) -> Marked:
    start, end = number(selection, "startPosition"), number(selection, "endPosition")
    said = (selection.get("name") or "", text)
    if start is None or end is None:
        return Marked(0, 0)
    return Marked(start, end, tuple(filter(None, said)))


def _with_words(place: Place, selection: Any) -> Place:
    """Return the place of a selection of a PDF with the words in it, where the file has them."""
    text = first_of(selection, "Representation")
    words = "" if text is None else text_of(text, "PlainTextContent").strip()
    if not words:
        return place
    return replace(place, quote=words, area=None, boxes=(place.area,) if place.area else ())


def _is_words(said: str, quote: str) -> bool:
    """Tell whether what was written with a selection are only its words."""
    if said[:1] != quote.lstrip()[:1]:
        return False
    bare = "".join(said.split()).rstrip(".…")
    return "".join(quote[: 2 * len(said) + 100].split()).startswith(bare)
