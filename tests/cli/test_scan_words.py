# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recognised text in the hands of two reviewers, by the command line, and what is refused."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.cli.run import run
from sidelight.reader.mupdf import pymupdf
from tests.reader.typed_note import typed

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PRINT = "The harbour paid 700 crowns in March.\n\nThe crane was sold in Riga. Riga paid late."


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of Eve's whose article is a picture that was recognised."""
    folder = tmp_path_factory.mktemp("read")
    page = pymupdf.open(stream=typed(PRINT), filetype="pdf")[0]
    made = pymupdf.open()
    sheet = made.new_page(width=595, height=842)
    sheet.insert_image(sheet.rect, pixmap=page.get_pixmap(dpi=150))
    (folder / "cutting.pdf").write_bytes(bytes(made.tobytes()))
    path = str(folder / "cut.sidelight")
    for words in (
        ["new", path, "--title", "Cut"],
        ["add", path, str(folder / "cutting.pdf"), "--kind", "article"],
        ["recognise", path, "1", "--languages", "eng"],
    ):
        assert run(["--by", "Eve", *words]).code == 0
    return Path(path)


@pytest.fixture
def cut(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read_once, tmp_path))


def test_a_claim_follows_the_correction_of_another(sidelight: Run, cut: Path) -> None:
    words = ("--doc", 1, "--quote", "paid 700 crowns", "--verdict", "verified")
    assert sidelight("--by", "Ann", "claim", cut, *words).code == 0
    amend = ("--quote", "700", "--words", "900")
    assert sidelight("--by", "Bo", "correct", cut, 1, *amend).code == 0
    (held,) = sidelight("claims", cut, "--json").json
    assert held["quote"] == "paid 900 crowns"
    assert held["verdicts"]["Ann"]["verdict"] == "verified"
    assert sidelight("text", cut, 1).out.startswith("The harbour paid 900 crowns")
    assert sidelight("search", cut, "700", "crowns", "--json").json == []
    assert sidelight("--by", "Bo", "undo", cut).code == 0
    (held,) = sidelight("claims", cut, "--json").json
    assert (held["quote"], held["origins"]) == ("paid 700 crowns", ["recognised"])


def test_two_who_differ_are_two_rows_of_corrected_words(
    sidelight: Run, cut: Path, tmp_path: Path
) -> None:
    words = ("--doc", 1, "--quote", "paid 700 crowns", "--verdict", "verified")
    sidelight("--by", "Ann", "claim", cut, *words)
    sidelight("--by", "Bo", "verdict", cut, "--claim", 1, "--verdict", "denied")
    sidelight("--by", "Bo", "correct", cut, 1, "--quote", "700", "--words", "900")
    table = tmp_path / "r.csv"
    assert sidelight("report", cut, "-o", table).code == 0
    found = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [(r["reviewer"], r["verdict"]) for r in found] == [("Ann", "verified"), ("Bo", "denied")]
    assert {r["quote"] for r in found} == {"paid 900 crowns"}
    assert sidelight("claims", cut, "--verdict", "split", "--json").json[0]["number"] == 1


def test_a_copied_quote_says_that_it_was_recognised(sidelight: Run, cut: Path) -> None:
    sidelight("--by", "Ann", "correct", cut, 1, "--quote", "700", "--words", "900")
    ran = sidelight("quote", cut, "--doc", 1, "--quote", "paid 900 crowns")
    assert ran.out.startswith("“paid 900 crowns” ")
    assert ran.out.endswith("Text recognised from a picture.\n")


def test_the_text_of_one_page_is_as_corrected(sidelight: Run, cut: Path) -> None:
    sidelight("--by", "Ann", "correct", cut, 1, "--quote", "700", "--words", "900")
    ran = sidelight("text", cut, 1, "--page", 1)
    assert "paid 900 crowns" in ran.out
    assert "check it against the picture" in ran.err
    assert "check it against the picture" not in ran.out


def test_which_of_two_equal_words_is_meant_is_said_by_its_context(
    sidelight: Run, cut: Path
) -> None:
    ran = sidelight("--by", "Ann", "correct", cut, 1, "--quote", "Riga", "--words", "Reval")
    assert (ran.code, ran.out) == (1, "")
    words = ("--quote", "Riga", "--suffix", "paid late", "--words", "Reval")
    assert sidelight("--by", "Ann", "correct", cut, 1, *words).code == 0
    assert "sold in Riga. Reval paid late." in " ".join(sidelight("text", cut, 1).out.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("correct", "1", "--quote", "700"), 2),
        (("correct", "1", "--words", "900"), 2),
        (("correct", "1", "--quote", "never said", "--words", "x"), 1),
        (("correct", "9", "--quote", "700", "--words", "x"), 1),
        (("recognise", "9"), 1),
        (("recognise",), 2),
        (("recognise", "1", "--pages", "2"), 1),
        (("text", "1", "--page", "2"), 1),
        (("text", "1", "--page", "x"), 2),
        (("quote", "--doc", "1"), 2),
        (("quote", "--doc", "1", "--page", "1", "--area", "0,0,50,50"), 2),
        (("quote", "--doc", "9", "--quote", "700"), 1),
        (("page", "1", "1"), 2),
        (("claims", "--claim", "7", "--json"), 1),
    ],
)
def test_what_cannot_be_done_has_its_code_and_changes_nothing(
    sidelight: Run, cut: Path, words: tuple[str, ...], code: int
) -> None:
    before = sidelight("history", cut, "--json").json
    ran = sidelight("--by", "Ann", words[0], cut, *words[1:])
    assert (ran.code, ran.out, "Traceback" in ran.err) == (code, "", False)
    assert ran.err
    assert sidelight("history", cut, "--json").json == before


def test_search_says_which_words_were_recognised(sidelight: Run, cut: Path) -> None:
    assert [hit["origin"] for hit in sidelight("search", cut, "crane", "--json").json] == [
        "recognised"
    ]
    assert "1, recognised text" in sidelight("search", cut, "crane").out
