# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links of documents that flow: within the document to a place, outside it as words that nobody
follows.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sidelight.reader.extraction import Extraction, Link
from sidelight.reader.layout import lay_out_again
from sidelight.reader.leaf_links import MOST_NAMES, join_links
from sidelight.reader.leaves import Leaf, Target
from sidelight.reader.link_rows import LONGEST_ADDRESS
from sidelight.reader.linking import links_of
from sidelight.reader.opening import open_document
from sidelight.reader.remote import Reader
from sidelight.reader.rendition import rendition
from sidelight.reader.structure import leaves_of, parse
from sidelight.reader.typography import Typography, typeset
from sidelight.text.ink import ink_of
from tests.reader.office import RELATION, chapter, docx, epub, note_mark, paragraph, zipped

Fixture = Callable[..., Any]
FILLER = "<p>" + "Nobody crossed the bridge that year. " * 250 + "</p>"
LARGE = Typography(size=20, width=400, spacing=1.8)


def links(found: Extraction, data: bytes = b"") -> Iterator[tuple[int, Link]]:
    """Every link with the page it lies on."""
    document = open_document(data or found.rendition, "text/html")
    for number, page in enumerate(document, 1):
        yield from ((number, link) for link in links_of(page))


def led_to(found: Extraction, data: bytes = b"") -> list[str]:
    """What stands where each link leads: the first words below its point, or the address."""
    document = open_document(data or found.rendition, "text/html")
    said = []
    for _, link in links(found, data):
        if not link.page:
            said.append(link.address)
            continue
        words = document[link.page - 1].get_text("words")
        below = [word[4] for word in words if word[3] > link.y + 1]
        said.append(" ".join(below[:3]))
    # A link broken over lines is several of them.
    return list(dict.fromkeys(said))


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def whole(read: Fixture, body: str, head: str = "") -> Extraction:
    made: Extraction = read(page(body, head), "a.html", whole_page=True)
    return made


WEB = (
    '<p>See <a href="#far">the far end</a> and <a href="https://example.org/?a=1&amp;copy=%20&amp;'
    'amp;b=//x#y">the archive</a>.</p>' + FILLER * 3 + '<h2 id="far">The far end</h2><p>Last.</p>'
)


def test_a_web_page_leads_within_and_tells_of_outside(read: Fixture, sound: Fixture) -> None:
    found = whole(read, WEB)
    sound(found)
    assert led_to(found) == ["The far end", "https://example.org/?a=1&copy=%20&amp;b=//x#y"]
    (_, within), (_, outside) = links(found)
    assert within.page == len(found.pages) > 3
    assert (outside.page, outside.x, outside.y) == (0, 0.0, 0.0)
    text = found.layer.text
    start = ink_of(text.text[: text.text.index("the far end")])
    box = found.pages[0].box(len(start))
    assert within.rect[0] == pytest.approx(box[0], abs=1)
    assert within.rect[1] < (box[1] + box[3]) / 2 < within.rect[3]


def test_set_in_other_letters_they_lead_to_the_same_words(read: Fixture) -> None:
    found = whole(read, WEB)
    large = typeset(found.rendition, LARGE)
    assert led_to(found, large) == led_to(found)
    moved = [link.page for _, link in links(found, large)]
    assert moved[0] > next(link.page for _, link in links(found))
    again = lay_out_again(large, found.layer.text.ink, lambda _fraction, _word: None)
    assert again[-1].end == len(found.layer.text)


def test_a_link_changes_no_ink_and_no_page(read: Fixture) -> None:
    with_links, without = whole(read, WEB), whole(read, WEB.replace("<a ", "<span "))
    assert with_links.layer.to_bytes() == without.layer.to_bytes()
    assert with_links.pages == without.pages


def test_links_come_through_the_confined_process(read: Fixture, reader: Reader) -> None:
    data = whole(read, WEB).rendition
    found = reader.links("flowing links", lambda: data, "text/html", 1)
    assert [(link.page > 3, bool(link.address)) for link in found] == [(True, False), (False, True)]


NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>The harbour book.</w:t></w:r></w:p></w:footnote>'
WORDS = "Nobody crossed the bridge that year. " * 600


def test_a_word_document(read: Fixture) -> None:
    body = (
        paragraph('<w:hyperlink w:anchor="_Toc1"><w:r><w:t>Contents: end</w:t></w:r></w:hyperlink>')
        + paragraph('<w:hyperlink r:id="out"><w:r><w:t>archive</w:t></w:r></w:hyperlink>')
        + paragraph("<w:r><w:t>Noted.</w:t></w:r>" + note_mark(2))
        + paragraph(WORDS)
        + paragraph('<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:r><w:t>The end</w:t></w:r>', "1")
    )
    out = (
        f'<Relationship Id="out" Type="{RELATION}/hyperlink" Target="https://example.org/a" '
        'TargetMode="External"/>'
    )
    found = read(docx(body, notes=NOTE, links=out), "a.docx")
    assert led_to(found) == ["The end 1.", "https://example.org/a", "1. The harbour"]


def test_a_book_leads_from_chapter_to_chapter(read: Fixture) -> None:
    contents = chapter(
        '<p><a href="two.xhtml">Two</a></p><p><a href="deep/three.xhtml#x">Three</a></p>'
        '<p><a href="#x">Own</a></p><p><a href="gone.xhtml">Gone</a></p>'
        '<p><a href="http://example.org/two.xhtml">Out</a></p><p id="x">Own place here.</p>'
    )
    made = epub(
        {
            "one.xhtml": contents,
            "two.xhtml": chapter(f"<p>Second chapter begins.</p>{FILLER}"),
            "deep/three.xhtml": chapter(
                f'{FILLER}<p id="x">Third chapter place.</p><p><a href="../one.xhtml#x">up</a></p>'
            ),
        }
    )
    assert led_to(read(made, "a.epub")) == [
        "Second chapter begins.",
        "Third chapter place.",
        "Own place here.",
        "gone.xhtml",
        "http://example.org/two.xhtml",
    ]


def test_a_fictionbook(read: Fixture) -> None:
    made = (
        "<?xml version='1.0' encoding='utf-8'?><FictionBook xmlns:l='http://www.w3.org/1999/xlink'>"
        "<body><section><p>Noted<a l:href='#n1' type='note'>[1]</a> and <a l:href='#s2'>there</a>."
        f"</p>{FILLER}</section><section id='s2'><title><p>There it is</p></title></section>"
        "</body><body name='notes'><section id='n1'><title><p>1</p></title><p>The harbour book.</p>"
        "</section></body></FictionBook>"
    )
    assert led_to(read(made, "a.fb2")) == ["[1] The harbour", "There it is"]


def test_an_opendocument_text(read: Fixture) -> None:
    made = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<c xmlns:x='http://www.w3.org/1999/xlink'><body><text>"
            "<p><a x:href='#mark'>There</a> noted<note><note-citation>1</note-citation><note-body>"
            f"<p>The harbour book.</p></note-body></note></p>{FILLER}"
            "<h><bookmark-start name='mark'/>There it is</h><p>x</p></text></body></c>",
        }
    )
    assert led_to(read(made, "a.odt")) == ["There it is", "[1] The harbour"]


def test_notes_of_rtf(read: Fixture) -> None:
    made = rb"{\rtf1\ansi Noted.{\footnote The harbour book.}\par " + WORDS.encode() + rb"\par}"
    assert led_to(read(made, "a.rtf")) == ["[1] The harbour"]


def field(instruction: str, words: str) -> str:
    return rf"{{\field{{\*\fldinst {{{instruction}}}}}{{\fldrslt {{\ul {words}}}}}}}"


