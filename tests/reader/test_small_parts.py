# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small parts of the reader by themselves: titles, properties, strangers' XML, pictures."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.archive import Archive
from sidelight.reader.core_properties import iso_date, properties_in, properties_of
from sidelight.reader.epub_package import Place, package_of
from sidelight.reader.leaves import Leaf
from sidelight.reader.picture_addresses import PictureAddresses
from sidelight.reader.reading import Unreadable
from sidelight.reader.titles import shown_title, stated_title, titled
from sidelight.reader.xml_part import named_characters, parse_xml, plain_names, words_of
from tests.reader.office import picture, zipped


def leaf(tag: str, words: str) -> Leaf:
    return Leaf(tag, runs=[((), words)])


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("  On \n the\tbridge ", "On the bridge"),
        ("report.docx", ""),
        ("Notes.v2 of June", "Notes.v2 of June"),
        ("Microsoft Word - letter", ""),
        ("Untitled 3", ""),
        ("Untitled stories", "Untitled stories"),
        ("C:\\texts\\letter", ""),
        ("Document", ""),
        ("---", ""),
        ("ab", ""),
        ("Br\ufffdcke", ""),
        ("A\x00 bridge", "A bridge"),
        ("조약 전문", "조약 전문"),
    ],
)
def test_a_stated_title_is_no_name_of_a_file(stated: str, title: str) -> None:
    assert stated_title(stated) == title


@given(st.text(max_size=400))
def test_a_stated_title_is_one_short_line_and_stays_when_asked_again(stated: str) -> None:
    once = stated_title(stated)
    assert len(once) <= 300
    assert once == " ".join(once.split())
    assert once.startswith(stated_title(once))


def test_the_only_first_heading_is_the_title_whatever_is_stated() -> None:
    leaves = [leaf("p", "A note"), leaf("h1", "On the bridge"), leaf("h2", "What was seen")]
    assert titled(leaves, "Something else") == "On the bridge"
    assert [one.title for one in leaves] == [False, True, False]
    assert len(leaves) == 3


def test_of_two_first_headings_the_stated_one_is_the_title() -> None:
    leaves = [leaf("h1", "One"), leaf("h1", "TWO"), leaf("p", "two")]
    assert titled(leaves, "t w o") == "t w o"
    assert [one.title for one in leaves] == [False, True, False]
    unstated = [leaf("h1", "One"), leaf("h1", "Two")]
    assert titled(unstated, "") == "One"


def test_a_title_that_nothing_shows_is_put_first() -> None:
    leaves = [leaf("p", "Nobody crossed it.")]
    assert titled(leaves, "On the bridge") == "On the bridge"
    assert [(one.tag, one.text, one.title) for one in leaves] == [
        ("h1", "On the bridge", True),
        ("p", "Nobody crossed it.", False),
    ]
    assert (titled([], "On the bridge"), titled([leaf("p", "x")], "")) == ("On the bridge", "")


def test_a_title_is_looked_for_near_the_beginning_only() -> None:
    late = [leaf("p", str(n)) for n in range(30)] + [leaf("p", "Bridge")]
    assert not shown_title(late, "Bridge")
    assert shown_title(late[1:], "bridge")
    assert late[-1].tag == "h1"
    assert not shown_title([leaf("p", "")], "")


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2024-06-21T08:30:00Z", "2024-06-21"),
        (" 2024-06 ", "2024-06"),
        ("1950", "1950"),
        ("2024-13-01", "2024"),
        ("21.06.2024", ""),
        ("٢٠٢٤-٠٦-٢١", ""),
        ("", ""),
    ],
)
def test_a_date_as_far_as_it_can_be_one(stated: str, date: str) -> None:
    assert iso_date(stated) == date


def test_properties_of_all_writers_and_the_first_date() -> None:
    found = properties_of(
        b'<m xmlns:d="urn:d"><d:title> </d:title><d:title>On  the\nbridge</d:title>'
        b"<d:creator>Anna</d:creator><d:creator/><d:creator>Min</d:creator>"
        b"<d:modified>2025-01-01</d:modified><d:created>2024-06-21</d:created>"
        b"<d:language>ko-KR</d:language></m>"
    )
    assert found["title"] == "On the bridge"
    assert found["author"] == "Anna, Min"
    assert found["issued"] == "2024-06-21"
    assert found["language"].startswith("ko")


@pytest.mark.parametrize("part", [b"", b"<a>", b"no xml", b"<a><b></a>", b"\xff\xfe"])
def test_a_broken_part_states_nothing(part: bytes) -> None:
    assert properties_of(part) == {}
    assert properties_in(None) == {}


def test_a_property_is_cut() -> None:
    assert len(properties_of(b"<m><title>" + b"x" * 999 + b"</title></m>")["title"]) == 300


LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]><a>'
)


@pytest.mark.parametrize("mend", [False, True])
def test_entities_of_a_stranger_say_nothing(mend: bool) -> None:
    root = parse_xml(LAUGHS + b"x&c;y&f;z</a>", mend=mend)
    assert "root:" not in words_of(root)
    assert "haha" not in words_of(root)


