# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web Annotations of other programs, in the shapes that the recommendation allows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from sidelight.errors import InputError
from sidelight.exchange import annotations_in, iris
from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Author, Given, Group, Incoming
from sidelight.reader.remote import Reader
from tests.exchange.files_given import CONTEXT, annotation, as_bytes, of_w3c, only
from tests.exchange.records_given import unheard

NO_READER = cast("Reader", None)
NOON = datetime(2024, 6, 19, 12, tzinfo=UTC)
COMMENT = {"type": "TextualBody", "value": "Says who?", "purpose": "commenting"}


def test_a_highlight_is_a_mark_of_its_group() -> None:
    found = of_w3c(annotation())
    mark = only(found)
    assert (mark.key, mark.what, mark.group) == ("http://example.org/anno1", "mark", "Highlights")
    assert (mark.author, mark.made_at) == ("http://example.org/ann", NOON)
    assert [place.quote for place in mark.places] == ["words 1"]
    assert found.authors == (Author("http://example.org/ann", "Ann"),)
    assert found.groups == (Group("Highlights", "Highlights", usual="claim"),)
    assert [one.url for one in found.documents] == ["http://example.org/page"]


PAGE = {"type": "AnnotationPage", "id": "http://example.org/page1", "items": [annotation()]}
HELD = [
    annotation(),
    [annotation()],
    {"@context": CONTEXT, "type": "AnnotationCollection", "id": "http://a.example/c", "total": 1,
     "first": PAGE},
    {"@context": CONTEXT, "type": ["AnnotationCollection", "BasicContainer"], "first": PAGE},
    {"@context": [CONTEXT, {"a": "http://a.example/"}], **PAGE},
    {"@context": CONTEXT, "type": "AnnotationCollection", "items": [annotation()]},
    {"@context": CONTEXT, "@graph": [annotation(), {"@id": "http://example.org/page"}]},
    {"@type": "oa:Annotation", "@id": "http://example.org/anno1",
     "oa:motivatedBy": {"@id": "oa:highlighting"},
     "dcterms:creator": {"@id": "http://example.org/ann", "foaf:name": "Ann"},
     "dcterms:created": {"@value": "2024-06-19T12:00:00Z", "@type": "xsd:dateTime"},
     "oa:hasTarget": {"oa:hasSource": {"@id": "http://example.org/page"}, "oa:hasSelector":
                      {"@type": "oa:TextQuoteSelector", "oa:exact": "words 1"}}},
    [annotation(motivation=["highlighting"], target=[annotation()["target"]])],
    [annotation(), annotation()],
]  # fmt: skip


@pytest.mark.parametrize("held", HELD)
def test_annotations_are_found_wherever_a_file_holds_them(held: Any) -> None:
    assert annotations_in.knows("a.json", as_bytes(held))
    whole = of_w3c(annotation())
    assert of_w3c(held) == whole


def test_lines_may_be_annotations() -> None:
    lines = b"\n".join(as_bytes(annotation(number)) for number in (1, 2))
    assert annotations_in.knows("a.jsonl", lines)
    assert len(of_w3c(lines).marks) == 2
    found = of_w3c(lines + b'\n{"id": \n')
    assert len(found.marks) == 2
    assert [(one.what, one.why) for one in found.unread] == [("Line 3", "It is no JSON.")]


def test_nodes_of_a_graph_lead_to_each_other() -> None:
    graph = [
        {"id": "_:a", "type": "Annotation", "target": "_:t", "body": "_:b", "creator": "_:c"},
        {"id": "_:b", "type": "TextualBody", "value": "Said", "purpose": "commenting"},
        {"id": "_:t", "source": "http://a.example/", "selector": "_:s", "state": "_:d"},
        {"id": "_:s", "type": "XPathSelector", "value": "/p", "refinedBy": {"id": "_:q"}},
        {"id": "_:q", "type": "TextQuoteSelector", "exact": "words", "refinedBy": "_:s"},
        {"id": "_:c", "name": ["Ann", "Annie"]},
        {"id": "_:d", "type": "TimeState", "sourceDate": "2024-06-19"},
    ]
    found = of_w3c({"@graph": graph})
    mark = only(found)
    assert (mark.text, mark.places[0].quote) == ("Said", "words")
    assert found.authors == (Author("_:c", "Ann"),)
    assert found.documents[0].record["accessed"] == "2024-06-19"


