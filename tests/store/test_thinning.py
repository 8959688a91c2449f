# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which backups go: never the last whole one, never the fresh ones, the fewer the older."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sidelight.store.backup_records import PROTECTED, REASONS, Backup
from sidelight.store.thinning import ALL, DAILY, PROTECTION, WEEKLY, superfluous

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
MANY = 10**12


def backup(
    age: timedelta,
    number: int = 1,
    *,
    root: str = "a",
    reason: str = "daily",
    size: int = 1,
    whole: bool = True,
) -> Backup:
    return Backup(
        path=Path(f"{root}/{number}.sidelight"),
        root=root,
        number=number,
        title="T",
        made=NOW - age,
        reason=reason,
        changes=1,
        claims=1,
        size=size,
        heads="",
        digest="d" if whole else "",
    )


def kept(backups: list[Backup], most: int = MANY, now: datetime = NOW) -> list[Backup]:
    gone = superfluous(backups, now, most, UTC)
    return [backup for backup in backups if backup not in gone]


# out here, because each that is made while drawing is looked through anew
roots, reasons = st.sampled_from("abc"), st.sampled_from(sorted(REASONS))
ages = st.integers(-3600, 400 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def piles(draw: st.DrawFn) -> list[Backup]:
    """Backups of up to three projects, each with a number of its own."""
    count = draw(st.integers(0, 40))
    return [
        backup(
            draw(ages),
            number,
            root=draw(roots),
            reason=draw(reasons),
            size=draw(st.integers(1, 1000)),
            whole=draw(st.booleans()),
        )
        for number in range(count)
    ]


mosts = st.one_of(st.just(MANY), st.integers(1, 5000))


@given(pile=piles(), most=mosts)
def test_the_last_whole_one_of_a_project_stays(pile: list[Backup], most: int) -> None:
    left = kept(pile, most)
    for root in {b.root for b in pile}:
        whole = [b for b in pile if b.root == root and b.checked]
        if whole:
            assert max(whole, key=lambda b: (b.made, b.number)) in left


@given(pile=piles())
def test_with_room_all_of_the_last_day_and_the_protected_stay(pile: list[Backup]) -> None:
    left = kept(pile)
    for one in pile:
        age = NOW - one.made
        if age < ALL or (one.reason in PROTECTED and age < PROTECTION):
            assert one in left


@given(pile=piles())
def test_with_room_one_is_left_of_each_day_week_and_month(pile: list[Backup]) -> None:
    left = kept(pile)

    def span(one: Backup) -> tuple[str, str]:
        age = NOW - one.made
        shapes = ("%Y-%j",) if age < DAILY else ("%G-%V",) if age < WEEKLY else ("%Y-%m",)
        return one.root, one.made.strftime(shapes[0])

    old = [b for b in pile if NOW - b.made >= ALL]
    plain = [b for b in old if not (b.reason in PROTECTED and NOW - b.made < PROTECTION)]
    staying = Counter(span(b) for b in plain if b in left)
    assert staying.keys() == {span(b) for b in plain}
    # the last whole one may stand beside a later one that was never verified
    assert all(count <= 2 for count in staying.values())


@given(pile=piles(), most=mosts)
def test_a_bound_is_kept_by_letting_the_oldest_go(pile: list[Backup], most: int) -> None:
    roomy, left = kept(pile), kept(pile, most)
    assert set(left) <= set(roomy)
    firm = {b for b in left if not b.checked and NOW - b.made < ALL}
    for root in {b.root for b in pile}:
        whole = [b for b in pile if b.root == root and b.checked]
        firm |= {max(whole, key=lambda b: (b.made, b.number))} if whole else set()
    assert sum(b.size for b in left) <= max(most, sum(b.size for b in firm))
    ordinary = [b for b in roomy if b not in firm and b.reason not in PROTECTED]
    stay = [b for b in ordinary if b in left]
    assert all(b.made <= s.made for s in stay for b in ordinary if b not in left)


@given(pile=piles(), most=mosts, later=st.integers(0, 500))
def test_thinning_again_is_safe(pile: list[Backup], most: int, later: int) -> None:
    left = kept(pile, most)
    assert kept(left, most) == left
    then = kept(left, most, NOW + timedelta(days=later))
    assert {b.root for b in then if b.checked} == {b.root for b in pile if b.checked}


def test_a_year_of_work_leaves_few() -> None:
    there: list[Backup] = []
    start = NOW - timedelta(days=365)
    for day in range(365):
        now = start + timedelta(days=day)
        there.append(backup(NOW - now, day))
        there = kept(there, now=now + timedelta(hours=1))
    assert 14 + 12 + 8 <= len(there) <= 16 + 14 + 10


def test_a_bound_spares_what_stands_before_a_merge_longest() -> None:
    merge = backup(timedelta(days=50), 1, reason="merge", size=10)
    days = [backup(timedelta(days=n, hours=1), n + 1, size=10) for n in range(1, 5)]
    assert kept([merge, *days], 20) == [merge, days[0]]
