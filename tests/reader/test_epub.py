# SPDX-License-Identifier: AGPL-3.0-or-later
"""EPUB books: order, table of contents, pictures, locks."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.formats import format_of
from sidelight.reader.reading import Unreadable
from tests.reader.office import chapter, epub, picture, zipped

Fixture = Callable[..., Any]
BOOK = (
    "<dc:title>The bridge</dc:title><dc:creator>Anna Weiss</dc:creator>"
    "<dc:creator>Min-jun Park</dc:creator><dc:date>2024-06-21T00:00:00Z</dc:date>"
    "<dc:language>en</dc:language>"
)
ONE = chapter("<h1>The bridge</h1><h2>How it began</h2><p>Nobody&nbsp;crossed it.</p>")
TWO = chapter(
    "<p class='ch'>How it ended</p><p>Two coats.</p><p>And <a id='coat'/>a third coat.</p>"
    "<ul><li>grey</li></ul><aside><p>1 The harbour book.</p></aside>"
)
NAV = (
    '<li><a href="one.xhtml">How it began</a></li>'
    '<li><a href="two.xhtml">How it ended</a><ol>'
    '<li><a href="two.xhtml#coat">The third witness</a></li></ol></li>'
)
NCX = (
    "<navPoint><navLabel><text>How it ended</text></navLabel><content src='two.xhtml'/>"
    "<navPoint><navLabel><text>The third witness</text></navLabel>"
    "<content src='two.xhtml#coat'/></navPoint></navPoint>"
)


@pytest.mark.parametrize("contents", [{"nav": NAV}, {"ncx": NCX}], ids=["nav", "ncx"])
def test_a_book(contents: dict[str, str], read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    made = epub(
        {"one.xhtml": ONE, "two.xhtml": TWO},
        metadata=BOOK,
        nav=contents.get("nav", ""),
        ncx=contents.get("ncx", ""),
    )
    found = read(made, "book.epub")
    sound(found)
    assert (found.media_type, found.title) == ("application/epub+zip", "The bridge")
    assert found.citation == {"author": "Anna Weiss, Min-jun Park", "issued": "2024-06-21"}
    assert found.language == "en"
    assert blocks(found) == [
        ("title", "The bridge"),
        ("heading", "How it began"),
        ("paragraph", "Nobody crossed it."),
        ("heading", "How it ended"),
        ("paragraph", "Two coats."),
        ("paragraph", "And a third coat."),
        ("item", "• grey"),
        ("paragraph", "1 The harbour book."),
    ]
    outline = [(h.level, h.title) for h in found.layer.outline]
    assert outline == [
        (1, "The bridge"),
        (2, "How it began"),
        (2, "How it ended"),
        (2, "The third witness"),
    ]
    third = found.layer.outline[-1]
    assert found.layer.text.slice(third.start, third.start + 4).startswith("And")


def test_the_spine_orders_not_the_archive(read: Fixture) -> None:
    pages = {f"{n}.xhtml": chapter(f"<p>Part {n}.</p>") for n in (1, 2, 3)}
    found = read(epub(pages, order=("3.xhtml", "1.xhtml", "2.xhtml")))
    assert found.layer.text.text.split("\n\n") == ["Part 3.", "Part 1.", "Part 2."]


def test_lists_of_two_chapters_are_two(read: Fixture) -> None:
    same = chapter("<ol><li>one</li><li>two</li></ol>")
    assert read(epub({"a.xhtml": same, "b.xhtml": same})).rendition.count(b"<ol>") == 2


def test_pictures_come_along(read: Fixture) -> None:
    cover = chapter(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="pictures/cover.jpg"/></svg>'
    )
    inner = chapter(
        '<p>Words.</p><img src="pictures/a%20map.webp" alt="map"/><img src="../../etc/x.png"/>'
        '<img src="http://river.example/a.png"/><img src="missing.png"/>'
    )
    made = epub(
        {"cover.xhtml": cover, "one.xhtml": inner},
        more={
            "OEBPS/pictures/cover.jpg": picture("JPEG"),
            "OEBPS/pictures/a map.webp": picture("WEBP"),
        },
    )
    found = read(made)
    assert found.rendition.count(b"<img") == 2
    assert found.layer.text.text == "Words."


@pytest.mark.parametrize(
    "words",
    [
        b"<html><head><title></title></head><body><p>One & two<br>three<p>four</body></html>",
        chapter("<p>One & two</p><p>three</p><p>four</p>").encode("utf-16"),
        chapter("<p>One &amp; two</p><p>three</p><p>four</p>").encode(),
        (
            b"<?xml version='1.0' encoding='windows-1252'?><html><body>"
            b"<p>One &amp; two</p><p>three</p><p>four</p></body></html>"
        ),
    ],
    ids=["old tags", "utf-16", "utf-8", "windows-1252"],
)
def test_chapters_as_they_come(words: bytes, read: Fixture) -> None:
    assert read(epub({"a.xhtml": words})).layer.text.text.split() == [
        *("One", "&", "two", "three", "four"),
    ]


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
    '<EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)


def test_a_lock_is_said(read: Fixture) -> None:
    lock = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(Unreadable) as refusal:
        read(epub({"a.xhtml": ONE}, more={"META-INF/encryption.xml": lock}))
    assert refusal.value.kind == "protected"


def test_garbled_fonts_are_no_lock(read: Fixture) -> None:
    fonts = LOCK.format("http://www.idpf.org/2008/embedding")
    made = epub({"a.xhtml": ONE}, more={"META-INF/encryption.xml": fonts})
    assert "How it began" in read(made).layer.text.text


HOSTILE = {
    "no package": {"mimetype": "application/epub+zip"},
    "no chapters": {
        "mimetype": "application/epub+zip",
        "a.opf": "<package><manifest/><spine/></package>",
    },
    "a package outside": {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<c><rootfile full-path='../../etc/passwd'/></c>",
    },
    "broken xml": {"mimetype": "application/epub+zip", "a.opf": "\0\1\2"},
}


@pytest.mark.parametrize("members", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package(members: dict[str, str], read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(zipped(members), "a.epub")
    assert refusal.value.kind == "damaged"


def test_entities_are_not_followed(read: Fixture) -> None:
    for entity in ('"lol"', 'SYSTEM "file:///etc/hostname"'):
        hostile = f"<!DOCTYPE html [<!ENTITY x {entity}>]><html><body><p>a &x; b</p></body></html>"
        assert read(epub({"a.xhtml": hostile})).layer.text.text in {"a b", "a &x; b"}


def test_nesting_without_end_is_flattened(read: Fixture) -> None:
    deep = chapter("<div>" * 3000 + "<p>Words.</p>" + "</div>" * 3000)
    assert read(epub({"a.xhtml": deep})).layer.text.text == "Words."


def test_a_contents_that_names_itself_and_nothing(read: Fixture) -> None:
    nav = '<li><a href="#x">self</a></li><li><a href="no.xhtml">gone</a></li><li><a>none</a></li>'
    found = read(epub({"a.xhtml": ONE}, nav=nav))
    assert [h.title for h in found.layer.outline] == ["The bridge", "How it began"]


@pytest.mark.parametrize("name", ["a.epub", "a.zip", "a.txt", "a.docx"])
def test_told_by_what_is_in_it(name: str) -> None:
    assert format_of(epub({"a.xhtml": ONE}), name).name == "EPUB"
