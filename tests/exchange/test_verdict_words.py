# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags that say what holds."""

from __future__ import annotations

import pytest

from sidelight.exchange.verdict_words import judged, verdict_of
from sidelight.language import _, within
from sidelight.model.vocabulary import VERDICTS, WORDS


@pytest.mark.parametrize("language", ["en", "ru", "ko"])
def test_what_our_verdicts_are_called_is_known(language: str) -> None:
    with within(language):
        named = {word: _(WORDS[word]) for word in VERDICTS}
    assert {word: verdict_of(name) for word, name in named.items()} == {v: v for v in VERDICTS}


@pytest.mark.parametrize("tag", ["", "arms", "not true at all", "#", "verified?", "unchecked"])
def test_other_tags_judge_nothing(tag: str) -> None:
    assert verdict_of(tag) == ""


def test_the_first_tag_that_judges_counts() -> None:
    assert judged(["arms", " #False ", "true"]) == ("False", "denied")
    assert judged(["arms"]) == judged([]) == ("", "")
