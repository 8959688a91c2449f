# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for the password of a document, where somebody sits at the terminal to give it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import TypeVar

from sidelight.cli.printing import complain
from sidelight.cli.progress import LINE
from sidelight.errors import DocumentError
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.session.session import Session

Result = TypeVar("Result")

_ASKED_FOR = frozenset({"document.encrypted", "document.locked", "document.wrong_password"})
_TRIES = 3


def with_password(act: Callable[[str], Result], name: str) -> Result:
    """Return what ``act`` gives for no password, else for the one that the user types.

    Raises what ``act`` raises where nobody can be asked, nothing is typed or three were wrong.
    """
    password = ""
    for left in reversed(range(_TRIES + 1)):
        try:
            return act(password)
        except DocumentError as error:
            if error.id not in _ASKED_FOR or not left or not sys.stdin.isatty():
                raise
            if password:
                complain(error)
            LINE.clear()
            # getpass writes to the terminal itself and shows nothing of what is typed.
            password = getpass.getpass(_("Password of {name}: ").format(name=name))
            if not password:
                raise
    raise AssertionError("the last try returns or raises")


def unlocked(session: Session, document: Document, act: Callable[[], Result]) -> Result:
    """Return what ``act`` gives, having unlocked the document where that is needed."""

    def tried(password: str) -> Result:
        if password:
            session.unlock(document, password)
        return act()

    return with_password(tried, document.title)
