# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats of other programs that are read.  A new one is a file of its own and a line here;
another package brings one by an entry point of the group ``sidelight.import_formats`` that leads to
an `ImportFormat`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sidelight.brought import Brought, brought
from sidelight.exchange.incoming import Given, Incoming, Step
from sidelight.language import N_

GROUP = "sidelight.import_formats"


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format: its name on the command line, how its files end, its title, what it brings, how its
    files are told from others, and what reads it.

    ``title`` and ``holds`` are to be looked up in the catalogue where they are shown.  ``knows`` is
    asked of the name and the first 64 KiB of a file, and must never raise.  What reads it calls the
    step now and then and lets what that raises pass; it raises InputError for a file that it cannot
    read.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    holds: str
    knows: Callable[[str, bytes], bool]
    read: Callable[[Given, Step], Incoming]

    @property
    def suffix(self) -> str:
        """The ending that its files have most."""
        return self.suffixes[0]


# what a format needs is loaded when a file is looked at: who lists them waits for nothing


def _knows_web_annotation(name: str, head: bytes) -> bool:
    from sidelight.exchange import annotations_in

    return annotations_in.knows(name, head)


def _web_annotation(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import annotations_in

    return annotations_in.read(given.data, given.name, step)


def _knows_hypothesis(name: str, head: bytes) -> bool:
    from sidelight.exchange import hypothesis

    return hypothesis.knows(name, head)


def _hypothesis(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import hypothesis

    return hypothesis.read(given.data, given.name, step)


def _qdpx(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import qdpx_in

    return qdpx_in.read(given, step)


def _knows_qdpx(name: str, head: bytes) -> bool:
    ending = name.lower().rpartition(".")[2]
    if head.startswith(b"PK"):
        return ending == "qdpx" or b"project.qde" in head
    return ending in {"qde", "qdc"} or b"urn:QDA-XML:" in head


def _pdf(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import pdf_marks

    return pdf_marks.read(given.data, given.name, given.reader, step, given.password)


def _is_pdf(_name: str, head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _knows_csl(name: str, head: bytes) -> bool:
    from sidelight.exchange import csl_in

    return csl_in.knows(name, head)


def _csl(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import csl_in

    return csl_in.read(given, step)


def _knows_ris(name: str, head: bytes) -> bool:
    from sidelight.exchange import ris_in

    return ris_in.knows(name, head)


def _ris(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import ris_in

    return ris_in.read(given, step)


def _knows_bibtex(name: str, head: bytes) -> bool:
    from sidelight.exchange import bibtex_in

    return bibtex_in.knows(name, head)


def _bibtex(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import bibtex_in

    return bibtex_in.read(given, step)


def _knows_zotero_rdf(name: str, head: bytes) -> bool:
    from sidelight.exchange import zotero_rdf_in

    return zotero_rdf_in.knows(name, head)


def _zotero_rdf(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import zotero_rdf_in

    return zotero_rdf_in.read(given, step)


def _knows_csv(name: str, head: bytes) -> bool:
    from sidelight.exchange import table_in

    return table_in.knows_csv(name, head)


def _csv(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import table_in

    return table_in.read_csv(given, step)


def _knows_xlsx(name: str, head: bytes) -> bool:
    from sidelight.exchange import table_in

    return table_in.knows_xlsx(name, head)


def _xlsx(given: Given, step: Step) -> Incoming:
    from sidelight.exchange import table_in

    return table_in.read_xlsx(given, step)


IMPORTS: tuple[ImportFormat, ...] = (
    ImportFormat(
        "pdf",
        (".pdf",),
        N_("Marks in a PDF"),
        N_("highlights and notes that other programs, or Sidelight, wrote into a PDF"),
        _is_pdf,
        _pdf,
    ),
    ImportFormat(
        "web-annotation",
        (".jsonld", ".json", ".jsonl"),
        N_("Web Annotation"),
        N_("annotations of the W3C: our own with all that was said, those of others as marks"),
        _knows_web_annotation,
        _web_annotation,
    ),
    ImportFormat(
        "hypothesis",
        (".json",),
        N_("Hypothesis"),
        N_("highlights, comments, page notes and replies of Hypothesis"),
        _knows_hypothesis,
        _hypothesis,
    ),
    ImportFormat(
        "qdpx",
        (".qdpx", ".qde", ".qdc"),
        N_("REFI-QDA project"),
        N_("codings, notes and sources of NVivo, ATLAS.ti, MAXQDA, QualCoder and others"),
        _knows_qdpx,
        _qdpx,
    ),
    ImportFormat(
        "csl-json",
        (".json",),
        N_("CSL-JSON"),
        N_("records of sources of Zotero, Mendeley and pandoc"),
        _knows_csl,
        _csl,
    ),
    ImportFormat(
        "ris",
        (".ris",),
        N_("RIS"),
        N_("records of sources of EndNote, RefWorks, Citavi, Zotero and library catalogues"),
        _knows_ris,
        _ris,
    ),
    ImportFormat(
        "bibtex",
        (".bib", ".bibtex"),
        N_("BibTeX"),
        N_("records of sources of Zotero, JabRef, Mendeley and library catalogues"),
        _knows_bibtex,
        _bibtex,
    ),
    ImportFormat(
        "zotero-rdf",
        (".rdf",),
        N_("Zotero RDF"),
        N_("records of sources of Zotero, and which files belong to them"),
        _knows_zotero_rdf,
        _zotero_rdf,
    ),
    ImportFormat(
        "csv",
        (".csv", ".tsv"),
        N_("Table (CSV)"),
        N_("claims with verdicts and sources, a row each, also of our own reports"),
        _knows_csv,
        _csv,
    ),
    ImportFormat(
        "xlsx",
        (".xlsx", ".xlsm"),
        N_("Workbook (XLSX)"),
        N_("claims with verdicts and sources, a row each, also of our own reports"),
        _knows_xlsx,
        _xlsx,
    ),
)


_DOCUMENTS = (".pdf", ".html", ".htm", ".txt", ".md", ".docx")
"""How files end that are documents first, whatever marks are in them."""


def brings_marks(path: Path) -> bool:
    """Tell by its name whether a file is one to be imported, and no document to be read."""
    name = path.name.lower()
    endings = (suffix for one in imports().formats for suffix in one.suffixes)
    return any(name.endswith(ending) for ending in endings if ending not in _DOCUMENTS)


@cache
def imports() -> Brought[ImportFormat]:
    """Look once which formats there are, ours and those of other packages."""
    return brought(GROUP, ImportFormat, IMPORTS, "import.format")
