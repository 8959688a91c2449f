# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links between the chapters of a book, each a file with names of its own, as links within one
document.
"""

from __future__ import annotations

from sidelight.reader.archive import inside
from sidelight.reader.leaf_links import retarget, targets_of
from sidelight.reader.leaves import Leaf, Target


def join_chapters(chapters: dict[str, list[Leaf]]) -> None:
    """Put the number of its chapter before every name, and before the names that links lead to.

    ``chapters`` are members of the archive in reading order. A chapter itself is the empty name.
    """
    numbers = {member: number for number, member in enumerate(chapters)}
    for member, leaves in chapters.items():
        for leaf in leaves:
            leaf.names = tuple(f"{numbers[member]}#{name}" for name in leaf.names)
            found = {target: _within(member, target, numbers) for target in targets_of(leaf)}
            if found:
                retarget(leaf, found)
        if leaves:
            leaves[0].names = (f"{numbers[member]}#", *leaves[0].names)


def _within(member: str, target: Target, numbers: dict[str, int]) -> Target:
    address, _, name = target.partition("#")
    number = numbers.get(inside(member, address) if address else member)
    return target if number is None else Target(f"#{number}#{name}")
