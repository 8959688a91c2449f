# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks in a PDF as they come in: groups, notes, states, what is left out, and what we wrote."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from sidelight.errors import DocumentError
from sidelight.exchange.import_formats import ImportFormat, imports
from sidelight.exchange.incoming import OUTCOMES, WHAT, Author, Given, Incoming, Mark
from sidelight.exchange.pdf_kinds import colour_name, title, usual
from sidelight.exchange.pdf_versions import earlier
from sidelight.language import use
from sidelight.model.vocabulary import VERDICTS
from sidelight.reader.annotation import Annotation
from sidelight.reader.annotator import annotate
from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect
from tests.reader.hostile_marks import indexed
from tests.reader.hostile_pdf import pdf
from tests.reader.marked_pdf import FIRST, highlight, marked, text

CLAIM, PASSAGE, PROOF, NOTE = "1" * 32, "2" * 32, "3" * 32, "4" * 32
EMPTY = "that lie on no words and say nothing were not taken"
NO_MARK = "What stands in its place is no mark, or says nowhere where it is."
WORD = Rect(100, 88, 160, 100)


def the_format() -> ImportFormat:
    return imports().named("pdf")


def taken(reader: Reader, data: bytes, name: str = "bridge.pdf") -> Incoming:
    """Read a file, and hold what holds of every file."""
    steps: list[float] = []
    found = the_format().read(Given(data, name, reader), lambda share, _word: steps.append(share))
    keys = [mark.key for mark in found.marks]
    assert len(set(keys)) == len(keys)
    assert steps == sorted(steps)
    groups = {group.key: group for group in found.groups}
    known = set(keys)
    for mark in found.marks:
        assert mark.what in WHAT
        assert (mark.what == "mark") == (mark.group in groups)
        assert mark.author in {"", *(author.key for author in found.authors)}
        if mark.answers:
            assert mark.on in known
            assert mark.answers in known
    assert all(group.usual in {*VERDICTS, *OUTCOMES} for group in found.groups)
    return found


def by_key(found: Incoming) -> dict[str, Mark]:
    return {mark.key: mark for mark in found.marks}


def test_a_file_is_told_by_its_first_bytes() -> None:
    known = the_format()
    assert known.suffix == ".pdf"
    assert known.knows("x.bin", b"%PDF-1.7\n")
    assert not known.knows("x.pdf", b"PK\x03\x04")
    assert not known.knows("", b"")


def test_a_highlight_comes_with_its_place_and_all_that_was_said(reader: Reader) -> None:
    data = marked(
        highlight(
            f"/C[1 1 0]/T{text('김 Ким')}/Contents{text('Так ли?')}/NM(m1)"
            "/CreationDate(D:20240621102030+09'00')"
        ),
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST} 0 R/Contents(Yes.)/T(Bob)/NM(r1)/F 30",
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 1} 0 R/Contents(No.)/NM(r2)",
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST} 0 R/State(Rejected)/StateModel(Review)/T(Ann)",
        objects={9: "<</Title(The bridge)/Author(Weiss)>>"},
        trailer="/Info 9 0 R",
    )
    found = taken(reader, data)
    (document,) = found.documents
    assert (document.key, document.name, document.title) == ("pdf", "bridge.pdf", "The bridge")
    assert (document.kind, document.data, document.earlier) == ("", data, ())
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.record == {"title": "The bridge", "author": "Weiss"}
    assert found.authors == tuple(Author(name, name) for name in ("김 Ким", "Bob", "Ann"))
    mark, reply, further, state = found.marks
    assert (mark.key, mark.what, mark.author, mark.text) == ("m1", "mark", "김 Ким", "Так ли?")
    assert mark.made_at == datetime(2024, 6, 21, 1, 20, 30, tzinfo=UTC)
    (place,) = mark.places
    assert (place.document, place.page, place.boxes, place.area) == ("pdf", 1, (WORD,), None)
    assert (reply.key, reply.what, reply.on, reply.answers) == ("r1", "note", "m1", "")
    assert (further.on, further.answers, further.text) == ("m1", "r1", "No.")
    assert (state.what, state.on, state.text) == ("note", "m1", "State: Rejected")
    assert (found.unread, found.remarks) == ((), ())


def test_marks_are_grouped_by_kind_and_colour(reader: Reader) -> None:
    line = "/Rect[98 698 162 714]/QuadPoints[100 712 160 712 100 700 160 700]"
    data = marked(
        highlight("/C[1 1 0]"), highlight("/C[1 .9 .1]"), highlight("/C[.4 1 .4]"),
        highlight("/C[1 .2 .2]"), highlight("/C[1 .6 0]"), highlight("/C[.2 .5 1]"), highlight(),
        f"/Subtype/Underline{line}/C[0 .6 0]", f"/Subtype/Squiggly{line}",
        f"/Subtype/StrikeOut{line}/C[0 1 0]", "/Subtype/Text/Rect[0 0 9 9]/Contents(n)/C[1 0 0]",
        "/Subtype/Caret/Rect[0 0 9 9]/Contents(put in)",
    )  # fmt: skip
    found = taken(reader, data)
    assert [(group.title, group.colour, group.usual) for group in found.groups] == [
        ("Highlight, yellow", "#ffff00", "claim"),
        ("Highlight, green", "#66ff66", "verified"),
        ("Highlight, red", "#ff3333", "denied"),
        ("Highlight, orange", "#ff9900", "claim"),
        ("Highlight, blue", "#3380ff", "claim"),
        ("Highlight", "", "claim"),
        ("Underline, green", "#009900", "verified"),
        ("Squiggly underline", "", "disputed"),
        ("Strike-out, green", "#00ff00", "denied"),
        ("Note, red", "#ff0000", "note"),
        ("Insertion", "", "note"),
    ]
    assert [mark.group for mark in found.marks[:2]] == ["Highlight yellow"] * 2


