# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections of recognised text, as the log holds them and as they are in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sidelight.model.fields import fits
from sidelight.model.log import Entry, Key, Log, settings_of
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


class LayerCorrections:
    """The corrections over each layer, and what of them is in force once asked for."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[Key, None]] = defaultdict(dict)
        self._in_force: dict[str, tuple[Correction, ...]] = {}

    def copy(self) -> LayerCorrections:
        """Return the same of another project that says the same."""
        other = LayerCorrections()
        other._keys.update((layer, dict(some)) for layer, some in self._keys.items())
        other._in_force = dict(self._in_force)
        return other

    def take(self, key: Key, layers: Iterable[str]) -> None:
        """Take in that a correction was laid over layers, or changed there."""
        for layer in layers:
            self._keys[layer][key] = None
            self._in_force.pop(layer, None)

    def of(self, layer: str, log: Log, alive: Callable[[Key], bool]) -> tuple[Correction, ...]:
        """Return those in force over a layer, in the order of its text."""
        if layer not in self._in_force:
            entries = [
                entry
                for key in self._keys.get(layer, ())
                if alive(key) and (entry := log.latest(key, "over"))
            ]
            self._in_force[layer] = in_force(entries, layer)
        return self._in_force[layer]


def overlaid(log: Log, correction: str) -> set[str]:
    """Return the layers that a correction ever lay over."""
    key = ("correction", correction)
    settings = (s for c in log.history.get(key, ()) for s in settings_of(c, key))
    laid = (s.value for s in settings if s.field == "over" and fits(s.record, "over", s.value))
    return {str(value["layer"]) for value in laid}
