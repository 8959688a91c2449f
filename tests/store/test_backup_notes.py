# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes of backups hold what was noted, whatever the words; what is no note hides nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.store import backup_records
from sidelight.store.backup_records import Backup
from tests.effort import examples

ROOT = "ab" * 32
MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
count = st.integers(0, 1 << 50)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
# each example leaves the folder as it found it
in_one_home = settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def added(title: str = "The pact", **more: object) -> Backup:
    """A backup of two bytes, added as the next of its project."""
    fresh = backup_records.folder_of(ROOT) / ".~fresh"
    fresh.write_bytes(b"ab")
    backup = Backup(fresh, ROOT, 0, title, MADE, "hand", 3, 1, 2, "heads", "digest", "/pact")
    return backup_records.add(fresh, replace(backup, **more))  # type: ignore[arg-type]


@in_one_home
@given(text, text, text, count, st.integers(600_000_000_000, 4_000_000_000_000))
def test_what_was_noted_is_read_whatever_the_words(
    title: str, origin: str, reason: str, changes: int, milliseconds: int
) -> None:
    at = MADE + timedelta(milliseconds=milliseconds - 2_000_000_000_000)
    one = added(title, origin=origin, reason=reason, changes=changes, made=at)
    assert backup_records.of(ROOT) == backup_records.every() == [one]
    assert backup_records.at(one.path) == one
    backup_records.remove(one)
    assert backup_records.every() == []


@in_one_home
@given(
    st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(["7", "x", "٣", "-1", "0"]),
)
def test_what_is_no_note_hides_no_other(raw: bytes, name: str) -> None:
    sound = added()
    note = backup_records.folder_of(ROOT) / f"{name}.json"
    note.write_bytes(raw)
    note.with_suffix(".sidelight").write_bytes(b"no project")
    assert backup_records.of(ROOT) == [sound]
    following = added(made=MADE + timedelta(hours=1))
    assert following.number > sound.number
    assert following.path.read_bytes() == b"ab"
    assert backup_records.of(ROOT) == [following, sound]
    for one in (sound, following):
        backup_records.remove(one)
    note.unlink()
    note.with_suffix(".sidelight").unlink()


@in_one_home
@given(st.sampled_from(sorted(set(Backup.__slots__) - {"path", "size", "number"})), json_values)
def test_a_note_with_one_false_value_is_read_or_left_but_never_breaks_the_list(
    field: str, value: object
) -> None:
    one, other = added(), added("Another")
    note = one.path.with_suffix(".json")
    values = json.loads(note.read_bytes())
    del values[field]
    note.write_text(json.dumps(values), "utf-8")
    assert backup_records.of(ROOT) == [other]
    note.write_text(json.dumps({**values, field: value}), "utf-8")
    found = backup_records.of(ROOT)
    assert other in found
    assert found == sorted(found, key=lambda b: (b.made, b.number), reverse=True)
    for backup in (one, other):
        backup_records.remove(backup)


@in_one_home
@given(st.lists(st.integers(0, 4), max_size=6, unique=True))
def test_a_number_is_never_given_twice_while_a_later_one_stands(gone: list[int]) -> None:
    made = [added() for _ in range(6)]
    assert [b.number for b in made] == [1, 2, 3, 4, 5, 6]
    for at in gone:
        backup_records.remove(made[at])
    following = added()
    assert following.number == 7
    left = {b.number for b in backup_records.of(ROOT)}
    assert left == {1, 2, 3, 4, 5, 6, 7} - {made[at].number for at in gone}
    for backup in backup_records.every():
        backup_records.remove(backup)
