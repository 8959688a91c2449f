# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web archives, written by warcio or byte by byte."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Mapping, Sequence

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.reader.office import picture, zipped

ADDRESS = "https://courier.example/world/pact"
WORDS = "The two countries signed a pact in June, and the papers wrote of it for a week. "
MOMENT = "2024-06-19T10:00:00Z"


def html(title: str = "The pact", more: str = "") -> bytes:
    """A page with an article."""
    body = f"<p>{WORDS * 3}</p>" * 4
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head>"
        f"<body><nav>Menu of the paper</nav><article><h1>{title}</h1>{body}{more}</article>"
        "</body></html>"
    ).encode()


class _Writer(WARCWriter):  # type: ignore[misc]
    """Leaves no file open, as warcio's own does."""

    _create_temp_file = staticmethod(io.BytesIO)


class Archived:
    """A WARC file as warcio writes it; `whole` are its bytes."""

    def __init__(self, *, packed: bool = True) -> None:
        self._out = io.BytesIO()
        self._writer = _Writer(self._out, gzip=packed)

    def add(
        self,
        address: str,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        status: str = "200 OK",
        moment: str = MOMENT,
        head: Sequence[tuple[str, str]] = (),
        record: str = "response",
        told: Mapping[str, str] | None = None,
    ) -> Archived:
        """Write an answer of a server."""
        heads = StatusAndHeaders(status, [("Content-Type", kind), *head], protocol="HTTP/1.1")
        made = self._writer.create_warc_record(
            address,
            record,
            payload=io.BytesIO(body),
            http_headers=heads,
            warc_headers_dict={"WARC-Date": moment, **(told or {})},
        )
        self._writer.write_record(made)
        return self

    def request(self, address: str, *fields: tuple[str, str]) -> Archived:
        """Write what a browser asked."""
        heads = StatusAndHeaders("GET / HTTP/1.1", list(fields), is_http_request=True)
        made = self._writer.create_warc_record(address, "request", http_headers=heads)
        self._writer.write_record(made)
        return self

    def note(self, address: str, text: str, record: str = "metadata") -> Archived:
        """Write what a crawler noted."""
        made = self._writer.create_warc_record(
            address,
            record,
            payload=io.BytesIO(text.encode()),
            warc_content_type="application/warc-fields",
        )
        self._writer.write_record(made)
        return self

    def same_as(self, address: str, before: str, moment: str, digest: str = "x") -> Archived:
        """Write that an answer was the same as an earlier one."""
        heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        made = self._writer.create_revisit_record(
            address,
            digest,
            before,
            MOMENT,
            http_headers=heads,
            warc_headers_dict={"WARC-Date": moment},
        )
        self._writer.write_record(made)
        return self

    @property
    def whole(self) -> bytes:
        """The file."""
        return self._out.getvalue()


def site(*, packed: bool = True) -> bytes:
    """Two pages, a picture, a style sheet, a script, a page that is not there."""
    seen = '<img src="/map.png"><img src="gone.png"><script src="/a.js"></script>'
    return (
        Archived(packed=packed)
        .add(ADDRESS, html(more=seen + '<link rel="stylesheet" href="/a.css">'))
        .add("https://courier.example/map.png", picture(), "image/png")
        .add("https://courier.example/a.css", b"p { color: red }", "text/css")
        .add("https://courier.example/a.js", b"alert(1)", "text/javascript")
        .add("https://courier.example/gone", html("Gone"), status="404 Not Found")
        .add("https://courier.example/weather", html("Погода"), moment="2024-06-20T08:00:00Z")
        .whole
    )


def record(kind: str, address: str, block: bytes, *more: str, size: int | None = None) -> bytes:
    """A record byte by byte, whatever it says of itself."""
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        f"WARC-Date: {MOMENT}",
        *more,
        f"Content-Length: {len(block) if size is None else size}",
    ]
    return "".join(f"{line}\r\n" for line in (*head, "")).encode() + block + b"\r\n\r\n"


def answer(body: bytes, *head: str, status: int = 200, kind: str = "text/html") -> bytes:
    """An answer of a server as it goes over the wire."""
    lines = (f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", *head, "")
    return "".join(f"{line}\r\n" for line in lines).encode() + body


def response(address: str, body: bytes, *head: str, kind: str = "text/html") -> bytes:
    """A record with an answer."""
    return record("response", address, answer(body, *head, kind=kind))


def chunked(body: bytes, size: int = 50) -> bytes:
    """A body in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def deflated(body: bytes, window: int) -> bytes:
    """A body packed with a window of zlib."""
    packing = zlib.compressobj(9, zlib.DEFLATED, window)
    return packing.compress(body) + packing.flush()


def members(*records: bytes) -> bytes:
    """Records, each a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def wacz(files: Mapping[str, bytes], pages: Sequence[Mapping[str, object]] | bytes = ()) -> bytes:
    """A package of WARC files, with the list of its pages."""
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    if not isinstance(pages, bytes):
        pages = "\n".join(json.dumps(row) for row in (head, *pages)).encode()
    inside: dict[str, bytes | str] = {f"archive/{name}": data for name, data in files.items()}
    inside |= {"pages/pages.jsonl": pages, "datapackage.json": '{"profile": "data-package"}'}
    return zipped(inside, packed=False)
