# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report as Markdown: the article with a footnote for each claim, then what the report lists.

CommonMark with footnotes, as GitHub, Pandoc and Obsidian read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap

from sidelight.language import _
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.report import words
from sidelight.report.data import Report
from sidelight.report.escaping import inline, line, link, opening, paragraph
from sidelight.report.measured import agreement_words, coverage_words
from sidelight.report.parts import (
    ArticleBlock,
    GivenVerdict,
    Line,
    MadeDecision,
    QuotedEvidence,
    ReadArea,
    Run,
    Source,
    ToldEvidence,
    WrittenNote,
)

_INDENT = "    "
_MARK = re.compile("\0([0-9]+[a-z]*)\0")
"""A claim named in a note, until what stands around it is escaped."""
_BEFORE = {"item": "- ", "quote": "> ", "title": "### "}


def write(report: Report) -> bytes:
    """Return the report as the bytes of a file."""
    parts = [
        *_header(report),
        *_article(report),
        *_section(_("Notes on the article"), map(_note, report.notes)),
        *_section(_("Open items"), _open_items(report)),
        *_section(_("Disagreements"), _disagreements(report)),
        *_section(_("Sources"), map(_source, report.sources)),
        *_section(_("What the marks mean"), _method(report)),
        *(_footnote(entry, report.verdicts) for entry in report.lines),
    ]
    return (_joined(parts) + "\n").encode("utf-8")


def _joined(parts: Iterable[str]) -> str:
    """Return blocks one below the other, the items of one list without empty lines between them."""
    text = last = ""
    for part in parts:
        tight = part.startswith("- ") and last.startswith("- ")
        text += ("\n" if tight else "\n\n") + part if text else part
        last = part
    return text


def _section(heading: str, parts: Iterable[str]) -> Iterator[str]:
    body = list(parts)
    if body:
        yield f"## {line(heading)}"
        yield from body


def _header(report: Report) -> Iterator[str]:
    article = report.article
    yield f"# {line(report.title)}"
    facts = (
        (_("By"), inline(article.author)),
        (_("Published"), inline(article.issued)),
        (_("Site"), inline(article.site)),
        (_("Address"), link(article.address) if article.address else ""),
        (_("Version (SHA-256)"), f"`{article.version}`"),
        (words.draft_before(article), f"`{article.before}`" if article.before else ""),
        (_("No longer in the article"), inline(", ".join(article.gone))),
        (_("Project"), inline(report.project)),
        (_("Reviewers"), inline(", ".join(report.reviewers))),
        (_("As of"), words.day(report.as_of)),
        (_("Made"), words.moment(report.made_at)),
        (_("Made by"), inline(report.made_by)),
        (_("Coverage"), inline(coverage_words(report.covered))),
        (_("Agreement"), inline(agreement_words(report.agreed))),
        (_("Left out"), inline(words.left_out_of(report))),
        (_("Signed off"), inline("; ".join(map(words.signature, report.signed)))),
        (_("Fingerprint of the project file"), f"`{report.fingerprint}`"),
    )
    yield "\n".join(f"- {line(name)}: {value}" for name, value in facts if value)
    shown = [(word, count) for word, count in report.counts.items() if count]
    tallies = [f"{_mark(word, report.verdicts)} {count}" for word, count in shown]
    yield " · ".join([f"**{inline(words.claims(len(report.lines)))}**", *tallies])


def _mark(word: str, verdicts: Verdicts = NONE_ADDED) -> str:
    return f"{_sign(word, verdicts)} {inline(words.word(word, verdicts))}"


def _sign(word: str, verdicts: Verdicts) -> str:
    return inline(verdicts.style(word).sign)


