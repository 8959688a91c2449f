# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing that was written is lost, and nothing is added: the ink of the layer is the ink of the
document.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sidelight.reader.extraction import Extraction
from sidelight.reader.markdown import read_markdown
from sidelight.reader.parcel import pack, unpack
from sidelight.reader.plain_text import read_text
from sidelight.reader.reading import Request
from sidelight.reader.web_page import read_web_page
from sidelight.text.ink import ink_of

Fixture = Callable[..., Any]
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])
WORDS = st.text("abcdeЖжшы한국다리ßéאבع12.,;:!?«»“”—–-*_#>|`[]()&<=+ \t", max_size=40)


def quietly(_fraction: float, _word: str) -> None:
    pass


def as_text(text: str) -> Extraction:
    return read_text(Request(text.encode(), "a.txt"), quietly)


def as_markdown(text: str) -> Extraction:
    return read_markdown(Request(text.encode(), "a.md"), quietly)


def as_page(body: str) -> Extraction:
    page = f"<!DOCTYPE html><html><body>{body}</body></html>"
    return read_web_page(Request(page.encode(), "a.html", whole_page=True), quietly)


@settings(max_examples=80)
@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"]))
def test_plain_text(lines: list[str], end: str) -> None:
    text = end.join(lines)
    assume(ink_of(text))
    found = as_text(text)
    assert found.layer.text.ink == ink_of(text)
    assert unpack(pack(found)).layer.to_bytes() == found.layer.to_bytes()


@settings(max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=200))
def test_plain_text_in_any_script(text: str) -> None:
    assume(ink_of(text))
    found = as_text(text)
    assert found.layer.text.ink == ink_of(text)
    assert found.pages[-1].end == len(ink_of(text))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "# ", "### ", "> "]),
            st.text("abcdeЖжшы한국다리ßé12.,;:!?«»“” ", min_size=1, max_size=40),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_markdown_whose_signs_are_known(parts: list[tuple[str, str]]) -> None:
    # A number and a stop would begin a list; four blanks would begin code.
    said = [f"w{' '.join(words.split())}" for _, words in parts]
    text = "\n\n".join(sign + words for (sign, _), words in zip(parts, said, strict=True))
    found = as_markdown(text)
    assert found.layer.text.ink == "".join(map(ink_of, said))
    roles = [block.role for block in found.layer.blocks]
    heads = sum(role in {"heading", "title"} for role in roles)
    assert heads >= sum("#" in sign for sign, _ in parts)
    # The headline may be a quotation.
    assert sum(">" in sign for sign, _ in parts) - roles.count("quote") in {0, 1}


def said_by(text: str) -> str:
    """What is left of Markdown as its parser renders it, tags apart: the reader's own oracle."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    drawn = re.sub(r"<img[^>]*>", "", parser.render(text))
    bare = re.sub(r"<[^>]*>", "", drawn)
    for name, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        bare = bare.replace(name, character)
    return ink_of(bare)


def without_markers(found: Extraction) -> str:
    """The layer's ink without the markers that list items were given."""
    text, parts, items = found.layer.text, [], re.compile(r"(?:•|\d+\.) ")
    for block in found.layer.blocks:
        words = text.slice(block.start, block.end)
        parts.append(items.sub("", words, count=1) if block.role == "item" else words)
    return ink_of("".join(parts))


@settings(max_examples=80)
@given(st.lists(st.text("ab1.é한*_#`[]()&<>! ~=\\", max_size=30), min_size=1, max_size=6))
def test_markdown_of_any_signs(lines: list[str]) -> None:
    text = "\n".join(lines)
    wanted = said_by(text)
    assume(wanted)
    assert sorted(without_markers(as_markdown(text))) == sorted(wanted)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h2", "blockquote", "div", "section", "pre"]), WORDS),
        min_size=1,
        max_size=6,
    )
)
def test_web_pages(parts: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{escape(words)}</{tag}>" for tag, words in parts)
    wanted = ink_of("".join(words for _, words in parts))
    assume(wanted)
    assert as_page(body).layer.text.ink == wanted


@pytest.mark.parametrize("depth", [5, 19, 25, 40, 70, 400, 20_000])
def test_quotes_nested_in_quotes_keep_their_words(depth: int) -> None:
    found = as_markdown("> " * depth + "words that must not be lost\n\nand after\n")
    assert ink_of("words that must not be lost") in found.layer.text.ink
    assert found.layer.text.ink.endswith("andafter")


@pytest.mark.parametrize("depth", [5, 25, 90])
def test_lists_nested_in_lists_keep_their_words(depth: int) -> None:
    found = as_markdown("".join(f"{'  ' * n}- item{n}x\n" for n in range(depth)))
    for n in range(depth):
        assert f"item{n}x" in found.layer.text.ink


@pytest.mark.parametrize(
    "text",
    [
        "&nbsp;&amp;lt; stays & is read once",
        "\\*not bold\\* and \\# no heading",
        "a\\\nb",
        "```\n# no heading\n<b>\n```",
        "    indented code\n    and more",
        "https://river.example/a_b_c is an address",
        "1986\\. A year of floods.",
        "Привет\n======\n\nи ещё\n---\n",
    ],
)
def test_markdown_says_what_its_parser_says(text: str) -> None:
    assert without_markers(as_markdown(text)) == said_by(text).replace("\u00a0", "")


def test_an_image_s_words_are_not_the_document_s(read: Fixture) -> None:
    found = read("# A\n\nBefore ![the alternative](https://river.example/p.png) after.\n", "a.md")
    assert found.layer.text.ink == "ABeforeafter."


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "koi8-r"])
def test_the_encoding_leaves_no_trace(mark: str) -> None:
    text = "О дате\n\nИсторики давно спорят о дате, потому что в письмах указаны разные годы.\n"
    found = read_text(Request(text.encode(mark), "a.txt"), quietly)
    assert found.layer.text.ink == ink_of(text)
    assert found.title == "О дате"
