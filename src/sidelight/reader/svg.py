# SPDX-License-Identifier: AGPL-3.0-or-later
"""SVG: a drawing as it is, with the words in it as text."""

from __future__ import annotations

from sidelight.reader.extraction import Extraction
from sidelight.reader.fixed import read_fixed
from sidelight.reader.opening import SVG_TYPE
from sidelight.reader.picture_kinds import is_drawing
from sidelight.reader.reading import Format, Progress, Request
from sidelight.reader.titles import stated_title
from sidelight.reader.xml_part import parse_xml, words_of


def is_svg(data: bytes, _suffix: str) -> bool:
    """Tell a drawing by its root element."""
    return is_drawing(data)


def read_svg(request: Request, report: Progress) -> Extraction:
    """Read a drawing; it is its own title where it states one."""
    root = parse_xml(request.data, mend=True)
    named = (child for child in root if str(child.tag).rpartition("}")[2] == "title")
    title = stated_title(words_of(next(named, None)))
    return read_fixed(request, report, SVG_TYPE, title=title)


SVG = Format(
    "SVG",
    SVG_TYPE,
    is_svg,
    read_svg,
    b'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">'
    b'<title>Warm</title><text x="9" y="50">Warm</text></svg>',
)
