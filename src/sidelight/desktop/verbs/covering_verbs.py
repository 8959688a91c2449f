# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is left to look at in an article: going there, and saying that there is nothing to check."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.chosen import ChosenWords, chosen_in, deselect
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _
from sidelight.model.coverage import Coverage
from sidelight.session.session import Session

_CHOICE = "coverage away"


class CoveringVerbs:
    """Acts on the sentences of the article in front."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        shown = not parts.remembered.choice(_CHOICE)
        parts.workspace.coverage_shown = shown
        action = parts.actions["view.coverage"]
        action.setChecked(shown)
        action.toggled.connect(self.show_marks)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"article.uncovered": self.to_next, "article.exempt": self.exempt}

    def show_marks(self, shown: bool) -> None:
        """Mark what is open in the margin, or not; it is remembered."""
        self._parts.workspace.coverage_shown = shown
        self._parts.remembered.choose(_CHOICE, on=not shown)
        self._parts.workspace.changed.emit()

    def to_next(self) -> None:
        """Select the next open sentence, so that a verdict's key makes it a claim."""
        page = self._parts.article.page
        found = self._coverage(page)
        if page is None or found is None:
            self._parts.status.say(_("Open an article first."))
            return
        chosen = page.view.selection()
        after = found.after(chosen[0] if chosen else page.view.caret_offset - 1)
        if after is None:
            self._parts.status.say(_("Every sentence of the article has been dealt with."))
            return
        page.view.select(after.start, after.end)
        page.view.reveal(after.start, after.end)
        page.view.setFocus()

    def exempt(self) -> None:
        """Say that there is nothing to check in what is selected, else in the sentence at the
        caret; where that was said already, take it back.
        """
        page = self._parts.article.page_selected()
        found = self._coverage(page)
        if page is None or found is None:
            self._parts.status.say(_("Open an article first."))
            return
        chosen = chosen_in(page)
        words = chosen if isinstance(chosen, ChosenWords) else None
        at = page.view.caret_offset
        first, last = (words.start, words.end) if words else (at, at + 1)
        here = [one for one in found.sentences if one.start < last and first < one.end]
        if not here:
            self._parts.status.say(_("Select words of a sentence first."))
            return
        start, end = here[0].start, here[-1].end
        document = page.document
        taken_back = all(one.state != "open" for one in here) and any(
            one.state == "exempt" for one in here
        )
        if chosen is not None:
            deselect(page.view)

        def act(session: Session) -> None:
            (session.not_exempt if taken_back else session.exempt)(document, start, end)

        words_said = _("To be checked after all") if taken_back else _("Nothing to check here")
        self._parts.bridge.do(act, then=lambda _none: self._parts.status.say(words_said))

    def percent(self, page: DocumentPage | None) -> int | None:
        """Return how many of a hundred sentences of an article are dealt with; None for others."""
        found = self._coverage(page)
        return found.percent if found else None

    def _coverage(self, page: DocumentPage | None) -> Coverage | None:
        snapshot = self._parts.workspace.snapshot
        if page is None or not page.ready or snapshot is None:
            return None
        return snapshot.coverage.get(page.document.id)
