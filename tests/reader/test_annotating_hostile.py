# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotating what strangers send, and what programs of many kinds write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader.annotation import Annotation
from sidelight.reader.annotator import annotate
from sidelight.reader.mupdf import pymupdf
from tests.annotations import told, unpacked
from tests.reader import hostile_pdf
from tests.reader.hostile_documents import Trap

PDF = "application/pdf"
SECRET = "the unsaid tide table"
MARK = Annotation(
    "m1", "highlight", 1, ((72.0, 70.0, 150.0, 95.0),), "#fbdcb8", "#a04907", "dashed", words="Так"
)
REFUSED = {"document.damaged", "document.too_costly", "document.sealed", "document.restricted"}


@pytest.fixture
def trap(tmp_path: Path, address: str, calls: list[str]) -> Iterator[Trap]:
    path = tmp_path / "tide.txt"
    path.write_text(SECRET, "utf-8")
    yield Trap(path, address)
    assert calls == []


@pytest.mark.parametrize("name", hostile_pdf.DOCUMENTS)
def test_a_hostile_file_is_written_or_refused_and_reaches_nothing(name: str, trap: Trap) -> None:
    data = hostile_pdf.DOCUMENTS[name](trap)
    try:
        found = annotate(data, PDF, name, [MARK])
    except DocumentError as error:
        refused = error.id
    else:
        refused = ""
        assert [one.words for one in told(unpacked(found.pdf)) if one.name == "m1"] == ["Так"]
        assert SECRET.encode() not in unpacked(found.pdf)
        assert found.kept == found.pdf.startswith(data)
    assert refused in {"", *REFUSED}


@pytest.mark.parametrize(
    "saving", [{}, {"use_objstms": 1}, {"garbage": 4, "clean": True}, {"deflate": True}], ids=str
)
def test_a_file_stays_below_however_its_table_of_contents_is_written(
    make_pdf: Callable[..., bytes], saving: dict[str, Any]
) -> None:
    data = make_pdf([(72.0, 90.0, 20.0, "A bridge")], **saving)
    found = annotate(data, PDF, "Paper", [MARK])
    assert found.kept
    assert found.pdf.startswith(data)
    assert len(found.pdf) - len(data) < 2000


def test_a_list_of_annotations_that_stands_apart_from_its_page_is_added_to(
    make_pdf: Callable[..., bytes],
) -> None:
    document: Any = pymupdf.open(stream=make_pdf([(72.0, 90.0, 20.0, "A bridge")]), filetype="pdf")
    theirs, apart = document.get_new_xref(), document.get_new_xref()
    document.update_object(theirs, "<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(theirs)>>")
    document.update_object(apart, f"[{theirs} 0 R]")
    document.xref_set_key(document[0].xref, "Annots", f"{apart} 0 R")
    data = document.tobytes()
    found = annotate(data, PDF, "Paper", [MARK])
    again: Any = pymupdf.open(stream=found.pdf, filetype="pdf")
    assert [one.info["content"] for one in again[0].annots()] == ["theirs", "Так"]
    assert found.pdf.startswith(data)


@pytest.mark.parametrize("value", ["null", "42", "(words)", "<</A 1>>"])
def test_a_list_of_annotations_that_is_none_gives_way(
    make_pdf: Callable[..., bytes], value: str
) -> None:
    document: Any = pymupdf.open(stream=make_pdf([(72.0, 90.0, 20.0, "A bridge")]), filetype="pdf")
    document.xref_set_key(document[0].xref, "Annots", value)
    found = annotate(document.tobytes(), PDF, "Paper", [MARK])
    again: Any = pymupdf.open(stream=found.pdf, filetype="pdf")
    assert [one.info["content"] for one in again[0].annots()] == ["Так"]
