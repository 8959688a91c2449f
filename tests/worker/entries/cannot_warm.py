# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry whose warming fails."""

from __future__ import annotations

CALLS: dict[str, object] = {}


def warm() -> None:
    raise LookupError("no fonts")
