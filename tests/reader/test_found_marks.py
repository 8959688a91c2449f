# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on their way out of the confined process: what comes out is what went in, or an error."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import DocumentError
from sidelight.reader.dates import pdf_moment
from sidelight.reader.found_marks import (
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_RECTS,
    PdfMark,
    PdfMarks,
    pack_marks,
    unpack_marks,
)
from sidelight.reader.remote import Reader
from sidelight.worker import Reply, Worker

SOME = PdfMark(
    3, "Highlight", ((1.0, 2.0, 3.5, 4.0),), "#ff00aa", "김", "Так?", "s", "n",
    "2024-06-21T10:20:30+09:00", "", 0, True, "Accepted", "Review", True, {"what": "claim"},
)  # fmt: skip
FOUND = PdfMarks((SOME, PdfMark(1, "Text")), "Title", "Ann", ((1, 2), (3, 0)), 7)


def test_what_went_in_comes_out() -> None:
    assert unpack_marks(pack_marks(FOUND)) == FOUND
    assert unpack_marks(pack_marks(PdfMarks())) == PdfMarks()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", 0),
        ("page", True),
        ("page", "1"),
        ("kind", 7),
        ("kind", "k" * (LONGEST_WORD + 1)),
        ("rects", [[1, 2, 3]]),
        ("rects", [[1, 2, 3, "4"]]),
        ("rects", [[1, 2, 3, float("nan")]]),
        ("rects", [[1, 2, 3, float("inf")]]),
        ("rects", [[1, 2, 3, 4]] * (MOST_RECTS + 1)),
        ("rects", 5),
        ("colour", "red"),
        ("colour", "#FF0000"),
        ("colour", "#ff0000\n"),
        ("words", None),
        ("words", "w" * (LONGEST_TEXT + 1)),
        ("made", "yesterday"),
        ("made", "2024-06-21T10:20:30"),
        ("changed", "2024-02-30"),
        ("answers", 2),
        ("answers", -2),
        ("answers", 0.0),
        ("group", 1),
        ("hidden", "no"),
        ("ours", [["what", "claim"]]),
        ("ours", {"what": 1}),
        ("ours", {str(n): "" for n in range(13)}),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match="not marks"):
        unpack_marks(changed(field, value))


def changed(field: str, value: Any) -> bytes:
    """The packed marks with one field of the first changed."""
    whole = json.loads(pack_marks(FOUND))
    whole[0][0][PdfMark._fields.index(field)] = value
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"[1,2,3,4,5]", b'[[],"","",[],-1]', b'[[],"","",[[1]],0]', b"\xff",
        b'[[],1,"",[],0]', b'[[[1,"Text"]],"","",[],0]', b'[["x"],"","",[],0]', b"[" * 5_000,
        b'[[],"","",[],0,0]', b'[{"a":1},"","",[],0]',
    ],
)  # fmt: skip
def test_what_is_nothing_of_the_kind_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not marks"):
        unpack_marks(data)


@settings(max_examples=40)
@given(st.lists(st.none() | st.booleans() | st.floats() | st.text(), max_size=20))
def test_a_row_of_anything_is_refused(value: Any) -> None:
    told = ""
    try:
        unpack_marks(json.dumps([[value], "", "", [], 0]).encode())
    except ValueError as error:
        told = str(error)
    assert told.startswith("not marks")


def test_a_reply_that_is_none_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader() as reader:
        for blobs in ((), (b"[]",), (b"", b"")):
            monkeypatch.setattr(Worker, "call", lambda *_a, b=blobs, **_k: Reply({}, b))
            with pytest.raises(DocumentError) as caught:
                reader.marks(b"%PDF-", "x.pdf")
            assert caught.value.id == "document.damaged"


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("D:20240621102030+09'00'", "2024-06-21T10:20:30+09:00"),
        ("D:20240621102030-03'30", "2024-06-21T10:20:30-03:30"),
        ("D:20240621102030Z00'00'", "2024-06-21T10:20:30+00:00"),
        ("D:20240621102030Z", "2024-06-21T10:20:30+00:00"),
        ("D:20240621102030+0900", "2024-06-21T10:20:30+09:00"),
        ("20240621102030", "2024-06-21T10:20:30+00:00"),
        ("D:202406211020", "2024-06-21T10:20:00+00:00"),
        ("D:20240621", "2024-06-21T00:00:00+00:00"),
        ("D:202406", ""),
        ("D:20240230", ""),
        ("D:20240621250000", ""),
        ("D:20240621102030+99'00'", ""),
        ("D:00000000000000Z", ""),
        ("Fri Jun 21 10:20:30 2024", ""),
        ("2024-06-21T10:20:30Z", ""),
        ("", ""),
    ],
)
def test_a_moment_is_one_or_nothing(stated: str, moment: str) -> None:
    assert pdf_moment(stated) == moment


@given(st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)))  # noqa: DTZ001 - any zone's
def test_every_moment_comes_back(moment: datetime) -> None:
    stated = moment.replace(microsecond=0)
    assert pdf_moment(f"D:{stated:%Y%m%d%H%M%S}+05'30'").startswith(stated.isoformat())
