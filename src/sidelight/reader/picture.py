# SPDX-License-Identifier: AGPL-3.0-or-later
"""What drawing a page gives.  By itself, so that it can be shown before anything else is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page or a part of it: size in pixels, RGB of 8 bits each in rows of ``stride`` bytes.

    ``left`` and ``top`` say where in the whole page's picture it lies, pixels; ``inverted`` whether
    it is light print on dark ground.
    """

    width: int
    height: int
    stride: int
    pixels: bytes | memoryview = field(repr=False)
    left: int = 0
    top: int = 0
    inverted: bool = False
