# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats are told apart by their names and by how their files end."""

from __future__ import annotations

from pathlib import Path

from sidelight.exchange.export_formats import EXPORTS, exports
from sidelight.session.exporting import ending


def test_names_and_endings_are_each_of_one_format() -> None:
    for told in ([one.name for one in EXPORTS], [one.suffix for one in EXPORTS]):
        assert len(set(told)) == len(told)


def test_a_file_says_by_its_ending_which_format_it_is_to_have() -> None:
    for one in EXPORTS:
        # of several that fit the longest
        assert exports().named(ending(Path(f"my.notes{one.suffix.upper()}"))) is one
    assert ending(Path("a.b.xyz")) == ".xyz"
