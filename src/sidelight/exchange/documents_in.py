# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents and people as annotations name them, each once."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

from sidelight.exchange import iris
from sidelight.exchange.incoming import Author, IncomingDocument
from sidelight.model.web_address import web_address

_LONGEST_NAME = 255
_LONGEST_IRI = 10_000
_DOI = "https://doi.org/"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Documents:
    """Gathers documents by their IRIs."""

    def __init__(self) -> None:
        self._iris: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._records: dict[str, dict[str, str]] = {}
        self._titles: dict[str, str] = {}
        self._bytes: dict[str, str] = {}

    def name(self, iri: str, kind: str = "") -> str:
        """Take in a document; return its key.  ``kind`` is told where it is known."""
        key = iri
        if key not in self._iris:
            # where a file lies on somebody's disk is nobody's business
            key = iris.made_of(iri) if iri[:5].lower() == "file:" else iri
            self._iris[key] = iri
        if kind and key not in self._kinds:
            self._kinds[key] = kind
        return key

    def tell(
        self, key: str, *, title: str = "", sha256: str = "", record: Mapping[str, str] = _NOTHING
    ) -> None:
        """Add what is known of a document that was taken in; what was told first stays."""
        if title:
            self._titles.setdefault(key, title)
        if sha256:
            self._bytes.setdefault(key, sha256)
        for field, value in record.items():
            self._records.setdefault(key, {}).setdefault(field, value)

    def all(self) -> tuple[IncomingDocument, ...]:
        """Return the documents, in the order in which they were met."""
        return tuple(itertools.starmap(self._made, self._iris.items()))

    def _made(self, key: str, iri: str) -> IncomingDocument:
        address = web_address(_address(iri)) if len(iri) <= _LONGEST_IRI else ""
        record = dict(self._records.get(key, {}))
        title = self._titles.get(key, "")
        if title:
            record["title"] = title
        if address:
            record.setdefault("URL", address)
        return IncomingDocument(
            key,
            file_name(iri),
            title,
            self._kinds.get(key, ""),
            iris.sha256_of(iri) or self._bytes.get(key, ""),
            address,
            record=record,
        )


def _address(iri: str) -> str:
    """Return the web address that an IRI stands for: that of a DOI too."""
    return _DOI + iri[4:].strip("/ ") if iri[:4].lower() == "doi:" else iri


def file_name(iri: str) -> str:
    """Return the name of the file that an IRI leads to on somebody's disk, without where it lies;
    "" where it leads elsewhere.
    """
    if iri[:5].lower() != "file:":
        return ""
    path = unquote(iri[5 : _LONGEST_IRI + 5].partition("#")[0].partition("?")[0])
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = "".join(letter for letter in name if letter.isprintable())[-_LONGEST_NAME:]
    return "" if name.strip(". ") == "" else name


class Authors:
    """Gathers people by what tells them apart."""

    def __init__(self) -> None:
        self._found: dict[str, Author] = {}

    def key(self, iri: str, name: str) -> str:
        """Take in a person, by an IRI or else by name; return the key, "" for nobody."""
        key = iri or name
        if key and (key not in self._found or (name and self._found[key].name == key)):
            self._found[key] = Author(key, name or key)
        return key

    def all(self) -> tuple[Author, ...]:
        """Return the people, in the order in which they were met."""
        return tuple(self._found.values())
