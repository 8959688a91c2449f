# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources from reference managers, laid on the documents of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from sidelight.exchange import iris
from sidelight.exchange.incoming import SourceRecord
from sidelight.language import _
from sidelight.model.change import Setting
from sidelight.model.fields import fits
from sidelight.model.project import CITATION
from sidelight.model.records import Document
from sidelight.session.import_plan import Coming, Unplaced
from sidelight.text.quotes import shorten

_SHORT = 160
_LETTERS = re.compile(r"[^\w]+")
_FIELDS = ("title", "language", *CITATION)
_LEAST_TITLE = 8


class ImportSources:
    """Goes through records once: ``settings`` is what fills ours, ``coming`` and ``unplaced`` say
    what would come and what not, ``known`` counts those that say nothing new.

    A field that holds something already is left as it is, unless it is to be ``overwritten``; a
    title that is only the file's name counts for nothing.
    """

    def __init__(self, documents: Iterable[Document], *, overwrite: bool) -> None:
        self._documents = list(documents)
        self._overwrite = overwrite
        self._taken: set[str] = set()
        self.settings: list[Setting] = []
        self.coming: list[Coming] = []
        self.unplaced: list[Unplaced] = []
        self.known = 0

    def take(self, records: Iterable[SourceRecord]) -> None:
        """Lay records on the documents that they describe."""
        for record in records:
            title = record.fields.get("title", "") or record.key
            found = self._meant(record)
            if not found:
                self._leave(title, _("No document of the project has its file, address or title."))
            elif len(found) > 1:
                self._leave(title, _("Several documents of the project may be meant."))
            elif found[0].id in self._taken:
                self._leave(title, _("Another record of the file describes the same document."))
            else:
                self._fill(found[0], record)

    def _leave(self, title: str, why: str) -> None:
        self.unplaced.append(Unplaced(shorten(title, _SHORT), why))

    def _meant(self, record: SourceRecord) -> list[Document]:
        names = {PurePath(name).name.casefold() for name in record.files}
        url = iris.address(record.fields.get("URL", "")).url
        doi = record.doi.casefold()
        title = _plain(record.fields.get("title", ""))

        def at(document: Document) -> str:
            return iris.address(document.citation.get("URL", "")).url

        matches: tuple[Callable[[Document], bool], ...] = (
            lambda d: d.name.casefold() in names,
            lambda d: bool(url) and at(d) == url,
            lambda d: bool(doi) and at(d).casefold().endswith(f"/{doi}"),
            lambda d: bool(title) and title in {_plain(d.title), _plain(PurePath(d.name).stem)},
            lambda d: len(title) >= _LEAST_TITLE and _within(title, _plain(d.title)),
        )
        for match in matches:
            found = [document for document in self._documents if match(document)]
            if found:
                return found
        return []

    def _fill(self, document: Document, record: SourceRecord) -> None:
        self._taken.add(document.id)
        new = dict(_new(document, record.fields, overwrite=self._overwrite))
        if not new:
            self.known += 1
            return
        self.settings += [Setting("document", document.id, n, v) for n, v in new.items()]
        told = "; ".join(value for name, value in new.items() if name != "title")
        told = told or new.get("title", "")
        place = f"{document.label} · {document.title}"
        words = record.fields.get("title", "")
        self.coming.append(
            Coming("record", place=place, quote=shorten(words, _SHORT), text=shorten(told, _SHORT))
        )


def _new(
    document: Document, fields: Mapping[str, str], *, overwrite: bool
) -> Iterable[tuple[str, str]]:
    """Yield the fields that a record sets anew."""
    now = {"title": document.title, "language": document.language, **document.citation}
    for name in _FIELDS:
        value, there = fields.get(name, "").strip(), now.get(name, "").strip()
        if not value or value == there:
            continue
        unnamed = name == "title" and there in {document.name, PurePath(document.name).stem}
        if there and not (overwrite or unnamed):
            continue
        if fits("document", name, value):
            yield name, value


def _plain(text: str) -> str:
    """Return a title's letters and digits only, however it is punctuated."""
    return _LETTERS.sub(" ", text).strip().casefold()


def _within(one: str, other: str) -> bool:
    return len(other) >= _LEAST_TITLE and (one in other or other in one)
