# SPDX-License-Identifier: AGPL-3.0-or-later
"""Word documents: headers, footers, text boxes, and what else stands beside the text."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.reader.office import RELATION, WORD, docx, drawn, paragraph, picture

Fixture = Callable[..., Any]
SPACE = f'xmlns:w="{WORD}" xmlns:r="{RELATION}"'
OTHERS = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
COUNT = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>12</w:t></w:r></w:fldSimple>'


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def sections(*kinds: str, first: bool = False) -> str:
    """The end of a section that names parts: "default header 1" is word/header1.xml."""
    named = "".join(
        f'<w:{what}Reference w:type="{kind}" r:id="{what}{number}"/>'
        for kind, what, number in (words.split() for words in kinds)
    )
    return f"<w:sectPr>{named}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def letter(body: str, parts: dict[str, str], **more: Any) -> bytes:
    """A document with parts such as ``header1``."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{name[:6]}" Target="{name}.xml"/>'
        for name in parts
    )
    made = {
        f"word/{name}.xml": f"<w:{'hdr' if name.startswith('h') else 'ftr'} {SPACE} {OTHERS}>"
        f"{words}</w:{'hdr' if name.startswith('h') else 'ftr'}>"
        for name, words in parts.items()
    }
    return docx(body, links=links, parts=made | more.pop("others", {}), **more)


def test_headers_and_footers_are_furniture(
    read: Fixture, blocks: Fixture, hidden: Fixture, sound: Fixture
) -> None:
    parts = {
        "header1": paragraph("Ministry of Works, file 41/7"),
        "footer1": paragraph(run("Confidential") + PAGE),
        "footer2": paragraph(run("Page ") + PAGE + run(" of ") + COUNT),
    }
    body = (
        paragraph("The bridge", "a3")
        + paragraph("Nobody crossed it.")
        + f"<w:p><w:pPr>{sections('default header 1', 'default footer 2')}</w:pPr></w:p>"
        + paragraph("It was closed.")
        + sections("default header 1", "default footer 1")
    )
    found = read(letter(body, parts), "a.docx")
    sound(found)
    assert blocks(found) == [
        ("paragraph", "Ministry of Works, file 41/7"),
        ("title", "The bridge"),
        ("paragraph", "Nobody crossed it."),
        ("paragraph", "It was closed."),
        ("paragraph", "Confidential"),
    ]
    assert hidden(found) == [
        ("page-header", "Ministry of Works, file 41/7"),
        ("page-footer", "Confidential"),
    ]
    assert found.title == "The bridge"


def test_a_header_that_says_the_title_does_not_take_its_place(
    read: Fixture, blocks: Fixture
) -> None:
    made = letter(
        paragraph("The bridge", "a3") + paragraph("Words.") + sections("default header 1"),
        {"header1": paragraph("The bridge")},
        core="<dc:title>The bridge</dc:title>",
    )
    assert blocks(read(made, "a.docx"))[:2] == [
        ("paragraph", "The bridge"),
        ("title", "The bridge"),
    ]


@pytest.mark.parametrize(
    ("first", "settings", "said"),
    [
        (False, "", ["Usual"]),
        (True, "", ["First", "Usual"]),
        (False, "<w:evenAndOddHeaders/>", ["Usual", "Even"]),
        (True, '<w:evenAndOddHeaders w:val="0"/>', ["First", "Usual"]),
    ],
)
def test_only_those_that_are_in_use(
    first: bool, settings: str, said: list[str], read: Fixture, hidden: Fixture
) -> None:
    parts = {f"header{n}": paragraph(w) for n, w in enumerate(("Even", "First", "Usual"), 1)}
    named = ("even header 1", "first header 2", "default header 3")
    made = letter(
        paragraph("Words.") + sections(*named, first=first),
        parts,
        others={"word/settings.xml": f"<w:settings {SPACE}>{settings}</w:settings>"},
    )
    assert sorted(words for _, words in hidden(read(made, "a.docx"))) == sorted(said)


