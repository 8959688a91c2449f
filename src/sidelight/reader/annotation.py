# SPDX-License-Identifier: AGPL-3.0-or-later
"""An annotation of a page: what it says, how it travels to the writing process, and how a PDF says
it (ISO 32000, 12.5).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sidelight.reader.annotation_look import Quad, numbers, rgb
from sidelight.reader.extraction import Rect
from sidelight.text.characters import shown
from sidelight.text.ink import ink_of

SUBTYPES = {
    "highlight": "Highlight",
    "underline": "Underline",
    "squiggly": "Squiggly",
    "frame": "Square",
    "note": "Text",
}
"""The kinds, and what a PDF calls them."""

OURS = "XX_Sidelight"
"""The entry that says what a mark is in the project: a name that begins with XX is for private use
(ISO 32000, Annex E).
"""

_PRINTED = 4
_AS_LARGE_AS_IT_IS = 8 + 16
"""Flags: it is printed; it neither grows nor turns with the page."""
_FRAME = 1.5
_ESCAPED, _ESCAPE = re.compile(r"[()\\]"), r"\\\g<0>"
_AROUND = 2.0
"""How far a line may stand out below the words it is on, points."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation of ``page`` (from 1), its ``rects`` in points of the page as it is shown.

    ``kind`` is one of `SUBTYPES`; ``colour`` is what programs are told (#rrggbb), ``ink`` and
    ``line`` draw the line below the words or around the frame, as in `sidelight.model.styles`, thin
    on wish. ``id`` names it in the file; ``made`` is a date as a PDF writes it, or "". ``facts``
    are stored words by name that say what it is in the project, for whoever reads the file again.
    """

    id: str
    kind: str
    page: int
    rects: tuple[Rect, ...]
    colour: str
    ink: str
    line: str
    thin: bool = False
    author: str = ""
    subject: str = ""
    words: str = ""
    made: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def packed(annotations: Iterable[Annotation]) -> bytes:
    """Return annotations as they travel to the process that writes them."""
    return json.dumps([asdict(one) for one in annotations]).encode()


def unpacked(data: bytes) -> list[Annotation]:
    """Read what `packed` gave; ValueError where it is not that."""
    return [
        Annotation(**row | {"rects": tuple(map(_rect, row["rects"]))}) for row in json.loads(data)
    ]


def _rect(sides: Sequence[float]) -> Rect:
    x0, y0, x1, y1 = map(float, sides)
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        raise ValueError("a rectangle that is nowhere")
    return x0, y0, x1, y1


def fingerprint(words: str) -> str:
    """Return what tells whether the words of a mark are still those that were written."""
    return hashlib.sha256(ink_of(shown(words)).encode()).hexdigest()[:32]


def dictionary(one: Annotation, quads: Sequence[Quad], page: int, look: int) -> str:
    """Return an annotation as a PDF writes it, on the places ``quads``.

    ``page`` and ``look`` are the numbers of the objects of its page and its look, 0 for none.
    """
    flags = _PRINTED | (_AS_LARGE_AS_IT_IS if one.kind == "note" else 0)
    entries = [
        f"/Type/Annot/Subtype/{SUBTYPES[one.kind]}/P {page} 0 R/F {flags}",
        f"/Rect[{numbers(around(quads))}]/C[{numbers(rgb(one.colour))}]",
        f"/NM{_text(one.id)}/T{_text(one.author)}/Subj{_text(one.subject)}",
        f"/Contents{_text(one.words)}",
    ]
    if one.facts:
        facts = {**one.facts, "said": fingerprint(one.words)}
        told = "".join(f"/{name}{_text(value)}" for name, value in facts.items())
        entries.append(f"/{OURS}<<{told}>>")
    if one.made:
        entries.append(f"/CreationDate({one.made})/M({one.made})")
    if one.kind == "note":
        entries.append("/Name/Comment")
    elif one.kind == "frame":
        entries.append(f"/BS<</W {_FRAME}/S/S>>")
    else:
        entries.append(f"/QuadPoints[{' '.join(numbers(_flat(quad)) for quad in quads)}]")
    if look:
        entries.append(f"/AP<</N {look} 0 R>>")
    return f"<<{''.join(entries)}>>"


def around(quads: Sequence[Quad]) -> tuple[float, float, float, float]:
    """Return the rectangle that holds some places and the lines along them."""
    xs = [x for quad in quads for x, _y in quad]
    ys = [y for quad in quads for _x, y in quad]
    return min(xs) - _AROUND, min(ys) - _AROUND, max(xs) + _AROUND, max(ys) + _AROUND


def _flat(quad: Quad) -> list[float]:
    return [side for point in quad for side in point]


def _text(words: str) -> str:
    """Return a text string; what is not plain ASCII is in hex, which needs no escapes."""
    if words.isascii() and words.isprintable():
        return f"({_ESCAPED.sub(_ESCAPE, words)})"
    return f"<FEFF{words.encode('utf-16-be', 'replace').hex()}>"