TEXTUAL = {"type": "TextualBody", "value": "Says who?"}


@pytest.mark.parametrize(
    ("fields", "text", "tags"),
    [
        ({"bodyValue": "Says who?"}, "Says who?", ()),
        ({"body": TEXTUAL}, "Says who?", ()),
        ({"body": [COMMENT]}, "Says who?", ()),
        ({"body": {"value": "Says who?"}}, "Says who?", ()),
        ({"body": {"@type": "cnt:ContentAsText", "cnt:chars": "Says who?"}}, "Says who?", ()),
        ({"body": {"type": "Choice", "items": [COMMENT, {**COMMENT, "value": "Wer?"}]}},
         "Says who?", ()),
        ({"body": {"type": "List", "items": [COMMENT, {**COMMENT, "value": "Wer?"}]}},
         "Says who?\n\nWer?", ()),
        ({"body": {"type": "SpecificResource", "purpose": "tagging", "source": TEXTUAL}},
         "", ("Says who?",)),
        ({"body": "http://a.example/reply"}, "http://a.example/reply", ()),
        ({"body": {"id": "http://a.example/b.mp3", "type": "Sound", "format": "audio/mpeg"}},
         "http://a.example/b.mp3", ()),
        ({"body": [{**TEXTUAL, "purpose": "tagging"},
                   {**TEXTUAL, "value": "b", "purpose": "oa:tagging"}]}, "", ("Says who?", "b")),
        ({"motivation": "tagging", "body": TEXTUAL}, "", ("Says who?",)),
        ({"body": {**TEXTUAL, "format": "text/html",
                   "value": "<p>Says &amp; who?</p><script>x</script>"}},
         "Says & who?", ()),
        ({"body": {**TEXTUAL, "format": "text/html", "value": "Says who?"}}, "Says who?", ()),
        ({"body": {**TEXTUAL, "format": "text/plain", "value": "<p>"}}, "<p>", ()),
        ({"body": []}, "", ()),
        ({"body": {"@value": "Says who?", "@language": "en"}}, "Says who?", ()),
    ],
)  # fmt: skip
def test_bodies_say_things_in_plain_words(
    fields: dict[str, Any], text: str, tags: tuple[str, ...]
) -> None:
    mark = only(of_w3c(annotation(**fields)))
    assert (mark.text, mark.tags) == (text, tags)


def test_markup_goes_however_much_there_is() -> None:
    html = "<div>" * 50_000 + "<b>words</b> &lt;here&gt;"
    body = {**TEXTUAL, "format": "text/html; charset=utf-8", "value": html}
    assert only(of_w3c(annotation(body=body))).text == "words <here>".replace(" ", "  ")


@pytest.mark.parametrize(
    ("motivation", "body", "title", "usual"),
    [
        ("commenting", COMMENT, "Comments", "note"),
        ("oa:commenting", COMMENT, "Comments", "note"),
        ("describing", COMMENT, "Descriptions", "note"),
        ("questioning", COMMENT, "Questions", "note"),
        ("bookmarking", None, "Bookmarks", "claim"),
        (["assessing", "replying"], COMMENT, "Assessments", "claim"),
        (None, None, "Highlights", "claim"),
        (None, COMMENT, "Comments", "note"),
        ("http://a.example/wondering", COMMENT, "Comments", "note"),
    ],
)
def test_marks_stand_in_groups_by_why_they_were_made(
    motivation: Any, body: Any, title: str, usual: str
) -> None:
    found = of_w3c(annotation(motivation=motivation, body=body))
    (group,) = found.groups
    assert (group.title, group.usual) == (title, usual)
    assert only(found).group == group.key


