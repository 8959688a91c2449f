# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carrying a passage over to the next draft of its text.

It goes where the very words stand, or is proposed where changed words stand, or says why it went
nowhere.  Only the first is certain, and only where no other passage of the old text can be meant:
the words stand once, or every one of them was laid there by the map of the old text onto the new
(`TextMap`) with what surrounds it.  A copy that the map gives to other words is nobody else's.
Changed words are found by the map, else by infix alignment (Myers 1999, by edlib).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import edlib

from sidelight.text.anchors import places
from sidelight.text.folding import fold_quote
from sidelight.text.text_map import Image, Range, TextMap

Reason: TypeAlias = Literal[
    "", "removed", "rewritten", "claimed", "short", "absent", "area", "late"
]
"""Why a passage went nowhere: its text was cut, or written anew; the copies of its words are those
of others; it is too short to tell; nothing is like it; it is a picture that changed; it was marked
too late to be carried over.
"""

CERTAIN = 1000
"""The score of the very words in the one place that can be meant; all else is less."""

_SHORT = 16
_AROUND = 100
_ALIKE_AROUND = 0.45
_ALIKE = 0.5
_ALIKE_ELSEWHERE = 0.62
_WIDEST = 2.2
_LEFT = 0.25
_A_WORD = 12
_SEAM = 20
_NEAR = 20_000
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a passage went: an ink range of the new text with its score in thousandths, or None
    and the ``reason``; ``near`` is then the place that is to be looked at, if there is one.
    """

    place: Range | None
    score: int = 0
    reason: Reason = ""
    near: Range | None = None


def carry(map_: TextMap, start: int, end: int, quote: str) -> Carried:
    """Carry a passage (ink range of the old text, and its quote) over to the new text."""
    own, copies = (start, end), places(map_.new, quote)
    image = map_.image(start, end)
    found = _exact(map_, own, quote, copies, image) if copies else _changed(map_, own, image)
    return found or _gone(map_, own, copies)


def _exact(
    map_: TextMap, own: Range, quote: str, copies: list[Range], image: Image | None
) -> Carried | None:
    """Choose among the places where the very words stand."""
    long = own[1] - own[0] >= _SHORT
    if len(copies) == 1 and len(places(map_.old, quote)) == 1:
        sure = long or _around(map_, own, copies[0]) >= _ALIKE_AROUND
        return Carried(copies[0], CERTAIN if sure else CERTAIN - 1)
    free = [copy for copy in copies if not _claimed(map_, copy, own)]
    mapped = [copy for copy in free if image and (image.start, image.end) == copy]
    if mapped and image and image.ink >= (own[1] - own[0]) / 2:
        whole = image.ink == mapped[0][1] - mapped[0][0]
        sure = whole and _around(map_, own, mapped[0]) >= _ALIKE_AROUND
        return Carried(mapped[0], CERTAIN if sure else CERTAIN - 1)
    ranked = sorted(free, key=lambda copy: -_around(map_, own, copy))
    if ranked and (long or _around(map_, own, ranked[0]) >= _ALIKE_AROUND):
        return Carried(ranked[0], CERTAIN - 1)
    return _changed(map_, own, image)


def _changed(map_: TextMap, own: Range, image: Image | None) -> Carried | None:
    """Find the place where the words stand changed."""
    length = own[1] - own[0]
    if image and image.ink >= length / 2 and image.end - image.start <= _WIDEST * length:
        place = _with_ends(map_.hull(*own), own, image)
        return Carried(place, _score(map_, own, place))
    hull = map_.hull(*own)
    near = max(0, hull[0] - _NEAR), min(len(map_.new), hull[1] + _NEAR)
    for reach, least in (
        (hull, _ALIKE),
        (near, _ALIKE_ELSEWHERE),
        ((0, len(map_.new)), _ALIKE_ELSEWHERE),
    ):
        found = _infix(map_, own, reach)
        if found is None or _claimed(map_, found, own):
            continue
        if length < _SHORT and _around(map_, own, found) < _ALIKE_AROUND:
            continue
        score = _score(map_, own, found)
        if score >= least * CERTAIN:
            return Carried(found, score)
    return None


def _with_ends(hull: Range, own: Range, image: Image) -> Range:
    """Add to where words went the changed words at both ends that stand for some of the old."""
    start, end = image.start, image.end
    ahead, behind = image.first - own[0], own[1] - image.last
    if ahead > 0 and start - hull[0] <= max(_WIDEST * ahead, _A_WORD):
        start = hull[0]
    if behind > 0 and hull[1] - end <= max(_WIDEST * behind, _A_WORD):
        end = hull[1]
    return start, end


def _gone(map_: TextMap, own: Range, copies: list[Range]) -> Carried:
    """Say why a passage went nowhere."""
    hull = map_.hull(*own)
    # a word that stands twice may be taken for its twin behind what was cut
    spot = hull if hull[1] - hull[0] > (own[1] - own[0]) * _LEFT else None
    if copies and all(_claimed(map_, copy, own) for copy in copies):
        return Carried(None, 0, "claimed", spot or copies[0])
    if copies and own[1] - own[0] < _SHORT:
        return Carried(None, 0, "short", spot or copies[0])
    if spot is None:
        return Carried(None, 0, "removed", map_.around(hull[0], _SEAM))
    written = hull[1] - hull[0] <= _WIDEST * max(own[1] - own[0], _AROUND)
    return Carried(None, 0, "rewritten" if written else "absent", spot if written else None)


def _claimed(map_: TextMap, copy: Range, own: Range) -> bool:
    """Tell whether half or more of a place was laid there from elsewhere in the old text."""
    return 2 * map_.foreign(*copy, own) >= copy[1] - copy[0]


def _around(map_: TextMap, own: Range, copy: Range) -> float:
    """Return how alike what stands around two ranges is, from 0 to 1."""
    old, new = _both(map_)
    before = old[max(0, own[0] - _AROUND) : own[0]], new[max(0, copy[0] - _AROUND) : copy[0]]
    after = old[own[1] : own[1] + _AROUND], new[copy[1] : copy[1] + _AROUND]
    return sum(_alike(*pair) for pair in (before, after)) / 2


def likeness(one: str, other: str) -> float:
    """Return how alike two pieces of ink are, from 0 to 1, by their edit distance."""
    return _alike(_folded(one), _folded(other))


def _alike(one: bytes, other: bytes) -> float:
    longest = max(len(one), len(other))
    if not longest:
        return 1.0
    if not one or not other:
        return 0.0
    distance = int(edlib.align(one, other)["editDistance"])
    return 1 - distance / longest


def _score(map_: TextMap, own: Range, place: Range) -> int:
    """Return how alike the words of two ranges are in thousandths, never quite the same."""
    old, new = _both(map_)
    alike = _alike(old[own[0] : own[1]], new[place[0] : place[1]])
    return max(1, min(round(alike * CERTAIN), CERTAIN - 1))


def _infix(map_: TextMap, own: Range, reach: Range) -> Range | None:
    """Return the part of a range of the new text that is most like the old words."""
    old, new = _both(map_)
    needle, haystack = old[own[0] : own[1]], new[reach[0] : reach[1]]
    if not haystack or not needle or len(haystack) > _LONGEST:
        return None
    limit = int(len(needle) * _ALIKE)
    found = edlib.align(needle, haystack, mode="HW", task="locations", k=limit)
    start, last = next(iter(found["locations"]), (None, None))
    if start is None or last is None or start > last:
        return None
    return map_.words(reach[0] + start, reach[0] + last + 1)


@lru_cache(maxsize=1)
def _both(map_: TextMap) -> tuple[bytes, bytes]:
    return _folded(map_.old.ink), _folded(map_.new.ink)


def _folded(ink: str) -> bytes:
    """Fold code points to one byte each, case ignored: collisions only cost likeness."""
    if ink.isascii():
        return bytes(1 + ord(character) for character in ink.lower())
    plain = fold_quote(ink)
    return bytes(1 + ord(character.lower()[0]) % 255 for character in plain)
