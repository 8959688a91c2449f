# SPDX-License-Identifier: AGPL-3.0-or-later
"""RTF by its parts: tokens, what holds within a group, code pages of fonts, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.rtf_text import RtfText
from sidelight.reader.rtf_tokens import (
    BINARY,
    BYTES,
    CLOSE,
    OPEN,
    SYMBOL,
    SYMBOLS,
    WORD,
    Token,
    decoded,
    page_of_font,
    tokens,
)


def said(body: str, fonts: str = "") -> list[tuple[str, str]]:
    """Tag and words of every leaf."""
    text = RtfText(f"{{\\rtf1\\ansi\\ansicpg1252{fonts}{body}}}".encode("latin-1"))
    text.read()
    return [(leaf.tag, leaf.text) for leaf in text.leaves]


def words(body: str, fonts: str = "") -> str:
    return "|".join(text for _, text in said(body, fonts))


def test_tokens_of_each_kind() -> None:
    assert list(tokens(b"{\\b0 x y\\'e9\\~\r\n\\par}")) == [
        Token(OPEN),
        Token(WORD, b"b", 0),
        Token(BYTES, b"x y"),
        Token(BYTES, b"\xe9"),
        Token(SYMBOL, b"~"),
        Token(WORD, b"par"),
        Token(CLOSE),
    ]


def test_binary_bytes_are_no_braces() -> None:
    found = list(tokens(b"\\bin4 {}\\x}\\bin-3 a"))
    assert found[:3] == [Token(WORD, b"bin", 4), Token(BINARY, b"{}\\x"), Token(CLOSE)]
    assert found[3:] == [Token(WORD, b"bin", -3), Token(BYTES, b"a")]


@pytest.mark.parametrize("number", [b"2147483648", b"9999999999", b"-9999999999"])
def test_a_number_beyond_reason_is_none(number: bytes) -> None:
    assert list(tokens(b"\\fs" + number)) == [Token(WORD, b"fs", 0)]


@given(st.binary(max_size=80))
def test_tokens_end_whatever_the_bytes(data: bytes) -> None:
    found = list(tokens(data))
    assert len(found) <= 2 * len(data)
    assert all(one.number is None or abs(one.number) < 1 << 31 for one in found)


@pytest.mark.parametrize(
    ("charset", "name", "page"),
    [
        (204, "Times", 1251),
        (204, "Times CE", 1251),
        (0, "Times New Roman Cyr", 1252),
        (1, "Arial CYR", 1251),
        (1, "Arial Greek", 1253),
        (1, "Arial", 1252),
        (2, "Symbol", SYMBOLS),
        (129, "Batang", 949),
        (7777, "Odd", 1252),
    ],
)
def test_the_code_page_of_a_font(charset: int, name: str, page: int) -> None:
    assert page_of_font(charset, name, 1252) == page


@pytest.mark.parametrize(
    ("data", "page", "text"),
    [
        ("Мост".encode("cp1251"), 1251, "Мост"),
        ("다리".encode("cp949"), 949, "다리"),
        ("다리".encode("johab"), 1361, "다리"),
        ("桥".encode("gb18030"), 936, "桥"),
        ("Мост".encode(), 65001, "Мост"),
        ("Мост".encode("mac_cyrillic"), 10007, "Мост"),
        (b"\xe9", 4711, "é"),
        (b"\xe9", -5, "é"),
        (b"\xb7\x01", SYMBOLS, "•\ufffd"),
        (b"\xff", 65001, "\ufffd"),
    ],
)
def test_bytes_in_a_code_page(data: bytes, page: int, text: str) -> None:
    assert decoded(data, page) == text


def test_what_is_said_in_a_group_ends_with_it() -> None:
    text = RtfText(b"{\\rtf1 one {\\b two {\\i three} four} five\\par}")
    text.read()
    (leaf,) = text.leaves
    looks = [(look, part.strip()) for look, part in leaf.runs if part.strip()]
    assert looks == [
        ((), "one"),
        (("b",), "two"),
        (("b", "i"), "three"),
        (("b",), "four"),
        ((), "five"),
    ]


FONTS = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times;}{\\f2\\fcharset129 Batang;}}"


def test_the_font_of_a_group_ends_with_it() -> None:
    body = "\\f0 \\'e9{\\f1 \\'cc\\'ee}\\'e9{\\f2 \\'b4\\'d9}\\'e9\\par"
    assert words(body, FONTS) == "éМоé다é"


def test_a_syllable_parted_by_a_line_end_is_one() -> None:
    assert words("\\f2 \\'b4\r\n\\'d9\\par", FONTS) == "다"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a\\u1052?b\\par", "aМb"),
        ("\\uc0 a\\u1052 b\\par", "aМb"),
        ("\\uc2 a\\u1052??b\\par", "aМb"),
        ("a{\\uc0 \\u1052 }\\u1052?b\\par", "aММb"),
        ("\\u-10179?\\u-8704?\\par", "😀"),
        ("a\\u8212\\emdash b\\par", "a—b"),
        ("a\\u1052\\'3fb\\par", "aМb"),
        ("a\\u1052?{}?b\\par", "aМ?b"),
        ("\\{a\\\\b\\}\\par", "{a\\b}"),
        ("a\\~b\\_c\\par", "a\u00a0b\u2011c"),
    ],
)
def test_characters_beyond_the_code_page(body: str, text: str) -> None:
    assert words(body).replace("\u00a0", " ") == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "gone",
    [
        "{\\header top}",
        "{\\*\\generator Word}",
        "{\\*\\made\\up {\\b deep} gone}",
        "{\\v hidden}",
        "{\\field{\\*\\fldinst PAGE}}",
        "{\\object{\\objdata 0102}}",
        "{\\colortbl;\\red1;}",
    ],
)
def test_what_is_no_text_of_the_document_is_left_out(gone: str) -> None:
    assert words(f"one{gone} two\\par") == "one two"


def test_a_note_within_a_note_comes_after_it() -> None:
    body = "One{\\footnote two{\\footnote three}}.\\par Four.\\par"
    assert words(body) == "One[1].|Four.|[1] two[2]|[2] three"


def test_headings_by_level_by_bold_and_not_in_tables() -> None:
    body = (
        "\\pard\\outlinelevel0 First\\par\\pard\\outlinelevel8 Body\\par"
        "\\pard\\b Bold and short\\b0\\par\\b Bold and ended.\\b0\\par"
        "\\pard\\intbl\\b Year\\b0\\cell\\row\\pard After\\par"
    )
    assert said(body) == [
        ("h1", "First"),
        ("p", "Body"),
        ("h2", "Bold and short"),
        ("p", "Bold and ended."),
        ("p", "Year"),
        ("p", "After"),
    ]


def test_cells_rows_and_lists_stand_in_what_they_belong_to() -> None:
    body = (
        "\\intbl a\\cell b\\cell\\row\\intbl c\\cell\\row\\pard"
        "{\\pntext 1.\\tab}one\\par{\\pntext 2.\\tab}two\\par\\pard three\\par"
    )
    text = RtfText(f"{{\\rtf1 {body}}}".encode())
    text.read()
    tags = [[one.tag for one in leaf.path] for leaf in text.leaves]
    assert tags == [["table", "tr", "td"]] * 3 + [["ol", "li"]] * 2 + [[]]
    (a, b, c, one, two, _) = (leaf.path for leaf in text.leaves)
    assert a[:2] == b[:2]
    assert a[2] != b[2]
    assert (a[0] == c[0], a[1] == c[1]) == (True, False)
    assert (one[0] == two[0], one[1] == two[1]) == (True, False)


def test_what_it_states_of_itself() -> None:
    about = "{\\info{\\title Br\\'fccke}{\\author A}{\\creatim\\yr1950\\mo8\\dy31}}"
    text = RtfText(f"{{\\rtf1\\ansi\\ansicpg1252{about}\\title no\\par}}".encode("latin-1"))
    text.read()
    assert text.about == {"title": "Brücke", "author": "A", "issued": "1950-08-31"}
    assert [leaf.text for leaf in text.leaves] == ["no"]
