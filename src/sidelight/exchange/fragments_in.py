# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fragments and drawings that name a part of a page: ``page=3&viewrect=…`` of a PDF (RFC 3778, in
RFC 8118 since), ``xywh=…`` of a picture (Media Fragments URI 1.0), a rectangle in SVG.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import parse_xml
from sidelight.text.geometry import Rect

_LONGEST = 2000
_LONGEST_SVG = 100_000
_FARTHEST = 1e7
_MOST_PAGES = 1_000_000
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][+-]?\d{1,2})?")
_XYWH = re.compile(r"(?:(pixel|percent|pct):)?([^:]*)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: which (from 1, 0 for not told), an area of it in points from its top left
    corner, or its ``extent``: ``percent:`` or ``pixel:`` with x, y, width and height.  ``drawn`` is
    a rectangle in the measure of a drawing, which is points in those that Sidelight makes.
    """

    page: int = 0
    area: Rect | None = None
    extent: str = ""
    drawn: Rect | None = None


@lru_cache(maxsize=2048)
def read(fragment: str) -> Part | None:
    """Return what a fragment names; None where that is nothing that we know."""
    if len(fragment) > _LONGEST:
        return None
    page, area, extent = 0, None, ""
    for piece in fragment.lstrip("#").split("&"):
        name, _is, value = piece.partition("=")
        name = name.strip().lower()
        if name == "page":
            page = _page(value)
        elif name in {"viewrect", "rect"} and (box := _box(value)):
            # pages of PDFs are measured as we measure them
            area = box if name == "viewrect" else area
        elif name == "xywh":
            extent = _extent(value)
    return Part(page, area, extent) if page or area or extent else None


def parted(iri: str) -> tuple[str, Part | None]:
    """Return an IRI without a fragment that names a part of a page, and that part."""
    base, is_there, fragment = iri.partition("#")
    part = read(fragment) if is_there and "=" in fragment else None
    return (base, part) if part else (iri, None)


def read_svg(text: str) -> Part | None:
    """Return the one rectangle that a drawing holds; None where it holds anything else.

    Where it says how large the whole is (``viewBox``), the rectangle is told in percents of it.
    """
    if len(text) > _LONGEST_SVG:
        return None
    try:
        root = parse_xml(text.encode("utf-8", "replace"))
    except Unreadable:
        return None
    shapes = [one for one in root.iter() if _called(one) not in {"svg", "g", "title", "desc"}]
    if len(shapes) != 1 or _called(shapes[0]) != "rect":
        return None
    rect = shapes[0]
    box = _box(",".join(str(rect.get(name, "0")) for name in ("x", "y", "width", "height")))
    view = [_number(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    return _drawn(box, view) if box else None


def _drawn(box: Rect, view: list[float | None]) -> Part | None:
    sides = (box.x0, box.y0, box.width, box.height)
    if len(view) != 4 or None in view:
        return Part(extent="pixel:" + ",".join(map(_written, sides)))
    left, top, across, down = (side or 0.0 for side in view)
    if across <= 0 or down <= 0:
        return None
    x, y = 100 * (box.x0 - left) / across, 100 * (box.y0 - top) / down
    share = (x, y, 100 * box.width / across, 100 * box.height / down)
    drawn = box if left == 0 and top == 0 else None
    return Part(extent="percent:" + ",".join(map(_written, share)), drawn=drawn)


def _called(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _page(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 9:
        return int(value) if int(value) <= _MOST_PAGES else 0
    return 0


def _extent(value: str) -> str:
    found = _XYWH.fullmatch(value.strip())
    box = _box(found[2]) if found else None
    if found is None or box is None:
        return ""
    unit = "percent" if found[1] in {"percent", "pct"} else "pixel"
    return f"{unit}:" + ",".join(map(_written, (box.x0, box.y0, box.width, box.height)))


def _box(value: str) -> Rect | None:
    """Return the rectangle of a left, a top, a width and a height; None where it is none."""
    parts = [_number(part) for part in value.split(",")]
    if len(parts) != 4 or None in parts:
        return None
    x, y, width, height = (part or 0.0 for part in parts)
    if width <= 0 or height <= 0:
        return None
    return Rect(x, y, x + width, y + height)


def _number(value: str) -> float | None:
    value = value.strip().removesuffix("px")
    if not _NUMBER.fullmatch(value):
        return None
    read = float(value)
    return read if math.isfinite(read) and abs(read) <= _FARTHEST else None


def _written(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
