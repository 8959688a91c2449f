# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web archives: which pages are in them, and one of them with what belongs to it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.archived_pages import may_be_archive
from sidelight.reader.reading import Unreadable
from sidelight.reader.web_archive import WebArchive
from tests.reader.office import picture
from tests.reader.web_archives import (
    ADDRESS,
    MOMENT,
    WORDS,
    Archived,
    answer,
    chunked,
    deflated,
    html,
    members,
    record,
    response,
    site,
    wacz,
)

Fixture = Callable[..., Any]
SEEN = '<img src="/map.png">'


def listed(data: bytes) -> list[tuple[str, str, str]]:
    return [(page.address, page.title, page.kept) for page in WebArchive(data).pages().pages]


def parts(data: bytes) -> list[tuple[str, str]]:
    """The places and media types in a page that was taken out."""
    whole = message_from_bytes(data)
    return [
        (str(part["Content-Location"]), part.get_content_type())
        for part in whole.walk()
        if not part.is_multipart()
    ]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        WebArchive(data)
    return refused.value.kind


@pytest.mark.parametrize("packed", [True, False], ids=["members", "plain"])
def test_the_pages_of_an_archive(packed: bool) -> None:
    data = site(packed=packed)
    assert may_be_archive(data)
    assert listed(data) == [
        (ADDRESS, "The pact", MOMENT),
        ("https://courier.example/weather", "Погода", "2024-06-20T08:00:00Z"),
    ]


def test_a_file_that_was_packed_as_a_whole_is_read_too() -> None:
    assert listed(gzip.compress(site(packed=False))) == listed(site())


@pytest.mark.parametrize("packed", [True, False], ids=["members", "plain"])
def test_a_page_comes_with_what_it_names_and_never_with_scripts(
    packed: bool, read: Fixture, blocks: Fixture, sound: Fixture
) -> None:
    taken = WebArchive(site(packed=packed)).page(1)
    assert parts(taken) == [
        (ADDRESS, "text/html"),
        ("https://courier.example/a.css", "text/css"),
        ("https://courier.example/map.png", "image/png"),
    ]
    found = read(taken, "pact.mhtml")
    sound(found)
    assert found.media_type == "multipart/related"
    assert found.citation == {"URL": ADDRESS, "accessed": "2024-06-19"}
    assert [words for _role, words in blocks(found)] == ["The pact", *[(WORDS * 3).strip()] * 4]
    assert found.rendition.count(b"<img") == 1


def test_a_page_is_the_same_file_whenever_it_is_taken() -> None:
    assert WebArchive(site()).page(1) == WebArchive(site(packed=False)).page(1)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_there_is_no_page_beyond_the_last(number: int) -> None:
    with pytest.raises(Unreadable, match="missing_page"):
        WebArchive(site()).page(number)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(html(), mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(html(), mtime=0), ["content-encoding: X-GZIP"]),
        (deflated(html(), 15), ["Content-Encoding: deflate"]),
        (deflated(html(), -15), ["Content-Encoding: deflate"]),
        (chunked(html()), ["Transfer-Encoding: chunked"]),
        (
            chunked(gzip.compress(html(), mtime=0)),
            ["Transfer-Encoding: chunked", "Content-Encoding: gzip"],
        ),
        (html(), ["Transfer-Encoding: chunked"]),
        (html(), ["Content-Encoding: gzip"]),
        (html(), ["Content-Encoding: identity"]),
    ],
    ids=[
        *("gzip", "gzip by another name", "zlib", "deflate", "chunked", "both"),
        *("said to be chunked", "said to be packed", "as it is"),
    ],
)
def test_answers_are_unpacked_as_they_say_or_taken_as_they_are(
    body: bytes, head: list[str], read: Fixture
) -> None:
    archive = WebArchive(response(ADDRESS, body, *head))
    assert [page.title for page in archive.pages().pages] == ["The pact"]
    assert WORDS.strip() in read(archive.page(1), "a.mhtml").layer.text.text


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br"])
def test_a_page_in_an_unknown_packing_is_passed_over_and_counted(coding: str) -> None:
    data = response(ADDRESS, b"\x8b\x02", f"Content-Encoding: {coding}")
    found = WebArchive(data + response("https://b.example/", html())).pages()
    assert ([page.address for page in found.pages], found.packed) == (["https://b.example/"], 1)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("windows-1251", True), ("koi8-r", True), ("euc-kr", True), ("utf-8", False)],
)
def test_the_servers_word_on_the_encoding_counts(
    charset: str, declared: bool, read: Fixture
) -> None:
    words = "조약 전문과 본문" if charset == "euc-kr" else "Погода в нашем доме"
    body = html(words).decode().encode(charset)
    kind = f"text/html; charset={charset}" if declared else "text/html"
    archive = WebArchive(response(ADDRESS, body, kind=kind))
    assert archive.pages().pages[0].title == words
    assert read(archive.page(1), "a.mhtml").title == words


