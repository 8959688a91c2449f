# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes out of the recognising process is checked: it has read a stranger's document."""

from __future__ import annotations

import json
import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.recogniser import _page_text
from sidelight.text.ink import ink_of
from sidelight.worker import Reply


def reply(paragraphs: object, boxes: list[float] | None = None) -> Reply:
    if boxes is None:
        boxes = [1.0] * 4 * len(ink_of("".join(map(str, paragraphs))))  # type: ignore[call-overload]
    return Reply({}, (json.dumps(paragraphs).encode(), array("f", boxes).tobytes()))


def test_a_page_is_its_paragraphs_with_boxes() -> None:
    found = _page_text(reply(["One line\nand more.", "Two"]))
    assert found.text == "One line\nand more.\n\nTwo"
    assert [role for role, _, _ in found.paragraphs] == ["paragraph", "paragraph"]
    assert len(found.boxes) == 4 * 18


def test_an_empty_page_is_a_page() -> None:
    assert _page_text(reply([])).text == ""


@pytest.mark.parametrize(
    "wrong",
    [
        Reply({}, ()),
        Reply({}, (b"[]",)),
        Reply({}, (b"[]", b"", b"")),
        Reply({}, (b"not json", b"")),
        Reply({}, (b"\xff\xfe", b"")),
        Reply({}, (b"[" * 100_000, b"")),
        Reply({}, (b"{}", b"")),
        Reply({}, (b"[7]", b"")),
        Reply({}, (b'["ab"]', b"1234567")),
        reply([" \n"]),
        reply(["ab"], [1.0] * 7),
        reply(["ab"], [1.0] * 12),
        reply(["ab"], [1.0] * 7 + [math.nan]),
        reply(["ab"], [1.0] * 7 + [math.inf]),
        reply(["ab"], [1.0] * 7 + [1e30]),
        reply(["\ud800"], [1.0] * 4),
        reply(["x" * 200_001]),
    ],
)
def test_what_cannot_be_is_refused(wrong: Reply) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever says so first
        _page_text(wrong)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_no_bytes_do_more_than_be_refused(words: bytes, boxes: bytes) -> None:
    try:
        found = _page_text(Reply({}, (words, boxes)))
    except ValueError:
        return
    assert len(found.boxes) == 4 * len(ink_of(found.text))
