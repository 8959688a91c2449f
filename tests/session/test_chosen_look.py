# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settings of how documents look: kept, read again, refused where they are none."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from sidelight.errors import InputError
from sidelight.session.settings import Settings, settings_path

CHOSEN: dict[str, Any] = {
    "dark_pages": "inverted",
    "text_size": 125,
    "letter_size": 14.5,
    "sheet_width": 620.0,
    "line_spacing": 1.6,
    "typeface": "sans",
    "largest_document_mb": 350,
}


def write(text: str) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("name", CHOSEN)
def test_each_choice_is_kept_and_read_again(name: str) -> None:
    settings = Settings.load()
    assert getattr(settings, name) != CHOSEN[name]
    setattr(settings, name, CHOSEN[name])
    settings.save()
    assert getattr(Settings.load(), name) == CHOSEN[name]
    assert tomllib.loads(settings_path().read_text("utf-8"))[name] == CHOSEN[name]


def test_a_choice_leaves_the_others_as_another_wrote_them() -> None:
    one, other = Settings.load(), Settings.load()
    one.letter_size, one.typeface = 15.0, "sans"
    one.save()
    other.sheet_width = 500.0
    other.save()
    now = Settings.load()
    assert (now.letter_size, now.typeface, now.sheet_width) == (15.0, "sans", 500.0)
    assert now.line_spacing == Settings().line_spacing


def test_whole_numbers_will_do_for_lengths() -> None:
    write("letter_size = 13\nsheet_width = 600\nline_spacing = 2\n")
    found = Settings.load()
    assert (found.letter_size, found.sheet_width, found.line_spacing) == (13.0, 600.0, 2.0)
    assert isinstance(found.letter_size, float)


@pytest.mark.parametrize(
    "text",
    [
        'letter_size = "large"',
        "sheet_width = [1]",
        'line_spacing = "wide"',
        "largest_document_mb = 0",
        "largest_document_mb = -5",
    ],
)
def test_a_choice_that_is_none_is_said(text: str) -> None:
    write(text)
    with pytest.raises(InputError) as error:
        Settings.load()
    assert error.value.id == "settings.damaged"


def test_settings_of_before_these_choices_have_the_usual_ones() -> None:
    write('name = "Ann"\ntheme = "dark"\n')
    found = Settings.load()
    assert (found.name, found.theme) == ("Ann", "dark")
    assert all(getattr(found, name) == getattr(Settings(), name) for name in CHOSEN)
