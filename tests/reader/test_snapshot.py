# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page and what belongs to it as one file, and which places a page names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.formats import format_of
from sidelight.reader.http_answer import answer_in
from sidelight.reader.mhtml import MHTML
from sidelight.reader.page_parts import named_in
from sidelight.reader.snapshot import NOWHERE, Part, kind_of, snapshot
from sidelight.reader.warc_records import Budget
from tests.reader.office import picture

Fixture = Callable[..., Any]
PAGE = b"<html><head><title>A</title></head><body><p>Words.</p><img src='a/map.png'></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'


def test_a_page_from_nowhere_states_neither_place_nor_day(read: Fixture) -> None:
    data = snapshot(Part(NOWHERE, PAGE), [Part("thismessage:/a/map.png", picture())])
    assert format_of(data, "page.mhtml") is MHTML
    found = read(data, "page.mhtml")
    assert (found.citation, found.rendition.count(b"<img")) == ({}, 1)
    assert b"Date:" not in data
    assert b"Snapshot-Content-Location" not in data


def test_the_charset_of_the_server_and_the_day_are_kept(read: Fixture) -> None:
    words = "<html><title>Погода</title><body><p>Погода в доме.</p>".encode("koi8-r")
    saved = datetime(2024, 6, 19, 23, 30, tzinfo=UTC)
    data = snapshot(Part("https://a.example/и", words), [], charset="koi8-r", saved=saved)
    found = read(data, "a.mhtml")
    assert found.title == "Погода"
    assert found.citation == {"URL": "https://a.example/%D0%B8", "accessed": "2024-06-19"}


@pytest.mark.parametrize("charset", ["", "x\r\nBcc: all", 'utf-8"; a="', "я" * 9, "u" * 99])
def test_no_word_of_a_stranger_makes_a_line_of_the_head(charset: str) -> None:
    place = "https://a.example/\r\nX-Evil: 1"
    data = snapshot(Part(place, PAGE), [Part("x\r\n\r\n<p>", picture())], charset=charset)
    whole = message_from_bytes(data)
    heads = [set(part.keys()) for part in whole.walk()]
    allowed = {"Snapshot-Content-Location", "MIME-Version", "Content-Type"}
    assert heads[0] == allowed
    named = {"Content-Type", "Content-Transfer-Encoding", "Content-Location"}
    assert heads[1:] == [named, named]


@pytest.mark.parametrize(
    ("place", "data", "kind"),
    [
        ("a.png", picture(), "image/png"),
        ("a.js", picture("JPEG"), "image/jpeg"),
        ("a.css", b"p {}", "text/css"),
        ("https://a.example/A.CSS?v=1#x", b"p {}", "text/css"),
        ("a.css", b"p\0", ""),
        ("a.svg", SVG, "image/svg+xml"),
        ("a.svg", SVG.replace(b"<rect/>", b"<SCRIPT>alert(1)</SCRIPT>"), ""),
        ("a.js", b"alert(1)", ""),
        ("a.png", b"alert(1)", ""),
        ("a.html", b"<html></html>", ""),
        ("a.woff2", b"wOF2", ""),
    ],
)
def test_pictures_and_style_sheets_are_kept_by_what_they_are(
    place: str, data: bytes, kind: str
) -> None:
    assert kind_of(place, data) == kind


PARTS = st.lists(
    st.tuples(st.sampled_from(["a.css", "b.css", "c/d.css", "и.css"]), st.binary(max_size=80)),
    max_size=5,
    unique_by=lambda part: part[0],
)


@given(st.binary(max_size=200), PARTS, st.randoms())
def test_the_same_page_is_the_same_file_in_whatever_order_its_parts_come(
    page: bytes, given_: list[tuple[str, bytes]], chance: Any
) -> None:
    parts = [Part(*part) for part in given_]
    shuffled = list(parts)
    chance.shuffle(shuffled)
    data = snapshot(Part(NOWHERE, page), parts)
    assert data == snapshot(Part(NOWHERE, page), shuffled)
    held = [part.get_payload(decode=True) for part in message_from_bytes(data).walk()][1:]
    kept = {part.place: part.data for part in parts if kind_of(*part)}
    assert held == [page, *(kept[place] for place in sorted(kept))]


def test_what_a_page_names() -> None:
    page = (
        "<link rel='StyleSheet alternate' href=' a.css '>"
        "<link rel=icon href=icon.ico><script src=a.js></script><body background=back.png>"
        "<style>p { background: url( 'b.png' ) } @import url(c.css);</style>"
        "<picture><source srcset='d.webp 1x, e.webp 2x'><img src=f.png data-src=g.png></picture>"
        "<img src='data:image/png;base64,AAAA'><img src=blob:x><img><img src='f.png'>"
        "<input type=image src=h.png><input src=no.png><table background=i.png></table>"
        "<iframe src=frame.html></iframe><a href=link.html>x</a><video src=v.mp4 poster=p.png>"
    )
    assert named_in(page.encode()) == [
        *("a.css", "back.png", "b.png", "c.css", "d.webp", "e.webp", "f.png", "g.png"),
        *("h.png", "i.png"),
    ]


@pytest.mark.parametrize(
    ("base", "place"),
    [
        ("https://x.example/y/", "https://x.example/y/a.png"),
        ("/y/", "/y/a.png"),
        (".", "a.png"),
        ("", "a.png"),
        ("http://[", "a.png"),
    ],
)
def test_a_page_may_say_what_its_places_are_relative_to(base: str, place: str) -> None:
    assert named_in(f"<base target=x><base href='{base}'><img src=a.png>".encode()) == [place]


def test_pictures_are_found_by_the_base_of_the_page(read: Fixture) -> None:
    page = PAGE.replace(b"<title>", b"<base href='/deep/'><title>")
    parts = [Part("https://x.example/deep/a/map.png", picture())]
    data = snapshot(Part("https://x.example/some/page", page), parts)
    assert read(data, "a.mhtml").rendition.count(b"<img") == 1


def test_a_page_names_so_many_and_no_longer_ones() -> None:
    page = "".join(f"<img src={at}.png>" for at in range(3000)) + f"<img src={'x' * 3000}>"
    assert len(named_in(page.encode())) == 2000
    assert named_in(b"\0\1\2" * 99) == []


def test_the_head_of_an_answer() -> None:
    block = (
        b"HTTP/1.1 200 OK\r\ncontent-TYPE:  Text/HTML ; Charset='koi8-r'\r\n"
        b"Content-Type: text/plain\r\nX: y\r\nContent-Encoding: gzip, br\r\n\r\nBody"
    )
    answer = answer_in(block)
    assert answer is not None
    assert (answer.status, answer.kind, answer.charset) == (200, "text/html", "koi8-r")
    assert answer.packing == "br"
    assert block[answer.start :] == b"Body"


@pytest.mark.parametrize(
    "block", [b"", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK", b"HTTP/1.1 20 OK\r\n\r\n"]
)
def test_what_is_no_answer(block: bytes) -> None:
    assert answer_in(block) is None


@given(
    st.binary(max_size=300),
    st.sampled_from(["chunked", ""]),
    st.sampled_from(["gzip", "deflate", ""]),
)
def test_a_body_of_whatever_bytes_is_bytes(noise: bytes, transfer: str, coding: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: {transfer}\r\nContent-Encoding: {coding}\r\n\r\n"
    block = head.encode() + noise
    answer = answer_in(block)
    assert answer is not None
    body = answer.body(block, Budget(len(block)), 100)
    assert len(body) <= 100
    if not transfer and not coding:
        assert body == noise[:100]
