# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which tab stands where: nothing lost, nothing twice, whatever is done in whatever order."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.documents.arrangement import HALVES, MAIN, Arrangement, Strip, Tab

A, B, C, D = (Tab(name) for name in "abcd")
A2 = Tab("a", second=True)


def side(names: str = "abc") -> Arrangement:
    return Arrangement().fit(list(names))


def shape(one: Arrangement) -> list[str]:
    """Strips as words: window, tabs, the one in front as a capital; * for the active strip."""
    shown = []
    for strip in one.strips:
        keys = (t.key.upper() if t == strip.front else t.key for t in strip.tabs)
        shown.append(f"{strip.window}:{' '.join(keys)}{'*' if strip.id == one.active else ''}")
    return shown


def test_documents_come_and_go() -> None:
    assert shape(side("")) == ["0:*"]
    assert shape(side()) == ["0:A b c*"]
    assert shape(side().show(B).fit(["a", "c"])) == ["0:a C*"]
    assert shape(side().show(C).fit(["b", "a", "d"])) == ["0:a B d*"]
    assert shape(side().fit([])) == ["0:*"]


def test_halves_are_made_filled_and_joined() -> None:
    split = side().beside(B)
    assert shape(split) == ["0:A c", "0:B*"]
    assert shape(side().beside(B, left=True)) == ["0:B*", "0:A c"]
    assert shape(split.beside(A)) == ["0:C", "0:b A*"]
    # the last tab of a half takes the half with it
    assert shape(split.beside(B)) == ["0:a c B*"]
    assert shape(split.unsplit(MAIN)) == ["0:a c B*"]
    assert shape(split.show(C).unsplit(MAIN)) == ["0:a C b*"]
    # a single tab has nothing to stand beside
    assert shape(side("a").beside(A)) == ["0:A*"]
    assert shape(side().unsplit(MAIN)) == ["0:A b c*"]


def test_tabs_are_torn_off_and_put_back() -> None:
    torn = side().tear_off(B)
    assert shape(torn) == ["0:A c", "1:B*"]
    assert torn.windows() == (1,)
    assert shape(torn.tear_off(B)) == shape(torn)
    assert shape(torn.tear_off(A)) == ["0:C", "1:B", "2:A*"]
    assert shape(torn.put_back(1)) == ["0:a c B*"]
    assert shape(torn.put_tab_back(B)) == ["0:a c B*"]
    assert shape(torn.put_tab_back(A)) == shape(torn)
    # into another window by dragging
    assert shape(torn.move(A, torn.strip_of(B).id)) == ["0:C", "1:b A*"]  # type: ignore[union-attr]
    assert shape(torn.move(A, 99)) == ["0:A c*", "1:B"]


def test_a_whole_side_goes_and_comes_back_as_it_was() -> None:
    split = side().beside(B)
    torn = split.tear_off_side()
    assert shape(torn) == ["0:", "1:A c", "1:B*"]
    assert torn.split(1)
    assert not torn.split(MAIN)
    assert shape(torn.put_back(1)) == shape(split)
    assert shape(torn.tear_off_side()) == shape(torn)
    # what is added meanwhile comes to where the others are
    assert shape(torn.fit(["a", "b", "c", "d"])) == [
        "0:",
        "1:A c",
        "1:b* d".replace("* d", " d*").replace("b", "B"),
    ]
    assert shape(torn.put_tab_back(C)) == ["0:C*", "1:A", "1:B"]
    # a window whose main place was taken meanwhile joins what stands there
    assert shape(torn.put_tab_back(C).put_back(1)) == ["0:c A b*"]


def test_a_second_view_goes_with_its_document() -> None:
    two = side().second_view("a")
    assert shape(two) == ["0:A b c", "0:A/2*"]
    assert shape(two.show(A).second_view("a")) == ["0:A b c", "0:A/2*"]
    assert shape(two.fit(["b", "c"])) == ["0:B c*"]
    assert shape(two.close(A2)) == ["0:A b c*"]
    assert shape(two.close(A)) == shape(two)
    assert shape(side("a").second_view("a")) == ["0:A", "0:A/2*"]
    assert shape(side().second_view("z")) == ["0:A b c*"]
    assert shape(side().beside(B).second_view("a")) == ["0:A c", "0:b A/2*"]
    assert Tab.of_key(A2.key) == A2
    assert Tab.of_key(A.key) == A


def test_the_best_view_of_a_document_is_one_in_sight() -> None:
    two = side().second_view("a")
    assert two.best("a") == A2
    assert two.show(A).best("a") == A
    assert two.show(B).best("a") == A2
    # neither in sight: the active strip's, else the first
    behind = two.unsplit(MAIN).show(B)
    assert behind.best("a") == A
    assert two.best("z") is None
    # a jump shows it and leaves the half in use as it is
    assert shape(two.show(C, use=False)) == ["0:a b C", "0:A/2*"]


