# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gathers what a table says of claims, as marks: each claim once, whichever rows it stands in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sidelight.exchange import iris
from sidelight.exchange.documents_in import Authors
from sidelight.exchange.incoming import (
    Column,
    Incoming,
    IncomingDocument,
    Mark,
    Place,
    Unread,
)
from sidelight.exchange.record_text import line
from sidelight.exchange.table_words import Named

_LONGEST_NAME = 255
BETWEEN_PASSAGES = " […] "
"""What our reports put between the passages of one claim."""


class TableMarks:
    """The marks of a table in the order of its rows."""

    def __init__(self) -> None:
        self._authors = Authors()
        self._documents: dict[str, IncomingDocument] = {}
        self._marks: dict[str, Mark] = {}
        self._claims = 0

    def article(self, words: str = "", sha256: str = "") -> str:
        """Take in an article by its title, or by its bytes; return its key, "" for none."""
        said = line(words[:2000])
        key = f"article {sha256 or said.casefold()}" if sha256 or said else ""
        if key:
            self._documents.setdefault(
                key, IncomingDocument(key, title=said, kind="article", sha256=sha256)
            )
        return key

    def source(self, named: Named, sha256: str = "") -> str:
        """Take in a source; return its key, "" for none."""
        if named.key and named.key not in self._documents:
            record = {"URL": named.url} if named.url else {}
            self._documents[named.key] = IncomingDocument(
                named.key,
                named.name,
                named.words,
                "source",
                sha256,
                named.url,
                record=record,
            )
        return named.key

    def author(self, name: str) -> str:
        """Take in a person; return the key, "" for nobody."""
        said = line(name[:_LONGEST_NAME])
        return self._authors.key(said, said)

    def claim(
        self,
        quote: str,
        article: str = "",
        *,
        id_: str = "",
        values: Mapping[str, str],
        tags: Sequence[str] = (),
    ) -> str:
        """Take in a claim; return its key.  ``id_`` is what Sidelight called it, in hex."""
        told = {name: value.strip() for name, value in values.items() if value.strip()}
        key = (
            iris.record(id_) if id_ else named("claim", article, quote, told.get("restatement", ""))
        )
        if key not in self._marks:
            passages = [one for one in quote.split(BETWEEN_PASSAGES) if one.strip()]
            places = tuple(Place(document=article, quote=one.strip()) for one in passages)
            self._claims += 1
            told.setdefault("number", str(self._claims))
            self._marks[key] = Mark(
                key, "claim", places=places, tags=tuple(dict.fromkeys(tags)), values=told
            )
        return key

    def said(
        self,
        what: str,
        claim: str,
        *,
        by: tuple[str, str] = ("", ""),
        text: str = "",
        place: Place | None = None,
        answers: str = "",
        values: Mapping[str, str] | None = None,
    ) -> str:
        """Take in what is said of a claim: a verdict, evidence, a note; return its key.  ``by`` are
        the key of who said it and the day.  The same said twice is there once.
        """
        author, day = by
        told = {name: value.strip() for name, value in (values or {}).items() if value.strip()}
        where = (place.document, place.quote, str(place.page)) if place else ()
        key = named(what, claim, author, text, answers, *where, "", *map("=".join, told.items()))
        self._marks.setdefault(
            key,
            Mark(
                key,
                what,
                author=author,
                made_at=moment(day),
                places=(place,) if place else (),
                text=text.strip(),
                on="" if answers else claim,
                answers=answers,
                values=told,
            ),
        )
        return key

    def incoming(
        self,
        columns: Sequence[Column] = (),
        unread: Sequence[Unread] = (),
        remarks: Sequence[str] = (),
    ) -> Incoming:
        """Return all of it."""
        return Incoming(
            documents=tuple(self._documents.values()),
            authors=self._authors.all(),
            marks=tuple(self._marks.values()),
            unread=tuple(unread),
            remarks=tuple(remarks),
            columns=tuple(columns),
        )


def named(*words: str) -> str:
    """Return a name made of words, the same whenever they are read."""
    said = "\x1f".join(words)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


@lru_cache(maxsize=1024)
def moment(day: str) -> datetime | None:
    """Return the beginning of a day in UTC; None for no whole date."""
    try:
        return datetime.fromisoformat(day if len(day) == 10 else "").replace(tzinfo=UTC)
    except ValueError:
        return None
