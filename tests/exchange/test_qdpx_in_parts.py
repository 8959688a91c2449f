# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small parts of reading REFI-QDA: names and numbers, paths in a package, the code book."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sidelight.errors import InputError
from sidelight.exchange import qdpx_in_xml as read
from sidelight.exchange.guids import guid as of_ours
from sidelight.exchange.qdpx_codes import stance_code, verdict_code
from sidelight.exchange.qdpx_in_codes import read_codes, usual_of
from sidelight.exchange.qdpx_in_package import Package
from sidelight.exchange.qdpx_xml import when
from sidelight.language import within
from sidelight.model.verdicts import Verdicts
from sidelight.model.vocabulary import STANCES, VERDICTS
from tests.exchange.qda_given import NAMESPACE, codes, guid, key, package, project, tag

ONE = "9e0e1b9e-0b7a-4c53-8f4f-0123456789ab"


def element(name: str, inner: str = "", /, **attributes: object) -> Any:
    """Return an element as it is parsed."""
    return etree.fromstring(tag(name, inner, **attributes))


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (ONE, f"urn:uuid:{ONE}"),
        (ONE.upper(), f"urn:uuid:{ONE}"),
        (f" {{{ONE}}} ", f"urn:uuid:{ONE}"),
        ("17", "17"),
        ("", ""),
        (None, ""),
        (ONE.replace("-", ""), ONE.replace("-", "")),
        ("x" * 900, "x" * 200),
    ],
)
def test_guids_are_known_in_any_dress(written: str | None, known: str) -> None:
    assert read.key_of(written) == known


def test_what_has_no_guid_is_told_apart_by_its_place() -> None:
    first, second = (read.key(element("Code"), number) for number in (1, 2))
    assert first != second
    assert first == read.key(element("Code"), 1)
    assert read.key(element("User"), 1) != first
    assert first.startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019-06-07T03:36:36Z", datetime(2019, 6, 7, 3, 36, 36, tzinfo=UTC)),
        ("2019-06-07T03:36:36", datetime(2019, 6, 7, 3, 36, 36, tzinfo=UTC)),
        ("2019-06-07T05:36:36+02:00", datetime(2019, 6, 7, 3, 36, 36, tzinfo=UTC)),
        ("2019-06-07T03:36:36.1234567Z", datetime(2019, 6, 7, 3, 36, 36, 123456, tzinfo=UTC)),
        (" 2019-06-07 ", datetime(2019, 6, 7, tzinfo=UTC)),
        ("2019-06-31", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("07.06.2019 03:36", None),
        ("2019", None),
        ("2" * 5000, None),
        ("", None),
    ],
)
def test_moments_are_in_utc(written: str, meant: datetime | None) -> None:
    assert read.moment(element("Coding", creationDateTime=written)) == meant
    assert read.moment(element("Coding", modifiedDateTime=written)) == meant


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - the zone comes next
    st.integers(-14, 14),
)
def test_moments_that_we_write_come_back(at: datetime, hours: int) -> None:
    made = at.replace(tzinfo=timezone(timedelta(hours=hours)), microsecond=0)
    assert read.moment(element("Coding", creationDateTime=when(made))) == made


@pytest.mark.parametrize(
    ("written", "meant"),
    [("12", 12), (" -3 ", -3), ("+4", 4), ("5.0", 5), ("1e3", None), ("", None), ("٣", None),
     ("9" * 15, int("9" * 15)), ("9" * 16, None), ("1 2", None), ("0x1", None)],
)  # fmt: skip
def test_numbers_are_whole_and_not_endless(written: str, meant: int | None) -> None:
    assert read.number(element("Selection", page=written), "page") == meant
    assert read.number(element("Selection"), "page") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("#FFaa00", "#ffaa00"), ("#fA0", "#ffaa00"), ("red", ""), ("#12345", ""), ("", "")],
)
def test_colours_have_six_digits(written: str, meant: str) -> None:
    assert read.colour(element("Code", color=written)) == meant


@given(st.lists(st.sampled_from(["Code", "Note", "Coding"]), max_size=30))
def test_children_are_found_whatever_their_namespace(names: list[str]) -> None:
    inner = "".join(tag(name, str(at)) for at, name in enumerate(names))
    for namespace in ("", NAMESPACE):
        root = etree.fromstring(project(inner or " ", namespace=namespace))
        found = [read.words(one) for one in read.all_of(root, "Note")]
        assert found == [str(at) for at, name in enumerate(names) if name == "Note"]
        assert read.text_of(root, "Note") == (found[0] if found else "")
        first = read.first_of(root, "Note")
        assert (first is None) == (not found)
        assert first is None or read.tag_of(first) == "Note"


def test_references_count_once() -> None:
    inner = "".join(tag("NoteRef", targetGUID=one) for one in (ONE, ONE.upper(), "7", ""))
    assert read.targets(element("Coding", inner), "NoteRef") == (f"urn:uuid:{ONE}", "7")
    assert read.user(element("Coding", modifyingUser=ONE)) == f"urn:uuid:{ONE}"


