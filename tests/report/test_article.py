# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annotated article: runs under overlapping claims, hidden ranges left out, no word lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidelight.report.article import Marked, annotate, merged
from sidelight.report.parts import ArticleBlock, Cover
from sidelight.text.corrections import CorrectedText, Correction
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, TextLayer
from tests.report.project_builder import layer_of

A, B, C = (Cover(label, "verified") for label in "123")
Shape = list[tuple[str, str]]


def shape(blocks: tuple[ArticleBlock, ...]) -> list[Shape]:
    """Each block as pairs of a run's text and the labels that cover it."""
    return [
        [(run.text, "".join(cover.label for cover in run.covers)) for run in block.runs]
        for block in blocks
    ]


def test_a_claim_cuts_its_paragraph_into_runs() -> None:
    layer = layer_of("one two three")
    assert shape(annotate(layer, [Marked(3, 6, A)], [])) == [
        [("one ", ""), ("two", "1"), (" three", "")]
    ]


def test_overlapping_claims_are_both_named_where_both_stand() -> None:
    layer = layer_of("one two three four")
    marks = [Marked(3, 11, B), Marked(0, 6, A)]
    assert shape(annotate(layer, marks, [])) == [
        [("one ", "1"), ("two", "12"), (" three", "2"), (" four", "")]
    ]


def test_a_claim_inside_another_stands_behind_it() -> None:
    layer = layer_of("one two three")
    marks = [Marked(3, 6, B), Marked(0, 11, A)]
    assert shape(annotate(layer, marks, [])) == [[("one ", "1"), ("two", "12"), (" three", "1")]]


def test_a_blank_between_two_claims_is_under_neither() -> None:
    layer = layer_of("one two")
    assert shape(annotate(layer, [Marked(0, 3, A), Marked(3, 6, B)], [])) == [
        [("one", "1"), (" ", ""), ("two", "2")]
    ]


def test_a_claim_begins_once_and_each_of_its_passages_ends() -> None:
    layer = layer_of("one two", "three four")
    marks = [Marked(3, 11, A), Marked(11, 15, A)]
    runs = [run for block in annotate(layer, marks, []) for run in block.runs]
    assert [(run.text.strip(), run.begins, run.ends) for run in runs if run.covers] == [
        ("two", ("1",), ()),
        ("three", (), ("1",)),
        ("four", (), ("1",)),
    ]


def test_hidden_ranges_are_left_out_and_marks_keep_to_what_is_left() -> None:
    layer = layer_of("one two", "Also read", "three four five")
    hidden = [(6, 14), (19, 23)]
    blocks = annotate(layer, [Marked(14, 23, A), Marked(6, 10, B)], hidden)
    assert shape(blocks) == [[("one two", "")], [("three", "1"), (" five", "")]]
    assert [run.ends for run in blocks[1].runs] == [("1",), ()]


def test_a_divided_word_is_joined_and_line_ends_become_blanks() -> None:
    layer = layer_of("the exam-\nple runs\nover lines")
    assert shape(annotate(layer, [], [])) == [[("the example runs over lines", "")]]


def test_code_and_tables_keep_their_lines() -> None:
    layer = layer_of(("table", "a  1\nb  2"))
    assert shape(annotate(layer, [Marked(0, 2, A)], [])) == [[("a  1", "1"), ("\nb  2", "")]]


def test_text_outside_all_blocks_is_shown_in_paragraphs() -> None:
    text = InkText("before\n\nbetween\n\ninside\n\nafter")
    layer = TextLayer(text, (Block(13, 19, "quote"),))
    assert [(block.role, block.text) for block in annotate(layer, [], [])] == [
        ("paragraph", "before"),
        ("paragraph", "between"),
        ("quote", "inside"),
        ("paragraph", "after"),
    ]


def test_blocks_that_overlap_show_their_text_once() -> None:
    layer = TextLayer(InkText("one two three"), (Block(0, 6), Block(3, 11, "quote")))
    assert [block.text for block in annotate(layer, [], [])] == ["one two", "three"]


def test_marks_outside_the_text_do_no_harm() -> None:
    layer = layer_of("one")
    assert shape(annotate(layer, [Marked(90, 99, A), Marked(1, 99, B)], [(50, 60)])) == [
        [("o", ""), ("ne", "2")]
    ]


def corrected(layer: TextLayer, *pairs: tuple[str, str]) -> CorrectedText:
    """The layer's words with the first of each pair replaced by the second."""
    found = [(layer.text.ink.index(ink_of(was)), was, words) for was, words in pairs]
    made = [Correction(at, at + len(ink_of(was)), was, words) for at, was, words in found]
    return CorrectedText(layer.text, sorted(made, key=lambda one: one.start))


def test_the_words_are_those_of_the_corrections_and_marks_land_on_them() -> None:
    layer = layer_of("The harb0ur paid\n7OO crovvns in March.", "Next.")
    reading = corrected(layer, ("The harb0ur paid", "The harbour paid"), ("7OO", "700"))
    start = layer.text.ink.index("harb0ur")
    end = layer.text.ink.index("crovvns")
    assert shape(annotate(layer, [Marked(start, end, A)], [], reading)) == [
        [("The ", ""), ("harbour paid 700", "1"), (" crovvns in March.", "")],
        [("Next.", "")],
    ]


def test_a_correction_that_joins_or_parts_words_keeps_its_blanks() -> None:
    layer = layer_of("a trans-\nlation of thebook here")
    reading = corrected(layer, ("thebook", "the book"))
    assert shape(annotate(layer, [Marked(15, 22, A)], [], reading)) == [
        [("a translation of ", ""), ("the book", "1"), (" here", "")]
    ]


def test_what_was_no_print_leaves_no_words_but_its_claim() -> None:
    layer = layer_of("one ~;. two", "~~", "three", "++")
    reading = corrected(layer, ("~;.", ""), ("~~", ""), ("++", ""))
    blocks = annotate(layer, [Marked(3, 6, A), Marked(9, 11, B)], [], reading)
    assert [block.text for block in blocks] == ["one two", "", "three"]
    runs = [run for block in blocks for run in block.runs]
    assert [label for run in runs for label in run.begins] == ["1", "2"]
    assert all(run.text.strip() or run.begins or run.ends for run in runs)


def test_an_empty_text_has_no_blocks() -> None:
    assert annotate(TextLayer(InkText("")), [Marked(0, 5, A)], [(0, 3)]) == ()


def test_ranges_that_touch_are_one() -> None:
    assert merged([(5, 9), (0, 2), (2, 4), (6, 7), (3, 3)]) == [(0, 4), (5, 9)]


WORDS = st.lists(st.sampled_from(["a", "bc", "가나", "é", "дом", "x-\ny"]), min_size=1, max_size=6)
RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4), RANGES, RANGES)
def test_every_visible_character_stands_once_under_its_own_claims(
    paragraphs: list[str], claims: list[tuple[int, int]], hidden: list[tuple[int, int]]
) -> None:
    layer = layer_of(*(("code", words) for words in paragraphs))
    marks = [Marked(s, s + n, Cover(str(i), "denied")) for i, (s, n) in enumerate(claims)]
    gone = [(s, s + n) for s, n in hidden]
    shown = [
        (character, frozenset(cover.label for cover in run.covers))
        for block in annotate(layer, marks, gone)
        for run in block.runs
        for character in ink_of(run.text)
    ]
    assert shown == [
        (character, frozenset(m.cover.label for m in marks if m.start <= at < m.end))
        for at, character in enumerate(layer.text.ink)
        if not any(start <= at < end for start, end in gone)
    ]
