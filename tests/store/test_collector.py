# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search for cycles keeps off a large project while it is open, and comes back after it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from sidelight.store.collector import MANY, Spared, without_collector


class Cycle:
    """Something that only the search for cycles finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def unspared() -> Iterator[None]:
    """Nothing is kept off; what other tests froze is again after it."""
    gc.unfreeze()
    yield
    gc.freeze()


@pytest.fixture
def spared() -> Iterator[Spared]:
    """Keeps off nothing yet; what other tests froze stays so."""
    made = Spared()
    yield made
    made.end()
    gc.freeze()


def test_a_large_project_is_not_looked_through_while_it_is_open(spared: Spared) -> None:
    cycle = Cycle()
    seen = weakref.ref(cycle)
    spared.spare(MANY)
    del cycle
    gc.collect()
    assert seen() is not None
    spared.end()
    gc.collect()
    assert seen() is None


def test_a_small_one_is(spared: Spared) -> None:
    cycle = Cycle()
    seen = weakref.ref(cycle)
    spared.spare(MANY - 1)
    del cycle
    gc.collect()
    assert seen() is None


@pytest.mark.usefixtures("unspared")
def test_what_much_work_made_is_not_looked_through_at_its_end() -> None:
    with without_collector():
        made = [[number] for number in range(100_000)]
    assert gc.get_count()[0] < 1_000
    assert any(one is made for one in gc.get_objects(2))
    assert gc.get_freeze_count() == 0
    cycle = Cycle()
    seen = weakref.ref(cycle)
    with without_collector():
        made = [[number] for number in range(100_000)]
    del cycle
    gc.collect()
    assert seen() is None


def test_what_is_spared_stays_so_whatever_is_made(spared: Spared) -> None:
    spared.spare(MANY)
    with without_collector():
        made = [[number] for number in range(100_000)]
    assert gc.get_freeze_count() > len(made)


def test_the_search_rests_during_work_and_goes_on_after_it() -> None:
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
