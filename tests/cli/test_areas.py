# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages by the command line: claimed, linked, listed, found, drawn and reported."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sidelight.model.styles import style
from sidelight.reader.mupdf import pymupdf
from tests.scans import scan_pdf

if TYPE_CHECKING:
    from tests.cli.conftest import Run

EDGES = "60,200,300,420"


@pytest.fixture
def scanned(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    """The project with a scan as a second article and one as a source."""
    (tmp_path / "clipping.pdf").write_bytes(scan_pdf(words="The clipping"))
    (tmp_path / "register.pdf").write_bytes(scan_pdf(pages=2))
    add = ("add", project, tmp_path / "clipping.pdf", "--kind", "article", "--title", "Clipping")
    assert sidelight(*add).code == 0
    assert sidelight("add", project, tmp_path / "register.pdf", "--title", "Register").code == 0
    return project


def at(sidelight: Run, project: Path, png: Path) -> Any:
    """The pixel in the middle of page 1 of the clipping's area, drawn at 72 dpi."""
    ran = sidelight("page", project, "Clipping", 1, "--png", png, "--dpi", 72)
    assert (ran.code, ran.err) == (0, "")
    picture: Any = pymupdf.Pixmap(png.read_bytes())
    return picture.pixel(180, 300), picture.pixel(180, 199), picture.pixel(60, 300)


def test_an_area_is_claimed_linked_and_reported(
    sidelight: Run, scanned: Path, tmp_path: Path
) -> None:
    where = ("--doc", "Clipping", "--page", 1, "--area", EDGES)
    said = ("--transcription", "Der Hafen", "--translation", "The harbour")
    by_ann = ("--by", "Ann", "claim", scanned, *where, *said)
    made = sidelight(*by_ann, "--verdict", "denied", "--json").json
    assert (made["quote"], made["places"]) == ("Der Hafen", ["p. 1"])
    assert made["areas"] == [
        {
            "page": 1,
            "edges": [60.0, 200.0, 300.0, 420.0],
            "transcription": "Der Hafen",
            "transcribed_by": "Ann",
            "translation": "The harbour",
            "translated_by": "Ann",
        }
    ]
    link = ("--claim", made["label"], "--doc", "Register", "--page", 2, "--area", "0,0,100,50")
    linked = sidelight("evidence", scanned, *link, "--stance", "supports", "--json").json
    assert (linked["quote"], linked["place"], linked["area"]["page"]) == ("", "p. 2", 2)
    assert linked["area"]["transcribed_by"] == ""
    (hit,) = sidelight("search", scanned, "harbour", "--json").json
    assert (hit["kind"], hit["page"], hit["start"], hit["end"]) == ("claim", 1, 0, 0)
    assert sidelight("check", scanned).code == 0
    table = tmp_path / "report.csv"
    assert sidelight("report", scanned, "-o", table, "--article", "Clipping").code == 0
    (row,) = csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))
    assert (row["quote"], row["transcribed_by"]) == ("Der Hafen", "Ann")
    assert row["translation"] == "The harbour"
    assert row["evidence"] == "supports: Picture on p. 2 (4, Register, p. 2)"


def test_words_have_no_area(sidelight: Run, scanned: Path) -> None:
    words = ("--doc", "1", "--quote", "a land border")
    made = sidelight("claim", scanned, *words, "--json").json
    assert made["areas"] == []
    linked = sidelight(
        "evidence", scanned, "--claim", 1, "--doc", 2, "--quote", "Tumen", "--stance", "context",
        "--json",
    ).json  # fmt: skip
    assert linked["area"] is None


def test_an_untranscribed_area_is_listed_as_what_it_is(sidelight: Run, scanned: Path) -> None:
    sidelight("claim", scanned, "--doc", "Clipping", "--page", 1, "--area", EDGES)
    assert "Picture on p. 1" in sidelight("claims", scanned).out


def test_the_page_shows_a_frame_around_it(sidelight: Run, scanned: Path, tmp_path: Path) -> None:
    bare = at(sidelight, scanned, tmp_path / "bare.png")
    where = ("--doc", "Clipping", "--page", 1, "--area", EDGES)
    assert sidelight("claim", scanned, *where, "--verdict", "verified").code == 0
    within, above, beside = at(sidelight, scanned, tmp_path / "marked.png")
    fill = tuple(int(style("verified").fill[i : i + 2], 16) for i in (1, 3, 5))
    wanted = [value * part / 255 for value, part in zip(bare[0], fill, strict=True)]
    assert within == pytest.approx(wanted, abs=3), "the fill is laid over the picture"
    ink = tuple(int(style("verified").ink[i : i + 2], 16) for i in (1, 3, 5))
    for edge, before in ((above, bare[1]), (beside, bare[2])):
        closer = sum(abs(a - b) for a, b in zip(edge, ink, strict=True))
        assert closer < sum(abs(a - b) for a, b in zip(before, ink, strict=True))


@pytest.mark.parametrize(
    "words",
    [
        ("--area", EDGES),
        ("--page", "1"),
        ("--quote", "x", "--area", EDGES, "--page", "1"),
        ("--quote", "x", "--page", "1"),
        ("--quote", "x", "--transcription", "y"),
        ("--quote", "x", "--translation", "y"),
        ("--area", "1,2,3", "--page", "1"),
        ("--area", "a,b,c,d", "--page", "1"),
        (),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    sidelight: Run, scanned: Path, words: tuple[str, ...]
) -> None:
    ran = sidelight("claim", scanned, "--doc", "Clipping", *words)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--page", "1", "--area", "0,0,1,1"), "420 by 595 points"),
        (("--page", "1", "--area", "nan,0,50,50"), "no such area"),
        (("--page", "1", "--area", "900,0,950,50"), "no such area"),
        (("--page", "2", "--area", EDGES), "no page 2"),
    ],
)
def test_an_area_that_cannot_be_is_one_sentence(
    sidelight: Run, scanned: Path, words: tuple[str, ...], said: str
) -> None:
    ran = sidelight("claim", scanned, "--doc", "Clipping", *words)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    ran = sidelight("claim", scanned, "--doc", "1", "--page", "1", "--area", EDGES)
    assert "flow" in ran.err
