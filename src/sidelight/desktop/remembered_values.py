# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window remembers until the next start besides its geometry: recent projects, the place
in each, choices.

It is JSON in the state folder.  Damaged or missing, it is as at the first start.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
from pathlib import Path
from typing import Any

from sidelight.desktop.frame.sight import Sight, sight_of
from sidelight.session.writing import write_atomically
from sidelight.store.places import state_folder

_MOST_RECENT = 8
_MOST_PLACES = 40
_RECORD = re.compile("[0-9a-f]{32}")


class RememberedValues:
    """Reads what was remembered when made, and anew before each change, which it writes."""

    def __init__(self) -> None:
        self._path = state_folder() / "window.json"
        self._values: dict[str, Any] = {}
        self._writing: threading.Thread | None = None
        self._read()

    def recent(self) -> list[Path]:
        """Return the projects opened last that are still there, the latest first."""
        listed = self._values.get("recent", [])
        names = (
            [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        )
        return [path for name in names if (path := Path(name)).is_file()]

    def opened(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        self._read()
        names = [str(path), *(str(other) for other in self.recent() if other != path)]
        self._values["recent"] = names[:_MOST_RECENT]
        self.save()

    def place(self, project: Path) -> dict[str, Any]:
        """Return what was kept of a project: tabs, positions, the claim."""
        places = self._values.get("places")
        found = places.get(str(project)) if isinstance(places, dict) else None
        return found if isinstance(found, dict) else {}

    def keep_place(self, project: Path, place: dict[str, Any], *, wait: bool = True) -> None:
        """Keep the place in a project; ``wait`` until it is written."""
        place = json.loads(json.dumps(place))
        if place == self.place(project):
            return
        self._read()
        places = self._values.get("places")
        others = dict(places) if isinstance(places, dict) else {}
        others.pop(str(project), None)
        kept = list(others.items())[-_MOST_PLACES:]
        self._values["places"] = {**dict(kept), str(project): place}
        self.save(wait=wait)

    def title(self, project: Path) -> str:
        """Return the title that a project had when its place was kept, "" where that is unknown."""
        title = self.place(project).get("title")
        return title if isinstance(title, str) else ""

    def sight(self, project: Path) -> Sight:
        """Return what was seen of a project when its place was kept."""
        return sight_of(self.place(project).get("sight"))

    def record(self, project: Path) -> str:
        """Return the name that `trust` has for a project, "" where it was not kept."""
        record = self.place(project).get("record")
        return record if isinstance(record, str) and _RECORD.fullmatch(record) else ""

    def choice(self, name: str) -> bool:
        """Return a choice between yes and no, no where none was made."""
        choices = self._values.get("choices")
        return isinstance(choices, dict) and choices.get(name) is True

    def choose(self, name: str, *, on: bool) -> None:
        """Keep a choice between yes and no."""
        self._read()
        choices = self._values.get("choices")
        self._values["choices"] = {**(choices if isinstance(choices, dict) else {}), name: on}
        self.save()

    def kept(self, name: str) -> Any:
        """Return a value kept under a name, whatever a damaged file makes of it; None for none."""
        values = self._values.get("values")
        return values.get(name) if isinstance(values, dict) else None

    def keep(self, name: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._read()
        values = self._values.get("values")
        self._values["values"] = {**(values if isinstance(values, dict) else {}), name: value}
        self.save()

    def save(self, *, wait: bool = True) -> None:
        """Write it, on another thread unless one is to ``wait``; that it could not be written is no
        reason to bother anyone.
        """
        raw = json.dumps(self._values, ensure_ascii=False).encode()
        self._finish()
        self._writing = threading.Thread(target=self._write, args=(raw,), name="remembering")
        self._writing.start()
        if wait:
            self._finish()

    def _write(self, raw: bytes) -> None:
        with contextlib.suppress(OSError):
            write_atomically(self._path, raw)

    def _finish(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.join()

    def _read(self) -> None:
        """Take up what is written: another window may have written since."""
        self._finish()
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._path.read_bytes())
            if isinstance(found, dict):
                self._values = found
