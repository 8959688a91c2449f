# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who made the marks of a file: me, where I say so, else people of another program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sidelight.exchange.incoming import Author, Incoming
from sidelight.model.change import Setting
from sidelight.model.imported import AWAY, is_away, person
from sidelight.model.project import Project
from sidelight.session.import_choices import ME, ImportChoices
from sidelight.session.import_plan import PlannedAuthor
from sidelight.text.characters import one_line

_LONGEST = 200


class ImportPeople:
    """The authors of a file by their keys, as the project would know them.

    Two of one name are the same only where the file's program says so by their keys; a bare name is
    taken for the one of that name whose marks came in before.
    """

    def __init__(
        self, project: Project, me: str, incoming: Incoming, choices: ImportChoices, scope: str
    ) -> None:
        self._project = project
        self._me = me
        self._choices = choices
        self._scope = scope
        self._here = {one.id for one in project.reviewers()}
        self._ids = {one.key: self._id(one) for one in incoming.authors}
        self._names = {one.key: _plain(one.name) or _plain(one.key) for one in incoming.authors}

    def by(self, key: str) -> str:
        """Return the id of who made a mark, "" for me and for nobody known."""
        return self._ids.get(key, "")

    def same(self, key: str) -> frozenset[str]:
        """Return the ids of who made a mark: as it is known from there, and of the one who works
        here, where the file is of this project.
        """
        id_ = self.by(key) or self._me
        here = id_.removeprefix(AWAY)
        return frozenset({id_, here} if here in self._here else {id_})

    def is_mine(self, key: str) -> bool:
        """Tell whether the file says that I made a mark."""
        return key in self._ids and not self._ids[key]

    def label(self, key: str) -> str:
        """Return what somebody would be called; me for nobody known."""
        return self._names[key] if self.by(key) else self._project.reviewer(self._me).label

    def settings(self, used: Iterable[str]) -> list[Setting]:
        """Return what names those of some keys whom the project does not know yet."""
        value = self._project.log.value
        named = {self._ids[key]: self._names[key] for key in used if self._ids.get(key)}
        return [
            Setting("reviewer", id_, "name", name)
            for id_, name in named.items()
            if not value(("reviewer", id_), "name")
        ]

    def planned(self, authors: Iterable[Author], counts: Counter[str]) -> list[PlannedAuthor]:
        """Return what is planned for some authors, with how many marks are theirs."""
        return [
            PlannedAuthor(one, self.label(one.key), not id_, self._chosen(one.key), counts[one.key])
            for one, id_ in ((one, self._ids[one.key]) for one in authors)
        ]

    def _chosen(self, key: str) -> str:
        return self._choices.authors.get(key, "") or ("" if self.by(key) else ME)

    def _id(self, author: Author) -> str:
        chosen = self._choices.authors.get(author.key, "")
        id_ = person(author.key) if _is_iri(author.key) else self._named(author)
        if chosen == ME or (not chosen and id_ == AWAY + self._me):
            return ""
        return id_

    def _named(self, author: Author) -> str:
        name = _plain(author.name) or _plain(author.key)
        for known in self._project.reviewers():
            if is_away(known.id) and known.name == name:
                return known.id
        return person(f"{self._scope} {author.key}")


def _plain(name: str) -> str:
    return one_line(name)[:_LONGEST].strip()


def _is_iri(key: str) -> bool:
    scheme, colon, rest = key.partition(":")
    return bool(colon and rest and scheme.isalpha() and " " not in key)
