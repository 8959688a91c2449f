# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations read out of a PDF by its bytes alone, without the library that wrote them."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """What an annotation says."""

    kind: str
    author: str
    subject: str
    words: str
    made: str
    name: str
    colour: tuple[float, ...]
    quads: tuple[float, ...]
    source: bytes


def told(pdf: bytes) -> list[Told]:
    """Every annotation of a file that is not packed, in the order of its objects."""
    found = (body for _n, body in _OBJECT.findall(pdf) if re.search(rb"/Type */Annot\b", body))
    return [
        Told(
            kind=_sought(rb"/Subtype */(\w+)", body).decode(),
            author=_text(body, b"T"),
            subject=_text(body, b"Subj"),
            words=_text(body, b"Contents"),
            made=_text(body, b"CreationDate"),
            name=_text(body, b"NM"),
            colour=_numbers(body, b"C"),
            quads=_numbers(body, b"QuadPoints"),
            source=body,
        )
        for body in found
    ]


def unpacked(pdf: bytes) -> bytes:
    """A file with what its streams hold, and with its texts as UTF-8, to be searched."""
    parts = [pdf]
    for stream in _STREAM.findall(pdf):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    hexed = re.findall(rb"<\s*FEFF([0-9A-F\s]*)>", b"\n".join(parts), re.IGNORECASE)
    texts = (bytes.fromhex(one.decode()).decode("utf-16-be") for one in hexed)
    return b"\n".join([*parts, *(text.encode() for text in texts)])


def _sought(pattern: bytes, body: bytes) -> bytes:
    found = re.search(pattern, body, re.DOTALL)
    return found[1] if found else b""


def _numbers(body: bytes, key: bytes) -> tuple[float, ...]:
    return tuple(map(float, _sought(b"/" + key + rb" *\[([^\]]*)\]", body).split()))


def _text(body: bytes, key: bytes) -> str:
    packed = _sought(b"/" + key + rb" *<FEFF([0-9A-Fa-f\s]*)>", body)
    if packed:
        return bytes.fromhex(packed.decode()).decode("utf-16-be")
    plain = _sought(b"/" + key + rb" *\(((?:[^()\\]|\\.)*)\)", body)
    return re.sub(rb"\\(.)", rb"\1", plain).decode()
