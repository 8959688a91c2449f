# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random histories of what is exchanged, cut into what reaches a file bit by bit: with recognised
layers, corrections, joined claims, private notes, removals for good, and copies in part."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from sqlite_utils import Database

from sidelight.model.change import Change, Setting
from sidelight.model.erasure import tombstone
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.model.withheld import Row
from sidelight.store import log_rows, tables
from sidelight.store.fresh import new_file
from tests.store import histories
from tests.store.making import ARTICLE, LAYER, SOURCE, numbered, place

RECOGNISED = {**histories._made, "kind": "recognised", "options": {"ink": "0-12"}}
_PASSAGE = ("passage", numbered("4"))
_EVIDENCE = ("evidence", numbered("6"))


def over(start: int, words: str, layer: str = LAYER) -> dict[str, str | int]:
    """The value of a correction of three characters of a layer."""
    return {"layer": layer, "start": start, "end": start + 3, "was": "one", "words": words}


_removable = st.sampled_from(
    [
        *(("claim", id_) for id_ in histories.CLAIMS),
        *(("document", id_) for id_ in histories.DOCUMENTS),
        ("note", numbered("8")),
        _PASSAGE,
        _EVIDENCE,
    ]
)
_corrections = st.sampled_from(["x", "y"])
_claims = st.sampled_from(histories.CLAIMS)
_further = st.one_of(
    st.just(Setting("layer", LAYER, "made", RECOGNISED)),
    st.builds(
        lambda id_, value: Setting("correction", id_, "over", value),
        _corrections,
        st.builds(
            over,
            st.integers(0, 4),
            st.sampled_from(["won", "two"]),
            st.sampled_from([LAYER, LAYER, LAYER, "b" * 64]),
        ),
    ),
    st.builds(lambda id_: Setting("correction", id_, "deleted", True), _corrections),
    st.builds(lambda one, other: Setting("claim", one, "joined", other), _claims, _claims),
    st.builds(lambda v: Setting("note", numbered("8"), "private", v), st.booleans()),
)
_tombstones = st.builds(
    tombstone, st.sets(_removable, min_size=1, max_size=2), st.sampled_from(["e1", "e2"])
)
_choices = st.sampled_from(
    [
        None,
        None,
        Choice(private_notes=False),
        Choice(sources=False),
        Choice(only=numbered("b")),
        Choice(blind_for=numbered("c")),
        Choice(claims=frozenset(histories.CLAIMS[:1])),
        Choice(claims=frozenset()),
    ]
)

_others = st.lists(_further, max_size=2)
_erasing = st.lists(st.one_of(_further, _further, _further, _tombstones), max_size=2)

WHOLE_CLAIM = (
    Setting("claim", histories.CLAIMS[0], "number", 1),
    Setting("passage", _PASSAGE[1], "claim", histories.CLAIMS[0]),
    Setting("passage", _PASSAGE[1], "place", place(ARTICLE, 1, "one")),
    Setting("evidence", _EVIDENCE[1], "claim", histories.CLAIMS[0]),
    Setting("evidence", _EVIDENCE[1], "place", place(SOURCE, 2, "one")),
    Setting("evidence", _EVIDENCE[1], "stance", "supports"),
)


@st.composite
def exchanged(draw: st.DrawFn, *, erasing: bool = True) -> list[Change]:
    """Changes of which each saw some of those before it, with all that an exchange can bring."""
    extra = _erasing if erasing else _others
    found: dict[str, Change] = {}
    for change in draw(histories.histories()):
        sets = (*change.sets, *draw(extra))
        if not found and draw(st.booleans()):
            sets = (*WHOLE_CLAIM, *sets)
        heads = tuple(sorted(found[head].id for head in change.heads))
        found[change.id] = replace(change, sets=sets, heads=heads)
    return list(found.values())


@st.composite
def arrivals(draw: st.DrawFn, *, erasing: bool = True) -> list[list[Row]]:
    """What reaches a file one after the other: parts of one history, that overlap, some withheld;
    together they bring all that is not withheld in every one."""
    changes = draw(exchanged(erasing=erasing))
    count = draw(st.integers(1, 4))
    seen = [draw(st.sets(st.integers(0, count - 1), min_size=1)) for _ in changes]
    found: list[list[Row]] = []
    for number in range(count):
        held = Project(c for c, where in zip(changes, seen, strict=True) if number in where)
        choice = draw(_choices)
        rows = part(held, choice).rows if choice else held.log.rows().values()
        found.append(draw(st.permutations(list(rows))))
    return found


@contextmanager
def file_of(rows: list[Row]) -> Iterator[tuple[Database, Project, Path]]:
    """A project file with these rows, open; and an empty folder."""
    with TemporaryDirectory() as folder:
        db = new_file(Path(folder) / "p.sidelight")
        try:
            project = Project(rows)
            with db.atomic():
                log_rows.write(db, project)
                tables.rewrite(db, project)
            yield db, project, Path(folder)
        finally:
            db.close()
