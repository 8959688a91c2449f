# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where what was brought in from another program comes from, in words."""

from __future__ import annotations

from sidelight.language import _
from sidelight.model.imported import Imported


def provenance(told: Imported | None, who: str) -> str:
    """Return by whom (a label) something was brought in, and from which file; "" where it was made
    here.
    """
    if told is None:
        return ""
    if not told.file:
        return _("imported by {who}").format(who=who)
    return _("imported by {who} from {file}").format(who=who, file=told.file)
