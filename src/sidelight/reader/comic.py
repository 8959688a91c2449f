# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archives of pictures (CBZ), as comic readers and scanning rooms make them."""

from __future__ import annotations

import re

from sidelight.reader.archive import Archive, is_archive
from sidelight.reader.extraction import Extraction
from sidelight.reader.fixed import read_fixed
from sidelight.reader.opening import COMIC_TYPE
from sidelight.reader.picture_kinds import picture_kind
from sidelight.reader.pictures import MADE, a_picture, archived
from sidelight.reader.pillow_pictures import MOST_PIXELS, as_png, pixels_of
from sidelight.reader.reading import Format, Progress, Request, Unreadable

_PAGE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|jp2|jpx|j2k|webp|avif|heic)$", re.IGNORECASE)
# What stands beside the pages in archives made by comic readers and by macOS.
_BESIDE = re.compile(
    r"(?:^|/)(?:__macosx/|\.|thumbs\.db$|desktop\.ini$)|\.(?:xml|txt|nfo|json)$", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d+)")


def is_comic(data: bytes, suffix: str) -> bool:
    """Tell an archive of nothing but pictures; one with more in it must be called so."""
    if not is_archive(data):
        return False
    try:
        names = [name for name in Archive(data) if not _BESIDE.search(name)]
    except Unreadable:
        return False
    pages = sum(bool(_PAGE.search(name)) for name in names)
    return pages > 0 and (pages == len(names) or suffix == ".cbz")


def read_comic(request: Request, report: Progress) -> Extraction:
    """Read the pictures as pages, in the order of the numbers in their names."""
    archive = Archive(request.data)
    pictures = {name: archive.read_any(name) for name in _in_order(archive)}
    kinds = {name: picture_kind(data) for name, data in pictures.items()}
    if any(pixels_of(data) > MOST_PIXELS for data in pictures.values()):
        raise Unreadable("too_costly")
    pages = [
        as_png(data) if kinds[name] in MADE else data
        for name, data in pictures.items()
        if kinds[name]
    ]
    if not pages:
        raise Unreadable("damaged")
    # What MuPDF would leave out, and what is no page, make an archive of its own to be drawn.
    if pages == list(pictures.values()) and list(pictures) == list(archive):
        return read_fixed(request, report, COMIC_TYPE)
    return read_fixed(request, report, COMIC_TYPE, rendition=(archived(pages), COMIC_TYPE))


def _in_order(archive: Archive) -> list[str]:
    names = [name for name in archive if _PAGE.search(name) and not _BESIDE.search(name)]
    return sorted(names, key=_natural)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key by which page 9 stands before page 10."""
    parts = _NUMBER.split(name.casefold())
    return [(0, int(p[:18]), "") if p.isdecimal() else (1, 0, p) for p in parts if p]


CBZ = Format("CBZ", COMIC_TYPE, is_comic, read_comic, archived([a_picture("PNG")] * 2))
