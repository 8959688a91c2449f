# SPDX-License-Identifier: AGPL-3.0-or-later
"""What outputs call stored words, and how they write times and sizes, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sidelight.language import N_, _, ngettext
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.model.vocabulary import VERDICTS
from sidelight.report.data import Report
from sidelight.report.measured import recognised_words
from sidelight.report.parts import (
    ArticleHead,
    GivenVerdict,
    MadeDecision,
    PartyResponse,
    QuotedEvidence,
    ReadArea,
    Signature,
    Source,
    ToldEvidence,
    WrittenNote,
)
from sidelight.text.characters import one_line

_KINDS = {
    "event": N_("event"),
    "number": N_("number"),
    "quotation": N_("quotation"),
    "cause": N_("cause"),
    "position": N_("position"),
}
_MEDIA_TYPES = {
    "application/pdf": N_("PDF"),
    "text/html": N_("web page"),
    "multipart/related": N_("web page"),
    "application/xhtml+xml": N_("web page"),
    "text/markdown": N_("Markdown"),
    "text/plain": N_("plain text"),
    "application/epub+zip": N_("EPUB"),
    "application/x-fictionbook+xml": N_("FictionBook"),
    "application/rtf": N_("RTF"),
    "application/vnd.oasis.opendocument.text": N_("OpenDocument text"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": N_("Word document"),
    "image/jpeg": N_("picture (JPEG)"),
    "image/png": N_("picture (PNG)"),
    "image/tiff": N_("picture (TIFF)"),
}
_OPEN = {
    "to confirm": N_("To be confirmed in this draft"),
    "went": N_("Not found in this draft"),
    "unchecked": N_("Without a verdict"),
    "split": N_("Reviewers differ"),
    "outdated": N_("Verdicts went on since the decision"),
    "no reason": N_("A verdict without a reason"),
    "no evidence": N_("Without evidence"),
}

_FACTS = {
    "speaker": N_("Speaker"),
    "attribution": N_("Attributed through"),
    "said_on": N_("Said on"),
    "severity": N_("Severity"),
    "correction": N_("Proposed correction"),
    "assigned": N_("Assigned to"),
    "tags": N_("Tags"),
}


def draft_before(article: ArticleHead) -> str:
    """Return which draft an article is and of which, without the hash of that; "" for the first."""
    if not article.before:
        return ""
    return _("Draft {number}, after draft {before}").format(
        number=article.draft, before=article.draft - 1
    )


METHOD = (
    (
        "verified",
        N_("The evidence found supports the claim as the article states it."),
    ),
    (
        "disputed",
        N_(
            "Sources conflict, or the evidence supports only a part of the claim or a more careful "
            "wording."
        ),
    ),
    (
        "denied",
        N_(
            "The claim is rejected: by the record, or by a party concerned, which is then named. "
            "That a party denies a claim does not by itself mean that the claim is wrong."
        ),
    ),
    ("unchecked", N_("No reviewer has given a verdict.")),
    ("split", N_("Reviewers gave different verdicts. Both stand in the report.")),
)
"""What each mark means."""


def method(verdicts: Verdicts) -> list[tuple[str, str]]:
    """Return each mark with what it means, to be looked up: those that a project adds too."""
    added = [(one.word, N_("A verdict that this project adds.")) for one in verdicts.added]
    at = len(VERDICTS)
    return [*METHOD[:at], *added, *METHOD[at:]]


def _known(words: dict[str, str], word: str) -> str:
    return _(words[word]) if word in words else word


def word(stored: str, verdicts: Verdicts = NONE_ADDED) -> str:
    """Return what a verdict, stance or standing is called; an unknown one, as it is."""
    return one_line(verdicts.called(stored))


def kind(stored: str) -> str:
    """Return what a kind of claim is called."""
    return _known(_KINDS, stored)


def media_type(stored: str) -> str:
    """Return what a media type is called; an unknown one as it is."""
    return _known(_MEDIA_TYPES, stored)


def open_item(what: str) -> str:
    """Return the heading of what is left to do."""
    return _known(_OPEN, what)


def verdict(given: GivenVerdict, verdicts: Verdicts = NONE_ADDED) -> str:
    """Return a verdict as a phrase; a denial says by whom."""
    if given.verdict != "denied":
        return word(given.verdict, verdicts)
    if given.denied_by:
        return _("Denied by {party}").format(party=given.denied_by)
    return _("Denied by the evidence")


_GIVEN = {
    "seen": N_("given in sight of other verdicts"),
    "not shown": N_("given blind: others were not shown"),
    "blind copy": N_("given blind: in a copy without others"),
}


def given(how: str) -> str:
    """Return how a verdict was given, "" for a first one, which had no other to see."""
    return _(_GIVEN[how]) if how in _GIVEN else ""


_PARTS = {
    "article": N_("the text of the article"),
    "evidence": N_("evidence"),
    "disagreements": N_("disagreements"),
    "notes": N_("notes"),
    "open": N_("open items"),
    "sources": N_("the list of sources"),
    "uncited": N_("sources that are not evidence"),
    "method": N_("what the marks mean"),
}


def part(stored: str) -> str:
    """Return what a part of a report is called, within a sentence."""
    return _known(_PARTS, stored)


def left_out_of(report: Report) -> str:
    """Return what of all that the project holds on the article the report leaves out, "" for
    nothing.
    """
    said = [veiled(report.veiled, report.made_for)] if report.veiled else []
    if report.others:
        words = ngettext(
            "{count} other claim of the article",
            "{count} other claims of the article",
            report.others,
        )
        said.append(words.format(count=report.others))
    said += map(part, report.omitted)
    if report.nameless:
        said.append(_("the names of reviewers"))
    return "; ".join(said)


def veiled(labels: Sequence[str], made_for: str = "") -> str:
    """Return that of some claims what others think is left out, as their blind second made it, or
    it was ``made_for`` one.
    """
    numbers = ", ".join(labels)
    if made_for:
        return ngettext(
            "What others think of claim {numbers}: to be judged blind by {name}",
            "What others think of claims {numbers}: to be judged blind by {name}",
            len(labels),
        ).format(numbers=numbers, name=made_for)
    return ngettext(
        "What others think of claim {numbers}: to be judged blind by who made this report",
        "What others think of claims {numbers}: to be judged blind by who made this report",
        len(labels),
    ).format(numbers=numbers)


def fact(name: str, value: str) -> tuple[str, str]:
    """Return what a further field of a claim's record is called, and what stands in it."""
    return _known(_FACTS, name), word(value).lower() if name == "severity" else value


