# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue holds the words of the source.

``python checks/catalogue.py --write`` makes it so.
"""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from checks import catalogue
from checks.catalogue import LOCALE, ROOT, TEMPLATE, is_translated, word_keys

parse = Formatter().parse
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def messages(language: str) -> list[Message]:
    held = catalogue.read(LOCALE / language / "LC_MESSAGES" / "sidelight.po", language)
    return [message for message in held if message.id]


def test_the_template_holds_the_words_of_the_source() -> None:
    words, held = word_keys(catalogue.extract()), word_keys(catalogue.read(TEMPLATE))
    assert (sorted(words - held), sorted(held - words)) == ([], [])


def test_there_are_languages() -> None:
    assert {"ko", "ru"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_holds_the_words_of_the_template(language: str) -> None:
    held = catalogue.read(LOCALE / language / "LC_MESSAGES" / "sidelight.po", language)
    assert word_keys(held) == word_keys(catalogue.read(TEMPLATE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: str) -> None:
    wrong = [
        message.id
        for message in messages(language)
        if message.string and not message.fuzzy and fields_differ(message)
    ]
    assert wrong == []


def fields_differ(message: Message) -> bool:
    """Whether a translation fills in other values than its message."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    wanted = set().union(*(fields(text) for text in ids))
    return any(text and not fields(text) <= wanted for text in strings) or (
        len(ids) == 1 and bool(strings[0]) and fields(strings[0]) != wanted
    )


def fields(text: str) -> set[str]:
    return {name for _before, name, _form, _how in parse(text) if name is not None}


def checkout(folder: Path, source: str) -> Path:
    """A checkout with one module of the given source, and this project's settings."""
    (folder / "src" / "sidelight").mkdir(parents=True, exist_ok=True)
    (folder / "resources" / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    (folder / "src" / "sidelight" / "a.py").write_text(source, "utf-8")
    return folder


def test_translations_survive_a_word_that_goes_and_comes_back(tmp_path: Path) -> None:
    words = {
        "ko": ("주장", ("주장 {n}건",)),
        "ru": ("Тезис", ("{n} тезис", "{n} тезиса", "{n} тез.")),
    }
    many = ("{n} claim", "{n} claims")
    files = {name: tmp_path / f"resources/locale/{name}/LC_MESSAGES/sidelight.po" for name in words}
    for language, (one, several) in words.items():
        held = Catalog(locale=language)
        held.add("Claim", one)
        held.add(many, several)
        catalogue.write(held, files[language])
    for source in (
        '_("Verdict")',
        '_("Verdict"), _("Claim"), ngettext("{n} claim", "{n} claims", 2)',
    ):
        catalogue.refresh(checkout(tmp_path, source))
    kept = {name: catalogue.read(path, name) for name, path in files.items()}
    assert {name: (c["Claim"].string, c[many].string) for name, c in kept.items()} == words
    assert not any(is_translated(c["Verdict"]) or c.obsolete for c in kept.values())


def test_words_are_found_by_every_keyword(tmp_path: Path) -> None:
    source = (
        '_("plain"); N_("marked"); ngettext("{n} page", "{n} pages", 2)\n'
        'pgettext("menu", "Open"); print("not shown")\n'
    )
    folder = checkout(tmp_path, source)
    (folder / "resources" / "templates" / "a.html").write_text('<p>{{ _("shown") }}</p>', "utf-8")
    assert word_keys(catalogue.extract(folder)) == {
        ("", "plain"),
        ("", "marked"),
        ("", "{n} page"),
        ("menu", "Open"),
        ("", "shown"),
    }