def _article(report: Report) -> Iterator[str]:
    if "article" in report.omitted:
        yield from _section(_("Claims"), (_footed(entry, report) for entry in report.lines))
        return
    yield f"## {line(_('The article'))}"
    if report.hidden:
        yield f"*{inline(words.left_out(report.hidden))}*"
    signs = {entry.label: _sign(entry.paint, report.verdicts) for entry in report.lines}
    for block in report.blocks:
        text = "".join(_run(run, signs) for run in block.runs).strip()
        if text:
            yield _opening(block) + opening(text)
    # a footnote that nothing leads to is not shown
    pictures = [
        f"{signs[entry.label]}[^{entry.label}]"
        for entry in report.lines
        if entry.areas and not entry.marked
    ]
    if pictures:
        heading = inline(_("Claims on pictures:"))
        yield f"*{heading}* {' '.join(pictures)}"


def _footed(entry: Line, report: Report) -> str:
    """Return a claim as an item of a list, with the mark that leads to what is said of it."""
    mark = f"{_sign(entry.paint, report.verdicts)}[^{entry.label}]"
    return f"- {line(words.quoted(entry.quote, unread=entry.unread))} {mark}"


def _opening(block: ArticleBlock) -> str:
    if block.role == "heading":
        return "#" * min(6, 2 + max(1, block.level)) + " "
    return _BEFORE.get(block.role, "")


def _run(run: Run, signs: Mapping[str, str]) -> str:
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text.strip() and run.text[-1:].isspace() else ""
    notes = "".join(f" {signs[label]}[^{label}]" for label in run.ends)
    return before + inline(run.text) + notes + after


def _footnote(entry: Line, verdicts: Verdicts) -> str:
    quote = inline(words.quoted(entry.quote, unread=entry.unread))
    head = f"[^{entry.label}]: **{entry.label}. {_mark(entry.paint, verdicts)}.** {quote}"
    said = (words.kind(entry.kind), words.word(entry.standing).lower(), entry.place)
    details = [f"({inline(', '.join(part for part in said if part))})"]
    if entry.restatement:
        details.append(inline(_("That is: {claim}").format(claim=entry.restatement)))
    if entry.marked is False and not entry.areas:
        details.append(inline(_("It is not marked in the article above.")))
    details += [said for area in entry.areas for said in _read(area)]
    parts = [
        " ".join([head, *details]),
        *_recorded(entry, verdicts),
        *(_verdict(verdict, verdicts) for verdict in entry.verdicts),
        *(f"- {inline(words.response(response))}" for response in entry.responses),
        *(_evidence(evidence) for evidence in entry.evidence),
        *(_told(evidence) for evidence in entry.told),
        *map(_note, entry.notes),
    ]
    first, *rest = parts
    return f"{first}\n\n{_indented(_joined(rest))}" if rest else first


def _indented(text: str) -> str:
    return "\n".join(_INDENT + part for part in text.split("\n"))


def _hung(text: str) -> str:
    """Return a paragraph whose further lines stay in the list item that it stands in."""
    return paragraph(text).replace("\n", "\n  ")


def _verdict(verdict: GivenVerdict, verdicts: Verdicts) -> str:
    when = verdict.as_of or words.day(verdict.made_at)
    said = f"- {_sign(verdict.verdict, verdicts)} **{inline(words.verdict(verdict, verdicts))}**"
    none_given = inline(_("no reason given"))
    reason = _hung(verdict.reason) or f"*{none_given}*"
    how = inline(words.given(verdict.seen))
    told = ", ".join(filter(None, (inline(verdict.reviewer), inline(when), how)))
    return f"{said} ({told}): {reason}"


def _recorded(entry: Line, verdicts: Verdicts) -> Iterator[str]:
    """Yield the decision, and the further fields of the record on one line."""
    if entry.decision:
        yield _decision(entry.decision, verdicts)
    facts = [f"{line(name)}: {inline(value)}" for name, value in starmap(words.fact, entry.facts)]
    if facts:
        yield f"- {'; '.join(facts)}"


