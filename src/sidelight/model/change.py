# SPDX-License-Identifier: AGPL-3.0-or-later
"""A change: one act of one reviewer, and its canonical bytes.

The form of a change is frozen for ever (docs/file-format.md).  Its id is the SHA-256 of its
canonical bytes: JSON by RFC 8785.  128 random bits are in it, so that the hash of a withheld
verdict cannot be guessed.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import rfc8785

from sidelight.model.fields import fits

FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{32}")
_OWN = frozenset({"verdict", "signoff"})
"""Kinds of records that are their reviewer's own, whose id their ids end in."""
_DEEPEST = 12
_EXACT = 2**53
_LEVEL = 3
"""How deep the value of a setting stands in a change."""
LARGEST = 16 << 20
"""Bytes of the largest change."""


class NotAChange(ValueError):
    """Bytes that are no change."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a change sets: one field of one record to a value."""

    record: str
    id: str
    field: str
    value: Any


@dataclass(frozen=True, eq=False)
class Change:
    """One act.  Two are equal where their canonical bytes are.

    ``clock`` is a hybrid logical clock (milliseconds since 1970, counter); ``time`` is the wall
    time in UTC with the zone it was made in; ``heads`` are the changes it saw last; ``group`` joins
    the changes of one undo step; ``inverts`` is the group that an undo or redo takes back.
    """

    reviewer: str
    installation: str
    sequence: int
    clock: tuple[int, int]
    time: str
    zone: str
    heads: tuple[str, ...]
    sets: tuple[Setting, ...]
    group: str
    inverts: str = ""
    label: str = ""
    random: str = field(default_factory=lambda: secrets.token_hex(16))
    format: int = FORMAT

    @property
    def value(self) -> dict[str, Any]:
        """What the bytes say, as JSON."""
        return {
            "format": self.format,
            "random": self.random,
            "reviewer": self.reviewer,
            "installation": self.installation,
            "sequence": self.sequence,
            "clock": list(self.clock),
            "time": self.time,
            "zone": self.zone,
            "heads": sorted(self.heads),
            "sets": [[s.record, s.id, s.field, s.value] for s in self.sets],
            "group": self.group,
            "inverts": self.inverts,
            "label": self.label,
        }

    @cached_property
    def body(self) -> bytes:
        """The canonical bytes."""
        try:
            # a list, so that every depth is looked at
            standard = all([plain(s.value, _LEVEL) for s in self.sets])  # noqa: C419
        except NotAChange:
            standard = False
        return _dumped(self.value) if standard else rfc8785.dumps(self.value)

    @cached_property
    def id(self) -> str:
        """SHA-256 of the canonical bytes, in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def by_record(self) -> dict[tuple[str, str], list[Setting]]:
        """What counts of what it sets, by kind and id of the record."""
        found: dict[tuple[str, str], list[Setting]] = {}
        for setting in self.counting:
            found.setdefault((setting.record, setting.id), []).append(setting)
        return found

    @cached_property
    def counting(self) -> tuple[Setting, ...]:
        """What counts of what it sets; a verdict or a sign-off is its reviewer's own, and nobody
        else can set it.
        """
        found = tuple([setting for setting in self.sets if self._counts(setting)])
        return found if len(found) < len(self.sets) else self.sets

    def _counts(self, setting: Setting) -> bool:
        if setting.record in _OWN and not setting.id.endswith(f".{self.reviewer}"):
            return False
        return fits(setting.record, setting.field, setting.value)

    @cached_property
    def made_at(self) -> datetime:
        """The wall time, aware, in UTC."""
        return datetime.fromisoformat(self.time)

    def __eq__(self, other: object) -> bool:
        return self.body == other.body if isinstance(other, Change) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def from_body(cls, body: bytes, proved: str = "") -> Change:
        """Read canonical bytes; NotAChange where they are anything but a change in its one form.

        With the id that they were ``proved`` to have, or will be by another, the form is not seen.
        """
        if len(body) > LARGEST:
            raise NotAChange("too large")
        try:
            value = json.loads(body)
            change = written_act(value)
            if proved:
                change.__dict__.update(body=body, id=proved)
                return change
            # all else in it is read into its one form; a list, so that every depth is looked at
            if all([plain(s.value, _LEVEL) for s in change.sets]):  # noqa: C419
                # cached_property looks here first
                change.__dict__["body"] = _dumped(change.value)
            if change.body != body:
                raise NotAChange("not in canonical form")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotAChange(str(error)) from error
        return change


def ancestors(value: Any) -> tuple[str, ...]:
    """Read a list of ids of changes; NotAChange, TypeError where it is none."""
    heads = tuple(_match(_HASH, head) for head in value)
    if len(set(heads)) < len(heads):
        raise NotAChange("a head named twice")
    return heads


def written_act(value: dict[str, Any]) -> Change:
    """Read what canonical bytes say; NotAChange, KeyError, TypeError, ValueError where that is
    none.
    """
    milliseconds, counter = value["clock"]
    return Change(
        reviewer=_match(_ID, value["reviewer"]),
        installation=_match(_ID, value["installation"]),
        sequence=_natural(value["sequence"]),
        clock=(_natural(milliseconds), _natural(counter)),
        time=_time(value["time"]),
        zone=_text(value["zone"]),
        heads=ancestors(value["heads"]),
        sets=tuple([_setting(*given) for given in value["sets"]]),
        group=_match(_ID, value["group"]),
        inverts=_match(_ID, value["inverts"]) if value["inverts"] else "",
        label=_text(value["label"]),
        random=_match(_ID, value["random"]),
        format=_natural(value["format"]),
    )


def _setting(record: Any, id_: Any, name: Any, value: Any) -> Setting:
    if not (isinstance(record, str) and isinstance(id_, str) and isinstance(name, str)):
        raise NotAChange("a text was expected")
    return Setting(record, id_, name, value)


def _time(value: Any) -> str:
    text = _text(value)
    made_at = datetime.fromisoformat(text)
    if made_at.utcoffset() != timedelta(0) or utc_text(made_at) != text:
        raise NotAChange("a time that is not in UTC and milliseconds")
    return text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotAChange("a text was expected")
    return value


def _natural(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _EXACT:
        raise NotAChange("a whole number was expected")
    return value


def _match(pattern: re.Pattern[str], value: Any) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise NotAChange("an id was expected")
    return text


def plain(value: object, level: int = 0) -> bool:
    """Tell whether the standard library writes a value as RFC 8785 does; NotAChange where it is too
    deep.
    """
    if value is None or isinstance(value, str):
        return True
    if level > _DEEPEST:
        raise NotAChange("nested too deeply")
    if isinstance(value, dict):
        # a list, so that every depth is looked at
        return all([plain(v, level + 1) and _is_ascii(k) for k, v in value.items()])  # noqa: C419
    if isinstance(value, list):
        return all([plain(child, level + 1) for child in value])  # noqa: C419
    return isinstance(value, int) and -_EXACT < value < _EXACT


def _is_ascii(key: object) -> bool:
    return isinstance(key, str) and key.isascii()


def _dumped(value: object) -> bytes:
    """Write JSON as the standard library does: many times faster, and canonical where `plain`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8")


def new_id() -> str:
    """Return a new random id: 128 bits in hex."""
    return secrets.token_hex(16)


def tick(last: tuple[int, int], now: datetime) -> tuple[int, int]:
    """Return the next reading of a hybrid logical clock after ``last`` (Kulkarni et al. 2014).

    A counter that a stranger has driven to its end stays there: ancestry does not rest on clocks.
    """
    milliseconds = int(now.timestamp() * 1000)
    if milliseconds > last[0]:
        return milliseconds, 0
    return last[0], min(last[1] + 1, _EXACT - 1)


def utc_text(now: datetime) -> str:
    """Return a time as it is stored: UTC, milliseconds."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds")
