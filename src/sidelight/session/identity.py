# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who acts: a reviewer's id made once, and this installation's with its running number.

The numbers of an installation are used once each, over all its projects and processes.  Where a
project holds one that this installation has not given out yet (a copied home folder), a new
installation is begun.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from sidelight.errors import InputError
from sidelight.model.change import new_id
from sidelight.model.log import Log
from sidelight.session.exclusive import exclusive
from sidelight.session.names import plain_name
from sidelight.session.settings import Settings, settings_path
from sidelight.session.writing import write_atomically
from sidelight.store.places import state_folder

_BLOCK = 1000
_ID = re.compile("[0-9a-f]{32}")


def reviewer_id(settings: Settings, name: str) -> str:
    """Return this installation's id of the reviewer called ``name``, made and kept at first use."""
    try:
        return settings.identity(plain_name(name), new_id())
    except OSError as error:
        raise _unusable(settings_path(), error) from error


class Installation:
    """This installation: its id, and numbers given out once each, at most a block of them.

    Where they cannot be kept, InputError; unless ``needed``, then it is one of its own for once.
    """

    def __init__(self, log: Log, *, needed: bool = False) -> None:
        try:
            path = state_folder() / "installation.json"
            with exclusive(path):
                self.id, self._following = _read(path)
                used = (c.sequence for c in log.order if c.installation == self.id)
                if not self.id or max(used, default=0) >= self._following:
                    self.id, self._following = new_id(), 1
                self._end = self._following + _BLOCK
                write_atomically(path, json.dumps({"id": self.id, "next": self._end}).encode())
        except OSError as error:
            if not needed:
                raise _unusable(Path(error.filename or "installation.json"), error) from error
            self.id, self._following, self._end = new_id(), 1, _BLOCK

    @property
    def spent(self) -> bool:
        """Whether all its numbers were given out, so that another must be asked for."""
        return self._following >= self._end

    @property
    def next_sequence(self) -> Callable[[], int]:
        """What gives the next number each time it is called."""
        return self._next

    def _next(self) -> int:
        if self.spent:
            raise RuntimeError("all numbers of this block were given out")
        self._following += 1
        return self._following - 1


def installation_id() -> str:
    """Return the id of this installation, "" where it has not acted yet."""
    try:
        return _read(state_folder() / "installation.json")[0]
    except OSError:
        return ""


def _read(path: Path) -> tuple[str, int]:
    """Return what is kept; no id where that is nothing that makes sense."""
    try:
        value = json.loads(path.read_bytes())
        id_, following = str(value["id"]), int(value["next"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return "", 1
    sound = _ID.fullmatch(id_) and 1 <= following < 1 << 52
    return (id_, following) if sound else ("", 1)


def _unusable(path: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError("project.failed", path=str(error.filename or path), reason=reason)
