# SPDX-License-Identifier: AGPL-3.0-or-later
"""What reading a document gives, and what drawing one gives.  Plain values, no PyMuPDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sidelight.model.styles import Style
    from sidelight.text.layer import Page, TextLayer

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document as it was read.

    ``language`` is a BCP 47 tag or empty; ``citation`` holds CSL terms that the file itself states
    (author, issued as ISO date, container_title, URL).  ``rendition`` is what is laid out and drawn
    in place of the document (HTML); empty where the document itself is drawn.  ``options`` says how
    the layer was made, with the media type of a rendition under ``rendition``.
    """

    media_type: str
    title: str
    language: str
    citation: dict[str, str]
    extractor: str
    version: str
    options: dict[str, str]
    layer: TextLayer
    pages: tuple[Page, ...]
    rendition: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to draw a page: only what lies in ``clip`` (points), in a ``tone`` (a word of
    `sidelight.reader.toning`, empty for the page as it is), within ``seconds`` in place of the
    usual limit.
    """

    clip: Rect | None = None
    tone: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: its rectangle in points, and where it leads.

    Within the document that is ``page`` (from 1) and the point ``x``, ``y`` of it; outside it
    ``page`` is 0 and ``address`` says what the document says, which nobody ever opens.
    """

    rect: Rect
    page: int = 0
    x: float = 0.0
    y: float = 0.0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight to draw: page from 1, rectangles x0, y0, x1, y1 in points, look, words in the
    margin.  With ``frame`` the line goes around the rectangles, not below them.
    """

    page: int
    rects: tuple[Rect, ...]
    style: Style
    label: str = ""
    frame: bool = False
