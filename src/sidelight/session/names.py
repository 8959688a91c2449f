# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of reviewers: the usual one, how each is kept, and which id goes with it here."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

from sidelight.errors import InputError
from sidelight.session.settings import Settings


def usual_name(settings: Settings) -> str:
    """Return the name in the settings, else the login name."""
    if settings.name.strip():
        return settings.name
    import getpass  # late: a name is mostly given

    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "Reviewer"


def plain_name(name: str) -> str:
    """Return a reviewer's name as it is kept: single blanks, composed letters.

    Raises InputError for an empty one.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise InputError("reviewer.name")
    return name


def known_id(settings: Settings, by: str) -> str:
    """Return the id that this installation has for a name, "" for the usual one; "" where it has
    none yet.
    """
    with suppress(InputError):
        return settings.identities.get(plain_name(by or usual_name(settings)), "")
    return ""
