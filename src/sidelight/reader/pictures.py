# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pixels: PNG, JPEG, GIF, BMP, TIFF of any number of pages and JPEG 2000 as they are;
WebP, AVIF and HEIC as a PNG made of them.
"""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from sidelight.reader.extraction import Extraction
from sidelight.reader.fixed import read_fixed
from sidelight.reader.opening import COMIC_TYPE
from sidelight.reader.picture_kinds import picture_kind
from sidelight.reader.pillow_pictures import HEIC, MOST_PIXELS, as_png, pixels_of, turned
from sidelight.reader.reading import Format, Progress, Request, Unreadable

_DRAWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/jp2"})
MADE = frozenset({"image/webp", "image/avif", *(("image/heic",) if HEIC else ())})


def is_picture(data: bytes, _suffix: str) -> bool:
    """Tell a picture that MuPDF draws."""
    return picture_kind(data) in _DRAWN


def is_modern_picture(data: bytes, _suffix: str) -> bool:
    """Tell a picture that has to be made into another to be drawn."""
    return picture_kind(data) in MADE


def read_picture(request: Request, report: Progress) -> Extraction:
    """Read a picture, or each page of a TIFF, as a page without text, turned as its camera says."""
    if pixels_of(request.data) > MOST_PIXELS:
        raise Unreadable("too_costly")
    kind = picture_kind(request.data)
    # MuPDF turns JPEGs itself.
    count = 0 if kind == "image/jpeg" else turned(request.data)
    rendition = None
    if count == 1:
        rendition = as_png(request.data), "image/png"
    elif count:
        pages = [as_png(request.data, number) for number in range(count)]
        rendition = archived(pages), COMIC_TYPE
    return read_fixed(request, report, kind, rendition=rendition)


def read_modern_picture(request: Request, report: Progress) -> Extraction:
    """Read a picture as a page without text, drawn from a PNG."""
    rendition = as_png(request.data), "image/png"
    return read_fixed(request, report, picture_kind(request.data), rendition=rendition)


def archived(pages: list[bytes]) -> bytes:
    """Return pictures as an archive that MuPDF draws in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, page in enumerate(pages, 1):
            ending = picture_kind(page).partition("/")[2]
            archive.writestr(zipfile.ZipInfo(f"{number:06}.{ending}"), page)
    return out.getvalue()


def a_picture(kind: str) -> bytes:
    """Return a small white picture in a format of Pillow's, to warm a process with."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


PICTURE = Format("picture", "image/png", is_picture, read_picture, a_picture("PNG"))
WEBP = Format("WebP", "image/webp", is_modern_picture, read_modern_picture, a_picture("WEBP"))
