# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections of recognised text, as the log holds them and as they are in force."""

from __future__ import annotations

from collections.abc import Iterable

from sidelight.model.log import Entry
from sidelight.text.corrections import Correction, latest


def in_force(entries: Iterable[Entry], layer: str) -> tuple[Correction, ...]:
    """Return those of ``entries`` (values of the field "over") that hold over a layer, in the order
    of its text; of two that overlap, the one given later.
    """
    here = (entry for entry in entries if entry.value["layer"] == layer)
    return latest([_correction(entry) for entry in sorted(here, key=lambda entry: entry.order)])


def _correction(entry: Entry) -> Correction:
    over = entry.value
    return Correction(over["start"], over["end"], over["was"], over["words"], entry.change.reviewer)