@pytest.mark.parametrize(
    "kept",
    [None, 7, [], {}, {"strips": 3}, {"strips": [None, 4, {"tabs": [1, None]}]},
     {"strips": [{"window": -2, "tabs": ["a", "a", "a/2"], "front": "q"}], "active": 90},
     {"strips": [{"window": "x", "tabs": "abc", "front": []}], "active": "0"},
     {"strips": [{"tabs": ["a/2"]}, {"tabs": ["b"]}, {"tabs": ["c"]}]}],
)  # fmt: skip
def test_what_was_kept_is_read_whatever_became_of_it(kept: object) -> None:
    read = Arrangement.of_kept(kept)
    sound(read)
    sound(read.fit(["a", "b", "c"]))
    assert {tab.document for tab in read.fit(["a", "b", "c"]).tabs()} == {"a", "b", "c"}


def sound(one: Arrangement) -> None:
    """What holds always."""
    tabs = one.tabs()
    assert len(set(tabs)) == len(tabs)
    assert all(Tab(tab.document) in tabs for tab in tabs)
    ids = [strip.id for strip in one.strips]
    assert len(set(ids)) == len(ids)
    assert one.active in ids
    assert [strip.window for strip in one.strips] == sorted(strip.window for strip in one.strips)
    for window in (MAIN, *one.windows()):
        strips = one.in_window(window)
        assert 1 <= len(strips) <= HALVES
        assert all(strip.tabs for strip in strips) or (window == MAIN and len(strips) == 1)
    for strip in one.strips:
        assert strip.front in strip.tabs if strip.tabs else strip.front is None
    assert one.strip(one.active).tabs or not tabs


TABS = st.builds(Tab, st.sampled_from("abcde"), st.booleans())
NUMBERS = st.integers(0, 5)
DOCUMENTS = st.lists(st.sampled_from("abcde"), unique=True)
KEEPING = st.one_of(
    st.tuples(st.sampled_from(["show", "tear_off", "put_tab_back"]), TABS),
    st.tuples(st.sampled_from(["activate", "unsplit", "put_back"]), NUMBERS),
    st.tuples(st.just("move"), TABS, NUMBERS),
    st.tuples(st.just("reorder"), NUMBERS, st.lists(TABS)),
    st.tuples(st.sampled_from(["beside", "beside_left"]), TABS),
    st.tuples(st.sampled_from(["tear_off_side", "restart"])),
)
OTHER = st.one_of(
    st.tuples(st.just("close"), TABS),
    st.tuples(st.just("second_view"), st.sampled_from("abcde")),
    st.tuples(st.just("fit"), DOCUMENTS),
)


def done(one: Arrangement, step: tuple[object, ...]) -> Arrangement:
    """Do one step as the window does it; a restart keeps it as JSON and reads it again."""
    name, *values = step
    if name == "restart":
        return Arrangement.of_kept(json.loads(json.dumps(one.kept())))
    if name == "beside_left":
        return one.beside(values[0], left=True)  # type: ignore[arg-type]
    return getattr(one, str(name))(*values)  # type: ignore[no-any-return]


@given(st.lists(st.one_of(KEEPING, OTHER), max_size=25))
def test_no_sequence_loses_a_tab_or_shows_one_twice(steps: list[tuple[object, ...]]) -> None:
    one, documents = side("abcde"), set("abcde")
    for step in steps:
        before = set(one.tabs())
        one = done(one, step)
        sound(one)
        after = set(one.tabs())
        if step[0] == "fit":
            documents = set(step[1])  # type: ignore[call-overload]
            assert after <= before | {Tab(name) for name in documents}
        elif step[0] == "second_view":
            wanted = {Tab(str(step[1]), second=True)} if step[1] in documents else set()
            assert after == before | wanted
        elif step[0] == "close":
            assert after == before - ({step[1]} if step[1].second else set())  # type: ignore[attr-defined]
        else:
            assert after == before
        assert {tab.document for tab in after} == documents


@given(st.lists(st.one_of(KEEPING, OTHER), max_size=25))
def test_a_restart_changes_nothing_and_all_can_come_home(steps: list[tuple[object, ...]]) -> None:
    one = side("abcde")
    for step in steps:
        one = done(one, step)
    assert shape(done(one, ("restart",))) == shape(one)
    for window in one.windows():
        one = one.put_back(window)
    one = one.unsplit(MAIN)
    assert len(one.strips) == 1
    sound(one)


def test_a_strip_out_of_use_is_taken_for_the_active_one() -> None:
    split = side().beside(B)
    assert split.strip(77).tabs == (B,)
    assert Arrangement((Strip(3),), 3).strip(0).id == 3
