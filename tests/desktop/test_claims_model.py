# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list that takes in few changed claims shows what one arranged anew would."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.desktop.claims.claims_model import ClaimsModel
from sidelight.desktop.workspace import Workspace
from sidelight.model.claim_filter import Filter, Term
from sidelight.model.records import Claim, Verdict
from sidelight.session.claim_lines import Known, Line, line
from sidelight.session.claim_list import Look
from sidelight.session.snapshot import Snapshot
from tests.effort import examples

WORDS = ("", "verified", "denied")
LOOKS = (
    Look(),
    Look(descending=True),
    Look(sort="verdict"),
    Look(sort="reason"),
    Look(sort="claim", group="verdict"),
)
FILTERS = (
    Filter(),
    Filter((Term("", "so", frozenset(), negated=False),)),
    Filter((Term("verdict", "", frozenset({"denied"}), negated=True),)),
)
SAID = st.tuples(st.sampled_from(WORDS), st.sampled_from(("", "so", "or not")))
ACTS = st.lists(st.tuples(st.integers(0, 7), SAID), max_size=8)


def made(number: int, said: tuple[str, str]) -> Line:
    word, reason = said
    verdict = Verdict(f"{number}.me", str(number), "me", word, reason=reason)
    claim = Claim(str(number), number, str(number), (), (verdict,), restatement=f"Claim {number}")
    return line(claim, Known("me", {}, {}, {}, {}))


def snapshot(lines: Sequence[Line]) -> Snapshot:
    return Snapshot("", Path(), (), (), {}, "me", lines=tuple(lines))


@settings(max_examples=examples(100))
@given(ACTS, st.sampled_from(LOOKS), st.sampled_from(FILTERS), st.sampled_from(WORDS))
def test_few_changes_show_as_all_anew(
    acts: list[tuple[int, tuple[str, str]]], look: Look, wanted: Filter, word: str
) -> None:
    lines = [made(number, ("", "so")) for number in range(8)]
    workspace = Workspace()
    kept = ClaimsModel(workspace)
    kept.look, kept.wanted, kept.word = look, wanted, word
    workspace.show(snapshot(lines))
    for number, said in acts:
        lines = [made(number, said) if one.number == number else one for one in lines]
        workspace.show(snapshot(lines))
        anew = ClaimsModel(workspace)
        anew.look, anew.wanted, anew.word = look, wanted, word
        anew.renew()
        assert kept.shown == anew.shown
        assert kept.ids() == anew.ids()
        assert [kept.row_of(str(n)) for n in range(8)] == [anew.row_of(str(n)) for n in range(8)]
