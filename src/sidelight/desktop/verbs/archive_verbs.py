# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web archives, of whose pages some are chosen, and web addresses, which are never followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sidelight.desktop.dialogs.archive_pages import ArchivePagesDialog
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, sentence
from sidelight.reader.archived_pages import ArchivedPages
from sidelight.session.saved_pages import refuse_address

_MANY = "archive.many"


class ArchiveVerbs:
    """Asks which pages of an archive are meant."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def asks(
        self,
        error: SidelightError,
        path: Path,
        add: Callable[[list[int]], object],
        *,
        one: bool = False,
    ) -> bool:
        """Ask, where the error is that an archive has several pages; ``add`` is given the numbers
        of those that are chosen, or of the ``one``.
        """
        if error.id != _MANY:
            return False

        def show(found: ArchivedPages) -> None:
            ArchivePagesDialog(self._parts.window, path.name, found, add, one=one).open()

        self._parts.bridge.look(
            lambda session, work: session.pages_in(path, cancelled=work.cancelled),
            then=show,
            failed=self._failed,
            label=_("Looking through {name}").format(name=path.name),
        )
        return True

    def refuse(self, address: str) -> None:
        """Say of a web address how its page comes in: nothing is fetched."""
        self._parts.errors.show_sentence(sentence(refuse_address(address)))

    def _failed(self, error: SidelightError) -> None:
        if not isinstance(error, Cancelled):
            self._parts.errors.show_sentence(sentence(error))
