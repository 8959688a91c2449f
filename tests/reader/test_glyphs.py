# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages taken out of memory say what PyMuPDF says of them one character at a time."""

import struct
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader import glyphs, stext_fonts, stext_layout, stext_page
from sidelight.reader.glyphs import Print
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.opening import open_rendition
from sidelight.reader.stext_fonts import Fonts
from tests.reader.hostile_pdf import pdf, stream

Fixture = Callable[..., Any]
ROOT = Path(__file__).parents[2]
NEAR = 0.01
FONTS = ("helv", "tiro", "cour", "symb", "cjk", "low")
TYPE_3 = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[0.001 0 0 0.001 0 0]"
    "/CharProcs<</a 6 0 R/b 7 0 R>>/Encoding<</Type/Encoding/Differences[97/a/b]>>"
    "/FirstChar 97/LastChar 98/Widths[1000 -400]/Resources<<>>>>"
)
GLYPH = stream("1000 0 0 0 750 750 d1 0 0 750 750 re f")


def said(found: Print) -> tuple[list[tuple[Any, ...]], list[float]]:
    """What a page says: words, ink, size, baseline of the lines of each run, and its boxes."""
    lines = [
        (at, line.text, line.ink, line.size, line.baseline, line.level)
        for at, run in enumerate(found.runs)
        for line in run.lines
    ]
    return lines, found.boxes().tolist()


def same(pages: Iterable[Any], *, flowing: bool = False) -> list[bool]:
    """Hold both ways of reading against each other; tell which pages came out of memory."""
    fonts = Fonts()
    fast: list[bool] = []
    for shown in pages:
        found = Print(shown, fonts, flowing=flowing)
        lines, boxes = said(found)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(glyphs, "stext_of", lambda _textpage: None)
            asked = Print(shown, flowing=flowing)
            wanted, wanted_boxes = said(asked)
        assert not asked.is_fast
        assert lines == wanted
        assert boxes == pytest.approx(wanted_boxes, abs=NEAR)
        assert sum(line[2] for line in lines) * 4 == len(boxes)
        fast.append(found.is_fast)
    return fast


def opened(data: bytes) -> Any:
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    return document


def printed(contents: str, font: str = "Times-Roman") -> Any:
    """A document of one page of these contents, in a font of this name; "low" and "drawn" are
    embedded.
    """
    if font == "low":
        document: Any = pymupdf.open()
        made = document.new_page(width=600, height=800)
        made.insert_font("H", fontbuffer=font_named("low").buffer, set_simple=True)
        made.insert_text((72, 72), "x", fontname="H")
        document.update_stream(made.get_contents()[0], contents.encode("latin-1") or b" ")
        return document
    named = f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>"
    dictionary = TYPE_3 if font == "drawn" else named
    return opened(pdf({4: stream(contents), 5: dictionary, 6: GLYPH, 7: GLYPH}))


@cache
def font_named(name: str) -> Any:
    """A font of PyMuPDF's; "low" is one that reaches less than a size, as most of TeX do."""
    if name != "low":
        return pymupdf.Font(name)
    changed = bytearray(pymupdf.Font("cjk").buffer)
    tables = struct.unpack_from(">H", changed, 4)[0]
    entries = [struct.unpack_from(">4s3I", changed, 12 + 16 * at) for at in range(tables)]
    head = next(start for name, _, start, _ in entries if name == b"hhea")
    struct.pack_into(">2h", changed, head + 4, 170, -50)
    return pymupdf.Font(fontbuffer=bytes(changed))


def written(lines: list[tuple[float, float, float, str, str]], **page_keys: str) -> Any:
    """A document of one page: x, y, size, font, words of each piece; more keys of the page."""
    document: Any = pymupdf.open()
    made = document.new_page(width=595, height=842)
    for x, y, size, name, words in lines:
        writer = pymupdf.TextWriter(made.rect)
        writer.append((x, y), words, font=font_named(name), fontsize=size)
        writer.write_text(made)
    for key, value in page_keys.items():
        document.xref_set_key(made.xref, key, value)
    return opened(document.tobytes()) if page_keys else document


PAPER = [
    (60.0, 70.0, 18.0, "tiro", "The oﬀicial ﬁgures"),
    (60.0, 110.0, 10.0, "tiro", "Words of the inter­national oﬃ"),
    (60.0, 124.0, 10.0, "cjk", "다리는 세워진 적이 없다, моста никогда не было"),
    (60.0, 138.0, 10.0, "tibi", "one"),
    (100.0, 138.0, 10.0, "tiro", "justified"),
    (160.0, 138.5, 10.0, "cour", "line"),
    (60.0, 160.0, 10.0, "tiro", "superscript"),
    (110.0, 156.0, 6.0, "tiro", "12"),
    (310.0, 110.0, 10.0, "helv", "another column"),
    (310.0, 124.0, 10.0, "symb", "abgd"),
    (310.0, 140.0, 10.0, "low", "Low letters of the oﬃce"),
    (310.0, 152.0, 10.0, "low", "justiﬁ"),
    (360.0, 152.0, 8.0, "low", "ed as oﬀ"),
    (410.0, 152.0, 8.0, "tiro", "they come"),
]


