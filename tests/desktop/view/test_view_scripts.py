# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents in scripts of other shapes, and several views of one source of pictures."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.records import Document
from sidelight.reader.extraction import Extraction
from sidelight.reader.remote import Reader
from tests.desktop.view.conftest import Opener, Sheets, count_of, is_drawn

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NOTES = {
    "ru": "Он ещё раз прочёл телеграмму и убрал её в стол. Объём отчёта невелик.",
    "ko": "항구의 서기는 모든 집을 장부에 적었다. 조약은 다음 해에 발효되었다.",
    "zh": "书记员把每一栋房子都记在账上。条约于次年生效。",
    "he": "הפקיד רשם כל בית בפנקס. האמנה נכנסה לתוקף בשנה שלאחריה.",
    "el": "Ο γραμματέας κατέγραψε κάθε σπίτι στο βιβλίο του λιμανιού.",
}
# In each, a few words somewhere in the middle.
WORDS = {
    "ru": "прочёл телеграмму",
    "ko": "모든 집을",
    "zh": "每一栋房子",
    "he": "כל בית",
    "el": "κατέγραψε κάθε",
}


@pytest.fixture(scope="module")
def notes(reader: Reader) -> dict[str, tuple[bytes, Extraction]]:
    files = {}
    for language, words in NOTES.items():
        data = f"<html lang={language}><body><p>{words}</p><p>{words}</p></body></html>".encode()
        files[language] = (data, reader.extract(data, f"{language}.html", whole_page=True))
    return files


def shown(
    qtbot: QtBot, pictures: PictureSource, language: str, notes: dict[str, tuple[bytes, Extraction]]
) -> Sheets:
    data, read = notes[language]
    document = Document(language, 1, "1", "source", "", language, "text/html", 1, language, "")
    pictures.open(
        language,
        lambda: read.rendition or data,
        read.options.get("rendition", "text/html"),
        language,
    )
    view = DocumentView(pictures)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_document(document, read.layer, read.pages)
    view.show()
    qtbot.waitUntil(lambda: is_drawn(view), timeout=20_000)
    return Sheets(view, read, document)


@pytest.mark.parametrize("language", sorted(NOTES))
def test_words_are_selected_in_logical_order_in_every_script(
    qtbot: QtBot,
    pictures: PictureSource,
    notes: dict[str, tuple[bytes, Extraction]],
    language: str,
) -> None:
    sheets = shown(qtbot, pictures, language, notes)
    view, words = sheets.view, WORDS[language]
    port: QWidget = view.viewport()
    backwards = language == "he"
    first, last = sheets.before(words), sheets.after(words)
    if backwards:
        first, last = last, first
    QTest.mousePress(port, LEFT, pos=first.toPoint())
    QTest.mouseMove(port, last.toPoint())
    QTest.mouseRelease(port, LEFT, pos=last.toPoint())
    assert view.selected_text() == words
    # The same by keys: a caret, then characters in the direction the paragraph is written in.
    start, end = sheets.range_of(words)
    view.select(start, start)
    view.set_caret_mode(True)
    for _ in range(end - start):
        QTest.keyClick(view, Qt.Key.Key_Left if backwards else Qt.Key.Key_Right, SHIFT)
    assert view.selected_text() == words
    QTest.keyClick(view, Qt.Key.Key_Right if backwards else Qt.Key.Key_Left, SHIFT)
    assert view.selection() == (start, end - 1)
    QTest.keyClick(view, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_End, CONTROL | SHIFT)
    assert view.selection() == (0, len(view.text.text))
    assert count_of(view, qtbot, words) == 2


def test_two_views_share_pictures_and_one_closes_without_the_other(
    opened: Opener, qtbot: QtBot
) -> None:
    one, other = opened().view, opened("2024-06-19-treaty.pdf").view
    same = opened().view
    assert one.pictures is other.pictures is same.pictures
    assert one.picture_of(0) == same.picture_of(0)
    # A view that is gone wants nothing any more.
    owner = same._owner
    qtbot.waitUntil(lambda: owner in one.pictures._wants)
    same.deleteLater()
    qtbot.waitUntil(lambda: owner not in one.pictures._wants)
    del same
    gc.collect()  # nothing holds on to it
    other.set_zoom(1.3)
    qtbot.waitUntil(lambda: is_drawn(other), timeout=20_000)
    one.verticalScrollBar().setValue(one.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: is_drawn(one), timeout=20_000)


def test_another_document_in_the_same_view_starts_afresh(
    opened: Opener, extractions: dict[str, tuple[bytes, Extraction]], qtbot: QtBot
) -> None:
    sheets = opened()
    view = sheets.view
    view.find("again")
    assert view.searching
    view.select(5, 9)
    view.verticalScrollBar().setValue(900)
    name = "2024-06-19-treaty.pdf"
    data, read = extractions[name]
    view.pictures.open("other", lambda: data, read.media_type, name)
    document = Document("other", 2, "2", "source", "A treaty", name, "", 1, "en", "")
    view.show_document(document, read.layer, read.pages)
    assert (view.selection(), view.find_next(1)) == (None, (0, 0))
    assert (view.verticalScrollBar().value(), view.page_now()) == (0, 1)
    assert view.accessibleName() == "A treaty"
    assert view.document is document
    qtbot.waitUntil(lambda: is_drawn(view), timeout=20_000)


def test_a_view_without_a_document_takes_every_key_calmly(
    pictures: PictureSource, qtbot: QtBot
) -> None:
    view = DocumentView(pictures)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    for key in (Qt.Key.Key_F7, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
        QTest.keyClick(view, key, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    QTest.mouseClick(view.viewport(), LEFT)
    QTest.mouseMove(view.viewport())
    assert (view.selection(), view.page_now()) == (None, 0)
    assert count_of(view, qtbot, "x") == 0
    view.restore(view.position())
    view.reveal(0, 5)
    view.viewport().grab()
