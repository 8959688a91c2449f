# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a rollback journal names, read without SQLite.

At its end a journal may name a *super-journal*: a further file, which SQLite reads after rolling
back and then deletes.  Ours never do; in a stranger's it is an attempt to have a file of the
user's deleted. Format: https://www.sqlite.org/fileformat2.html#the_rollback_journal and
``readSuperJournal`` in pager.c.
"""

from __future__ import annotations

from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_TAIL = 16


def names_another_file(journal: Path) -> bool:
    """Tell whether a journal ends in what SQLite takes for the name of a super-journal."""
    with journal.open("rb") as file:
        size = file.seek(0, 2)
        if size < _TAIL:
            return False
        file.seek(size - _TAIL)
        return file.read(_TAIL).endswith(_MAGIC)
