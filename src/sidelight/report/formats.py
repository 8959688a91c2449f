# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outputs of a report.  A new one is a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sidelight.language import N_
from sidelight.report import html, markdown, table
from sidelight.report.data import Report


@dataclass(frozen=True, slots=True)
class Format:
    """An output: its name on the command line, its file suffix, its title, and what writes it.

    ``title`` is to be looked up in the catalogue where it is shown; ``pictures`` says whether it
    shows pictures of areas.
    """

    name: str
    suffix: str
    title: str
    write: Callable[[Report], bytes]
    pictures: bool = False


FORMATS: tuple[Format, ...] = (
    Format("html", ".html", N_("Web page (HTML)"), html.write, pictures=True),
    Format("md", ".md", N_("Markdown"), markdown.write),
    Format("csv", ".csv", N_("Table (CSV)"), table.write),
)
