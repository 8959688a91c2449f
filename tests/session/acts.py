# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every verb of a session as an act whose choices are drawn: on what, and with which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from sidelight.model.records import Claim, Document
from sidelight.model.signing import sign_offs
from sidelight.model.vocabulary import ANSWERS, DESCRIBED, SEVERITIES, STANCES, VERDICTS
from sidelight.session.session import Session

T = TypeVar("T")

QUOTES = ("The pact", "thanked Stalin", "Aid came twice", "A land border", "border is shared")
FOUND = ("Note on a letter", "текст хранится", "в архиве", "로씨야에")
SAID = ("", "so it is", "seen", "로씨야")
TAGS = ("arms", "Arms", "aid")
PEOPLE = ("Ann", "Bo")
ADDED = ("half-true", "unclear")


@dataclass(frozen=True)
class Chosen:
    """A session with what draws choices."""

    session: Session
    data: st.DataObject

    def one(self, some: Sequence[T]) -> T:
        """One of some."""
        return self.data.draw(st.sampled_from(some))

    def some(self, every: Sequence[T]) -> list[T]:
        """Some, each once, in any order."""
        unique = st.lists(st.sampled_from(every), min_size=1, max_size=3, unique_by=id)
        return self.data.draw(unique)

    def claim(self) -> str:
        """The id of a claim."""
        return self.one(self.session.project.claims()).id

    def ids(self) -> list[str]:
        """The ids of some claims."""
        return [claim.id for claim in self.some(self.session.project.claims())]

    def place(self, number: int, quotes: Sequence[str]) -> tuple[Document, int, int]:
        """A quote in a document."""
        document = self.session.document(number)
        return document, *self.session.locate(document, self.one(quotes))

    def part(self, *names: str) -> tuple[str, str]:
        """Kind and id of a part of a claim."""
        return self.one(parts(self.session.project.claims(), *names))


def parts(claims: Sequence[Claim], *names: str) -> list[tuple[str, str]]:
    """Kind and id of all parts of claims that are of some kinds."""
    lists = {"note": "notes", "response": "responses", "passage": "passages"}
    return [
        (name, part.id)
        for claim in claims
        for name in names
        for part in getattr(claim, lists.get(name, name))
    ]


Act: TypeAlias = Callable[[Session, Chosen], object]


def _claim(s: Session, c: Chosen) -> None:
    verdict = c.one(("", "unchecked", *VERDICTS))
    s.claim(*c.place(1, QUOTES), verdict, reason=c.one(SAID), kind=c.one(("", "event")))


def _judge(s: Session, c: Chosen) -> None:
    verdict = c.one(("unchecked", *VERDICTS, *(one.word for one in s.verdicts.added)))
    by = c.one(("", "the embassy")) if verdict == "denied" else ""
    s.judge(c.claim(), verdict, denied_by=by, reason=c.one((None, *SAID)))


def _adjust(s: Session, c: Chosen) -> None:
    record, id_ = c.part("passage", "evidence")
    _document, start, end = c.place(*((1, QUOTES) if record == "passage" else (2, FOUND)))
    s.adjust(record, id_, start, end)


def _describe_part(s: Session, c: Chosen) -> None:
    record, id_ = c.part("response", "described", "evidence")
    fields = {
        "response": {"party": c.one(("Kim", "Lee")), "answer": c.one(("", *ANSWERS))},
        "described": {"words": c.one(SAID[1:]), "stance": c.one(STANCES), "who": c.one(SAID)},
        "evidence": {"level": c.one(("", "primary")), "translator": c.one(SAID)},
    }
    s.describe_part(record, id_, fields[record])


def _describe(s: Session, c: Chosen) -> None:
    fields = {
        "restatement": c.one(SAID),
        "speaker": c.one(SAID),
        "severity": c.one(("", *SEVERITIES)),
        "assigned": c.one(("", *PEOPLE)),
    }
    s.describe(c.claim(), dict(c.some(list(fields.items()))))


def _order(s: Session, c: Chosen) -> None:
    owners = [one for one in s.project.claims() if one.evidence or one.described]
    claim = c.one(owners)
    every = [*(e.id for e in claim.evidence), *(d.id for d in claim.described)]
    s.order_evidence(claim.id, c.some(every))


def _privacy(s: Session, c: Chosen) -> None:
    own = [n.id for claim in s.project.claims() for n in claim.notes if n.reviewer == s.me]
    s.set_private(c.one(own), c.one((True, False)))


def _decide(s: Session, c: Chosen) -> None:
    s.decide(c.claim(), c.one(VERDICTS), reason=c.one(SAID[1:]))


def _note_on(s: Session, c: Chosen) -> None:
    document, start, end = c.place(*c.one(((1, QUOTES), (2, FOUND))))
    earlier = [n for d in s.project.documents() for n in s.notes_on(d.id)]
    if earlier and c.one(("reply", "new")) == "reply":
        s.reply(c.one(earlier).id, c.one(SAID[1:]))
        return
    words = c.one((None, s.passage(document, start, end)))
    s.note_on(document, c.one(SAID[1:]), passage=words, private=c.one((True, False)))


