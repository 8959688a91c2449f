# SPDX-License-Identifier: AGPL-3.0-or-later
"""The styles of citations on offer.  A further one is a file in ``resources/citation-styles`` and a
line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sidelight import resources
from sidelight.language import N_

DEFAULT = "chicago-notes"
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style: its name on the command line, its title, its file, and whether it cites in notes.

    ``title`` is to be looked up in the catalogue where it is shown.  Styles that cite in the text
    are represented by their entry in the bibliography: a short form tells no letter from another.
    """

    name: str
    title: str
    file: str = ""
    notes: bool = False

    @property
    def part(self) -> str:
        """The part of the file that makes a full citation."""
        return "citation" if self.notes else "bibliography"


STYLES = (
    CitationStyle(
        DEFAULT,
        N_("Chicago 18, notes; the archive before the place in it"),
        "chicago-notes-archive-place-first.csl",
        notes=True,
    ),
    CitationStyle(
        "chicago-notes-archive-last",
        N_("Chicago 18, notes; the archive after the place in it"),
        "chicago-notes.csl",
        notes=True,
    ),
    CitationStyle(
        "chicago-author-date",
        N_("Chicago 18, author and date"),
        "chicago-author-date-archive-place-first.csl",
    ),
    CitationStyle("mla", N_("MLA 9, works cited"), "modern-language-association.csl"),
    CitationStyle("apa", N_("APA 7, references"), "apa.csl"),
    CitationStyle("harvard", N_("Harvard, Cite Them Right"), "harvard-cite-them-right.csl"),
    CitationStyle("gost", N_("GOST R 7.0.5-2008 (Russian)"), "gost-r-7-0-5-2008.csl"),
    CitationStyle(PLAIN, N_("Sidelight's own, in the order of archival footnotes")),
)
"""All styles, the default first; ``plain`` has no file."""

NAMES = tuple(style.name for style in STYLES)


def style_named(name: str) -> CitationStyle:
    """Return the style of a name; the default for any other, which settings may hold."""
    return next((style for style in STYLES if style.name == name), STYLES[0])


@cache
def style_file(name: str) -> bytes:
    """Return what stands in a style's file; OSError where it is not installed."""
    return (resources.folder("resources") / "citation-styles" / name).read_bytes()
