# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the commands of exchange say in Russian and Korean holds no word that was not translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.language import use
from sidelight.session.session import Session
from tests.cli.desks import BORDER, DEBT, claim, copy, judge, link, note

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Run

OURS = {
    "Ann",
    "Bob",
    "Zoe",
    "Nobody",
    "Kim",
    "Stalin",
    "Sidelight",
    "sidelight",
    "PROJECT",
    "JSON",
    "SHA",
}
OURS |= {"merge", "check", "recover", "claims", "docs", "backups", "join", "yes"}
NAMED: tuple[str, ...] = (
    "The pact, explained",
    "Note on a letter of 1950",
    "The pact",
    BORDER,
    DEBT,
)
NAMED += ("article.txt", "It is kept in a Moscow archive", "Ask the Ministry.")
LETTERS = {"ru": re.compile("[а-яё]", re.IGNORECASE), "ko": re.compile("[가-힣]")}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("")


@pytest.fixture
def bobs(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    """Bob's copy: a verdict, evidence, a note, a claim of his own, and a title in conflict."""
    claim(sidelight, "Ann", project)
    path = copy(sidelight, "Ann", project, tmp_path / "bob.sidelight")
    for by, place, author in (("Ann", project, "Kim"), ("Bob", path, "Stalin")):
        with Session.open(place, by=by) as session:
            session.cite(session.project.documents("source")[0], {"author": author})
    judge(sidelight, "Bob", path, "denied")
    link(sidelight, "Bob", path)
    note(sidelight, "Bob", path, "Ask the Ministry.")
    for by, place in (("Ann", project), ("Bob", path)):
        claim(sidelight, by, place, DEBT)
    return path


def foreign(said: str) -> set[str]:
    """The English words of an output, without names, paths, options and what was written."""
    for words in NAMED:
        said = said.replace(words, " ")
    said = re.sub(r"\S*/\S+|--[a-z-]+|\b[\w.-]+\.sidelight\S*|\b[0-9a-f]{12,}\b", " ", said)
    return {word for word in re.findall("[A-Za-z]{3,}", said) if word not in OURS}


def commands(project: Path, bobs: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    """Commands in an order in which each has something to say."""
    light = tmp_path / "light.sidelight"
    return [
        ("diff", project, bobs),
        ("merge", project),
        ("merge", project, project),
        ("merge", project, "--back"),
        ("merge", project, bobs),
        ("conflicts", project),
        ("settle", project, 9, "--take", 1),
        ("settle", project, 1, "--take", 9),
        ("settle", project, "--take", 1),
        ("backups", project),
        ("backups", project, "--now"),
        ("restore", project, 99, light),
        ("copy", project, light, "--claims", ","),
        ("copy", project, light, "--blind-for", "Zoe"),
        ("copy", project, project),
        ("copy", project, light, "--without-sources"),
        ("check", light),
        ("docs", light),
        ("text", light, 2),
        ("attach", light, 2, tmp_path / "article.txt"),
        ("settle", project, "--rule", "mine"),
        ("erase", project, "--doc", 2),
        ("erase", project, "--doc", 2, "--yes"),
        ("check", project),
        ("recover", project, tmp_path / "out.sidelight"),
        ("recover", tmp_path / "letter.txt", tmp_path / "none.sidelight"),
        ("diff", bobs, project),
        ("history", project),
        ("iam", project, "Nobody"),
        ("join", project, "--claim", 2, "--with", 2),
    ]


@pytest.mark.parametrize("language", ["ru", "ko"])
def test_no_word_is_left_in_english(
    sidelight: Run,
    project: Path,
    bobs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    for words in commands(project, bobs, tmp_path):
        ran: Ran = sidelight("--by", "Ann", *words)
        said = ran.out + ran.err
        assert LETTERS[language].search(said) or words[0] == "copy", (words, said)
        assert foreign(said) == set(), (words, said)


@pytest.mark.parametrize("language", ["ru", "ko"])
def test_json_of_exchange_is_the_same_in_every_language(
    sidelight: Run,
    project: Path,
    bobs: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    def told() -> list[object]:
        seen = sidelight("--by", "Ann", "merge", project, bobs, "--dry-run", "--json").json
        words = [difference.pop("words") for difference in seen["differences"]]
        assert all(words)
        history = sidelight("history", bobs, "--json").json
        return [seen, [(line["label"], line["time"]) for line in history]]

    before = told()
    monkeypatch.setenv("LANGUAGE", language)
    assert told() == before
