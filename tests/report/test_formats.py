# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outputs, and the words they share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sidelight.model.standing import PAINTS
from sidelight.model.vocabulary import KINDS, VERDICTS
from sidelight.report import words
from sidelight.report.formats import FORMATS
from sidelight.report.parts import GivenVerdict
from tests.report.conftest import Pact


def test_outputs_are_named_as_the_command_line_names_them() -> None:
    assert [(one.name, one.suffix) for one in FORMATS] == [
        ("html", ".html"),
        ("pdf", ".pdf"),
        ("docx", ".docx"),
        ("md", ".md"),
        ("xlsx", ".xlsx"),
        ("csv", ".csv"),
    ]
    assert all(one.title and one.holds for one in FORMATS)


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_an_output_is_the_same_whenever_it_is_written(name: str, pact: Pact) -> None:
    write = next(one.write for one in FORMATS if one.name == name)
    report = pact.report()
    data = write(report)
    assert data == write(report)
    if name in {"docx", "xlsx", "pdf"}:
        return
    text = data.decode("utf-8")
    assert all(line.quote in text.replace("\\", "").replace("&#39;", "'") for line in report.lines)


def test_the_method_explains_every_mark() -> None:
    assert {word for word, _meaning in words.METHOD} == set(PAINTS)
    assert set(VERDICTS) <= set(PAINTS)


def test_stored_words_have_words_and_others_stay() -> None:
    assert [words.word(word) for word in ("verified", "supports", "not checkable", "")] == [
        "Verified",
        "supports",
        "not checkable",
        "",
    ]
    assert [words.kind(kind) for kind in (*KINDS, "rumour", "")] == [*KINDS, "rumour", ""]
    assert words.media_type("application/pdf") == "PDF"
    assert words.media_type("image/x-odd") == "image/x-odd"


@pytest.mark.parametrize(
    ("verdict", "by", "phrase"),
    [
        ("denied", "", "Denied by the evidence"),
        ("denied", "Peskov", "Denied by Peskov"),
        ("denied", "{0.__class__}", "Denied by {0.__class__}"),
        ("disputed", "", "Disputed"),
        ("split hair", "", "split hair"),
    ],
)
def test_a_verdict_as_a_phrase(verdict: str, by: str, phrase: str) -> None:
    assert words.verdict(GivenVerdict("Ann", verdict, by, "", "", None)) == phrase


def test_times_are_written_in_utc() -> None:
    late = datetime(2024, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=9)))
    assert words.day(late) == "2024-06-30"
    assert words.moment(late) == "2024-06-30 16:30 UTC"
    assert words.day(date(2024, 7, 1)) == "2024-07-01"
    assert words.day(None) == ""
    assert words.moment(datetime(2024, 7, 1, tzinfo=UTC)) == "2024-07-01 00:00 UTC"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (35_400, "35 kB"),
        (999_700, "1.0 MB"),
        (2_340_000, "2.3 MB"),
    ],
)
def test_sizes(count: int, written: str) -> None:
    assert words.size(count) == written
