# SPDX-License-Identifier: AGPL-3.0-or-later
"""RTF: code pages, what they cannot say, structure, and files made to harm."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.formats import format_of
from sidelight.reader.reading import Unreadable
from sidelight.reader.rtf_text import RtfText
from tests.reader.office import picture

Fixture = Callable[..., Any]


def coded(words: str, encoding: str) -> str:
    r"""Words as \' codes of an old encoding."""
    return "".join(f"\\'{byte:02x}" for byte in words.encode(encoding))


def rtf(body: str, head: str = "\\ansicpg1251") -> bytes:
    fonts = (
        "{\\fonttbl{\\f0\\froman\\fcharset204{\\*\\panose 0202}Times New Roman Cyr;}"
        "{\\f1\\fcharset129 Batang;}{\\f2\\fcharset0 Arial;}{\\f3\\fnil\\fcharset2 Symbol;}}"
    )
    styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\f0 heading 1;}{\\s2\\b heading 2;}{\\*\\cs9 x;}}"
    made = f"{{\\rtf1\\ansi{head}\\deff0{fonts}{styles}{body}}}"
    return made.encode("latin-1")


REPORT = (
    "{\\info{\\title On the bridge}{\\author Anna Weiss}{\\creatim\\yr2024\\mo6\\dy21}}"
    "{\\header\\pard page head\\par}\\pard\\plain\\s1 On the bridge\\par"
    "\\pard\\plain\\b What was seen\\b0\\par"
    "\\pard Nobody crossed {\\i it}.{\\super\\chftn}"
    "{\\footnote\\pard{\\super\\chftn} The harbour book, leaf 41.\\par Second line.}\\par"
    "\\pard\\b{\\listtext\\f3 \\'b7\\tab}a grey coat\\b0\\par"
    "\\pard{\\pntext\\f0 3)\\tab}the mayor\\par"
    "\\pard\\trowd\\intbl Year\\cell Boats\\cell\\row\\intbl 1950\\cell 12\\cell\\row"
    '\\pard{\\field{\\*\\fldinst{HYPERLINK "http://river.example"}}{\\fldrslt A link}}'
    "{\\v hidden}{\\*\\unknown gone}.\\par"
)


def test_a_report(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(rtf(REPORT), "report.rtf")
    sound(found)
    assert (found.media_type, found.title) == ("application/rtf", "On the bridge")
    assert found.citation == {"author": "Anna Weiss", "issued": "2024-06-21"}
    assert blocks(found) == [
        ("paragraph", "page head"),
        ("title", "On the bridge"),
        ("heading", "What was seen"),
        ("paragraph", "Nobody crossed it.[1]"),
        ("item", "• a grey coat"),
        ("item", "3) the mayor"),
        ("table", "Year Boats 1950 12"),
        ("paragraph", "A link."),
        ("paragraph", "[1] The harbour book, leaf 41."),
        ("paragraph", "Second line."),
    ]
    assert b"<i>it</i>" in found.rendition


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\\f0 " + coded("Мост через реку", "cp1251"), "Мост через реку"),
        (coded("Мост", "cp1251"), "Мост"),
        ("\\f1 " + coded("다리", "cp949"), "다리"),
        (
            "\\f0 " + coded("Мост", "cp1251") + "{\\f1 " + coded("다리", "cp949") + "} b",
            "Мост다리 b",
        ),
        ("\\u1052\\'cc\\u1086\\'ee\\u1089?\\u1090?", "Мост"),
        ("\\uc0\\u1052\\u1086\\u1089\\u1090", "Мост"),
        ("\\uc2\\u45796\\'b4\\'d9\\u47532\\'b8\\'ae", "다리"),
        ("\\u-10179?\\u-8704?", "😀"),
        ("\\u8217\\rquote s", "’s"),
        ("one\\u8212-\\line two\\~three\\-four\\_five", "one—\ntwo\u00a0threefour\u2011five"),
        ("\\ldblquote So\\rdblquote  it was\\emdash\\{\\\\\\}", "“So” it was—{\\}"),
        ("One\\deleted gone\\deleted0 .", "One."),
        ("one\\\ntwo", "one\n\ntwo"),
    ],
)
def test_words(body: str, words: str, read: Fixture) -> None:
    assert read(rtf(f"\\pard {body}\\par")).layer.text.text == words