def test_what_lies_on_no_words_is_a_part_of_the_page(reader: Reader) -> None:
    data = marked(
        "/Subtype/Text/Rect[10 780 30 800]/Contents(beside)",
        "/Subtype/FreeText/Rect[10 700 90 720]/Contents(typed)",
        "/Subtype/Ink/Rect[10 10 20 20]/Contents(drawn)",
        "/Subtype/Text/Rect[900 900 910 910]/Contents(off)",
    )
    areas = [mark.places[0].area for mark in taken(reader, data).marks]
    assert areas == [Rect(10, 0, 30, 20), Rect(10, 80, 90, 100), Rect(10, 780, 20, 790), None]
    assert all(not mark.places[0].boxes for mark in taken(reader, data).marks)


def test_what_says_nothing_and_what_is_hidden_is_counted(reader: Reader) -> None:
    data = marked(
        "/Subtype/Ink/Rect[10 10 20 20]",
        "/Subtype/Ink/Rect[10 10 20 20]",
        "/Subtype/Square/Rect[10 10 20 20]",
        "/Subtype/Square/Rect[10 10 20 20]/NM(answered)",
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 3} 0 R/Contents(here)",
        highlight("/F 2/Contents(hidden)"),
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 5} 0 R/Contents(to what is hidden)",
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 3} 0 R/State(None)/StateModel(Review)",
        "/Subtype/Text/Rect[0 0 9 9]/IRT 999 0 R/State(Accepted)/StateModel(Review)",
        highlight(quads="900 912 960 912 900 900 960 900"),
    )
    found = taken(reader, data)
    assert [(mark.what, mark.text) for mark in found.marks] == [("mark", ""), ("note", "here")]
    assert found.remarks == (
        "1 mark is hidden in the file and was not taken.",
        f"4 marks {EMPTY}: Drawing (2), Rectangle (1), Highlight (1).",
    )


def test_what_is_struck_out_and_replaced_is_one_mark(reader: Reader) -> None:
    part = f"/IRT {FIRST} 0 R/RT/Group"
    data = marked(
        "/Subtype/Caret/Rect[160 698 166 704]/Contents(a better word)/NM(caret)",
        highlight(part).replace("Highlight", "StrikeOut"),
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST + 1} 0 R/Contents(Why?)",
    )
    mark, reply = taken(reader, data).marks
    assert (mark.key, mark.group, mark.text) == ("caret", "StrikeOut", "a better word")
    assert mark.places[0].boxes == (WORD,)
    assert (reply.on, reply.answers, reply.text) == ("caret", "", "Why?")


def test_names_that_are_not_one_of_a_kind_are_made_so(reader: Reader) -> None:
    data = marked(
        highlight("/NM(same)"), highlight("/NM(same)"), highlight(), highlight("/NM(own)")
    )
    keys = [mark.key for mark in taken(reader, data).marks]
    assert keys == ["same 1.0", "same 1.1", "Highlight 1.2", "own"]


def test_a_name_as_we_give_them_is_one_also_where_the_rest_was_dropped(reader: Reader) -> None:
    (mark,) = taken(reader, marked(highlight(f"/NM({PASSAGE})"))).marks
    assert (mark.what, mark.key) == ("mark", "urn:uuid:22222222-2222-2222-2222-222222222222")


def test_what_cannot_be_read_is_named(reader: Reader) -> None:
    found = taken(reader, marked(highlight(), "/Subtype/Ink", "/Rect[0 0 9 9]"))
    assert [(one.what, one.why) for one in found.unread] == [
        (
            f"mark {at} on page 1",
            "What stands in its place is no mark, or says nowhere where it is.",
        )
        for at in (2, 3)
    ]
    many = taken(reader, marked(*["/Subtype/Ink"] * 130))
    assert (len(many.unread), many.remarks) == (100, ("30 more marks could not be read.",))


def test_a_file_without_marks_is_a_document_alone(reader: Reader) -> None:
    found = taken(reader, pdf({}))
    assert (len(found.documents), found.marks, found.groups, found.remarks) == (1, (), (), ())


