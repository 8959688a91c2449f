# SPDX-License-Identifier: AGPL-3.0-or-later
"""The queue of pictures: who is served when."""

from sidelight.desktop.view.picture_cache import Wish
from sidelight.desktop.view.wanting import Wants


def wish(page: int) -> Wish:
    return Wish("a", page, 1.0)


def drain(wants: Wants) -> list[int]:
    """The pages in the order in which they are drawn."""
    done: set[Wish] = set()
    order: list[int] = []
    for later in (False, True):
        while (found := wants.next(lambda one: one not in done, later=later)) is not None:
            done.add(found)
            order.append(found.page)
    return order


def test_everyones_first_comes_before_anyones_second_and_who_can_wait_waits() -> None:
    wants = Wants()
    wants.put("thumbnails", [wish(7), wish(8)], later=True)
    wants.put("left", [wish(1), wish(2), wish(3)])
    wants.put("right", [wish(4), wish(5)])
    assert drain(wants) == [1, 4, 2, 5, 3, 7, 8]


def test_what_is_wanted_is_replaced_put_first_done_and_dropped() -> None:
    wants = Wants()
    wants.put("left", [wish(1), wish(2)])
    wants.put("left", [wish(3), wish(4)])
    wants.add_first("left", wish(4))
    assert drain(wants) == [4, 3]
    wants.done("left", wish(4))
    wants.done("nobody", wish(4))
    assert drain(wants) == [3]
    assert "left" in wants
    wants.drop("left")
    wants.drop("left")
    assert "left" not in wants
    assert drain(wants) == []


def test_who_could_wait_may_be_in_a_hurry_later() -> None:
    wants = Wants()
    wants.put("thumbnails", [wish(7)], later=True)
    assert wants.next(lambda _one: True) is None
    wants.put("thumbnails", [wish(7)])
    assert wants.next(lambda _one: True) == wish(7)