def decided(made: MadeDecision, verdicts: Verdicts = NONE_ADDED) -> str:
    """Return a decision as a phrase, without its reason."""
    said = _("Decided: {verdict}").format(verdict=verdict(made.verdict, verdicts))
    return f"{said} · {_('verdicts went on since')}" if made.outdated else said


def signature(signed: Signature) -> str:
    """Return who signed an article off and when, and whether it was changed since."""
    parts = (signed.reviewer, day(signed.made_at), _("changed since") if signed.changed else "")
    return " · ".join(part for part in (*parts, signed.note) if part)


def note(written: WrittenNote) -> str:
    """Return what a note is on, and whether its thread is settled."""
    head = _("Note on “{quote}”").format(quote=written.about) if written.about else _("Note")
    return " · ".join([head, *([_("settled")] if written.settled else [])])


def response(given: PartyResponse) -> str:
    """Return a party's response on a line."""
    answer = word(given.answer).lower() if given.answer else _("asked, no answer yet")
    said = _("{who}: {what}").format(who=given.party, what=answer)
    return f"{said} ({given.where})" if given.where else said


def told(evidence: ToldEvidence) -> str:
    """Return what described evidence is and where it comes from; may be empty."""
    kind = word(evidence.kind) if evidence.kind else ""
    return ", ".join(part for part in (kind, evidence.where) if part)


def matching(evidence: QuotedEvidence) -> str:
    """Return how the words of a claim stand in its evidence, and of what kind that is."""
    by = _("translated by {name}").format(name=evidence.translator) if evidence.translator else ""
    match = "" if by and evidence.match == "translated" else evidence.match
    parts = (
        word(match) if match else "",
        word(evidence.level).lower() if evidence.level else "",
        by,
    )
    return ", ".join(part for part in parts if part)


def quoted(quote: str, *, unread: bool) -> str:
    """Return words in quotation marks; those that only say that there is a picture without."""
    return quote if unread else f"“{quote}”"


def transcribed(area: ReadArea) -> str:
    """Return by whom an area was transcribed; empty where nobody has."""
    by = area.transcribed_by
    return _("transcribed by {reviewer}").format(reviewer=by) if by else ""


def translated(area: ReadArea) -> str:
    """Return by whom an area was translated; empty where nobody has."""
    by = area.translated_by
    return _("translated by {reviewer}").format(reviewer=by) if by else ""


def day(when: datetime | date | None) -> str:
    """Return an ISO date, in UTC; empty where there is none."""
    if isinstance(when, datetime):
        when = when.astimezone(UTC).date()
    return when.isoformat() if when else ""


def moment(when: datetime) -> str:
    """Return date and minute in UTC, such as 2025-03-01 14:05 UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def about_source(source: Source) -> tuple[str, ...]:
    """Return what a source is as a file: kind, language, size, what a machine recognised, who added
    it and when.
    """
    found = (
        media_type(source.media_type),
        source.language,
        size(source.size),
        recognised_words(source.recognised),
        _("added by {reviewer}").format(reviewer=source.added_by),
        day(source.added_at),
    )
    return tuple(filter(None, found))


def size(count: int) -> str:
    """Return a number of bytes in the unit that suits it (powers of 1000)."""
    if count < 1000:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    if count < 999_500:
        return _("{count} kB").format(count=round(count / 1000))
    return _("{count} MB").format(count=f"{count / 1_000_000:.1f}")


def claims(count: int) -> str:
    """Return how many claims, with the noun."""
    return ngettext("{count} claim", "{count} claims", count).format(count=count)


def some_of_claims(count: int) -> str:
    """Return how many of so many claims are shown, with ``{shown}`` where that number goes."""
    said = ngettext("{shown} of {count} claim", "{shown} of {count} claims", count)
    return said.replace("{count}", str(count))


def left_out(count: int) -> str:
    """Return the line that says how many passages of the article are not shown."""
    return ngettext(
        "{count} passage of the page around the article is hidden and left out here.",
        "{count} passages of the page around the article are hidden and left out here.",
        count,
    ).format(count=count)
