# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a recognised page is print: dust, lone marks and strays are left out."""

from __future__ import annotations

import pytest

from sidelight.reader.print_lines import Line, Run
from sidelight.reader.recognised_page import _paragraphs, _print_of
from sidelight.text.ink import ink_of


def line(
    text: str, top: float = 100, *, left: float = 70, high: float = 10, gap: float = 6
) -> Line:
    """A line of print, letters 6 points wide, ``gap`` between words."""
    boxes: list[float] = []
    x = left
    for word in text.split(" "):
        for _letter in word:
            boxes += [x, top, x + 6, top + high]
            x += 6
        x += gap
    return Line(text, len(boxes) // 4, high, top + high, left, x - gap, boxes=boxes)


def print_of(*lines: Line) -> list[str]:
    return [one.text for one in _print_of([Run(list(lines))])]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The cost was £ 48,750", "The cost was £ 48,750"),
        ("‘ The cost . was ' 48,750 |", "The cost was 48,750"),
        ("a total of 7 days – no more", "a total of 7 days – no more"),
        ("No. 5 & 6 + 7 %", "No. 5 & 6 + 7 %"),
        ("48 750 рублей , а не 30 000", "48 750 рублей а не 30 000"),
    ],
)
def test_lone_marks_of_dust_go_and_words_stay(text: str, left: str) -> None:
    (found,) = print_of(line(text))
    assert found == left


def test_boxes_stay_with_their_letters() -> None:
    (found,) = _print_of([Run([line("‘ ab . cd")])])
    assert found.text == "ab cd"
    assert [found.boxes[at] for at in range(0, len(found.boxes), 4)] == [82, 88, 112, 118]
    assert len(found.boxes) == 4 * len(ink_of(found.text))
    assert (found.left, found.right) == (82, 124)


@pytest.mark.parametrize("words", ["Hall, Dock Street р", "г Hall, Dock Street"])
def test_a_letter_far_from_its_line_is_a_stray(words: str) -> None:
    assert print_of(line(words, gap=30)) == ["Hall, Dock Street"]
    # as near as words are, it is one
    assert print_of(line(words)) == [words]


def test_a_digit_far_away_is_a_columns() -> None:
    assert print_of(line("Houses repaired 7", gap=40)) == ["Houses repaired 7"]


@pytest.mark.parametrize("dust", ["| _", "~~ ^", "Е", "—", "...", "a", '"'])
def test_a_line_that_says_nothing_is_dust(dust: str) -> None:
    body = [line("A line of ordinary print", 100 + 17 * at) for at in range(5)]
    assert print_of(*body, line(dust, 400)) == ["A line of ordinary print"] * 5


def test_page_numbers_stay() -> None:
    assert print_of(line("A line of print"), line("7", 800)) == ["A line of print", "7"]


def test_low_letters_that_say_little_are_dust() -> None:
    body = [line("A line of ordinary print", 100 + 17 * at) for at in range(5)]
    assert len(print_of(*body, line("ia", 400, high=3))) == 5


def test_lines_at_the_usual_distance_are_one_paragraph() -> None:
    tops = [100, 117, 134, 170, 187, 240]
    runs = _paragraphs([line("words of a line", top) for top in tops])
    assert [len(run.lines) for run in runs] == [3, 2, 1]


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [line("words of a line", 100), line("words", 117), line("   more", 134, left=100)]
    assert [len(run.lines) for run in _paragraphs(lines)] == [2, 1]


def test_two_columns_are_not_one_paragraph() -> None:
    lines = [line("left words", 100), line("left words", 117)]
    lines += [line("right words", 100, left=300), line("right words", 117, left=300)]
    assert [len(run.lines) for run in _paragraphs(lines)] == [2, 2]


def test_a_page_without_print_has_no_paragraphs() -> None:
    assert _paragraphs([]) == []
    assert print_of() == []
