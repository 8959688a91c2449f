# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads REFI-QDA projects with a library that knows nothing of us, into what they say."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree
from pyrefiqda import RefiProject

NAMESPACE = "{urn:QDA-XML:project:1.0}"
_SELECTIONS = ("plain_text_selection", "pdfselection", "picture_selection")

ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "Code": "Description NoteRef Code",
    "TextSource": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "PDFSource": "Description PDFSelection Representation Coding NoteRef VariableValue",
    "PictureSource": "Description TextDescription PictureSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "PDFSelection": "Description Representation Coding NoteRef",
    "PictureSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "VariableValue": "VariableRef TextValue",
    "Set": "Description MemberCode MemberSource MemberNote",
}
"""The order in which elements stand, by what they stand in."""
ORDER |= dict.fromkeys(("Representation", "TextDescription", "Note"), ORDER["TextSource"])
_LISTS = {"Users", "Codes", "Variables", "Sources", "Notes", "Links", "Sets"}
"""Elements that may not be empty."""


@dataclass
class Marked:
    """A selection: the words that it cuts out of its text, or its corners on a page."""

    guid: str
    source: str
    words: str
    place: tuple[int, int]
    corners: tuple[int, ...]
    codes: list[tuple[str, str]]
    notes: list[str]


@dataclass
class Opened:
    """A project as the library read it, with what hangs together looked up.

    ``codes`` are names by GUID, ``notes`` texts; ``coded`` are who gave which code, by name.
    """

    project: Any
    users: dict[str, str]
    codes: dict[str, str]
    notes: dict[str, Any]
    marks: list[Marked] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def marked(self, code: str) -> list[str]:
        """Return the words that a code was given to, by its name."""
        return [one.words for one in self.marks if code in {name for name, _by in one.codes}]

    def said(self) -> list[str]:
        """Return the texts of all notes."""
        return [note.plain_text_content for note in self.notes.values()]


def opened(data: bytes) -> Opened:
    """Read a package; whatever is wrong with it raises."""
    sound(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.qdpx")
        path.write_bytes(data)
        project = RefiProject.load(path, extract_dir=f"{folder}/out")
        files = {one.name: one.read_bytes() for one in Path(folder, "out", "Sources").glob("*")}
    notes = {note.guid: note for note in project.notes.note} if project.notes else {}
    users = {user.guid: user.name for user in project.users.user}
    found = Opened(project, users, dict(_codes(project.code_book.codes)), notes)
    for source in _sources(project):
        text = source if hasattr(source, "plain_text_path") else None
        text = text or getattr(source, "representation", None)
        text = text or getattr(source, "text_description", None)
        if text is not None:
            name = text.plain_text_path.removeprefix("internal://")
            found.texts[source.name] = files[name].decode("utf-8")
        for holder in filter(None, {id(one): one for one in (source, text)}.values()):
            found.marks += _marks(found, source, holder)
    return found


def _codes(above: Any) -> Iterator[tuple[str, str]]:
    for code in above.code:
        yield code.guid, code.name
        yield from _codes(code)


def _sources(project: Any) -> Iterator[Any]:
    if project.sources:
        for kind in ("text_source", "pdfsource", "picture_source"):
            yield from getattr(project.sources, kind)


def _marks(found: Opened, source: Any, holder: Any) -> Iterator[Marked]:
    for kind in _SELECTIONS:
        for one in getattr(holder, kind, ()):
            words, place = "", (0, 0)
            corners: tuple[int, ...] = ()
            if kind == "plain_text_selection":
                place = one.start_position, one.end_position
                words = found.texts[source.name][slice(*place)]
            else:
                corners = (one.first_x, one.first_y, one.second_x, one.second_y)
                corners = (*([one.page] if kind == "pdfselection" else []), *corners)
            notes = [note.target_guid for note in one.note_ref]
            yield Marked(one.guid, source.name, words, place, corners, coded(found, one), notes)


def coded(found: Opened, one: Any) -> list[tuple[str, str]]:
    """Return the codes that something was given, by name, and who gave them ("" where unsaid)."""
    return [
        (found.codes[coding.code_ref.target_guid], found.users.get(coding.creating_user, ""))
        for coding in one.coding
    ]


def sound(data: bytes) -> Any:
    """Hold a package against what the standard asks for beyond single elements; return the root."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        root = etree.fromstring(package.read("project.qde"))
    assert len({*names}) == len(names)
    for name in names:
        path = PurePosixPath(name)
        assert name == "project.qde" or (path.parts[0], len(path.parts)) == ("Sources", 2)
        assert name.isascii()
    paths = [value for one in root.iter() for key, value in one.items() if key.endswith("ath")]
    assert {f"Sources/{path.removeprefix('internal://')}" for path in paths} == {*names[:-1]}
    made = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len({*made}) == len(made)
    named = ("targetGUID", "creatingUser", "creatingUserGUID", "originGUID")
    for one in root.iter():
        assert all(one.get(name) in {*made, None} for name in named), dict(one.attrib)
        _in_order(one)
    return root


def _in_order(one: Any) -> None:
    tag = one.tag.removeprefix(NAMESPACE)
    children = [child.tag.removeprefix(NAMESPACE) for child in one]
    assert tag not in _LISTS or children
    if tag in ORDER:
        places = [ORDER[tag].split().index(name) for name in children]
        assert places == sorted(places), (tag, children)
    if tag in {"TextSource", "Representation", "TextDescription", "Note"}:
        # either a file or the words, not both
        assert ("PlainTextContent" in children) != bool(one.get("plainTextPath"))
    if tag.endswith("Selection"):
        # QualCoder cannot read one that does not say when
        assert one.get("creationDateTime")
