# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Russian and the Korean catalogue are complete, and can be compiled and filled in."""

import gettext
import io
import re

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from checks import catalogue
from checks.catalogue import LOCALE

FORMS = {"ru": 3, "ko": 1}
COUNTS = {"ru": (1, 2, 5, 11, 21), "ko": (1, 2)}
NAMES = {
    *("BibTeX", "ClaimReview", "CSL-JSON", "EPUB", "FictionBook", "Hypothesis"),
    *("Markdown", "PDF", "RIS", "RTF", "Web Annotation"),
}
"""Proper nouns, the same in every language."""
UNITS = {"{count} kB", "{count} MB"}
"""Units that Korean writes as English does."""


@pytest.fixture(params=sorted(FORMS))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def messages(language: str) -> list[Message]:
    held = catalogue.read(LOCALE / language / "LC_MESSAGES" / "sidelight.po", language)
    return [message for message in held if message.id]


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def forms(message: Message) -> list[str]:
    words = message.string
    return [words] if isinstance(words, str) else list(words or ())


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


def shape(text: str) -> tuple[str, str, bool, int]:
    """The blanks around a text, whether it ends in an ellipsis, and its mnemonics."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[:start], text[end:], text.endswith("…"), text.count("&")


def is_words(text: str) -> bool:
    """Whether letters are left once the values are taken out."""
    return any(letter.isalpha() for letter in re.sub(r"\{[^{}]*\}", "", text))


def test_every_message_is_translated(language: str) -> None:
    wanted = {str: 1, tuple: FORMS[language]}
    wrong = [
        m.id
        for m in messages(language)
        if m.fuzzy or not all(forms(m)) or len(forms(m)) != wanted[type(m.id)]
    ]
    assert wrong == []


def test_every_form_holds_exactly_the_values_of_its_message(language: str) -> None:
    wrong = [
        (m.id, form)
        for m in messages(language)
        for form in forms(m)
        if fields(form) != fields(ids(m)[-1])
    ]
    assert wrong == []


def test_blanks_ellipses_and_mnemonics_are_kept(language: str) -> None:
    wrong = [
        (m.id, form)
        for m in messages(language)
        for form in forms(m)
        if shape(form) != shape(ids(m)[-1])
    ]
    assert wrong == []


def test_only_names_stay_as_they_are(language: str) -> None:
    same = {m.id for m in messages(language) if m.id in forms(m) and is_words(ids(m)[0])}
    assert same == (NAMES if language == "ru" else NAMES | UNITS)


def test_a_compiled_catalogue_finds_every_message(language: str) -> None:
    held = catalogue.read(LOCALE / language / "LC_MESSAGES" / "sidelight.po", language)
    stream = io.BytesIO()
    write_mo(stream, held)
    stream.seek(0)
    compiled = gettext.GNUTranslations(stream)
    for message in messages(language):
        if isinstance(message.id, str):
            found = compiled.gettext(message.id)
            if message.context:
                found = compiled.pgettext(message.context, message.id)
            assert found == message.string
        else:
            one, many = message.id
            said = {compiled.ngettext(one, many, count) for count in COUNTS[language]}
            assert said == set(forms(message))