@pytest.mark.parametrize("rotation", ["0", "90", "180", "270"])
@pytest.mark.parametrize("unit", ["1", "1.7"])
def test_print_of_many_kinds(rotation: str, unit: str) -> None:
    assert same(written(PAPER, Rotate=rotation, UserUnit=unit)) == [True]


@pytest.mark.parametrize("key", ["CropBox", "MediaBox"])
def test_print_across_an_edge_is_asked_for(key: str) -> None:
    document = written([*PAPER, (560.0, 300.0, 12.0, "helv", "over the edge of the page")])
    document.xref_set_key(document[0].xref, key, "[70 300 400 770]")
    assert same(document) == [False]


@pytest.mark.parametrize(
    "contents",
    [
        "BT /H 12 Tf 1 0 0.3 1 72 700 Tm (Slanting words) Tj ET",
        "BT /H 12 Tf 1 0 -0.3 1 72 700 Tm (Words bent over) Tj ET",
        "BT /H 12 Tf 0 1 -1 0 300 300 Tm (Words going up) Tj ET",
        "BT /H 12 Tf 0.8 0.6 -0.6 0.8 300 300 Tm (Words going aslant) Tj ET",
        "BT /H 12 Tf -1 0 0 -1 300 300 Tm (Words upside down) Tj ET",
        "BT /H 12 Tf -1 0 0 1 300 300 Tm (Words in a mirror) Tj ET",
        "BT /H 12 Tf 1 0 0 -1 72 300 Tm (Words in water) Tj ET",
        "BT /H -12 Tf 72 700 Td (A size below nothing) Tj ET",
        "BT /H 0 Tf 72 700 Td (No size) Tj /H 9 Tf ( and some) Tj ET",
        "BT /H 12 Tf 60 Tz 3 Tc 9 Tw 72 700 Td (Set wide apart) Tj ET",
        "BT /H 12 Tf 3 Tr 72 700 Td (Words that nobody sees) Tj ET",
        "BT /H 12 Tf 7 Tr 72 700 Td (Words that clip) Tj ET BT 0 Tr 72 650 Td (After) Tj ET",
        "q 72 690 40 30 re W n BT /H 12 Tf 72 700 Td (Words cut by a clip) Tj ET Q",
        "BT /H 12 Tf 72 700 Td (E = mc) Tj 5 Ts /H 7 Tf (2) Tj 0 Ts /H 12 Tf ( holds) Tj ET",
        "BT /H 12 Tf 72 700 Td [(ju) -4000 (st) -6000 (fied)] TJ 0 -14 Td (next) Tj ET",
        "BT /H 12 Tf 72 700 Td (red) Tj 1 0 0 rg ( words) Tj ET",
        r"BT /H 12 Tf 72 700 Td (\001\002\003\255\240 \200\237\014\012x) Tj ET",
        "BT /H 12 Tf 72 700 Td /Span<</ActualText(an offer)>>BDC (an oer) Tj EMC ( ok) Tj ET",
        "BT /H 12 Tf 72 700 Td (Twice) Tj ET BT /H 12 Tf 72.3 700 Td (Twice) Tj ET",
        "BT /H 12 Tf 72 700 Td (cut off",
        "BT /H 12 Tf nonsense 72 700 Td (words) Tj ET Q Q Q ]] (more) Tj",
        "",
    ],
)
@pytest.mark.parametrize("font", ["Times-Roman", "Helvetica", "low"])
def test_print_set_in_all_ways(contents: str, font: str) -> None:
    same(printed(contents, font))


def test_glyphs_drawn_by_the_document() -> None:
    contents = "BT /H 12 Tf 72 700 Td (aabab) Tj 300 0 Td (b) Tj -300 -20 Td (ab) Tj ET"
    same(printed(contents, "drawn"))


def test_low_letters_turned_or_bent_are_asked_for() -> None:
    document: Any = pymupdf.open()
    made = document.new_page()
    for turn in (pymupdf.Matrix(90), pymupdf.Matrix(1, 0, 0.4, 1, 0, 0), pymupdf.Matrix(37)):
        writer = pymupdf.TextWriter(made.rect)
        writer.append((200, 300), "Low letters", font=font_named("low"), fontsize=12)
        writer.write_text(made, morph=(pymupdf.Point(200, 300), turn))
    found = Print(made)
    assert found.is_fast
    same(document)


