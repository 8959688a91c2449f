# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list of claims: filtered, sorted, grouped, its columns chosen; the same in both front ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sidelight.errors import N_, FilterError
from sidelight.language import _
from sidelight.model.claim_filter import Filter
from sidelight.model.filter_words import TRAITS, Value, Vocabulary
from sidelight.model.records import Document, Reviewer
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.model.vocabulary import KINDS, SEVERITIES, WORDS
from sidelight.session.claim_lines import Line, called
from sidelight.session.line_orders import sorted_places
from sidelight.session.list_columns import COLUMNS, STANDINGS
from sidelight.text.folding import loosely

__all__ = [
    "ALWAYS", "COLUMNS", "GROUPINGS", "STANDINGS", "USUAL", "Gathered", "Group", "Grouping", "Look",
    "as_usual", "columns_called", "gathered", "grouped", "listed", "moved_column", "passing",
    "sorted_lines", "spoken", "vocabulary", "with_column",
]  # fmt: skip

USUAL = ("number", "verdict", "claim", "evidence", "reason", "by")
"""The columns of a list that nobody has changed."""

ALWAYS = ("number", "claim")
"""What every list shows."""

_WIDEST = 1000
"""Letters of a width that can be meant."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group: its title, the groups of a claim as they are stored, their order, what one is
    called; and what the group of those in none is called.
    """

    title: str
    of: Callable[[Line], Iterable[str]]
    order: Sequence[str]
    name: Callable[[str], str]
    none: str


GROUPINGS = {
    "verdict": Grouping(N_("Verdict"), lambda line: (line.word,), (), str, N_("Unchecked")),
    "section": Grouping(
        N_("Section"), lambda line: (line.section,) if line.section else (), (), str,
        N_("Before the first heading"),
    ),
    "reviewer": Grouping(
        N_("Reviewer"), lambda line: line.people, (), str, N_("Judged by nobody")
    ),
    "tag": Grouping(N_("Tag"), lambda line: line.tags, (), str, N_("Without a tag")),
    "standing": Grouping(
        N_("Standing"), lambda line: (line.standing,), STANDINGS, called, N_("Unchecked")
    ),
}  # fmt: skip
"""The ways to group, by the names that are stored and typed."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a list is looked at: its columns in their order, what sorts it and which way, what groups
    it or "", and how wide columns were made, in letters.
    """

    columns: tuple[str, ...] = USUAL
    sort: str = "number"
    descending: bool = False
    group: str = ""
    widths: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, value: Any) -> Look:
        """Return what was kept of a look; what does not fit is as usual."""
        kept = value if isinstance(value, dict) else {}
        named = kept.get("columns")
        chosen = [n for n in named if isinstance(n, str)] if isinstance(named, list) else USUAL
        sort, group = kept.get("sort"), kept.get("group")
        columns = tuple(dict.fromkeys(name for name in chosen if name in COLUMNS))
        for name in ALWAYS:
            columns = with_column(columns, name)
        return cls(
            columns,
            sort if isinstance(sort, str) and sort in COLUMNS else "number",
            kept.get("descending") is True,
            group if isinstance(group, str) and group in GROUPINGS else "",
            _widths(kept.get("widths")),
        )

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "columns": list(self.columns),
            "sort": self.sort,
            "descending": self.descending,
            "group": self.group,
            "widths": dict(self.widths),
        }


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that stand together: what is stored of it ("" for none), its name, its lines."""

    stored: str
    name: str
    lines: tuple[Line, ...]


def _widths(kept: Any) -> dict[str, float]:
    """Return the widths that make sense of what was kept of them, in letters."""
    found = kept.items() if isinstance(kept, dict) else ()
    return {
        name: float(width)
        for name, width in found
        if name in COLUMNS
        and isinstance(width, int | float)
        and not isinstance(width, bool)
        and 1 <= width <= _WIDEST
    }


def with_column(columns: Sequence[str], name: str) -> tuple[str, ...]:
    """Return columns with one more, behind those that usually stand before it."""
    if name in columns:
        return tuple(columns)
    order = list(COLUMNS)
    before = [at for at, other in enumerate(columns) if order.index(other) < order.index(name)]
    at = max(before, default=-1) + 1
    return (*columns[:at], name, *columns[at:])


def as_usual(look: Look) -> Look:
    """Return a look with the columns of a list that nobody has changed."""
    return replace(look, columns=USUAL, widths={})


def moved_column(columns: Sequence[str], name: str, by: int) -> tuple[str, ...]:
    """Return columns with one moved to the right, or to the left where ``by`` is less than 0."""
    others = [one for one in columns if one != name]
    at = max(0, min(len(others), columns.index(name) + by))
    return (*others[:at], name, *others[at:])


def columns_called(names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns named; FilterError for one that is none."""
    for name in names:
        if name not in COLUMNS:
            raise FilterError("list.column", name=name, known=", ".join(COLUMNS))
    return tuple(dict.fromkeys(names))


