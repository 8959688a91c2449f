# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages are sharp at every pixel ratio: the screen shows the very pixels that were drawn."""

import os
import subprocess
import sys

import pytest

# A process of its own: Qt reads the factor once, when it starts.
PROGRAM = """
import sys
from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sidelight import resources
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.records import Document
from sidelight.reader.remote import Reader

application = QApplication(sys.argv)
path = resources.folder("sample_docs") / "2024-06-19-treaty.pdf"
data = path.read_bytes()
with Reader() as reader:
    read = reader.extract(data, path.name)
    pictures = PictureSource(reader)
    pictures.open("treaty", lambda: data, read.media_type, path.name)
    view = DocumentView(pictures)
    view.resize(640, 480)
    document = Document("treaty", 1, "1", "source", read.title, path.name, "", 1, "en", "")
    view.show_document(document, read.layer, read.pages)
    view.show()
    wanted = lambda: pictures.look("treaty", 1, view.picture_scale(0))
    while wanted() is None:
        QTest.qWait(20)
    picture = wanted()
    shot = view.viewport().grab().toImage().convertToFormat(picture.format())
    ratio = view.devicePixelRatioF()
    corner = view.page_rect(0).topLeft() * ratio
    left, top = round(corner.x()), round(corner.y())
    tall, wide = min(picture.height(), shot.height() - top) - 1, picture.width() - 1
    same = shot.copy(QRect(left, top, wide, tall)) == picture.copy(QRect(0, 0, wide, tall))
    print(ratio, same, left == corner.x() and top == corner.y())
    pictures.close()
"""


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "2"])
def test_a_page_on_screen_is_its_picture_pixel_by_pixel(factor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "-platform", "offscreen"],
        env=os.environ | {"QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == [str(float(factor)), "True", "True"], done.stderr[-800:]
