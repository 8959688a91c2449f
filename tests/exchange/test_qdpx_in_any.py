# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever stands in a REFI-QDA project, and in whatever order: it is read or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange import qdpx_in
from sidelight.exchange.guids import guid as of_ours
from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Given
from sidelight.exchange.qdpx_in_notes import without_circles
from sidelight.language import sentence
from sidelight.reader.remote import Reader
from tests.exchange.qda_given import (
    codes,
    coding,
    guid,
    marks,
    package,
    project,
    selection,
    tag,
    text_source,
    took,
)

TEXT = {"Sources/a.txt": "Kim thanked Stalin. 😀"}
ONE = text_source(selection(0, 3, coding("x")))


def test_notes_that_answer_each_other_in_a_circle_end(reader: Reader) -> None:
    notes = "".join(
        tag("Note", f"<PlainTextContent>{n}</PlainTextContent>", named=n, name="Reply")
        for n in range(5)
    )
    pairs = [(0, 1), (1, 2), (2, 0), (3, 3), (4, 0)]
    links = "".join(
        tag(
            "Link",
            named=f"l{a}",
            name="Answer to",
            originGUID=guid(str(a)),
            targetGUID=guid(str(b)),
        )
        for a, b in pairs
    )
    ours = codes("x").replace(guid("x"), of_ours("gathering code", "0"))
    xml = project(ours, tag("Notes", notes), tag("Links", links))
    found = took(package(xml), reader)
    assert [one.text for one in marks(found, "note")] == list("01234")
    answered = {one.text: one.answers for one in marks(found, "note")}
    assert answered["4"] or not answered["0"]
    assert not answered["3"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))
def test_who_follows_answers_comes_to_an_end(answers: dict[str, str]) -> None:
    sound = without_circles(answers)
    assert sound.items() <= answers.items()
    for one in sound:
        at, steps = one, 0
        while at in sound:
            at, steps = sound[at], steps + 1
            assert steps <= len(answers)

    def ends(at: str) -> bool:
        seen: set[str] = set()
        while at in answers and at not in seen:
            seen.add(at)
            at = answers[at]
        return at not in answers

    # of those that lead out nothing is lost
    assert {one for one in answers if ends(one)} <= {*sound}


_TAGS = (
    "Project Users User CodeBook Codes Code Cases Case Sources TextSource PDFSource PictureSource "
    "PlainTextSelection PDFSelection PictureSelection Representation TextDescription Coding "
    "CodeRef NoteRef Notes Note Links Link Description PlainTextContent VariableValue Variables "
    "Variable Sets Set Unknown"
)
_NAMES = (
    "guid targetGUID originGUID name startPosition endPosition page firstX firstY secondX secondY "
    "creatingUser creationDateTime plainTextPath path richTextPath color isCodable"
)
TAGS, NAMES = _TAGS.split(), _NAMES.split()
VALUES = st.sampled_from(
    ["", "1", "3", "-2", "7777777", guid("a"), guid("b"), guid("c"), "internal://a.txt", "Verified",
     "#fff", "2024-06-19T00:00:00Z", "Answer to", *(guid(str(n)) for n in range(3))]
)  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["", "Kim thanked", "Verified"]),
    lambda inner: st.builds(
        lambda name, attributes, parts: tag(name, "".join(parts), **attributes),
        st.sampled_from(TAGS),
        st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(TREES, max_size=4), st.booleans())
def test_any_tree_of_elements_is_read(reader: Reader, trees: list[str], ours: bool) -> None:
    inner = "".join(trees)
    if ours:
        for at, name in enumerate("abc"):
            inner = inner.replace(guid(name), of_ours("gathering code", str(at)))
    took(package(project(inner), TEXT), reader)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_package_with_flipped_bytes_is_read_or_refused(
    reader: Reader, data: st.DataObject
) -> None:
    whole = bytearray(package(project(codes("x"), ONE), TEXT))
    for _each in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        known = [one for one in imports().formats if one.knows("a.qdpx", bytes(whole))]
        if known:
            took(bytes(whole), reader)
        else:
            qdpx_in.read(Given(bytes(whole), "a.qdpx", reader), lambda _share, _what: None)
    except InputError as error:
        told = sentence(error)
    else:
        told = "."
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("name", "head", "known"),
    [
        ("A.QDPX", b"PK\x03\x04", True),
        ("a.zip", package("<Project/>"), True),
        ("a.docx", b"PK\x03\x04 word/document.xml", False),
        ("project.qde", b"<Project>", True),
        ("codes.qdc", b"<CodeBook>", True),
        ("a.xml", b'<Project xmlns="urn:QDA-XML:project:1.0">', True),
        ("a.xml", b"<Project>", False),
        ("", b"", False),
    ],
)
def test_projects_are_known_by_name_and_bytes(name: str, head: bytes, known: bool) -> None:
    (ours,) = (one for one in imports().formats if one.name == "qdpx")
    assert ours.knows(name, head) is known
