# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an error says in the window: stored words in it are looked up first."""

from __future__ import annotations

from sidelight.errors import SidelightError
from sidelight.language import sentence
from sidelight.session.history import act_name


def said(error: SidelightError) -> str:
    """Return an error's sentence; the act that overtook an undo is named as people call it."""
    if error.id != "undo.overtaken":
        return sentence(error)
    words = {**error.values, "what": act_name(str(error.values.get("what", "")))}
    return sentence(SidelightError(error.id, hint=error.hint, **words))
