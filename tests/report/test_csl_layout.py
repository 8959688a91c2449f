# SPDX-License-Identifier: AGPL-3.0-or-later
"""Styles cut down to a kind of record: what is left says the same, what has nothing to say goes."""

from __future__ import annotations

import pytest
from lxml import etree

from sidelight.report.citation_styles import STYLES, CitationStyle, style_file
from sidelight.report.csl_layout import LOCATOR, Kind, cut

CSL = "http://purl.org/net/xbiblio/csl"


def style(layout: str, rest: str = "", part: str = "citation") -> bytes:
    """Return a style with a layout."""
    words = f"<{part}><layout>{layout}</layout></{part}>{rest}"
    return f'<style xmlns="{CSL}" version="1.0" class="note">{words}</style>'.encode()


def left(layout: str, variables: str = "", rest: str = "", type_: str = "report") -> str:
    """Return what is left of a layout, with macros put where they are named."""
    made = cut(style(layout, rest), kind(variables, type_), "citation")
    root = etree.fromstring(made)
    macros = {one.get("name"): one for one in root.iter(f"{{{CSL}}}macro")}
    for text in list(root.iter(f"{{{CSL}}}text")):
        if text.get("macro"):
            text.append(macros[text.get("macro")])
            del text.attrib["macro"]
    for macro in macros.values():
        del macro.attrib["name"]
    found = etree.tostring(root.find(f"{{{CSL}}}citation/{{{CSL}}}layout")).decode()
    inner = found.replace(f' xmlns="{CSL}"', "").removeprefix("<layout>").removesuffix("</layout>")
    return "" if inner == "<layout/>" else inner


def kind(variables: str = "", type_: str = "report", **dates: int) -> Kind:
    """Return a kind of record; ``dates`` are how many numbers each date has."""
    return Kind(type_, frozenset(variables.split()), frozenset(dates.items()))


TITLE = '<text variable="title"/>'
TERM = '<text term="in"/>'


@pytest.mark.parametrize(
    ("layout", "variables", "rest"),
    [
        (TITLE, "title", TITLE),
        (TITLE, "", ""),
        (TERM, "", TERM),
        ('<number variable="volume"/><label variable="volume"/>', "title", ""),
        ('<label variable="locator"/>', LOCATOR, '<label variable="locator"/>'),
        ('<text variable="page-first"/>', "page", '<text variable="page-first"/>'),
        ('<text term="no date" form="short"/>', "", ""),
        (f"<group>{TERM}{TITLE}</group>", "title", f"<group>{TERM}{TITLE}</group>"),
        (f"<group>{TERM}{TITLE}</group>", "", ""),
        (f"<group>{TERM}</group>", "", f"<group>{TERM}</group>"),
        (f"<group><group>{TITLE}</group>{TERM}</group>", "", ""),
        ('<group><label variable="edition"/><text variable="edition"/></group>', "title", ""),
        (f'<group>{TERM}<text variable="year-suffix"/></group>', "", f"<group>{TERM}</group>"),
    ],
)
def test_what_has_nothing_to_say_goes(layout: str, variables: str, rest: str) -> None:
    assert left(layout, variables) == rest


def branches(first: str, otherwise: str = '<else><text value="no"/></else>') -> str:
    """Return a choice between a branch of some conditions and another."""
    return f'<choose><if {first}><text value="yes"/></if>{otherwise}</choose>'


@pytest.mark.parametrize(
    ("conditions", "taken"),
    [
        ('type="report"', "yes"),
        ('type="treaty report"', "no"),
        ('type="treaty report" match="any"', "yes"),
        ('type="treaty"', "no"),
        ('type="treaty" match="none"', "yes"),
        ('type="report" match="none"', "no"),
        ('variable="title"', "yes"),
        ('variable="title archive"', "no"),
        ('variable="title archive" match="any"', "yes"),
        ('variable="archive" match="none"', "yes"),
        ('type="report" variable="title"', "yes"),
        ('type="report" variable="archive"', "no"),
        ('is-numeric="archive"', "no"),
        ('is-numeric="archive" match="none"', "yes"),
        ('is-numeric="locator"', "no"),
        ('is-numeric="title" variable="archive"', "no"),
        ('is-numeric="title" variable="title" match="any"', "yes"),
        ('is-uncertain-date="issued"', "no"),
        ('locator="page"', "no"),
        ('position="first"', "yes"),
        ('position="ibid"', "no"),
        ('disambiguate="true"', "no"),
    ],
)
def test_choices_are_made_once(conditions: str, taken: str) -> None:
    assert left(branches(conditions), f"title {LOCATOR}") == f'<text value="{taken}"/>'


