# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages: the article, its structure, what the page says of itself, and nothing that runs.

In `pages/`, every element whose words belong to the article carries the attribute data-article.
"""

import base64
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidelight.reader.article import article_leaves
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.page_facts import facts_of
from sidelight.reader.structure import leaves_of, parse
from sidelight.reader.web_page import page_text

Fixture = Callable[..., Any]


PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SQUARE: Any = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 40))
SQUARE.clear_with(90)
PIXEL = "data:image/png;base64," + base64.b64encode(SQUARE.tobytes("png")).decode()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def bare(text: str) -> str:
    return text.replace(" data-article", "")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_found(path: Path) -> None:
    text = page_text(path.read_bytes())
    assert text is not None
    marked = [e for e in parse(text).iter() if e.get("data-article") is not None]
    wanted = words("\n".join(" ".join(element.itertext()) for element in marked))
    tree = parse(bare(text))
    kept = article_leaves(tree, leaves_of(tree), facts_of(tree, bare(text)).title)
    found = words("\n".join(leaf.text for leaf in kept))
    common = (wanted & found).total()
    assert common / wanted.total() >= 0.995
    assert common / found.total() >= 0.92


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_reduced_and_whole(path: Path, read: Fixture, sound: Fixture) -> None:
    data = path.read_bytes().replace(b" data-article", b"")
    reduced, whole = read(data, path.name), read(data, path.name, whole_page=True)
    sound(reduced)
    sound(whole)
    assert reduced.options == {"rendition": "text/html"}
    assert whole.options == {"rendition": "text/html", "whole_page": "yes"}
    assert not words(reduced.layer.text.text) - words(whole.layer.text.text) - words(reduced.title)
    assert len(whole.layer.text) > len(reduced.layer.text)


FACTS = {
    "blog": ("The wagons that were not there", "Ida Penn", "2023-11-05", "Notes from the Depot"),
    "newspaper": (
        "Bridge on map never stood, inquiry told",
        "R. Osei",
        "2024-03-02",
        "The Daily Ledger",
    ),
    "archive_record": ("Letter of the harbour master, 4 June 1950", None, "1950-06-04", None),
    "korean_news": ("강가 세관 협정, 두 개의 날짜", None, "2024-06-20", "강변일보"),
    "russian_news": ("Договор с двумя датами", "Анна Лужина", "2024-02-11", "Речная газета"),
    "explainer": ("The accord in five questions", "Compass desk", "2022-09-30", "Weekly Compass"),
    "press_release": ("Statement on the counting of wagons", None, None, None),
    "transcript": ("Transcript of the hearing of 9 May", None, None, None),
}


@pytest.mark.parametrize("name", FACTS)
def test_what_the_page_says_of_itself(name: str, read: Fixture) -> None:
    path = Path(__file__).parent / "pages" / f"{name}.html"
    found = read(path.read_bytes(), path.name)
    citation = found.citation
    stated = tuple(citation.get(term) for term in ("author", "issued", "container_title"))
    assert (found.title, *stated) == FACTS[name]
    assert found.language == {"korean_news": "ko", "russian_news": "ru"}.get(name, "en")


def test_a_date_in_the_text_is_not_the_date_of_the_page(read: Fixture) -> None:
    page = (
        "<html><head><title>Note on votes, 2016 to 28 March 2024</title></head><body><h1>Note on "
    )
    page += "votes</h1><p>On 28 March 2024 a vote was held, and nobody knows why it was.</p></body></html>"  # noqa: E501
    assert "issued" not in read(page, "a.html").citation


@pytest.mark.parametrize(
    ("head", "term", "value"),
    [
        ('<meta name="author" content="https://river.example/ida">', "author", None),
        (
            '<meta property="article:published_time" content="2024-06-21T14:00:00Z">',
            "issued",
            "2024-06-21",
        ),
        ('<meta name="date" content="2024/06/21">', "issued", "2024-06-21"),
        ('<meta name="date" content="last Friday">', "issued", None),
        (
            '<link rel="canonical" href="https://river.example/a/1">',
            "URL",
            "https://river.example/a/1",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', "URL", None),
        (
            '<script type="application/ld+json">{"datePublished": "1999-01-02"</script>',
            "issued",
            "1999-01-02",
        ),
        ('<script type="application/ld+json">{{{not json</script>', "issued", None),
    ],
)
def test_facts_of_the_head(head: str, term: str, value: str | None, read: Fixture) -> None:
    page = (
        f"<html><head><title>A</title>{head}</head><body><p>Some words to read.</p></body></html>"
    )
    assert read(page, "a.html").citation.get(term) == value


STRUCTURED = f"""<html lang="en-GB"><head><title>On bridges</title></head><body>
<h1>On bridges</h1><p>One<br>two <b>bold <i>both</i></b> H<sub>2</sub>O.</p>
<figure><img src="{PIXEL}" alt="x"><figcaption>A bridge.</figcaption></figure>
<ul><li>first<ul><li>inner</li></ul></li><li><p>para</p><p>more</p></li></ul>
<ol start="7"><li>seven</li><li>eight</li></ol>
<blockquote><p>Quoted.</p></blockquote>
<table><caption>Counts</caption><tr><th>Year</th><th colspan="2">N</th></tr><tr><td>1951</td><td>1</td><td>2</td></tr></table>
<pre>two  blanks
  kept</pre><dl><dt>Term</dt><dd>Meaning</dd></dl>
