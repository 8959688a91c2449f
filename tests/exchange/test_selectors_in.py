# SPDX-License-Identifier: AGPL-3.0-or-later
"""What selectors say of a place, and what becomes of a target."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.exchange import fragments_in
from sidelight.exchange.documents_in import Documents
from sidelight.exchange.fragments_in import Part
from sidelight.exchange.incoming import IncomingDocument, Place
from sidelight.exchange.json_values import Wrong
from sidelight.exchange.places_in import Places, hints
from sidelight.exchange.selectors_in import Found, read_selectors
from sidelight.text.geometry import Rect
from tests.exchange.files_given import in_time

QUOTE = {"type": "TextQuoteSelector", "exact": "ё\n무", "prefix": " a ", "suffix": "b\t"}
OA = "http://www.w3.org/ns/oa#"
DIGEST = "ni:///sha-256;" + "A" * 43


def found(value: Any) -> Found:
    made = Found()
    read_selectors(value, made)
    return made


def words(value: Any) -> tuple[str, str, str]:
    made = found(value)
    return made.quote, made.prefix, made.suffix


@pytest.mark.parametrize(
    "selector",
    [
        QUOTE,
        [QUOTE],
        [{"type": "XPathSelector", "value": "/p[1]"}, QUOTE],
        {"@type": "oa:TextQuoteSelector",
         "oa:exact": "ё\n무", "oa:prefix": " a ", "oa:suffix": "b\t"},
        {"type": "TextQuoteSelector", "oa:exact": "ё\n무", "oa:prefix": " a ", "oa:suffix": "b\t"},
        {f"{OA}{k}": [{"@value": v}] for k, v in QUOTE.items() if k != "type"},
        {"exact": "ё\n무", "prefix": " a ", "suffix": "b\t"},
        {**QUOTE, "type": ["TextQuoteSelector", "Other"]},
        {"type": "Choice", "items": [QUOTE, {"type": "CssSelector", "value": "p"}]},
        {"type": "XPathSelector", "value": "/p[1]", "refinedBy": QUOTE},
        {"type": "TextQuoteSelector", "exact": "all of it", "refinedBy": [QUOTE]},
        {"type": "RangeSelector", "startSelector": QUOTE, "endSelector": {"type": "XPathSelector"}},
        {"@list": [QUOTE]},
    ],
)  # fmt: skip
def test_a_quote_is_kept_to_the_letter(selector: Any) -> None:
    assert words(selector) == ("ё\n무", " a ", "b\t")


def test_a_range_ends_where_its_other_quote_begins() -> None:
    ends = {"type": "TextQuoteSelector", "exact": "end"}
    starts = {"type": "TextQuoteSelector", "exact": "start", "prefix": "the "}
    made = {"type": "RangeSelector", "startSelector": starts, "endSelector": ends}
    assert words(made) == ("start", "the ", "end")
    positions = [{"type": "TextPositionSelector", "start": at, "end": at + 1} for at in (7, 30)]
    made = {"type": "RangeSelector", "startSelector": positions[0], "endSelector": positions[1]}
    assert (found(made).start, found(made).end) == (7, 30)
    assert found(made).unused == "RangeSelector"


@pytest.mark.parametrize(
    ("exact", "length", "counted"),
    [("plain", 5, "UTF-16 units"), ("a😀b", 3, "code points"), ("a😀b", 4, "UTF-16 units"),
     ("a😀b", 9, "UTF-16 units")],
)  # fmt: skip
def test_the_quote_tells_in_what_a_position_was_counted(
    exact: str, length: int, counted: str
) -> None:
    quote = {"type": "TextQuoteSelector", "exact": exact}
    place = {"type": "TextPositionSelector", "start": 10, "end": 10 + length}
    for made in ([quote, place], [place, quote]):
        assert hints(found(made), 1) == {
            "position": f"10-{10 + length}", "position_unit": counted,
        }  # fmt: skip
    own = {**place, "dcterms:source": {"id": DIGEST}}
    told = hints(found([quote, own]), 2)
    assert told["position_unit 2"] == "code points"
    assert told["position_text 2"] == "0" * 64


@pytest.mark.parametrize(
    ("fragment", "part"),
    [
        ("page=3", Part(3)),
        ("#page=3&viewrect=60,80,260,60.5", Part(3, Rect(60, 80, 320, 140.5))),
        ("page=2&zoom=100", Part(2)),
        ("xywh=percent:10,20,30,40", Part(extent="percent:10,20,30,40")),
        ("xywh=pct:10,20,30,40.5", Part(extent="percent:10,20,30,40.5")),
        ("xywh=pixel:1,2,3,4", Part(extent="pixel:1,2,3,4")),
        ("t=1&xywh=1,2,3,4", Part(extent="pixel:1,2,3,4")),
        ("chapter-3", None),
        ("page=0", None),
        ("page=-1", None),
        ("page=٣", None),
        ("page=99999999999", None),
        ("xywh=1,2,3", None),
        ("xywh=1,2,0,4", None),
        ("xywh=nan,2,3,4", None),
        ("xywh=1e99,2,3,4", None),
        ("viewrect=1,2,-3,4", None),
        ("xywh=" + "9" * 5000, None),
    ],
)
def test_fragments_name_pages_and_parts_of_them(fragment: str, part: Part | None) -> None:
    assert fragments_in.read(fragment) == part


@given(st.text(st.sampled_from("pagexywhvirct=&:,.019-+e# "), max_size=40) | st.text(max_size=30))
def test_no_fragment_is_anything_but_a_part(fragment: str) -> None:
    part = fragments_in.read(fragment)
    assert part is None or part.page or part.area or part.extent
    assert fragments_in.read_svg(fragment) is None


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'
RECT = '<rect x="10" y="20" width="30" height="40"/>'


@pytest.mark.parametrize(
    ("drawing", "part"),
    [
        (SVG.format("", RECT), Part(extent="pixel:10,20,30,40")),
        (SVG.format(' viewBox="0 0 100 200"', f"<g>{RECT}</g>"),
         Part(extent="percent:10,10,30,20", drawn=Rect(10, 20, 40, 60))),
        (SVG.format(' viewBox="10,20,100,200"', RECT), Part(extent="percent:0,0,30,20")),
        (RECT, Part(extent="pixel:10,20,30,40")),
        (SVG.format("", RECT * 2), None),
        (SVG.format("", '<path d="M0 0L1 1"/>'), None),
        (SVG.format(' viewBox="0 0 0 0"', RECT), None),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "<text>&a;</text>"), None),
        ("<svg><rect width='1e999' height='1'/></svg>", None),
        ("<svg>" * 300, None),
        ("<svg>" + "<g>" * 40_000, None),
        ("not a drawing", None),
    ],
)  # fmt: skip
def test_drawings_hold_one_rectangle_or_nothing(drawing: str, part: Part | None) -> None:
    with in_time():
        assert fragments_in.read_svg(drawing) == part


def placed(target: Any, *, own: bool = False) -> tuple[Place, IncomingDocument]:
    documents = Documents()
    places = Places(documents, {})
    (one,) = places.targets({"target": target})
    place, _found = places.of(one, own=own)
    (document,) = documents.all()
    return place, document


def test_a_picture_of_ours_has_its_area_from_the_drawing() -> None:
    inside = [
        {"type": "FragmentSelector", "value": "xywh=percent:9,10,31,20"},
        {"type": "SvgSelector", "value": SVG.format(' viewBox="0 0 100 200"', RECT)},
    ]
    sheaf = {"type": "FragmentSelector", "value": "page=2", "refinedBy": inside}
    target = {"type": "SpecificResource", "source": "http://a.example/b.tif", "selector": [sheaf]}
    place, _document = placed(target, own=True)
    assert (place.page, place.area) == (2, Rect(10, 20, 40, 60))
    # what another program measures in is not known
    assert placed(target)[0].area is None


@pytest.mark.parametrize(
    ("target", "url", "page"),
    [
        ("http://a.example/b", "http://a.example/b", 0),
        ({"id": "http://a.example/b", "type": "Text"}, "http://a.example/b", 0),
        ("http://a.example/b.pdf#page=4", "http://a.example/b.pdf", 4),
        ("http://a.example/b#part-2", "http://a.example/b#part-2", 0),
        ({"type": "SpecificResource", "source": {"id": "http://a.example/b"}},
         "http://a.example/b", 0),
        ({"type": "Choice", "items": ["http://a.example/b", "http://a.example/c"]},
         "http://a.example/b", 0),
        ({"oa:hasSource": [{"@id": "http://a.example/b"}]}, "http://a.example/b", 0),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", 0),
        ("javascript:alert(1)", "", 0),
        ("https://ann:secret@a.example/", "", 0),
    ],
)  # fmt: skip
def test_targets_lead_to_documents(target: Any, url: str, page: int) -> None:
    place, document = placed(target)
    assert (document.url, place.page) == (url, page)
    assert document.record.get("URL", "") == url
    assert place.document == document.key


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("file:///home/ann/secret/Note%20on%20it.pdf", "Note on it.pdf"),
        ("file:///C:\\Users\\ann\\paper.pdf", "paper.pdf"),
        ("file:///C:/a/b.pdf?x#page", "b.pdf"),
        ("file:///..", ""),
        ("file:///a/%2e%2e%2f%00x.pdf", "x.pdf"),
    ],
)
def test_of_a_file_only_its_name_is_kept(iri: str, name: str) -> None:
    _place, document = placed(iri)
    assert (document.name, document.url, document.sha256) == (name, "", "")
    assert "ann" not in document.key


def test_what_is_told_of_a_page_is_known_of_its_document() -> None:
    state = {"type": "TimeState", "sourceDate": "2015-07-20T13:30:00Z", "cached": DIGEST}
    source = {"id": "http://a.example/b", "title": "A page"}
    target = {"type": "SpecificResource", "source": source, "state": [state]}
    _place, document = placed(target)
    assert (document.title, document.sha256) == ("A page", "0" * 64)
    assert document.record["accessed"] == "2015-07-20"


@pytest.mark.parametrize(
    "selector",
    [7, [7], {"type": "TextQuoteSelector", "exact": {}}, [[QUOTE]],
     {"type": "TextPositionSelector", "start": -1, "end": 2},
     {"type": "TextPositionSelector", "start": 1.5, "end": 2},
     {"type": "TextPositionSelector", "start": True, "end": 2},
     {"type": "PageSelector", "index": "one"}, [QUOTE] * 100,
     {"type": "TextQuoteSelector", "exact": "x" * 1_000_001}],
)  # fmt: skip
def test_what_is_no_selector_is_refused(selector: Any) -> None:
    with pytest.raises(Wrong):
        found(selector)


def test_refinements_have_an_end() -> None:
    made: dict[str, Any] = dict(QUOTE)
    for _level in range(60):
        made = {"type": "XPathSelector", "value": "/p", "refinedBy": made}
    with pytest.raises(Wrong):
        found(made)
