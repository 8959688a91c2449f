# SPDX-License-Identifier: AGPL-3.0-or-later
"""REFI-QDA projects as other programs write them, by hand, and what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from sidelight.exchange.import_formats import imports
from sidelight.exchange.incoming import Given, Incoming, Mark
from sidelight.reader.remote import Reader

NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(name: str) -> str:
    """Return a GUID that is the same for one name."""
    return str(uuid5(NAMESPACE_URL, name))


def key(name: str) -> str:
    """Return the key that such a GUID is read as."""
    return f"urn:uuid:{guid(name)}"


def tag(name: str, inner: str = "", /, **attributes: object) -> str:
    """Return an element; ``named`` is what its GUID is made of."""
    if named := attributes.pop("named", ""):
        attributes = {"guid": guid(str(named)), **attributes}
    said = "".join(f" {at}={quoteattr(str(value))}" for at, value in attributes.items())
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def ref(name: str, named: str) -> str:
    """Return a reference to what has such a GUID."""
    return tag(name, targetGUID=guid(named))


def coding(code: str, by: str = "", inner: str = "", named: str = "") -> str:
    """Return a coding."""
    users = {"creatingUser": guid(by)} if by else {}
    return tag("Coding", ref("CodeRef", code) + inner, named=named or f"coding {code}", **users)


def selection(start: object, end: object, inner: str, /, **more: object) -> str:
    """Return a selection of plain text."""
    more.setdefault("named", f"selection {start} {end}")
    return tag("PlainTextSelection", inner, startPosition=start, endPosition=end, **more)


def codes(*names: str) -> str:
    """Return a code book of codes without an order."""
    made = "".join(tag("Code", named=name, name=name, isCodable="true") for name in names)
    return tag("CodeBook", tag("Codes", made))


def users(*names: str) -> str:
    """Return users."""
    return tag("Users", "".join(tag("User", named=name, name=name) for name in names))


def project(*inner: str, origin: str = "", namespace: str = NAMESPACE) -> str:
    """Return the XML of a project."""
    around = {"xmlns": namespace} if namespace else {}
    return tag("Project", "".join(inner) or "<Users/>", name="A project", origin=origin, **around)


def text_source(inner: str, name: str = "A text", **more: object) -> str:
    """Return the list of sources with one text, whose file is a.txt."""
    more = {"plainTextPath": "internal://a.txt", **more}
    return tag("Sources", tag("TextSource", inner, named=name, name=name, **more))


def package(
    xml: str | bytes, files: Mapping[str, bytes | str] = {}, at: str = "project.qde"
) -> bytes:
    """Return a package; ``files`` are texts or bytes by their names in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(at, xml)
        for name, data in (files or {}).items():
            made.writestr(name, data)
    return out.getvalue()


def took(data: bytes, reader: Reader, name: str = "a.qdpx") -> Incoming:
    """Return what is read of a file by the format that knows it."""
    (known,) = (one for one in imports().formats if one.knows(name, data[:65536]))
    shares: list[float] = []
    found = known.read(Given(data, name, reader), lambda share, _what: shares.append(share))
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    _hangs_together(found)
    return found


def _hangs_together(found: Incoming) -> None:
    """Hold what was read against what is promised of it."""
    for things in (found.documents, found.authors, found.groups, found.marks):
        names = [one.key for one in things]
        assert len(names) == len({*names})
    marks = {one.key: one for one in found.marks}
    documents = {one.key for one in found.documents} | {""}
    authors = {one.key for one in found.authors} | {""}
    groups = {one.key for one in found.groups}
    for one in found.marks:
        assert one.author in authors
        assert one.made_at is None or one.made_at.tzinfo
        assert one.what != "mark" or one.group in groups
        assert not one.on or one.on in marks
        assert not one.answers or marks[one.answers].what == "note"
        for place in one.places:
            assert place.document in documents
            assert (place.start is None) == (place.end is None)


def marks(found: Incoming, what: str = "mark") -> list[Mark]:
    """Return the marks of one sort."""
    return [one for one in found.marks if one.what == what]


def quotes(found: Incoming, what: str = "mark") -> list[str]:
    """Return their words."""
    return [place.quote for one in marks(found, what) for place in one.places]
