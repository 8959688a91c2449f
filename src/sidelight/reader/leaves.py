# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document that flows, as a list of its smallest blocks with what they stand in.

Every such format (web page, Markdown, text) becomes this list first; the text layer and what is
drawn are both made from it, so that they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "caption": "caption",
    "pre": "code",
    "p": "paragraph",
}
_MOST_BLANK = 20_000


@dataclass(frozen=True, slots=True)
class Container:
    """What leaves stand in: tag, number of its own, and the marker of a list item ("•", "3.")."""

    tag: str
    number: int
    marker: str = ""
    span: tuple[int, int] = (1, 1)


class Target(str):
    """Among the tags of a run: where the link leads that it is a part of.

    "#" and a name within the document; anything else is an address outside it.
    """

    __slots__ = ()


@dataclass(slots=True)
class Leaf:
    """A heading, a paragraph, a caption, a line of code or an image: runs of (inline tags, text).

    An empty cell of a table is a paragraph without runs: it keeps the columns in their places.

    ``tag`` is h1..h6, p, caption, pre or img; ``source`` is a data: address for img. ``title``
    marks the heading that is the document's title; ``home`` numbers the element of the page that it
    and its siblings stand in; ``names`` are the anchors in the page that lead to it; ``furniture``
    is the reason for which it is known to be furniture; ``anchor`` is our own name for it where a
    link leads to it.
    """

    tag: str
    path: tuple[Container, ...] = ()
    runs: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    source: str = ""
    title: bool = False
    home: int = 0
    names: tuple[str, ...] = ()
    furniture: str = ""
    anchor: str = ""

    @property
    def text(self) -> str:
        """What it says, without the marker of its list item."""
        return "".join(text for _, text in self.runs)

    @property
    def is_blank(self) -> bool:
        """Whether it only keeps the place of an empty cell."""
        return self.tag != "img" and not self.runs

    @property
    def linked(self) -> float:
        """The part of its text that is links, 0 to 1."""
        inside = sum(len(text) for tags, text in self.runs if "a" in tags)
        return inside / max(1, len(self.text))

    @property
    def level(self) -> int:
        """1 to 6 for a heading, else 0."""
        return int(self.tag[1]) if ROLES.get(self.tag) == "heading" else 0

    @property
    def role(self) -> str:
        """The role of its block in the text layer."""
        tags = {container.tag for container in self.path}
        if self.title:
            return "title"
        if "table" in tags and self.tag != "caption":
            return "table"
        if self.tag == "p":
            return "item" if "li" in tags else "quote" if "blockquote" in tags else "paragraph"
        return ROLES.get(self.tag, "paragraph")

    def innermost(self, tag: str) -> Container | None:
        """Return the nearest container of a kind that it stands in."""
        return next((c for c in reversed(self.path) if c.tag == tag), None)

    @property
    def cell(self) -> Container | None:
        """The cell of a table that it stands in."""
        return next((c for c in reversed(self.path) if c.tag in {"td", "th"}), None)


def without_empty_tables(leaves: list[Leaf]) -> list[Leaf]:
    """Return the leaves without tables that hold nothing; of empty cells the first 20,000."""
    said = {c for leaf in leaves if not leaf.is_blank for c in leaf.path if c.tag == "table"}
    kept: list[Leaf] = []
    room = _MOST_BLANK
    for leaf in leaves:
        if leaf.is_blank:
            if not room or leaf.innermost("table") not in said:
                continue
            room -= 1
        kept.append(leaf)
    return kept


def mark_items(leaves: list[Leaf]) -> None:
    """Write the marker of each list item into its first leaf, to be read and drawn as text."""
    done: set[int] = set()
    for leaf in leaves:
        item = leaf.innermost("li")
        if item and item.marker and item.number not in done and leaf.runs:
            done.add(item.number)
            leaf.runs.insert(0, ((), item.marker + " "))


def gap(before: Leaf, after: Leaf) -> str:
    """Return what separates two leaves in the text: a tab between cells, a line end, or two."""
    row = after.innermost("tr")
    if row is not None and before.innermost("tr") == row:
        return "\n" if before.cell == after.cell else "\t"
    table = after.innermost("table")
    if table is not None and before.innermost("table") == table:
        return "\n"
    if before.role == after.role == "item":
        return "\n"
    return "\n\n"
