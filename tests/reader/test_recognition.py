# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recognition in the confined process: words, boxes on the print, failures that stay one page's."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import DocumentError
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.recogniser import Recogniser
from sidelight.text.ink import InkText
from sidelight.text.layer import Page
from sidelight.text.page_lines import PageLines
from sidelight.text.page_texts import PageText
from sidelight.worker import Cancelled
from tests.reader.typed_note import ENGLISH, Wear, error_rate, scanned, typed


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the English data that the extra ``ocr`` brings."""
    folder = tmp_path_factory.mktemp("tessdata")
    shutil.copy(Path(sysconfig.get_path("data")) / "share/tessdata/eng.traineddata", folder)
    return folder


def recogniser(data: Path, document: bytes) -> Recogniser:
    return Recogniser(data, "note", lambda: document, "application/pdf", "note")


@pytest.fixture(scope="module")
def worn() -> bytes:
    return scanned(ENGLISH)


@pytest.fixture(scope="module")
def note(data: Path, worn: bytes) -> Iterator[PageText]:
    with recogniser(data, worn) as made:
        yield made.page(1, "eng")


def test_a_worn_scan_is_read_with_few_errors(note: PageText) -> None:
    assert error_rate(note.text, ENGLISH) < 0.04
    assert "1,240 houses had been repaired" in note.text


def test_lines_that_belong_together_are_one_paragraph(note: PageText) -> None:
    cost = [words for _, _, words in note.paragraphs if "ratepayers" in words]
    assert len(cost) == 1
    assert cost[0].count("\n") >= 3
    assert "register shows" not in cost[0]


def test_boxes_stand_on_the_print_though_the_picture_was_turned(note: PageText) -> None:
    # The typed page turned as the scan was: where its words are is known exactly.
    page = pymupdf.open(stream=typed(ENGLISH), filetype="pdf")[0]
    turn = pymupdf.Matrix(1, 1).prerotate(1.7)
    moved = page.rect * turn
    shift = pymupdf.Point((moved.width - 595) / 2 + moved.x0, (moved.height - 842) / 2 + moved.y0)
    text = InkText(note.text)
    for word in ("ratepayers", "Editor,", "attach", "Whitcombe"):
        (there,) = page.search_for(word)
        middle = (there.tl + there.br) / 2 * turn - shift
        start = text.offset(text.text.index(word))
        boxes = [note.boxes[4 * at : 4 * at + 4] for at in range(start, start + len(word))]
        x = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
        y = sum(box[1] + box[3] for box in boxes) / 2 / len(boxes)
        assert abs(x - middle.x) < 2.5, word
        assert abs(y - middle.y) < 2.5, word


def test_each_line_of_a_skewed_page_is_one_line(note: PageText) -> None:
    text = InkText(note.text)
    page = Page(1, "1", 595, 842, 0, len(text), note.boxes)
    lines = [text.slice(line.start, line.end) for line in PageLines(page, text.ink).lines]
    assert lines == [line for line in note.text.split("\n") if line]


def test_a_page_of_dust_alone_has_no_text(data: Path) -> None:
    dust = scanned("", Wear(specks=900, grain=20))
    with recogniser(data, dust) as made:
        assert made.page(1, "eng").text == ""


def test_a_page_that_takes_too_long_leaves_the_next_its_turn(data: Path, worn: bytes) -> None:
    with recogniser(data, worn) as made:
        with pytest.raises(DocumentError, match="Page 1 of note took longer than"):
            made.page(1, "eng", seconds=0.05)
        assert "ratepayers" in made.page(1, "eng").text


def test_a_page_that_is_not_there_or_damaged_has_its_sentence(data: Path, worn: bytes) -> None:
    with recogniser(data, worn) as made, pytest.raises(DocumentError, match="Page 9 of note"):
        made.page(9, "eng")
    with recogniser(data, b"%PDF-1.7 nothing") as made, pytest.raises(DocumentError) as caught:
        made.page(1, "eng")
    assert caught.value.id == "recognition.failed"


def test_data_that_fit_no_engine_are_named(tmp_path: Path, worn: bytes) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"nothing of the kind")
    with recogniser(tmp_path, worn) as made, pytest.raises(DocumentError) as caught:
        made.page(1, "eng")
    assert caught.value.id == "recognition.data"


def test_it_stops_when_asked(data: Path, worn: bytes) -> None:
    with recogniser(data, worn) as made, pytest.raises(Cancelled):
        made.page(1, "eng", cancelled=lambda: True)
