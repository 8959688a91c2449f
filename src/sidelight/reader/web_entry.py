# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the process runs that looks into saved pages and web archives: which files a page names, the
pages of an archive, and one of them as a file of its own.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from sidelight.model.web_address import web_address
from sidelight.reader.archived_pages import pack_archived
from sidelight.reader.page_parts import named_in
from sidelight.reader.reading import Progress
from sidelight.reader.uncollected import uncollected
from sidelight.reader.web_archive import WebArchive
from sidelight.worker import Blob, Call, Reply

_PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n"
    b"Content-Encoding: gzip\r\n\r\n"
)
_WORDS = "<title>Тепло</title><p>Тепло.</p><img src='/a.png'><iframe src='/f'>"


def warm() -> None:
    """Read small archives of each kind, with a page in an old encoding at an address in letters of
    its own.
    """
    packing = zlib.compressobj(wbits=31)
    block = _PAGE + packing.compress(_WORDS.encode("cp1251")) + packing.flush()
    record = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://тепло.example/\r\n"
        f"WARC-Date: 2024-06-19T10:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    packed = zlib.compressobj(wbits=31)
    whole = packed.compress(record + block + b"\r\n\r\n") + packed.flush()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc.gz", whole)
        archive.writestr("pages/pages.jsonl", '{"url": "http://тепло.example/", "title": "т"}\n')
    for data in (whole, file.getvalue()):
        pages({}, (data,), _unheard)
        page({"number": 1}, (data,), _unheard)
    for text in (b"<p>Warm", _WORDS.encode("koi8_r"), "<p>따뜻한 방입니다".encode("cp949")):
        names({}, (text,), _unheard)
    base64.encodebytes(web_address("http://따뜻한.example").encode())


def names(_arguments: dict[str, Any], blobs: Sequence[Blob], _report: Progress) -> Reply:
    """Return what belongs to the page in the one blob, as JSON: a list of addresses."""
    return Reply({}, (json.dumps(named_in(bytes(blobs[0]))).encode(),))


def pages(_arguments: dict[str, Any], blobs: Sequence[Blob], _report: Progress) -> Reply:
    """List the pages of the archive in the one blob."""
    with uncollected():
        return Reply({}, (pack_archived(WebArchive(bytes(blobs[0])).pages()),))


def page(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Progress) -> Reply:
    """Return the page of a ``number`` of the archive in the one blob, in one file."""
    with uncollected():
        return Reply({}, (WebArchive(bytes(blobs[0])).page(int(arguments["number"])),))


def _unheard(_fraction: float, _word: str) -> None:
    """Tell nobody."""


CALLS: dict[str, Call] = {"names": names, "pages": pages, "page": page}
