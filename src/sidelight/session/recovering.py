# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery of a damaged project, and its outcome in the user's words: no session is open for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sidelight.language import _, ngettext
from sidelight.store.recovering import LostChange, Recovered
from sidelight.store.recovering import recover as _recover

__all__ = ["Recovered", "in_words", "listed", "recover"]

_MOST = 20
_FEW = 3


def recover(
    damaged: Path, out: Path, *, progress: Callable[[float, str], None] | None = None
) -> Recovered:
    """Bring what is readable of a project into a new file; ProjectError, and then there is none."""
    return _recover(damaged, out, progress)


def in_words(found: Recovered) -> str:
    """Say in two or three sentences what came out and what is lost."""
    changes = ngettext("{count} change", "{count} changes", found.changes).format(
        count=found.changes
    )
    documents = ngettext("{count} whole document", "{count} whole documents", found.documents)
    came = _("Recovered: {changes} and {documents}.").format(
        changes=changes, documents=documents.format(count=found.documents)
    )
    if not found.losses and found.changes:
        return came + " " + _("Everything that the log names came out.")
    lost = (f"{line[:1].upper()}{line[1:]}." for line in listed(found, each=False))
    return " ".join([came, *lost])


def listed(found: Recovered, *, each: bool = True) -> Iterator[str]:
    """Yield a phrase for every loss; with not ``each``, one for every kind of loss."""
    if found.unnamed:
        many = ngettext(
            "no change is readable, only the bytes of {count} document or text",
            "no change is readable, only the bytes of {count} documents and texts",
            found.unnamed,
        )
        yield many.format(count=found.unnamed)
    if found.lost_count:
        many = ngettext("{count} change is lost", "{count} changes are lost", found.lost_count)
        yield many.format(count=found.lost_count)
        yield from (f"  {_said(change)}" for change in found.lost[:_MOST] if each)
    if not each and len(found.incomplete) > _FEW:
        many = ngettext(
            "{count} document is not whole",
            "{count} documents are not whole",
            len(found.incomplete),
        )
        yield many.format(count=len(found.incomplete))
    for document in found.incomplete if each or len(found.incomplete) <= _FEW else ():
        if document.without_bytes:
            yield _("the bytes of “{title}” are lost").format(title=document.title)
        else:
            yield _("the text of “{title}” is lost; the document is there").format(
                title=document.title
            )
    if found.pieces:
        many = ngettext(
            "{count} earlier text or removed document is lost",
            "{count} earlier texts or removed documents are lost",
            found.pieces,
        )
        yield many.format(count=found.pieces)
    if found.stopped:
        yield _("time was up before all of the file was looked through")


def _said(change: LostChange) -> str:
    """Name a lost change by what the history says of it, else by its id."""
    said = (change.time[:16].replace("T", " "), change.reviewer, change.label)
    return ", ".join(part for part in said if part) or change.id[:12]
