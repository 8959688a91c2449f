# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links between the leaves of one document: what they say becomes places of our own numbering.

What a stranger named never reaches the rendition: a link within leads to a number of ours, an
address is written so that no program that opens the rendition could follow it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import unquote

from sidelight.reader.leaves import Leaf, Target
from sidelight.reader.link_rows import LONGEST_ADDRESS

MOST_NAMES = 2_000
"""Names of one leaf that links can lead to."""

_OUTSIDE = "outside:"
_WITHIN = re.compile(r"#s\d{1,9}")
# Programs, and what would be a document of its own: no place that anyone could go and see.
_NO_PLACES = re.compile(r"(?:javascript|vbscript|data|blob):", re.IGNORECASE)


def target_of(stated: str | None) -> Target | None:
    """Return where an address that a document states leads; None where nobody could go."""
    if not stated or len(stated) > LONGEST_ADDRESS:
        return None
    address = "".join(c for c in stated.strip() if c.isprintable())
    return None if address in {"", "#"} or _NO_PLACES.match(address) else Target(address)


def retarget(leaf: Leaf, places: Mapping[Target, Target | None]) -> None:
    """Let the links of a leaf lead to other places; those that lead to None are links no more."""
    leaf.runs = [
        (tuple(tag for one in tags if (tag := _moved(one, places)) is not None), text)
        for tags, text in leaf.runs
    ]


def targets_of(leaf: Leaf) -> set[Target]:
    """Return where the links of a leaf lead."""
    return {tag for tags, _ in leaf.runs for tag in tags if isinstance(tag, Target)}


def join_links(leaves: list[Leaf], own_address: str = "") -> None:
    """Number the leaves that links lead to, and let the links lead to the numbers.

    ``own_address`` is that of the document, which some links within it repeat.
    """
    named: dict[str, Leaf] = {}
    for leaf in leaves:
        for name in leaf.names:
            named.setdefault(name, leaf)
    count = 0
    for leaf in leaves:
        places: dict[Target, Target | None] = {}
        for target in targets_of(leaf):
            name = _name_within(target, own_address)
            if not name:
                continue
            found = named.get(name) or named.get(unquote(name))
            if found is not None and not found.anchor:
                count += 1
                found.anchor = f"s{count}"
            places[target] = Target(f"#{found.anchor}") if found is not None else None
        if places:
            retarget(leaf, places)


def href_of(target: Target) -> str:
    """Return what a rendition says of a target; empty for a name that is not of our numbering."""
    if target.startswith("#"):
        return target if _WITHIN.fullmatch(target) else ""
    # MuPDF decodes and shortens addresses; letters and digits alone come back as they were.
    return _OUTSIDE + base64.urlsafe_b64encode(target.encode("utf-8", "replace")).decode("ascii")


def address_of(href: str) -> str:
    """Return the address that `href_of` wrote; any other as it is."""
    if not href.startswith(_OUTSIDE):
        return href
    try:
        return base64.urlsafe_b64decode(href.removeprefix(_OUTSIDE)).decode()
    except ValueError:
        return href


def _moved(tag: str, places: Mapping[Target, Target | None]) -> str | None:
    return places.get(tag, tag) if isinstance(tag, Target) else tag


def _name_within(target: Target, own_address: str) -> str:
    """Return the name of a place in the document itself, empty for anything else."""
    address, sharp, name = target.partition("#")
    return name if sharp and address in {"", own_address} else ""
