# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Markdown report, rendered: footnotes are in their places, and no text became markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sidelight.report import escaping, markdown
from sidelight.text.ink import ink_of
from tests.report.conftest import HOSTILE, Pact
from tests.report.project_builder import Builder

RENDERER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
OUR_TAGS = {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "em", "code", "br"}


def written(pact: Pact) -> str:
    return markdown.write(pact.report()).decode("utf-8")


def rendered(report: bytes) -> str:
    """Render a report; its footnotes, which CommonMark lacks, as paragraphs and lists."""
    text = re.sub(r"^(\[\^\w+\]:|    )", "", report.decode("utf-8"), flags=re.MULTILINE)
    return str(RENDERER.render(text))


def tags(html: str) -> set[str]:
    return {match.lower() for match in re.findall(r"<([A-Za-z!?][^\s>/]*)", html)}


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def test_each_claim_has_one_footnote_and_its_mark_in_the_article(pact: Pact) -> None:
    text = written(pact)
    article, _, rest = text.partition("## Open items")
    labels = [str(n) for n in range(1, 12)]
    assert re.findall(r"\[\^(\w+)\](?!:)", article) == labels
    assert re.findall(r"^\[\^(\w+)\]:", rest, re.MULTILINE) == labels


def test_the_article_stands_with_its_marks(pact: Pact) -> None:
    text = written(pact)
    assert (
        "signed on Wednesday 19 June 2024 in Pyongyang ✓[^1], at the end of a two-day visit ?[^2], "
        "the Russian president’s first in 24 years ✓[^3]. Experts" in text
    )
    assert "\n#### A letter from 1950\n" in text
    assert "11 bn ✓[^8].\n- Kim Jong-il visited in 2001, 2002 and 2010 ✗[^9]." in text


def test_a_footnote_says_all_of_its_claim(pact: Pact) -> None:
    note = written(pact).split("\n[^10]: ")[1].split("\n[^11]: ")[0]
    assert "✗ **Denied by the DPRK’s ministry** (Ann Reed, 2024-07-01): Three denials" in note
    assert "✗ contradicts: “it has never exported arms” (\\[5\\] Statements on arms, p. i)" in note
    assert "✓ supports: “over 20,000 containers since September 2023”" in note


def test_lines_of_a_reason_stay_in_their_footnote(pact: Pact) -> None:
    note = written(pact).split("\n[^2]: ")[1].split("\n[^3]: ")[0]
    assert "the 18th and 19th.\\\n      The plane landed" in note


def test_sources_have_citation_link_and_hash(pact: Pact) -> None:
    html = rendered(markdown.write(pact.report()))
    assert "Kim Il-sung, letter to J. Stalin, 31 August 1950, APRF, f. 45, op. 1" in html
    assert re.search(r'<a href="https://kremlin\.example/events/[^"]+lang=ru">', html)
    assert all(f"<code>{source.sha256}</code>" in html for source in pact.report().sources)


def test_hidden_ranges_are_said(pact: Pact) -> None:
    pact.builder.hide(pact.ann, [(0, 5)])
    assert "*1 passage of the page around the article is hidden" in written(pact)


def test_nothing_of_a_hostile_project_becomes_markup(hostile: Builder) -> None:
    html = rendered(markdown.write(hostile.report()))
    assert tags(html) <= OUR_TAGS
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_hostile_text_makes_no_footnote_of_its_own(hostile: Builder) -> None:
    text = markdown.write(hostile.report()).decode("utf-8")
    assert len(re.findall(r"^\[\^\w+\]:", text, re.MULTILINE)) == len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_reads_as_it_stands(text: str) -> None:
    clean = " ".join(text.replace("\x00", "").split())
    html = RENDERER.render(escaping.line(clean))
    assert tags(html) == {"p"}
    assert words_of(html) == clean


MARKUP = st.text(st.sampled_from(list("ab 1.)#*_`~[]()<>!&;|\\:=-+^$\n\t\"'/@%가")), max_size=40)


@given(MARKUP)
def test_any_text_reads_as_it_stands(text: str) -> None:
    html = RENDERER.render(f"{escaping.line(text)}\n\nend")
    assert tags(html) <= {"p"}
    assert words_of(html.replace("<p>end</p>", "")) == " ".join(text.split())


@given(MARKUP)
def test_a_paragraph_keeps_its_lines(text: str) -> None:
    html = RENDERER.render(escaping.paragraph(text))
    assert tags(html) <= {"p", "br"}
    assert ink_of(words_of(html)) == ink_of(text)
    assert html.count("<br") == max(0, len([p for p in text.split("\n") if p.strip()]) - 1)


def test_a_link_cannot_be_left() -> None:
    html = RENDERER.render(escaping.link("https://a.example/><b>x\\"))
    assert tags(html) == {"p", "a"}
