# SPDX-License-Identifier: AGPL-3.0-or-later
"""The formats in which a project goes to other programs.  A new one is a file of its own and a line
here; another package brings one by an entry point of the group ``sidelight.export_formats`` that
leads to an `ExportFormat`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sidelight.brought import Brought, brought
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.language import N_

GROUP = "sidelight.export_formats"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, how its files end, its title, what it holds, and what
    writes it.

    ``title`` and ``holds`` are to be looked up in the catalogue where they are shown.  What writes
    it calls the step now and then, and lets what that raises pass.
    """

    name: str
    suffix: str
    title: str
    holds: str
    write: Callable[[Outgoing, Step], Written]


# what a format needs is loaded when it is written: who lists them waits for nothing


def _json_lines(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import json_lines

    return json_lines.write(outgoing, step)


def _csl_json(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import csl_json

    return csl_json.write(outgoing, step)


def _bibtex(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import bibtex

    return bibtex.write(outgoing, step)


def _ris(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import ris

    return ris.write(outgoing, step)


def _qdpx(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import qdpx

    return qdpx.write(outgoing, step)


def _web_annotation(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import web_annotation

    return web_annotation.write(outgoing, step)


def _claim_review(outgoing: Outgoing, step: Step) -> Written:
    from sidelight.exchange import claim_review

    return claim_review.write(outgoing, step)


EXPORTS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "jsonl",
        ".jsonl",
        N_("JSON lines"),
        N_("everything but files and texts, a record on each line, for programs of your own"),
        _json_lines,
    ),
    ExportFormat(
        "csl-json",
        ".json",
        N_("CSL-JSON"),
        N_("the records of sources and articles, for Zotero, pandoc and programs that know CSL"),
        _csl_json,
    ),
    ExportFormat(
        "bibtex",
        ".bib",
        N_("BibTeX"),
        N_("the records of sources and articles, for LaTeX (BibLaTeX, BibTeX) and JabRef"),
        _bibtex,
    ),
    ExportFormat(
        "ris",
        ".ris",
        N_("RIS"),
        N_("the records of sources and articles, for EndNote, Citavi, Mendeley and Zotero"),
        _ris,
    ),
    ExportFormat(
        "qdpx",
        ".qdpx",
        N_("REFI-QDA project"),
        N_("claims as codings with notes and links, for NVivo, ATLAS.ti, MAXQDA and QualCoder"),
        _qdpx,
    ),
    ExportFormat(
        "web-annotation",
        ".jsonld",
        N_("Web Annotation"),
        N_("claims, verdicts, evidence and notes as annotations of the W3C"),
        _web_annotation,
    ),
    ExportFormat(
        "claimreview",
        ".claimreview.json",
        N_("ClaimReview"),
        N_("a rating of each checked claim in the words of schema.org, for web pages"),
        _claim_review,
    ),
)


@cache
def exports() -> Brought[ExportFormat]:
    """Look once which formats there are, ours and those of other packages."""
    return brought(GROUP, ExportFormat, EXPORTS, "export.format")