@pytest.mark.parametrize(("data", "fault"), [(b"%PDF-1.7", "damaged"), (b"", "damaged")])
def test_what_is_no_pdf_ends_in_the_sentence_of_the_reader(
    reader: Reader, data: bytes, fault: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        taken(reader, data)
    assert caught.value.id == f"document.{fault}"


def test_the_step_may_stop_the_reading(reader: Reader) -> None:
    class Enough(Exception):
        pass

    def step(_share: float, _word: str) -> None:
        raise Enough

    with pytest.raises(Enough):
        the_format().read(Given(marked(highlight()), "x.pdf", reader), step)


def ours(kind: str, **facts: str) -> Annotation:
    """A mark as Sidelight writes it."""
    place = (100.0, 88.0, 160.0, 100.0)
    return Annotation(
        facts.get("passage", facts["record"]), kind, 1, (place,), "#fbdcb8", "#a04907", "solid",
        author="Ann", words=f"Claim 1\n{kind}", made="D:20240621102030Z", facts=facts,
    )  # fmt: skip


def test_what_we_wrote_comes_back_as_the_records_that_it_was(reader: Reader) -> None:
    before = indexed(pdf({}))
    claim = {"what": "claim", "record": CLAIM, "verdict": "denied", "reason": "Нет (no)\nдва"}
    marks = [
        ours("highlight", passage=PASSAGE, **claim),
        ours("highlight", passage="5" * 32, **claim),
        ours(
            "squiggly",
            what="evidence",
            record=PROOF,
            claim=CLAIM,
            stance="contradicts",
            note="p. 3",
        ),
        ours("note", what="note", record=NOTE),
        ours("highlight", what="treasure", record=CLAIM),
    ]
    data = annotate(before, "application/pdf", "Paper", marks).pdf
    found = taken(reader, data)
    one, proof, note, other = found.marks
    assert one.key == "urn:uuid:11111111-1111-1111-1111-111111111111"
    assert (one.what, one.text, one.author) == ("claim", "", "Ann")
    assert one.values == {"verdict": "denied", "reason": "Нет (no)\nдва"}
    assert one.made_at == datetime(2024, 6, 21, 10, 20, 30, tzinfo=UTC)
    assert [place.boxes for place in one.places] == [(WORD,)]
    assert (proof.what, proof.on, proof.text) == ("evidence", one.key, "p. 3")
    assert proof.values == {"stance": "contradicts"}
    assert (note.what, note.text, note.places[0].boxes) == ("note", "Claim 1\nnote", ())
    assert (other.what, other.text) == ("mark", "Claim 1\nhighlight")
    assert found.remarks[0].startswith("4 marks were written by Sidelight")
    assert hashlib.sha256(before).hexdigest() in found.documents[0].earlier


def test_what_others_wrote_into_ours_comes_with_it(reader: Reader) -> None:
    data = marked(
        highlight(f"/Contents(changed)/XX_Sidelight<</what(claim)/record({CLAIM})/said(of old)>>"),
        f"/Subtype/Text/Rect[0 0 9 9]/IRT {FIRST} 0 R/Contents(Is it?)/T(Bob)",
        highlight("/Contents(a)/XX_Sidelight<</what(claim)/record(no id)>>"),
    )
    claim, note, plain = taken(reader, data).marks
    assert (claim.what, claim.text) == ("claim", "changed")
    assert (note.on, note.author, note.text) == (claim.key, "Bob", "Is it?")
    assert (plain.what, plain.text) == ("mark", "a")


def test_titles_are_in_the_language_of_the_reader_and_keys_are_not() -> None:
    assert (title("Highlight", "yellow"), title("Squid", "")) == ("Highlight, yellow", "Squid")
    use("ru")
    try:
        assert colour_name("#ffff00") == "yellow"
        assert usual("Highlight", "green") == "verified"
    finally:
        use("en")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("#ffd400", "yellow"), ("#ffff00", "yellow"), ("#fae158", "yellow"), ("#ff6666", "red"),
        ("#c00000", "red"), ("#ffc0cb", "pink"), ("#ff82ff", "pink"), ("#e56eee", "pink"),
        ("#5fb236", "green"), ("#00ff00", "green"), ("#2ea8e5", "blue"), ("#0000ff", "blue"),
        ("#a28ae5", "purple"), ("#f19837", "orange"), ("#00e5e5", "turquoise"), ("#aaaaaa", "grey"),
        ("#000000", "black"), ("#ffffff", "white"), ("", ""),
    ],
)  # fmt: skip
def test_colours_of_many_programs_have_a_name(code: str, name: str) -> None:
    assert colour_name(code) == name


def test_what_a_file_was_before_is_told_by_its_bytes() -> None:
    first, more = b"%PDF-1.7\nfirst\n%%EOF", b"9 0 obj\n%%EOF\n"

    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    assert earlier(first) == earlier(first + b"\n") == ()
    assert earlier(first + b"\r\n" + more) == tuple(
        digest(first + end) for end in (b"", b"\r", b"\r\n")
    )
    assert earlier(first + b"\n" + more + more)[-2:] == (
        digest(first + b"\n" + more[:-1]),
        digest(first + b"\n" + more),
    )
    assert len(earlier((first + b"\n") * 50)) == 16
