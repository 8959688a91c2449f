# SPDX-License-Identifier: AGPL-3.0-or-later
"""What reaches a file after that which it bears on: the tables then say the same as if it had come
first."""

import itertools
from collections.abc import Sequence

import pytest

from sidelight.model.change import Change, Setting
from sidelight.model.erasure import tombstone
from sidelight.model.project import Project
from sidelight.store import merging, projection, tables
from tests.store import histories
from tests.store.exchanges import RECOGNISED, WHOLE_CLAIM, file_of, over
from tests.store.hostile_case import sound_change
from tests.store.making import ARTICLE, SOURCE, numbered, place, sha256

CLAIM, OTHER, THIRD = histories.CLAIMS
LAYER, SECOND = "a" * 64, "b" * 64
BOB = numbered("b")
PASSAGE, EVIDENCE = numbered("4"), numbered("6")

Sets = tuple[Setting, ...]

RECOGNISED_LAYER: Sets = (Setting("layer", LAYER, "made", RECOGNISED),)
CORRECTED: Sets = (Setting("correction", "x", "over", over(2, "won")),)
MOVED: Sets = (Setting("correction", "x", "over", over(2, "won", SECOND)),)
ELSEWHERE: Sets = (
    Setting("layer", SECOND, "made", RECOGNISED),
    Setting("passage", PASSAGE, "place", {**place(ARTICLE, 2, "one"), "layer": SECOND}),
)
TITLED: Sets = (
    Setting("document", sha256(ARTICLE), "title", "The article"),
    Setting("document", sha256(ARTICLE), "kind", "article"),
)
SAME_NUMBER: Sets = (Setting("claim", OTHER, "number", 1),)
JOINED: Sets = (Setting("claim", CLAIM, "joined", OTHER),)
IN_TURN: Sets = (Setting("claim", OTHER, "joined", THIRD),)
THIRD_CLAIM: Sets = (Setting("claim", THIRD, "number", 3),)
JUDGED: Sets = (
    Setting("verdict", f"{CLAIM}.{BOB}", "claim", CLAIM),
    Setting("verdict", f"{CLAIM}.{BOB}", "verdict", {"verdict": "denied", "denied_by": ""}),
)
NAMED: Sets = (Setting("reviewer", BOB, "name", "Bob"),)
NAMESAKE: Sets = (Setting("reviewer", numbered("a"), "name", "Bob"),)
REMOVED: Sets = (Setting("claim", CLAIM, "deleted", True),)
OTHER_REMOVED: Sets = (Setting("claim", OTHER, "deleted", True),)
OTHER_NOTED: Sets = (
    Setting("note", numbered("8"), "claim", OTHER),
    Setting("note", numbered("8"), "text", "Ask."),
)
PASSAGE_GONE: Sets = (Setting("passage", PASSAGE, "deleted", True),)
TO_ANOTHER: Sets = (Setting("evidence", EVIDENCE, "claim", OTHER),)
ERASED: Sets = (tombstone([("document", sha256(SOURCE))], "e1"),)

CASES: dict[str, tuple[Sets, ...]] = {
    "the layer of a piece of evidence": (WHOLE_CLAIM, RECOGNISED_LAYER),
    "a correction of it": (WHOLE_CLAIM, RECOGNISED_LAYER, CORRECTED),
    "a correction laid over another layer": (
        (*WHOLE_CLAIM, *RECOGNISED_LAYER),
        ELSEWHERE,
        CORRECTED,
        MOVED,
    ),
    "the document that a claim stands in": (WHOLE_CLAIM, TITLED),
    "a claim of the same number": (WHOLE_CLAIM, SAME_NUMBER),
    "the claim that another is joined to": ((*WHOLE_CLAIM, *JOINED), SAME_NUMBER),
    "a chain of joined claims": ((*WHOLE_CLAIM, *JOINED), SAME_NUMBER, IN_TURN, THIRD_CLAIM),
    "the removal of the claim that another is joined to": (
        (*WHOLE_CLAIM, *SAME_NUMBER),
        JOINED,
        OTHER_REMOVED,
        OTHER_NOTED,
    ),
    "a verdict on a joined claim": ((*WHOLE_CLAIM, *SAME_NUMBER), JOINED, JUDGED),
    "the name of who judged": ((*WHOLE_CLAIM, *JUDGED), NAMED),
    "a namesake": ((*WHOLE_CLAIM, *JUDGED, *NAMED), NAMESAKE),
    "a removal that others did not see": (WHOLE_CLAIM, JUDGED, REMOVED),
    "the removal of a passage": (WHOLE_CLAIM, PASSAGE_GONE),
    "evidence that goes to another claim": ((*WHOLE_CLAIM, *SAME_NUMBER), TO_ANOTHER),
    "a document removed for good": ((*WHOLE_CLAIM, *RECOGNISED_LAYER), TITLED, ERASED),
}


def seeing(batches: Sequence[Sets]) -> list[Change]:
    """Changes of two people in turn, each of which saw the one before; clocks go on."""
    made: list[Change] = []
    for sets in batches:
        change = sound_change(*sets, installation=f"{len(made) % 2 + 1}" * 32)
        heads = (made[-1].id,) if made else ()
        values = {**vars(change), "heads": heads, "clock": (len(made) + 1, 0)}
        made.append(Change(**{name: values[name] for name in Change.__dataclass_fields__}))
    return made


def merged_one_by_one(changes: Sequence[Change]) -> None:
    with file_of([changes[0]]) as (db, first, _folder):
        project = first
        for change in changes[1:]:
            after = project.copy()
            after.add([change])
            # asked before it is written, as the window does
            after.claims()
            with db.atomic():
                merging.write(db, project, after, [])
            assert tables.differences(db, after) == {}
            assert projection.rows(after) == projection.rows(Project(after.log.rows().values()))
            project = after


@pytest.mark.parametrize("case", CASES)
def test_unseen_it_says_the_same_in_any_order(case: str) -> None:
    apart = [
        sound_change(*sets, installation=f"{number}" * 32)
        for number, sets in enumerate(CASES[case], 1)
    ]
    for changes in itertools.permutations(apart):
        merged_one_by_one(changes)


@pytest.mark.parametrize("case", CASES)
def test_seen_it_says_the_same_in_any_order(case: str) -> None:
    for changes in itertools.permutations(seeing(CASES[case])):
        merged_one_by_one(changes)
