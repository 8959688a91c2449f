# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outputs of a report that there are here: ours, and those that other packages bring.

A package brings one by an entry point of the group ``sidelight.report_formats`` that leads to a
`Format`; docs/add-a-report-format.md walks through one.
"""

from __future__ import annotations

from functools import cache

from sidelight.brought import Brought, brought
from sidelight.report.formats import FORMATS, Format

GROUP = "sidelight.report_formats"
Installed = Brought[Format]


@cache
def installed() -> Installed:
    """Look once which outputs there are."""
    return brought(GROUP, Format, FORMATS, "report.format")