def linked_rtf(*fields: str) -> bytes:
    place = r"\pard{\*\bkmkstart _Toc1}The end{\*\bkmkend _Toc1} of it.\par"
    said = "".join(rf"\pard {one}\par" for one in fields)
    return rf"{{\rtf1\ansi {said}\pard {WORDS}\par{place}}}".encode()


def test_fields_of_rtf(read: Fixture, sound: Fixture) -> None:
    made = linked_rtf(
        field(r'HYPERLINK \\l "_Toc1"', "end"),
        field(r'HYPERLINK "https://example.org/a?b" \\o "tip" \\t "_blank"', "archive"),
        field("hyperlink https://example.org/bare", "bare"),
        field(r'HYPERLINK "https://example.org/c" \\l "part"', "part"),
        field(r'HYPERLINK "file:\\\\\\\\host\\\\x"', "file"),
        field("HYPERLINK #_Toc1", "again"),
        r"Noted.{\footnote The {\*\bkmkstart n}harbour book.}" + field(r'HYPERLINK \\l "n"', "n"),
    )
    found = read(made, "a.rtf")
    sound(found)
    assert led_to(found) == [
        "The end of",
        "https://example.org/a?b",
        "https://example.org/bare",
        "https://example.org/c#part",
        "file:\\\\host\\x",
        "[1] The harbour",
    ]
    assert "HYPERLINK" not in found.layer.text.text
    assert "_Toc1" not in found.layer.text.text


@pytest.mark.parametrize(
    "instruction",
    [
        "",
        "HYPERLINK",
        r"HYPERLINK \\l",
        'HYPERLINK "javascript:alert(1)"',
        'HYPERLINK "#gone"',
        'HYPERLINK "' + "x" * 100_000,
        'INCLUDEPICTURE "https://example.org/a.png"',
        r"{\field{\*\fldinst HYPERLINK https://example.org}{\fldrslt x}}",
    ],
)
def test_fields_of_rtf_that_are_no_links(instruction: str, read: Fixture) -> None:
    found = read(linked_rtf(field(instruction, "words")), "a.rtf")
    assert led_to(found) == []
    assert found.layer.text.text.startswith("words\n")


def test_fields_and_bookmarks_of_rtf_without_end_are_bounded(read: Fixture) -> None:
    marks = "".join(rf"{{\*\bkmkstart n{n}}}" for n in range(5_000))
    many = "".join(field(rf'HYPERLINK \\l "n{n}"', "x") for n in range(0, 5_000, 10))
    found = read(rf"{{\rtf1\ansi {many}\par {marks} Here.\par}}".encode(), "a.rtf")
    assert found.layer.text.text.endswith("Here.")
    open_fields = r"{\field{\*\fldinst HYPERLINK a}{\fldrslt x" * 1_500
    assert read((r"{\rtf1 " + open_fields).encode(), "a.rtf").layer.text.text == "x" * 1_500


def outlined(*addresses: str) -> bytes:
    links = "".join(f"<p><a href='{address}'>there</a></p>" for address in addresses)
    heads = (
        "<h outline-level='1'>First</h><p>one.</p><h outline-level='2'>Boats</h><p>two.</p>"
        "<h outline-level='1'>Second</h><p>three.</p><h outline-level='2'>The "
        "<span>boats</span><note><note-body><p>n</p></note-body></note></h><p>four.</p>"
        "<h outline-level='2'>Boats</h><p>five.</p><h outline-level='2'>3. May</h><p>six.</p>"
    )
    content = f"<c><body><text>{links}{FILLER}{heads}</text></body></c>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content})


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("#1.1.Boats|outline", ["Boats two. Second"]),
        ("#2.2.Boats|outline", ["Boats five. 3."]),
        ("#9.9.Boats|outline", ["Boats two. Second"]),
        ("#Boats|outline", ["Boats two. Second"]),
        ("#2.1.The%20boats%7Coutline", ["The boats[1] four."]),
        ("#2.3.3. May|outline", ["3. May six."]),
        ("#4.Gone|outline", []),
        ("#|outline", []),
        ("#" + "1." * 900 + "|outline", []),
    ],
)
def test_headings_of_an_opendocument_text(address: str, said: list[str], read: Fixture) -> None:
    found = led_to(read(outlined(address), "a.odt"))
    assert [words for words in found if not words.startswith("[1]")] == said


