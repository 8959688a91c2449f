# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight conflicts``, ``settle``, ``join`` and ``iam``: what they list, take and refuse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.session.session import Session
from tests.cli.desks import claim, contents, copy, done, judge, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def cite(path: Path, by: str, **fields: str) -> None:
    """Cite the source, which the command line has no words for."""
    with Session.open(path, by=by) as session:
        (source,) = session.project.documents("source")
        session.cite(source, fields)


def source(sidelight: Run, path: Path) -> tuple[str, str]:
    """Author and title of the source."""
    told = sidelight("docs", path, "--json").json[1]
    return told["fields"].get("author", ""), told["title"]


@pytest.fixture
def torn(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    """Ann's project, in which author and title of the source are in conflict with Bob's."""
    bobs = copy(sidelight, "Ann", project, tmp_path / "bob.sidelight")
    cite(project, "Ann", author="Kim", title="Letter")
    cite(bobs, "Bob", author="Stalin", title="Message")
    seen = done(sidelight("--by", "Ann", "merge", project, bobs, "--json")).json
    assert [c["field"] for c in seen["conflicts"]] == ["author", "title"]
    return project


def test_conflicts_are_listed_with_all_that_settling_needs(sidelight: Run, torn: Path) -> None:
    author, title = done(sidelight("conflicts", torn, "--json")).json
    keys = {"record", "id", "field", "claim", "values"}
    assert author.keys() == title.keys() == keys
    (source_,) = [d for d in sidelight("docs", torn, "--json").json if d["kind"] == "source"]
    assert (author["record"], author["id"], author["claim"]) == ("document", source_["id"], "")
    assert [(v["value"], v["reviewer"]) for v in author["values"]] == [
        ("Kim", "Ann"),
        ("Stalin", "Bob"),
    ]
    assert all(v.keys() == {"value", "reviewer", "time"} for v in author["values"])
    lines = done(sidelight("conflicts", torn)).out.splitlines()
    assert lines[0].split() == ["#", "Field", "--take", "By", "Value"]
    assert [line[0] for line in lines[1:]] == ["1", " ", "2", " "]
    takes = lines[0].index("--take")
    assert [line[takes] for line in lines[1:]] == ["1", "2", "1", "2"]
    assert [line.split()[-1] for line in lines[1:]] == ["Kim", "Stalin", "Letter", "Message"]


def test_the_value_that_is_taken_stands_and_can_be_undone(sidelight: Run, torn: Path) -> None:
    done(sidelight("--by", "Ann", "settle", torn, 2, "--take", 1))
    assert source(sidelight, torn)[1] == "Letter"
    (left,) = sidelight("conflicts", torn, "--json").json
    assert left["field"] == "author"
    done(sidelight("--by", "Ann", "settle", torn, 1, "--take", 2))
    assert source(sidelight, torn) == ("Stalin", "Letter")
    assert sidelight("conflicts", torn, "--json").json == []
    done(sidelight("--by", "Ann", "undo", torn))
    assert source(sidelight, torn)[1] == "Letter"


@pytest.mark.parametrize(
    ("by", "rule", "taken"),
    [
        ("Ann", "mine", ("Kim", "Letter")),
        ("Ann", "theirs", ("Stalin", "Message")),
        ("Bob", "mine", ("Stalin", "Message")),
        ("Bob", "theirs", ("Kim", "Letter")),
        ("Ann", "newer", ("Stalin", "Message")),
    ],
)
def test_a_rule_settles_one_or_all(
    sidelight: Run, torn: Path, by: str, rule: str, taken: tuple[str, str]
) -> None:
    done(sidelight("--by", by, "settle", torn, 1, "--rule", rule))
    assert [c["field"] for c in sidelight("conflicts", torn, "--json").json] == ["title"]
    all_ = done(sidelight("--by", by, "settle", torn, "--rule", rule))
    assert all_.out == "1 conflict settled.\n"
    assert source(sidelight, torn) == taken
    assert done(sidelight("settle", torn, "--rule", rule)).out == "0 conflicts settled.\n"


def test_what_there_is_not_is_not_settled(sidelight: Run, torn: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    for code, said, words in (
        (1, "There is no conflict 3; there are 2.", (3, "--take", 1)),
        (1, "There is no conflict 0; there are 2.", (0, "--rule", "mine")),
        (1, "There is no conflict -1; there are 2.", (-1, "--rule", "mine")),
        (1, "The conflict has no value 3; it has 2.", (1, "--take", 3)),
        (1, "The conflict has no value 0; it has 2.", (1, "--take", 0)),
        (2, "--take needs the number of a conflict.", ("--take", 1)),
        (2, "not allowed with argument", (1, "--take", 1, "--rule", "mine")),
        (2, "one of the arguments --take --rule is required", (1,)),
        (2, "invalid choice", (1, "--rule", "older")),
        (2, "invalid int value", ("first", "--take", 1)),
    ):
        ran = sidelight("settle", torn, *words)
        assert (ran.code, ran.out, said in ran.err) == (code, "", True), (words, ran.err)
    assert contents(tmp_path) == before


def test_settling_travels_and_ends_the_conflict_elsewhere(
    sidelight: Run, torn: Path, tmp_path: Path
) -> None:
    bobs = tmp_path / "bob.sidelight"
    done(sidelight("--by", "Ann", "settle", torn, "--rule", "mine"))
    done(sidelight("--by", "Bob", "merge", bobs, torn))
    assert sidelight("conflicts", bobs, "--json").json == []
    assert source(sidelight, bobs) == ("Kim", "Letter")
    assert sidelight("fingerprint", bobs).out == sidelight("fingerprint", torn).out


def test_joining_brings_together_and_is_refused_for_what_is_not_there(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    first = claim(sidelight, "Ann", project, verdict="verified")
    bobs = copy(sidelight, "Ann", project, tmp_path / "bob.sidelight")
    second = claim(sidelight, "Bob", bobs, "The visit was his first in 24 years", "denied")
    note(sidelight, "Bob", bobs, "seen twice", number=2)
    done(sidelight("--by", "Ann", "merge", project, bobs))
    before = contents(tmp_path)
    for one, other, said in ((1, 1, "to itself"), (1, 9, "no claim 9"), (9, 1, "no claim 9")):
        ran = sidelight("join", project, "--claim", one, "--with", other)
        assert (ran.code, ran.out, said in ran.err) == (1, "", True)
    assert sidelight("join", project, "--claim", 1).code == 2
    assert contents(tmp_path) == before
    done(sidelight("--by", "Ann", "join", project, "--claim", first[:8], "--with", 2))
    (left,) = sidelight("claims", project, "--json").json
    assert left["id"] == first
    assert len(left["places"]) == 2
    assert [n["text"] for n in left["notes"]] == ["seen twice"]
    assert {who: v["verdict"] for who, v in left["verdicts"].items()} == {
        "Ann": "verified",
        "Bob": "denied",
    }
    done(sidelight("--by", "Ann", "undo", project))
    assert [c["id"] for c in sidelight("claims", project, "--json").json] == [first, second]


def test_twins_are_told_by_both_labels(sidelight: Run, project: Path, tmp_path: Path) -> None:
    bobs = copy(sidelight, "Ann", project, tmp_path / "bob.sidelight")
    ids = {claim(sidelight, "Ann", project), claim(sidelight, "Bob", bobs)}
    told = done(sidelight("--by", "Ann", "merge", project, bobs, "--json")).json
    assert [set(group) for group in told["twins"]] == [ids]
    labels = [c["label"] for c in sidelight("claims", project, "--json").json]
    (line,) = sidelight("conflicts", project).out.splitlines()[1:]
    said = "Claims {} mark the same passage; “join” makes them one."
    assert line in {said.format(", ".join(some)) for some in (labels, labels[::-1])}
    # a number that two claims have names neither
    both = sidelight("join", project, "--claim", "1", "--with", "1")
    assert both.code == 1
    unclear = sidelight("verdict", project, "--claim", "1", "--verdict", "denied")
    assert (unclear.code, all(label in unclear.err for label in labels)) == (1, True)


def test_iam_holds_from_then_on_for_that_name(sidelight: Run, project: Path) -> None:
    claim(sidelight, "Ann", project)
    judge(sidelight, "Bob", project, "denied")
    people = {p["name"]: p for p in sidelight("reviewers", project, "--json").json}
    assert all(p.keys() == {"id", "name", "label", "verdicts", "me"} for p in people.values())
    for wrong in ("Nobody", "", people["Bob"]["id"][:8]):
        refused = sidelight("--by", "Robert", "iam", project, wrong)
        assert (refused.code, refused.out) == (1, "")
        assert "Known here: Ann, Bob." in refused.err
    assert sidelight("iam", project).code == 2
    assert done(sidelight("--by", "Robert", "iam", project, people["Bob"]["id"])).out == "Bob\n"
    judge(sidelight, "Robert", project, "verified")
    (one,) = sidelight("claims", project, "--json").json
    assert {who: v["verdict"] for who, v in one["verdicts"].items()} == {"Bob": "verified"}
    told = sidelight("--by", "Robert", "reviewers", project, "--json").json
    assert [p["name"] for p in told if p["me"]] == ["Bob"]
