# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shapes of HTML, each with the blocks that it becomes."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader import structure
from sidelight.reader.structure import leaves_of, parse

Fixture = Callable[..., Any]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>A</h1><p>b</p>", [("title", "A"), ("paragraph", "b")]),
        ("<h2>A</h2><h2>B</h2>", [("heading", "A"), ("heading", "B")]),
        ("<h1>A</h1><h1>B</h1><p>c</p>", [("title", "A"), ("heading", "B"), ("paragraph", "c")]),
        ("<ul><li>a</li><li>b</li></ul>", [("item", "• a"), ("item", "• b")]),
        (
            "<ol start=3><li>a</li><li hidden>b</li><li>c</li></ol>",
            [("item", "3. a"), ("item", "5. c")],
        ),
        ("<ol><li>a</li><!-- x --><li>b</li></ol>", [("item", "1. a"), ("item", "2. b")]),
        ("<ol reversed start=2><li>a</li></ol>", [("item", "2. a")]),
        ("<menu><li>a</li></menu>", [("item", "• a")]),
        ("<blockquote>a<footer>b</footer></blockquote>", [("quote", "a"), ("quote", "b")]),
        ("<pre>a\n  b</pre>", [("code", "a b")]),
        ("<pre><code>a\n\nb</code></pre>", [("code", "a b")]),
        (
            "<table><caption>C</caption><tr><td>a<td>b</table>",
            [("caption", "C"), ("table", "a b")],
        ),
        ("<table><tr><td>a<td>b</table>c", [("table", "a b"), ("paragraph", "c")]),
        (
            "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody></table>",
            [("table", "a b c d")],
        ),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "ab"),
        (
            "<figure><p>a</p><figcaption>b</figcaption></figure>",
            [("paragraph", "a"), ("caption", "b")],
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<details><summary>a</summary><p>b</p></details>", "ab"),
        ("<address>a</address>", "a"),
        ("<p>a<p>b", "ab"),
        ("<p>a<div>b</div>c</p>", "abc"),
        ("a<hr>b", "ab"),
        ("<span>a</span> <span>b</span>", [("paragraph", "a b")]),
        ("<p>a<wbr>b</p>", [("paragraph", "ab")]),
        ("<p>a<!-- no -->b</p>", [("paragraph", "ab")]),
        ("<p>a<?php no ?>b</p>", [("paragraph", "ab")]),
        ("<p><q>a</q> <abbr>b</abbr></p>", [("paragraph", "a b")]),
        ("<p>a<sup>2</sup> and<sub>3</sub></p>", [("paragraph", "a2 and3")]),
        ("<p>a<ruby>漢<rt>kan</rt></ruby></p>", [("paragraph", "a漢kan")]),
        ("<p>a <button>no</button>b</p>", [("paragraph", "a b")]),
        ("<p style='display:none'>no</p><p>a</p>", "a"),
        ("<p style='color:red; Visibility : Hidden'>no</p><p>a</p>", "a"),
        ("<p style='display:none-such'>a</p>", None),
        ("<center><font size=7>a</font></center>", "a"),
        ("<p>a<math><mi>x</mi></math></p>", "a"),
        ("<dialog open>no</dialog><p>a</p>", "a"),
        ("<textarea>no</textarea><p>a</p>", "a"),
        ("<article><section><div><div><p>a</p></div></div></section></article>", "a"),
    ],
)
def test_shapes(
    body: str,
    expected: list[tuple[str, str]] | str | None,
    read: Fixture,
    blocks: Fixture,
    sound: Fixture,
) -> None:
    page = f"<!DOCTYPE html><html><body>{body}<p>The end.</p></body></html>"
    found = read(page, "a.html", whole_page=True)
    sound(found)
    assert blocks(found)[-1][1] == "The end."
    said = [(role, words) for role, words in blocks(found)[:-1]]
    if isinstance(expected, str):
        said, expected = [("paragraph", "".join(w for _, w in said))], [("paragraph", expected)]
    if expected is not None:
        assert said == expected


@pytest.mark.parametrize("span", ["0", "-1", "x", "1.5", "", "999999", "9" * 5000, "²", "٣"])
def test_a_span_that_is_none_does_no_harm(span: str, read: Fixture, sound: Fixture) -> None:
    page = (
        f"<html><body><table><tr><td colspan='{span}' rowspan='{span}'>a<td>b</table></body></html>"
    )
    found = read(page, "a.html", whole_page=True)
    sound(found)
    assert found.layer.text.text == "a\tb"


@pytest.mark.parametrize("start", ["0", "007", "x", "-4", "9" * 5000, "²", ""])
def test_a_start_that_is_none_does_no_harm(start: str, read: Fixture) -> None:
    page = f"<html><body><ol start='{start}'><li>a</li><li>b</li></ol></body></html>"
    first, second = read(page, "a.html", whole_page=True).layer.text.text.split("\n")
    one, two = (int(words.partition(".")[0]) for words in (first, second))
    assert two == one + 1
    assert one in {0, 1, 7}


def test_outlines_have_the_levels_of_their_headings(read: Fixture) -> None:
    body = "".join(f"<h{level}>Head {level}</h{level}><p>words</p>" for level in (1, 2, 3, 4, 5, 6))
    found = read(f"<html><body>{body}</body></html>", "a.html", whole_page=True)
    assert [(h.level, h.title) for h in found.layer.outline] == [
        (level, f"Head {level}") for level in (1, 2, 3, 4, 5, 6)
    ]


def test_a_table_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # Looked through for each of its cells, a table of 2,000 rows took a quarter of a minute.
    looked: list[object] = []
    wanted = structure._is_layout

    def looking(table: object) -> bool:
        looked.append(table)
        return wanted(table)

    monkeypatch.setattr(structure, "_is_layout", looking)
    rows = "".join(f"<tr><td>{n}<td>b<td>c<td>d" for n in range(300))
    page = f"<html><body><table>{rows}</table><table><tr><td>e<td>f</table></body></html>"
    found = leaves_of(parse(page))
    assert len(looked) == 2
    assert [leaf.role for leaf in found] == ["table"] * 1202


def test_a_long_list_is_numbered_to_its_end() -> None:
    items = "".join(f"<li>item {n}" for n in range(20_000))
    tree = parse(f"<html><body><ol>{items}</ol></body></html>")
    last = leaves_of(tree)[-1].innermost("li")
    assert last is not None
    assert last.marker == "20000."


def test_what_is_flattened_loses_what_nobody_sees(read: Fixture) -> None:
    deep = "<div>" * 400 + "<p>words<script>no()</script ><SVG><text>no</text></svg><p>after</p>"
    found = read(f"<html><body>{deep}", "a.html", whole_page=True)
    assert found.layer.text.text.split() == ["words", "after"]


def test_tags_that_never_close_are_not_searched_for_again_and_again(read: Fixture) -> None:
    deep = "<div>" * 400 + "words " + "<script" * 30_000
    assert read(f"<html><body>{deep}", "a.html", whole_page=True).layer.text.text == "words"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE html [<!ENTITY x "y">]>',
        '<?xml version="1.0"?><!DOCTYPE html [\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>',
        '\n<!doctype html PUBLIC "a" "b" [<!ELEMENT p (a)>] >',
    ],
)
def test_a_declaration_leaves_no_words(head: str, read: Fixture) -> None:
    found = read(f"{head}<html><body><p>words</p></body></html>", "a.html", whole_page=True)
    assert found.layer.text.text == "words"
