# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever marks come in, one undo takes all of them back, and twice is once."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.exchange.incoming import WHAT, Mark, Place
from sidelight.model.vocabulary import STANCES, VERDICTS
from sidelight.session.import_choices import ME, ImportChoices
from sidelight.session.importing import plan_import, take_in
from sidelight.session.session import Session
from sidelight.store import projection
from tests.session.brought import BEA, CY, LONG_AGO, file
from tests.session.conftest import ARTICLE

KEYS = [f"k{number}" for number in range(6)]
_quotes = st.one_of(
    st.builds(
        lambda start, length: ARTICLE[start : start + length],
        st.integers(0, len(ARTICLE) - 2),
        st.integers(1, 30),
    ),
    st.text(max_size=8),
)
_places = st.lists(
    st.builds(
        Place,
        document=st.sampled_from(["article", "elsewhere", ""]),
        quote=_quotes,
        start=st.none() | st.integers(-2, 90),
        end=st.none() | st.integers(-2, 90),
        page=st.integers(-1, 3),
    ),
    max_size=2,
).map(tuple)
_values = st.dictionaries(
    st.sampled_from(["verdict", "reason", "stance", "kind", "words", "private", "label", "as_of"]),
    st.sampled_from([*VERDICTS, *STANCES, "yes", "12", "nonsense", "\ud800", ""]),
    max_size=3,
)
_marks = st.lists(
    st.builds(
        Mark,
        key=st.sampled_from(KEYS),
        what=st.sampled_from(WHAT),
        group=st.sampled_from(["yellow", "red", "notes", "unknown"]),
        author=st.sampled_from([BEA.key, CY.key, "", "unknown"]),
        made_at=st.sampled_from([None, LONG_AGO]),
        places=_places,
        text=st.sampled_from(["", "Why?", "아니오", "\x00", "\ud800"]),
        tags=st.sampled_from([(), ("aid",), ("", "a,b", "x" * 200)]),
        on=st.sampled_from(["", *KEYS]),
        answers=st.sampled_from(["", *KEYS]),
        values=_values,
    ),
    max_size=8,
    unique_by=lambda mark: mark.key,
)


def said(session: Session) -> dict[str, Any]:
    """What the project says, without what was done."""
    rows = projection.rows(session.project)
    return {table: some for table, some in rows.items() if table not in {"history", "imported"}}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_marks, st.sampled_from([ImportChoices(), ImportChoices(authors={BEA.key: ME})]))
def test_one_undo_takes_all_back_and_twice_is_once(
    session: Session, marks: list[Mark], choices: ImportChoices
) -> None:
    before = said(session)
    read = file(*marks)
    plan = plan_import(session, read, choices)
    counted = len(plan.coming) + len(plan.unplaced) + plan.known + plan.omitted
    assert counted >= len(marks)
    assert said(session) == before
    if not plan.coming:
        return
    take_in(session, plan)
    assert plan_import(session, read, choices).coming == ()
    brought = said(session)
    session.undo()
    assert said(session) == before
    session.redo()
    assert said(session) == brought
    session.undo()
