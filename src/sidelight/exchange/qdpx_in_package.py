# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stranger's REFI-QDA package: a ZIP with a project.qde and files, or the .qde alone.

Paths in the XML (REFI-QDA 1.5, 8.3) are ``internal://`` for a file in the folder of sources,
``relative://`` and ``absolute://`` for one of somebody's disk: of those only what lies in the
package too is found.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from sidelight.errors import InputError
from sidelight.exchange.qdpx_in_xml import tag_of
from sidelight.language import _
from sidelight.reader.archive import Archive, is_archive
from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import parse_xml

LARGEST_XML = 80_000_000
"""Bytes of a project.qde: ten times what 10,000 codings take."""
MOST_TAGS = 1_500_000
"""The signs "<" in it, of which each element has one or two."""

_FOLDERS = ("Sources", "")
_SCHEME = re.compile(r"(internal|relative)://?", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_FORMAT = "REFI-QDA"


class Package:
    """The XML of a project and the files beside it.

    Opening raises InputError: import.unreadable, import.too_much, import.codebook.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._archive: Archive | None = None
        self._beside = ""
        xml = data
        try:
            if is_archive(data):
                self._archive = Archive(data)
                member = self._project()
                self._beside = member.rpartition("/")[0]
                xml = self._archive.read(member, LARGEST_XML)
            self.root = self._parsed(xml)
        except Unreadable as fault:
            raise self._refusal(fault) from fault

    def read(self, path: str, most: int) -> bytes | None:
        """Return the file that a path of the XML means; None where it is not in the package,
        empty where it is damaged.

        Raises InputError (import.too_much) where it unpacks to more than ``most`` bytes.
        """
        member = self.member(path)
        if not member or self._archive is None:
            return None
        try:
            return self._archive.read(member, most)
        except Unreadable as fault:
            if fault.kind == "too_costly":
                raise self.too_large(_("{file} is too large").format(file=member)) from fault
            return b""

    def member(self, path: str) -> str:
        """Return the name of the member that a path means, "" where there is none."""
        bare = _SCHEME.sub("", path.strip(), count=1).replace("\\", "/")
        if self._archive is None or not bare or _ELSEWHERE.match(bare):
            return ""
        for written in dict.fromkeys((bare, unquote(bare))):
            parts = [part for part in written.split("/") if part not in {"", "."}]
            if not parts or ".." in parts:
                continue
            for folder in _FOLDERS:
                member = "/".join(filter(None, (self._beside, folder, *parts)))
                if member in self._archive:
                    return member
        return ""

    def too_large(self, reason: str) -> InputError:
        """Return the error for a package with more in it than is read."""
        return InputError("import.too_much", name=self._name, reason=reason)

    def _project(self) -> str:
        """Return the member that holds the XML: the one nearest to the top."""
        names = [name for name in self._archive or () if name.lower().endswith(".qde")]
        if not names:
            raise InputError(
                "import.unreadable",
                name=self._name,
                format=_FORMAT,
                reason=_("there is no project.qde in it"),
            )
        usual = "project.qde"
        return min(names, key=lambda one: (one.count("/"), not one.lower().endswith(usual), one))

    def _parsed(self, xml: bytes) -> Any:
        if len(xml) > LARGEST_XML or xml.count(b"<") > MOST_TAGS:
            raise Unreadable("too_costly")
        root = parse_xml(xml)
        found = tag_of(root)
        if found == "CodeBook":
            raise InputError("import.codebook", name=self._name)
        if found != "Project":
            reason = _("it is another kind of XML ({found})").format(found=found[:40])
            raise InputError("import.unreadable", name=self._name, format=_FORMAT, reason=reason)
        return root

    def _refusal(self, fault: Unreadable) -> InputError:
        if fault.kind == "too_costly":
            return self.too_large(_("it holds too many parts, or too large ones"))
        sealed = fault.kind == "sealed"
        reason = _("it is behind a password") if sealed else _("it is damaged")
        return InputError("import.unreadable", name=self._name, format=_FORMAT, reason=reason)
