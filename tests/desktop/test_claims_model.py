# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list that takes in few changed claims shows what one arranged anew would."""

import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.desktop.claims.claims_model import ClaimsModel
from sidelight.desktop.workspace import Workspace
from sidelight.model.claim_filter import Filter, Term, parse
from sidelight.model.filter_words import Value
from sidelight.model.records import Claim, Verdict
from sidelight.session.claim_lines import Known, Line, line
from sidelight.session.claim_list import Look, listed
from sidelight.session.line_orders import Orders
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
    at = {one.id: place for place, one in enumerate(lines)}
    return Snapshot("", Path(), (), (), {}, "me", orders=Orders(tuple(lines)), at=at)


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


LETTERS = (
    "",
    "s",
    "so",
    "-so",
    "s -o",
    "s -or",
    "verdict:",
    "verdict:d",
    "verdict:denied",
    "or verdict:denied",
    "verdict:denied -o",
    "verdict:denied -or",
)
VOCABULARY = {"verdict": [Value("denied", "denied"), Value("verified", "verified")]}
STEPS = st.lists(
    st.tuples(st.just("type"), st.sampled_from(LETTERS))
    | st.tuples(st.just("look"), st.sampled_from(LOOKS))
    | st.tuples(st.just("word"), st.sampled_from(WORDS))
    | st.tuples(st.just("act"), st.tuples(st.integers(0, 7), SAID)),
    max_size=8,
)


@settings(max_examples=examples(100))
@given(st.lists(SAID, min_size=8, max_size=8), STEPS)
def test_whatever_is_typed_and_done_the_list_is_one_made_anew(
    said: list[tuple[str, str]], steps: list[tuple[str, Any]]
) -> None:
    lines = [made(number, some) for number, some in enumerate(said)]
    shown = snapshot(lines)
    workspace = Workspace()
    workspace.show(shown)
    kept = ClaimsModel(workspace)
    for what, given_ in steps:
        if what == "type":
            kept.show_passing(parse(given_, VOCABULARY))
        elif what == "look":
            kept.show_look(given_)
        elif what == "word":
            kept.show_verdict(given_)
        else:
            at, some = given_
            lines[at] = made(at, some)
            shown = replace(shown, orders=shown.orders.after(tuple(lines), [at]))
            workspace.show(shown)
        anew = ClaimsModel(workspace)
        anew.look, anew.wanted, anew.word = kept.look, kept.wanted, kept.word
        anew.renew()
        assert kept.shown == anew.shown
        assert kept.heads() == anew.heads()
        plainly = listed(lines, kept.look, kept.wanted, kept.word)
        assert [one.id for one in kept.shown if isinstance(one, Line)] == [
            one.id for group in plainly for one in group.lines
        ]


def test_a_list_of_all_claims_by_number_keeps_no_rows_of_its_own() -> None:
    workspace = Workspace()
    model = ClaimsModel(workspace)
    workspace.show(snapshot([made(number, ("", "so")) for number in range(1000)]))
    tracemalloc.start()
    workspace.show(snapshot([made(number, ("", "so")) for number in range(1000)]))
    before = tracemalloc.get_traced_memory()[0]
    model.show_look(Look(descending=True))
    model.show_look(Look())
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert model.rowCount() == 1000
    assert kept < 4000
