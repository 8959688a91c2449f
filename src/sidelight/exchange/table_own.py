# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of our own report as a table (CSV), by the columns that it is published with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sidelight.exchange.incoming import Incoming, Place, Step
from sidelight.exchange.table_marks import TableMarks
from sidelight.exchange.table_words import Named, page_of
from sidelight.language import ngettext
from sidelight.model.vocabulary import DESCRIBED, STANCES

_SURE = frozenset({"claim", "quote", "verdict", "claim_id", "article_sha256"})
_TOLD_EVERY = 1000
_OF_CLAIMS = (
    *("restatement", "kind", "speaker", "attribution", "said_on", "severity", "correction"),
)
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_ID = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STANCE = "|".join(STANCES)
_EVIDENCE = re.compile(
    rf"(?P<stance>{_STANCE}): “(?P<quote>.+?)” "
    r"\((?P<label>\d+[a-z]*), (?P<where>.+?)\)(?: \[[^\]]*\])?(?: (?P<note>.*))?"
)
_PLACE = re.compile(r"(?:, )(?P<place>(?:§ .*|¶ \d+|pp?\. .{1,30}|.{0,30}\d.{0,20}))")
_TOLD = re.compile(
    rf"(?P<stance>{_STANCE}): (?P<words>.+?)(?: \((?P<kind>{'|'.join(DESCRIBED)})"
    r"(?:, (?P<where>[^()]*))?\))?(?: (?P<note>[^()]*))?"
)
_NOTE = re.compile(r"(?P<answer>↳ )?(?P<who>[^:\n]{1,200}?)(?P<about> \(on “.*?”\))?: (?P<text>.*)")


def is_own(head: Sequence[str]) -> bool:
    """Tell whether a row has the heads of our table."""
    return set(head) >= _SURE


def read_own(rows: Sequence[Sequence[str]], step: Step) -> Incoming:
    """Return what the rows below our heads say: claims under the ids that they have in Sidelight,
    with their verdicts, decisions, evidence and notes.  There are no columns to choose from.
    """
    head, below = [cell.strip() for cell in rows[0]], rows[1:]
    reading = _Reading()
    for at, row in enumerate(below):
        if at % _TOLD_EVERY == 0:
            step(at / len(below), "rows")
        cells = dict(zip(head, map(restored, row), strict=False))
        if cells.get("quote") or cells.get("restatement"):
            reading.row(cells)
    return reading.marks.incoming(remarks=reading.remarks())


def restored(cell: str) -> str:
    """Return a cell without the apostrophe by which a spreadsheet takes it for no formula."""
    if cell.startswith("'"):
        bare = cell[1:].lstrip()
        if cell[1:2] in _FORMULA or bare[:1] in _FORMULA:
            return cell[1:]
    return cell


class _Reading:
    """Our table as it is read."""

    def __init__(self) -> None:
        self.marks = TableMarks()
        self._left = 0
        self._seen: set[str] = set()

    def row(self, cells: Mapping[str, str]) -> None:
        """Take one row: a claim, which may stand in several, and one verdict on it."""

        def cell(name: str) -> str:
            return cells.get(name, "").strip()

        marks, id_ = self.marks, cell("claim_id")
        version = cell("article_sha256")
        article = marks.article(sha256=version if _SHA256.fullmatch(version) else "")
        values = {name: cell(name) for name in _OF_CLAIMS}
        number = re.match(r"\d{1,8}", cell("claim"))
        values["number"] = number[0] if number else ""
        tags = [tag for one in cell("tags").split(",") if (tag := one.strip())]
        known = id_ if _ID.fullmatch(id_) else ""
        claim = marks.claim(cell("quote"), article, id_=known, values=values, tags=tags)
        if cell("verdict"):
            told = {name: cell(name) for name in ("verdict", "denied_by", "reason", "as_of")}
            who = marks.author(cell("reviewer"))
            marks.said("verdict", claim, by=(who, cell("given_on")), values=told)
        if claim not in self._seen:
            self._seen.add(claim)
            self._once(claim, cells)

    def _once(self, claim: str, cells: Mapping[str, str]) -> None:
        """Take what each row of a claim repeats."""
        marks = self.marks
        if decision := cells.get("decision", "").strip():
            told = {"verdict": decision, "reason": cells.get("decision_reason", "")}
            who = marks.author(cells.get("decided_by", ""))
            marks.said("decision", claim, by=(who, ""), values=told)
        for line in cells.get("evidence", "").split("\n"):
            self._left += bool(line.strip()) and not self._evidence(claim, line)
        for line in cells.get("described_evidence", "").split("\n"):
            if found := _TOLD.fullmatch(line.strip()):
                told = {name: value for name, value in found.groupdict().items() if value}
                marks.said("described", claim, text=told["words"], values=told)
            else:
                self._left += bool(line.strip())
        self._notes(claim, cells.get("notes", ""))

    def _evidence(self, claim: str, line: str) -> bool:
        found = _EVIDENCE.fullmatch(line.strip()[:100_000])
        if not found:
            return False
        title, page = found["where"], 0
        for place in _PLACE.finditer(title):
            title, page = title[: place.start()], _page(place["place"])
            break
        source = self.marks.source(Named(words=title))
        told = {"stance": found["stance"], "note": found["note"] or ""}
        place_ = Place(source, found["quote"], page=page)
        self.marks.said("evidence", claim, place=place_, values=told)
        return True

    def _notes(self, claim: str, cell: str) -> None:
        """Take the notes of a claim; what is on a part of it says on which words."""
        before = ""
        for line in cell.split("\n"):
            found = _NOTE.fullmatch(line.strip())
            if not found:
                self._left += bool(line.strip())
                continue
            who = self.marks.author(found["who"])
            answers = before if found["answer"] else ""
            about = (found["about"] or "").removeprefix(" (on ").removesuffix(")")
            text = f"{about}: {found['text']}" if about else found["text"]
            key = self.marks.said("note", claim, by=(who, ""), text=text, answers=answers)
            before = before if found["answer"] else key

    def remarks(self) -> list[str]:
        """Say what of it could not be taken apart."""
        if not self._left:
            return []
        words = ngettext(
            "{count} line of evidence or notes could not be taken apart again.",
            "{count} lines of evidence or notes could not be taken apart again.",
            self._left,
        )
        return [words.format(count=self._left)]


def _page(place: str) -> int:
    """Return the page of a place as our reports write it in any language, 0 for a section."""
    return 0 if place.startswith(("§", "¶")) else page_of(place)
