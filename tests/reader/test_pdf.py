# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF: text in reading order, a box for each character, title, outline, what it says of itself."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.reader.mupdf import pymupdf
from sidelight.reader.pdf import read_pdf
from sidelight.reader.reading import Request, Unreadable

Fixture = Callable[..., Any]


PAPER = [
    (72.0, 90.0, 22.0, "On the wrong bridge"),
    (72.0, 130.0, 11.0, "The map shows a bridge where no bridge has ever stood,"),
    (72.0, 145.0, 11.0, "as anyone who has walked there knows very well."),
    (72.0, 190.0, 14.0, "What the witnesses saw"),
    (72.0, 215.0, 11.0, "Two witnesses described the same coat."),
]


def test_a_paper(make_pdf: Fixture, read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(make_pdf(PAPER, [(72.0, 90.0, 11.0, "The second page.")]), "paper.pdf")
    sound(found)
    assert found.media_type == "application/pdf"
    assert found.title == "On the wrong bridge"
    assert found.language == "en"
    assert found.rendition == b""
    assert found.options == {}
    assert blocks(found) == [
        ("title", "On the wrong bridge"),
        (
            "paragraph",
            (
                "The map shows a bridge where no bridge has ever stood, as anyone who has walked "
                "there knows very well."
            ),
        ),
        ("heading", "What the witnesses saw"),
        ("paragraph", "Two witnesses described the same coat."),
        ("paragraph", "The second page."),
    ]
    assert "ever stood,\nas anyone" in found.layer.text.text
    assert found.layer.text.text.endswith("same coat.\n\nThe second page.")
    assert [(h.title, h.page) for h in found.layer.outline] == [
        ("On the wrong bridge", 1),
        ("What the witnesses saw", 1),
    ]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("A stated title", "A stated title"),
        ("  spaced \n out ", "spaced out"),
        *(
            (junk, "On the wrong bridge")
            for junk in ("", "untitled", "Untitled-1", "report_v3.docx")
        ),
        *(
            (junk, "On the wrong bridge")
            for junk in ("Microsoft Word - draft", "C:\\a\\b", "Document1")
        ),
    ],
)
def test_the_title(stated: str, title: str, make_pdf: Fixture, read: Fixture) -> None:
    assert read(make_pdf(PAPER, metadata={"title": stated}), "file.pdf").title == title


def test_without_any_title_the_file_gives_it(make_pdf: Fixture, read: Fixture) -> None:
    same = [(72.0, 90.0 + 40 * n, 11.0, f"Line {n} of a plain page.") for n in range(4)]
    assert read(make_pdf(same), "scan 7.pdf").title == "scan 7"


def test_citation(make_pdf: Fixture, read: Fixture) -> None:
    stated = {"author": "Ida Penn", "creationDate": "D:20240619120000+09'00'"}
    assert read(make_pdf(PAPER, metadata=stated)).citation == {
        "author": "Ida Penn",
        "issued": "2024-06-19",
    }
    assert read(make_pdf(PAPER, metadata={"creationDate": "last year"})).citation == {}


def test_a_stated_outline(
    make_pdf: Fixture, read: Fixture, blocks: Fixture, sound: Fixture
) -> None:
    second = [
        (72.0, 90.0, 11.0, "Some words."),
        (72.0, 150.0, 11.0, "Conclusions"),
        (72.0, 190.0, 11.0, "End."),
    ]
    toc = [[1, "On the wrong bridge", 1], [2, "Conclusions", 2]]
    found = read(make_pdf(PAPER, second, toc=toc))
    sound(found)
    assert [(h.level, h.title, h.page) for h in found.layer.outline] == [
        (1, "On the wrong bridge", 1),
        (2, "Conclusions", 2),
    ]
    place = found.layer.outline[1].start
    assert found.layer.text.slice(place, place + 11) == "Conclusions"
    assert ("heading", "Conclusions") in blocks(found)


