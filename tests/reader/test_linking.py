# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links of pages: where they lie, where they lead, and what a process may say of them."""

from typing import Any

import pytest

from sidelight.reader.extraction import Link
from sidelight.reader.link_rows import LONGEST_ADDRESS, MOST_LINKS, pack_links, unpack_links
from sidelight.reader.linking import links_of
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader


def linked(*links: dict[str, Any], rotation: int = 0, pages: int = 3) -> bytes:
    document = pymupdf.open()
    for _ in range(pages):
        document.new_page(width=200, height=300)
    for link in links:
        document[0].insert_link(link)
    document[0].set_rotation(rotation)
    return bytes(document.tobytes())


def goto(page: int) -> dict[str, Any]:
    to = pymupdf.Point(20, 120)
    return {"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(10, 20, 60, 40), "page": page, "to": to}


def outside(address: str) -> dict[str, Any]:
    return {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(10, 60, 60, 80), "uri": address}


def read(data: bytes) -> list[Link]:
    return links_of(pymupdf.open(stream=data, filetype="pdf")[0])


def test_links_within_and_outside() -> None:
    found = read(linked(goto(2), outside("https://example.org/a?b=c")))
    assert found == [
        Link((10.0, 20.0, 60.0, 40.0), 3, 20.0, 120.0),
        Link((10.0, 60.0, 60.0, 80.0), address="https://example.org/a?b=c"),
    ]


def test_on_a_turned_page_they_lie_where_they_are_seen() -> None:
    (found,) = read(linked(goto(2), rotation=90))
    assert found.rect == (260.0, 10.0, 280.0, 60.0)


def test_another_file_is_named_and_never_opened() -> None:
    launch = {"kind": pymupdf.LINK_LAUNCH, "from": pymupdf.Rect(1, 2, 30, 40), "file": "run-me.sh"}
    (found,) = read(linked(launch))
    assert (found.page, found.address) == (0, "run-me.sh")


def test_a_rendition_tells_of_addresses() -> None:
    page = b"<html><body><p><a href='https://example.org/x'>out</a></p></body></html>"
    document = pymupdf.open(stream=page, filetype="html")
    (found,) = links_of(document[0])
    assert found.address == "https://example.org/x"


def test_links_come_through_the_confined_process(reader: Reader) -> None:
    data = linked(goto(1), outside("https://example.org/"))
    found = reader.links("links", lambda: data, "application/pdf", 1)
    assert [(link.page, link.address) for link in found] == [(2, ""), (0, "https://example.org/")]
    assert reader.links("links", lambda: data, "application/pdf", 2) == ()


def test_links_come_back_from_their_rows() -> None:
    links = read(linked(goto(2), outside("https://example.org/")))
    assert unpack_links(pack_links(links), 3) == tuple(links)


GOOD = [1.0, 2.0, 3.0, 4.0, 0, 0.0, 0.0, "https://example.org/"]


def but(**changes: Any) -> list[Any]:
    row = list(GOOD)
    for at, value in changes.items():
        row[int(at[1:])] = value
    return row


@pytest.mark.parametrize(
    "row",
    [
        *(but(_0=value) for value in (None, "1", True, float("nan"), float("inf"), 3.0)),
        *(but(_4=value, _7="") for value in (0, -1, 4, 1.0, True)),
        *(but(_7=value) for value in (None, 5, "", "a\nb", "\u202eabc", "x" * 2001)),
        GOOD[:-1],
        "a row",
        None,
    ],
)
def test_a_row_that_cannot_be_is_left_out(row: Any) -> None:
    assert unpack_links([row, GOOD], 3) == unpack_links([GOOD], 3)
    assert len(unpack_links([GOOD], 3)) == 1


def test_a_flood_is_cut_and_what_is_no_list_is_none() -> None:
    assert len(unpack_links([GOOD] * (MOST_LINKS + 5), 3)) == MOST_LINKS
    assert unpack_links({"a": GOOD}, 3) == ()
    (long,) = read(linked(outside("https://example.org/" + "x" * 9000)))
    assert len(long.address) == LONGEST_ADDRESS
