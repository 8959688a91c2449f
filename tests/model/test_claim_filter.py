# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filters over claims: what is typed, what passes, what is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.errors import FilterError
from sidelight.model.claim_filter import Filter, Term, parse, quoted
from sidelight.model.filter_completion import suggestions
from sidelight.model.filter_words import KEYS, TRAITS, Value, divided
from sidelight.text.folding import loosely

VOCABULARY = {
    "verdict": [
        Value("verified", "verified", "Подтверждено"),
        Value("disputed", "disputed", "Оспаривается"),
        Value("unchecked", "unchecked", "Не проверено"),
    ],
    "standing": [
        Value("checked once", "checked-once", "checked once"),
        Value("split", "split"),
        Value("decided", "decided"),
        Value("decision outdated", "decision-outdated", "decision outdated"),
    ],
    "by": [Value("1", "Ann"), Value("2", "Anna Bell"), Value("3", "Bob")],
    "tag": [Value("arms", "arms"), Value("arms trade", "arms trade"), Value("Ёлка", "Ёлка")],
    **{key: [Value(trait, trait) for trait in TRAITS] for key in ("has", "no")},
}


@dataclass(frozen=True)
class Row:
    words: str
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def folded(self) -> str:
        return loosely(self.words)


def row(words: str = "", **values: str) -> Row:
    split = {key: frozenset(value.split("|")) for key, value in values.items()}
    has = split.get("has", frozenset())
    return Row(words, {**split, "no": frozenset(TRAITS) - has})