def test_labels_as_printed(make_pdf: Fixture, read: Fixture) -> None:
    document: Any = pymupdf.open(stream=make_pdf(PAPER, PAPER, PAPER), filetype="pdf")
    document.set_page_labels(
        [{"startpage": 0, "style": "r"}, {"startpage": 1, "style": "D", "firstpagenum": 41}]
    )
    assert [page.label for page in read(document.tobytes()).pages] == ["i", "41", "42"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Историки давно спорят о дате.", "ru"),
        ("두 장관은 강가에서 만났다.", "ko"),
        ("12 34 56", ""),
    ],
)
def test_language_by_script(
    text: str, language: str, make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    found = read(make_pdf([(72.0, 90.0, 12.0, text)]))
    sound(found)
    assert found.language == language
    assert found.layer.text.text == text


def test_a_stated_language_counts_where_the_script_agrees(make_pdf: Fixture, read: Fixture) -> None:
    document: Any = pymupdf.open(stream=make_pdf(PAPER), filetype="pdf")
    document.xref_set_key(document.pdf_catalog(), "Lang", "(en-GB)")
    assert read(document.tobytes()).language == "en-GB"
    document.xref_set_key(document.pdf_catalog(), "Lang", "(ko-KR)")
    assert read(document.tobytes()).language == "en"


def test_words_of_a_justified_line_are_one_line(make_pdf: Fixture, read: Fixture) -> None:
    spread = [(72.0 + 130 * n, 90.0, 11.0, word) for n, word in enumerate(("one", "two", "three"))]
    text = read(make_pdf(spread)).layer.text.text
    assert "\n" not in text.replace("\n\n", " ")


def test_ligatures_come_apart_and_hyphens_stay(
    make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    lines = [
        (72.0, 90.0, 11.0, "The oﬀicial ﬁgures of the inter-"),
        (72.0, 104.0, 11.0, "national office."),
    ]
    found = read(make_pdf(lines))
    sound(found)
    assert found.layer.text.text == "The official figures of the inter-\nnational office."


def dark(page: Any, box: tuple[float, ...]) -> int:
    """How many dark pixels of a page stand within a box of points, drawn at 4 pixels a point."""
    clip = pymupdf.Rect(box)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(4, 4), clip=clip, colorspace=pymupdf.csGRAY)
    return sum(value < 128 for value in pixmap.samples)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_print(
    rotation: int, make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    data = make_pdf(PAPER, rotation=rotation)
    found = read(data)
    sound(found)
    page: Any = pymupdf.open(stream=data, filetype="pdf")[0]
    start = found.layer.text.offset(found.layer.text.text.index("witnesses"))
    for offset in range(start, start + len("witnesses")):
        assert dark(page, found.pages[0].box(offset)) > 20
    assert (found.pages[0].width > found.pages[0].height) == (rotation in {90, 270})


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.floats(20, 500),
            st.floats(20, 800),
            st.floats(4, 40),
            st.text("abcdeWgй한 .-’—", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_page_has_a_box_for_each_character(
    lines: list[tuple[float, float, float, str]],
) -> None:
    document: Any = pymupdf.open()
    page = document.new_page()
    for x, y, letters, text in lines:
        page.insert_text((x, y), text, fontsize=letters, fontname="china-s")
    found = read_pdf(Request(document.tobytes(), "a.pdf"), lambda _fraction, _word: None)
    shown = found.pages[0]
    assert shown.end == len(found.layer.text)
    assert len(shown.boxes) == 4 * shown.end
    assert found.layer.blocks == () or found.layer.blocks[-1].end == shown.end


def test_a_scan_has_pages_and_no_ink(read: Fixture, sound: Fixture) -> None:
    document: Any = pymupdf.open()
    pixmap: Any = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80))
    pixmap.clear_with(180)
    for _ in range(3):
        document.new_page().insert_image((0, 0, 300, 400), pixmap=pixmap)
    found = read(document.tobytes(), "box 12.pdf")
    sound(found)
    assert (len(found.pages), len(found.layer.text), found.title) == (3, 0, "box 12")


def test_a_password_is_said(make_pdf: Fixture, read: Fixture) -> None:
    locked = make_pdf(
        PAPER, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="river", owner_pw="boat"
    )
    with pytest.raises(Unreadable) as refusal:
        read(locked)
    assert refusal.value.kind == "encrypted"


def test_a_lock_without_a_password_opens(make_pdf: Fixture, read: Fixture) -> None:
    locked = make_pdf(
        PAPER, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="boat", permissions=0
    )
    assert read(locked).title == "On the wrong bridge"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"garbage " * 500, b"%PDF-1.4\ntrailer<<>>"]
)
def test_damage_is_said(data: bytes, read: Fixture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert refusal.value.kind == "damaged"


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(
    make_pdf: Fixture, read: Fixture, sound: Fixture
) -> None:
    data = make_pdf(*[PAPER] * 5)
    outcomes = set()
    for end in (60, *(len(data) * part // 20 for part in range(1, 20))):
        try:
            sound(read(data[:end]))
            outcomes.add("read")
        except Unreadable as refusal:
            outcomes.add(refusal.kind)
    assert outcomes <= {"read", "damaged"}
    assert "damaged" in outcomes
