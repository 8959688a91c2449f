# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the first word is a command or a project to open; with next to nothing imported, since
the window waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

COMMANDS = (
    *(
        "demo",
        "new",
        "add",
        "docs",
        "reviewers",
        "text",
        "page",
        "claims",
        "search",
        "quote",
        "claim",
        "verdict",
    ),
    *("copy", "merge", "diff", "conflicts", "settle", "join", "erase", "attach"),
    *("iam", "fingerprint"),
    *("describe", "tag", "invite", "second", "respond", "testify", "weigh", "decide"),
    *("coverage", "exempt", "cite", "signoff", "agreement", "draft", "drafts", "carry"),
    *("verdicts", "keys"),
    *("recognise", "languages", "correct", "backups", "restore", "recover", "trash"),
    *("notes", "place", "split"),
    *("evidence", "note", "remove", "undo", "redo", "history", "report", "annotate", "export"),
    "import",
    *("formats", "check"),
)
"""The commands; any other first word is a project to open in the window."""


def is_command(arguments: Sequence[str]) -> bool:
    """Tell whether the words are a command rather than a project to open."""
    words = iter(arguments)
    for word in words:
        if word == "--by":
            next(words, None)
        elif word in {"-h", "--help", "--version"}:
            return True
        elif word == "--":
            return False
        elif not word.startswith("-"):
            return word in COMMANDS
    return False


def project(arguments: Sequence[str]) -> Path | None:
    """Return the project that is the only word; None where there are others or none, which
    `sidelight.cli.words.window` tells apart.
    """
    plain = len(arguments) == 1 and arguments[0] and not arguments[0].startswith(("-", "~"))
    return Path(arguments[0]) if plain else None