def test_a_letterhead_with_a_table_and_a_picture(
    read: Fixture, blocks: Fixture, sound: Fixture
) -> None:
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Works", "Tel. 41"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="m1" Type="{RELATION}/image" Target="media/a.png"/></Relationships>'
    )
    made = letter(
        table + paragraph("Words.") + sections("default header 1"),
        {"header1": table + paragraph(drawn(1))},
        media={"a.png": picture()},
        others={"word/_rels/header1.xml.rels": related},
    )
    found = read(made, "a.docx")
    sound(found)
    assert blocks(found) == [
        ("table", "Works Tel. 41"),
        ("table", "Works Tel. 41"),
        ("paragraph", "Words."),
    ]
    assert found.rendition.count(b"<img") == 1


@pytest.mark.parametrize(
    "header", ["<w:hdr", "", "<x/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"]
)
def test_a_broken_header_is_no_reason_to_refuse_the_words(header: str, read: Fixture) -> None:
    made = letter(
        paragraph("Words.") + sections("default header 1", "default header 9"),
        {"header1": ""},
        others={"word/header1.xml": header},
    )
    assert read(made, "a.docx").layer.text.text == "Words."


def test_a_header_alone_is_read(read: Fixture, hidden: Fixture) -> None:
    made = letter(sections("default header 1"), {"header1": paragraph("Works")})
    assert hidden(read(made, "a.docx")) == [("page-header", "Works")]


def test_headers_without_end_are_cut(read: Fixture, hidden: Fixture) -> None:
    parts = {f"header{n}": paragraph(f"Head {n}") for n in range(100)}
    ends = "".join(
        f"<w:p><w:pPr>{sections(f'default header {n}')}</w:pPr></w:p>" for n in range(100)
    )
    found = hidden(read(letter(paragraph("Words.") + ends, parts), "a.docx"))
    assert [words for _, words in found] == [f"Head {n}" for n in range(8)]


BOX = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
DRAWN = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
OLDER = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
CHOICE = f'<mc:Choice Requires="wps">{DRAWN}</mc:Choice>'


@pytest.mark.parametrize(
    "box",
    [
        DRAWN,
        OLDER,
        f"<mc:AlternateContent>{CHOICE}</mc:AlternateContent>",
        f"<mc:AlternateContent>{CHOICE}<mc:Fallback/></mc:AlternateContent>",
        f"<mc:AlternateContent>{CHOICE}<mc:Fallback>{OLDER}</mc:Fallback></mc:AlternateContent>",
    ],
    ids=["new", "old", "choice", "empty fallback", "both"],
)
def test_a_text_box_stands_after_its_paragraph_and_once(box: str, read: Fixture) -> None:
    made = docx(f"<w:p {OTHERS}>{run('One')}<w:r>{box}</w:r>{run(' two.')}</w:p>")
    assert read(made, "a.docx").layer.text.text == "One two.\n\nIn the box."


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('come')}</w:moveTo>", "come"),
        (f"<w:dir w:val='rtl'>{run('turned')}</w:dir><w:bdo>{run(' too')}</w:bdo>", "turned too"),
        ("<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:r><m:t>2</m:t></m:r></m:f></m:oMath>", "x=2"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen </w:t></w:r>" + run("seen"), "seen"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r>", "seen"),
        (run("said") + "<w:r><w:commentReference w:id='0'/></w:r>", "said"),
    ],
    ids=["moved", "direction", "formula", "hidden", "not hidden", "comment"],
)
def test_what_else_stands_in_a_paragraph(inside: str, said: str, read: Fixture) -> None:
    comment = f"<w:comment w:id='0' w:author='Ann'>{paragraph('aside')}</w:comment>"
    parts = {"word/comments.xml": f"<w:comments {SPACE}>{comment}</w:comments>"}
    made = docx(f"<w:p {OTHERS}>{inside}</w:p>", parts=parts)
    assert read(made, "a.docx").layer.text.text == said
