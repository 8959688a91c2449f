# SPDX-License-Identifier: AGPL-3.0-or-later
"""Templates compiled for speed write what Jinja's own code writes, and escape the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from sidelight.language import use
from sidelight.report import html, markup, pdf
from sidelight.report.data import Report
from sidelight.report.direct_code import Escaped
from sidelight.report.markup import Templates
from tests.report.conftest import Pact
from tests.report.project_builder import Builder
from tests.report.test_areas_in_outputs import scanned

HOSTILE = "<script>alert('1')</script> \"&amp;\""
NAMES: dict[str, Any] = {
    "word": HOSTILE,
    "safe": Markup("<b>safe</b>"),
    "number": 7,
    "record": SimpleNamespace(name=HOSTILE, none="", parts=("a<", "b>", "c&")),
    "table": {HOSTILE: "<i>", "key": "value"},
    "shout": str.upper,
}
MACROS = """{% macro bold(text, kind="<p>") %}<b class="{{ kind }}">{{ text }}</b>{% endmacro -%}
{% macro box(kind) %}<div class="{{ kind }}">{{ caller() }}</div>{% endmacro -%}
{% macro early() %}{{ later(word) }}{% endmacro -%}
{% macro later(text) %}<u>{{ text }}</u>{% endmacro -%}
{% macro later_of(later) %}{{ later }}{% endmacro -%}
{% macro told(text) %}{{ text }}{{ varargs | join }}{% endmacro -%}
"""


@contextmanager
def own_code(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write templates with Jinja's own code, looking each word up where it stands."""
    with monkeypatch.context() as patch:
        patch.setattr(Templates, "code_generator_class", CodeGenerator)
        patch.setattr(markup, "_once", lambda tell, *_read: tell)
        markup.environment.cache_clear()
        yield
    markup.environment.cache_clear()


def rendered(engine: type[Environment], source: str) -> str:
    loader = DictLoader({"page": source, "part": "{{ word }}'{{ number }}'"})
    made = engine(autoescape=True, undefined=StrictUndefined, loader=loader)
    return made.get_template("page").render(NAMES)


def everything(report: Report) -> tuple[bytes, Any]:
    return html.write(report), pdf.book(report)


@pytest.mark.parametrize("language", ["", "ko", "ru"])
def test_reports_are_what_jinjas_own_code_writes(
    pact: Pact, hostile: Builder, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = pact.report()
    unfinished = replace(one, lines=(), blocks=(), sources=(), disagreements=(), open_items=())
    reports = [one, hostile.report(), scanned(HOSTILE, HOSTILE), unfinished]
    use(language)
    try:
        found = [everything(report) for report in reports]
        with own_code(monkeypatch):
            assert [everything(report) for report in reports] == found
    finally:
        use("")


@pytest.mark.parametrize(
    "source",
    [
        "{{ word }} {{ safe }} {{ number }} {{ record.name }} {{ table['key'] }} {{ table[word] }}",
        "{{ shout(word) }} {{ word.replace('<', '>') }} {{ 'x<' }} {{ word | upper | length }}",
        "{{ bold(word) }} {{ bold(safe) }} {{ bold(word, word) }} {{ bold(kind=word, text=safe) }}",
        "{{ bold(bold(word)) }} {{ bold(bold(word), kind=later(word)) }} {{ bold(word) | upper }}",
        "{{ early() }} {{ later_of(word) }} {{ later_of(bold(word)) }} {{ told(word, safe) }}",
        "{% call box(word) %}{{ word }}{{ bold(word) }}{% endcall %}",
        "{% call box('a') %}{% call box('b') %}{{ word }}{% endcall %}{{ safe }}{% endcall %}",
        "{% for part in record.parts %}{{ loop.index }}{{ part }}{{ loop.last }}{% endfor %}",
        "{% for part in record.none %}{{ loop.index }}{% else %}none{% endfor %}",
        "{% for part in record.parts if part != 'b>' %}{{ bold(part) }}{{ loop.last }}{% endfor %}",
        "{% for key, value in table.items() %}{{ key }}={{ value }}{% endfor %}",
        "{% set kept = bold(word) %}{{ kept }}{% set block %}{{ word }}<br>{% endset %}{{ block }}",
        "{{ bold(word) if number else word }} {{ word if number > 7 else safe }} {{ word ~ safe }}",
        "{% for bold in record.parts %}{{ bold }}{% endfor %}{{ bold(word) }}",
        "{% include 'part' %}{{ record.parts[1:] | join(', ') }}{{ record.parts[0] }}",
        "{% if word is string and record.none == '' %}{{ [number, 2] | min }}{% endif %}",
    ],
)
def test_a_template_is_what_jinjas_own_code_writes(source: str) -> None:
    found = rendered(Templates, MACROS + source)
    assert found == rendered(Environment, MACROS + source)
    assert "<script" not in found.lower()


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ record.nothing }}",
        "{{ table['nothing'] }}",
        "{{ bold() }}",
        "{{ bold(word, word, word) }}",
        "{{ bold(word, other=word) }}",
        "{{ box(word) }}",
        "{% call bold(word) %}{{ word }}{% endcall %}",
        "{% for one in nobody %}{{ loop.index }}{% endfor %}",
        "{{ nobody(word) }}",
        "{{ nobody.name }}",
    ],
)
def test_what_is_not_there_is_a_fault(source: str) -> None:
    for engine in (Templates, Environment):
        with pytest.raises(Exception, match=r".") as found:
            rendered(engine, MACROS + source)
        assert found.type.__name__ in {
            "UndefinedError",
            "AttributeError",
            "KeyError",
            "TypeError",
        }


@given(st.lists(st.text() | st.sampled_from([HOSTILE, "&", "'", "plain"])))
def test_texts_are_escaped_as_ever(texts: list[str]) -> None:
    known = Escaped()
    for text in [*texts, *texts]:
        assert known[text] == str(escape(text))


def test_markup_like_a_text_before_it_stays_markup() -> None:
    source = "{{ text }}{{ made }}{{ text }}{{ odd }}"

    class Odd(str):
        __slots__ = ()

    made = Templates(autoescape=True).from_string(source)
    found = made.render(text="<b>", made=Markup("<b>"), odd=Odd("<b>"))
    assert found == "&lt;b&gt;<b>&lt;b&gt;&lt;b&gt;"


def test_words_are_looked_up_again_for_each_report(pact: Pact) -> None:
    report = pact.report()
    english = html.write(report)
    use("ko")
    try:
        assert html.write(report) != english
    finally:
        use("")
    assert html.write(report) == english
