# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a format is, what it is asked, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

from sidelight.reader.extraction import Extraction
from sidelight.worker import RemoteFault

Progress = Callable[[float, str], None]


class Unreadable(RemoteFault):
    """A document cannot be read; ``kind`` is the last part of an error id of `sidelight.errors`."""


@dataclass(frozen=True, slots=True)
class Request:
    """One document to read: its bytes, its file name, whether to keep the whole of a web page, and
    the password where the user gave one.
    """

    data: bytes
    name: str
    whole_page: bool = False
    password: str = field(default="", repr=False)

    @property
    def stem(self) -> str:
        """The file name without its suffix, a title where the document has none."""
        return PurePath(self.name.replace("\\", "/")).stem or self.name


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document that can be read.

    ``recognises(data, suffix)`` looks at the bytes; the suffix (``.md``) may only break a tie
    between formats that the bytes cannot tell apart. ``read`` raises Unreadable. ``sample`` is a
    small document of the kind, to warm a process with.
    """

    name: str
    media_type: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[Request, Progress], Extraction]
    sample: bytes
