# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes over the channel: JSON values and blobs of bytes, checked on arrival."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NoReturn, TypeAlias

from sidelight.worker.faults import FramingError

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Blob: TypeAlias = "bytes | memoryview"
Report: TypeAlias = Callable[[float, str], None]

# Parsing holds the interpreter's lock, and so the window: 6 ms a MiB of text, ten times that for
# numbers.  What is large (texts, boxes, pictures) belongs into blobs.
MAX_JSON = 8 << 20
MAX_NODES = 1_000_000
MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Reply:
    """What an entry returns: values, and bytes that are too large or too raw for them.

    A view among the blobs must hold what it looks at until the reply is sent.
    """

    values: dict[str, Json] = field(default_factory=dict)
    blobs: tuple[Blob, ...] = ()


class RemoteFault(Exception):
    """A plain failure of the entry.

    ``kind`` is an identifier such as ``encrypted``.  ``fault`` is any unforeseen exception, with
    values ``type`` (its class) and ``where`` (file and line of our code); ``start`` is one during
    warming, when no document has been seen yet, with a ``message`` too.
    """

    def __init__(self, kind: str, values: dict[str, Json] | None = None) -> None:
        super().__init__(kind, values or {})
        self.kind = kind
        self.values: dict[str, Json] = values or {}


Call: TypeAlias = Callable[[dict[str, Json], Sequence[Blob], Report], Reply]


class Kind(IntEnum):
    """What a message is; only CALL goes to the child."""

    CALL = 1
    READY = 2
    PROGRESS = 3
    REPLY = 4
    FAULT = 5


@dataclass(frozen=True, slots=True)
class Message:
    """One message; ``number`` is that of the call it belongs to (0: none)."""

    kind: Kind
    number: int
    values: dict[str, Json]
    blobs: tuple[Blob, ...] = ()


def pack_values(values: Mapping[str, Json]) -> bytes:
    """Return ``values`` as UTF-8 JSON; FramingError where they are not JSON or too large."""
    try:
        raw = json.dumps(
            values, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise FramingError(f"values that JSON cannot hold ({type(error).__name__})") from error
    _check_size(raw)
    return raw


def unpack_values(raw: bytes | bytearray) -> dict[str, Json]:
    """Return the object that a stranger's ``raw`` holds.

    FramingError where it is not strict UTF-8 JSON, is no object, is deeper than MAX_DEPTH, has more
    than MAX_NODES values, holds a number that is not finite or half a surrogate pair.
    """
    _check_size(raw)
    try:
        values = json.loads(raw.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise FramingError(f"bad JSON ({type(error).__name__})") from None
    if not isinstance(values, dict):
        raise FramingError("values that are no object")
    _check_values(values)
    return values


def _check_size(raw: bytes | bytearray) -> None:
    if len(raw) > MAX_JSON:
        raise FramingError(f"{len(raw)} bytes of JSON; large things belong into blobs")
    # Before parsing: three bytes of JSON can become seventy of memory.
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MAX_NODES:
        raise FramingError("too many JSON values; large things belong into blobs")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_values(values: dict[str, Json]) -> None:
    level: list[Json] = [values]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise FramingError("JSON nested too deeply")
        inner: list[Json] = []
        for value in level:
            if isinstance(value, dict):
                inner.extend(value)
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
            else:
                _check_plain(value)
        level = inner


def _check_plain(value: Json) -> None:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise FramingError("half a surrogate pair in a string") from None
    elif isinstance(value, float) and not math.isfinite(value):
        raise FramingError("a number that is not finite")