def sorted_lines(lines: Iterable[Line], look: Look) -> list[Line]:
    """Return lines in the order of a look: by number where nothing else tells them apart."""
    some = list(lines)
    return [some[at] for at in sorted_places(some, look.sort, descending=look.descending)]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Lines that stand together, by their places: what is stored of it, its name, the places."""

    stored: str
    name: str
    places: Sequence[int]


def gathered(lines: Sequence[Line], places: Iterable[int], group: str) -> list[Gathered]:
    """Return the lines at some places in groups, each as often as it has groups.

    A section stands where its first claim does, groups in an order of their own in that, others by
    name; those in no group come last.
    """
    way = GROUPINGS[group]
    found: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    for at in places:
        line = lines[at]
        for stored in tuple(way.of(line)) or ("",):
            found.setdefault(stored, []).append(at)
            first[stored] = min(first.get(stored, line.number), line.number)
    rank = {word: at for at, word in enumerate(way.order)}

    def order(stored: str) -> tuple[object, ...]:
        place = first[stored] if group == "section" else rank.get(stored, len(rank))
        place = lines[found[stored][0]].rank if group == "verdict" else place
        return not stored, place, loosely(stored), stored

    def name(stored: str) -> str:
        if group == "verdict":
            return lines[found[stored][0]].said
        return way.name(stored) if stored else _(way.none)

    return [Gathered(stored, name(stored), found[stored]) for stored in sorted(found, key=order)]


def grouped(lines: Iterable[Line], look: Look) -> list[Group]:
    """Return lines in groups; one group where nothing groups."""
    some = tuple(lines)
    if not look.group:
        return [Group("", "", some)]
    return [
        Group(one.stored, one.name, tuple(some[at] for at in one.places))
        for one in gathered(some, range(len(some)), look.group)
    ]


def passing(lines: Iterable[Line], wanted: Filter, word: str = "") -> list[Line]:
    """Return the lines that pass a filter and show ``word``, any where it is empty; in order."""
    shown = [line for line in lines if line.word == word] if word else lines
    return wanted.passing(shown)


def listed(lines: Iterable[Line], look: Look, wanted: Filter, word: str = "") -> list[Group]:
    """Return the lines that pass a filter and show ``word``, sorted, in groups."""
    return grouped(sorted_lines(passing(lines, wanted, word), look), look)


def vocabulary(
    lines: Sequence[Line],
    people: Iterable[Reviewer],
    documents: Sequence[Document],
    tags: Iterable[str],
    me: str = "",
    verdicts: Verdicts = NONE_ADDED,
) -> Vocabulary:
    """Return what a list of lines may be filtered by in a project."""
    words, speakers = {line.word for line in lines}, {line.speaker for line in lines}
    return spoken(words, speakers, people, documents, tags, me, verdicts)


def spoken(
    painted: Iterable[str],
    speakers: Iterable[str],
    people: Iterable[Reviewer],
    documents: Sequence[Document],
    tags: Iterable[str],
    me: str,
    verdicts: Verdicts,
) -> Vocabulary:
    """Return the same where the words that paint the lines and their speakers are known."""
    words = {
        "standing": STANDINGS,
        "kind": KINDS,
        "severity": SEVERITIES,
    }
    everybody = [Value(person.id, person.label) for person in people]
    everybody += [Value(me, "me", _("myself"))] if me else []
    traits = [Value(name, name, _(said)) for name, said in TRAITS.items()]
    speaking = sorted({one for one in speakers if one}, key=lambda one: (loosely(one), one))
    titled = {
        key: [Value(d.id, d.title or d.name) for d in documents if d.kind == key]
        for key in ("source", "article")
    }
    return {
        "verdict": [
            Value(one, one.replace(" ", "-"), verdicts.called(one))
            for one in dict.fromkeys((*verdicts.paints, *sorted(painted)))
        ],
        **{key: [_word(one) for one in every] for key, every in words.items()},
        "by": everybody,
        "assigned": everybody,
        "second": everybody,
        "tag": [Value(tag, tag) for tag in tags],
        "speaker": [Value(one, one) for one in speaking],
        "has": traits,
        "no": traits,
        **titled,
    }


def _word(stored: str) -> Value:
    return Value(stored, stored.replace(" ", "-"), _(WORDS[stored]) if stored in WORDS else stored)
