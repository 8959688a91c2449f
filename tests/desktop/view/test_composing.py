# SPDX-License-Identifier: AGPL-3.0-or-later
"""What highlights look like, pixel by pixel: grounds, lines, veils and badges."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from sidelight.desktop.view.badges import _picture, badge_width
from sidelight.desktop.view.composing import ComposedPages, Layers, paint_layers
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.line_stack import clusters, drops, lanes
from sidelight.desktop.view.marks import Mark
from sidelight.desktop.view.underlines import paint_line, thickness
from sidelight.model.styles import STYLES, Style
from sidelight.text.geometry import Rect

pytestmark = pytest.mark.usefixtures("qapp")
WIDE, TALL = 200, 60
LINES = {style.line: style for style in reversed(STYLES.values())}


def paper(colour: str = "#ffffff") -> QImage:
    image = QImage(WIDE, TALL, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def rows(image: QImage, ground: str = "#ffffff") -> list[str]:
    """Each row as a string: a dot where the ground shows, a hash where anything else does."""
    return [
        "".join("." if image.pixelColor(x, y).name() == ground else "#" for x in range(WIDE))
        for y in range(TALL)
    ]


def drawn_line(style: Style, lane: float = 0, thick: float = 2.0) -> list[str]:
    image = paper()
    painter = QPainter(image)
    paint_line(painter, QRectF(0, 10, WIDE, 20), style, thick, lane)
    painter.end()
    return rows(image)


def inked(found: list[str]) -> list[int]:
    """The numbers of the rows that hold ink."""
    return [number for number, row in enumerate(found) if "#" in row]


def mark(name: str, verdict: str, *rects: Rect, lane: int = 0) -> Mark:
    return Mark(Highlight(name, 0, 9, STYLES[verdict]), rects, lane, starts=True, ends=True)


def highlight(name: str, start: int, end: int, verdict: str) -> Highlight:
    return Highlight(name, start, end, STYLES[verdict])


def composed(layers: Layers, ground: QImage | None = None, scale: float = 1.0) -> QImage:
    image = paper() if ground is None else ground
    painter = QPainter(image)
    paint_layers(painter, layers, scale, 1.0)
    painter.end()
    return image


def test_the_lines_of_the_styles_differ_without_their_colours() -> None:
    found = {line: drawn_line(style) for line, style in LINES.items()}
    assert set(found) == {"solid", "dashed", "wavy", "dotted", "double"}
    solid = [found["solid"][row] for row in inked(found["solid"])]
    assert solid == ["#" * WIDE] * 2
    dashes = {found["dashed"][row] for row in inked(found["dashed"])}
    assert len(dashes) == 1
    gaps = dashes.pop().split(".")
    assert len([dash for dash in gaps if len(dash) >= 5]) >= 15
    dots = "".join(found["dotted"][row] for row in inked(found["dotted"])[1:2])
    assert 35 <= len([dot for dot in dots.split(".") if dot]) <= 60
    double = inked(found["double"])
    assert [found["double"][row] for row in double] == ["#" * WIDE] * len(double)
    assert any(after - before > 1 for before, after in pairwise(double))
    wave = inked(found["wavy"])
    assert len(wave) >= 4
    # A wave reaches everywhere along the line, and nowhere at one height only.
    assert all(any(found["wavy"][row][x] == "#" for row in wave) for x in range(WIDE))
    assert all("." in found["wavy"][row] for row in wave)


@pytest.mark.parametrize("line", sorted(LINES))
def test_lines_of_other_lanes_come_below_and_thicker_ones_are_thicker(line: str) -> None:
    style = LINES[line]
    tops = [inked(drawn_line(style, lane))[0] for lane in range(3)]
    assert tops[0] < tops[1] < tops[2]
    assert tops[2] - tops[0] <= 8
    # however deep, a line stays near its words, not on the next ones
    deepest = inked(drawn_line(style, 40))
    assert deepest[-1] <= 30 + 0.55 * 20
    assert all(28 <= row <= 34 for row in inked(drawn_line(style)))
    thin = len(inked(drawn_line(style, thick=1.3)))
    assert thin <= len(inked(drawn_line(style, thick=4.0)))
    # A line never begins anew in the middle of a page: the second half repeats the first.
    first = drawn_line(style)
    period = next(
        step for step in range(1, 40) if all(row[step:] == row[: WIDE - step] for row in first)
    )
    assert period <= 12


def test_lines_of_one_passage_do_not_lie_on_each_other() -> None:
    # the tall kinds on the same words, each with room of its own
    words = [
        highlight(f"{n}", 0, 9, line) for n, line in enumerate(("denied", "split", "verified"))
    ]
    found = lanes(words)
    depth = drops(words, found, clusters(words))
    spans = []
    for one, deep in zip(words, depth, strict=True):
        rows_ = inked(drawn_line(one.style, deep, 1.4))
        spans.append((rows_[0], rows_[-1]))
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    # what does not touch them lies at the top
    far = highlight("far", 20, 22, "denied")
    assert drops([*words, far], [*found, 0], clusters([*words, far]))[-1] == 0
    assert [sorted(one) for one in clusters([far, *words])] == [[1, 2, 3], [0]]


def test_identical_passages_share_the_ground_in_bands_and_one_lit_takes_it_all() -> None:
    place = Rect(0.0, 10.0, WIDE, 40.0)
    marks = (mark("a", "verified", place), mark("b", "denied", place), mark("c", "split", place))
    image = composed(Layers(marks))
    column = [image.pixelColor(5, y).name() for y in range(10, 36)]
    shown = list(dict.fromkeys(column))
    assert shown[:3] == [STYLES[word].fill for word in ("verified", "denied", "split")]
    counts = [column.count(one) for one in shown[:2]]
    assert counts == [10, 10]
    lit = composed(Layers(marks, frozenset({"b"})))
    assert len({lit.pixelColor(5, y).name() for y in range(14, 34)}) == 1


def test_thickness_follows_the_zoom_within_bounds() -> None:
    steps = [thickness(zoom * 4 / 3, 1.0) for zoom in (0.25, 0.75, 1.0, 1.5, 4.0)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (1.25, 2.5)
    assert thickness(4 / 3 * 2, 2.0) == pytest.approx(2 * thickness(4 / 3, 1.0))


def test_a_ground_is_multiplied_so_that_print_and_grain_stay() -> None:
    ground = paper()
    ground.setPixelColor(20, 20, QColor("#000000"))
    ground.setPixelColor(21, 20, QColor("#808080"))
    fill = QColor(STYLES["verified"].fill)
    image = composed(Layers((mark("a", "verified", Rect(10, 10, 60, 30)),)), ground)
    assert image.pixelColor(20, 20).name() == "#000000"
    grey = image.pixelColor(21, 20)
    for part, whole in zip(grey.getRgb()[:3], fill.getRgb()[:3], strict=True):  # type: ignore[index]
        assert part == pytest.approx(whole * 0x80 / 255, abs=2)
    assert image.pixelColor(15, 15).name() == fill.name()
    assert image.pixelColor(9, 15).name() == "#ffffff"
    assert image.pixelColor(60, 15).name() == "#ffffff"


def test_where_marks_overlap_the_last_shows_stronger_and_one_lit_before_all() -> None:
    large = mark("large", "verified", Rect(0, 10, 100, 30))
    small = mark("small", "denied", Rect(40, 10, 60, 30), lane=1)
    image = composed(Layers((large, small)))
    assert image.pixelColor(10, 15).name() == STYLES["verified"].fill
    shared = image.pixelColor(50, 15)
    alone = QColor(STYLES["denied"].fill)
    assert shared.red() > shared.green() + 60  # red, not a mixture with green
    assert shared.lightness() < alone.lightness()
    lit = composed(Layers((large, small), frozenset({"large"})))
    assert lit.pixelColor(50, 15).green() > lit.pixelColor(50, 15).red()
    assert lit.pixelColor(10, 15).lightness() < image.pixelColor(10, 15).lightness()
    outline = {lit.pixelColor(x, y).name() for x in range(100) for y in (8, 9, 10)}
    assert any(QColor(name).lightness() < 120 for name in outline)
    # Lines of both are there.
    assert STYLES["verified"].ink in {image.pixelColor(10, y).name() for y in range(26, 34)}


def test_hidden_parts_are_veiled_offered_ones_framed_and_hits_marked() -> None:
    print_ = paper("#202020")
    image = composed(Layers(hidden=(Rect(0, 0, 50, 60),)), print_)
    assert image.pixelColor(20, 20).lightness() > 170
    assert image.pixelColor(70, 20).lightness() < 40
    framed = rows(composed(Layers(offered=(Rect(20, 10, 120, 40),))))
    assert "#" in framed[10]
    assert "." in framed[10][20:120]
    assert set(framed[25][30:110]) == {"."}
    hit = composed(Layers(hits=(Rect(20, 10, 60, 30),)))
    assert hit.pixelColor(30, 20).name() == "#ffe08a"
    assert Layers().empty
    assert not Layers(hits=(Rect(0, 0, 1, 1),)).empty


def test_a_page_is_composed_again_only_when_something_changed() -> None:
    pages = ComposedPages(4 * paper().sizeInBytes())
    layers = Layers((mark("a", "verified", Rect(10, 10, 60, 30)),))
    picture = paper()
    first = pages.get(0, picture, 1, layers, 1.0, 1.0)
    assert pages.get(0, picture, 1, layers, 1.0, 1.0) is first
    assert picture.pixelColor(15, 15).name() == "#ffffff"  # the picture itself stays bare
    assert pages.get(0, picture, 2, layers, 1.0, 1.0) is not first
    redrawn = paper("#f0f0f0")
    again = pages.get(0, redrawn, 2, layers, 1.0, 1.0)
    assert again.pixelColor(100, 50).name() == "#f0f0f0"
    for page in range(1, 9):
        pages.get(page, redrawn, 2, layers, 1.0, 1.0)
    assert pages.get(0, redrawn, 2, layers, 1.0, 1.0) is not again  # was dropped meanwhile


def test_badges_are_pills_with_white_words_or_signs() -> None:
    assert badge_width("", "check") == 19.0
    assert badge_width("1·3", "") > badge_width("1", "")
    assert badge_width("12", "check") > badge_width("12", "")
    for ratio in (1.0, 1.25, 2.0):
        pictures = {}
        for style in (STYLES["verified"], STYLES["disputed"], STYLES["denied"], STYLES["split"]):
            width = badge_width("", style.icon)
            image = _picture("", style.icon, style.ink, width, ratio).toImage()
            assert image.width() == round(width * ratio)
            colours = [
                image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
            ]
            assert colours[0].alpha() == 0  # round corners
            assert style.ink in {colour.name() for colour in colours}
            white = [colour.lightness() > 200 and colour.alpha() > 200 for colour in colours]
            assert 8 * ratio < sum(white) < len(white) / 3
            pictures[style.word] = "".join("#" if one else "." for one in white)
        assert len(set(pictures.values())) == 4  # told apart without their colours
    text = _picture("7", "", replace(STYLES["denied"]).ink, 19.0, 1.0).toImage()
    assert any(text.pixelColor(x, y).lightness() > 230 for x in range(5, 14) for y in range(3, 14))
