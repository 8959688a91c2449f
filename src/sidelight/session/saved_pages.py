# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a chosen file is as a document: most are what they are; a page with its folder, and a page
of a web archive, become a page in one file.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sidelight.errors import DocumentError
from sidelight.language import _
from sidelight.reader import remote_pages
from sidelight.reader.archived_pages import ArchivedPage, ArchivedPages, may_be_archive
from sidelight.reader.remote import Reader
from sidelight.session.page_folder import with_folder

Stop = Callable[[], bool] | None

_MEGABYTE = 1_000_000
_SUFFIX = ".mhtml"
_ADDRESS = re.compile(r"https?:/", re.IGNORECASE)
_NO_NAME = re.compile(r"[^\w.-]+")
_PAGE_END = re.compile(r"\.x?html?$", re.IGNORECASE)
_LONGEST_NAME = 100
_MOST_COPIES = 10


class Taken(NamedTuple):
    """A file as it becomes a document: its name and its bytes."""

    name: str
    data: bytes


def take(
    reader: Reader, path: Path, limit: int, *, page: str = "", cancelled: Stop = None
) -> Taken:
    """Return what a file of at most ``limit`` MB is as a document.

    ``page`` says which page of a web archive is meant: its number (`pages_in`) or its address.
    Raises DocumentError: as `read`; archive.many where a page must be chosen, archive.no_page,
    archive.empty, archive.packed, archive.none where there is nothing to choose from; Cancelled.
    """
    name = words(path.name)
    data = read(path, limit)
    found = _pages(reader, data, name, cancelled)
    if found is not None:
        chosen = _chosen(found, name, page)
        whole = remote_pages.archived_page(reader, data, name, chosen.number, cancelled=cancelled)
        return Taken(_name_of(chosen), whole)
    if page:
        raise DocumentError("archive.none", name=name)
    names = partial(remote_pages.names, reader, data, name, cancelled=cancelled)
    both = with_folder(path, data, names)
    # what it holds is no HTML any more, and whoever opens it by its name expects what it holds
    return Taken(words(path.stem) + _SUFFIX, both) if both else Taken(name, data)


def pages_in(reader: Reader, path: Path, limit: int, *, cancelled: Stop = None) -> ArchivedPages:
    """List the pages of a web archive (WARC, WACZ); DocumentError as by `take`."""
    name = words(path.name)
    found = _pages(reader, read(path, limit), name, cancelled)
    if found is None:
        raise DocumentError("archive.none", name=name)
    return found


def take_again(reader: Reader, path: Path, limit: int, digest: str, address: str) -> bytes:
    """Return the bytes of a document, whose SHA-256 (hex) and web address are known, from the file
    that it was made of; the bytes of that file where it was made of another.

    Raises DocumentError as `read`; Cancelled.
    """
    data = read(path, limit)
    if hashlib.sha256(data).hexdigest() == digest:
        return data
    copies = [""]
    with suppress(DocumentError):
        found = _pages(reader, data, words(path.name), None)
        pages = found.pages if found else ()
        copies = [str(page.number) for page in pages if page.address == address] or copies
    for page in copies[:_MOST_COPIES]:
        with suppress(DocumentError):
            made = take(reader, path, limit, page=page).data
            if hashlib.sha256(made).hexdigest() == digest:
                return made
    return data


def _pages(reader: Reader, data: bytes, name: str, cancelled: Stop) -> ArchivedPages | None:
    """Return the pages of an archive; None for anything else."""
    if not may_be_archive(data):
        return None
    try:
        return remote_pages.archived_pages(reader, data, name, cancelled=cancelled)
    except DocumentError as error:
        if error.id == "document.unknown":
            return None
        raise


def _chosen(found: ArchivedPages, name: str, page: str) -> ArchivedPage:
    if not found.pages:
        raise DocumentError("archive.packed" if found.packed else "archive.empty", name=name)
    if page:
        chosen = found.find(page)
        if chosen is None:
            raise DocumentError("archive.no_page", name=name, page=page)
        return chosen
    if len(found.pages) > 1:
        count = len(found.pages) + found.left_out
        raise DocumentError("archive.many", name=name, count=count)
    return found.pages[0]


def _name_of(page: ArchivedPage) -> str:
    """Return a name for the file of a page, made of where it was."""
    where = _PAGE_END.sub("", page.address.partition("://")[2])
    return _NO_NAME.sub("-", where).strip("-.")[:_LONGEST_NAME] + _SUFFIX


def words(text: str) -> str:
    """Return ``text`` with what is no character replaced: names of files may be any bytes."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def is_address(path: Path | str) -> bool:
    """Tell a web address from a file, one given as a path too, which lost a slash."""
    return bool(_ADDRESS.match(str(path)))


def refuse_address(address: str) -> DocumentError:
    """Return the sentence for a web address where a file was wanted: nothing is ever fetched."""
    whole = re.sub(r"^(https?:)/+", r"\1//", address, flags=re.IGNORECASE)
    return DocumentError("document.address", address=words(whole))


def read(path: Path, limit: int) -> bytes:
    """Return the bytes of a file of at most ``limit`` MB; DocumentError."""
    try:
        if path.is_dir():
            raise DocumentError("document.directory", path=str(path))
        if not stat.S_ISREG(path.stat().st_mode):
            raise DocumentError(
                "document.unreadable", path=str(path), reason=_("it is no plain file")
            )
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit * _MEGABYTE + 1) if size <= limit * _MEGABYTE else b""
    except FileNotFoundError as error:
        if is_address(path):
            raise refuse_address(str(path)) from error
        raise DocumentError("document.missing", path=str(path)) from error
    except OSError as error:
        raise DocumentError(
            "document.unreadable", path=str(path), reason=error.strerror or str(error)
        ) from error
    size = max(size, len(data))
    if size > limit * _MEGABYTE:
        shown = math.ceil(size / _MEGABYTE)
        raise DocumentError("document.too_large", name=words(path.name), size=shown, limit=limit)
    return data
