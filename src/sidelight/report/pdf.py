# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as a PDF on A4: what the web page says, on pages, with links, bookmarks and a line to
be signed.

What stands in the cells is in ``resources/templates/pages.html.jinja``; a confined process lays it
out (`sidelight.reader.printing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sidelight import resources
from sidelight.language import _, current
from sidelight.reader.book import Book, Entry, Flow, Row, Table
from sidelight.reader.remote_printing import printed
from sidelight.report import markup, words
from sidelight.report.data import Report
from sidelight.report.measured import agreement_words, coverage_words
from sidelight.report.parts import Line
from sidelight.text.characters import from_the_right
from sidelight.text.quotes import shorten

_ROOM = 110.0
_COLUMN = 190
"""Most points that the picture of an area is wide."""
_TALLEST = 500
"""Most points that it is high."""
_ENTRY = 70
_MOST_TOGETHER = 20
_HEADS = {"title", "heading"}


def write(report: Report, step: Callable[[float, str], None] | None = None) -> bytes:
    """Return the report as the bytes of a file; ``step`` is told how much is done, 0 to 1."""
    return printed(lambda: book(report), progress=step)


def book(report: Report) -> Book:
    """Return the report as what is printed."""
    pictures = _Pictures()
    say = _macros(report, pictures)
    pieces = tuple(_pieces(report, say))
    return Book(
        title=_("Report: {title}").format(title=report.title),
        pieces=pieces,
        css=_css(),
        foot=say.foot(),
        language=current(),
        author=report.made_by,
        made=_stamp(report.made_at),
        pictures=pictures.named,
    )


class _Pictures:
    """Pictures of areas under names, each once."""

    def __init__(self) -> None:
        self.named: dict[str, bytes] = {}

    def name(self, data: bytes) -> str:
        """Return the name of a PNG file."""
        for name, known in self.named.items():
            if known == data:
                return name
        name = f"area-{len(self.named) + 1}.png"
        self.named[name] = data
        return name

    @staticmethod
    def width(data: bytes) -> int:
        """Return how wide (points) it is shown, so that it stays in its column and on its page."""
        image = markup.picture(data)
        return max(1, min(_COLUMN, image.width, _TALLEST * image.width // image.height))


def _macros(report: Report, pictures: _Pictures) -> Any:
    template = markup.environment().get_template("pages.html.jinja")
    return template.make_module(
        {
            **markup.values(report),
            "from_the_right": from_the_right,
            "shorten": shorten,
            "drawn": pictures.name,
            "width": pictures.width,
        }
    )


@cache
def _css() -> str:
    folder = resources.folder("resources") / "templates"
    return Path(folder / "pages.css").read_text(encoding="utf-8")


def _stamp(when: datetime) -> str:
    """Return a time as PDF writes it (ISO 32000-1, 7.9.4)."""
    # not strftime, which writes a stranger's year 7 as it is
    digits = "".join(c for c in when.astimezone(UTC).isoformat()[:19] if c.isdigit())
    return f"D:{digits}Z"


def _pieces(report: Report, say: Any) -> Iterator[Flow | Table]:
    yield Flow(say.head(), entry=Entry(1, report.title))
    yield Table((0.24, 0.76), tuple(_facts(report, say)), lined=False, pad=1.0)
    yield from _article(report, say)
    yield from _lines(report, say)
    yield from _differences(report, say)
    if report.notes:
        yield _section(say, _("Notes on the article"))
        yield Flow(say.noted(report.notes))
    if report.open_items:
        yield _section(
            say, _("Open items"), _("What is left to do before this article can be signed off.")
        )
        rows = (
            Row((say.meaning(f"{words.open_item(one.what)} ({len(one.claims)})"), say.open(one)))
            for one in report.open_items
        )
        yield Table((0.4, 0.6), tuple(rows))
    yield from _sources(report, say)
    yield from _end(report, say)


def _section(say: Any, title: str, lead: str = "") -> Flow:
    return Flow(say.section(title, lead), room=_ROOM, entry=Entry(1, title))


def _facts(report: Report, say: Any) -> Iterator[Row]:
    def plain(name: str, text: str) -> Row:
        return Row((say.fact(name), say.value(text)))

    made = " · ".join(part for part in (words.moment(report.made_at), report.made_by) if part)
    article = report.article
    yield plain(_("Project"), report.project or "–")
    yield plain(_("Reviewers"), ", ".join(report.reviewers) or "–")
    yield plain(_("As of"), words.day(report.as_of))
    yield plain(_("Made"), made)
    measured = (
        (_("Coverage"), coverage_words(report.covered)),
        (_("Agreement"), agreement_words(report.agreed)),
        (_("Left out"), words.left_out_of(report)),
    )
    yield from (plain(name, said) for name, said in measured if said)
    for at, one in enumerate(report.signed):
        yield plain("" if at else _("Signed off"), words.signature(one))
    if article.address:
        yield Row((say.fact(_("Address")), say.link(article.address)))
    yield Row((say.fact(_("Version (SHA-256)")), say.mono(article.version)))
    if article.before:
        yield Row((say.fact(words.draft_before(article)), say.mono(article.before)))
    if article.gone:
        yield plain(_("No longer in the article"), ", ".join(article.gone))
    fingerprint = say.mono(report.fingerprint)
    yield Row((say.fact(_("Fingerprint of the project file")), fingerprint))


def _article(report: Report, say: Any) -> Iterator[Flow | Table]:
    if "article" in report.omitted:
        return
    lead = _("Each mark leads to its line below; the number of a line leads back.")
    if report.hidden:
        lead = f"{lead} {words.left_out(report.hidden)}"
    yield _section(say, _("The article"), lead)
    yield Table((0.71, 0.29), tuple(_blocks(report, say)), lined=False, pad=1.0)


def _blocks(report: Report, say: Any) -> Iterator[Row]:
    """Yield the article: a heading with what it stands over, and blocks with nothing beside them
    together.
    """
    heads: list[str] = []
    waiting: list[str] = []
    for block in report.blocks:
        begins = any(run.begins for run in block.runs)
        if waiting and (begins or block.role in _HEADS or len(waiting) == _MOST_TOGETHER):
            yield Row(("".join(waiting), ""))
            waiting = []
        if begins:
            beside = say.beside(block)
            aside = say.below(beside) if heads and block.role not in _HEADS else beside
            yield Row(("".join([*heads, say.block(block)]), aside))
            heads = []
        elif block.role in _HEADS:
            heads.append(say.block(block))
        else:
            waiting += [*heads, say.block(block)]
            heads = []
    if heads or waiting:
        yield Row(("".join([*waiting, *heads]), ""))


def _lines(report: Report, say: Any) -> Iterator[Flow | Table]:
    if not report.lines:
        words_ = _("No claims have been made in this article yet.")
        yield _section(say, _("Line by line"), words_)
        return
    lead = _(
        "Every claim as it stands in the article, what each reviewer says of it, and the evidence."
    )
    yield _section(say, _("Line by line"), lead)
    head = tuple(
        say.heading(one) for one in (_("No."), _("Claim"), _("Verdict and reason"), _("Evidence"))
    )
    rows = tuple(_row(report, say, line) for line in report.lines)
    yield Table((0.07, 0.29, 0.31, 0.33), rows, head)


def _row(report: Report, say: Any, line: Line) -> Row:
    look = report.verdicts.style(line.paint)
    entry = Entry(2, f"{line.label} {look.sign} {shorten(line.quote, _ENTRY)}")
    cells = (say.number(line), say.claim(line), say.verdicts(line), say.evidence(line))
    return Row(cells, f"claim-{line.label}", look.ink, entry)


def _differences(report: Report, say: Any) -> Iterator[Flow | Table]:
    if not report.disagreements:
        return
    lead = _("Claims on which reviewers gave different verdicts, with both sides.")
    yield _section(say, _("Disagreements"), lead)
    rows = (Row((say.differing(one), say.sides(one))) for one in report.disagreements)
    yield Table((0.07, 0.93), tuple(rows))


def _sources(report: Report, say: Any) -> Iterator[Flow | Table]:
    if "sources" in report.omitted:
        return
    if not report.sources:
        yield _section(say, _("Sources"), _("The project has no sources yet."))
        return
    lead = _("The SHA-256 of a source tells whether a copy is the one that was read.")
    yield _section(say, _("Sources"), lead)
    rows = (
        Row(
            (say.source_number(one), say.source(one)),
            f"source-{one.label}",
            entry=Entry(2, f"{one.label} {shorten(one.title, _ENTRY)}"),
        )
        for one in report.sources
    )
    yield Table((0.07, 0.93), tuple(rows))


def _end(report: Report, say: Any) -> Iterator[Flow | Table]:
    if "method" not in report.omitted:
        yield from _meanings(report, say)
    signing = (_("Signed off by"), _("Date"), _("Signature"))
    cells = tuple(say.line_to_sign(one) for one in signing)
    yield Table((0.4, 0.2, 0.4), (Row(cells),), lined=False)


def _meanings(report: Report, say: Any) -> Iterator[Flow | Table]:
    lead = _(
        "Each reviewer judges each claim on the evidence linked to it. No verdict hides another."
    )
    yield _section(say, _("What the marks mean"), lead)
    rows = (
        Row((say.mark(word), say.meaning(_(meaning))))
        for word, meaning in words.method(report.verdicts)
    )
    yield Table((0.22, 0.78), tuple(rows), lined=False)
