# SPDX-License-Identifier: AGPL-3.0-or-later
"""How annotations are drawn, and that any words survive on their way into a PDF."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.vocabulary import LINES
from sidelight.reader.annotation import Annotation, around, dictionary, packed, unpacked
from sidelight.reader.annotation_look import Quad, look, numbers
from sidelight.reader.mupdf import pymupdf

QUAD: Quad = ((10.0, 40.0), (110.0, 40.0), (10.0, 20.0), (110.0, 20.0))
COLOURS = ("#fbdcb8", "#a04907")


def points(drawing: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]\b", drawing)]


def test_every_line_is_drawn_in_a_manner_of_its_own() -> None:
    for kind in ("highlight", "underline", "frame"):
        assert len({look(kind, [QUAD], COLOURS, line, thin=False) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("kind", ["highlight", "underline", "squiggly", "frame"])
@pytest.mark.parametrize("line", LINES)
def test_no_drawing_leaves_the_rectangle_of_its_annotation(kind: str, line: str) -> None:
    x0, y0, x1, y1 = around([QUAD])
    drawn = points(look(kind, [QUAD], COLOURS, line, thin=False))
    assert drawn
    assert all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in drawn)


def test_a_wave_goes_up_and_down_from_one_end_to_the_other() -> None:
    drawn = points(look("squiggly", [QUAD], COLOURS, "wavy", thin=False))
    assert (drawn[0][0], drawn[-1][0]) == (10, 110)
    assert all(one[1] != other[1] for one, other in pairwise(drawn))


def test_a_note_is_left_to_the_program_and_a_line_without_length_is_not_drawn() -> None:
    assert look("note", [QUAD], COLOURS, "solid", thin=False) == ""
    point: Quad = ((5.0, 5.0),) * 4
    assert points(look("underline", [point], COLOURS, "wavy", thin=False)) == []


def test_only_a_highlight_has_a_ground() -> None:
    assert " f" in look("highlight", [QUAD], COLOURS, "solid", thin=False)
    for kind in ("underline", "squiggly", "frame"):
        assert " f" not in look(kind, [QUAD], COLOURS, "solid", thin=False)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_written_as_a_pdf_reads_them(number: float) -> None:
    said = numbers([number])
    assert re.fullmatch(r"-?\d+(\.\d+)?", said)
    assert float(said) == pytest.approx(number, abs=0.0006)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40))
def test_any_words_come_back(words: str) -> None:
    one = Annotation("i", "note", 1, ((1.0, 2.0, 3.0, 4.0),), "#000000", "#000000", "solid")
    marked = Annotation(**{**{f: getattr(one, f) for f in one.__slots__}, "words": words})
    assert unpacked(packed([marked])) == [marked]
    document = pymupdf.open()
    number = document.get_new_xref()
    document.update_object(number, dictionary(marked, [QUAD], 1, 0))
    obj = pymupdf.mupdf.pdf_load_object(pymupdf._as_pdf_document(document), number)
    got = pymupdf.mupdf.pdf_to_text_string(pymupdf.mupdf.pdf_dict_gets(obj, "Contents"))
    assert got == words