def test_what_only_the_words_can_tell_is_left() -> None:
    choice = branches('is-numeric="title"')
    assert left(choice, "title") == choice
    late = branches('is-numeric="title"', '<else-if type="treaty"/><else-if type="report"/><else/>')
    assert left(late, "title").count("else-if") == 1


def test_no_branch_that_holds_leaves_nothing() -> None:
    assert left(branches('type="treaty"', "")) == ""


def test_macros_are_cut_for_where_they_stand() -> None:
    macro = f'<macro name="title">{TITLE}</macro><macro name="other">{TERM}</macro>'
    layout = '<group><text macro="title"/></group><text macro="title" prefix="x"/>'
    inner = f"<macro>{TITLE}</macro>"
    expected = f'<group><text>{inner}</text></group><text prefix="x">{inner}</text>'
    assert left(layout, "title", macro) == expected
    assert left(layout, "", macro) == ""


@pytest.mark.parametrize(
    "macro",
    ['<macro name="a"><text macro="a"/></macro>', '<macro name="b"/>', ""],
)
def test_macros_that_call_themselves_or_are_missing_are_refused(macro: str) -> None:
    with pytest.raises(ValueError, match="macro"):
        left('<text macro="a"/>', "title", macro)


def test_what_stands_for_the_author_is_not_said_again() -> None:
    names = f'<names variable="author"><name/><substitute>{TERM}{TITLE}</substitute></names>'
    rest = f'{TITLE}<text variable="genre"/>'
    assert left(names + rest, "author title genre").endswith(rest)
    alone = left(names + rest, "title genre")
    assert alone.count('variable="title"') == 1
    assert alone.endswith('</names><text variable="genre"/>')
    assert left(names + rest, "genre") == '<text variable="genre"/>'


def test_a_date_in_words_is_left_where_the_year_would_stand() -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    month = '<date variable="issued"><date-part name="month"/></date>'
    form = '<date variable="issued" form="text" date-parts="{}"/>'
    layout = style(year + month + form.format("month-day") + form.format("year"))
    words = cut(layout, kind("issued", issued=0), "citation").decode()
    assert words.count("<date ") == 2
    assert 'name="month"' not in words
    assert "month-day" not in words
    assert cut(layout, kind("issued", issued=3), "citation").count(b"<date ") == 4


def test_names_that_are_whole_are_none_that_is_inverted() -> None:
    layout = (
        '<names variable="author"><name delimiter-precedes-last="after-inverted-name"/></names>'
    )
    assert 'delimiter-precedes-last="contextual"' in left(layout, "author")


def test_only_the_part_asked_for_is_left() -> None:
    both = style(TITLE, f"<bibliography><sort/><layout>{TERM}</layout></bibliography>")
    assert b"bibliography" not in cut(both, kind("title"), "citation")
    made = cut(both, kind("title"), "bibliography")
    assert (b"citation>" in made, b"sort" in made) == (False, False)


@pytest.mark.parametrize(
    "broken", [b"", b"<style", b"<style/>", style(TITLE, part="bibliography"), b"\xff\xfe"]
)
def test_what_is_no_style_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        cut(broken, kind("title"), "citation")


@pytest.mark.parametrize("one", [style for style in STYLES if style.file])
def test_the_styles_are_whole_and_say_their_licence(one: CitationStyle) -> None:
    file = style_file(one.file)
    root = etree.fromstring(file)
    assert b"creativecommons.org/licenses/by-sa/3.0" in file
    assert root.find(f"{{{CSL}}}{one.part}") is not None
    small = cut(file, kind("title author issued", issued=3), one.part)
    assert len(small) < len(file) / 2