MEMBERS = {
    "Sources/a.txt": b"a",
    "Sources/two words.txt": b"b",
    "Sources/deep/c.txt": b"c",
    "d.txt": b"d",
    "Sources/100%25.txt": b"e",
}


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("internal://a.txt", b"a"),
        ("INTERNAL://A.TXT", b"a"),
        ("internal:///a.txt", b"a"),
        ("internal:/a.txt", b"a"),
        ("a.txt", b"a"),
        ("./a.txt", b"a"),
        ("Sources/a.txt", b"a"),
        ("internal://two%20words.txt", b"b"),
        ("internal://two words.txt", b"b"),
        ("internal://deep/c.txt", b"c"),
        ("internal://deep\\c.txt", b"c"),
        ("relative://d.txt", b"d"),
        ("internal://100%25.txt", b"e"),
        ("internal://b.txt", None),
        ("internal://deep", None),
        ("absolute://a.txt", None),
        ("http://a.txt", None),
        ("..", None),
        ("deep/../a.txt", None),
    ],
)
def test_paths_are_looked_for_in_the_package(path: str, data: bytes | None) -> None:
    opened = Package(package(project(), MEMBERS), "a.qdpx")
    assert opened.read(path, 99) == data
    assert bool(opened.member(path)) == (data is not None)


def test_a_bare_project_has_no_files() -> None:
    opened = Package(project().encode(), "a.qde")
    assert (opened.member("internal://a.txt"), opened.read("internal://a.txt", 9)) == ("", None)


def test_the_project_nearest_to_the_top_is_read() -> None:
    deep, other, usual = (project(tag(name)) for name in ("Deep", "Other", "Usual"))
    members = {"a/project.qde": deep, "other.QDE": other, "Project.qde": usual}
    for found in ("Usual", "Other", "Deep"):
        first = next(iter(members))
        rest = {name: xml for name, xml in members.items() if name != first}
        root = Package(package(members[first], rest, at=first), "a.qdpx").root
        assert [read.tag_of(one) for one in root] == [found]
        members.popitem()


def test_a_file_is_read_up_to_a_limit() -> None:
    opened = Package(package(project(), {"Sources/a.txt": b"x" * 100}), "a.qdpx")
    assert opened.read("internal://a.txt", 100) == b"x" * 100
    with pytest.raises(InputError) as refused:
        opened.read("internal://a.txt", 99)
    assert refused.value.id == "import.too_much"
    assert "Sources/a.txt" in str(refused.value)


def _ours(*gathered: list[tuple[str, str]]) -> Any:
    """Return a project with our code book; each code is its GUID, then its name."""
    above = "".join(
        tag("Code", "".join(tag("Code", guid=id_, name=name) for id_, name in some),
            guid=of_ours("gathering code", str(at)), name=f"Gathering {at}")
        for at, some in enumerate(gathered)
    )  # fmt: skip
    return etree.fromstring(project(tag("CodeBook", tag("Codes", above))))


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_our_own_codes_are_known_in_any_language(language: str) -> None:
    with within(language):
        called = Verdicts().called
        verdicts = [(verdict_code(word), called(word)) for word in VERDICTS]
        stances = [(stance_code(word), called(word)) for word in STANCES]
    verdicts.append((verdict_code("half-true"), "Half true"))
    claims, tags = [(guid("one"), "Claim 1")], [(guid("aid"), "aid")]
    book = read_codes(_ours(verdicts, stances, claims, tags))
    found = [*book.codes.values()]
    assert book.ours
    assert [one.verdict for one in found if one.verdict] == [*VERDICTS, "half-true"]
    assert [one.stance for one in found if one.stance] == [*STANCES]
    assert [one.key for one in found if one.claim] == [key("one")]
    assert [one.tag for one in found if one.tag] == ["aid"]
    assert [one.group.usual for one in found if one.verdict] == [*VERDICTS, "half-true"]


def test_no_other_code_is_ours() -> None:
    book = read_codes(etree.fromstring(project(codes("Verified", "Claim 1"))))
    assert not book.ours
    assert not [one for one in book.codes.values() if one.verdict or one.claim]
    assert [one.group.usual for one in book.codes.values()] == ["verified", "claim"]


@settings(max_examples=40)
@given(st.recursive(st.just(()), lambda below: st.lists(below, max_size=3).map(tuple)))
def test_codes_are_titled_by_those_above_them(tree: tuple[Any, ...]) -> None:
    titles: list[str] = []

    def written(below: tuple[Any, ...], above: tuple[str, ...]) -> str:
        made = ""
        for at, one in enumerate(below):
            names = (*above, f"c{at}")
            titles.append(" › ".join(names[-5:]))
            made += tag("Code", written(one, names), name=names[-1])
        return made

    root = etree.fromstring(project(tag("CodeBook", tag("Codes", written(tree, ())))))
    assert [one.title for one in read_codes(root).codes.values()] == titles


def test_a_code_without_a_name_has_one() -> None:
    root = etree.fromstring(project(tag("CodeBook", tag("Codes", tag("Code") * 2))))
    assert [one.title for one in read_codes(root).codes.values()] == ["Code 1", "Code 2"]
    assert read_codes(root).get("gone").title == "Unknown code"
    assert read_codes(etree.fromstring(project())).codes == {}


@pytest.mark.parametrize(
    ("called", "usual"),
    [("TRUE", "verified"), ("Верно", "verified"), ("거짓", "denied"), ("спорно", "disputed"),
     ("확인됨", "verified"), ("Denied", "denied"), ("Memo", "note"), ("заметка", "note"),
     ("True story", "claim"), ("", "claim"), ("!?", "claim"), ("Aid", "claim")],
)  # fmt: skip
def test_names_of_codes_mean_what_people_mean_by_them(called: str, usual: str) -> None:
    assert usual_of(called) == usual
