# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for the verdicts that a project has beside verified, disputed and denied."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sidelight.errors import Refused, UnknownName
from sidelight.language import _
from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.change import Setting
from sidelight.model.records import Claim
from sidelight.model.standing import given
from sidelight.model.verdict_looks import USUAL_LINE
from sidelight.model.verdicts import (
    KEYS,
    LONGEST_NAME,
    is_sign,
    reserved,
    word_of,
)
from sidelight.model.vocabulary import LINES, VERDICTS, WORDS
from sidelight.session.history import times
from sidelight.session.placing import PlaceVerbs
from sidelight.text.quotes import readable

COLOURS = ("#0f766e", "#be185d", "#7c3aed", "#475569", "#4d7c0f", "#0e7490", "#713f12", "#9f1239")
"""Colours offered to new verdicts, in this order."""
SIGNS = "◆▲■◎★◐✦"
"""Signs offered to new verdicts, in this order."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FIELDS = ("name", "key", "colour", "line", "sign")


@dataclass(frozen=True, slots=True)
class Use:
    """Where a verdict is given: the claims (ids), and of these those on which only others gave
    it, with their labels.
    """

    claims: tuple[str, ...]
    others: tuple[str, ...]
    people: tuple[str, ...]


class VocabularyVerbs(PlaceVerbs):
    """The desk with the verbs for the verdicts of the project."""

    def add_verdict(
        self, name: str, *, key: str = "", colour: str = "", line: str = "", sign: str = ""
    ) -> AddedVerdict:
        """Add a verdict; what is not said of its looks is chosen.  Refused where its name, word or
        key is taken, or a value is none.
        """
        word = word_of(_name(name))
        found = self.verdicts.get(word)
        if found is not None:
            raise Refused("vocabulary.present", name=found.name)
        values = self._fit(
            word,
            {
                "name": name,
                "key": key,
                "colour": colour or self._next(COLOURS, "colour"),
                "line": line or USUAL_LINE,
                "sign": sign or self._next(SIGNS, "sign"),
            },
        )
        settings = [Setting("vocabulary", word, field, value) for field, value in values.items()]
        if self.project.log.value(("vocabulary", word), "deleted", default=False) is True:
            settings.append(Setting("vocabulary", word, "deleted", value=False))
        self.act(settings, "add verdict")
        return self.added_verdict(word)

    def change_verdict(self, word: str, *, group: str = "", **fields: str) -> AddedVerdict:
        """Change name, key, colour, line or sign; the word that is stored stays.

        What is changed in one ``group`` is one undo step.  Refused as in `add_verdict`.
        """
        found = self.added_verdict(word)
        values = self._fit(found.word, fields)
        kept = self.project.log.value
        new = {f: v for f, v in values.items() if kept(("vocabulary", found.word), f, "") != v}
        if new:
            settings = [Setting("vocabulary", found.word, f, value) for f, value in new.items()]
            self.act(settings, "change verdict", group=group)
        return self.added_verdict(found.word)

    def remove_verdict(self, word: str) -> None:
        """Take a verdict out of the project's; Refused, with what to do, while it is given."""
        found = self.added_verdict(word)
        use = self.use_of(found.word)
        if len(use.others) < len(use.claims):
            raise Refused("vocabulary.in_use", name=found.name, count=len(use.claims))
        if use.claims:
            people = ", ".join(use.people)
            raise Refused(
                "vocabulary.others_use", name=found.name, count=len(use.claims), who=people
            )
        self.act([Setting("vocabulary", found.word, "deleted", value=True)], "remove verdict")

    def replace_verdict(self, word: str, other: str) -> int:
        """Give the claims that I gave a verdict, and those that it was decided on, another one, in
        one undo step; return how many.  Reasons stay.  Refused for what is no verdict.
        """
        found, other = self.added_verdict(word), self.verdicts.stored(other)
        known = (*self.verdicts.words, "unchecked")
        if other not in known:
            raise Refused("verdict.unknown", name=other, known=", ".join(known))
        if other == found.word:
            return 0
        settings, claims = list[Setting](), set[str]()
        for claim in self._with(found.word):
            if any(v.verdict == found.word and v.reviewer == self.me for v in given(claim)):
                settings += self._judgement(claim, other)
                claims.add(claim.id)
            if claim.decision and claim.decision.verdict == found.word and other != "unchecked":
                said = {"verdict": other, "denied_by": ""}
                settings.append(Setting("decision", claim.id, "verdict", said))
                claims.add(claim.id)
        if settings:
            self.act(settings, times("replace verdict", len(claims)))
        return len(claims)

    def use_of(self, word: str) -> Use:
        """Return where a verdict is given or was decided."""
        claims, others, people = list[str](), list[str](), set[str]()
        for claim in self._with(word):
            claims.append(claim.id)
            who = {v.reviewer for v in given(claim) if v.verdict == word}
            decided = claim.decision is not None and claim.decision.verdict == word
            if self.me not in who and not decided:
                others.append(claim.id)
            people |= {self.project.reviewer(one).label for one in who - {self.me}}
        return Use(tuple(claims), tuple(others), tuple(sorted(people, key=str.casefold)))

    def added_verdict(self, name: str) -> AddedVerdict:
        """Return an added verdict by word or name; UnknownName where there is none."""
        found = self.verdicts.get(self.verdicts.stored(name))
        if found is None:
            known = ", ".join(one.word for one in self.verdicts.added) or "–"
            raise UnknownName("vocabulary.unknown", name=name, known=known)
        return found

    def _with(self, word: str) -> list[Claim]:
        def has(claim: Claim) -> bool:
            decided = claim.decision is not None and claim.decision.verdict == word
            return decided or any(verdict.verdict == word for verdict in given(claim))

        return [claim for claim in self.project.claims() if has(claim)]

    def _next(self, offered: Sequence[str], field: str) -> str:
        taken = {getattr(one, field) for one in self.verdicts.added}
        return next((one for one in offered if one not in taken), offered[0])

    def _fit(self, word: str, fields: dict[str, str]) -> dict[str, str]:
        """Return fields as they are stored; Refused for one that does not fit."""
        fitting: dict[str, Callable[[str], str]] = {
            "name": lambda name: self._own_name(word, name),
            "key": lambda key: self._key(word, key),
            "colour": _colour,
            "line": _line,
            "sign": _sign,
        }
        return {name: fitting[name](fields[name]) for name in _FIELDS if name in fields}

    def _own_name(self, word: str, name: str) -> str:
        """Return a name that is fit for the verdict of a word and means no other."""
        plain = _name(name)
        meant = word_of(plain)
        if meant in reserved() or meant in {word_of(_(WORDS[w])) for w in (*VERDICTS, "split")}:
            raise Refused("vocabulary.reserved", name=name.strip())
        others = (one for one in self.verdicts.added if one.word != word)
        for one in others:
            if meant in {one.word, word_of(one.name)}:
                raise Refused("vocabulary.present", name=one.name)
        return plain

    def _key(self, word: str, key: str) -> str:
        key = key.strip().upper()
        if key and key not in KEYS:
            raise Refused("vocabulary.key", name=key, known=" ".join(KEYS))
        taken = next((v for v in self.verdicts.added if v.key == key and v.word != word), None)
        if key and taken is not None:
            free = " ".join(self.verdicts.free_keys(word))
            raise Refused("vocabulary.key_taken", key=key, name=taken.name, known=free)
        return key


def _name(name: str) -> str:
    plain = readable(name)
    if not word_of(plain) or len(plain) > LONGEST_NAME:
        raise Refused("vocabulary.name", most=LONGEST_NAME)
    return plain


def _colour(colour: str) -> str:
    plain = colour.strip().lower()
    if not _COLOUR.fullmatch(plain):
        raise Refused("tag.colour", name=colour)
    return plain


def _line(line: str) -> str:
    if line not in LINES:
        raise Refused("word.unknown", name=line, known=", ".join(LINES))
    return line


def _sign(sign: str) -> str:
    if not is_sign(sign.strip()):
        raise Refused("vocabulary.sign", name=sign)
    return sign.strip()
