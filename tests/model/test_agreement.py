# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement on the same claims: values as printed where they were published, and what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.agreement import (
    Unit,
    alike,
    alpha,
    between,
    in_common,
    judged,
    kappa,
    pairs_of,
    percent,
    shares,
)
from sidelight.model.records import Claim, Verdict

WORDS = ("verified", "disputed", "denied", "not checkable")
PEOPLE = ("ann", "bob", "cem", "dora")
UNITS = st.lists(
    st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(WORDS)), min_size=1, max_size=12
)
OF_TWO = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(WORDS) for name in PEOPLE[:2]}), max_size=12
)


def crossed(table: Sequence[Sequence[int]]) -> list[Unit]:
    """A table of how often one said this (row) where the other said that (column)."""
    return [
        {"ann": str(row), "bob": str(column)}
        for row, numbers in enumerate(table)
        for column, number in enumerate(numbers)
        for _ in range(number)
    ]


def rows(*lines: str) -> list[Unit]:
    """A row of values for each observer, ``*`` where there is none."""
    columns = zip(*(line.split() for line in lines), strict=True)
    return [
        {PEOPLE[at]: value for at, value in enumerate(column) if value != "*"} for column in columns
    ]


FOUR = rows(
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)
THREE = rows(
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)


def shown(value: Fraction | None) -> str:
    return "undefined" if value is None else f"{float(value):.3f}"


def test_kappa_is_as_cohen_printed_it() -> None:
    assert shown(kappa(crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]]))) == "0.492"
    assert shown(kappa(crossed([[25, 12, 3], [13, 2, 15], [12, 16, 2]]))) == "-0.092"


def test_alpha_is_as_krippendorff_printed_it() -> None:
    assert alpha(FOUR) == Fraction(113, 152)
    assert shown(alpha(FOUR)) == "0.743"
    assert alpha(THREE) == Fraction(56, 81)
    assert shown(alpha(THREE)) == "0.691"


def test_one_word_throughout_is_undefined_not_agreement() -> None:
    same = [{"ann": "verified", "bob": "verified"}] * 20
    assert percent(same) == 1
    assert kappa(same) is None
    assert alpha(same) is None
    assert set(shares(same)) == {0}


def test_nothing_in_common_is_undefined() -> None:
    apart: list[Unit] = [{"ann": "verified"}, {"bob": "denied"}, {}]
    assert in_common(apart) == []
    assert pairs_of(apart) == []
    assert (percent(apart), kappa(apart), alpha(apart)) == (None, None, None)


def test_kappa_is_for_exactly_two() -> None:
    assert kappa(FOUR) is None
    assert pairs_of(FOUR)[0] == ("ann", "bob")
    assert kappa(between(FOUR, "ann", "bob")) is not None
    assert kappa([*crossed([[1, 1], [0, 1]]), {"cem": "1"}]) == Fraction(2, 5)


def test_whoever_differs_most_drives_the_disagreement() -> None:
    units: list[Unit] = [
        {"ann": "verified", "bob": "verified"},
        {"ann": "verified", "bob": "denied"},
        {"ann": "verified", "bob": "verified", "cem": "denied"},
        {"ann": "verified", "bob": "disputed", "cem": "denied"},
        {"ann": "denied"},
    ]
    assert shares(units) == [0, Fraction(2, 7), Fraction(2, 7), Fraction(3, 7), 0]
    assert alike(units) == (2, 8)


def test_of_a_claim_count_the_verdicts_that_stand() -> None:
    verdicts = (
        Verdict("c.ann", "c", "ann", "verified"),
        Verdict("c.bob", "c", "bob", ""),
        Verdict("c.cem", "c", "cem", "not checkable"),
    )
    claim = Claim("c", 1, "1", (), verdicts)
    assert judged([claim]) == {"c": {"ann": "verified", "cem": "not checkable"}}


def plain_alpha(units: Sequence[Unit]) -> Fraction | None:
    """α as it is defined: mean difference within units by that between all values."""
    values = [list(unit.values()) for unit in units if len(unit) > 1]
    everything = [value for some in values for value in some]
    count = len(everything)
    within = sum(
        (Fraction(sum(a != b for a, b in permutations(some, 2)), len(some) - 1) for some in values),
        Fraction(0),
    )
    between_all = sum(a != b for a, b in permutations(everything, 2))
    return 1 - within / count * count * (count - 1) / between_all if between_all else None


@given(UNITS)
def test_alpha_is_what_its_definition_says(units: list[Unit]) -> None:
    assert alpha(units) == plain_alpha(units)


@given(UNITS, st.permutations(WORDS), st.permutations(PEOPLE), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(
    units: list[Unit], words: list[str], people: list[str], chance: Random
) -> None:
    word, person = dict(zip(WORDS, words, strict=True)), dict(zip(PEOPLE, people, strict=True))
    renamed = [{person[who]: word[what] for who, what in unit.items()} for unit in units]
    figures = percent(units), kappa(units), alpha(units)
    assert (percent(renamed), kappa(renamed), alpha(renamed)) == figures
    assert shares(renamed) == shares(units)
    chance.shuffle(renamed)
    assert (percent(renamed), kappa(renamed), alpha(renamed)) == figures


@given(UNITS)
def test_figures_keep_within_their_bounds(units: list[Unit]) -> None:
    found = percent(units)
    assert found is None or 0 <= found <= 1
    for value in (kappa(units), alpha(units)):
        assert value is None or -1 <= value <= 1
    assert sum(shares(units)) in {0, 1}


@given(UNITS, OF_TWO)
def test_all_agree_is_one_where_words_vary(units: list[Unit], of_two: list[Unit]) -> None:
    for some in (units, of_two):
        agreed = [dict.fromkeys(unit, min(unit.values())) for unit in some if unit]
        words = {word for unit in in_common(agreed) for word in unit.values()}
        assert alpha(agreed) == (1 if len(words) > 1 else None)
    words = {min(unit.values()) for unit in of_two}
    agreed = [dict.fromkeys(unit, min(unit.values())) for unit in of_two]
    assert kappa(agreed) == (1 if len(words) > 1 else None)


@given(UNITS)
def test_only_full_agreement_is_one(units: list[Unit]) -> None:
    if alpha(units) == 1 or kappa(units) == 1:
        assert percent(units) == 1
