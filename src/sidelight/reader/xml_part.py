# SPDX-License-Identifier: AGPL-3.0-or-later
"""XML that a stranger wrote: no entity of its own is followed, nothing is fetched, and its nesting
is bounded.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Any

from lxml import etree

from sidelight.reader.reading import Unreadable

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_TOO_DEEP = "depth"


def parse_xml(data: bytes, *, mend: bool = False) -> Any:
    """Return the root of an XML document as an lxml element.

    ``mend`` takes what can be taken of XML that is not well formed. Raises Unreadable: ``damaged``,
    or ``too_costly`` where it is nested deeper than 256 elements.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=mend,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable("too_costly" if _TOO_DEEP in str(error) else "damaged") from error
    if root is None:
        raise Unreadable("damaged")
    if mend and any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise Unreadable("too_costly")
    return root


def plain_names(root: Any) -> Any:
    """Take the namespaces off the names of a tree's elements and attributes; return the tree."""
    for element in root.iter(etree.Element):
        if "}" in element.tag:
            element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            value = element.attrib.pop(name)
            plain = name.rpartition("}")[2]
            if plain not in element.attrib:
                element.set(plain, value)
    return root


def named_characters(data: bytes) -> bytes:
    """Return ``data`` with the characters that HTML has names for, such as ``&nbsp;``, as numbers:
    XML without its DTD does not know them.
    """
    return _NAMED.sub(_numbered, data)


def _numbered(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    code = name2codepoint.get(name.decode("ascii"))
    return match.group() if name in _XML_OWN or code is None else b"&#%d;" % code


def words_of(element: Any) -> str:
    """Return what stands in an element, blanks made one; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