@pytest.mark.parametrize(
    ("tag", "verdict"),
    [("verified", "verified"), ("#True", "verified"), ("Верно", "verified"), ("거짓", "denied"),
     ("FALSE", "denied"), ("disputed", "disputed"), ("half_true", "disputed"), ("ложь", "denied")],
)  # fmt: skip
def test_a_tag_that_judges_is_a_group(tag: str, verdict: str) -> None:
    body = [{**TEXTUAL, "value": one, "purpose": "tagging"} for one in ("arms", tag)]
    found = of_w3c(annotation(body=body))
    assert [group.usual for group in found.groups] == [verdict]
    assert tag.lstrip("#") in found.groups[0].title
    assert only(found).tags == ("arms", tag)


def about(number: int, target: int, **fields: Any) -> dict[str, Any]:
    return annotation(number, target=f"http://example.org/anno{target}", **fields)


def test_annotations_may_be_about_each_other() -> None:
    judged = [COMMENT, {**TEXTUAL, "value": "false", "purpose": "tagging"}]
    source = annotation()["target"] | {"source": "http://example.org/letter"}
    linked = ["http://example.org/anno1", {**TEXTUAL, "value": "contradicts", "purpose": "tagging"}]
    found = of_w3c([
        about(4, 3, motivation="replying", bodyValue="He did."),
        about(3, 1, motivation="commenting", body=COMMENT),
        annotation(1),
        about(2, 1, motivation="assessing", body=judged),
        annotation(5, motivation="linking", body=[*linked, COMMENT], target=source),
    ])  # fmt: skip
    assert found.unread == ()
    by = {mark.key[-1]: mark for mark in found.marks}
    key = "http://example.org/anno1"
    assert [by[n].what for n in "12345"] == ["mark", "verdict", "note", "note", "evidence"]
    assert (by["2"].on, by["2"].values) == (key, {"verdict": "denied", "reason": "Says who?"})
    assert (by["3"].on, by["3"].answers, by["3"].text) == (key, "", "Says who?")
    assert (by["4"].on, by["4"].answers) == ("", "http://example.org/anno3")
    assert (by["5"].on, by["5"].values) == (key, {"stance": "contradicts", "note": "Says who?"})


def test_circles_and_what_hangs_on_them_are_left_out() -> None:
    circle = [about(n, n % 3 + 1, motivation="replying", bodyValue="no") for n in (1, 2, 3)]
    found = of_w3c([*circle, about(4, 1, bodyValue="hangs"), annotation(5)])
    assert [mark.key[-1] for mark in found.marks] == ["5"]
    assert len(found.unread) == 4
    itself = of_w3c([about(1, 1, bodyValue="me"), annotation(2)])
    assert [one.what for one in itself.unread] == ["me"]


def test_a_page_note_is_a_note_on_its_document() -> None:
    found = of_w3c(annotation(target="http://a.example/b", bodyValue="On all of it."))
    mark = only(found)
    assert (mark.what, mark.text, mark.places[0].quote) == ("note", "On all of it.", "")
    assert mark.places[0].document == found.documents[0].key == "http://a.example/b"


def test_a_mark_without_words_on_all_of_a_document_is_none() -> None:
    bare = annotation(2, target="http://a.example/b", creator=[{"name": "Ann"}, {"name": "Bob"}])
    found = of_w3c([annotation(1), bare])
    assert [mark.key[-1] for mark in found.marks] == ["1"]
    assert found.unread[0].why == "It says nothing of the document as a whole."


def test_places_told_by_structure_alone_are_said_to_be_lost() -> None:
    target = {"source": "http://a.example/b", "selector": {"type": "XPathSelector", "value": "/p"}}
    found = of_w3c([annotation(1, target=target, bodyValue="Kept."), annotation(2, target=target)])
    assert [(mark.what, mark.text) for mark in found.marks] == [("note", "Kept.")]
    assert "XPathSelector alone" in found.unread[0].why
    assert "1 mark" in found.remarks[0]


