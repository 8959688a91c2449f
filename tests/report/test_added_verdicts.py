# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verdicts that a project adds, in every output, whatever a stranger's file says of them."""

from __future__ import annotations

import re

from sidelight.report import html, markdown, table
from tests.report.project_builder import Builder, layer_of, without_script

HOSTILE = "</style><script>alert(1)</script>{{ 7*7 }}"


def reported(**fields: str) -> Builder:
    builder = Builder()
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("One claim stands here."), kind="article", title="A")
    word = fields.pop("word", "half-true")
    for name, value in fields.items():
        builder.commit(ann, ("vocabulary", word, name, value))
    builder.judge(ann, builder.claim(ann, "One claim"), word, "Because.")
    return builder


def test_it_has_its_name_its_looks_and_its_meaning() -> None:
    builder = reported(name="Half true", colour="#0f766e", line="wavy", sign="◆")
    report = builder.report()
    assert report.counts["half-true"] == 1
    page = html.write(report).decode()
    assert ".v-added-1 { --ink: #0d645e; --fill: #bcd9d6" in page
    assert page.count('class="v-added-1 d0"') == 1
    assert "A verdict that this project adds." in page
    plain = markdown.write(report).decode()
    assert "◆ Half true 1" in plain
    assert "**◆ Half true**: A verdict that this project adds." in plain
    assert "half-true" in table.write(report).decode("utf-8-sig")


def test_a_strangers_words_stay_words() -> None:
    for word in ("half-true", HOSTILE):
        builder = reported(word=word, name=HOSTILE, sign="*", line="solid", colour="#000000")
        page = without_script(html.write(builder.report()))
        style = page[page.index("<style>") : page.index("</style>")]
        assert "script" not in style
        assert HOSTILE not in style
        assert "<script" not in page
        plain = markdown.write(builder.report()).decode()
        assert "\\* " in plain
        assert not re.search(r"(?<!\\)\* \\<", plain)


def test_one_that_the_project_does_not_know_any_more_shows_by_its_word() -> None:
    builder = reported(word="half-true")
    page = html.write(builder.report()).decode()
    assert 'class="v-unchecked d0"' in page
    assert "half-true" in page
    assert "half-true" in markdown.write(builder.report()).decode()
