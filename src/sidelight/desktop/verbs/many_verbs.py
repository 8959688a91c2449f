# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with several claims chosen in the list, as one undo step."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from sidelight.desktop.action_set import way
from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _, ngettext
from sidelight.model.vocabulary import WORDS


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
            said = _(WORDS[word])
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
        people = menu.addMenu(_("To be checked by"))
        everybody = sorted(snapshot.reviewers.values(), key=lambda one: one.label.casefold())
        for id_, name in (*((one.id, one.label) for one in everybody), ("", _("Nobody"))):
            act = people.addAction(name.replace("&", "&&"))
            act.triggered.connect(partial(self._assign, chosen, id_))

    def _assign(self, chosen: list[str], who: str, _checked: bool = False) -> None:
        self._parts.bridge.do(lambda session: session.assign_many(chosen, who))

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
