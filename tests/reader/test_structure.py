# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an HTML tree to leaves, and from leaves to what is drawn."""

import itertools

import pytest

from sidelight.reader.leaves import Container, Leaf, gap, mark_items
from sidelight.reader.rendition import rendition
from sidelight.reader.structure import leaves_of, parse


def leaves(body: str) -> list[Leaf]:
    return leaves_of(parse(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one  two\n\tthree</p>", ["one two three"]),
        ("<p> one <b> two </b> three </p>", ["one two three"]),
        ("<p>one<b> two</b>three</p>", ["one twothree"]),
        ("loose<p>in</p>tail", ["loose", "in", "tail"]),
        ("<div>a<div>b<div>c</div>d</div>e</div>", ["a", "b", "c", "d", "e"]),
        ("one<br>two<br><br>three", ["one\ntwo", "three"]),
        ("<p>one<br></p><p><br>two</p>", ["one", "two"]),
        ("<p>a\u00a0b \u00a0 c</p>", ["a\u00a0b \u00a0 c"]),
        ("<p>   </p><p></p><div> <span> </span></div>", []),
        ("<a href='#'><h2>Head</h2><p>Text</p></a>", ["Head", "Text"]),
        ("<p>soft\u00adhyphen and zero\u200bwidth</p>", ["soft\u00adhyphen and zero\u200bwidth"]),
        ("<button>Go</button><select><option>x</select><textarea>y</textarea>left", ["left"]),
        ("<table role='presentation'><tr><td>a<td>b</table>", ["a", "b"]),
        ("<table><tr><td><table><tr><td>in<td>side</table><td>out</table>", ["in", "side", "out"]),
        ("<custom-element>own <other-one>words</other-one></custom-element>", ["own words"]),
        ("<p>&lt;script&gt; &amp;amp; &#x1F600;</p>", ["<script> &amp; 😀"]),
    ],
)
def test_words_and_blanks(body: str, expected: list[str]) -> None:
    assert [leaf.text for leaf in leaves(body)] == expected


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        ("<h1>a</h1><h3>b</h3><p>c</p>", ["heading", "heading", "paragraph"]),
        ("<ul><li>a<li>b</ul>", ["item", "item"]),
        ("<blockquote>a<p>b</p></blockquote>", ["quote", "quote"]),
        ("<table><tr><th>a<td>b</table>", ["table", "table"]),
        ("<figure><figcaption>a</figcaption></figure>", ["caption"]),
        (
            "<p class='wp-caption-text'>a</p><div class='photo-caption'>b</div>",
            ["caption", "caption"],
        ),
        ("<p class='captions-are-fun'>a</p>", ["paragraph"]),
        ("<pre>a</pre>", ["code"]),
        ("<dl><dt>a<dd>b</dl>", ["paragraph", "paragraph"]),
        ("<ul><li><h3>a</h3><blockquote>b</blockquote></ul>", ["heading", "item"]),
        ("<table><tr><td><h2>a</h2><td>b</table>", ["heading", "paragraph"]),
    ],
)
def test_roles(body: str, roles: list[str]) -> None:
    assert [leaf.role for leaf in leaves(body)] == roles


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<ul><li>a<li>b</ul>", ["• a", "• b"]),
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=9><li>a<li>b</ol>", ["9. a", "10. b"]),
        ("<ol start=-3><li>a</ol>", ["1. a"]),
        ("<ul><li><p>a</p><p>b</p></ul>", ["• a", "b"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1. a", "• b", "2. c"]),
        ("<li>a", ["• a"]),
    ],
)
def test_markers_are_text(body: str, texts: list[str]) -> None:
    found = leaves(body)
    mark_items(found)
    assert [leaf.text for leaf in found] == texts


@pytest.mark.parametrize(
    ("body", "gaps"),
    [
        ("<p>a</p><p>b</p>", ["\n\n"]),
        ("<ul><li>a<li>b</ul><p>c</p>", ["\n", "\n\n"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table><p>e", ["\t", "\n", "\t", "\n\n"]),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", ["\n", "\t"]),
        ("<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>", ["\t", "\n\n", "\t"]),
    ],
)
def test_what_stands_between(body: str, gaps: list[str]) -> None:
    found = leaves(body)
    assert [gap(a, b) for a, b in itertools.pairwise(found)] == gaps


def test_links_are_weighed() -> None:
    one, other = leaves("<p><a href='#'>all of it</a></p><p>only <a href='#'>half</a></p>")
    assert one.linked == 1.0
    assert 0.3 < other.linked < 0.5


def test_siblings_share_a_home() -> None:
    one, two, other = leaves("<div><p>a</p><p>b</p></div><div><p>c</p></div>")
    assert one.home == two.home != other.home


def test_plain_frames_are_siblings_too() -> None:
    one, two = leaves("<div><div>a <b>c</b></div><div>b</div></div>")
    assert one.home == two.home


def test_a_page_nested_without_end_keeps_its_words() -> None:
    page = "<html><body>" + "".join(f"<font><div>line {n}" for n in range(400))
    texts = [leaf.text for leaf in leaves_of(parse(page))]
    assert texts == [f"line {n}" for n in range(400)]


def drawn(*found: Leaf, title: str = "A", language: str = "") -> str:
    return rendition(list(found), title, language).decode()


def test_everything_is_escaped() -> None:
    leaf = Leaf("p", runs=[(("b",), '<img src="x"> & </p>')])
    html = drawn(leaf, title="</title><script>", language='"><script>')
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html


def test_containers_open_and_close_in_pairs() -> None:
    found = leaves("<ul><li>a<ul><li>b</ul><li>c</ul><table><tr><th colspan=2>d<td>e</table><p>f")
    html = drawn(*found)
    for tag in ("ul", "li", "table", "tr", "td", "th", "p"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>")
    assert html.count("<ul>") == 2
    assert 'colspan="2"' in html


def test_arabic_paragraphs_run_from_the_right() -> None:
    html = drawn(Leaf("p", runs=[((), "123 العربية")]), Leaf("p", runs=[((), "English عربي")]))
    assert html.count('dir="rtl"') == 1


def test_roles_by_containers() -> None:
    item, quote = Container("li", 1, "•"), Container("blockquote", 2)
    assert Leaf("p", (item,)).role == "item"
    assert Leaf("p", (quote,)).role == "quote"
    assert Leaf("h2", (quote,)).role == "heading"
    assert Leaf("h2", title=True).role == "title"
    assert (Leaf("h2").level, Leaf("p").level, Leaf("caption").level) == (2, 0, 0)
