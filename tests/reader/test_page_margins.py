# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headers and footers of OpenDocument texts and RTF: once each, as furniture, as of Word."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.reader.office import zipped

Fixture = Callable[..., Any]
TYPE = "application/vnd.oasis.opendocument.text"
PARAGRAPHS = "<style name='P1' master-page-name='Letter'/>"
NUMBER = "<page-number>7</page-number>"


def odt(styles: str, body: str = "<h>The bridge</h><p>Nobody crossed it.</p>") -> bytes:
    content = (
        f"<c><automatic-styles>{PARAGRAPHS}</automatic-styles><body><text>{body}</text></body></c>"
    )
    return zipped({"mimetype": TYPE, "content.xml": content, "styles.xml": styles})


def pages(**parts: str) -> str:
    """Styles with a page style for each name."""
    made = "".join(
        f"<master-page name='{name}'>{said}</master-page>" for name, said in parts.items()
    )
    return f"<s><master-styles>{made}</master-styles></s>"


def rtf(body: str, head: str = "") -> bytes:
    return rf"{{\rtf1\ansi{head} {body}\pard The bridge was closed.\par}}".encode()


def test_those_of_an_opendocument_text(
    read: Fixture, blocks: Fixture, hidden: Fixture, sound: Fixture
) -> None:
    styles = pages(
        Standard="<header><h>Ministry of Works</h></header>"
        f"<footer><p>Confidential {NUMBER}</p><p>Page {NUMBER} of <page-count>9</page-count></p>"
        "</footer><header-first display='false'><p>Never</p></header-first>",
        Letter="<header><p>Ministry of Works</p></header><header-left><p>Left</p></header-left>",
        Unused="<header><p>Not used</p></header>",
    )
    found = read(odt(styles), "a.odt")
    sound(found)
    assert blocks(found) == [
        ("paragraph", "Ministry of Works"),
        ("paragraph", "Left"),
        ("title", "The bridge"),
        ("paragraph", "Nobody crossed it."),
        ("paragraph", "Confidential"),
    ]
    assert hidden(found) == [
        ("page-header", "Ministry of Works"),
        ("page-header", "Left"),
        ("page-footer", "Confidential"),
    ]


def test_a_page_style_that_follows_another_is_in_use(read: Fixture, hidden: Fixture) -> None:
    styles = (
        "<s><master-page name='Letter' next-style-name='Later'><header><p>One</p></header>"
        "</master-page><master-page name='Later' next-style-name='Letter'><footer><p>Two</p>"
        "</footer></master-page></s>"
    )
    assert hidden(read(odt(styles), "a.odt")) == [("page-header", "One"), ("page-footer", "Two")]


@pytest.mark.parametrize("styles", ["<broken", "", "<!DOCTYPE s [<!ENTITY a 'b'>]><s>&a;</s>"])
def test_broken_styles_do_not_keep_the_text_away(
    styles: str, read: Fixture, blocks: Fixture
) -> None:
    assert blocks(read(odt(styles), "a.odt"))[-1] == ("paragraph", "Nobody crossed it.")


def test_page_styles_without_end_are_bounded(read: Fixture, hidden: Fixture) -> None:
    many = "".join(f"<header><p>Head {n}x</p></header>" for n in range(500))
    assert len(hidden(read(odt(pages(Standard=many)), "a.odt"))) == 8


def test_notes_in_a_header_do_not_take_the_place_of_those_of_the_text(
    read: Fixture, blocks: Fixture
) -> None:
    note = "<note><note-citation>1</note-citation><note-body><p>x</p></note-body></note>"
    found = read(odt(pages(Standard=f"<header><p>Head{note}.</p></header>")), "a.odt")
    assert blocks(found)[0] == ("paragraph", "Head.")


def test_those_of_rtf(read: Fixture, blocks: Fixture, hidden: Fixture, sound: Fixture) -> None:
    head = r"{\header\pard\b Ministry of Works\b0\par}"
    body = (
        head + r"{\footer Confidential \chpgn\par Page \chpgn  of "
        r"{\field{\*\fldinst{ NUMPAGES }}{\fldrslt 12}}\par}"
        r"\pard\outlinelevel0 The bridge\par\sect" + head + r"{\headerr Right\par}"
    )
    found = read(rtf(body), "a.rtf")
    sound(found)
    assert blocks(found) == [
        ("paragraph", "Ministry of Works"),
        ("paragraph", "Right"),
        ("title", "The bridge"),
        ("paragraph", "The bridge was closed."),
        ("paragraph", "Confidential"),
    ]
    assert hidden(found) == [
        ("page-header", "Ministry of Works"),
        ("page-header", "Right"),
        ("page-footer", "Confidential"),
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", ["Usual"]),
        (r"\titlepg", ["First", "Usual"]),
        (r"\facingp", ["Left", "Usual"]),
        (r"\titlepg0\facingp0", ["Usual"]),
    ],
)
def test_only_those_of_rtf_that_are_in_use(
    head: str, said: list[str], read: Fixture, hidden: Fixture
) -> None:
    made = rtf(r"{\headerf First\par}{\headerl Left\par}{\headerr Usual\par}", head)
    assert [words for _, words in hidden(read(made, "a.rtf"))] == said


def test_tables_of_a_header_and_the_text_stay_apart(read: Fixture, sound: Fixture) -> None:
    table = r"\trowd\intbl {}\cell\row\pard "
    found = read(rtf("{\\header" + table.format("Head") + "}" + table.format("Cell")), "a.rtf")
    sound(found)
    assert found.rendition.count(b"<table") == 2


def test_headers_of_rtf_without_end_are_bounded(read: Fixture, hidden: Fixture) -> None:
    many = "".join(rf"{{\header Head {n}x\par}}" for n in range(3_000))
    assert len(hidden(read(rtf(many), "a.rtf"))) == 8
    deep = r"{\header Deep " * 2_000 + "}" * 2_000
    assert len(hidden(read(rtf(deep), "a.rtf"))) <= 8


def test_a_page_number_in_the_text_stays(read: Fixture, blocks: Fixture) -> None:
    body = r"\pard See page {\field{\*\fldinst PAGEREF a}{\fldrslt 7}}.\par"
    assert blocks(read(rtf(body), "a.rtf"))[0] == ("paragraph", "See page 7.")
