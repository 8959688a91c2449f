# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headers and footers of a Word document: which of them are in use, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from sidelight.reader.archive import Archive, inside
from sidelight.reader.docx_words import is_on, value_of
from sidelight.reader.page_margins import FOOTER, HEADER, MOST_MARGINS, only_numbered
from sidelight.reader.reading import Unreadable
from sidelight.reader.xml_part import parse_xml

_REASONS = {"headerReference": HEADER, "footerReference": FOOTER}
_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or a footer: why it is furniture, and the member of the archive that it is."""

    reason: str
    member: str


def margins_of(archive: Archive, main: str, root: Any) -> list[Margin]:
    """Return headers and footers in use, each once, in their order.

    ``main`` is the member that is the text, ``root`` its root element.
    """
    targets = _targets(archive, main)
    settings = _root_of(archive, "word/settings.xml")
    both = settings is not None and is_on(settings.find("{*}evenAndOddHeaders"))
    found: list[Margin] = []
    for section in root.iter("{*}sectPr"):
        if section.getparent().tag.endswith("}sectPrChange"):
            continue
        used = {"default", "first" if is_on(section.find("{*}titlePg")) else ""}
        used.add("even" if both else "")
        for reference in section.iterchildren("{*}headerReference", "{*}footerReference"):
            member = targets.get(value_of(reference, "id"), "")
            if (value_of(reference, "type") or "default") in used and member in archive:
                found.append(Margin(_REASONS[etree.QName(reference).localname], member))
    return list(_bounded(dict.fromkeys(found)))


def margin_root(archive: Archive, margin: Margin) -> Any:
    """Return a header or footer as the root of a text, without numbers of pages; None where it
    cannot be read.
    """
    root = _root_of(archive, margin.member)
    word = etree.QName(root).namespace if root is not None else None
    if not word or root.tag not in {f"{{{word}}}hdr", f"{{{word}}}ftr"}:
        return None
    for paragraph in root.iter(f"{{{word}}}p"):
        _drop_numbers(paragraph)
    made = etree.Element(f"{{{word}}}document", nsmap=root.nsmap)
    etree.SubElement(made, f"{{{word}}}body").extend(list(root))
    return made


def relations_of(member: str) -> str:
    """Return the name of the member that says what the references in ``member`` mean."""
    folder, _, name = member.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _bounded(margins: dict[Margin, None]) -> Iterator[Margin]:
    for reason in _REASONS.values():
        yield from [margin for margin in margins if margin.reason == reason][:MOST_MARGINS]


def _targets(archive: Archive, main: str) -> dict[str, str]:
    root = _root_of(archive, relations_of(main))
    if root is None:
        return {}
    return {value_of(one, "Id"): inside(main, value_of(one, "Target")) for one in root}


def _root_of(archive: Archive, member: str) -> Any:
    """Return the root of a part; None where there is none or it is broken: the text counts more."""
    data = archive.read_any(member)
    try:
        root = parse_xml(data) if data else None
    except Unreadable:
        return None
    return None if root is None or root.getroottree().docinfo.doctype else root


def _drop_numbers(paragraph: Any) -> None:
    dropped = _in_simple_fields(paragraph) + _in_fields(paragraph)
    for text in dropped:
        text.text = ""
    rest = list(paragraph.iter("{*}t"))
    if dropped and only_numbered("".join(text.text or "" for text in rest)):
        for text in rest:
            text.text = ""


def _in_simple_fields(paragraph: Any) -> list[Any]:
    fields = [f for f in paragraph.iter("{*}fldSimple") if _is_number(value_of(f, "instr"))]
    return [text for field in fields for text in field.iter("{*}t")]


def _in_fields(paragraph: Any) -> list[Any]:
    """Return the texts between begin and end of fields that are numbers of pages (17.16.18)."""
    open_fields: list[str] = []
    found: list[Any] = []
    for node in paragraph.iter("{*}fldChar", "{*}instrText", "{*}t"):
        name = etree.QName(node).localname
        kind = value_of(node, "fldCharType")
        if kind == "begin":
            open_fields.append("")
        elif kind == "end" and open_fields:
            open_fields.pop()
        elif name == "instrText" and open_fields:
            open_fields[-1] += node.text or ""
        elif name == "t" and open_fields and _is_number(open_fields[-1]):
            found.append(node)
    return found


def _is_number(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in _NUMBERS
