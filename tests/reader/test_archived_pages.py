# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes out of the process that looks into archives: nothing in it is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.reader import remote_pages, web_entry
from sidelight.reader.archived_pages import (
    ArchivedPage,
    ArchivedPages,
    may_be_archive,
    pack_archived,
    unpack_archived,
)
from sidelight.reader.remote import Reader
from tests.reader.office import zipped
from tests.reader.web_archives import ADDRESS, MOMENT, html, site, wacz

FOUND = ArchivedPages(
    (ArchivedPage(1, ADDRESS, "Пакт", MOMENT), ArchivedPage(2, "https://a.example/", "", "")), 3, 4
)


def unheard(_fraction: float, _word: str) -> None:
    pass


def test_it_comes_out_as_it_went_in() -> None:
    assert unpack_archived(pack_archived(FOUND)) == FOUND
    assert (FOUND.pages[0].day, FOUND.pages[1].day) == ("2024-06-19", "")


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("1", 1), (" 2 ", 2), (ADDRESS, 1), (f" {ADDRESS}#x ", 1), ("0", 0), ("3", 0), ("x", 0)],
)
def test_a_page_is_found_by_number_or_address(wanted: str, number: int) -> None:
    found = FOUND.find(wanted)
    assert (found.number if found else 0) == number


GOOD: list[Any] = [1, ADDRESS, "Title", MOMENT]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        [[GOOD], 0],
        [[GOOD], -1, 0],
        [[GOOD], 0, True],
        [[GOOD], 0, 1 << 40],
        [[[2, *GOOD[1:]]], 0, 0],
        [[[1, "javascript:alert(1)", "", ""]], 0, 0],
        [[[1, "https://a:b@c.example/", "", ""]], 0, 0],
        [[[1, ADDRESS, "x" * 301, ""]], 0, 0],
        [[[1, ADDRESS, None, ""]], 0, 0],
        [[[1, ADDRESS, "", "yesterday"]], 0, 0],
        [[[*GOOD, 1]], 0, 0],
        [[GOOD] * 5001, 0, 0],
        [7, 0, 0],
    ],
)
def test_what_is_impossible_is_not_taken_in(value: Any) -> None:
    with pytest.raises(ValueError, match="not pages of an archive"):
        unpack_archived(json.dumps(value).encode())


@given(st.binary(max_size=100) | st.just(b"[" * 100_000))
def test_whatever_bytes_come_only_one_error_is_raised(data: bytes) -> None:
    with pytest.raises(ValueError, match="not pages of an archive"):
        unpack_archived(data)


@pytest.mark.parametrize(
    ("data", "may"),
    [
        (site(), True),
        (site(packed=False), True),
        (wacz({"a.warc.gz": site()}), True),
        (b"\x1f\x8b\x08", True),
        (zipped({"word/document.xml": "x"}), False),
        (b"%PDF-1.7", False),
        (b"The WARC/1.0 format", False),
        (b"", False),
    ],
)
def test_what_is_looked_into(data: bytes, may: bool) -> None:
    assert may_be_archive(data) == may


def test_warming_reads_archives_of_each_kind() -> None:
    web_entry.warm()
    reply = web_entry.CALLS["names"]({}, (html(more="<img src=a.png>"),), unheard)
    assert json.loads(bytes(reply.blobs[0])) == ["a.png"]


@pytest.mark.parametrize(
    "said", [b"", b"{}", b"[1]", b"[" * 100_000, json.dumps(["x" * 2001]).encode(), b'["a"' * 3]
)
def test_names_that_are_none_are_damage(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader() as reader:
        answer: Callable[..., bytes] = lambda *_asked, **_how: said  # noqa: E731
        monkeypatch.setattr(reader, "one", answer)
        for ask in (remote_pages.names, remote_pages.archived_pages):
            with pytest.raises(DocumentError) as told:
                ask(reader, b"", "a.html")
            assert told.value.id == "document.damaged"


def test_a_page_beyond_the_last_is_a_sentence(reader: Reader) -> None:
    with pytest.raises(DocumentError) as told:
        remote_pages.archived_page(reader, site(), "a.warc.gz", 9)
    assert told.value.id == "page.missing"
    assert told.value.values["count"] == 2
