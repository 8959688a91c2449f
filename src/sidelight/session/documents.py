# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for documents: add, cite, hide page furniture, choose the whole page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sidelight.errors import DocumentError, Refused
from sidelight.model.change import Setting
from sidelight.model.fields import fits
from sidelight.model.project import CITATION
from sidelight.model.records import Document
from sidelight.model.vocabulary import LEVELS
from sidelight.reader.archived_pages import ArchivedPages
from sidelight.reader.extraction import Extraction
from sidelight.session import layers
from sidelight.session.saved_pages import Taken, pages_in, take, words
from sidelight.session.texts import DocumentTexts, Drawing

__all__ = ["DocumentVerbs", "Drawing"]

Progress = Callable[[float, str], None] | None
Stop = Callable[[], bool] | None


class DocumentVerbs(DocumentTexts):
    """The desk with the verbs for documents."""

    def add_document(  # noqa: PLR0913 - all that can be said of a file when it comes
        self,
        path: Path,
        *,
        kind: str = "source",
        title: str = "",
        whole_page: bool = False,
        password: str = "",
        page: str = "",
        citation: Mapping[str, str] | None = None,
        progress: Progress = None,
        cancelled: Stop = None,
    ) -> Document:
        """Add a file; DocumentError says why it cannot be read, and the project is as it was.

        A page with the folder that a browser saved beside it becomes one file (MHTML), as does the
        ``page`` of a web archive: its number, or its address, of which the latest copy is meant.
        The ``password`` is kept in memory until the project is closed, and stored nowhere.
        """
        name, data = self.taken(path, page, cancelled)
        self.refuse_present(data, name)
        asked = (whole_page, password)
        extraction = self.extract(data, name, asked, progress, cancelled)
        document = self._keep(data, name, kind, title, citation or {}, extraction)
        if password:
            self.reader.remember(document.id, password)
        return document

    def taken(self, path: Path, page: str = "", cancelled: Stop = None) -> Taken:
        """Return name and bytes of what `add_document` makes a document of; DocumentError."""
        limit = self.settings.largest_document_mb
        return take(self.reader, path, limit, page=page, cancelled=cancelled)

    def pages_in(self, path: Path, *, cancelled: Stop = None) -> ArchivedPages:
        """List the pages of a web archive (WARC, WACZ), of which `add_document` adds one.

        Raises DocumentError, archive.none where the file is none.
        """
        limit = self.settings.largest_document_mb
        return pages_in(self.reader, path, limit, cancelled=cancelled)

    def unlock(self, document: Document, password: str) -> None:
        """Let the pages of a document be drawn that needs a password; kept as by `add_document`.

        Raises DocumentError("document.wrong_password").
        """
        drawing = self.drawing(document)
        self.reader.unlock(
            drawing.key, drawing.load, drawing.media_type, password, name=document.title
        )

    def add_text(self, text: str, *, kind: str = "source", title: str = "") -> Document:
        """Add pasted text as a document of its own."""
        if not text.strip():
            raise Refused("text.empty")
        name = f"{title or 'pasted'}.txt"
        data = words(text).encode()
        self.refuse_present(data, name)
        found = self.extract(data, name, (False, ""), progress=None, cancelled=None)
        return self._keep(data, name, kind, title, {}, found)

    def keep_whole_page(
        self, document: Document, whole: bool, progress: Progress = None
    ) -> Document:
        """Read a web page again, whole or reduced to its article, and carry its passages over.

        Raises Refused where a passage does not stand in the other text.
        """
        return layers.keep_whole_page(self, document, whole, progress)

    def hide(self, document: Document, ranges: Sequence[tuple[int, int]]) -> None:
        """Set which ink ranges of a document are hidden as page furniture; empty shows all."""
        value = [[start, end] for start, end in sorted(ranges)]
        self.act([Setting("document", document.id, "hidden", value)], "hide")

    def cite(self, document: Document, fields: Mapping[str, str], *, group: str = "") -> None:
        """Set fields of the citation (CSL terms), the title or the language; what is written in one
        ``group`` is one undo step.

        Refused for a value that does not fit.
        """
        known = {*CITATION, "title", "language"}
        given = {n: v.strip() for n, v in fields.items() if n in known}
        for name, value in given.items():
            if not fits("document", name, value):
                raise Refused("word.unknown", name=value, known=", ".join(LEVELS))
        now = {"title": document.title, "language": document.language, **document.citation}
        new = {name: value for name, value in given.items() if now.get(name, "") != value}
        if new:
            settings = [Setting("document", document.id, n, v) for n, v in new.items()]
            self.act(settings, "cite", group=group)

    def refuse_present(self, data: bytes, name: str) -> None:
        """Raise DocumentError where a file is in the project already, or was removed for good."""
        id_ = hashlib.sha256(data).hexdigest()
        if ("document", id_) in self.project.log.removed:
            raise DocumentError("document.erased", name=name)
        present = self.project.document(id_)
        if present:
            raise DocumentError("document.present", name=name, number=present.label)

    def extract(
        self,
        data: bytes,
        name: str,
        asked: tuple[bool, str],
        progress: Progress,
        cancelled: Stop,
    ) -> Extraction:
        """Read a file as it is ``asked``: the whole page or its article, by which password.

        DocumentError.
        """
        whole_page, password = asked
        return self.reader.extract(
            data,
            name,
            whole_page=whole_page,
            password=password,
            largest_mb=self.settings.largest_document_mb,
            progress=progress,
            cancelled=cancelled,
        )

    def _keep(
        self,
        data: bytes,
        name: str,
        kind: str,
        title: str,
        citation: Mapping[str, str],
        found: Extraction,
    ) -> Document:
        settings, blobs = self.new_document(data, name, kind, title, citation, found)
        self.act(settings, "document", blobs=blobs)
        return self.document(hashlib.sha256(data).hexdigest())

    def new_document(
        self,
        data: bytes,
        name: str,
        kind: str,
        title: str,
        citation: Mapping[str, str],
        found: Extraction,
    ) -> tuple[list[Setting], list[bytes]]:
        """Return what makes a file a document, with the bytes that this names."""
        key = ("document", hashlib.sha256(data).hexdigest())
        layer = layers.new_layer(key[1], found)
        number = self.project.log.value(key, "number") or self.project.next_number("document")
        values = {
            "number": number,
            "kind": kind,
            "title": title.strip() or found.title or name,
            "name": name,
            "media_type": found.media_type,
            "size": len(data),
            "language": found.language,
            "layer": layer.id,
            **{n: v for n, v in {**found.citation, **citation}.items() if n in CITATION and v},
        }
        if key in self.project.log.fields:
            # It was here before and was removed: nothing of then goes on unseen.
            values |= {"hidden": [], "continues": "", "deleted": False}
            values |= {n: "" for n in CITATION if n not in values}
        settings = [Setting(*key, field, value) for field, value in values.items()]
        return [layer.setting, *settings], [data, *layer.blobs]
