# SPDX-License-Identifier: AGPL-3.0-or-later
"""`quote` prints a quote with its citation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_a_quote_is_printed_with_its_citation(sidelight: Run, project: Path) -> None:
    words = ("--doc", "2", "--quote", "kept in a Moscow archive")
    ran = sidelight("quote", project, *words)
    assert ran.code == 0
    assert ran.out.startswith("“kept in a Moscow archive” ")
    assert ran.out.endswith("¶ 2.\n")
    found = sidelight("quote", project, *words, "--json").json
    assert found["text"] == ran.out.removesuffix("\n")
    assert found["text"] == f"{found['words']} {found['citation']}"
    assert found["html"].startswith("<p><span")
    assert set(found) == {"words", "citation", "language", "link", "text", "html"}


def test_a_quote_that_is_not_there_says_so(sidelight: Run, project: Path) -> None:
    ran = sidelight("quote", project, "--doc", "2", "--quote", "never said")
    assert ran.code == 1
    assert "never said" in ran.err
