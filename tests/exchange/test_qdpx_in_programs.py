# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects in the shapes that NVivo, ATLAS.ti, MAXQDA, QualCoder and an independent library give
them.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pyrefiqda import RefiProject, models

from sidelight.exchange.incoming import Place
from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText
from tests.exchange.qda_given import (
    codes,
    coding,
    guid,
    key,
    marks,
    package,
    project,
    quotes,
    ref,
    selection,
    tag,
    took,
    users,
)
from tests.exchange.qda_given import text_source as one_text
from tests.scans import scan_pdf

SAID = "Kim 😀 thanked Stalin.\r\nSigned on Wednesday. 조약을 맺었다.\r\n"


def units(text: str, words: str) -> tuple[int, int]:
    """Return where words stand, counted in UTF-16 units."""
    before = text[: text.index(words)]
    return tuple(len(one.encode("utf-16-le")) // 2 for one in (before, before + words))  # type: ignore[return-value]


def test_nvivo_counts_units_and_writes_a_mark_and_two_characters_a_line(reader: Reader) -> None:
    start, end = units(SAID, "Wednesday")
    again = units(SAID, "조약을")
    source = one_text(
        selection(start, end, coding("Dates", "Ann"), creationDateTime="2019-06-07T03:36:36Z")
        + selection(*again, coding("Treaty", "Ann")),
        richTextPath="internal://a.docx",
    )
    xml = project(users("Ann"), codes("Dates", "Treaty"), source, origin="NVivo 12.6")
    files = {"Sources/a.txt": b"\xef\xbb\xbf" + SAID.encode(), "Sources/a.docx": b"PK not one"}
    found = took(package(xml, files), reader)
    assert quotes(found) == ["Wednesday", "조약을"]
    first = marks(found)[0]
    assert (first.author, first.made_at) == (
        key("Ann"),
        datetime(2019, 6, 7, 3, 36, 36, tzinfo=UTC),
    )
    # the rich text is the document, in which nobody knows the offsets of the plain one
    assert first.places[0].start is None
    assert first.places[0].prefix.endswith("Signed on ")
    assert [(one.name, one.data) for one in found.documents] == [("A text.docx", b"PK not one")]
    assert [one for one in found.remarks if "UTF-16" in one]


def test_atlas_counts_two_characters_at_a_line_end_as_one(reader: Reader) -> None:
    text = SAID.replace("\r\n", "\n")
    places = [(text.index(words), text.index(words) + len(words)) for words in ("Signed", "맺었다")]
    source = one_text("".join(selection(*place, coding("Treaty")) for place in places))
    xml = project(codes("Treaty"), source, origin="ATLAS.ti 9.1")
    found = took(package(xml, {"sources/a.txt": SAID}, at="PROJECT.QDE"), reader)
    assert quotes(found) == ["Signed", "맺었다"]
    ink = InkText(SAID)
    for one in marks(found):
        place = one.places[0]
        assert place.start is not None
        assert place.end is not None
        assert ink.slice(place.start, place.end) == place.quote
    assert [one for one in found.remarks if "line ends" in one]


def test_maxqda_marks_areas_of_pages_and_writes_memos_as_descriptions(reader: Reader) -> None:
    corners = {"firstX": 60, "firstY": 515, "secondX": 320, "secondY": 455}
    turned = {"firstX": 320, "firstY": 455, "secondX": 60, "secondY": 515}
    source = tag(
        "PDFSource",
        tag("PDFSelection", coding("Register"), named="one", page=1, **corners)
        + tag("PDFSelection", coding("Again"), named="two", page=1, **turned)
        + tag("PDFSelection", coding("Gone"), named="three", page=9, **corners)
        + tag("PDFSelection", coding("Above"), named="four", page=0, firstX=1, firstY=900,
              secondX=5, secondY=800)
        + tag("Representation", selection(0, 4, "<Description>Look here.</Description>"),
              named="text", plainTextPath="internal://a.txt"),
        named="a pdf",
        name="Register",
        path="internal://a.pdf",
    )  # fmt: skip
    xml = project(
        codes("Register", "Again", "Gone", "Above"), tag("Sources", source), origin="MAXQDA 2020"
    )
    pdf = scan_pdf(pages=2)
    found = took(package(xml, {"sources/a.pdf": pdf, "sources/a.txt": "Kept in Moscow."}), reader)
    assert [(one.name, one.data) for one in found.documents] == [("Register.pdf", pdf)]
    by_group = {one.group: one for one in marks(found)}
    (place,) = by_group[key("Register")].places
    assert place.page == 2
    assert place.area == Rect(60, 80, 320, 140)
    assert by_group[key("Again")].places == (place,)
    assert by_group[key("Gone")].places == (Place(key("a pdf"), page=10),)
    assert by_group[key("Above")].places == (Place(key("a pdf"), page=1),)
    # who marks without a code has something to say
    assert (by_group["selection"].text, by_group["selection"].places[0].quote) == (
        "Look here.",
        "Kept",
    )
    assert [one.usual for one in found.groups if one.key == "selection"] == ["note"]


def test_words_of_an_area_are_told_of_it(reader: Reader) -> None:
    inner = tag("Representation", "<PlainTextContent>Реестр</PlainTextContent>", named="words")
    area = {"firstX": 10, "firstY": 20, "secondX": 30, "secondY": 40, "page": 0}
    shown = tag("PDFSelection", inner + coding("Register"), named="one", **area)
    source = tag("PDFSource", shown, named="a pdf", name="a.pdf", path="internal://a.pdf")
    xml = project(codes("Register"), tag("Sources", source))
    ((place,),) = (
        one.places for one in marks(took(package(xml, {"Sources/a.pdf": scan_pdf()}), reader))
    )
    assert (place.quote, place.area) == ("Реестр", None)
    assert [round(box.width) for box in place.boxes] == [20]


def test_qualcoder_names_selections_by_their_words_and_repeats_the_memo(reader: Reader) -> None:
    start = SAID.replace("\r\n", "\n").index("thanked")
    end = start + len("thanked Stalin")
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(picture, "PNG", dpi=(144, 144))
    corners = {"firstX": 20, "firstY": 40, "secondX": 220, "secondY": 440}
    sources = tag(
        "Sources",
        tag(
            "TextSource",
            selection(start, end, "<Description>Really?</Description>" + coding("Thanks", "Bob"),
                      name="thanked Stalin"),
            named="text", name="letter.txt", plainTextPath="internal://t.txt",
        )
        + tag(
            "PictureSource",
            tag("PictureSelection", "<Description>The seal</Description>" + coding("Seal"),
                named="shown", name="The seal", **corners),
            named="photo", name="photo.png", path="internal://p.png",
        ),
    )  # fmt: skip
    xml = project(users("Bob"), codes("Thanks", "Seal"), sources, origin="QualCoder 3.5")
    files: dict[str, bytes | str] = {
        "Sources/t.txt": SAID.replace("\r\n", "\n"),
        "Sources/p.png": picture.getvalue(),
    }
    found = took(package(xml, files), reader)
    words, area = marks(found)
    assert (words.places[0].quote, words.text, words.author) == (
        "thanked Stalin",
        "Really?",
        key("Bob"),
    )
    assert (area.text, area.places[0].area) == ("The seal", Rect(10, 20, 110, 220))
    assert found.remarks == ()
    assert {one.name for one in found.documents} == {"letter.txt", "photo.png"}


@pytest.mark.parametrize("namespace", ["", "urn:QDA-XML:project:1:0", "urn:QDA-XML:project:1.5"])
@pytest.mark.parametrize("dressed", [str.upper, lambda one: f"{{{one}}}"])
def test_namespaces_and_guids_come_in_any_dress(
    reader: Reader, namespace: str, dressed: object
) -> None:
    source = one_text(selection(0, 3, coding("Name", "Ann")))
    xml = project(source, codes("Name"), users("Ann"), namespace=namespace)
    for name in ("Name", "Ann"):
        # in references and where they are made, each time another
        xml = xml.replace(guid(name), dressed(guid(name)), 1)  # type: ignore[operator]
    found = took(package(xml, {"Sources/a.txt": "Kim came."}, at="inner/Project.QDE"), reader)
    assert [(one.places, one.author) for one in marks(found)] == [
        ((Place(key("A text")),), key("Ann"))
    ]
    beside = {"inner/Sources/a.txt": "Kim came."}
    assert quotes(took(package(xml, beside, at="inner/Project.QDE"), reader)) == ["Kim"]
    assert [one.title for one in found.groups] == ["Name"]


def test_a_bare_qde_brings_the_texts_that_stand_in_it(reader: Reader) -> None:
    content = "<PlainTextContent>Kim came &amp; went.</PlainTextContent>"
    inner = content + selection(4, 8, coding("Act"))
    xml = project(codes("Act"), tag("Sources", tag("TextSource", inner, name="T")))
    found = took(xml.encode(), reader, "project.qde")
    assert quotes(found) == ["came"]
    assert [(one.name, one.data) for one in found.documents] == [("T.txt", b"Kim came & went.")]
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
    assert quotes(took(package(utf16), reader)) == ["came"]


def test_codes_say_by_their_names_what_usually_becomes_of_them(reader: Reader) -> None:
    names = ("False", "Опровергнуто", "확인됨", "Loans", "메모", "Disputed!")
    nested = "".join(tag("Code", named=name, name=name, color="#F00") for name in names)
    book = tag("CodeBook", tag("Codes", tag("Code", nested, named="top", name="What I think")))
    source = one_text("".join(selection(at, at + 1, coding(name)) for at, name in enumerate(names)))
    found = took(package(project(book, source), {"Sources/a.txt": "abcdefgh"}), reader)
    assert [one.usual for one in found.groups] == [
        *("denied", "denied", "verified", "claim", "note", "disputed")
    ]
    assert found.groups[0].title == "What I think › False"
    assert {one.colour for one in found.groups} == {"#ff0000"}
    # in which document something is judged is for the user to say
    assert [one.kind for one in found.documents] == [""]
    bare = took(package(project(one_text("")), {"Sources/a.txt": "a"}), reader)
    assert [one.kind for one in bare.documents] == ["source"]


def test_notes_are_on_what_names_them(reader: Reader) -> None:
    def note(name: str, **more: object) -> str:
        inner = f"<PlainTextContent>{name} says</PlainTextContent>"
        return tag("Note", inner, named=name, **more)

    names = ("on coding", "on selection", "on source", "linked", "of project", "on words")
    notes = "".join(note(name, creatingUser=guid("Ann")) for name in names)
    source = one_text(
        selection(0, 3, coding("Name", inner=ref("NoteRef", "on coding"))
                  + ref("NoteRef", "on selection"), named="coded")
        + selection(4, 8, ref("NoteRef", "on words"), named="uncoded")
        + selection(9, 12, coding("Name", named="other coding"), named="other")
        + ref("NoteRef", "on source")
    )  # fmt: skip
    links = tag("Link", named="l", originGUID=guid("other"), targetGUID=guid("linked"))
    links += tag("Link", named="m", originGUID=guid("other"), targetGUID=guid("coded"))
    xml = project(users("Ann"), codes("Name"), source, tag("Notes", notes), tag("Links", links),
                  ref("NoteRef", "of project"))  # fmt: skip
    found = took(package(xml, {"Sources/a.txt": "Kim came and went"}), reader)
    on = {
        one.text: (one.on, *(place.quote for place in one.places)) for one in marks(found, "note")
    }
    assert on == {
        "on coding says": (key("coding Name"), "Kim"),
        "on selection says": (key("coding Name"), "Kim"),
        "on source says": ("", ""),
        "linked says": (key("other coding"), "and"),
        "of project says": ("",),
        "on words says": ("", "came"),
    }
    assert {one.author for one in marks(found, "note")} == {key("Ann")}
    assert [one.key for one in marks(found)] == [key("coding Name"), key("other coding")]
    # the arrow between two passages has no place with us
    assert found.remarks == ("Left out, as there is no place for it: 1 × Link.",)


def test_notes_on_codes_say_of_which(reader: Reader) -> None:
    code = tag("Code", ref("NoteRef", "why") + ref("NoteRef", "none"), named="Aid", name="Aid")
    note = tag("Note", "<PlainTextContent>Loans and gifts.</PlainTextContent>", named="why")
    xml = project(tag("CodeBook", tag("Codes", code)), tag("Notes", note))
    (found,) = marks(took(package(xml), reader), "note")
    assert (found.text, found.places) == ("Aid: Loans and gifts.", ())


def test_whole_sources_are_coded_too(reader: Reader) -> None:
    text = tag("Representation", coding("Loan", named="inner"), plainTextPath="internal://a.txt")
    pdf = tag("PDFSource", text + coding("Aid"), named="pdf", path="internal://a.pdf")
    xml = project(codes("Aid", "Loan"), tag("Sources", pdf))
    found = took(package(xml, {"Sources/a.pdf": scan_pdf(), "Sources/a.txt": "Kim"}), reader)
    assert {one.group: one.places for one in marks(found)} == {
        key("Aid"): (Place(key("pdf")),),
        key("Loan"): (Place(key("pdf")),),
    }


def test_notes_say_what_stands_in_their_files(reader: Reader) -> None:
    docx = Path("sample_docs/2024-11-ratification.docx").read_bytes()
    notes = tag("Note", named="plain", name="A memo", plainTextPath="internal://n.txt")
    notes += tag("Note", named="rich", name="3", richTextPath="internal://n.docx")
    notes += tag("Note", named="gone", richTextPath="internal://gone.docx")
    files: dict[str, bytes | str] = {
        "Sources/n.txt": "\ufeffWhat it says.\r\n",
        "Sources/n.docx": docx,
    }
    plain, rich = marks(took(package(project(tag("Notes", notes)), files), reader), "note")
    assert plain.text == "A memo\nWhat it says."
    assert len(rich.text) > 100


def test_what_has_no_place_is_counted(reader: Reader) -> None:
    case = tag("Cases", tag("Case", ref("SourceRef", "A text"), named="person", name="A person"))
    value = tag("VariableValue", ref("VariableRef", "age") + "<IntegerValue>9</IntegerValue>")
    variables = tag("Variables", tag("Variable", named="age", name="Age"))
    source = one_text(selection(0, 3, coding("person") + coding("gone")) + value + "<Weather/>")
    film = tag("VideoSource", tag("VideoSelection", named="v"), named="film", name="A film")
    sources = source.replace("</Sources>", f"{film}</Sources>")
    found = took(package(project(variables, case, sources), {"Sources/a.txt": "Kim"}), reader)
    assert [one.rpartition(": ")[2] for one in found.remarks] == [
        "1 × Case, 1 × VariableValue, 1 × VideoSelection, 1 × Weather."
    ]
    # to give a passage to a person is no judgement of it
    assert [one.title for one in found.groups] == ["Codes that are not in the code book"]
    assert [one.what for one in found.unread] == ["A film"]


def test_what_an_independent_library_wrote(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Kim thanked Stalin.\n", "utf-8")
    given = models.CodingType(
        guid=guid("given"),
        code_ref=models.CodeRefType(target_guid=guid("Thanks")),
        creating_user=guid("Ann"),
        note_ref=[models.NoteRefType(target_guid=guid("why"))],
    )
    passage = models.PlainTextSelectionType(
        guid=guid("passage"), start_position=4, end_position=11, coding=[given]
    )
    text = models.TextSourceType(
        guid=guid("text"),
        name="A letter",
        plain_text_path="internal://t.txt",
        plain_text_selection=[passage],
    )
    why = models.TextSourceType(guid=guid("why"), plain_text_content="He said so.")
    code = models.ProjectCodeType(
        guid=guid("Thanks"), name="Verified", is_codable=True, color="#00ff00"
    )
    made = models.Project(
        name="A study",
        users=models.UsersType(user=[models.UserType(guid=guid("Ann"), name="Ann")]),
        code_book=models.ProjectCodeBookType(codes=models.ProjectCodesType(code=[code])),
        sources=models.SourcesType(text_source=[text]),
        notes=models.NotesType(note=[why]),
    )
    path = tmp_path / "study.qdpx"
    RefiProject.save(made, path, tmp_path)
    found = took(path.read_bytes(), reader)
    (mark,), (note,) = marks(found), marks(found, "note")
    assert mark.key == key("given")
    assert mark.places == (Place(key("text"), "thanked", "Kim ", " Stalin.\n", 3, 10),)
    assert (note.text, note.on) == ("He said so.", key("given"))
    assert [(one.title, one.colour, one.usual) for one in found.groups] == [
        ("Verified", "#00ff00", "verified")
    ]
    assert [one.name for one in found.authors] == ["Ann"]
