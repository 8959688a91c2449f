# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of sentences: each is one that can be filled, read and said on one line."""

from __future__ import annotations

import re
import string

import pytest

from sidelight.errors import SENTENCES, SidelightError
from sidelight.language import sentence

ENDS = (".", "?", "}")


def fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _as in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("id_", SENTENCES)
def test_a_sentence_is_filled_by_plain_names(id_: str) -> None:
    template = SENTENCES[id_]
    assert all(name.isidentifier() for name in fields(template))
    assert "\n" not in template
    assert "  " not in template
    assert template == template.strip()
    assert template.endswith(ENDS), template


@pytest.mark.parametrize("id_", SENTENCES)
def test_what_fills_it_stands_in_it_as_it_is(id_: str) -> None:
    values = {name: f"<{name}>" for name in fields(SENTENCES[id_])}
    said = sentence(SidelightError(id_, **values))
    assert all(value in said for value in values.values())
    assert not re.search(r"\{\w+\}", said)


@pytest.mark.parametrize("id_", SENTENCES)
def test_an_id_says_whose_it_is(id_: str) -> None:
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", id_)
