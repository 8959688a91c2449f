# SPDX-License-Identifier: AGPL-3.0-or-later
"""A web page and what belongs to it as one file (MHTML, RFC 2557), the same bytes for the same page
wherever and whenever it is made.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from sidelight.reader.picture_kinds import is_drawing, picture_kind

NOWHERE = "thismessage:/page.html"
"""The place of a page of which nobody knows where it was (RFC 2557, 5): no path of any machine."""

_KEPT = "!#$%&'()*+,/:;=?@[]~"
_CHARSET = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)


class Part(NamedTuple):
    """What a page names: the ``place`` it is at, a URI, and its bytes."""

    place: str
    data: bytes


def snapshot(
    page: Part, parts: Iterable[Part], *, charset: str = "", saved: datetime | None = None
) -> bytes:
    """Return a page with its parts as one file.

    ``charset`` is what the server said of the page, "" where it said nothing; ``saved`` the moment
    at which the page was like this, if it is known.  Parts are put in the order of their places;
    of those only pictures and style sheets are kept.
    """
    kept = {place: (kind, data) for place, data in parts if (kind := kind_of(place, data))}
    boundary = _boundary(page, kept)
    head = []
    if page.place != NOWHERE:
        head.append(f"Snapshot-Content-Location: {_ascii(page.place)}")
    if saved is not None:
        from email.utils import format_datetime  # late: the parser of mails comes with it

        head.append(f"Date: {format_datetime(saved)}")
    head += [
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"',
    ]
    said = f"; charset={charset}" if _CHARSET.fullmatch(charset) else ""
    pieces = [_lines(*head), _part(boundary, f"text/html{said}", page.place, page.data)]
    pieces += [_part(boundary, *kept[place][:1], place, kept[place][1]) for place in sorted(kept)]
    return b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def kind_of(place: str, data: bytes) -> str:
    """Return the media type of a picture or a style sheet, "" of anything else.

    A picture is told by its bytes, a drawing or a style sheet by its ending too.
    """
    if kind := picture_kind(data):
        return kind
    path = place.partition("#")[0].partition("?")[0].lower()
    if is_drawing(data) and not _SCRIPT.search(data):
        return "image/svg+xml"
    return "text/css" if path.endswith(".css") and b"\0" not in data else ""


def _boundary(page: Part, kept: dict[str, tuple[str, bytes]]) -> str:
    """Return a line that stands in no part, made of all of them."""
    whole = hashlib.sha256(page.data)
    for place in sorted(kept):
        whole.update(place.encode("utf-8", "replace"))
        whole.update(hashlib.sha256(kept[place][1]).digest())
    return f"----page-{whole.hexdigest()[:32]}"


def _part(boundary: str, kind: str, place: str, data: bytes) -> bytes:
    head = _lines(
        f"--{boundary}",
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: base64",
        f"Content-Location: {_ascii(place)}",
    )
    return head + base64.encodebytes(data).replace(b"\n", b"\r\n")


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _ascii(place: str) -> str:
    return quote(place, safe=_KEPT, errors="replace")