def test_what_a_page_says_of_its_encoding_counts_where_the_server_said_nothing() -> None:
    body = html("Погода").replace(b"<title>", b"<meta charset='windows-1251'><title>")
    data = response(ADDRESS, body.decode().encode("cp1251"))
    assert WebArchive(data).pages().pages[0].title == "Погода"


def test_frames_and_what_was_embedded_are_no_pages() -> None:
    frame, advert, hop = (f"https://ads.example/{name}" for name in ("frame", "advert", "hop"))
    archive = Archived().add(ADDRESS, html(more="<IFRAME class=a SRC='//ads.example/frame'>"))
    archive.add(frame, html("Frame")).add(advert, html("Advert")).add(hop, html("Hop"))
    archive.request(advert, ("Sec-Fetch-Dest", "iframe")).note(hop, "hopsFromSeed: LE\r\n")
    archive.note(ADDRESS, "hopsFromSeed: L\r\n").request(ADDRESS, ("Sec-Fetch-Dest", "document"))
    assert [address for address, _title, _kept in listed(archive.whole)] == [ADDRESS]


def test_pages_that_frame_each_other_stay() -> None:
    one, two = "https://a.example/1", "https://a.example/2"
    archive = (
        Archived().add(one, html("1", "<iframe src='2'>")).add(two, html("2", "<iframe src=1>"))
    )
    assert [address for address, _title, _kept in listed(archive.whole)] == [one, two]


def test_a_revisit_is_the_answer_that_it_is_the_same_as(read: Fixture) -> None:
    archive = Archived().add(ADDRESS, html()).same_as(ADDRESS, ADDRESS, "2024-07-01T00:00:00Z")
    archive.same_as("https://b.example/gone", "https://b.example/never", "2024-07-02T00:00:00Z")
    found = WebArchive(archive.whole)
    assert [page.kept for page in found.pages().pages] == [MOMENT, "2024-07-01T00:00:00Z"]
    again = read(found.page(2), "a.mhtml")
    assert again.citation == {"URL": ADDRESS, "accessed": "2024-07-01"}
    assert WORDS.strip() in again.layer.text.text


@pytest.mark.parametrize("field", ["WARC-Refers-To: <urn:uuid:1>", "WARC-Payload-Digest: sha1:AA"])
def test_a_revisit_may_name_the_record_or_the_bytes(field: str, read: Fixture) -> None:
    named = ("WARC-Record-ID: <urn:uuid:1>", "WARC-Payload-Digest: sha1:AA")
    other = "https://courier.example/again"
    first = record("response", ADDRESS, answer(html()), *named)
    again = record("revisit", other, b"", field)
    archive = WebArchive(first + again)
    assert [page.address for page in archive.pages().pages] == [ADDRESS, other]
    assert WORDS.strip() in read(archive.page(2), "a.mhtml").layer.text.text


def test_a_picture_is_followed_to_where_it_went_and_no_further() -> None:
    moved = [("Location", "/b.png")]
    archive = Archived().add(ADDRESS, html(more='<img src="/a.png"><img src="/round.png">'))
    archive.add("https://courier.example/a.png", b"", status="302 Found", head=moved)
    archive.add("https://courier.example/b.png", picture(), "image/png")
    back = [("Location", "/round.png")]
    archive.add("https://courier.example/round.png", b"", status="301 Moved", head=back)
    taken = WebArchive(archive.whole).page(1)
    assert parts(taken)[1:] == [("https://courier.example/a.png", "image/png")]


def test_of_several_copies_the_picture_of_the_day_is_taken() -> None:
    place = "https://courier.example/map.png"
    archive = Archived().add(place, picture("GIF"), "image/gif", moment="2020-01-01T00:00:00Z")
    archive.add(ADDRESS, html(more=SEEN)).add(place, picture(), "image/png")
    archive.add(place, picture("JPEG"), "image/jpeg", moment="2025-01-01T00:00:00Z")
    taken = WebArchive(archive.whole).page(1)
    assert parts(taken)[1:] == [(place, "image/png")]


