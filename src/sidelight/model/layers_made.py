# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the layers of documents were made, as the log says it; each read once."""

from __future__ import annotations

from typing import Any

from sidelight.model.log import Log
from sidelight.model.records import LayerMade


class LayersMade:
    """Keeps what was read for as long as the log says the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, LayerMade]] = {}

    def of(self, id_: str, log: Log) -> LayerMade | None:
        """Return how a layer was made; None where the log does not say."""
        made = log.value(("layer", id_), "made")
        kept = self._kept.get(id_)
        if kept is not None and kept[0] is made:
            return kept[1]
        if not isinstance(made, dict):
            return None
        words = {n: str(made[n]) for n in ("document", "kind", "extractor", "version", "language")}
        blobs = {n: str(made[n]) for n in ("text", "geometry", "rendition")}
        read = LayerMade(id=id_, options=dict(made["options"]), **words, **blobs)
        self._kept[id_] = made, read
        return read
