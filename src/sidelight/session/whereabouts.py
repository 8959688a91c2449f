# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be said of the place where a project stands, once: services that copy it, network
drives, conflicted copies beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from sidelight.errors import N_
from sidelight.language import _
from sidelight.session.writing import write_atomically
from sidelight.store.places import subfolder
from sidelight.store.surroundings import Surroundings, conflicted, recognise

_CLOUD = N_(
    "{name} keeps {file} the same on several computers. Work on one computer at a time: if two "
    "change it at once, {name} keeps one and puts the other beside it as a “conflicted copy”. Or "
    "share copies and merge them."
)
_NETWORK = N_(
    "{file} is on a network drive ({name}), where a lost connection can break off saving and two "
    "computers may not notice each other. Work on one computer at a time, or share copies and "
    "merge them."
)
_CONFLICT = N_(
    "{name} lies beside it: the project was changed on two computers at once. Merge it with "
    "“sidelight merge”."
)


def news(path: Path) -> list[str]:
    """Return the sentences about a project's place that were not said yet, which now are.

    What was said is kept for each path; where it cannot be kept, it is said again.
    """
    path = path.parent.resolve() / path.name
    said = _read(path)
    found = recognise(path)
    fresh: dict[str, str] = {}
    if found is not None:
        fresh[f"{found.kind} {found.name}"] = _sentence(path, found)
    for copy in conflicted(path):
        fresh[f"beside {copy.name}"] = _(_CONFLICT).format(name=copy.name)
    fresh = {what: words for what, words in fresh.items() if what not in said}
    if fresh:
        _keep(path, [*said, *fresh])
    return list(fresh.values())


def _sentence(path: Path, found: Surroundings) -> str:
    words = _(_CLOUD) if found.kind == "cloud" else _(_NETWORK)
    # the only name that is a word
    name = _("folder of the host") if found.name == "host" else found.name
    return words.format(name=name, file=path.name)


def _note(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:32]
    return subfolder("told") / f"{name}.json"


def _read(path: Path) -> list[str]:
    with suppress(OSError, ValueError):
        value = json.loads(_note(path).read_bytes())
        if isinstance(value, list):
            return [str(what) for what in value]
    return []


def _keep(path: Path, said: list[str]) -> None:
    with suppress(OSError):
        write_atomically(_note(path), json.dumps(said, ensure_ascii=False).encode())
