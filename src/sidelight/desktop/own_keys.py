# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys that the settings give the actions, at the start."""

from __future__ import annotations

from sidelight.errors import SidelightError
from sidelight.session import shortcuts
from sidelight.session.settings import Settings


def use_own_keys() -> list[str]:
    """Let the keys of the settings be in force; return a sentence for each that means nothing.

    Settings that cannot be read are told of elsewhere; the usual keys hold then.
    """
    try:
        stored = Settings.load().keys
    except SidelightError:
        stored = {}
    keys, problems = shortcuts.read(stored)
    shortcuts.use(keys)
    return problems


def log_problems(problems: list[str]) -> None:
    """Write down what was left out of the keys, once there is a log."""
    import logging

    for problem in problems:
        logging.getLogger("sidelight.desktop").warning("%s", problem)
