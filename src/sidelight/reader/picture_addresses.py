# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that a document brings along, as ``data:`` addresses for its rendition."""

from __future__ import annotations

import base64

from sidelight.reader.picture_kinds import picture_kind
from sidelight.reader.pillow_pictures import smaller
from sidelight.reader.reading import Unreadable

MOST_BYTES = 64_000_000
"""Most that all pictures of one document may take in its rendition; later ones are left out."""

_AS_IT_IS = 3_000_000
_DRAWN = frozenset({"image/png", "image/jpeg", "image/gif"})


class PictureAddresses:
    """Makes addresses until the budget of one document is spent."""

    def __init__(self, budget: int = MOST_BYTES) -> None:
        self._left = budget

    def of(self, data: bytes) -> str:
        """Return the address of a picture; empty for what cannot be drawn or has no more room."""
        kind = picture_kind(data)
        if not kind or self._left <= 0:
            return ""
        if kind not in _DRAWN or len(data) > _AS_IT_IS:
            try:
                data, kind = smaller(data)
            except Unreadable:
                return ""
        if len(data) > self._left:
            return ""
        self._left -= len(data)
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
