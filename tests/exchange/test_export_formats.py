# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats are told apart by their names and by how their files end."""

from __future__ import annotations

from pathlib import Path

from sidelight.exchange.export_formats import EXPORTS, exports


def test_names_and_endings_are_each_of_one_format() -> None:
    for told in ([one.name for one in EXPORTS], [one.suffix for one in EXPORTS]):
        assert len(set(told)) == len(told)


def test_a_file_says_by_its_ending_which_format_it_is_to_have() -> None:
    for one in EXPORTS:
        # the last ending of a path decides, so a format's own has one part
        assert exports().named(Path(f"my.notes{one.suffix.upper()}").suffix) is one