@pytest.mark.parametrize(
    ("head", "code", "words"),
    [
        ("\\ansicpg1251", "\\'cc", "М"),
        ("\\ansicpg1252", "\\'e9", "é"),
        ("\\mac", "\\'8e", "é"),
        ("\\pc", "\\'82", "é"),
        ("\\ansicpg99999", "\\'e9", "é"),
    ],
)
def test_the_code_page_of_the_document(head: str, code: str, words: str) -> None:
    text = RtfText(f"{{\\rtf1\\ansi{head} {code}l\\par}}".encode())
    text.read()
    assert text.leaves[0].text == words + "l"


def test_a_picture_in_hex_and_in_bytes(read: Fixture) -> None:
    image = picture("PNG", (20, 10))
    digits = image.hex()
    lines = "\n".join(digits[at : at + 63] for at in range(0, len(digits), 63))
    shown = f"{{\\*\\shppict{{\\pict\\pngblip\\picw20 {lines}}}}}"
    body = f"Before{shown}{{\\nonshppict{{\\pict 00}}}}\\par"
    found = read(rtf(body))
    assert (found.layer.text.text, found.rendition.count(b"<img")) == ("Before", 1)
    raw = b"{\\rtf1 Before{\\pict\\pngblip\\bin%d " % len(image) + image + b"} after\\par}"
    assert read(raw).rendition.count(b"<img") == 1


def test_an_unknown_picture_leaves_no_word(read: Fixture) -> None:
    found = read(rtf("Before{\\pict\\wmetafile8 0100zz}\\par"))
    assert (found.layer.text.text, found.rendition.count(b"<img")) == ("Before", 0)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"{\\rtf1" + b"{" * 9000, "too_costly"),
        (b"{\\rtf1}", "no_text"),
        (b"{\\rtf1\\bin2000000000 words", "no_text"),
        (b"{\\rtf1{\\*\\objdata words}}", "no_text"),
    ],
)
def test_files_made_to_harm(data: bytes, fault: str, read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, "a.rtf")
    assert refusal.value.kind == fault


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 words}}}}}}more",
        b"{\\rtf1 words",
        b"{\\rtf1 words\\",
        b"{\\rtf1 words\\'",
        b"{\\rtf1 words\\u",
        b"{\\rtf1 words\\u99999999999999?",
        b"{\\rtf1 words\\u-10179?",
        b"{\\rtf1{\\fonttbl\\f99999999999 x;}words",
        b"{\\rtf1\\uc99 words",
        b"{\\rtf1{\\info{\\creatim\\yr-99999\\mo99}}words",
        b"{\\rtf1\\s-5\\outlinelevel99 words",
        b"{\\rtf1 words{\\footnote{\\footnote{\\footnote x}}}",
        b"{\\rtf1 words\\cell\\row\\row\\cell",
    ],
)
def test_what_is_broken_is_read_as_far_as_it_goes(data: bytes, read: Fixture) -> None:
    assert "words" in read(data, "a.rtf").layer.text.text


@given(st.binary(max_size=300))
def test_no_bytes_trip_it(data: bytes) -> None:
    RtfText(b"{\\rtf1" + data).read()


PIECES = st.sampled_from(
    [
        *("{", "}", "\\par ", "\\b ", "\\u1052?", "\\'cc", "w", "\\cell ", "\\row ", "\\pict "),
        *("\\*", "\\v ", "{\\footnote ", "{\\listtext ", "{\\fonttbl ", "\\intbl ", "\\pard "),
        *("\\bin3 ", "\\uc3 "),
    ]
)


@given(st.lists(PIECES, max_size=60))
def test_no_row_of_words_trips_it(pieces: list[str]) -> None:
    text = RtfText(("{\\rtf1" + "".join(pieces)).encode())
    text.read()
    assert all(leaf.text.strip() or leaf.tag == "img" or leaf.cell for leaf in text.leaves)


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.txt"])
def test_told_by_its_first_group(name: str) -> None:
    assert format_of(rtf(REPORT), name).name == "RTF"
