# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which documents of the project a file of another program means, and those that it brings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import PurePath

from sidelight.errors import DocumentError, UnknownName
from sidelight.exchange import iris
from sidelight.exchange.guids import guid
from sidelight.exchange.incoming import Incoming, IncomingDocument
from sidelight.language import _, sentence
from sidelight.model.change import Setting
from sidelight.model.project import CITATION
from sidelight.model.records import Document
from sidelight.reader.extraction import Extraction
from sidelight.session import layers
from sidelight.session.import_choices import (
    ADD_ARTICLE,
    ADD_SOURCE,
    LEAVE_OUT,
    ImportChoices,
)
from sidelight.session.import_places import Ground, Meant
from sidelight.session.quoting import Quoting
from sidelight.text.corrections import CorrectedText
from sidelight.text.under_boxes import UnderBoxes

Progress = Callable[[float, str], None] | None
Stop = Callable[[], bool] | None


class ImportDocuments:
    """The documents of a file, by their keys; ``settings`` and ``blobs`` are what adds those that
    the file brings.
    """

    def __init__(
        self,
        desk: Quoting,
        incoming: Incoming,
        choices: ImportChoices,
        extracted: dict[str, Extraction],
        progress: Progress = None,
        cancelled: Stop = None,
    ) -> None:
        self._desk = desk
        self._choices = choices
        self._extracted = extracted
        self._asked = (progress, cancelled)
        self._given = {document.key: document for document in incoming.documents}
        places = (place for mark in incoming.marks for place in mark.places)
        self._is_nameless = any(not place.document for place in places)
        self._grounds: dict[str, Ground | str] = {}
        self._known: dict[str, Meant] = {}
        self.settings: list[Setting] = []
        self.blobs: list[bytes] = []
        self._added = 0

    def all(self) -> list[Meant]:
        """Return what became of each document of the file, and of the one that marks are in which
        name none.
        """
        nameless = self._is_nameless and len(self._others()) != 1 and "" not in self._given
        return [self.meant(key) for key in (*([""] if nameless else ()), *self._given)]

    def meant(self, key: str) -> Meant:
        """Return what is meant by a key that a place names; "" is the one that the user names,
        else the only one there is.
        """
        if key not in self._known:
            self._known[key] = self._meant(key)
        return self._known[key]

    def _meant(self, key: str) -> Meant:
        given = self._given.get(key) or IncomingDocument(key)
        chosen = self._choices.documents.get(key, "")
        if not key and not chosen:
            return self._only(given)
        if chosen == LEAVE_OUT:
            return Meant(given, chosen, why=_("You left its document out."))
        document = (
            self._desk.project.document(chosen)
            if chosen and chosen not in {ADD_ARTICLE, ADD_SOURCE}
            else self._same(given)
        )
        if document is not None:
            return self._meant_by(given, document)
        data = given.data
        if data is None:
            words = _("“{name}” is not in the project. Add it, or say which document it is.")
            return Meant(given, "", why=words.format(name=_named(given)))
        return self._add(given, data, chosen)

    def _only(self, given: IncomingDocument) -> Meant:
        # what a table names beside its claims are sources
        others = self._others()
        if len(others) == 1:
            return self.meant(others[0])
        articles = self._desk.project.documents("article")
        if len(articles) == 1 and not others:
            return self._meant_by(given, articles[0])
        return Meant(given, "", why=_("It does not say which document it is in. Name one."))

    def _others(self) -> list[str]:
        """Return the documents of the file that may be articles, by their keys."""
        return [key for key, one in self._given.items() if one.kind != "source"]

    def _meant_by(self, given: IncomingDocument, document: Document) -> Meant:
        found = self._of(document)
        if isinstance(found, str):
            return Meant(given, document.id, why=found)
        return Meant(given, document.id, found)

    def _of(self, document: Document) -> Ground | str:
        if document.id not in self._grounds:
            self._grounds[document.id] = self._read(document)
        return self._grounds[document.id]

    def _read(self, document: Document) -> Ground | str:
        desk = self._desk
        if desk.left_out(document) or not desk.readable(document):
            return _("The text of “{name}” is not in this copy.").format(name=document.title)
        facts = (document.id, document.layer, document.title, document.kind, document.media_type)
        pages = desk.pages(document)
        under = UnderBoxes(desk.layer(document), pages)
        return Ground(*facts, desk.reading(document), pages, under)

    def _same(self, given: IncomingDocument) -> Document | None:
        """Return the document of the project that a document of the file is, by its bytes, its
        address, its name or its title.
        """
        names = [name.casefold() for name in (given.name, given.title) if name.strip()]
        wanted = (
            [given.sha256, _hash(given), *given.earlier],
            [given.key],
            [url] if (url := iris.address(given.url).url) else [],
            names,
            [PurePath(name).stem for name in names],
        )
        for called, known in zip(wanted, self._known_by, strict=True):
            same = {one.id: one for name in called for one in known.get(name, ())}
            found = self._desk.newest(list(same.values()))
            if len(found) == 1:
                return found[0]
        return self._called(given)

    @cached_property
    def _known_by(self) -> tuple[dict[str, list[Document]], ...]:
        """The documents of the project by what a file may call them, the surest first."""
        every: tuple[dict[str, list[Document]], ...] = ({}, {}, {}, {}, {})
        for one in self._desk.project.documents():
            name = one.name.casefold()
            called = (
                [one.id],
                [f"urn:uuid:{guid('document', one.id)}"],
                [iris.address(one.citation.get("URL", "")).url],
                [name, one.title.casefold()],
                [PurePath(name).stem],
            )
            for known, names in zip(every, called, strict=True):
                for each in dict.fromkeys(names):
                    known.setdefault(each, []).append(one)
        return every

    def _called(self, given: IncomingDocument) -> Document | None:
        """Return the document of a number or title, as people write it in a table."""
        if given.data is not None or not given.title:
            return None
        try:
            return self._desk.document(given.title)
        except UnknownName:
            return None

    def _add(self, given: IncomingDocument, data: bytes, chosen: str) -> Meant:
        desk = self._desk
        kind = {ADD_ARTICLE: "article", ADD_SOURCE: "source"}.get(chosen, given.kind or "source")
        word = ADD_ARTICLE if kind == "article" else ADD_SOURCE
        name = given.name or given.title or "document"
        id_ = hashlib.sha256(data).hexdigest()
        if isinstance(there := self._grounds.get(id_), Ground):
            # the file brings it twice
            return Meant(given, word, there)
        try:
            desk.refuse_present(data, name)
            found = self._text(data, name)
        except DocumentError as error:
            return Meant(given, word, why=sentence(error))
        about = {n: v for n, v in given.record.items() if n in CITATION}
        title = given.title or given.record.get("title", "")
        settings, blobs = desk.new_document(data, name, kind, title, about, found)
        number = desk.project.next_number("document") + self._added
        self.settings += [
            replace(one, value=max(int(one.value), number))
            if (one.record, one.field) == ("document", "number")
            else one
            for one in settings
        ]
        self.blobs += blobs
        self._added += 1
        facts = (id_, layers.new_layer(id_, found).id, title or found.title or name, kind)
        text, under = CorrectedText(found.layer.text), UnderBoxes(found.layer, found.pages)
        self._grounds[id_] = ground = Ground(*facts, found.media_type, text, found.pages, under)
        return Meant(given, word, ground, added=True)

    def _text(self, data: bytes, name: str) -> Extraction:
        """Read a document that the file brings, once; DocumentError."""
        id_ = hashlib.sha256(data).hexdigest()
        if id_ not in self._extracted:
            self._extracted[id_] = self._desk.extract(data, name, (False, ""), *self._asked)
        return self._extracted[id_]


def _hash(given: IncomingDocument) -> str:
    return hashlib.sha256(given.data).hexdigest() if given.data is not None else ""


def _named(given: IncomingDocument) -> str:
    return given.title or given.name or given.url or given.key
