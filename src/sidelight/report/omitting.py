# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports without some of their parts, which say so."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from sidelight.report.data import Report
from sidelight.report.parts import PARTS


def without(report: Report, parts: AbstractSet[str]) -> Report:
    """Return a report that leaves some of `PARTS` out."""
    gone = tuple(part for part in PARTS if part in parts)
    if "notes" in gone:
        lines = tuple(replace(line, notes=()) for line in report.lines)
        sources = tuple(replace(source, notes=()) for source in report.sources)
        report = replace(report, notes=(), lines=lines, sources=sources)
    if "evidence" in gone:
        lines = tuple(replace(line, evidence=(), told=()) for line in report.lines)
        report = replace(report, lines=lines)
    if "article" in gone:
        lines = tuple(replace(line, marked=None) for line in report.lines)
        report = replace(report, blocks=(), hidden=0, lines=lines)
    if "disagreements" in gone:
        report = replace(report, disagreements=())
    if "open" in gone:
        report = replace(report, open_items=())
    if "uncited" in gone:
        report = replace(report, sources=tuple(one for one in report.sources if one.claims))
    if "sources" in gone:
        report = replace(report, sources=())
    return replace(report, omitted=gone)
