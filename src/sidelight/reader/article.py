# SPDX-License-Identifier: AGPL-3.0-or-later
"""The article of a web page, as those of its leaves that belong to it.

`trafilatura` says which words are the article's; the leaves of the page that hold these words are
kept, with what stands among them as a part: the rest of a table, a heading, a caption, a short line
beside its siblings. So the structure of the page survives, which the extractor alone would flatten.
"""

from __future__ import annotations

from typing import Any

from lxml import html
from trafilatura import extract

from sidelight.reader.leaves import Leaf
from sidelight.text.ink import ink_of

_LONG = 30
_SHORT = 12
_LINKED = 0.6
_ALL_LINKED = 0.95
_STANDFIRST = 40
_ENOUGH = 60
_HEAD_REACH = 12


def article_leaves(tree: Any, leaves: list[Leaf], title: str = "") -> list[Leaf]:
    """Return the leaves of the article; all of them where none is found. ``title`` is the page's
    own.
    """
    lines = _extracted(tree)
    said = "\x00".join(lines)
    if len(said) < _ENOUGH:
        return leaves
    inks = [ink_of(leaf.text) for leaf in leaves]
    exact = set(lines)
    sure = {
        at
        for at, (leaf, ink) in enumerate(zip(leaves, inks, strict=True))
        if len(ink) >= _LONG and ink in said and (leaf.linked <= _LINKED or ink in exact)
    }
    if not sure:
        return leaves
    head = _head(leaves, inks, min(sure), ink_of(title))
    leading = (at for at in range(head + 1, min(sure)) if _leads(leaves[at], leaves[head].home))
    kept = {head, *leading} | _among(leaves, inks, exact, sure | {head})
    # A heading belongs where the text under it does.
    for at in range(max(sure), min(kept), -1):
        if leaves[at - 1].level and at in kept and leaves[at - 1].linked <= _LINKED:
            kept.add(at - 1)
    return [leaf for at, leaf in enumerate(leaves) if at in kept]


def _among(leaves: list[Leaf], inks: list[str], exact: set[str], sure: set[int]) -> set[int]:
    """Return the sure leaves, of which the first is the headline, and what belongs to them by its
    place.
    """
    first, last = min(sure - {min(sure)}, default=min(sure)), max(sure)
    homes = {leaves[at].home for at in sure}
    tables = {leaves[at].innermost("table") for at in sure} - {None}
    tables |= _tables(leaves, inks, exact, first, last)
    kept = set(sure)
    for at, leaf in enumerate(leaves):
        beside = leaf.home in homes and leaf.linked <= (_LINKED if at > last else _ALL_LINKED)
        among = at < last and (inks[at] in exact or _counts(leaf, inks[at]))
        if leaf.innermost("table") in tables or (at > first and (beside or among)):
            kept.add(at)
    return kept


def _counts(leaf: Leaf, ink: str) -> bool:
    """Tell what is kept amid an article though the extractor passed it over: code, say, or an item.

    A box of the site may come in with it, and is offered for hiding; what is lost here is not seen.
    """
    if leaf.tag in {"img", "caption", "pre"}:
        return True
    return leaf.linked <= _LINKED and (leaf.role == "item" or len(ink) >= _SHORT)


def _extracted(tree: Any) -> list[str]:
    """Return the ink of each line that trafilatura takes for the article's; table cells apart."""
    source = html.tostring(tree, encoding="unicode")
    try:
        text = extract(source, include_comments=False, include_tables=True, favor_recall=True)
    except (AttributeError, ValueError, TypeError, LookupError):
        text = None
    parts = (part for line in (text or "").splitlines() for part in (line, *line.split("|")))
    return [ink for part in parts if (ink := ink_of(part.strip().removeprefix("- ")))]


def _head(leaves: list[Leaf], inks: list[str], first: int, title: str) -> int:
    """Return the place of the headline above the first sure leaf; ``first`` where there is none."""
    above = range(first, max(-1, first - 1 - _HEAD_REACH), -1)
    tops = [at for at in above if leaves[at].tag == "h1"]
    named = [at for at in above if title and inks[at] == title]
    seconds = [at for at in above if leaves[at].tag == "h2"]
    return next(iter((*tops, *named, *seconds)), first)


def _leads(leaf: Leaf, home: int) -> bool:
    """Tell a standfirst, a caption or an image between headline and text from dates and buttons."""
    if leaf.linked > _LINKED:
        return False
    return leaf.tag in {"img", "caption"} or leaf.home == home or len(leaf.text) >= _STANDFIRST


def _tables(
    leaves: list[Leaf], inks: list[str], exact: set[str], first: int, last: int
) -> set[Any]:
    """Return the tables near the article of which most cells were taken for part of it."""
    cells: dict[Any, list[bool]] = {}
    for at, leaf in enumerate(leaves):
        table = leaf.innermost("table")
        if (
            table is not None
            and not leaf.is_blank
            and first - _HEAD_REACH <= at <= last + _HEAD_REACH
        ):
            cells.setdefault(table, []).append(inks[at] in exact)
    return {table for table, hits in cells.items() if sum(hits) * 2 > len(hits)}
