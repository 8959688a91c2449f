# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of Hypothesis: what its interface gives and what its client exports."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sidelight.errors import InputError
from sidelight.exchange import annotations_in, hypothesis, iris
from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Author, Group, Incoming, Place
from tests.exchange.files_given import annotation, as_bytes, of_hypothesis, only

ANN = "acct:ann@hypothes.is"
QUOTE = {"type": "TextQuoteSelector", "exact": "Kim  thanked\n", "prefix": "The ", "suffix": " him"}
SELECTORS = [
    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 4,
     "endContainer": "/p[1]", "endOffset": 17},
    {"type": "TextPositionSelector", "start": 40, "end": 53},
    QUOTE,
]  # fmt: skip


def row(id_: str = "one", **fields: Any) -> dict[str, Any]:
    """An annotation as the interface gives it; None takes a field away."""
    made = {
        "id": id_, "created": "2024-06-19T12:00:00.123456+00:00",
        "updated": "2024-06-20T12:00:00+00:00", "user": ANN, "uri": "https://example.org/pact",
        "text": "", "tags": [], "group": "__world__",
        "permissions": {"read": ["group:__world__"], "update": [ANN], "delete": [ANN]},
        "target": [{"source": "https://example.org/pact", "selector": SELECTORS}],
        "document": {"title": ["The pact"]},
        "links": {"html": "https://hypothes.is/a/one", "incontext": "https://hyp.is/one/example.org",
                  "json": "https://hypothes.is/api/annotations/one"},
        "user_info": {"display_name": "Ann Roe"}, "flagged": False, "hidden": False,
    }  # fmt: skip
    return {name: value for name, value in (made | fields).items() if value is not None}


def page(**fields: Any) -> dict[str, Any]:
    return row(target=[{"source": "https://example.org/pact"}], **fields)


def reply(id_: str, *thread: str, **fields: Any) -> dict[str, Any]:
    fields = {"text": f"{id_} says"} | fields
    return page(id_=id_, references=list(thread), **fields)


def exported(*rows: dict[str, Any]) -> dict[str, Any]:
    """What the client exports."""
    return {
        "export_date": "2024-06-20T12:00:00.000Z", "export_userid": ANN,
        "client_version": "1.1436.0", "annotations": [*rows],
    }  # fmt: skip


def test_a_highlight_is_a_mark() -> None:
    found = of_hypothesis({"total": 1, "rows": [row()]})
    mark = only(found)
    assert (mark.key, mark.what, mark.text) == ("one", "mark", "")
    assert mark.made_at == datetime(2024, 6, 19, 12, 0, 0, 123456, UTC)
    key = "https://example.org/pact"
    assert mark.places == (Place(key, "Kim  thanked\n", "The ", " him"),)
    assert mark.values == {
        "group": "public", "position": "40-53", "position_unit": "UTF-16 units",
        "link": "https://hyp.is/one/example.org",
    }  # fmt: skip
    assert found.authors == (Author(ANN, "Ann Roe"),)
    assert found.groups == (Group("Highlights", "Highlights", usual="claim"),)
    (document,) = found.documents
    assert (document.key, document.url, document.title) == (key, key, "The pact")
    assert document.record == {"URL": key, "title": "The pact"}


@pytest.mark.parametrize(
    "held",
    [
        {"total": 2, "rows": [row(), reply("two", "one")]},
        {"rows": [row()], "replies": [reply("two", "one")], "total": 1},
        [row(), reply("two", "one")],
        exported(row(), reply("two", "one")),
        as_bytes(row()) + b"\n" + as_bytes(reply("two", "one")),
    ],
)
def test_annotations_are_found_wherever_a_file_holds_them(held: Any) -> None:
    assert hypothesis.knows("a.json", as_bytes(held))
    assert not annotations_in.knows("a.json", as_bytes(held))
    found = of_hypothesis(held)
    assert [mark.key for mark in found.marks] == ["one", "two"]
    assert found.unread == ()


def test_nothing_found_is_a_file_too() -> None:
    data = b'{"total": 0, "rows": []}'
    assert hypothesis.knows("a.json", data)
    assert of_hypothesis(data) == of_hypothesis(exported()) == Incoming()
    assert hypothesis.knows("a.json", as_bytes(exported()))


@pytest.mark.parametrize(
    ("fields", "title", "usual"),
    [
        ({"text": "Says **who**?"}, "Comments", "note"),
        ({"tags": ["arms"]}, "Highlights", "claim"),
        ({"tags": ["arms", "Verified"], "text": "It is."}, "Tag “Verified”", "verified"),
        ({"tags": ["Ложь"]}, "Tag “Ложь”", "denied"),
        ({"tags": ["half true", "false"]}, "Tag “half true”", "disputed"),
    ],
)
def test_marks_stand_in_groups(fields: dict[str, Any], title: str, usual: str) -> None:
    found = of_hypothesis([row(**fields)])
    mark = only(found)
    assert [(group.title, group.usual) for group in found.groups] == [(title, usual)]
    assert mark.group == found.groups[0].key
    assert mark.text == fields.get("text", "")
    assert mark.tags == tuple(fields.get("tags", ()))


def test_a_page_note_is_on_the_document() -> None:
    mark = only(of_hypothesis([page(text="All of it is *old*.")]))
    assert (mark.what, mark.group, mark.text) == ("note", "", "All of it is *old*.")
    assert mark.places == (Place("https://example.org/pact"),)
    assert only(of_hypothesis([page(tags=["a", "b"])])).text == "a, b"
    assert "says nothing" in of_hypothesis([row(), page(id_="two")]).unread[0].why


