# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages saved with their pictures in one file (MHTML, RFC 2557), as Chrome, Edge and others
save them; a mail with a page in it is read the same way.

The file says where the page was and when it was saved.  Pictures are those that came along; nothing
is looked up anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urljoin

from sidelight.model.web_address import web_address
from sidelight.reader.extraction import Extraction
from sidelight.reader.page_parts import base_of, on_base
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.web_page import page_text, read_page

MEDIA_TYPE = "multipart/related"
_HEAD = 1 << 16
_FIRST_PART = 1 << 20
_FIELD = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    rb"^content-type:\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE | re.MULTILINE
)
_LONGEST = 2000
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"
"""What stands in an address as it is; letters of other scripts may be escaped or not."""
_WITHIN = re.compile("^thismessage:/*", re.IGNORECASE)
_MOST_PARTS = 20_000
_ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "quoted-printable", "base64"})
"""RFC 2045, 6.1."""
_CANDIDATE = re.compile(r"([^\s,]+)(?:\s[^,]*)?(?:,|$)")


def is_mhtml(data: bytes, _suffix: str) -> bool:
    """Tell a file that begins as a mail does, of related parts, one of them a page."""
    begun = data[:_FIRST_PART].lstrip()
    if not _FIELD.match(begun):
        return False
    head = re.split(rb"\r?\n\r?\n", begun[:_HEAD], maxsplit=1)[0]
    return bool(_RELATED.search(head)) and bool(_PAGE.search(begun, len(head)))


def read_mhtml(request: Request, report: Progress) -> Extraction:
    """Read the page of an archive; ``whole_page`` keeps all of its body."""
    try:
        whole = message_from_bytes(request.data.lstrip())
        parts = list(_parts(whole))
    except (RecursionError, LookupError, ValueError) as error:
        raise Unreadable("damaged") from error
    page = _page(whole, parts)
    text = _text(page) if page is not None else None
    if page is None or not text:
        raise Unreadable("damaged")
    address = _address(whole, page)
    pictures = _Pictures(parts, address or _joined(page.get("Content-Location")))
    return read_page(
        text,
        request,
        report,
        kind=(MEDIA_TYPE, "web archive"),
        prepare=pictures.put,
        stated=_stated(whole, address),
    )


def _parts(whole: Message) -> Iterator[Message]:
    """Yield the parts that hold something; Unreadable where there are far too many."""
    for count, part in enumerate(whole.walk()):
        if count > _MOST_PARTS:
            raise Unreadable("too_costly")
        if not part.is_multipart():
            yield part


def _page(whole: Message, parts: list[Message]) -> Message | None:
    """Return the page: the part that the head names as the first, else the first page."""
    pages = [
        part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    start = str(whole.get_param("start") or "")
    named = (part for part in pages if start and str(part.get("Content-ID", "")) == start)
    return next(named, pages[0] if pages else None)


def _bytes(part: Message) -> bytes:
    """Return what a part holds, nothing where it is written in a way that nobody knows."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in _ENCODINGS:
        return b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str | None:
    return page_text(_bytes(part), part.get_content_charset() or "")


def _address(whole: Message, page: Message) -> str:
    """Return where the page was; empty where that is no web address."""
    for said in (whole.get("Snapshot-Content-Location"), page.get("Content-Location")):
        if found := web_address(_joined(said)[:_LONGEST]):
            return found
    return ""


def _joined(place: Any) -> str:
    """Return an address from a head, where long ones are on several lines."""
    return re.sub(r"\s+", "", str(place or ""))


def _stated(whole: Message, address: str) -> dict[str, str]:
    """Return address and day of saving, as far as the file states them."""
    stated = {"URL": address} if address else {}
    try:
        saved = parsedate_to_datetime(str(whole.get("Date", "")))
        stated["accessed"] = saved.date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return stated
    return stated


class _Pictures:
    """The pictures that came along, by where they were."""

    def __init__(self, parts: list[Message], address: str) -> None:
        self._address = address
        self._made = PictureAddresses()
        self._known: dict[str, str] = {}
        self._parts: dict[str, Message] = {}
        for part in parts:
            if part.get_content_maintype() != "image":
                continue
            place = _joined(part.get("Content-Location"))
            id_ = str(part.get("Content-ID", "")).strip().strip("<>")
            if place:
                self._parts.setdefault(self._absolute(place), part)
            if id_:
                self._parts.setdefault(f"cid:{id_}", part)

    def put(self, tree: Any) -> None:
        """Put the pictures into their places."""
        self._address = on_base(_rooted(self._address), base_of(tree)) or self._address
        for element in tree.iter("img"):
            found = next(filter(None, map(self._of, _wanted(element))), "")
            if found:
                element.set("src", found)

    def _of(self, source: str) -> str:
        place = self._absolute(source)
        if place not in self._parts:
            return ""
        if place not in self._known:
            self._known[place] = self._made.of(_bytes(self._parts[place]))
        return self._known[place]

    def _absolute(self, place: str) -> str:
        try:
            whole = urljoin(_rooted(self._address), _rooted(place))
            return quote(whole, safe=_AS_IT_IS)
        except ValueError:
            return place


def _rooted(place: str) -> str:
    """Return an address within an archive that is nowhere else (RFC 2557, 5) as one that others
    can be joined to.
    """
    return _WITHIN.sub("file:///", place)


def _wanted(element: Any) -> Iterator[str]:
    """Yield the addresses that a picture may be under, the likeliest first."""
    for name in ("src", "data-src"):
        if source := (element.get(name) or "").strip():
            yield source
    yield from _CANDIDATE.findall((element.get("srcset") or "")[:10_000])


MHTML = Format(
    "web archive",
    MEDIA_TYPE,
    is_mhtml,
    read_mhtml,
    (
        b"Snapshot-Content-Location: https://example.org/a\r\n"
        b"Date: Wed, 19 Jun 2024 10:00:00 +0900\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/a\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><head><title>Warm</title></head><body><article><h1>Warm</h1>"
        b"<p>In June the two countries signed a paper, and the papers wrote of it.</p>=\r\n"
        b'<img src=3D"/p.gif"></article></body></html>\r\n--b\r\n'
        b"Content-Type: image/gif\r\nContent-Location: https://example.org/p.gif\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        b"R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n--b--\r\n"
    ),
)
