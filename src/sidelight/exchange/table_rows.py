# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of anybody's table of claims, by the columns that are known: docs/tables.md says what
becomes of what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sidelight.exchange.incoming import Incoming, Place, Step, Unread
from sidelight.exchange.table_heads import URL, columns_of, fields_of, head_row, heads_of
from sidelight.exchange.table_marks import TableMarks
from sidelight.exchange.table_words import day_of, page_of, source_of, stance_word, verdict_word
from sidelight.language import _, ngettext

_TOLD_EVERY = 1000
_BETWEEN_TAGS = re.compile(r"[,;\n，；]")
_MOST_TAGS = 50
_MOST_UNREAD = 1000


def read_rows(
    rows: Sequence[Sequence[str]], chosen: Mapping[str, str], step: Step, first: int = 1
) -> Incoming:
    """Return what rows say; ``first`` is the number of the first of them, as people count."""
    at = head_row(rows)
    width = max(map(len, rows), default=0)
    heads = heads_of(rows[at] if at >= 0 else (), width)
    fields = fields_of(heads, chosen)
    below = rows[at + 1 :]
    columns = columns_of(heads, below, fields)
    if not {"quote", "restatement"} & set(fields):
        words = _("No column is known to hold the words of the claims: say which one does.")
        return Incoming(columns=columns, remarks=(words,))
    reading = _Reading(fields)
    for number, row in enumerate(below):
        if number % _TOLD_EVERY == 0:
            step(number / len(below), "rows")
        if any(cell.strip() for cell in row):
            reading.row(first + at + 1 + number, row)
    return reading.marks.incoming(columns, reading.unread, list(reading.remarks()))


class _Reading:
    """One table as it is read."""

    def __init__(self, fields: Mapping[str, int]) -> None:
        self._fields = fields
        self.marks = TableMarks()
        self.unread: list[Unread] = []
        self._more_unread = 0
        self._undated = 0

    def row(self, number: int, cells: Sequence[str]) -> None:
        """Take one row."""
        count = len(cells)
        said = {
            field: text
            for field, at in self._fields.items()
            if at < count and (text := cells[at].strip())
        }
        if not (said.get("quote") or said.get("restatement")):
            if said:
                self._leave(number, _("It has no words of a claim."))
            return
        marks = self.marks
        article = marks.article(said.get("article", ""))
        told = {name: said.get(name, "") for name in ("restatement", "speaker")}
        tags = [tag.strip() for tag in _BETWEEN_TAGS.split(said.get("tags", "")) if tag.strip()]
        claim = marks.claim(said.get("quote", ""), article, values=told, tags=tags[:_MOST_TAGS])
        who = marks.author(said.get("reviewer", ""))
        day = day_of(said.get("date", ""))
        self._undated += bool(said.get("date")) and not day
        judged = self._judge(claim, said, who, day)
        if said.get("reason") and not judged:
            marks.said("note", claim, by=(who, day), text=said["reason"])
        self._link(claim, said, who, day)
        if said.get("note"):
            marks.said("note", claim, by=(who, day), text=said["note"])

    def remarks(self) -> list[str]:
        """Say what was left."""
        said = []
        if self._more_unread:
            words = ngettext(
                "{count} more row could not be read.",
                "{count} more rows could not be read.",
                self._more_unread,
            )
            said.append(words.format(count=self._more_unread))
        if self._undated:
            words = ngettext(
                "{count} date was left out: it is none, or can be read in two ways.",
                "{count} dates were left out: they are none, or can be read in two ways.",
                self._undated,
            )
            said.append(words.format(count=self._undated))
        return said

    def _leave(self, number: int, why: str) -> None:
        if len(self.unread) >= _MOST_UNREAD:
            self._more_unread += 1
        else:
            self.unread.append(Unread(_("Row {number}").format(number=number), why))

    def _judge(self, claim: str, said: Mapping[str, str], who: str, day: str) -> bool:
        word, _known = verdict_word(said.get("verdict", ""))
        if word:
            values = {
                "verdict": word,
                "denied_by": said.get("denied_by", ""),
                "reason": said.get("reason", ""),
                "as_of": day,
                # a project may have a verdict of this very name
                "verdict_said": said["verdict"] if word != said["verdict"] else "",
            }
            self.marks.said("verdict", claim, by=(who, day), values=values)
        return bool(word)

    def _link(self, claim: str, said: Mapping[str, str], who: str, day: str) -> None:
        """Take the source of a row as evidence; without words of it, as a note that names it."""
        named = source_of(said.get("source", ""), said.get(URL, ""))
        words, page = said.get("source_quote", ""), page_of(said.get("page", ""))
        if words and named.key:
            place = Place(self.marks.source(named), words, page=page)
            values = {"stance": stance_word(said.get("stance", ""))}
            self.marks.said("evidence", claim, by=(who, day), place=place, values=values)
            return
        called = ", ".join(dict.fromkeys(filter(None, (named.words or named.name, named.url))))
        if called and page:
            called = _("{name}, p. {page}").format(name=called, page=page)
        text = f"{called}\n“{words}”" if called and words else called or words
        if text:
            self.marks.said("note", claim, by=(who, day), text=text)