def test_replies_answer_what_is_in_the_file() -> None:
    found = of_hypothesis([
        reply("four", "one", "gone", "also gone"),
        reply("three", "one", "two"),
        reply("two", "one"),
        row("one"),
        reply("five", "gone"),
    ])  # fmt: skip
    by = {mark.key: mark for mark in found.marks}
    assert found.unread == ()
    assert (by["two"].on, by["two"].answers, by["two"].places) == ("one", "", ())
    assert (by["three"].on, by["three"].answers) == ("", "two")
    assert (by["four"].on, by["four"].answers) == ("one", "")
    assert (by["five"].on, by["five"].places) == ("", (Place("https://example.org/pact"),))
    assert by["five"].what == "note"


def test_replies_in_a_circle_are_left_out() -> None:
    found = of_hypothesis(
        [reply("two", "three"), reply("three", "two"), reply("own", "own"), row()]
    )
    assert [mark.key for mark in found.marks] == ["one"]
    assert sorted(one.what for one in found.unread) == ["own says", "three says", "two says"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"permissions": {"read": [ANN]}}, {"private": "yes"}),
        ({"permissions": {"read": ["group:AbC"]}, "group": "AbC"}, {"group": "AbC"}),
        ({"permissions": {"read": []}}, {}),
        ({"hidden": True}, {"hidden": "yes"}),
        ({"links": {"html": "javascript:alert(1)"}}, {}),
        ({"links": {"html": "https://hypothes.is/a/one"}}, {"link": "https://hypothes.is/a/one"}),
    ],
)
def test_who_may_read_it_is_told(fields: dict[str, Any], told: dict[str, str]) -> None:
    values = dict(only(of_hypothesis([row(**fields)])).values)
    for name in ("private", "hidden"):
        assert values.pop(name, "") == told.get(name, "")
    assert values.items() >= told.items() - {("private", "yes"), ("hidden", "yes")}
    assert values.get("link", "https").startswith("https")


@pytest.mark.parametrize(
    ("selectors", "place"),
    [
        ([QUOTE, {"type": "PageSelector", "index": 2, "label": "iii"}],
         Place("u", "Kim  thanked\n", "The ", " him", page=3)),
        ([QUOTE, {"type": "FragmentSelector", "conformsTo": "https://tools.ietf.org/html/rfc3236",
                  "value": "chapter"}], Place("u", "Kim  thanked\n", "The ", " him")),
        ([QUOTE, {"type": "EPUBContentSelector", "url": "/x.xhtml", "cfi": "/2", "title": "One"}],
         Place("u", "Kim  thanked\n", "The ", " him")),
        ([{"type": "PageSelector", "index": 0}], Place("u", page=1)),
        ([{"type": "MediaTimeSelector", "start": 1, "end": 2}], Place("u")),
        ([], Place("u")),
        (None, Place("u")),
    ],
)  # fmt: skip
def test_selectors_say_where(selectors: Any, place: Place) -> None:
    made = row(uri="u", text="Said.", target=[{"source": "u", "selector": selectors}])
    mark = only(of_hypothesis([made]))
    assert mark.places == (place,)
    assert mark.what == ("mark" if place.quote else "note")


@pytest.mark.parametrize(
    ("uri", "url", "name"),
    [
        ("urn:x-pdf:5d7f1a2b", "", ""),
        ("file:///home/ann/A%20pact.pdf", "", "A pact.pdf"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", ""),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/", ""),
    ],
)
def test_documents_are_known_by_their_addresses(uri: str, url: str, name: str) -> None:
    found = of_hypothesis([row(uri=uri), row("two", uri=uri, document={"title": "Other"})])
    (document,) = found.documents
    assert (document.url, document.name, document.title) == (url, name, "The pact")
    assert "ann" not in document.key


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"user_info": {"display_name": None}}, "ann"),
        ({"user_info": None}, "ann"),
        ({"user_info": {}}, "ann"),
        ({"user_info": {"display_name": "Анна"}}, "Анна"),
    ],
)
def test_people_are_called_as_they_call_themselves(fields: dict[str, Any], name: str) -> None:
    assert of_hypothesis([row(**fields)]).authors == (Author(ANN, name),)


def test_one_without_an_id_has_a_name_of_its_own() -> None:
    (one, other) = of_hypothesis([row(id=None), row(id=None, text="x")]).marks
    assert iris.id_of(one.key) != iris.id_of(other.key) != ""


@pytest.mark.parametrize(
    "data",
    [
        b'[{"id": "roe", "type": "book", "title": "acct:ann@hypothes.is", "URL": "http://a.example"}]',
        b'{"@context": "https://schema.org", "@type": "ClaimReview", "url": "http://a.example"}',
        b'{"name": "client", "version": "1.0.0", "author": "acct:a@b", "annotations": []}',
        as_bytes(annotation()), b'{"total": 1, "rows": 7}', b"", b"[]", b"rows", b"\xff\xfe[",
    ],
)  # fmt: skip
def test_other_files_are_not_taken_for_hypothesis(data: bytes) -> None:
    assert not hypothesis.knows("a.json", data)


@pytest.mark.parametrize(
    "value", [{}, {"rows": 7}, 7, "x", [1], [{"user": 1}], {"a": []}, [[row()]]]
)
def test_what_is_no_such_file_is_refused(value: Any) -> None:
    with pytest.raises(InputError) as error:
        of_hypothesis(value)
    assert error.value.id == "import.damaged"


def test_the_format_is_listed() -> None:
    known = [one.name for one in imports().formats if one.knows("a.json", as_bytes([row()]))]
    assert known == ["hypothesis"]
