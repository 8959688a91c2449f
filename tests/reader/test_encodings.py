# SPDX-License-Identifier: AGPL-3.0-or-later
"""Old encodings come out as the words that were written."""

import random

import pytest

from sidelight.reader.encodings import decode, plain

RUSSIAN = (
    "Историки давно спорят о дате, потому что в двух письмах указаны разные годы. "
    "Первое письмо нашли в 1974 году."
)
HEADLINE = "ЗАМЕТКА О СТРАНИЦЕ САЙТА КРЕМЛЯ: ВИЗИТ В ПХЕНЬЯН"
UKRAINIAN = "Перший лист знайшли у 1974 році, другий — лише після переїзду архіву, і їх було два."
KOREAN = "방문은 6월 18일과 19일 이틀로 예정되어 있었다. 그러나 비행기는 새벽에 도착하였다."
SHORT_KOREAN = "강가의 세관"
ENGLISH = "The “letter” of 1950 – a café near the river – cost them £5."
FRENCH = "L’été dernier, le préfet a déclaré que l’école était fermée à Noël."
GERMAN = "Die Straße führt über die Brücke, größer als früher. Übung für Müßiggänger."
POLISH = "Zażółć gęślą jaźń, powiedział świadek. Później się okazało, że był inny."
JAPANESE = "これは日本語の文章です。東京で会談が行われた。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, e) for e in ("koi8-r", "cp1251", "cp866", "mac_cyrillic", "iso8859_5")),
        *((HEADLINE, e) for e in ("koi8-r", "cp1251")),
        (UKRAINIAN.replace("—", "-"), "koi8-u"),
        (UKRAINIAN, "cp1251"),
        *((KOREAN, e) for e in ("euc-kr", "cp949", "utf-16-le", "utf-16-be")),
        (SHORT_KOREAN, "euc-kr"),
        *((ENGLISH, e) for e in ("cp1252", "utf-16-le", "utf-16-be", "utf-16", "utf-32")),
        *((RUSSIAN, e) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")),
        (FRENCH, "cp1252"),
        (GERMAN, "latin-1"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    written = text.encode(encoding, "ignore")
    assert decode(written) == written.decode(encoding).removeprefix("\ufeff")


GREEK = "Η γέφυρα δεν στάθηκε ποτέ, και κανείς δεν ξέρει γιατί."
UNUSUAL = [
    *((GREEK, e) for e in ("iso-8859-7", "windows-1253")),
    *((RUSSIAN, e) for e in ("koi8-r", "windows-1251", "ibm866", "iso-8859-5", "cp866")),
    *((JAPANESE, e) for e in ("shift_jis", "euc-jp")),
    ("两位部长在河边会面。", "gb2312"),
    ("两位部长在河边会面。", "gbk"),
    ("兩位部長在河邊會面。", "big5"),
    (POLISH, "iso-8859-2"),
    ("Çığır açan köprü", "windows-1254"),
    ("השר נפגש", "windows-1255"),
    ("التقى الوزيران", "windows-1256"),
]


@pytest.mark.parametrize(("text", "encoding"), UNUSUAL)
def test_what_the_document_declares(text: str, encoding: str) -> None:
    for declared in (encoding, encoding.upper(), f" {encoding} "):
        assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize("size", [12, 13, 25, 1 << 17, (1 << 17) + 1, 300_001])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "euc-kr"])
def test_any_length(size: int, encoding: str) -> None:
    text = ("강가의 세관, 1951. " * (size // 12 + 1))[:size]
    read = decode(text.encode(encoding))
    assert read == text


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_file_cut_within_a_letter_is_still_text(cut: int) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        read = decode(RUSSIAN.encode(encoding)[:-cut])
        assert read is not None
        assert read.startswith(RUSSIAN[: -cut - 1])


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251"])
def test_long_texts_too(encoding: str) -> None:
    text = "\n\n".join([HEADLINE, RUSSIAN] * 3000)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "declared", "encoding"),
    [
        ("Ñandú", "iso-8859-1", "latin-1"),
        ("“quoted”", "iso-8859-1", "cp1252"),
        ("표기", "euc-kr", "cp949"),
        ("똠방각하", "EUC-KR", "cp949"),
        ("Привет", "windows-1251", "cp1251"),
    ],
)
def test_a_declaration_is_believed(text: str, declared: str, encoding: str) -> None:
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize("declared", ["", "klingon", "rot13", "hex", "idna", "utf-7", "euc-jp\0"])
def test_a_declaration_that_is_none_does_no_harm(declared: str) -> None:
    assert decode(RUSSIAN.encode("koi8-r"), declared) == RUSSIAN


def test_a_wrong_declaration_yields_to_the_bytes() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "cp932") == RUSSIAN
    assert decode(RUSSIAN.encode(), "koi8-r") == RUSSIAN


def test_line_ends_are_one_kind() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_control_characters_do_not_pass() -> None:
    assert plain("a\x00b\x1bc\x9bd") == "a\ufffdb\ufffdc\ufffdd"
    assert plain("tab\tand\u00a0blank\u0085stay") == "tab\tand\u00a0blank\u0085stay"


def test_noise_is_no_text() -> None:
    noise = random.Random(7)
    refused = sum(decode(noise.randbytes(4000)) is None for _ in range(40))
    assert refused == 40
