# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON lines as `sidelight.exchange.json_lines` writes them, read back: documents, people, claims
with all that is said of each, and notes on documents.

docs/json-lines.md says what comes back as what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from sidelight.errors import InputError
from sidelight.exchange import iris, json_in
from sidelight.exchange.answers import settled
from sidelight.exchange.documents_in import Authors
from sidelight.exchange.incoming import Incoming, IncomingDocument, Mark, Step, Unread
from sidelight.exchange.json_lines import FORMAT, VERSION
from sidelight.exchange.json_lines_marks import Line, LineMarks, filled, named
from sidelight.exchange.json_values import Wrong, misplaced, record, text
from sidelight.language import _, ngettext
from sidelight.model.document_record import CITATION
from sidelight.text.quotes import shorten

MOST, MOST_DOCUMENTS, MOST_PEOPLE, MOST_LINES = 50_000, 5_000, 5_000, 60_000
"""The most marks, documents, reviewers and lines of a file."""

_TOLD_EVERY = 200
_LONGEST_NAME = 2000
_LONGEST_ADDRESS = 10_000
_OURS = re.compile(rf'"format"\s*:\s*"{FORMAT}"')
_SHA256 = re.compile("[0-9a-f]{64}")


def knows(name: str, head: bytes) -> bool:  # noqa: ARG001 - what is in it tells
    """Tell whether the first line of a file says that it is ours."""
    return _OURS.search(json_in.begins(head).partition("\n")[0]) is not None


def read(data: bytes, name: str, step: Step) -> Incoming:
    """Return what a file holds; `step` is told of each few hundred lines.

    InputError: `import.damaged`, `import.too_large`, `import.version`.
    """
    if data.count(b"\n") > MOST_LINES:
        raise InputError("import.too_large", name=name)
    held = json_in.read(data, name)
    _refuse_others(held.values[0], name)
    lines = list(zip(held.lines, held.values, strict=True))[1:]
    return _Reading(name).all(lines, held.broken, step)


def _refuse_others(first: Any, name: str) -> None:
    version = first.get("version") if type(first) is dict else None
    if type(version) is not int or first.get("format") != FORMAT:
        raise InputError("import.damaged", name=name)
    if version != VERSION:
        told = shorten(str(version), 20)
        raise InputError("import.version", name=name, version=told, known=VERSION)


class _Reading:
    """One file as it is read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._authors = Authors()
        self._documents: dict[str, IncomingDocument] = {}
        self._marks: dict[str, Mark] = {}
        self._unread: list[Unread] = []
        self._at = 0
        self._people = self._drafts = self._given_out = 0
        made = LineMarks(self._authors, self._documents, self._fail)
        self._reads: dict[Any, Callable[[Line], Iterator[Mark]]] = {
            "claim": made.claim,
            "note": made.document_note,
        }

    def all(self, lines: list[tuple[int, Any]], broken: tuple[int, ...], step: Step) -> Incoming:
        """Read everything: people and documents first, wherever they stand."""
        rest = [one for one in lines if not self._try(one[0], self._is_known, one[1])]
        for count, (number, value) in enumerate(rest):
            if count % _TOLD_EVERY == 0:
                step(count / len(rest), "records")
            self._try(number, self._take, value)
        marks, lost = settled(self._marks.values())
        for number in broken:
            self._at = number
            self._fail(Wrong(_("It is no JSON.")))
        return Incoming(
            documents=tuple(self._documents.values()),
            authors=self._authors.all(),
            marks=tuple(marks),
            unread=(*self._unread, *lost),
            remarks=tuple(self._remarks()),
        )

    def _try(self, number: int, reads: Callable[[Any], bool], value: Any) -> bool:
        """Read a line; tell whether that is all there is to it."""
        self._at = number
        try:
            return reads(value)
        except Wrong as wrong:
            self._fail(wrong)
            return True

    def _fail(self, wrong: Wrong) -> None:
        self._unread.append(Unread(_("Line {number}").format(number=self._at), str(wrong)))

    def _is_known(self, value: Any) -> bool:
        """Take in a person or a document; tell whether a line is one."""
        line = record(value, "record")
        kind = line.get("record")
        if kind == "reviewer":
            name = text(line, "name")[:_LONGEST_NAME]
            self._people += 1
            if self._people > MOST_PEOPLE:
                raise InputError("import.too_large", name=self._name)
            self._authors.key(iris.record(named(line)), name)
        elif kind == "document":
            self._document(line)
        elif type(kind) is not str or kind not in self._reads:
            raise misplaced("record")
        else:
            return False
        return True

    def _document(self, line: Line) -> None:
        id_ = named(line)
        if not _SHA256.fullmatch(id_):
            raise misplaced("id")
        if id_ in self._documents:
            raise _twice()
        if len(self._documents) == MOST_DOCUMENTS:
            raise InputError("import.too_large", name=self._name)
        known = {name: text(line, name) for name in ("name", "title", "language")}
        title = known["title"][:_LONGEST_NAME]
        record_ = filled(record(line.get("citation"), "citation"), CITATION)
        url = record_.get("URL", "")
        kind = text(line, "kind")
        self._documents[id_] = IncomingDocument(
            id_,
            known["name"][:_LONGEST_NAME],
            title,
            kind if kind in {"article", "source"} else "",
            id_,
            iris.address(url).url if len(url) <= _LONGEST_ADDRESS else "",
            record=record_ | filled({"title": title, "language": known["language"]}),
        )
        self._drafts += bool(line.get("continues"))

    def _take(self, line: Line) -> bool:
        """Take in a claim with what is said of it, or a note on a document."""
        said = self._reads[line["record"]](line)
        # what is on a record that was there before is not taken for what is on that one
        first = next(said)
        if first.key in self._marks:
            raise _twice()
        self._keep(first)
        for mark in said:
            if mark.key in self._marks:
                self._fail(_twice())
            else:
                self._keep(mark)
        self._given_out += bool(line.get("assigned") or line.get("seconds"))
        return True

    def _keep(self, mark: Mark) -> None:
        if len(self._marks) == MOST:
            raise InputError("import.too_large", name=self._name)
        self._marks[mark.key] = mark

    def _remarks(self) -> Iterator[str]:
        if count := self._given_out:
            yield ngettext(
                "Who is to check {count} claim is not taken over.",
                "Who is to check {count} claims is not taken over.",
                count,
            ).format(count=count)
        if count := self._drafts:
            yield ngettext(
                "{count} document is a new draft of another, which is not taken over.",
                "{count} documents are new drafts of others, which is not taken over.",
                count,
            ).format(count=count)


def _twice() -> Wrong:
    return Wrong(_("Another in the file is called so."))
