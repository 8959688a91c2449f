# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was removed, in words: what it is, who removed it, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sidelight.language import _, local_minute, ngettext
from sidelight.model.records import Claim, Document
from sidelight.model.vocabulary import WORDS
from sidelight.report.words import size
from sidelight.session.claim_lines import called
from sidelight.session.difference_words import things
from sidelight.session.trash import RECORDS, Trashed, TrashVerbs
from sidelight.text.quotes import readable, shorten

_SHORT, _LONG = 60, 400


def name(one: Trashed) -> str:
    """Return what it is called: ``Claim 3``."""
    words = _("Claim {number}") if one.record == "claim" else _("Document {number}")
    return words.format(number=one.label)


def removal(one: Trashed) -> str:
    """Return the sentence that says who removed it and when."""
    words = _("Removed by {who} on {when}.")
    if one.undone:
        words = _("Its making was undone by {who} on {when}.")
    return words.format(who=one.who, when=local_minute(one.when))


def hanging(one: Trashed) -> str:
    """Return what hangs on it: verdicts, evidence and notes, or the claims that cite it."""
    if one.record == "document":
        return citing(one)
    counted = (("verdict", one.verdicts), ("evidence", one.evidence), ("note", one.notes))
    return ", ".join(things(record, count) for record, count in counted if count)


def citing(one: Trashed) -> str:
    """Return the claims that cite a document: ``claim 3, claim 5 (removed)``; "" for none."""
    parts = []
    for claim in one.citing:
        words = _("claim {number} (removed)") if claim.removed else _("claim {number}")
        parts.append(words.format(number=claim.label))
    return ", ".join(parts)


def back_words(found: Sequence[Trashed]) -> str:
    """Return the sentence that says what came back."""
    if len(found) == 1:
        return _("{thing} is back.").format(thing=name(found[0]))
    counts = {record: sum(one.record == record for one in found) for record in RECORDS}
    listed = ", ".join(things(record, count) for record, count in counts.items() if count)
    return _("Back again: {things}.").format(things=listed)


def details(desk: TrashVerbs, one: Trashed) -> list[str]:
    """Return all that is to be known of it, a paragraph each."""
    words = list(_of_claim(desk, one.claim)) if one.claim else list(_of_document(one.document))
    titles = [other.title for other in desk.trash() if other.id in one.along]
    if titles:
        listed = ", ".join(f"“{shorten(title, _SHORT)}”" for title in titles)
        words.append(
            ngettext(
                "With it comes back the document {titles}.",
                "With it come back the documents {titles}.",
                len(titles),
            ).format(titles=listed)
        )
    if one.document is not None:
        cited = citing(one)
        words.append(
            _("Cited by {claims}.").format(claims=cited) if cited else _("No claim cites it.")
        )
    return [removal(one), *words]


def _of_claim(desk: TrashVerbs, claim: Claim) -> Iterator[str]:
    people = {reviewer.id: reviewer.label for reviewer in desk.project.reviewers()}
    for part in claim.passages:
        yield f"“{shorten(readable(part.passage.words), _LONG)}”"
    if claim.restatement:
        yield claim.restatement
    for verdict in claim.verdicts:
        if verdict.verdict or verdict.reason:
            said = desk.project.verdicts.called(verdict.verdict or "unchecked")
            words = f"{people.get(verdict.reviewer, '')}: {said}"
            yield f"{words}. {verdict.reason}" if verdict.reason else words
    titles = {document.id: document.title for document in desk.project.documents()}
    titles |= {one.id: one.title for one in desk.trash() if one.document}
    for evidence in claim.evidence:
        quote = shorten(readable(evidence.passage.words), _LONG)
        where = [titles.get(evidence.passage.document, ""), desk.place(evidence.passage)]
        source = ", ".join(part for part in where if part)
        yield f"{_(WORDS[evidence.stance])}: “{quote}” ({source})"
    for described in claim.described:
        yield f"{_(WORDS[described.stance])}: {described.words}"
    for note in claim.notes:
        yield _("Note by {who}: {words}").format(
            who=people.get(note.reviewer, ""), words=shorten(readable(note.text), _LONG)
        )


def _of_document(document: Document | None) -> Iterator[str]:
    if document is not None:
        yield f"{called(document.kind)}: {document.title}"
        yield f"{document.name}, {size(document.size)}"
