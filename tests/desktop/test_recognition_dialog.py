# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the dialog before recognition offers and hands on, and work beside the session."""

from __future__ import annotations

import threading
from array import array
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.beside import Beside
from sidelight.desktop.dialogs.recognition import Offer, RecognitionDialog
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.desktop.view.text_mirror import TextMirror
from sidelight.errors import Refused
from sidelight.text.corrections import CorrectedText, Correction
from sidelight.text.ink import InkText
from sidelight.text.layer import Block, Page, TextLayer

LANGUAGES = [("eng", "English"), ("rus", "Russian")]
Chosen = list[tuple[tuple[str, ...], tuple[int, ...]]]


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    theme.apply()
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def ask(
    parent: QWidget, *, page: int = 2, unread: tuple[int, ...] = (2, 3), count: int = 4
) -> tuple[RecognitionDialog, Chosen]:
    chosen: Chosen = []
    offer = Offer(LANGUAGES, ["rus"], ["Korean: how to get it."], page, unread, range(1, count + 1))
    dialog = RecognitionDialog(
        parent, offer, lambda *words: chosen.append(words), lambda _path: None
    )
    return dialog, chosen


def offered(dialog: RecognitionDialog) -> dict[str, tuple[int, ...]]:
    return {button.text(): pages for button, pages in dialog.pages}


def test_pages_without_text_come_first_and_all_pages_last(parent: QWidget) -> None:
    dialog, chosen = ask(parent)
    assert offered(dialog) == {
        "All 2 pages without text": (2, 3),
        "Page 2 only": (2,),
        "All pages anew, with text or without": (1, 2, 3, 4),
    }
    dialog.ok.click()
    assert chosen == [(("rus",), (2, 3))]


def test_what_is_marked_is_handed_on(parent: QWidget) -> None:
    dialog, chosen = ask(parent)
    dialog.languages["eng"].click()
    dialog.pages[1][0].click()
    dialog.accept()
    assert chosen == [(("eng", "rus"), (2,))]


@pytest.mark.parametrize(
    ("page", "unread", "count", "words"),
    [
        (1, (1,), 1, ["The 1 page without text"]),
        (1, (), 1, ["Page 1 only"]),
        (3, (), 5, ["Page 3 only", "All pages anew, with text or without"]),
        (1, (1, 2), 2, ["All 2 pages without text", "Page 1 only"]),
    ],
)
def test_no_choice_of_pages_is_offered_twice(
    parent: QWidget, page: int, unread: tuple[int, ...], count: int, words: list[str]
) -> None:
    dialog, _chosen = ask(parent, page=page, unread=unread, count=count)
    assert list(offered(dialog)) == words
    assert dialog.pages[0][0].isChecked()


def test_how_to_get_a_missing_language_is_said(parent: QWidget) -> None:
    dialog, chosen = ask(parent)
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Korean: how to get it." in said
    dialog.reject()
    assert chosen == []


def test_a_chosen_file_closes_the_dialog_and_is_handed_on(parent: QWidget) -> None:
    files: list[Path] = []
    offer = Offer(LANGUAGES, [], [], 1, (1,), (1,))
    dialog = RecognitionDialog(parent, offer, lambda *_words: None, files.append)
    dialog.show()
    dialog._chosen("/data/kor.traineddata")
    assert files == [Path("/data/kor.traineddata")]
    assert not dialog.isVisible()


def test_work_beside_tells_its_progress_and_its_result(parent: QWidget, qtbot: QtBot) -> None:
    told: list[tuple[float, str]] = []
    here = threading.get_ident()

    def work(progress: object, _stop: object) -> int:
        assert callable(progress)
        progress(0.5, "half")
        return threading.get_ident()

    beside = Beside(work, parent)
    beside.progress.connect(lambda share, words: told.append((share, words)))
    with qtbot.waitSignal(beside.done, timeout=20_000) as done:
        beside.start()
    assert told == [(0.5, "half")]
    assert done.args is not None
    assert done.args[0] != here
    beside.end()


@pytest.mark.parametrize("error", [Refused("undo.nothing"), RuntimeError("nobody foresaw it")])
def test_work_beside_that_fails_says_how(parent: QWidget, qtbot: QtBot, error: Exception) -> None:
    def work(_progress: object, _stop: object) -> None:
        raise error

    beside = Beside(work, parent)
    with qtbot.waitSignal(beside.failed, timeout=20_000) as failed:
        beside.start()
    assert failed.args == [error]
    beside.end()


def test_ending_work_beside_waits_for_it_and_tells_nothing(parent: QWidget) -> None:
    begun = threading.Event()
    told: list[object] = []

    def work(_progress: object, stopped: object) -> str:
        assert callable(stopped)
        begun.set()
        while not stopped():
            pass
        return "late"

    beside = Beside(work, parent)
    beside.done.connect(told.append)
    beside.start()
    assert begun.wait(20)
    beside.end()
    assert told == []


def test_a_screen_reader_reads_corrected_words(parent: QWidget) -> None:
    text = InkText("311 familics remained\nih the halls")
    boxes = array("f", [0.0, 0.0, 1.0, 1.0] * len(text))
    page = Page(1, "1", 100.0, 100.0, 0, len(text), boxes)
    geometry = TextGeometry(TextLayer(text, (Block(0, len(text)),)), (page,))
    line = Correction(19, 29, "ih the halls", "in all the halls")
    geometry.reading = CorrectedText(text, [line])
    mirror = TextMirror(parent)
    mirror.reflect(geometry, 19, 29)
    assert mirror.toPlainText() == "311 familics remained\nin all the halls"
    assert mirror.textCursor().selectedText() == "in all the halls"
    mirror.reflect(geometry, 24, 29)
    assert mirror.textCursor().selectedText() == "halls"
