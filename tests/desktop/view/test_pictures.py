# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures drawn by the real reader in the background, kept within their bytes."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.page_images import as_image, as_picture
from sidelight.desktop.view.picture_cache import PictureCache, Wish
from sidelight.desktop.view.pictures import (
    LEAST_BYTES,
    MOST_BYTES,
    VIEWS_KEPT,
    PictureSource,
)
from sidelight.reader.extraction import Extraction
from sidelight.reader.picture import Picture
from sidelight.reader.remote import Reader

NAME = "2024-06-19-treaty.pdf"
Read = dict[str, tuple[bytes, Extraction]]


def image(size: int) -> QImage:
    made = QImage(size, size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made


def test_the_longest_unused_goes_first_and_the_nearest_scale_is_found() -> None:
    cache = PictureCache(3 * 4 * 100)
    wishes = [Wish("a", page, 1.0) for page in range(1, 5)]
    for wish in wishes[:3]:
        cache.put(wish, image(10))
    assert cache.get(wishes[0]) is not None
    cache.put(wishes[3], image(10))
    assert [cache.get(wish) is not None for wish in wishes] == [True, False, True, True]
    assert cache.size == 1200
    cache.put(Wish("a", 1, 2.0), image(5))
    nearest = cache.nearest("a", 1, 1.9)
    assert nearest is not None
    assert nearest.width() == 5
    assert cache.nearest("b", 1, 1.0) is None
    cache.put(Wish("a", 1, 2.0), image(4))
    assert cache.size <= 1200
    cache.put(Wish("b", 1, 1.0), image(100))  # larger than the limit: kept, alone
    assert (cache.size, cache.get(wishes[0])) == (40_000, None)
    cache.forget("b")
    assert cache.size == 0


def test_as_much_is_kept_as_goes_with_what_is_seen(reader: Reader) -> None:
    source = PictureSource(reader)
    assert source._cache.limit == LEAST_BYTES
    source.fit(4 << 20)
    assert source._cache.limit == VIEWS_KEPT * (4 << 20)
    source.fit(1)
    assert source._cache.limit == VIEWS_KEPT * (4 << 20), "a larger view is still there"
    source.fit(1 << 30)
    assert source._cache.limit == MOST_BYTES


def test_what_is_wanted_makes_no_room_for_what_is_wanted_too(
    reader: Reader, extractions: Read, qtbot: QtBot
) -> None:
    data, found = extractions[NAME]
    source = PictureSource(reader, limit=1)
    source.open("treaty", lambda: data, found.media_type)
    drawn: list[int] = []
    source.drawn.connect(lambda _key, page: drawn.append(page))
    wishes = [Wish("treaty", page, scale) for page, scale in ((1, 0.5), (2, 0.5), (1, 0.7))]
    source.want("one view", wishes[:2])
    source.want("another", wishes[2:])
    qtbot.waitUntil(lambda: len(drawn) >= 3)
    with source._state:
        assert source._wants.next(source._open_wish) is None, "drawn again and again"
    source.leave("one view")
    source.want("another", [Wish("treaty", 1, 0.25)])
    qtbot.waitUntil(lambda: source.look("treaty", 1, 0.25) is not None)
    assert [source.find(wish) for wish in wishes] == [None] * 3
    source.close()


def test_an_image_owns_its_pixels() -> None:
    rows = bytearray(b"\xff\x00\x00" * 3 + b"\x00" * 3) * 2  # a row of 3 pixels, then filling
    made = as_image(Picture(3, 2, 12, memoryview(rows)))
    rows[:] = bytes(len(rows))
    assert (made.width(), made.height()) == (3, 2)
    assert {made.pixelColor(x, y).name() for x in range(3) for y in range(2)} == {"#ff0000"}
    assert QColor(made.pixelColor(2, 1)).red() == 255


def test_what_was_freed_goes_back_to_the_system_once_nothing_is_drawn(
    reader: Reader, extractions: Read, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    thread = threading.current_thread
    monkeypatch.setattr(
        "sidelight.desktop.view.pictures.give_back_free_pages", lambda: given.append(thread().name)
    )
    data, found = extractions[NAME]
    source = PictureSource(reader)
    source.open("treaty", lambda: data, found.media_type)
    source.want("a view", [Wish("treaty", 1, 0.5), Wish("treaty", 2, 0.5)])
    qtbot.waitUntil(lambda: source.look("treaty", 2, 0.5) is not None)
    assert given == []  # more may be wanted at once
    qtbot.waitUntil(lambda: given == ["pictures"])
    source.want("a view", [])
    qtbot.wait(500)
    assert given == ["pictures"], "nothing was drawn since"
    source.want("a view", [Wish("treaty", 2, 0.7)])
    qtbot.waitUntil(lambda: len(given) == 2)
    source.close()


@pytest.mark.parametrize("inverted", [False, True])
def test_an_image_is_the_picture_it_was_made_of(inverted: bool) -> None:
    rows = bytes(range(9)) + b"\x00" * 3 + bytes(range(20, 29)) + b"\x00" * 3
    drawn = Picture(3, 2, 12, rows, 5, 7, inverted)
    again = as_picture(as_image(drawn))
    assert as_image(again) == as_image(drawn)
    assert (again.width, again.height, again.left, again.top) == (3, 2, 5, 7)
    assert again.inverted == inverted


def test_pages_are_drawn_off_the_windows_thread(
    pictures: PictureSource, extractions: Read, qtbot: QtBot
) -> None:
    threads: list[str] = []
    data = extractions[NAME][0]

    def load() -> bytes:
        threads.append(threading.current_thread().name)
        return data

    pictures.open("fresh", load, "application/pdf", NAME)
    assert pictures.request("fresh", 1, 1.5) is None
    with qtbot.waitSignal(pictures.drawn, timeout=20_000) as drawn:
        pass
    assert drawn.args == ["fresh", 1]
    found = pictures.request("fresh", 1, 1.5)
    assert found is not None
    assert found.width() == pytest.approx(595 * 1.5, abs=3)
    assert found.pixelColor(1, 1).name() == "#ffffff"
    assert threads == ["pictures"]
    assert pictures.look("fresh", 1, 1.0) is None
    assert pictures.nearest("fresh", 1, 1.0) == found
    pictures.forget("fresh")
    assert pictures.nearest("fresh", 1, 1.0) is None


def test_what_nobody_wants_any_more_is_not_drawn(
    pictures: PictureSource, extractions: Read, qtbot: QtBot
) -> None:
    data = extractions[NAME][0]
    held = threading.Event()

    def load() -> bytes:
        held.wait(10)
        return data

    drawn: list[int] = []
    pictures.drawn.connect(lambda _key, page: drawn.append(page))
    pictures.open("slow", load, "application/pdf", NAME)
    one, other = object(), object()
    pictures.want(one, [Wish("slow", 1, 0.5)])
    qtbot.waitUntil(lambda: pictures._drawing is not None)
    pictures.want(one, [Wish("slow", 1, 0.7), Wish("slow", 2, 0.7)])
    pictures.want(one, [Wish("slow", 2, 0.9)])
    pictures.want(other, [Wish("slow", 1, 0.9)])
    pictures.leave(other)
    held.set()
    qtbot.waitUntil(lambda: pictures.look("slow", 2, 0.9) is not None, timeout=20_000)
    assert pictures.look("slow", 1, 0.5) is not None  # was in the works
    # it is told a moment after it is there
    qtbot.waitUntil(lambda: len(drawn) > 1)
    assert drawn == [1, 2]
    assert pictures.look("slow", 1, 0.7) is None
    assert pictures.look("slow", 1, 0.9) is None


def test_a_failure_is_told_once_and_tried_again_when_asked(
    pictures: PictureSource, extractions: Read, qtbot: QtBot
) -> None:
    pictures.open("treaty", lambda: extractions[NAME][0], "application/pdf", NAME)
    with qtbot.waitSignal(pictures.failed, timeout=20_000) as failed:
        pictures.request("treaty", 40, 1.0)
    assert failed.args is not None
    assert failed.args[:2] == ["treaty", 40]
    assert "there is no page 40" in failed.args[2]
    assert pictures.failure("treaty", 40) == failed.args[2]
    assert pictures.failure("treaty", 1) == ""
    with qtbot.waitSignal(pictures.failed, timeout=20_000):
        pictures.retry("treaty", 40)


def test_closing_ends_the_thread_and_nobody_is_told(reader: Reader, qtbot: QtBot) -> None:
    source = PictureSource(reader)
    source.open("x", lambda: b"", "application/pdf", "x.pdf")
    with qtbot.waitSignal(source.failed, timeout=20_000):
        source.request("x", 1, 1.0)
    thread = source._thread
    assert thread is not None
    source.close()
    thread.join(10)
    assert not thread.is_alive()
    source.request("x", 2, 1.0)
    assert source._thread is thread