def test_headings_of_markdown_have_the_names_that_their_contents_use(read: Fixture) -> None:
    made = (
        "# A\n\n- [Two](#the-two-coats)\n- [Три](#три-пальто)\n- [again](#the-two-coats-1)\n\n"
        f"{WORDS}\n\n## The *two* coats!\n\nx\n\n## Три пальто\n\ny\n\n## The two coats\n\nz\n"
    )
    assert led_to(read(made, "a.md")) == ["The two coats!", "Три пальто y", "The two coats"]


def test_a_page_that_names_itself_leads_within(read: Fixture) -> None:
    head = '<link rel="canonical" href="https://example.org/a">'
    body = '<p>See <a href="https://example.org/a#far">far</a>.</p><p id="far">The far end.</p>'
    assert led_to(whole(read, body, head)) == ["The far end."]


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("#nowhere", []),
        ("#", []),
        ("", []),
        ("javascript:alert(1)", []),
        (" JavaScript:alert(1)", []),
        ("java\nscript:alert(1)", []),
        ("data:text/html,words", []),
        ("x" * (LONGEST_ADDRESS + 1), []),
        ("file:///etc/passwd", ["file:///etc/passwd"]),
        ("other.html#x", ["other.html#x"]),
        ("//host/share", ["//host/share"]),
        ("a&quot;&gt;&lt;script&gt;x&lt;/script&gt;", ['a"><script>x</script>']),
        ("https://example.org/\u202egnp.exe", ["https://example.org/gnp.exe"]),
        ("https://пример.рф/путь", ["https://пример.рф/путь"]),
        ("#%D1%82%D1%83%D1%82", ["тут words."]),
        ("outside:aHR0cDovL2E", ["outside:aHR0cDovL2E"]),
        ("#s1", []),
    ],
)
def test_addresses_that_strangers_write(href: str, said: list[str], read: Fixture) -> None:
    found = whole(read, f'<p><a href="{href}">one</a> two</p><p id="тут">тут words.</p>')
    assert led_to(found) == said
    assert found.layer.text.text == "one two\n\nтут words."
    assert b"<script" not in found.rendition
    assert b"file:" not in found.rendition


def test_names_never_come_into_the_rendition(read: Fixture) -> None:
    body = "<p><a href='#x\"y'>a</a></p><p id='x\"y'>There it is</p><p id='z'>z</p>"
    found = whole(read, body)
    assert led_to(found) == ["There it is"]
    assert found.rendition.count(b" id=") == 1
    assert b'x"y' not in found.rendition


def test_links_in_parts_that_were_left_out_lead_nowhere() -> None:
    (kept, _gone) = leaves_of(parse("<p><a href='#x'>a</a></p><p id='x'>b</p>"))
    join_links([kept])
    assert b"<a " not in rendition([kept], "", "")
    assert kept.runs[0][0] == ("a",)


def test_links_without_end_are_bounded(read: Fixture) -> None:
    names = "".join(f"<a id='n{n}'></a>." for n in range(5_000))
    found = leaves_of(parse(f"<p>{names}</p>"))
    assert len(found[0].names) <= MOST_NAMES
    body = "".join(f"<a href='#n{n}'>x</a> " for n in range(5_000))
    assert len(list(links(whole(read, f"<p>{body}</p><p id='n1'>y</p>")))) == 1


def test_what_is_no_link_of_ours_is_not_written() -> None:
    leaf = Leaf("p", runs=[(("a", Target("#raw")), "words")])
    assert b"raw" not in rendition([leaf], "", "")


def test_a_rendition_of_an_earlier_version_has_none(read: Fixture) -> None:
    older = whole(read, "<p>No link at all.</p>")
    assert list(links(older)) == []
