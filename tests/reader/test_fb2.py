# SPDX-License-Identifier: AGPL-3.0-or-later
"""FictionBook: sections, notes, verse, pictures, old encodings."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.formats import format_of
from sidelight.reader.reading import Unreadable
from tests.reader.office import picture, zipped

Fixture = Callable[..., Any]
ABOUT = (
    "<description><title-info><genre>sci_politics</genre>"
    "<author><first-name>Анна</first-name><last-name>Вайс</last-name></author>"
    "<author><nickname>river</nickname></author>"
    "<book-title>Мост через реку</book-title><lang>ru</lang>"
    '<date value="1956-05-20">май 1956</date></title-info></description>'
)
BODY = (
    "<body><title><p>Мост через реку</p></title>"
    "<epigraph><p>Никто не перешёл.</p><text-author>Старик</text-author></epigraph>"
    "<section><title><p>Глава первая</p><p>Берег</p></title>"
    '<p>Моста <strong>не было</strong>.<a l:href="#n1" type="note">[1]</a></p>'
    "<subtitle>Вечером</subtitle><poem><stanza><v>Плыла река,</v><v>молчал народ.</v></stanza>"
    "</poem><cite><p>Так сказал мэр.</p></cite><empty-line/>"
    "<table><tr><th>Год</th><td>1950</td></tr></table>"
    '<image l:href="#map.png"/></section></body>'
    '<body name="notes"><title><p>Примечания</p></title>'
    '<section id="n1"><title><p>1</p></title><p>Книга гавани, лист 41.</p></section></body>'
)


def fb2(
    body: str = BODY, about: str = ABOUT, binary: bytes = b"", encoding: str = "utf-8"
) -> bytes:
    data = base64.b64encode(binary or picture()).decode()
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
        f'xmlns:l="http://www.w3.org/1999/xlink">{about}{body}'
        f'<binary id="map.png" content-type="image/png">{data}</binary></FictionBook>'
    ).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16", "koi8-r"])
def test_a_book(encoding: str, read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(fb2(encoding=encoding), "book.fb2")
    sound(found)
    assert (found.title, found.language) == ("Мост через реку", "ru")
    assert found.citation == {"author": "Анна Вайс, river", "issued": "1956-05-20"}
    assert found.media_type == "application/x-fictionbook+xml"
    assert blocks(found) == [
        ("title", "Мост через реку"),
        ("quote", "Никто не перешёл."),
        ("quote", "Старик"),
        ("heading", "Глава первая Берег"),
        ("paragraph", "Моста не было.[1]"),
        ("heading", "Вечером"),
        ("quote", "Плыла река,"),
        ("quote", "молчал народ."),
        ("quote", "Так сказал мэр."),
        ("table", "Год 1950"),
        ("heading", "Примечания"),
        ("paragraph", "[1] Книга гавани, лист 41."),
    ]
    assert [h.level for h in found.layer.outline] == [1, 2, 3, 2]
    assert found.rendition.count(b"<img") == 1


def test_alone_in_an_archive(read: Fixture) -> None:
    packed = zipped({"book.fb2": fb2()})
    assert format_of(packed, "book.fb2.zip").name == "FB2"
    assert read(packed).title == "Мост через реку"


def test_what_is_not_well_formed_is_mended(read: Fixture) -> None:
    broken = fb2("<body><section><p>Один & два<p>три</p></section></body>", about="")
    assert read(broken, "book.fb2").layer.text.text.split() == ["Один", "два", "три"]


@pytest.mark.parametrize(
    "binary", [b"no picture", b"\x89PNG\r\n\x1a\nbroken"], ids=["words", "broken"]
)
def test_pictures_that_are_none_leave_no_word(binary: bytes, read: Fixture) -> None:
    assert b"<img" not in read(fb2(binary=binary)).rendition


def test_entities_are_not_followed() -> None:
    for entity in ('"&b;&b;&b;&b;"', 'SYSTEM "file:///etc/hostname"'):
        head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY b "lol"><!ENTITY a {entity}>]>'
        hostile = (
            f"{head}<FictionBook><body><section><p>до &a; после</p></section></body></FictionBook>"
        )
        with pytest.raises(Unreadable):
            format_of(hostile.encode(), "a.fb2")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<body>" + "<section>" * 4000 + "<p>w</p>", "too_costly"),
        ("<body/>", "no_text"),
        ("", "no_text"),
    ],
)
def test_hostile_books(body: str, fault: str, read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(fb2(body, about=""))
    assert refusal.value.kind == fault


@pytest.mark.parametrize("name", ["a.fb2", "a.xml", "a.txt", "a.html"])
def test_told_by_its_root(name: str) -> None:
    assert format_of(fb2(), name).name == "FB2"
    assert format_of(b"<!-- made by hand -->\n<FictionBook/>", name).name == "FB2"
