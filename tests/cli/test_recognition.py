# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scans by the command line: recognised, corrected, quoted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reader.typed_note import ENGLISH, scanned

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "letter.pdf"
    path.write_bytes(scanned(ENGLISH))
    return path


def test_a_scan_is_recognised_corrected_and_quoted(
    sidelight: Run, project: Path, picture: Path
) -> None:
    assert sidelight("add", project, picture).code == 0
    done = sidelight("recognise", project, "letter", "--languages", "English", "--json")
    assert done.code == 0
    assert (done.json["pages"], done.json["failed"]) == ([1], {})
    assert done.json["characters"] > 300
    text = sidelight("text", project, "letter")
    assert "48,750 pounds" in text.out
    assert "Recognised text (eng, pages 1-1)" in text.err
    words = ("--quote", "48,750", "--words", "48,751")
    assert sidelight("correct", project, "letter", *words).code == 0
    quote = ("--doc", "letter", "--quote", "48,751 pounds", "--stance", "context")
    sidelight("claim", project, "--doc", 1, "--quote", "his first in 24 years")
    linked = sidelight("evidence", project, "--claim", 1, *quote, "--json").json
    assert linked["place"] == "p. 1, recognised text, corrected"
    assert (linked["quote"], linked["origin"]) == ("48,751 pounds", "corrected")
    again = sidelight("recognise", project, "letter")
    assert (again.code, "no page without text" in again.err) == (1, True)
    assert sidelight("check", project).code == 0


def test_the_languages_are_listed(sidelight: Run) -> None:
    listed = sidelight("languages", "--json").json
    assert "eng" in {one["code"] for one in listed}
    assert "English" in sidelight("languages").out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--pages", "3-1"), 2, "1-3,7"),
        (("--pages", "x"), 2, "1-3,7"),
        (("--pages", "9"), 1, "there is no page 9"),
        (("--languages", "zzz", "--pages", "1"), 1, "zzz.traineddata"),
        (("--data", "nothing.traineddata"), 1, "nothing.traineddata"),
    ],
)
def test_wrong_wishes_are_said(
    sidelight: Run, project: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    ran = sidelight("recognise", project, 2, *words)
    assert ran.code == code
    assert sentence in ran.err


def test_what_was_not_recognised_is_not_corrected(sidelight: Run, project: Path) -> None:
    ran = sidelight("correct", project, 2, "--quote", "Moscow", "--words", "Riga")
    assert (ran.code, "Only recognised text" in ran.err) == (1, True)
