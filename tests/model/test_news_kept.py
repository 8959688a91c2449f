# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became another since somebody looked, and numbers that are kept meanwhile."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.log import Key
from sidelight.model.news import News
from sidelight.model.numbering import Numbering
from sidelight.model.telling_apart import tails

IDS = tuple(f"{number:032x}" for number in (1, 2, 3, 0x10, 0x11))
KEYS: tuple[Key, ...] = tuple((kind, id_) for kind in ("claim", "document") for id_ in IDS)


def test_news_are_told_since_each_moment() -> None:
    news = News()
    begun = news.moment
    assert news.since(begun) == set()
    news.tell({"a"})
    between = news.moment
    news.tell({"b", "c"})
    assert news.since(begun) == {"a", "b", "c"}
    assert news.since(between) == {"b", "c"}
    assert news.since(news.moment) == set()
    news.tell({"a"})
    assert news.since(between) == {"a", "b", "c"}


def test_where_anything_may_have_changed_it_is_said() -> None:
    news = News()
    begun = news.moment
    news.tell({"a"})
    news.tell(None)
    assert news.since(begun) is None
    after = news.moment
    news.tell({"b"})
    assert news.since(after) == {"b"}
    news.tell({str(number) for number in range(30_000)})
    assert news.since(after) is None


def test_who_looks_rarely_looks_at_everything() -> None:
    news = News()
    begun = news.moment
    for number in range(64):
        news.tell({str(number)})
    assert news.since(begun) == {str(number) for number in range(64)}
    news.tell({"more"})
    assert news.since(begun) is None
    assert news.since(news.moment + 1) is None


def test_what_is_told_is_not_what_is_told_later() -> None:
    news, ids = News(), {"a"}
    begun = news.moment
    news.tell(ids)
    ids.add("b")
    assert news.since(begun) == {"a"}


CHANGES = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 3), st.booleans()), max_size=30)


@given(CHANGES)
def test_numbers_kept_are_those_made_anew(changes: list[tuple[Key, int, bool]]) -> None:
    numbers: dict[Key, int] = {}
    shown: set[Key] = set()
    kept = Numbering(shown.__contains__, lambda key: numbers.get(key, 0))
    for key, number, shows in changes:
        before = {one: kept.label(one) for one in shown}
        numbers[key] = number
        (shown.add if shows else shown.discard)(key)
        near = kept.look_at([key])
        anew = Numbering(shown.__contains__, lambda key: numbers.get(key, 0))
        anew.look_at(KEYS)
        labels = {one: anew.label(one) for one in KEYS}
        assert {one: kept.label(one) for one in KEYS} == labels
        others = {one for one in before.keys() & shown if one != key and before[one] != labels[one]}
        assert {id_ for _kind, id_ in others} <= near
        assert len({(one[0], label) for one, label in labels.items() if one in shown}) == len(shown)


def test_equal_numbers_are_told_apart_while_both_show() -> None:
    shown, number = {KEYS[0]}, 7
    numbering = Numbering(shown.__contains__, lambda _key: number)
    numbering.look_at(KEYS[:2])
    assert numbering.label(KEYS[0]) == "7"
    shown.add(KEYS[1])
    assert numbering.look_at([KEYS[1]]) == {KEYS[0][1], KEYS[1][1]}
    told = tails({KEYS[0][1], KEYS[1][1]})
    assert numbering.label(KEYS[0]) == f"7{told[KEYS[0][1]]}"
    assert numbering.label(KEYS[1]) != numbering.label(KEYS[0])
    shown.discard(KEYS[1])
    assert KEYS[0][1] in numbering.look_at([KEYS[1]])
    assert numbering.label(KEYS[0]) == "7"
    # told from those that show even where it does not
    assert numbering.label(KEYS[1]) != "7"


def test_a_copy_goes_its_own_way() -> None:
    shown = set(KEYS[:1])
    first = Numbering(shown.__contains__, lambda _key: 1)
    first.look_at(KEYS[:1])
    others = set(KEYS[:2])
    second = first.copy(others.__contains__, lambda _key: 1)
    second.look_at(KEYS[:2])
    assert first.label(KEYS[0]) == "1"
    assert second.label(KEYS[0]) != "1"
