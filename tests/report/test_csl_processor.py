# SPDX-License-Identifier: AGPL-3.0-or-later
"""The processor of CSL: what it is given, what it tells of what a style leaves out."""

from __future__ import annotations

import io
from typing import Any

import pytest

from sidelight.model.csl_record import csl_record
from sidelight.report import csl_processor
from sidelight.report.citation_styles import DEFAULT, STYLES, CitationStyle, style_file, style_named
from sidelight.report.csl_processor import HERE, cited, day
from tests.report.records_to_cite import LETTER, SOURCES, document

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
    "<citation><layout>{}</layout></citation></style>"
)


@pytest.fixture
def in_layout(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Cite an item by a layout."""

    def make(layout: str, item: dict[str, Any], *, placed: bool = False) -> csl_processor.Cited:
        file = STYLE.format(layout).encode()
        monkeypatch.setattr(csl_processor, "style_file", lambda _name: file)
        whole = {"id": "1", "type": "report", "language": "und", **item}
        return cited(whole, CitationStyle("x", "X", "x.csl", notes=True), "en", placed=placed)

    return make


def whole(item: dict[str, Any], style: CitationStyle) -> str:
    """Return what the library says with a style as it is."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )

    file = io.BytesIO(style_file(style.file))
    made = CitationStylesStyle(file, locale="en-US", validate=False)
    source = csl_processor._source(item)
    listed = CitationStylesBibliography(made, source, formatter.plain)
    citation = Citation([CitationItem("item")])
    listed.register(citation)
    if style.notes:
        return str(listed.cite(citation, str))
    return "".join(map(str, listed.bibliography()))


@pytest.mark.parametrize("style", [one for one in STYLES if one.file])
@pytest.mark.parametrize("source", ["letter", "treaty", "page", "report"])
def test_a_cut_style_says_what_the_whole_one_does(style: CitationStyle, source: str) -> None:
    item = {"language": "und"} | csl_record(SOURCES[source])
    said = cited(item, style, "en", placed=False).words
    # the library does not put stops into quotation marks; a list of one needs no number
    wanted = whole(item, style).replace("”,", ",”").replace("”.", ".”").removeprefix("1. ")
    assert said == wanted


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        (DEFAULT, set()),
        ("apa", set()),
        ("mla", {"recipient"}),
        ("harvard", {"recipient", "genre", "issued", "archive", "archive_location"}),
        ("gost", {"recipient", "genre", "issued", "archive", "archive_location"}),
    ],
)
def test_what_a_style_leaves_out_is_found_by_trying(name: str, left_out: set[str]) -> None:
    item = csl_record(document("Letter", LETTER))
    assert cited(item, style_named(name), "en", placed=False).left_out == left_out


def test_a_date_is_left_out_if_its_last_part_is(in_layout: Any) -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    full = {"date-parts": [[1950, 8, 31]]}
    assert in_layout(year, {"issued": full}).left_out == {"issued"}
    assert in_layout(year, {"issued": {"date-parts": [[1950]]}}).left_out == frozenset()
    assert in_layout(year, {"issued": {"literal": "c. 1950"}}).words == "c. 1950"


def test_stops_go_into_quotation_marks_of_the_style_alone(in_layout: Any) -> None:
    layout = (
        '<group delimiter=", "><text variable="title" quotes="true"/><text term="page"/></group>'
    )
    assert in_layout(layout, {"title": "Visit"}).words == "“Visit,” page"
    assert in_layout(layout, {"title": "A “b”, c"}).words == "“A “b”, c,” page"
    assert in_layout(layout, {"title": "Who?"}).words == "“Who?,” page"


def test_the_place_is_put_where_the_style_names_one(in_layout: Any) -> None:
    layout = '<group delimiter=" "><text variable="locator"/><text variable="title"/></group>'
    assert in_layout(layout, {"title": "Visit"}, placed=True).words == f"{HERE} Visit"
    assert in_layout(layout, {"title": "Visit"}).words == "Visit"


def test_dates_do_not_change_how_later_ones_are_written(in_layout: Any) -> None:
    month = '<date-part name="month" form="short"/>'
    layout = (
        '<group delimiter="; "><date variable="accessed" form="text"/>'
        f'<date variable="issued" form="text">{month}</date></group>'
    )
    for number in (1, 2, 3):
        dates = {
            "issued": {"date-parts": [[1950, 8, number]]},
            "accessed": {"date-parts": [[2024, 8, 1]]},
        }
        assert in_layout(layout, dates).words == f"August 1, 2024; Aug. {number}, 1950"


@pytest.mark.parametrize(
    ("language", "parts", "said"),
    [
        ("en", [2024, 7, 1], "July 1, 2024"),
        ("en", [2024, 7], "July 2024"),
        ("en", [2024], "2024"),
        ("ru", [2024, 7, 1], "1 июля 2024 г."),
        ("ru", [2024, 3, 31], "31 марта 2024 г."),
        ("ru", [2024, 7], "июль 2024 г."),
        ("ko", [2024, 7, 1], "2024년 7월 1일"),
        ("xx", [2024, 7, 1], "July 1, 2024"),
    ],
)
def test_days_are_written_as_the_language_does(language: str, parts: list[int], said: str) -> None:
    assert day({"date-parts": [parts]}, language) == said


def test_a_day_in_words_is_as_it_was_written() -> None:
    assert day({"literal": "c. 1950"}, "ru") == "c. 1950"
