# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builds projects out of real changes, without a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sidelight.model.change import Change, Setting, new_id, tick, utc_text
from sidelight.model.project import Project
from sidelight.model.records import Claim, Document, Passage
from sidelight.report.choices import ALL, Choices
from sidelight.report.data import Report, gather
from sidelight.report.html import script
from sidelight.report.locators import place
from sidelight.text.anchors import describe
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, Page, TextLayer, layer_id

START = datetime(2024, 7, 1, 9, 30, tzinfo=UTC)
MADE_AT = datetime(2024, 7, 9, 16, 45, tzinfo=UTC)


def without_script(page: bytes) -> str:
    """Return a web page without the script of ours, which must stand in it once, as it is known."""
    text, ours = page.decode("utf-8"), f"<script>{script().text}</script>"
    assert text.count(ours) == 1
    return text.replace(ours, "")


def layer_of(*blocks: tuple[str, str] | str) -> TextLayer:
    """Make a layer of paragraphs; a pair is a role (``heading`` has level 2) and its text."""
    pairs = [block if isinstance(block, tuple) else ("paragraph", block) for block in blocks]
    text = InkText("\n\n".join(words for _role, words in pairs))
    made: list[Block] = []
    at = 0
    for role, words in pairs:
        end = at + len(InkText(words))
        made.append(Block(at, end, role, 2 if role == "heading" else 0))
        at = end
    return TextLayer(text, tuple(made))


@dataclass
class Builder:
    """A project that grows by changes; each act is one change of one reviewer, a minute apart."""

    project: Project = field(default_factory=Project)
    layers: dict[str, TextLayer] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    now: datetime = START
    article: str = ""

    def commit(self, reviewer: str, *sets: tuple[str, str, str, object]) -> None:
        log = self.project.log
        self.now += timedelta(minutes=1)
        change = Change(
            reviewer=reviewer,
            installation=reviewer,
            sequence=len(log.order) + 1,
            clock=tick(log.clock, self.now),
            time=utc_text(self.now),
            zone="Europe/Berlin",
            heads=tuple(sorted(log.heads)),
            sets=tuple(Setting(*one) for one in sets),
            group=new_id(),
            label="act",
        )
        self.project.add([Change.from_body(change.body)])

    def reviewer(self, name: str) -> str:
        id_ = new_id()
        self.commit(id_, ("reviewer", id_, "name", name))
        return id_

    def title(self, by: str, title: str) -> None:
        self.commit(by, ("project", "project", "title", title))

    def document(
        self, by: str, layer: TextLayer, *, kind: str = "source", **fields: object
    ) -> Document:
        id_ = hashlib.sha256(layer.to_bytes()).hexdigest()
        made = layer_id(id_, "test", "1", {}, layer.text.text)
        size = len(layer.to_bytes())
        given = {"media_type": "text/html", "name": "file", "size": size, **fields}
        number = self.project.next_number("document")
        settings = {"kind": kind, "number": number, "layer": made, **given}
        self.commit(by, *(("document", id_, name, value) for name, value in settings.items()))
        self.layers[id_] = layer
        if kind == "article":
            self.article = self.article or id_
        return self.found(id_)

    def found(self, id_: str) -> Document:
        document = self.project.document(id_)
        assert document is not None
        return document

    def passage(self, document: str, quote: str, *, whole: bool = False) -> Passage:
        """Describe the passage that ``quote`` names; ``whole``: all of the text."""
        layer = self.layers[document]
        wanted = layer.text.ink if whole else ink_of(quote)
        start = layer.text.ink.index(wanted)
        end = start + len(wanted)
        anchor = describe(layer.text, start, end)
        return Passage(
            document,
            self.found(document).layer,
            *(anchor.start, anchor.end),
            *(anchor.quote, anchor.prefix, anchor.suffix),
        )

    def claim(self, by: str, *quotes: str, article: str = "", **fields: object) -> str:
        id_ = new_id()
        number = {"number": self.project.next_number("claim"), **fields}
        places = [self.passage(article or self.article, quote) for quote in quotes]
        sets: list[tuple[str, str, str, object]] = [("claim", id_, n, v) for n, v in number.items()]
        for passage in places:
            part = new_id()
            sets.append(("passage", part, "claim", id_))
            sets.append(("passage", part, "place", passage.to_json()))
        self.commit(by, *sets)
        return id_

    def judge(
        self,
        by: str,
        claim: str,
        verdict: str,
        reason: str = "",
        *,
        denied_by: str = "",
        as_of: str = "",
    ) -> None:
        key = f"{claim}.{by}"
        fields: dict[str, object] = {
            "claim": claim,
            "verdict": {"verdict": verdict, "denied_by": denied_by},
            "reason": reason,
            "as_of": as_of,
        }
        self.commit(by, *(("verdict", key, name, value) for name, value in fields.items()))

    def link(
        self,
        by: str,
        claim: str,
        document: Document,
        quote: str,
        stance: str = "supports",
        note: str = "",
    ) -> None:
        id_ = new_id()
        fields: dict[str, object] = {
            "claim": claim,
            "place": self.passage(document.id, quote, whole=not quote).to_json(),
            "stance": stance,
            "note": note,
        }
        self.commit(by, *(("evidence", id_, name, value) for name, value in fields.items()))

    def note(self, by: str, claim: str, text: str) -> None:
        id_ = new_id()
        self.commit(by, ("note", id_, "claim", claim), ("note", id_, "text", text))

    def second(self, by: str, claim: str, reviewer: str) -> None:
        """Give a claim to somebody who is to judge it without sight of the others."""
        fields: dict[str, object] = {"claim": claim, "reviewer": reviewer, "blind": True}
        key = f"{claim}.{reviewer}"
        self.commit(by, *(("second", key, name, value) for name, value in fields.items()))

    def hide(self, by: str, ranges: Sequence[tuple[int, int]]) -> None:
        pairs = [list(pair) for pair in ranges]
        self.commit(by, ("document", self.article, "hidden", pairs))

    def remove(self, by: str, record: str, id_: str) -> None:
        self.commit(by, (record, id_, "deleted", True))

    def place(self, passage: Passage) -> str:
        document = self.found(passage.document)
        return place(passage, document, self.layers[document.id], self.pages.get(document.id, ()))

    def got(self, id_: str) -> Claim:
        claim = self.project.claim(id_)
        assert claim is not None
        return claim

    def report(
        self,
        *,
        me: str = "",
        places: Callable[[Passage], str] | None = None,
        choices: Choices = ALL,
    ) -> Report:
        return gather(
            self.project,
            self.found(self.article),
            self.layers[self.article],
            made_at=MADE_AT,
            places=places or self.place,
            me=me,
            choices=choices,
        )
