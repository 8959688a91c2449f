# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with several claims chosen in the list, as one undo step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from sidelight.desktop.action_set import way
from sidelight.desktop.claims.seconds_row import fill
from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _, ngettext
from sidelight.session.session import Session


class ManyVerbs:
    """Acts on the claims that are chosen together; each act tells whether there are several."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told = ""
        parts.claims.table.many_chosen.connect(self._tell)

    def judge(self, word: str) -> bool:
        """Give all of them this verdict."""
        chosen = self._chosen()
        if chosen:
            said = self._parts.workspace.verdicts.called(word)
            self._parts.bridge.do(
                lambda session: session.judge_many(chosen, word),
                then=lambda count: self._parts.status.say(
                    ngettext("{count} claim: {verdict}", "{count} claims: {verdict}", count).format(
                        count=count, verdict=said
                    )
                ),
            )
        return bool(chosen)

    def remove(self) -> bool:
        """Remove all of them."""
        chosen = self._chosen()
        if chosen:
            self._parts.bridge.do(
                lambda session: session.remove_many(chosen),
                then=lambda count: self._parts.status.say(
                    ngettext(
                        "{count} claim removed. Undo: {keys}",
                        "{count} claims removed. Undo: {keys}",
                        count,
                    ).format(count=count, keys=way("edit.undo"))
                ),
            )
        return bool(chosen)

    def tag(self) -> bool:
        """Ask for a tag and put it on all of them."""
        chosen = self._chosen()
        if chosen:
            words = ngettext(
                "It is put on {count} claim.", "It is put on {count} claims.", len(chosen)
            ).format(count=len(chosen))

            def give(name: str) -> None:
                self._parts.bridge.do(lambda session: session.tag(chosen, name))

            LineQuestion(self._parts.window, _("Add a tag"), words, "", give).open()
        return bool(chosen)

    def add_assigning(self, menu: QMenu) -> None:
        """Add a menu with everybody who could check the claims chosen, one or several."""
        snapshot = self._parts.workspace.snapshot
        chosen = self._parts.claims.table.chosen_ids()
        if snapshot is None or not self._parts.workspace.writable or not chosen:
            return
        everybody = self._parts.workspace.people
        people = menu.addMenu(_("To be checked by"))
        people.addAction(_("Nobody")).triggered.connect(partial(self._assign, chosen, ""))
        fill(people, everybody, partial(self._assign, chosen), lambda: self.invite(_assign))
        seconds = menu.addMenu(_("Blind second check by"))
        claims = [claim for id_ in chosen if (claim := snapshot.claim(id_))]
        both = [one.id for one in everybody if all(one.id in c.seconds for c in claims)]
        fill(
            seconds,
            everybody,
            partial(self._second, chosen),
            lambda: self.invite(second),
            chosen=both,
        )

    def invite(self, then: Callable[[Session, list[str], str], object]) -> None:
        """Ask for the name of somebody new, and give them the claims chosen."""
        chosen = self._parts.claims.table.chosen_ids()
        words = _("They find their claims when they open the project and say who they are.")

        def invited(session: Session, name: str) -> None:
            then(session, chosen, session.invite(name).id)

        def ask(name: str) -> None:
            self._parts.bridge.do(lambda session: invited(session, name))

        LineQuestion(self._parts.window, _("Somebody new"), words, "", ask).open()

    def _assign(self, chosen: list[str], who: str, _checked: bool = False) -> None:
        self._parts.bridge.do(lambda session: session.assign_many(chosen, who))

    def _second(self, chosen: list[str], who: str, on: bool) -> None:
        self._parts.bridge.do(
            lambda session: session.second_many(chosen, who, blind=on),
            then=lambda count: self._parts.status.say(
                ngettext(
                    "Blind second check of {count} claim asked for",
                    "Blind second check of {count} claims asked for",
                    count,
                ).format(count=count)
                if on
                else ""
            ),
        )

    def _chosen(self) -> list[str]:
        chosen = self._parts.claims.table.several()
        if chosen:
            self._parts.flush()
            self._parts.new_visit()
        return chosen

    def _tell(self, count: int) -> None:
        """Say how many are chosen; nothing any more where only one is."""
        words = ngettext(
            "{count} claim chosen; what you do is done to all",
            "{count} claims chosen; what you do is done to all",
            count,
        ).format(count=count)
        status, told = self._parts.status, self._told
        self._told = words if count > 1 else ""
        if count > 1 or status.said == told:
            status.say(self._told)


def _assign(session: Session, claims: list[str], who: str) -> object:
    return session.assign_many(claims, who)


def second(session: Session, claims: list[str], who: str) -> object:
    """Ask a reviewer for a blind second check of claims."""
    return session.second_many(claims, who)