<div>loose text <span>in a frame</span></div><h4>Deeper</h4><p>The end of it.</p></body></html>"""  # noqa: E501


def test_structure_is_kept(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(STRUCTURED, "a.html", whole_page=True)
    sound(found)
    assert found.language == "en-GB"
    assert blocks(found) == [
        ("title", "On bridges"),
        ("paragraph", "One two bold both H2O."),
        ("caption", "A bridge."),
        ("item", "• first"),
        ("item", "• inner"),
        ("item", "• para"),
        ("item", "more"),
        ("item", "7. seven"),
        ("item", "8. eight"),
        ("quote", "Quoted."),
        ("caption", "Counts"),
        ("table", "Year N 1951 1 2"),
        ("code", "two blanks kept"),
        ("paragraph", "Term"),
        ("paragraph", "Meaning"),
        ("paragraph", "loose text in a frame"),
        ("heading", "Deeper"),
        ("paragraph", "The end of it."),
    ]
    assert "two  blanks\n  kept" in found.layer.text.text
    assert found.rendition.count(b"<img") == 1
    assert b'colspan="2"' in found.rendition


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>steal()</script>",
        "<style>@import url(https://evil.example/a.css); p { background: url(file:///etc/passwd) }</style>",  # noqa: E501
        '<p onclick="steal()" style="background:url(https://evil.example/b.png)">',
        '<iframe src="https://evil.example/"></iframe><object data="file:///etc/passwd"></object>',
        '<img src="https://evil.example/c.png"><img src="file:///etc/passwd"><img src="//evil.example/d">',  # noqa: E501
        '<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="><img src="data:text/html,evil.example">',  # noqa: E501
        '<a href="javascript:steal()">words</a><base href="https://evil.example/">',
        '<link rel="stylesheet" href="https://evil.example/e.css"><meta http-equiv="refresh" content="0">',  # noqa: E501
        '<svg><script>steal()</script><image href="file:///etc/passwd"/></svg>',
        '<form action="https://evil.example/"><input value="steal()"></form>',
        '<p hidden>steal() hidden</p><div style="display: none">steal() too</div>',
        "<noscript><img src='https://evil.example/f'></noscript><template>steal()</template>",
        '"><img src=x onerror=steal()><!-- evil.example -->',
    ],
)
def test_nothing_that_runs_or_fetches_gets_through(
    hostile: str, read: Fixture, sound: Fixture
) -> None:
    page = f"<html><head><title>A page</title></head><body><p>Some words.</p>{hostile}<p>More.</p></body></html>"  # noqa: E501
    found = read(page, "a.html", whole_page=True)
    sound(found)
    drawn = found.rendition.decode()
    for sign in (
        "steal",
        "evil.example",
        "passwd",
        "<script",
        "javascript:",
        "onerror",
        "http",
        "url(",
    ):
        assert sign not in drawn
    assert "Some words." in found.layer.text.text
    assert "[image]" not in found.layer.text.text


def test_a_broken_embedded_image_leaves_no_words(read: Fixture, sound: Fixture) -> None:
    page = '<html><body><p>Before.</p><img src="data:image/png;base64,AAAA"><p>After it.</p></body></html>'  # noqa: E501
    found = read(page, "a.html", whole_page=True)
    sound(found)
    assert b"<img" not in found.rendition


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 5000 + "deep" + "</div>" * 5000,
        "<html><body>" + "<b>" * 3000 + "words" + "</body></html>",
        "<html><body><table>" + "<tr><td>" * 800 + "words",
        "<html><p>un<b>closed <i>every</b>where</i><table><p>x<td>y",
        "<html><body>\x01<p>words of some length, and \x0b others</p>" + "words " * 40,
        "<html><body><ol start='99999999999999'><li>x</li></ol><td colspan='-5'>words</td>",
        "<!DOCTYPE html><html><body>&#0;&#xD800;&#x10FFFF;&#xFFFF; words</body></html>",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b; words</p></html>',
    ],
)
def test_broken_pages_are_read_all_the_same(page: str, read: Fixture, sound: Fixture) -> None:
    found = read(page, "a.html", whole_page=True)
    sound(found)
    assert re.search("deep|words|where", found.layer.text.text)


def test_old_encodings_are_believed(read: Fixture) -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><title>Мост</title>'  # noqa: E501
    page += "</head><body><p>Мост.</p></body></html>"
    assert read(page.encode("koi8-r"), "a.html").title == "Мост"
