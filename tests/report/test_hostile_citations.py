# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations of records that strangers wrote: one line, never empty, words as they stand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidelight.model.document_record import CITATION
from sidelight.model.vocabulary import SOURCE_TYPES
from sidelight.report.citation_styles import NAMES
from sidelight.report.citations import citation
from sidelight.text.characters import one_line
from tests.report.records_to_cite import LETTER, NEWS, SOURCES, document, words_in

MARKUP = [
    "<i>italic</i>",
    '<span class="nocase">kept</span>',
    '<span class="nocase">never closed',
    "{recipient} {0} {} %s %(x)s",
    "\\* `rst` **bold** $x_1$",
    "&lt;b&gt; &amp; &#x202e;",
    "İİİ ẞß ﬁ",
    "“quoted”, and “more”.",
    "a..b,, ;; ? . ,",
    "\ue000",
    "\u202eright to left",
    "one\ntwo\r\nthree\u2028four\x00five",
    "\ud800",
    "1950-08-31",
    "[[1950]]",
]
WORDS = st.one_of(st.sampled_from(MARKUP), st.text(max_size=30), st.just("; ; ;"))
FIELDS = st.fixed_dictionaries(
    {}, optional={name: WORDS for name in CITATION if name != "type"}
).flatmap(
    lambda known: st.one_of(
        st.just(known),
        st.sampled_from(sorted(SOURCE_TYPES)).map(lambda type_: {**known, "type": type_}),
    )
)


@settings(max_examples=150)
@given(FIELDS, WORDS, st.sampled_from(NAMES), st.sampled_from(["", "p. 3", "{place} <b>"]))
@example({"author": ";"}, "", "apa", "")
@example({"issued": "2024-06-19/"}, "", "chicago-author-date", "p. 3")
@example({"accessed": "9999-12-31", "URL": " "}, ".", "gost", "¶ 1")
def test_any_record_makes_one_line(known: dict[str, str], title: str, style: str, at: str) -> None:
    said = citation(document(title, known), at, style)
    assert said.strip()
    assert said == one_line(said)
    assert at in said or at != "p. 3"


@pytest.mark.parametrize("spoken", ["en", "ko", "ru"])
@given(FIELDS, WORDS)
@settings(max_examples=30)
def test_in_any_language(spoken: str, known: dict[str, str], title: str) -> None:
    with words_in(spoken):
        said = citation(document(title, known), "¶ 1")
    assert said.strip()
    assert said == one_line(said)


@pytest.mark.parametrize("style", NAMES)
@pytest.mark.parametrize("words", [*MARKUP[:8], "a; b, c: d."])
def test_words_are_never_markup(style: str, words: str) -> None:
    known = document(f"On {words} here", NEWS, container_title=f"The {words} there", issued="")
    # Chicago writes titles with capitals
    assert citation(known, style=style).casefold().count(words.casefold()) == 2


@pytest.mark.parametrize("style", NAMES)
def test_many_names_are_no_harm(style: str) -> None:
    crowd = "; ".join(f"Author {number}" for number in range(100))
    assert "Author 0" in citation(document("Crowd", author=crowd, issued="1950"), style=style)


@pytest.mark.parametrize("style", NAMES)
def test_one_citation_does_not_change_the_next(style: str) -> None:
    first = [citation(source, "p. 3", style) for source in SOURCES.values()]
    again = []
    for source in reversed(SOURCES.values()):
        other = document("Another", dict(source.citation), source.language, genre="x")
        citation(other, "p. 3", style)
        again.append(citation(source, "p. 3", style))
    assert again[::-1] == first


def test_citations_made_at_once_are_those_made_in_turn() -> None:
    asked = [(document(f"Letter {n}", LETTER, author=f"A{n}"), NAMES[n % 6]) for n in range(60)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda one: citation(one[0], "p. 1", one[1]), asked))
    for number, ((letter, style), said) in enumerate(zip(asked, made, strict=True)):
        assert f"A{number}" in said
        assert said == citation(letter, "p. 1", style)
