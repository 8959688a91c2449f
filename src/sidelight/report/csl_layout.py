# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cuts a citation style down to what one kind of record needs.

A style of CSL knows hundreds of cases.  Which of them hold for a record follows from its type and
from which of its variables are there, so they are settled once for all records alike: the rest of
the style is a tenth of it, and is worked through in a tenth of the time.  What has nothing to say
goes as the specification has it: a group whose variables are all absent, with its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

LOCATOR = "locator"

_CSL = "{http://purl.org/net/xbiblio/csl}"
_PARTS = ("citation", "bibliography")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a style can ask of a record: its CSL type, which variables it has, and of each that is a
    date how many numbers it has (year, month, day; none where it is words).
    """

    type: str
    variables: frozenset[str]
    dates: frozenset[tuple[str, int]] = frozenset()


@dataclass(slots=True)
class _Called:
    """Whether what was cut calls variables, and which of them are there; words alone count as one
    without a name where they stand in a group or a macro of their own.
    """

    any: bool = False
    there: set[str] = field(default_factory=set)

    def add(self, other: _Called) -> None:
        self.any = self.any or other.any
        self.there |= other.there


def cut(style: bytes, kind: Kind, part: str) -> bytes:
    """Return a style with only what ``part`` (citation, bibliography) needs for a kind of record.

    Raises ValueError for what is no style, or one without that part.
    """
    from lxml import etree

    try:
        root = etree.fromstring(style, etree.XMLParser(remove_comments=True, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    layout = root.find(f"{_CSL}{part}/{_CSL}layout")
    if layout is None:
        raise ValueError(f"the style has no {part}")
    macros = root.findall(f"{_CSL}macro")
    gone = {f"{_CSL}{other}" for other in _PARTS if other != part}
    for element in (*macros, *(one for one in root if one.tag in gone), *root.iter(f"{_CSL}sort")):
        _drop(element)
    _Cutter(root, kind, part, {macro.get("name"): macro for macro in macros}).children(layout)
    for name in root.iter():
        # names are whole, so none is inverted
        if name.get("delimiter-precedes-last") == "after-inverted-name":
            name.set("delimiter-precedes-last", "contextual")
    return bytes(etree.tostring(root))


@dataclass(slots=True)
class _Cutter:
    """Cuts in the order in which the style says things: what stood in for a missing author is not
    said again.
    """

    root: Any
    kind: Kind
    part: str
    macros: dict[str, Any]
    spent: set[str] = field(default_factory=set)
    within: list[str] = field(default_factory=list)

    def children(self, parent: Any) -> _Called:
        """Cut what is below an element; return what is called there."""
        called = _Called()
        for child in list(parent):
            called.add(self._one(child))
        return called

    def _one(self, element: Any) -> _Called:
        name = str(element.tag).removeprefix(_CSL)
        ways: dict[str, Callable[[Any], _Called]] = {
            "choose": self._choose,
            "group": self._group,
            "names": self._names,
            "text": self._text,
            "number": self._variable,
            "date": self._variable,
            "label": self._label,
        }
        return ways[name](element) if name in ways else _Called()

    def _group(self, group: Any) -> _Called:
        called = self.children(group)
        if not len(group) or (called.any and not called.there):
            _drop(group)
            return called
        return _Called(any=True, there=called.there | {""})

    def _text(self, text: Any) -> _Called:
        if "macro" in text.attrib:
            return self._macro(text)
        if "variable" in text.attrib:
            return self._variable(text)
        if text.get("term") == "no date":
            _drop(text)  # that no date is known says nothing of the source
        return _Called()

    def _macro(self, text: Any) -> _Called:
        """Give a text a macro of its own, cut for where it stands."""
        name = text.get("macro")
        if name in self.within or name not in self.macros:
            raise ValueError(f"the macro {name} is missing or calls itself")
        macro = deepcopy(self.macros[name])
        self.within.append(name)
        called = self.children(macro)
        self.within.pop()
        if not len(macro):
            _drop(text)
            return called
        text.set("macro", f"{name} {len(self.root)}")
        macro.set("name", text.get("macro"))
        self.root.append(macro)
        return _Called(any=True, there=called.there | {""})

    def _variable(self, element: Any) -> _Called:
        variable = element.get("variable")
        if variable == "year-suffix":
            _drop(element)
            return _Called()  # a processor's own, no part of the record
        if self._has(variable) and variable not in self.spent and not self._wordless(element):
            return _Called(any=True, there={variable})
        _drop(element)
        return _Called(any=True)

    def _wordless(self, element: Any) -> bool:
        """Tell whether an element shows of a date only what a date in words does not part."""
        if (element.get("variable"), 0) not in self.kind.dates or element.tag != f"{_CSL}date":
            return False
        asked = element.get("date-parts")
        parts = [part.get("name") for part in element.iter(f"{_CSL}date-part")]
        return "year" not in asked if asked else bool(parts) and "year" not in parts

    def _label(self, label: Any) -> _Called:
        if not self._has(label.get("variable")):
            _drop(label)
        return _Called()

    def _names(self, names: Any) -> _Called:
        said = set(filter(self._has, names.get("variable", "").split())) - self.spent
        substitute = names.find(f"{_CSL}substitute")
        if substitute is not None:
            for child in list(substitute):
                if said:
                    _drop(child)
                elif there := self._one(child).there:
                    said = there
                    self.spent |= there - {""}
            if not len(substitute):
                names.remove(substitute)
        if not said:
            _drop(names)
        return _Called(any=True, there=said)

    def _choose(self, choose: Any) -> _Called:
        """Put the branch that holds in the place of all; keep what only the words can tell."""
        held = [(branch, holds) for branch in choose if (holds := self._holds(branch)) is not False]
        if held and held[0][1]:
            called = self.children(held[0][0])
            for element in list(held[0][0]):
                choose.addprevious(element)
            held = []
        else:
            called = _Called()
            for branch, _holds in held:
                called.add(self.children(branch))
        left = [branch for branch, _holds in held]
        for branch in list(choose):
            if branch not in left:
                choose.remove(branch)
        if not left:
            _drop(choose)
        return called

    def _holds(self, branch: Any) -> bool | None:
        """Tell whether the conditions of a branch hold; None where it depends on the words."""
        found = list(self._conditions(branch))
        match = str(branch.get("match", "all"))
        wanted = match != "all"
        if wanted in found:
            return match == "any"
        return None if None in found else match != "any" or not found

    def _conditions(self, branch: Any) -> Iterator[bool | None]:
        for test, asked in branch.attrib.items():
            for value in asked.split():
                if test == "type":
                    yield value == self.kind.type
                elif test == "variable":
                    yield self._has(value)
                elif test == "is-numeric":
                    yield None if self._has(value) and value != LOCATOR else False
                elif test == "position":
                    yield value == "first" and self.part == "citation"
                elif test != "match":
                    # no locator of a known label, no uncertain date, nothing to tell apart
                    yield False

    def _has(self, variable: str) -> bool:
        return variable.removesuffix("-first") in self.kind.variables


def _drop(element: Any) -> None:
    element.getparent().remove(element)