def _second(s: Session, c: Chosen) -> None:
    s.second_many(c.ids(), c.one(PEOPLE), blind=c.one((True, True, False)))


def _add_place(s: Session, c: Chosen) -> None:
    s.add_place(c.claim(), s.passage(*c.place(1, QUOTES)))


def _split(s: Session, c: Chosen) -> None:
    claim = c.one(s.claims())
    movable = [p.id for p in claim.passages] + [e.id for e in claim.evidence]
    s.split(claim.id, c.some(movable))


MAKING: dict[str, Act] = {
    "claim": _claim,
    "colour": lambda s, c: s.colour_tag(c.one(TAGS), c.one(("", "#102030", "#a0b0c0"))),
    "exempt": lambda s, c: s.exempt(*c.place(1, QUOTES)),
    "not exempt": lambda s, c: s.not_exempt(*c.place(1, QUOTES)),
    "sign off": lambda s, c: s.sign_off(s.document(1), c.one(SAID)),
    "take back": lambda s, _: s.take_sign_off_back(s.document(1)),
    "hide": lambda s, c: s.hide(s.document(1), c.one(([], [(0, 4)], [(3, 9)]))),
    "cite": lambda s, c: s.cite(s.document(2), {"title": c.one(SAID[1:]), "author": c.one(SAID)}),
    "note on": _note_on,
    "add verdict": lambda s, c: s.add_verdict(c.one(ADDED)),
    "change verdict": lambda s, c: s.change_verdict(c.one(ADDED), name=c.one(ADDED)),
    "remove verdict": lambda s, c: s.remove_verdict(c.one(ADDED)),
}
"""Acts that need no claim."""

ON_CLAIMS: dict[str, Act] = {
    "judge": _judge,
    "judge many": lambda s, c: s.judge_many(c.ids(), c.one(("unchecked", *VERDICTS))),
    "reason": lambda s, c: s.give_reason(c.claim(), c.one(SAID)),
    "as of": lambda s, c: s.set_as_of(c.claim(), c.one(("2024-06-19", "2025-01-02"))),
    "link": lambda s, c: s.link(c.claim(), *c.place(2, FOUND), c.one(STANCES), c.one(SAID)),
    "testify": lambda s, c: s.describe_evidence(c.claim(), c.one(DESCRIBED), c.one(SAID[1:])),
    "respond": lambda s, c: s.respond(c.claim(), "Kim", answer=c.one(("", *ANSWERS))),
    "tag": lambda s, c: s.tag(c.ids(), c.one(TAGS)),
    "untag": lambda s, c: s.untag(c.ids(), c.one(TAGS)),
    "decide": _decide,
    "withdraw": lambda s, c: s.withdraw_decision(c.claim()),
    "note": lambda s, c: s.add_note(c.claim(), c.one(SAID[1:]), private=c.one((True, False))),
    "describe": _describe,
    "assign": lambda s, c: s.assign_many(c.ids(), c.one(("", *PEOPLE))),
    "adjust": _adjust,
    "remove": lambda s, c: s.remove("claim", c.claim()),
    "remove many": lambda s, c: s.remove_many(c.ids()),
    "second": _second,
    "add place": _add_place,
    "split": _split,
}
"""Acts on claims."""

ON_PARTS: dict[str, tuple[tuple[str, ...], Act]] = {
    "stance": (("evidence",), lambda s, c: s.set_stance(c.part("evidence")[1], c.one(STANCES))),
    "evidence note": (
        ("evidence",),
        lambda s, c: s.set_evidence_note(c.part("evidence")[1], c.one(SAID)),
    ),
    "describe part": (("response", "described", "evidence"), _describe_part),
    "move": (
        ("evidence", "described"),
        lambda s, c: s.move_evidence(c.part("evidence", "described")[1], c.claim()),
    ),
    "order": (("evidence", "described"), _order),
    "remove part": (
        ("evidence", "described", "response", "note"),
        lambda s, c: s.remove(*c.part("evidence", "described", "response", "note")),
    ),
}
"""Acts on parts of claims, with the kinds of parts of which there must be one."""


MAY_BE_REFUSED = (
    *("add verdict", "change verdict", "remove verdict", "second", "add place", "split"),
)
"""Acts that may not fit what there is: the verdict is there already, the place is the claim's."""


def possible(session: Session) -> dict[str, Act]:
    """The acts that there is something to do with."""
    claims = session.project.claims()
    found = dict(MAKING)
    if not sign_offs(session.project, session.document(1).id):
        del found["take back"]
    if claims:
        found |= ON_CLAIMS
        found |= {n: act for n, (kinds, act) in ON_PARTS.items() if parts(claims, *kinds)}
    if any(n.reviewer == session.me for claim in claims for n in claim.notes):
        found["privacy"] = _privacy
    if len(claims) > 1:
        found["join"] = _join
    return found


def _join(s: Session, c: Chosen) -> None:
    ids = [claim.id for claim in s.project.claims()]
    two = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    s.join(*c.data.draw(two))
