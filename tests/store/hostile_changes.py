# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by their changes: bytes that are no change, and changes that mean harm."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sidelight.model.change import Change, Setting
from tests.store.hostile_case import CLEAN, DAMAGED, HOSTILE, add_change, case, run, sound_change
from tests.store.making import numbered

LAST = 2**53 - 1


def _body(name: str, change: Callable[[bytes], bytes]) -> None:
    """A body that is no longer in its one form, under the hash of what it is now."""

    def make(path: Path, _victim: Path) -> None:
        add_change(path, change(sound_change(Setting("claim", numbered("9"), "number", 1)).body))

    make.__name__ = name
    case(DAMAGED)(make)


def _put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(body: bytes) -> bytes:
        assert old in body
        return body.replace(old, new, 1)

    return change


_body("byte_order_mark", lambda body: b"\xef\xbb\xbf" + body)
_body("blanks_behind", lambda body: body + b" \n")
_body("words_behind", lambda body: body + b"{}")
_body("a_list_of_changes", lambda body: b"[" + body + b"]")
_body("nothing_but_null", lambda _body: b"null")
_body("nothing_at_all", lambda _body: b"")
_body("a_key_twice", _put(b'"label":""', b'"label":"","label":"x"'))
_body("keys_in_another_order", lambda body: json.dumps(json.loads(body)).encode())
_body("not_a_number", _put(b'"number",1', b'"number",NaN'))
_body("infinity", _put(b'"number",1', b'"number",-Infinity'))
_body("infinity_by_exponent", _put(b'"number",1', b'"number",1e999'))
_body("a_number_beyond_doubles", _put(b'"number",1', b'"number",9007199254740993'))
_body("minus_nothing", _put(b'"number",1', b'"number",-0'))
_body("one_and_nothing", _put(b'"number",1', b'"number",1.0'))
_body("an_id_in_capitals", _put(b'"' + b"b" * 32, b'"' + b"B" * 32))
_body("an_id_of_other_digits", _put(b'"' + b"b" * 32, '"{}'.format("١" * 32).encode()))
_body("an_id_with_a_line_end", _put(b"b" * 32 + b'"', b"b" * 32 + b'\\n"'))
_body("bytes_of_a_surrogate", _put(b'"label":""', b'"label":"\xed\xa0\x80"'))
_body("overlong_bytes", _put(b'"label":""', b'"label":"\xc0\x80"'))
_body("escapes_for_plain_letters", _put(b'"label":""', b'"label":"\\u0041"'))
_body("a_clock_before_all", _put(b'"clock":[1,0]', b'"clock":[-1,0]'))
_body("a_clock_past_the_end", _put(b'"clock":[1,0]', b'"clock":[9007199254740992,0]'))
_body("a_clock_of_three", _put(b'"clock":[1,0]', b'"clock":[1,0,0]'))
_body("a_clock_of_truth", _put(b'"clock":[1,0]', b'"clock":[true,0]'))
_body("a_time_of_nowhere", _put(b"+00:00", b""))
_body("a_time_elsewhere", _put(b"+00:00", b"+09:00"))
_body("a_time_that_never_was", _put(b"2024-06-19T12:00:00", b"2024-02-30T12:00:60"))
_body("settings_of_five", _put(b'"number",1]', b'"number",1,2]'))
_body("settings_that_are_one", _put(b'"sets":[[', b'"sets":[{},['))
_body("a_field_without_a_name", _put(b'"number"', b"null"))
_body("a_head_that_is_no_hash", _put(b'"heads":[]', b'"heads":["x"]'))
_body("a_head_twice", _put(b'"heads":[]', b'"heads":["%b","%b"]' % (b"0" * 64, b"0" * 64)))
_body("heads_out_of_order", _put(b'"heads":[]', b'"heads":["%b","%b"]' % (b"1" * 64, b"0" * 64)))


@case(DAMAGED)
def a_head_of_itself(path: Path, _victim: Path) -> None:
    """Nobody finds a hash that holds itself: it stands under one that is not its own."""
    id_ = "1" * 64
    add_change(path, replace(sound_change(), heads=(id_,)).body, id_)


@case(DAMAGED)
def two_that_saw_each_other(path: Path, _victim: Path) -> None:
    for id_, head in (("1" * 64, "2" * 64), ("2" * 64, "1" * 64)):
        add_change(path, replace(sound_change(), heads=(head,)).body, id_)


@case(DAMAGED)
def one_change_under_two_ids(path: Path, _victim: Path) -> None:
    change = sound_change()
    add_change(path, change.body)
    add_change(path, change.body, change.id.upper())


