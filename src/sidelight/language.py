# SPDX-License-Identifier: AGPL-3.0-or-later
"""The language that the user reads: one gettext catalogue for window, command line and reports.

Words are looked up when they are shown, never at import, so that `use` can change the language at
any time.  Stored values and JSON keys are never translated.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from sidelight import resources
from sidelight.errors import N_, SidelightError

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "N_",
    "_",
    "available",
    "current",
    "local_minute",
    "ngettext",
    "pgettext",
    "sentence",
    "use",
    "within",
]

_DOMAIN = "sidelight"
_chosen: list[str] = []
_within: ContextVar[str] = ContextVar("within", default="")


@cache
def _catalogue(languages: tuple[str, ...]) -> _gettext.NullTranslations:
    try:
        folder = resources.folder("resources") / "locale"
    except FileNotFoundError:
        return _gettext.NullTranslations()
    return _gettext.translation(_DOMAIN, str(folder), languages=list(languages), fallback=True)


def _wanted() -> tuple[str, ...]:
    here = _within.get()
    if here:
        return (here,)
    return tuple(_chosen) if _chosen else _system()


@cache
def _system() -> tuple[str, ...]:
    # once: a window asks for words by the thousand, and the environment is slow to answer
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return tuple(value.split(":"))
    return (locale.getlocale()[0] or "en",)


def use(language: str) -> None:
    """Show words in ``language`` (a locale such as ``ko``) from now on; empty for the system's, as
    it is now.
    """
    _chosen[:] = [language] if language else []
    _system.cache_clear()


@contextmanager
def within(language: str) -> Iterator[None]:
    """Have words come out in ``language`` here, in this thread alone; "" changes nothing."""
    before = _within.set(language or _within.get())
    try:
        yield
    finally:
        _within.reset(before)


def current() -> str:
    """Return the language that words come out in, such as ``ru``; ``en`` where none fits."""
    return _catalogue(_wanted()).info().get("language", "en") or "en"


def available() -> tuple[str, ...]:
    """Return the languages there is a catalogue for, English first."""
    folder = resources.folder("resources") / "locale"
    return ("en", *sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/*.mo")))


def _(message: str) -> str:
    """Return ``message`` in the user's language."""
    return _catalogue(_wanted()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a counted message for ``count``, not yet filled in."""
    return _catalogue(_wanted()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return ``message`` as it is meant in ``context``."""
    return _catalogue(_wanted()).pgettext(context, message)


def sentence(error: SidelightError) -> str:
    """Return what an error says to the user, translated and filled in."""
    text = _(error.template).format_map(dict(error.values))
    return f"{text} {_(error.hint)}" if error.hint else text


def local_minute(when: datetime) -> str:
    """Write a time to the minute in the zone of this machine, as YYYY-MM-DD HH:MM.

    In its own zone where the calendar has no more days: a stranger's time may be its last.
    """
    with suppress(OverflowError, ValueError, OSError):
        when = when.astimezone()
    return when.strftime("%Y-%m-%d %H:%M")
