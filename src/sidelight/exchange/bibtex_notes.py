# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences that our BibTeX has in ``note``, for what it has no field for, back into fields."""

from __future__ import annotations

import re
from functools import cache

from sidelight.exchange.catalogue_words import in_all
from sidelight.exchange.shelf_in import is_shelf, shelf
from sidelight.language import N_

_LONGEST = 2000
_SENTENCES = {
    "recipient": N_("To {recipient}"),
    "original_date": N_("Original dated {original_date}"),
    "accessed": N_("Accessed {date}"),
}
_END = re.compile(r"(?:^|\. )")


def told(note: str, library: str, *, letter: bool) -> tuple[dict[str, str], bool]:
    """Return the fields that a note tells, and whether there is a note that is none of ours.

    ``library`` is the archive as it stands beside the note; only of a ``letter``, or what is said
    to be of a type of ours, it is believed that “To somebody.” names who it is to.
    """
    if not note or len(note) > _LONGEST:
        return {}, bool(note)
    before, place, ours = _divided(note, library)
    for pattern in _patterns():
        found = pattern.fullmatch(before) if before else None
        if found and any(found.groups()):
            said = {name: value for name, value in found.groupdict().items() if value}
            if letter or "recipient" not in said:
                return {**said, **place}, False
    return place, bool(before) or not ours


def _divided(note: str, library: str) -> tuple[str, dict[str, str], bool]:
    """Return what stands before the place in an archive, that place, and whether there is one."""
    at = note.find(library) if library else -1
    if at == 0 or (at > 1 and note[at - 2 : at] == ". "):
        place = note[at + len(library) :].removesuffix(".").removeprefix(", ").strip()
        return note[:at].strip(), shelf(place), True
    for found in _END.finditer(note):
        place = note[found.end() :].removesuffix(".")
        if is_shelf(place):
            return note[: found.end()].strip(), shelf(place), True
    return note, {}, False


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what matches our sentences in each language, which stand in this order."""
    versions = [list(in_all(message)) for message in _SENTENCES.values()]
    made = []
    for at in range(max(map(len, versions))):
        parts = []
        for field, words in zip(_SENTENCES, versions, strict=True):
            before, after = re.split(r"\{\w+\}", words[min(at, len(words) - 1)])
            inside = f"{re.escape(before)}(?P<{field}>.+?){re.escape(after)}"
            parts.append(rf"(?:{inside}\.(?: |\Z))?")
        made.append(re.compile("".join(parts)))
    return tuple(made)