@case(DAMAGED)
def an_id_with_an_end_in_it(path: Path, _victim: Path) -> None:
    change = sound_change()
    values = (change.id.encode() + b"\0x", change.body)
    run(path, "INSERT INTO change VALUES (CAST(? AS TEXT), CAST(? AS TEXT))", values=values)


def add(path: Path, changes: Iterable[Change]) -> None:
    """Add sound changes to the log."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN")
    rows = ((change.id, change.body.decode()) for change in changes)
    db.executemany("INSERT INTO change VALUES (?, ?)", rows)
    db.execute("COMMIT")
    db.close()


def _sound(name: str, make: Callable[[], Iterable[Change]], *ends: str) -> None:
    """Changes in their one form whose words mean harm."""

    def made(path: Path, _victim: Path) -> None:
        add(path, make())

    made.__name__ = name
    case(*(ends or (CLEAN,)))(made)


_ODD: tuple[Any, ...] = ([], {}, -1, "\0", True, 1.5e300, None, "x" * 10_000)
_NOWHERE: tuple[Any, ...] = (
    None,
    [],
    {},
    {"document": 1, "layer": [], "start": -1, "end": -(2**50), "page": 0},
    {"document": "", "layer": "", "start": 9, "end": 1, "quote": 0, "page": "x"},
    {"document": "x", "start": 1e300, "area": [1, 2, "x", None], "page": 2**52},
)


def _sets(*rows: tuple[str, str, str, Any]) -> Callable[[], list[Change]]:
    return lambda: [sound_change(*(Setting(*row) for row in rows))]


def _with(**values: Any) -> Callable[[], list[Change]]:
    return lambda: [replace(sound_change(), **values)]


_sound("a_clock_at_its_end", _with(clock=(LAST, LAST)))
_sound("a_sequence_at_its_end", _with(sequence=LAST))
_sound("a_form_of_the_future", _with(format=LAST))
_sound("a_time_before_all", _with(time="0001-01-01T00:00:00.000+00:00"))
_sound("a_time_after_all", _with(time="9999-12-31T23:59:59.999+00:00"))
_sound("a_zone_that_is_a_path", _with(zone="../../../../etc/passwd"))
_sound("a_label_that_turns", _with(label="\u202e\x1b]8;;http://x\x07<img src=//x/y>" * 50))
_sound("a_step_that_inverts_itself", _with(group=numbered("5"), inverts=numbered("5")))
_sound("a_hundred_thousand_heads", _with(heads=tuple(f"{n:064x}" for n in range(100_000))))
_sound("a_field_of_ours_in_python", _sets(("__class__", "__init__", "__dict__", {"__proto__": 1})))
_sound("a_claim_in_itself", _sets(("claim", numbered("9"), "claim", numbered("9"))))
_sound(
    "a_document_that_is_everything",
    _sets(
        ("document", "../../x", "deleted", True),
        *(
            ("document", "../../x", name, value)
            for name in ("number", "title", "size", "layer", "hidden", "kind", "media_type", "name")
            for value in _ODD
        ),
    ),
)
_sound(
    "places_that_cannot_be",
    _sets(
        *(
            (record, numbered(digit), "place", value)
            for record, digit in (("passage", "7"), ("evidence", "8"))
            for value in _NOWHERE
        )
    ),
)


def _many(count: int, make: Callable[[int], Setting]) -> Callable[[], Iterable[Change]]:
    """Changes of one installation each, none of which saw another."""
    return lambda: (sound_change(make(n), installation=f"{n:032x}") for n in range(count))


@case(CLEAN, HOSTILE)
def ten_thousand_settings(path: Path, _victim: Path) -> None:
    settings = (Setting("claim", f"{n:032x}", "number", 1) for n in range(10_000))
    add(path, [sound_change(*settings)])


_sound("claims_of_one_number", _many(2000, lambda n: Setting("claim", f"{n:032x}", "number", 1)))
_sound(
    "reviewers_of_one_name", _many(2000, lambda n: Setting("reviewer", f"{n:032x}", "name", "A"))
)
_sound(
    "a_field_of_many_minds",
    _many(4000, lambda n: Setting("project", "project", "title", f"Title {n}")),
    CLEAN,
    HOSTILE,
)


def _chain(count: int, installations: int) -> Callable[[], Iterable[Change]]:
    """Changes of which each saw the one before, by ever other installations."""

    def make() -> Iterable[Change]:
        heads: tuple[str, ...] = ()
        for number in range(count):
            made = sound_change(installation=f"{number % installations:032x}")
            made = replace(made, heads=heads, sequence=number)
            heads = (made.id,)
            yield made

    return make


_sound("a_chain_of_strangers", _chain(4000, 4000), CLEAN, HOSTILE)
_sound("a_long_chain", _chain(5000, 2))
