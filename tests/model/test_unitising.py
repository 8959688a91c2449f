# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agreement on passages: the published example, and what must hold of any."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.records import Claim, ClaimPassage, Passage, Verdict
from sidelight.model.unitising import Span, marked, unitising
from sidelight.text.geometry import Rect

LENGTH = 40
CATEGORIES = ("verified", "disputed", "denied")
SPANS = st.lists(
    st.builds(
        lambda start, length, category: Span(start, start + length, category),
        st.integers(0, LENGTH - 1),
        st.integers(1, 15),
        st.sampled_from(CATEGORIES),
    ),
    max_size=6,
)
OBSERVERS = st.lists(SPANS, min_size=2, max_size=4)


def units(category: str, *places: tuple[int, int]) -> list[Span]:
    """Units by start and length."""
    return [Span(start, start + length, category) for start, length in places]


def test_the_figures_are_as_krippendorff_printed_them() -> None:
    both = units("k", (180, 60), (300, 50))
    one = [*units("c", (225, 70), (370, 30)), *both]
    other = [*units("c", (220, 80), (355, 20), (400, 20)), *both]
    found = unitising([one, other], 150, 450)
    of_c, of_k = found.by_category["c"], found.by_category["k"]
    assert of_c is not None
    assert f"{float(of_c):.3f}" == "0.729"
    assert of_k == 1
    assert found.alpha is not None
    assert f"{float(found.alpha):.3f}" == "0.859"


def test_it_is_undefined_where_nothing_can_be_compared() -> None:
    some = units("verified", (3, 4))
    assert unitising([], 0, 9).alpha is None
    assert unitising([some], 0, 9).alpha is None
    assert unitising([[], []], 0, 9).alpha is None
    assert unitising([some, some], 9, 9).alpha is None


def test_one_passage_over_all_is_undefined_not_agreement() -> None:
    whole = units("verified", (0, 9))
    found = unitising([whole, whole], 0, 9)
    assert (found.alpha, found.by_category) == (None, {"verified": None})
    against = unitising([whole, []], 0, 9).alpha
    assert against is not None
    assert against < 0


def test_nearer_ends_agree_more() -> None:
    mark = units("denied", (10, 10))
    at = [unitising([mark, units("denied", (10 + by, 10))], 0, 100).alpha for by in range(10)]
    known = [value for value in at if value is not None]
    assert len(known) == 10
    assert known == sorted(known, reverse=True)
    assert known[0] == 1


def test_a_passage_as_something_else_is_no_agreement() -> None:
    one, other = units("denied", (10, 10)), units("verified", (10, 10))
    found = unitising([one, other], 0, 100).alpha
    assert found is not None
    assert found < 0


@given(OBSERVERS, st.permutations(CATEGORIES), st.permutations(range(4)))
def test_names_and_order_do_not_matter(
    rows: list[list[Span]], names: list[str], order: list[int]
) -> None:
    word = dict(zip(CATEGORIES, names, strict=True))
    renamed = [
        [Span(span.start, span.end, word[span.category]) for span in reversed(rows[at])]
        for at in order
        if at < len(rows)
    ]
    before, after = unitising(rows, 0, LENGTH), unitising(renamed, 0, LENGTH)
    assert after.alpha == before.alpha
    assert after.by_category == {word[name]: one for name, one in before.by_category.items()}


@given(OBSERVERS)
def test_it_is_at_most_one(rows: list[list[Span]]) -> None:
    found = unitising(rows, 0, LENGTH)
    for value in (found.alpha, *found.by_category.values()):
        assert value is None or value <= 1


@given(SPANS, st.integers(2, 4))
def test_the_same_passages_are_one_or_undefined(spans: list[Span], count: int) -> None:
    found = unitising([spans] * count, 0, LENGTH)
    inside = any(span.end < LENGTH or span.start > 0 for span in spans)
    assert found.alpha in ({1, None} if inside else {None})
    for value in found.by_category.values():
        assert value in {1, None}


@given(OBSERVERS, st.integers(-50, 50))
def test_where_the_text_begins_does_not_matter(rows: list[list[Span]], by: int) -> None:
    moved = [[Span(s.start + by, s.end + by, s.category) for s in row] for row in rows]
    assert unitising(moved, by, LENGTH + by) == unitising(rows, 0, LENGTH)


def test_a_reviewer_marked_what_that_reviewer_claimed_with_the_own_verdict() -> None:
    def part(id_: str, start: int, by: str, layer: str = "l") -> ClaimPassage:
        return ClaimPassage(id_, "c", Passage("d", layer, start, start + 5, "words"), by)

    picture = Passage("d", "l", 0, 0, "", page=1, area=Rect(0, 0, 9, 9))
    claim = Claim(
        "c",
        1,
        "1",
        (
            part("p1", 10, "ann"),
            part("p2", 12, "bob"),
            part("p3", 40, "ann", "older"),
            ClaimPassage("p4", "c", picture, "ann"),
        ),
        (Verdict("c.ann", "c", "ann", "denied"), Verdict("c.cem", "c", "cem", "verified")),
    )
    assert marked([claim], "d", "l") == {
        "ann": [Span(10, 15, "denied")],
        "bob": [Span(12, 17, "unchecked")],
    }