def test_vertical_writing_is_asked_for() -> None:
    document: Any = pymupdf.open()
    made = document.new_page()
    made.insert_font(fontname="korea", wmode=1)
    made.insert_text((300, 100), "다리는 세워진", fontname="korea", fontsize=12)
    document.xref_set_key(made.get_fonts()[0][0], "Encoding", "/UniKS-UTF16-V")
    assert same(opened(document.tobytes())) == [False]


@pytest.mark.parametrize(
    "words",
    [
        "השר נפגש עם חברו ליד הנהר in 1950 ודיבר עד הערב",
        "التقى الوزير صديقه عند النهر وتحدثا حتى المساء",
        "지도에 있는 다리는 세워진 적이 없다",
        "सेतु कभी नहीं बना था",
        "The eﬃcient oﬃce, e\u0301 and x\u00b2",
    ],
)
def test_any_script(words: str) -> None:
    document: Any = pymupdf.open()
    shown = document.new_page()
    shown.insert_htmlbox(pymupdf.Rect(60, 60, 500, 700), f"<p>{words}</p>" * 3)
    assert same(opened(document.tobytes())) == [True]
    assert same(open_rendition(f"<p>{words}</p>".encode() * 40), flowing=True)


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("sample_docs/*.pdf")))
def test_sample_documents(name: str) -> None:
    document: Any = pymupdf.open(ROOT / "sample_docs" / name)
    assert all(same(document))


def test_the_sample_article_laid_out() -> None:
    words = "".join(f"<h2>Part {n}</h2><p>{'Words of part. ' * 90}</p>" for n in range(20))
    assert all(same(open_rendition(words.encode()), flowing=True))


NUMBERS = st.sampled_from([-1.0, -0.3, 0.0, 0.2, 1.0, 1.5])
STRINGS = st.text("abfil .,WgQ\xe9\xdf\xad\x80-", min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS, STRINGS), max_size=6),
    st.sampled_from(["Times-Roman", "Symbol", "Unknown", "drawn", "low"]),
    st.sampled_from([0, 90, 180, 270]),
)
def test_print_turned_and_bent_at_random(
    pieces: list[tuple[float, float, float, float, str]], font: str, rotation: int
) -> None:
    contents = "".join(
        f"BT /H 11 Tf {a} {b} {c} {d} {80 + 60 * at} {300 + 9 * at} Tm <{words.encode('latin-1').hex()}> Tj ET\n"  # noqa: E501
        for at, (a, b, c, d, words) in enumerate(pieces)
    )
    document = printed(contents, font)
    document[0].set_rotation(rotation)
    same(document)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(5, 590),
            st.floats(5, 835),
            st.floats(1, 40),
            st.sampled_from(FONTS),
            st.text("abfiﬁﬀW gQй한 .-’—\u200b\xad", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_print_anywhere(lines: list[tuple[float, float, float, str, str]]) -> None:
    same(written(lines))


def test_long_lines_and_many() -> None:
    line = "a line of some length " * 20
    lines = [(20.0, 20.0 + 4 * at, 2.0, "tiro", line) for at in range(200)]
    assert same(written(lines)) == [True]


def test_another_layout_in_memory_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    textpage = written(PAPER)[0].get_textpage()
    assert stext_layout.agrees(textpage)
    assert stext_layout.is_known()
    for name, other in (
        ("BLOCK", "@2i 4f 2P i 12x P 8x"),
        ("LINE", "@2B 2f 4f 2P 8x 2P"),
        ("CHARACTER", "@2H i I 2f 8f f 2P"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(stext_layout, name, struct.Struct(other))
            try:
                assert not stext_layout.agrees(textpage)
            except ValueError:
                assert name != "CHARACTER"
            assert not stext_layout.is_known.__wrapped__()


def test_without_the_known_layout_all_is_asked_for(
    make_pdf: Fixture, read: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_pdf([(72.0, 90.0, 11.0, "The official words")], [(72.0, 90.0, 11.0, "of two")])
    fast = read(data)
    monkeypatch.setattr(stext_page, "is_known", lambda: False)
    asked = read(data)
    assert same(opened(data)) == [False, False]
    assert asked.layer.to_bytes() == fast.layer.to_bytes()
    assert asked.pages == fast.pages


def test_a_font_that_says_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_pointer: Any, _address: int) -> Any:
        raise ERRORS[0]("no font")

    monkeypatch.setattr(stext_fonts, "_measured", broken)
    same(written(PAPER))


def test_fonts_are_measured_once_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    measure = stext_fonts._measured

    def counted(pointer: Any, address: int) -> Any:
        measured.append(address)
        return measure(pointer, address)

    monkeypatch.setattr(stext_fonts, "_measured", counted)
    document: Any = pymupdf.open()
    for _ in range(5):
        document.new_page().insert_text((72, 72), "Words", fontname="tiro")
    document = opened(document.tobytes())
    fonts = Fonts()
    for shown in document:
        Print(shown, fonts).boxes()
    assert len(measured) == 1
