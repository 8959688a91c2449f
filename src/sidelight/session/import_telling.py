# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps account of the marks of a file: what would come in, what not and why, what is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sidelight.exchange.incoming import Group, Mark
from sidelight.language import _
from sidelight.model.project import Project
from sidelight.model.records import Passage
from sidelight.session.import_people import ImportPeople
from sidelight.session.import_places import Ground
from sidelight.session.import_plan import Coming, Unplaced
from sidelight.text.quotes import readable, shorten

_SHORT = 160


@dataclass(slots=True)
class Telling:
    """The account; ``known`` counts what came before, ``omitted`` what was left out by choice."""

    project: Project
    people: ImportPeople
    groups: dict[str, Group]
    coming: list[Coming] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    known: int = 0
    omitted: int = 0

    def tell(  # noqa: PLR0913 - all that a line says
        self,
        what: str,
        mark: Mark,
        text: str,
        *,
        says: str = "",
        ground: Ground | None = None,
        found: Sequence[Passage] = (),
        claim: str = "",
        quote: str = "",
    ) -> None:
        """Say that a record comes: where it stands, what was written with it, and the claim (id)
        that it joins; ``quote`` are the words that it is on, where it stands nowhere itself.
        """
        first = found[0] if found else None
        name = ground.name if ground else ""
        page = first.page if first and ground and ground.paged else 0
        self.coming.append(
            Coming(
                what=what,
                author=self.people.label(mark.author),
                says=says,
                place=_("{name}, p. {page}").format(name=name, page=page) if page else name,
                quote=shorten(first.quote if first else readable(quote), _SHORT),
                text=shorten(readable(text), _SHORT),
                claim=self.label(claim),
                made_at=mark.made_at,
            )
        )

    def lose(self, mark: Mark, why: str) -> None:
        """Say that a mark does not come, and why."""
        place = mark.places[0] if mark.places else None
        words = (place.quote if place else "") or mark.text or self.marked_as(mark)
        page = place.page if place else 0
        label = self.people.label(mark.author) if mark.author else ""
        self.unplaced.append(Unplaced(shorten(readable(words), _SHORT), why, label, page))

    def label(self, claim: str) -> str:
        """Return the label of a claim that is in the project, "" for one that comes in."""
        known = self.project.claim(claim) if claim else None
        return known.label if known else ""

    def marked_as(self, mark: Mark) -> str:
        """Return what a mark without words of its own says: how it was marked."""
        title = self.groups[mark.group].title if mark.group in self.groups else ""
        return ", ".join(dict.fromkeys(filter(None, (title, *mark.tags))))