def _decision(decision: MadeDecision, verdicts: Verdicts) -> str:
    made = decision.verdict
    head = f"- {_sign(made.verdict, verdicts)} **{inline(words.decided(decision, verdicts))}**"
    return f"{head} ({inline(made.reviewer)}, {words.day(made.made_at)}): {_hung(made.reason)}"


def _told(evidence: ToldEvidence) -> str:
    where = inline(words.told(evidence))
    text = f"- {_mark(evidence.stance)}: {_hung(evidence.words)}"
    text = f"{text} ({where})" if where else text
    return f"{text} {_hung(evidence.note)}" if evidence.note else text


def _note(note: WrittenNote) -> str:
    """Return a note with its replies below it."""
    lines = [_written(words.note(note), note)]
    lines += [_indented(_written(_("Reply"), reply)) for reply in note.replies]
    return "\n".join(lines)


def _written(head: str, note: WrittenNote) -> str:
    """Return a note as an item; a claim that it names gets the footnote's mark."""
    said = "".join(
        part.text + (f"\0{part.to.removeprefix('claim-')}\0" if part.to[:6] == "claim-" else "")
        for part in note.parts
    )
    marked = _MARK.sub(r"[^\1]", _hung(said))
    return f"- {inline(head)}, {inline(note.reviewer)}, {words.day(note.made_at)}: {marked}"


def _evidence(evidence: QuotedEvidence) -> str:
    number = f"\\[{evidence.source}\\] " if evidence.source else ""
    where = inline(", ".join(part for part in (evidence.title, evidence.place) if part))
    gone = inline(_("The source is no longer in the project."))
    area = evidence.area
    quote = inline(words.quoted(evidence.quote, unread=bool(area and not area.transcribed_by)))
    text = f"- {_mark(evidence.stance)}: {quote} ({number}{where or gone})"
    text = " ".join([text, *(_read(area) if area else ())])
    if matching := words.matching(evidence):
        text = f"{text} *({inline(matching)})*"
    return f"{text} {_hung(evidence.note)}" if evidence.note else text


def _read(area: ReadArea) -> Iterator[str]:
    """Yield by whom an area was transcribed, and its translation with its author."""
    if area.transcribed_by:
        yield f"*({inline(words.transcribed(area))})*"
    if area.translation:
        translation = inline(" ".join(area.translation.split()))
        yield f"“{translation}” *({inline(words.translated(area))})*"


def _source(source: Source) -> str:
    cited = inline(source.citation)
    if source.address and source.citation.endswith(source.address):
        cited = inline(source.citation.removesuffix(source.address)) + f" {link(source.address)}"
    facts = ", ".join(words.about_source(source))
    used = _("Used for claims {claims}.").format(claims=", ".join(source.claims))
    unused = _("Not used as evidence.")
    return (
        f"- **\\[{source.label}\\] {inline(source.title)}**\\\n  {opening(cited.strip())}\\\n"
        f"  {line(facts)}\\\n  {line(used if source.claims else unused)}\\\n"
        f"  SHA-256 `{source.sha256}`" + "".join(f"\n{_indented(_note(n))}" for n in source.notes)
    )


def _open_items(report: Report) -> Iterator[str]:
    for items in report.open_items:
        yield f"- {line(words.open_item(items.what))}: {', '.join(items.claims)}"


def _disagreements(report: Report) -> Iterator[str]:
    for disagreement in report.disagreements:
        sides = [
            _indented(_verdict(verdict, report.verdicts))
            for _word, given in disagreement.sides
            for verdict in given
        ]
        if disagreement.decision:
            sides.append(_indented(_decision(disagreement.decision, report.verdicts)))
        yield "\n".join([f"- **{disagreement.label}.** “{inline(disagreement.quote)}”", *sides])


def _method(report: Report) -> Iterator[str]:
    verdicts = report.verdicts
    told = () if "method" in report.omitted else words.method(verdicts)
    for word, meaning in told:
        yield f"- **{_mark(word, verdicts)}**: {inline(_(meaning))}"
