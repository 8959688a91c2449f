# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three reviewers at three computers mail each other change sets, and end with one state."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import DEBT, claim, contents, copy, done, go_home, judge, link, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PEOPLE = ("Ann", "Bob", "Cy")
At = Callable[[str], Path]


@pytest.fixture
def at(
    sidelight: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> At:
    """Three desks with a home and a copy each; calling sits down at one and returns the copy."""
    claim(sidelight, "Ann", project)
    homes = {"Ann": home, **{name: tmp_path / f"home of {name}" for name in PEOPLE[1:]}}
    paths = {"Ann": project}
    for name in PEOPLE[1:]:
        paths[name] = copy(sidelight, "Ann", project, tmp_path / f"{name}.sidelight")

    def sit(name: str) -> Path:
        go_home(homes[name], monkeypatch)
        return paths[name]

    return sit


def work(sidelight: Run, at: At) -> None:
    """Everybody does something, without sight of the others."""
    judge(sidelight, "Ann", at("Ann"), "verified")
    link(sidelight, "Ann", at("Ann"))
    judge(sidelight, "Bob", at("Bob"), "denied")
    note(sidelight, "Bob", at("Bob"), "Ask the Ministry.")
    claim(sidelight, "Cy", at("Cy"), DEBT, "disputed")


def mailed(sidelight: Run, at: At, name: str, round_: int = 1) -> Path:
    path = at(name)
    return copy(sidelight, name, path, path.with_name(f"{name}-{round_}"), "--mine")


def state(sidelight: Run, path: Path) -> tuple[str, object]:
    return sidelight("fingerprint", path).out, sidelight("claims", path, "--json").json


def test_whatever_order_they_come_in_all_end_alike(sidelight: Run, at: At) -> None:
    work(sidelight, at)
    sets = {name: mailed(sidelight, at, name) for name in PEOPLE}
    base = at("Ann").with_name("base.sidelight")
    prints = set()
    for order in list(permutations(PEOPLE))[::2]:
        base.unlink(missing_ok=True)
        copy(sidelight, "Ann", at("Ann"), base, "--claims", "1")
        for name in order:
            done(sidelight("--by", "Ann", "merge", base, sets[name]))
        prints.add(state(sidelight, base)[0])
    assert len(prints) == 1
    for name, path in ((name, at(name)) for name in PEOPLE):
        at(name)
        done(sidelight("--by", name, "merge", path, *(sets[n] for n in PEOPLE if n != name)))
        prints.add(state(sidelight, path)[0])
    assert len(prints) == 1


def test_answers_go_both_ways_until_all_have_all(sidelight: Run, at: At) -> None:
    work(sidelight, at)
    # Bob's reaches Ann, who answers; Cy hears of both from Ann's whole file
    to_ann = mailed(sidelight, at, "Bob")
    done(sidelight("--by", "Ann", "merge", at("Ann"), to_ann))
    judge(sidelight, "Ann", at("Ann"), "disputed")
    ann = at("Ann")
    done(sidelight("--by", "Cy", "merge", at("Cy"), ann))
    note(sidelight, "Cy", at("Cy"), "Agreed by telephone.")
    to_both = mailed(sidelight, at, "Cy")
    for name in ("Ann", "Bob"):
        done(sidelight("--by", name, "merge", at(name), to_both))
    from_ann = mailed(sidelight, at, "Ann", 2)
    done(sidelight("--by", "Bob", "merge", at("Bob"), from_ann))
    states = [state(sidelight, at(name)) for name in PEOPLE]
    assert states[0] == states[1] == states[2]
    (first, second) = sidelight("claims", at("Cy"), "--json").json
    assert {who: v["verdict"] for who, v in first["verdicts"].items()} == {
        "Ann": "disputed",
        "Bob": "denied",
    }
    assert [(n["text"], n["by"]) for n in first["notes"]] == [
        ("Ask the Ministry.", "Bob"),
        ("Agreed by telephone.", "Cy"),
    ]
    assert list(second["verdicts"]) == ["Cy"]
    for name in PEOPLE:
        assert done(sidelight("check", at(name))).out.startswith("Whole:")
        (mine,) = [
            p["name"]
            for p in sidelight("--by", name, "reviewers", at(name), "--json").json
            if p["me"]
        ]
        assert mine == name


def test_an_answer_that_comes_before_its_question_waits(sidelight: Run, at: At) -> None:
    second = claim(sidelight, "Cy", at("Cy"), DEBT)
    first_mail = mailed(sidelight, at, "Cy")
    done(sidelight("--by", "Bob", "merge", at("Bob"), first_mail))
    judge(sidelight, "Bob", at("Bob"), "denied", number=2)
    answer = mailed(sidelight, at, "Bob")
    ann = at("Ann")
    done(sidelight("--by", "Ann", "merge", ann, answer))
    assert second not in [c["id"] for c in sidelight("claims", ann, "--json").json]
    assert "an earlier change was left out" in done(sidelight("check", ann)).out
    done(sidelight("--by", "Ann", "merge", ann, first_mail))
    (_one, late) = sidelight("claims", ann, "--json").json
    assert (late["id"], late["verdicts"]["Bob"]["verdict"]) == (second, "denied")
    assert done(sidelight("check", ann)).out.startswith("Whole:")


def test_a_change_set_that_was_cut_or_changed_is_refused(
    sidelight: Run, at: At, tmp_path: Path
) -> None:
    judge(sidelight, "Bob", at("Bob"), "denied")
    sound = mailed(sidelight, at, "Bob")
    whole = sound.read_bytes()
    ann = at("Ann")
    before = ann.read_bytes()
    for at_, cut in enumerate((whole[:-1], whole[: len(whole) // 2], whole[:30], b"", whole[1:])):
        broken = tmp_path / f"{at_}.sidelight-changes"
        broken.write_bytes(cut)
        ran = sidelight("--by", "Ann", "merge", ann, broken)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert ann.read_bytes() == before
    assert sound.name in contents(tmp_path)
