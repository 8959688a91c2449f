# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns of numbers compared all at once: what one after another says, for whatever numbers."""

from array import array
from operator import ge, gt

from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.glyph_boxes import _exceeding

ANY = st.floats(width=32)
PLAIN = st.floats(0, 1000, width=32) | st.sampled_from([0.0, 12.5, float("inf"), float("nan")])
PAIRS = st.lists(st.tuples(ANY, ANY)) | st.lists(
    st.tuples(PLAIN, PLAIN) | PLAIN.map(lambda number: (number, number))
)


@given(PAIRS, st.booleans())
def test_where_one_column_exceeds_another(pairs: list[tuple[float, float]], or_equal: bool) -> None:
    some, others = (array("f", [pair[side] for pair in pairs]) for side in (0, 1))
    exceeds = ge if or_equal else gt
    expected = [at for at in range(len(pairs)) if exceeds(some[at], others[at])]
    assert list(_exceeding(some, others, or_equal=or_equal)) == expected
