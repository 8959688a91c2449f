# SPDX-License-Identifier: AGPL-3.0-or-later
"""A ZIP archive that a stranger made: nothing of it is written anywhere, and what it unpacks to is
counted while it unpacks, whatever its directory says.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from sidelight.reader.reading import Unreadable

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 160_000_000
LARGEST_WHOLE = 400_000_000
"""Most files in an archive, most bytes of one of them and of all that is read of it, unpacked."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_PIECE = 1 << 20
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_archive(data: bytes) -> bool:
    """Tell a ZIP archive by its first bytes."""
    return data.startswith(_STARTS)


class Archive:
    """The members of an archive by name.

    Opening raises Unreadable: ``damaged``, or ``too_costly`` for more members than any document
    has.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_DIRECTORY_ENTRY) > 2 * MOST_MEMBERS:
            raise Unreadable("too_costly")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("damaged") from error
        if len(members) > MOST_MEMBERS:
            raise Unreadable("too_costly")
        self._members = {member.filename: member for member in members if not member.is_dir()}
        self._folded = {name.casefold(): name for name in self._members}
        self._left = LARGEST_WHOLE

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._folded

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    @property
    def declared(self) -> int:
        """How many bytes the members say they hold, all together."""
        return sum(member.file_size for member in self._members.values())

    @property
    def largest(self) -> int:
        """How many bytes the largest member says it holds."""
        return max((member.file_size for member in self._members.values()), default=0)

    def read(self, name: str, most: int = LARGEST_MEMBER) -> bytes:
        """Return what a member holds, letters' case in its name ignored as programs do.

        Raises Unreadable: ``damaged`` where it is missing or broken, ``sealed``, ``too_costly``
        where it unpacks to more than ``most`` bytes or all that was read so far to too much.
        """
        member = self._members.get(self._folded.get(name.casefold(), ""))
        if member is None:
            raise Unreadable("damaged")
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("sealed")
        most = min(most, self._left)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > most:
                        raise Unreadable("too_costly")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Unreadable("damaged") from error
        except NotImplementedError as error:
            # A way of packing, or a patched member, that Python does not know.
            raise Unreadable("damaged") from error
        except RuntimeError as error:
            raise Unreadable("sealed") from error
        self._left -= size
        return b"".join(pieces)

    def read_any(self, name: str, most: int = LARGEST_MEMBER) -> bytes:
        """Return what a member holds, nothing where it is missing or broken; else as `read`."""
        try:
            return self.read(name, most)
        except Unreadable as fault:
            if fault.kind == "too_costly":
                raise
            return b""


def inside(base: str, address: str) -> str:
    """Return the name of the member that ``address`` means in the member ``base``.

    Empty where it leads anywhere else: another site, a file of this machine, above the archive.
    """
    path = unquote(address.partition("#")[0].partition("?")[0].strip())
    if not path or _ADDRESS.match(path) or path.startswith(("//", "\\")):
        return ""
    below = (
        path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    )
    name = posixpath.normpath(below)
    return "" if name in {".", ".."} or name.startswith("../") else name
