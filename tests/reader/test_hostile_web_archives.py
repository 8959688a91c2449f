# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web archives made to hang, to blow up, to lie or to reach out; each is answered in 2 seconds."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable

import pytest

from sidelight.errors import DocumentError
from sidelight.reader import remote_pages
from sidelight.reader.page_parts import named_in
from sidelight.reader.reading import Unreadable
from sidelight.reader.remote import Reader
from sidelight.reader.savers import saved_facts
from sidelight.reader.structure import parse
from sidelight.reader.uncollected import uncollected
from sidelight.reader.web_archive import WebArchive
from tests.reader.hostile_archives import lying
from tests.reader.office import zipped
from tests.reader.web_archives import (
    ADDRESS,
    Archived,
    answer,
    html,
    members,
    record,
    response,
    wacz,
)

SECONDS = 2.0
GOOD = response(ADDRESS, html())
EMPTY = gzip.compress(b"")
GOOD_PACKED = gzip.compress(GOOD)


def nested(depth: int) -> bytes:
    """Gzip in gzip in gzip."""
    data = GOOD
    for _level in range(depth):
        data = gzip.compress(data)
    return data


def bomb(size: int) -> bytes:
    """A stream of deflate that unpacks to so many zeros and never ends."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packing.compress(bytes(1_000_000)) + packing.flush(zlib.Z_FULL_FLUSH)
    return megabyte * (size // 1_000_000)


def one_member(size: int) -> bytes:
    """A gzip member that unpacks to so many zeros."""
    return gzip.compress(b"")[:10] + bomb(size)


def many_names(count: int) -> bytes:
    """A page that names a picture of 5 MB under many addresses, each a revisit of it."""
    places = [f"https://courier.example/{at}.png" for at in range(count)]
    seen = "".join(f"<img src='{place}'>" for place in places)
    big = answer(b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), kind="image/png")
    first = record("response", "https://courier.example/first.png", big, "WARC-Record-ID: <a>")
    again = (record("revisit", place, b"", "WARC-Refers-To: <a>") for place in places)
    return response(ADDRESS, html(more=seen)) + first + b"".join(again)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a member that unpacks to 1 GB": lambda: GOOD_PACKED + one_member(1_000_000_000),
    "many members that unpack to much": lambda: gzip.compress(GOOD + bytes(20_000_000), 1) * 30,
    "a body that unpacks to much": lambda: response(
        ADDRESS, bomb(1_000_000_000), "Content-Encoding: deflate"
    ),
    "a page packed many times": lambda: response(
        ADDRESS, nested(60), f"Content-Encoding: {', '.join(['gzip'] * 60)}"
    ),
    "empty members without end": lambda: GOOD + EMPTY * 300_000,
    "empty members alone": lambda: gzip.compress(GOOD) + EMPTY * 300_000,
    "beginnings of members": lambda: gzip.compress(GOOD) + b"\x1f\x8b\x08" * 3_000_000,
    "beginnings of records": lambda: GOOD + b"\r\nWARC/1.1\r\n" * 3_000_000,
    "records without end": lambda: record("response", ADDRESS, b"") * 60_000,
    "one line without end": lambda: b"WARC/1.1\r\nX: " + b"a" * 50_000_000,
    "heads of blanks": lambda: (b"WARC/1.1\r\n" + b"A: b\r\n c\r\n" * 1500 + b"\r\n\r\n") * 4000,
    "a head of the server without end": lambda: record(
        "response", ADDRESS, b"HTTP/1.1 200 OK\r\n" + b"A: " + b" " * 20_000_000
    ),
    "chunks of a byte": lambda: response(
        ADDRESS, b"1\r\na\r\n" * 4_000_000, "Transfer-Encoding: chunked"
    ),
    "a chunk that says too much": lambda: response(
        ADDRESS, b"ffffffff\r\n" + html(), "Transfer-Encoding: chunked"
    ),
    "lengths that lie": lambda: b"".join(
        record("response", ADDRESS, answer(html()), size=size)
        for size in (0, 1, 10**12, 99_999_999_999)
    ),
    "negative and other numbers": lambda: (
        GOOD.replace(b"Content-Length: ", b"Content-Length: -")
        + GOOD.replace(b"Content-Length: ", "Content-Length: ٣".encode())
    ),
    "revisits in a ring": lambda: (
        record("revisit", ADDRESS, b"", "WARC-Refers-To: <a>") * 9
        + record("revisit", ADDRESS, b"", f"WARC-Refers-To-Target-URI: {ADDRESS}")
    ),
    "a picture under a thousand addresses": lambda: many_names(1000),
    "frames without end": lambda: b"".join(
        response(f"{ADDRESS}/{at}", b"<iframe src=" * 5_000) for at in range(400)
    ),
    "titles without end": lambda: b"".join(
        response(f"{ADDRESS}/{at}", b"<title " * 9_000 + b"\xff\xfe") for at in range(400)
    ),
    "addresses without end": lambda: response("https://a.example/" + "й" * 7_000, html()),
    "pages without end": lambda: b"".join(
        response(f"https://a.example/{at}", b"<title>A</title>") for at in range(12_000)
    ),
    "places of pictures without end": lambda: response(
        ADDRESS,
        html(more="".join(f"<img src={at}.png srcset='{'a, ' * 99}'>" for at in range(9000))),
    ),
    "a package that unpacks to much": lambda: zipped(
        {f"archive/{n}.warc": bytes(30_000_000) for n in range(3)}
    ),
    "a package that lies about sizes": lambda: lying(
        zipped({"archive/a.warc": GOOD * 9, "pages/pages.jsonl": b"{}\n" * 9}), 7
    ),
    "a list that is too deep": lambda: wacz({"a.warc": GOOD}, b"[" * 500_000 + b"\n{}"),
    "a list without end": lambda: wacz(
        {"a.warc": GOOD}, json.dumps({"url": ADDRESS, "title": "a"}).encode() + b"\n{}" * 900_000
    ),
    "names that lead elsewhere": lambda: zipped(
        {"archive/../../a.warc": GOOD, "/archive/b.warc": GOOD, "archive/c.warc": GOOD}
    ),
    "members under one name": lambda: members(*[GOOD] * 3) + b"\0" * 1000 + GOOD,
}


def answered(data: bytes) -> tuple[str, float]:
    """How an archive is answered, and how long it takes to list it and to take its first page."""
    begun = time.process_time()
    try:
        with uncollected():
            archive = WebArchive(data)
            pages = archive.pages().pages
            said = f"{len(pages)} pages"
            if pages:
                archive.page(1)
    except Unreadable as refused:
        said = refused.kind
    return said, time.process_time() - begun


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_it_is_answered_soon_by_pages_or_a_sentence(make: Callable[[], bytes]) -> None:
    said, took = answered(make())
    assert said in {"too_costly", "unknown", "damaged"} or said.endswith(" pages")
    assert took < SECONDS


def test_a_package_reads_nothing_from_outside_its_folder() -> None:
    found = WebArchive(HOSTILE["names that lead elsewhere"]()).pages().pages
    assert [page.address for page in found] == [ADDRESS] * 2


def test_at_most_so_many_pages_are_listed_and_the_rest_is_counted() -> None:
    found = WebArchive(HOSTILE["pages without end"]()).pages()
    assert (len(found.pages), found.left_out) == (5_000, 7_000)


def test_the_confined_process_survives_it(reader: Reader) -> None:
    begun = time.monotonic()
    with pytest.raises(DocumentError) as told:
        remote_pages.archived_pages(reader, GOOD_PACKED + one_member(1_000_000_000), "bomb.warc.gz")
    assert told.value.id == "document.too_costly"
    assert time.monotonic() - begun < 10 * SECONDS
    archive = Archived().add(ADDRESS, html("Тепло"), "text/html").whole
    found = remote_pages.archived_pages(reader, archive, "a.warc.gz")
    assert [page.title for page in found.pages] == ["Тепло"]


PAGES: dict[str, Callable[[], bytes]] = {
    "addresses in styles": lambda: b"<style>" + b"url( " * 200_000 + b"</style>",
    "blanks in styles": lambda: b"<style>" + (b"url(" + b" " * 1000) * 1000,
    "sets of pictures": lambda: b"<img srcset='" + b"a " * 500_000 + b"'>" * 9,
    "elements without end": lambda: b"<div><img src=a>" * 60_000,
    "attributes without end": lambda: b"<img " + b" src=a" * 100_000 + b">",
    "savers without end": lambda: b"<!-- Page saved with SingleFile \n url: " * 9_000,
    "marks without end": lambda: b"<!-- saved from url=(0001)" * 9_000 + b"x" * 9_000,
    "monoliths without end": lambda: b"<!-- Saved from " + b"x at using monolith " * 9_000,
    "archives without end": lambda: b'__wm.wombat("http:' * 9_000 + b" " * 90_000,
}


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_a_page_is_looked_into_soon(make: Callable[[], bytes]) -> None:
    data = make()
    begun = time.process_time()
    assert len(named_in(data)) <= 2_000
    text = data.decode()
    assert set(saved_facts(parse(text), text)) <= {"URL", "accessed"}
    assert time.process_time() - begun < SECONDS