@pytest.mark.parametrize(
    ("creator", "key", "name", "text"),
    [
        ("http://a.example/ann", "http://a.example/ann", "ann", ""),
        ({"name": "Ann"}, "Ann", "Ann", ""),
        ({"nickname": "annie"}, "annie", "annie", ""),
        ({"id": "acct:ann@a.example"}, "acct:ann@a.example", "ann@a.example", ""),
        ([{"id": "http://a.example/1", "name": "Ann"}, {"name": "Bob"}, "http://a.example/eve"],
         "http://a.example/1", "Ann", "(also by Bob, eve)"),
        ({"id": "http://a.example/1", "type": "Person", "foaf:name": "Ann"},
         "http://a.example/1", "Ann", ""),
        ([], "", "", ""),
    ],
)  # fmt: skip
def test_people_are_told_apart(creator: Any, key: str, name: str, text: str) -> None:
    found = of_w3c(annotation(creator=creator))
    mark = only(found)
    assert (mark.author, mark.text) == (key, text)
    assert [(one.key, one.name) for one in found.authors] == ([(key, name)] if key else [])


@pytest.mark.parametrize(
    ("fields", "made_at"),
    [
        ({"created": "2024-06-19T14:00:00+02:00"}, NOON),
        ({"created": None, "modified": "2024-06-19T12:00:00"}, NOON),
        ({"created": "yesterday", "dcterms:issued": None}, None),
        ({"created": "0001-01-01T00:00:00+14:00"}, None),
        ({"created": ["2024-06-19T12:00:00Z"]}, NOON),
        ({"created": None}, None),
    ],
)
def test_times_are_aware_or_none(fields: dict[str, Any], made_at: datetime | None) -> None:
    assert only(of_w3c(annotation(**fields))).made_at == made_at


def test_without_a_name_what_is_in_it_names_it() -> None:
    one, other = (only(of_w3c(annotation(n, id=None))).key for n in (1, 2))
    again = only(of_w3c(annotation(1, id=None))).key
    assert one == again != other
    assert iris.id_of(one)


def test_what_is_only_named_is_counted() -> None:
    page = {"type": "AnnotationPage", "items": ["http://a.example/1", "http://a.example/2"]}
    found = of_w3c(page)
    assert found.marks == ()
    assert "2 annotations are only named" in found.remarks[0]
    first: dict[str, Any] = {"type": "AnnotationCollection", "first": "http://a.example/page1"}
    assert of_w3c(first) == Incoming()


def test_two_of_one_name_are_told() -> None:
    found = of_w3c([annotation(1), annotation(1, bodyValue="other")])
    assert [mark.text for mark in found.marks] == [""]
    assert found.unread[0].what == "http://example.org/anno1"


NONE = [
    b'[{"id": "roe", "type": "book", "title": "Annotation"}]',
    b'{"@context": "https://schema.org", "@type": "ClaimReview", "text": "type: Annotation"}',
    b'{"name": "anno", "version": "1.0.0", "dependencies": {"annotation": "^1"}, "type": "module"}',
    b'{"total": 1, "rows": [{"user": "acct:a@hypothes.is", "uri": "http://a.example/"}]}',
    rb'{"title": "\"type\": \"Annotation\""}',
    b"<html>anno.jsonld</html>", b"", b"%PDF-1.7 \"type\": \"Annotation\"", b"[]", b"\xff\xfe\x00",
]  # fmt: skip


@pytest.mark.parametrize("data", NONE)
def test_other_files_are_not_taken_for_annotations(data: bytes) -> None:
    assert not annotations_in.knows("a.jsonld", data)
    with pytest.raises(InputError):
        of_w3c(data)


def test_the_formats_are_listed() -> None:
    assert imports().faults == ()
    named = imports().named("web-annotation")
    assert named.name == "web-annotation"
    assert named.suffix == ".jsonld"
    for name, held in (("web-annotation", annotation()), ("hypothesis", {"total": 0, "rows": []})):
        one = imports().named(name)
        assert one.knows("a.json", as_bytes(held))
        assert one.read(Given(as_bytes(held), "a.json", NO_READER), unheard).unread == ()
    with pytest.raises(InputError, match="no format of other programs"):
        imports().named("nothing")
