# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large pictures say they are, and areas of their pages in pixels and in points of a PDF."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sidelight.exchange.qdpx_pictures import in_pixels, in_points, pixels
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page


def picture(kind: str, width: int = 31, height: int = 17, **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, kind, **how)
    return out.getvalue()


def page(width: float, height: float) -> Page:
    return Page(1, "", width, height, 0, 0)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "JPEG"])
def test_the_size_is_read_from_the_head(kind: str) -> None:
    assert pixels(picture(kind)) == (31, 17)


def test_a_jpeg_with_other_segments_and_in_several_passes_is_read() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture("JPEG", exif=exif.tobytes(), progressive=True, dpi=(72, 72))
    assert pixels(data) == (31, 17)


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "JPEG2000"])
def test_of_other_pictures_the_size_is_not_known(kind: str) -> None:
    assert pixels(picture(kind)) is None
    assert in_pixels(Rect(0, 0, 5, 5), page(10, 10), picture(kind)) is None


@given(st.sampled_from(["PNG", "GIF", "BMP", "JPEG"]), st.binary(max_size=60), st.integers(0, 700))
def test_any_bytes_have_a_size_or_none(kind: str, noise: bytes, at: int) -> None:
    whole = picture(kind)
    for data in (noise, whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        found = pixels(data)
        assert found is None or min(found) > 0


def test_an_area_is_counted_in_pixels_as_the_picture_is_shown() -> None:
    data = picture("JPEG", 400, 200)
    assert in_pixels(Rect(10, 20, 30, 40), page(200, 100), data) == (20, 40, 60, 80)
    # its camera lay on its side
    assert in_pixels(Rect(10, 20, 30, 40), page(100, 200), data) == (20, 40, 60, 80)
    assert in_pixels(Rect(0, 0, 0.1, 0.1), page(400, 200), data) == (0, 0, 1, 1)


def test_an_area_of_a_pdf_is_counted_from_below() -> None:
    assert in_points(Rect(60, 80, 320, 140), page(420, 595)) == (60, 515, 320, 455)
    assert in_points(Rect(0, 0, 0.2, 0.2), page(420, 595)) == (0, 595, 1, 594)