@pytest.mark.parametrize("mend", [False, True])
@pytest.mark.parametrize("data", [b"", b"   ", b"\x00\x01"])
def test_what_is_no_xml_is_damaged(data: bytes, mend: bool) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_xml(data, mend=mend)
    assert refused.value.kind == "damaged"


def test_comments_and_instructions_are_no_words() -> None:
    root = parse_xml(b"<a>one<!-- two --><?three four?><b> five </b></a>")
    assert words_of(root) == "one five"
    assert [one.tag for one in root] == ["b"]


def test_mending_takes_what_there_is() -> None:
    assert words_of(parse_xml(b"<a><p>one</p><p>two", mend=True)) == "onetwo"
    with pytest.raises(Unreadable):
        parse_xml(b"<a><p>one</p><p>two")


def test_a_plain_attribute_goes_before_one_of_a_namespace() -> None:
    root = plain_names(parse_xml(b'<x:a xmlns:x="urn:x" x:href="far" href="near" x:id="7"/>'))
    assert (root.tag, dict(root.attrib)) == ("a", {"href": "near", "id": "7"})


def test_named_characters_become_numbers_but_for_xmls_own() -> None:
    data = named_characters(b"a&nbsp;b &amp;nbsp; &lt; &nosuch; &eacute;")
    assert data == b"a&#160;b &amp;nbsp; &lt; &nosuch; &#233;"


def test_pictures_have_addresses_until_the_budget_is_spent() -> None:
    data = picture()
    addresses = PictureAddresses(2 * len(data))
    first = addresses.of(data)
    kind, _, said = first.partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(said, validate=True) == data
    assert (addresses.of(data), addresses.of(data)) == (first, "")


def test_a_picture_too_large_leaves_room_for_a_smaller_one() -> None:
    large, small = picture(size=(900, 900)), picture(size=(20, 20))
    assert len(small) < len(large)
    addresses = PictureAddresses(len(large) - 1)
    assert addresses.of(large) == ""
    assert addresses.of(small) != ""


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "WEBP"])
def test_a_picture_that_pages_cannot_draw_is_made_one_they_can(kind: str) -> None:
    address = PictureAddresses().of(picture(kind))
    assert address.startswith(("data:image/png;", "data:image/jpeg;"))


@pytest.mark.parametrize(
    "data", [b"", b"words", b"\x89PNG\r\n\x1a\n", b"BM" + bytes(20), b"<svg></svg>"]
)
def test_what_cannot_be_drawn_has_no_picture_of_another_kind(data: bytes) -> None:
    address = PictureAddresses().of(data)
    assert not address or base64.b64decode(address.partition(",")[2]) == data


def package(manifest: str, spine: str, **more: bytes | str) -> Archive:
    opf = f"<package><metadata/><manifest>{manifest}</manifest>{spine}</package>"
    return Archive(zipped({"text/book.opf": opf, "text/a.xhtml": "<p>a</p>", **more}))


ITEM = '<item id="a" href="a.xhtml"/>'


def test_a_package_without_a_container_is_found_and_read_from_its_folder() -> None:
    found = package_of(package(ITEM, '<spine><itemref idref="a"/><itemref idref="a"/></spine>'))
    assert found.chapters == ("text/a.xhtml",)
    assert found.places == ()


@pytest.mark.parametrize(
    "item",
    [
        '<item id="a" href="../../a.xhtml"/>',
        '<item id="a" href="http://far.example/a.xhtml"/>',
        '<item id="a" href="missing.xhtml"/>',
        '<item href="a.xhtml"/>',
        "",
    ],
)
def test_a_spine_that_leads_nowhere_is_damage(item: str) -> None:
    with pytest.raises(Unreadable) as refused:
        package_of(package(item, '<spine><itemref idref="a"/></spine>'))
    assert refused.value.kind == "damaged"


def test_places_of_a_contents_stay_within_six_levels() -> None:
    deep = "".join(f'<ol><li><a href="a.xhtml#p{n}">Part {n}</a>' for n in range(9))
    nav = f'<html><nav type="landmarks"><a href="a.xhtml">No</a></nav><nav>{deep}</nav></html>'
    made = package(
        ITEM + '<item id="n" properties="cover nav" href="n.xhtml"/>',
        '<spine><itemref idref="a"/></spine>',
        **{"text/n.xhtml": nav},
    )
    places = package_of(made).places
    assert [place.level for place in places] == [1, 2, 3, 4, 5, 6, 6, 6, 6]
    assert places[2] == Place(3, "Part 2", "text/a.xhtml", "p2")


def test_the_older_contents_is_read_and_wordless_entries_are_not() -> None:
    ncx = (
        "<ncx><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml'/>"
        "<navPoint><navLabel/><content src='a.xhtml'/></navPoint>"
        "<navPoint><navLabel><text>Out</text></navLabel><content src='../../x'/></navPoint>"
        "<navPoint><navLabel><text>In</text></navLabel><content src='a.xhtml#i'/></navPoint>"
        "</navPoint></ncx>"
    )
    made = package(
        ITEM + '<item id="t" href="t.ncx"/>',
        '<spine toc="t"><itemref idref="a"/></spine>',
        **{"text/t.ncx": ncx},
    )
    assert package_of(made).places == (
        Place(1, "One", "text/a.xhtml", ""),
        Place(2, "In", "text/a.xhtml", "i"),
    )