def test_what_is_kept_as_it_is_is_a_page_too() -> None:
    data = record("resource", ADDRESS, html(), "Content-Type: text/html")
    assert listed(data) == [(ADDRESS, "The pact", MOMENT)]


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "https://ann:secret@a.example/", "file:///etc/passwd", "urn:x", "http://"],
)
def test_what_has_no_safe_address_is_no_page(address: str) -> None:
    assert listed(response(address, html())) == []


def test_an_address_in_letters_and_in_brackets_is_read() -> None:
    data = response("<http://пример.example/пакт#часть>", html())
    assert listed(data)[0][0].startswith("http://xn--e1afmkfd.example/%D0%BF")


def test_damaged_records_are_passed_over() -> None:
    good = response(ADDRESS, html())
    bad = [
        record("response", "https://bad.example/", answer(html("Bad")), size=10**9),
        b"WARC/1.1\r\nContent-Length: many\r\n\r\n",
        b"WARC/1.1\r\n" + b"x" * 50_000 + b"\r\n",
        b"\r\nnothing at all\r\n",
    ]
    for one in bad:
        assert [row[0] for row in listed(good + one + good.replace(b"pact", b"peat", 1))] == [
            ADDRESS,
            ADDRESS.replace("pact", "peat"),
        ]


def test_a_damaged_member_does_not_hide_the_next() -> None:
    one, two = (response(f"https://a.example/{n}", html(str(n))) for n in (1, 2))
    packed = bytearray(members(one, two))
    packed[60:70] = bytes(10)
    assert [row[0] for row in listed(members(two) + bytes(packed))][-1] == "https://a.example/2"
    assert [row[0] for row in listed(members(one, two)[:-30])] == ["https://a.example/1"]


@pytest.mark.parametrize("name", ["a.warc.gz", "b.warc"])
def test_a_package_lists_its_pages_itself(name: str) -> None:
    packed = site(packed=name.endswith("gz"))
    rows: list[dict[str, object]] = [
        {"url": ADDRESS, "title": "The pact, they say", "ts": MOMENT},
        {"url": "https://elsewhere.example/", "title": "Not in it"},
        {"url": 7},
    ]
    assert listed(wacz({name: packed}, rows)) == [(ADDRESS, "The pact, they say", MOMENT)]


@pytest.mark.parametrize("pages", [b"", b"{]\n[1]\n" + b"[" * 100_000, b"\xff\xfe\0"])
def test_a_package_without_a_list_that_can_be_read_is_looked_through(pages: bytes) -> None:
    assert listed(wacz({"a.warc.gz": site()}, pages)) == listed(site())


def test_the_files_of_a_package_are_one_archive() -> None:
    first = Archived().add(ADDRESS, html(more=SEEN)).whole
    second = Archived().add("https://courier.example/map.png", picture(), "image/png").whole
    taken = WebArchive(wacz({"1.warc.gz": first, "2.warc.gz": second})).page(1)
    assert [place for place, _kind in parts(taken)] == [ADDRESS, "https://courier.example/map.png"]


@pytest.mark.parametrize(
    "data", [b"", b"Words.", gzip.compress(b"Words.", mtime=0), wacz({}), b"\x1f\x8b\x08broken"]
)
def test_what_is_no_archive_is_said_to_be_none(data: bytes) -> None:
    assert refusal(data) == "unknown"


PIECES = st.sampled_from(
    [
        b"WARC/1.1\r\n",
        b"\r\n\r\n",
        b"Content-Length: 5\r\n",
        members(b"WARC/1.0\r\n"),
        b"\x1f\x8b\x08",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES | st.binary(max_size=40), max_size=6), st.integers(0, 900), st.booleans())
def test_whatever_bytes_are_in_it_nothing_else_is_raised(
    noise: list[bytes], at: int, packed: bool
) -> None:
    one = response(ADDRESS, html(), "Content-Encoding: gzip")
    data = members(one, one) if packed else one + one
    broken = data[:at] + b"".join(noise) + data[at:]
    assert outcome(broken) in {"pages", "unknown", "damaged", "too_costly"}


def outcome(data: bytes) -> str:
    """What comes of reading an archive and taking all its pages."""
    try:
        archive = WebArchive(data)
        taken = [archive.page(page.number) for page in archive.pages().pages]
    except Unreadable as refused:
        return refused.kind
    return "pages" if all(one.endswith(b"--\r\n") for one in taken) else "half a page"
