# SPDX-License-Identifier: AGPL-3.0-or-later
"""Warming the reader before there is anything to read, beside whatever else a start has to do."""

from __future__ import annotations

from sidelight.worker import forked

DRAWING = "sidelight.reader.draw_entry"


def begin() -> None:
    """Start the process that drawing ones are forked from, where there is one; wait for nothing.

    Once is enough; more does no harm.
    """
    if forked.AVAILABLE:
        forked.server().begin((DRAWING,))
