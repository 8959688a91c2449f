# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures that MuPDF does not read, or that are too large to embed, made into ones that it draws.

Pillow decodes them, for HEIC with pillow-heif where that is installed.  One thread each: the
process is confined and its processor time is counted.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import (  # the plug-ins bring libraries that cannot be loaded once confined
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from sidelight.reader.reading import Unreadable

MOST_PIXELS = 150_000_000
"""Most that one picture may have: a sheet of A0 at 300 dots an inch."""
MOST_PAGES = 20_000
_READ = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        GifImagePlugin.GifImageFile,
        BmpImagePlugin.BmpImageFile,
        TiffImagePlugin.TiffImageFile,
        Jpeg2KImagePlugin.Jpeg2KImageFile,
        WebPImagePlugin.WebPImageFile,
        AvifImagePlugin.AvifImageFile,
    )
)
_WEB_DPI = 96
_DPI = (36.0, 2400.0)
_MOST_SIDE = 2400
_JPEG_QUALITY = 88
_ORIENTATION = 0x0112

AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def reads_heic() -> bool:
    """Tell whether pictures of phones (HEIC) can be read, and prepare to."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()
    return True


HEIC = reads_heic()
_FORMATS = (*_READ, "HEIF") if HEIC else _READ


def as_png(data: bytes, number: int = 0) -> bytes:
    """Return a picture of ``data``, turned as its camera says, as a PNG with its resolution.

    Raises Unreadable: ``damaged``, or ``too_costly`` for more than `MOST_PIXELS`.
    """
    image, dpi = _opened(data, number)
    out = io.BytesIO()
    # Little is won by packing tightly what is packed again in the project's file.
    image.save(out, "PNG", compress_level=3, dpi=(dpi, dpi))
    return out.getvalue()


def smaller(data: bytes) -> tuple[bytes, str]:
    """Return a picture as one of at most 2,400 pixels a side to be embedded, with its media type.

    Raises as `as_png`.
    """
    image, _dpi = _opened(data)
    image.thumbnail((_MOST_SIDE, _MOST_SIDE))
    out = io.BytesIO()
    if image.mode in {"RGBA", "LA", "P", "1"}:
        image.save(out, "PNG")
        return out.getvalue(), "image/png"
    image.save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue(), "image/jpeg"


def _opened(data: bytes, number: int = 0) -> tuple[Any, float]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Any = Image.open(io.BytesIO(data), formats=_FORMATS)
            image.seek(number)
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable("too_costly")
            dpi = _resolution(image.info.get("dpi"))
            image.load()
            image = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as error:
        raise Unreadable("too_costly") from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as error:
        raise Unreadable("damaged") from error
    if image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        image = image.convert("RGBA" if "A" in image.mode or "a" in image.mode else "RGB")
    return image, dpi


def _resolution(stated: Any) -> float:
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return _WEB_DPI
    return dpi if _DPI[0] <= dpi <= _DPI[1] else _WEB_DPI


def pixels_of(data: bytes) -> int:
    """Return how many pixels the largest picture in ``data`` says it has, without decoding it; 0
    where that is not known.

    Raises Unreadable("too_costly") where a file says that it holds no end of them.
    """
    return max((width * height for width, height, _ in _said(data)), default=0)


def turned(data: bytes) -> int:
    """Return how many pictures ``data`` holds if any of them is to be turned, else 0."""
    found = list(_said(data))
    return len(found) if any(orientation != 1 for _, _, orientation in found) else 0


def _said(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Say width, height and orientation (EXIF, 4.6.5) of each picture as far as they are known."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Any = Image.open(io.BytesIO(data), formats=_READ)
            for number in range(MOST_PAGES + 1 if image.format == "TIFF" else 1):
                image.seek(number)
                yield image.width, image.height, _orientation(image)
    except Image.DecompressionBombError as error:
        raise Unreadable("too_costly") from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError):
        return
    if image.format == "TIFF":
        raise Unreadable("too_costly")


def _orientation(image: Any) -> int:
    # Asked for what it does not have, a PNG would decode all of itself.
    stated = image.format != "PNG" or "exif" in image.info
    return int(image.getexif().get(_ORIENTATION, 1)) if stated else 1
