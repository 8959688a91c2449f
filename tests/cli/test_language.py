# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line in other languages: words for people change, words for programs stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.language import use
from sidelight.session.settings import settings_path

if TYPE_CHECKING:
    from tests.cli.conftest import Run

VERIFIED = {"en": "Verified", "ko": "확인됨", "ru": "Подтверждено"}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("")


@pytest.fixture
def judged(sidelight: Run, project: Path) -> Path:
    sidelight("claim", project, "--doc", 1, "--quote", "land border", "--verdict", "verified")
    return project


@pytest.mark.parametrize("language", VERIFIED)
def test_words_for_people_are_translated(
    sidelight: Run, judged: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert VERIFIED[language] in sidelight("claims", judged).out
    assert VERIFIED[language] in sidelight("history", judged).out


@pytest.mark.parametrize("language", ["ko", "ru"])
@pytest.mark.parametrize("command", ["docs", "claims", "reviewers"])
def test_words_for_programs_stay(
    sidelight: Run, judged: Path, monkeypatch: pytest.MonkeyPatch, language: str, command: str
) -> None:
    before = sidelight(command, judged, "--json").json
    monkeypatch.setenv("LANGUAGE", language)
    after = sidelight(command, judged, "--json").json
    # a place is told as people write it
    assert [one.pop("places", None) is None for one in before] == [
        one.pop("places", None) is None for one in after
    ]
    assert after == before


def test_the_language_of_the_settings_comes_first(
    sidelight: Run, judged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_path()
    text = settings.read_text("utf-8").replace('language = ""', 'language = "ru"')
    settings.write_text(text, "utf-8")
    monkeypatch.setenv("LANGUAGE", "ko")
    assert VERIFIED["ru"] in sidelight("claims", judged).out
    # stored words are asked for, whatever they are called here
    assert len(sidelight("claims", judged, "--verdict", "verified", "--json").json) == 1


def test_a_language_without_a_catalogue_is_english(
    sidelight: Run, judged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "tlh")
    assert VERIFIED["en"] in sidelight("claims", judged).out
    assert (
        "There is no claim 9"
        in sidelight("verdict", judged, "--claim", 9, "--verdict", "denied").err
    )