def passes(text: str, claim: Row) -> bool:
    return parse(text, VOCABULARY).holds(claim)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("border", "The land Border"),
        ("ЕЛКА", "новогодняя ёлка"),
        ("ёлка", "елка"),
        ("cafe", "the Café"),
        ("café", "cafe\u0301 noir"),
        ("border land", "the land border"),
        ('"land border"', "the land\n border"),
        ("-river", "the land border"),
        ('-"border land"', "the land border"),
        ("12:30", "at 12:30 sharp"),
        ("http://x.org", "see http://x.org/a"),
        ("", "anything"),
        ("  ", "anything"),
        ("verdict:", "anything"),
        ('"', "anything"),
        ("-", "anything"),
    ],
)
def test_words_that_pass(text: str, words: str) -> None:
    assert passes(text, row(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [("river", "the border"), ('"border land"', "the land border"), ("-land", "the land border")],
)
def test_words_that_do_not_pass(text: str, words: str) -> None:
    assert not passes(text, row(words))


@pytest.mark.parametrize(
    "text",
    [
        "verdict:disputed",
        "verdict:disp",
        "Verdict:DISPUTED",
        "verdict:оспаривается",
        "verdict:verified,disputed",
        "-verdict:verified",
        "by:ann",
        "by:bell",
        'by:"Anna Bell"',
        "by:anna-bell",
        'tag:"arms trade"',
        "tag:arms-trade",
        'tag:"arms trade",елка',
        "standing:split",
        "no:evidence",
        "no:evidence,reason",
        "has:reason",
        "-has:evidence",
        "border verdict:disputed by:anna no:evidence",
    ],
)
def test_fields_that_pass(text: str) -> None:
    claim = row(
        "land border", verdict="disputed", by="1|2", tag="arms trade", standing="split",
        has="reason|tag|verdict",
    )  # fmt: skip
    assert passes(text, claim)


@pytest.mark.parametrize(
    "text",
    [
        "verdict:verified", "-verdict:disp", "by:bob", "tag:arms", "-by:ann", "standing:decided",
        "has:evidence", "no:reason", "river verdict:disputed",
    ],
)  # fmt: skip
def test_fields_that_do_not_pass(text: str) -> None:
    claim = row(
        "land border", verdict="disputed", by="1|2", tag="arms trade", standing="split",
        has="reason|tag|verdict",
    )  # fmt: skip
    assert not passes(text, claim)


def test_a_beginning_stands_for_all_that_begin_so() -> None:
    assert parse("by:an", VOCABULARY).terms[0].values == {"1", "2"}
    assert parse("by:ann", VOCABULARY).terms[0].values == {"1"}
    assert parse("standing:dec", VOCABULARY).terms[0].values == {"decided", "decision outdated"}


def test_what_is_unknown_is_told_with_what_is_known() -> None:
    with pytest.raises(FilterError) as caught:
        parse("verdikt:split", VOCABULARY)
    assert str(caught.value) == (
        f"Claims cannot be filtered by “verdikt:”. Use one of: {', '.join(KEYS)}. Or put the words "
        "in quotation marks."
    )
    with pytest.raises(FilterError, match=r'“carol” is nothing for “by:”.*Ann, "Anna Bell", Bob'):
        parse("by:carol", VOCABULARY)
    with pytest.raises(FilterError, match="no claim here has any"):
        parse("speaker:kim", VOCABULARY)


PARTS = st.sampled_from(
    ["border", "land", '"land border"', "-river", "verdict:disputed", "-by:ann", "no:evidence",
     "tag:arms,елка", "standing:split", "has:reason,note", "by:an", "-no:tag"]
)  # fmt: skip
ROWS = st.builds(
    row,
    st.lists(st.sampled_from(["land", "border", "river", "Ёлка"])).map(" ".join),
    verdict=st.sampled_from(["verified", "disputed", "unchecked"]),
    by=st.sets(st.sampled_from("123"), min_size=1).map("|".join),
    tag=st.sampled_from(["arms", "Ёлка", "arms trade", ""]),
    standing=st.sampled_from(["split", "decided"]),
    has=st.sets(st.sampled_from(sorted(TRAITS)), min_size=1).map("|".join),
)


@given(st.lists(PARTS), st.lists(PARTS), ROWS)
def test_a_conjunction_is_the_intersection(some: list[str], more: list[str], claim: Row) -> None:
    one, other = " ".join(some), " ".join(more)
    assert passes(f"{one} {other}", claim) == (passes(one, claim) and passes(other, claim))


@given(st.lists(PARTS), st.lists(ROWS))
def test_many_are_filtered_like_one(parts: list[str], claims: list[Row]) -> None:
    wanted = parse(" ".join(parts), VOCABULARY)
    assert wanted.passing(claims) == [claim for claim in claims if wanted.holds(claim)]


@given(PARTS, ROWS)
def test_a_minus_turns_round(part: str, claim: Row) -> None:
    turned = part[1:] if part.startswith("-") else f"-{part}"
    assert passes(turned, claim) is not passes(part, claim)


WRITTEN = st.text() | st.lists(
    st.sampled_from(
        [*KEYS, ":", '"', "-", ",", " ", "ann", "split", "é", "\u0301", "ё", "\n", "//"]
    )
).map("".join)


@given(WRITTEN, st.integers(0, 40))
def test_any_text_is_a_filter_or_a_sentence(text: str, caret: int) -> None:
    with suppress(FilterError):
        assert parse(text, VOCABULARY).holds(row("x")) in {True, False}
    for part in divided(text):
        assert 0 <= part.start < part.end <= len(text)
    for suggestion in suggestions(text, min(caret, len(text)), VOCABULARY):
        typed, after = suggestion.put_into(text)
        assert typed[:after].rstrip().endswith(suggestion.text.rstrip())


def offered(text: str, caret: int | None = None) -> list[str]:
    at = len(text) if caret is None else caret
    return [one.text for one in suggestions(text, at, VOCABULARY)]


def test_keys_and_values_are_suggested() -> None:
    assert offered("") == [f"{key}:" for key in KEYS]
    assert offered("border ") == [f"{key}:" for key in KEYS]
    assert offered("s") == ["standing:", "speaker:", "severity:", "second:", "source:"]
    assert offered("border -ver") == ["verdict:"]
    assert offered("verdict:") == ["verified", "disputed", "unchecked"]
    assert offered("verdict:осп") == ["disputed"]
    assert offered("tag:arms,") == ["arms", '"arms trade"', "Ёлка"]
    assert offered('tag:"arms t') == ['"arms trade"']
    assert offered("by:ann verdict:", 4) == ["Ann", '"Anna Bell"']
    assert offered("verdict:disputed") == []
    assert offered("border") == []
    assert offered("by:zzz") == []


def test_a_suggestion_is_put_where_it_belongs() -> None:
    typed = "border ver no:evidence"
    (key,) = suggestions(typed, 10, VOCABULARY)
    assert key.put_into(typed) == ("border verdict: no:evidence", 15)
    typed = "tag:елка,ar border"
    first, second = suggestions(typed, 11, VOCABULARY)
    assert second.put_into(typed) == ('tag:елка,"arms trade" border', 21)
    assert first.text == "arms"


@given(st.text(min_size=1))
def test_a_value_put_in_by_completion_is_understood(name: str) -> None:
    value = Value("stored", name)
    if not value.names[0]:
        return
    found = parse(f"tag:{quoted(name)}", {"tag": [value]})
    assert [term.values for term in found.terms] == [frozenset({"stored"})]


TERMS = st.builds(
    Term,
    key=st.just(""),
    words=st.text("abc", min_size=1, max_size=3),
    values=st.just(frozenset[str]()),
    negated=st.booleans(),
) | st.builds(
    Term,
    key=st.sampled_from(("verdict", "tag")),
    words=st.just(""),
    values=st.frozensets(st.sampled_from("xyz"), max_size=2),
    negated=st.booleans(),
)
FILTERS = st.lists(TERMS, max_size=3).map(lambda terms: Filter(tuple(terms)))
ROWS = st.builds(
    Row,
    st.text("abc ", max_size=6),
    st.dictionaries(st.sampled_from(("verdict", "tag")), st.frozensets(st.sampled_from("xyz"))),
)


@given(FILTERS, FILTERS, st.lists(ROWS, max_size=8))
def test_a_filter_within_another_lets_no_more_through(
    one: Filter, other: Filter, rows: list[Row]
) -> None:
    here = set(one.places(rows, range(len(rows))))
    assert here == {at for at, some in enumerate(rows) if one.holds(some)}
    if one.within(other):
        assert here <= set(other.places(rows, range(len(rows))))


@pytest.mark.parametrize(
    ("longer", "shorter", "holds"),
    [
        ("border", "bord", True),
        ("bord", "border", False),
        ("border -riv", "border -river", True),
        ("border -river", "border -riv", False),
        ("verdict:disputed", "verdict:disputed,verified", True),
        ("-verdict:disputed,verified", "-verdict:disputed", True),
        ("border verdict:disputed", "", True),
        ("border", "verdict:disputed", False),
    ],
)
def test_a_letter_more_lets_fewer_through(longer: str, shorter: str, holds: bool) -> None:
    assert parse(longer, VOCABULARY).within(parse(shorter, VOCABULARY)) is holds
