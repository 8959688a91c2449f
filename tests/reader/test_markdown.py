# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown keeps its structure, and its HTML stays text."""

from collections.abc import Callable
from typing import Any

Fixture = Callable[..., Any]


NOTE = """This is a paraphrase.

# Note on a letter

- From: the harbour master
- To: the minister
  1. by post
  2. by hand

> Nobody has seen
> the paper.

## What it *says*

Some **bold** words, `code` and a [link](https://river.example "title").

| Year | Wagons |
|------|-------:|
| 1951 | 1,204  |
| 1952 | 1,377  |

```
two  blanks
```

3. third
4. fourth

![a picture](https://river.example/p.png) and <b onclick="x()">tags</b>
<script>alert(1)</script>
"""


def test_structure(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(NOTE, "note.md")
    sound(found)
    assert found.title == "Note on a letter"
    assert found.media_type == "text/markdown"
    assert blocks(found)[:12] == [
        ("paragraph", "This is a paraphrase."),
        ("title", "Note on a letter"),
        ("item", "• From: the harbour master"),
        ("item", "• To: the minister"),
        ("item", "1. by post"),
        ("item", "2. by hand"),
        ("quote", "Nobody has seen the paper."),
        ("heading", "What it says"),
        ("paragraph", "Some bold words, code and a link."),
        ("table", "Year Wagons 1951 1,204 1952 1,377"),
        ("code", "two blanks"),
        ("item", "3. third"),
    ]


def test_cells_and_rows_stand_apart(read: Fixture) -> None:
    text = read(NOTE, "note.md").layer.text.text
    assert "Year\tWagons\n1951\t1,204\n1952\t1,377" in text
    assert "two  blanks" in text


def test_html_in_it_is_shown_not_run(read: Fixture) -> None:
    found = read(NOTE, "note.md")
    assert '<b onclick="x()">tags</b>' in found.layer.text.text
    assert "<script>alert(1)</script>" in found.layer.text.text
    assert b"<script" not in found.rendition
    assert b"river.example" not in found.rendition


def test_outline(read: Fixture) -> None:
    outline = read(NOTE, "note.md").layer.outline
    assert [(h.level, h.title) for h in outline] == [(1, "Note on a letter"), (2, "What it says")]


def test_without_a_heading_the_first_line_or_the_file_names_it(read: Fixture) -> None:
    assert read("A plain headline\n\nWords.\n", "a.md").title == "A plain headline"
    assert read("Only a sentence.\n", "the name.md").title == "the name"
