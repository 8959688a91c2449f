# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names by which other programs know records, people and documents: IRIs, the same in each
export.

A record is ``urn:uuid:`` of its id (128 bits in hex).  A document is its web address where it has
one that may be given away, else ``ni:///sha-256;…`` (RFC 6920): its bytes name it, so that whoever
has the same file knows it, and nobody is sent anywhere.  `id_of` and `sha256_of` read them back.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from sidelight.model.imported import AWAY
from sidelight.model.records import Document
from sidelight.model.web_address import web_address

_OURS = UUID("6d0f3c1c-6a7b-4c0e-9d53-2f4b8e0a917e").bytes
"""What names are made of for things without an id of 128 bits."""

_HEX = re.compile("[0-9a-f]{32}")
_DIGEST = re.compile("[0-9a-f]{64}")
_NAMED_BYTES = re.compile(r"ni://[^/?#]*/sha-256;([A-Za-z0-9_-]{43})=?(?:\?[^#]*)?")
_ARCHIVED = re.compile(r"https?://[^/]+/(?:[^/:]+/)*?(\d{14})(?:[a-z]{2}_)?/(https?:/.+)")
"""Addresses of web archives: a moment, then the address that was kept."""


def record(id_: str) -> str:
    """Return the name of a record or a person."""
    id_ = id_.removeprefix(AWAY)
    if not _HEX.fullmatch(id_):
        return made_of(id_)
    return f"urn:uuid:{id_[:8]}-{id_[8:12]}-{id_[12:16]}-{id_[16:20]}-{id_[20:]}"


def made_of(words: str) -> str:
    """Return a name made of words: a UUID of version 5 (RFC 9562), sooner than `uuid` has it."""
    made = hashlib.sha1(_OURS + words.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(made[16], 16) & 3]
    return f"urn:uuid:{made[:8]}-{made[8:12]}-5{made[13:16]}-{variant}{made[17:20]}-{made[20:32]}"


def part(id_: str, what: str) -> str:
    """Return the name of what a record holds, such as the correction of a claim."""
    return made_of(f"{id_} {what}")


def id_of(iri: str) -> str:
    """Return the id of the record that `record` names so, "" where it is no such name."""
    if not iri.startswith("urn:uuid:"):
        return ""
    plain = iri[9:].replace("-", "").lower()
    return plain if _HEX.fullmatch(plain) else ""


def digest(hex_: str) -> str:
    """Return the name of bytes whose SHA-256 is known, in hex."""
    if not _DIGEST.fullmatch(hex_):
        return made_of(hex_)
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(hex_)).rstrip(b'=').decode()}"


def sha256_of(iri: str) -> str:
    """Return the SHA-256, in hex, of the bytes that an IRI names (RFC 6920, with or without who has
    them), "" where it names none.
    """
    found = _NAMED_BYTES.fullmatch(iri)
    try:
        # what the last letter holds beyond 256 bits is zero where somebody made the name
        return urlsafe_b64decode(f"{found[1]}=").hex() if found else ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a document is on the web: its own address, that of an archive which kept it, and the
    moment of which that is.
    """

    url: str = ""
    archive: str = ""
    kept_at: datetime | None = None


@lru_cache(maxsize=512)
def address(given: str) -> Address:
    """Read a web address as it was entered; one of an archive is told from what it keeps."""
    url = web_address(given)
    kept = _ARCHIVED.fullmatch(url)
    if kept:
        # an archive's address may have lost one of the two slashes
        own = web_address(re.sub(r"^(https?:/)/?", r"\1/", kept[2]))
        with suppress(ValueError):
            moment = datetime.strptime(kept[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            return Address(own or url, url, moment)
    return Address(url)


def document(document: Document) -> str:
    """Return the name of a document."""
    return address(document.citation.get("URL", "")).url or digest(document.id)


SOFTWARE = made_of("sidelight")
