# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources named by our own rules: one line of plain text, made at once.

The window's lists and cards name sources by it, citations where no style can or should.  The order
is that of archival footnotes: who to whom or who, title, what it is, where published, when; then
archive, its town, and the place in it; then when it was read and its address.  Only what is known
is said; dates are as they were entered, ISO where a document said so itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from sidelight.language import _
from sidelight.model.csl_record import place_in_archive, title
from sidelight.model.records import Document
from sidelight.text.characters import one_line


def source_line(document: Document, place: str = "") -> str:
    """Return the line; at least a title or file name, never empty.

    ``place`` says where in the document, such as “p. 3”; it stands before when and where it was
    read.
    """
    known = {name: one_line(value) for name, value in document.citation.items()}
    told = " ".join(part for part in (_what(known, title(document)), where_kept(known)) if part)
    if place:
        joined = f"{told[:-1]}," if told.endswith(".") else told
        told = f"{joined} {ended(place)}"
    return " ".join(part for part in (told, where_read(known)) if part)


def named_by_people(known: Mapping[str, str]) -> bool:
    """Tell whether a letter is known by who wrote to whom; its title in the project only repeats
    that.
    """
    return bool(known.get("recipient") and known.get("genre"))


def where_kept(known: Mapping[str, str]) -> str:
    """Return the archive, its town and the place in it as a sentence; empty if unknown."""
    parts = (known.get("archive", ""), known.get("archive_place", ""), place_in_archive(known))
    return ended(", ".join(filter(None, parts)))


def where_read(known: Mapping[str, str]) -> str:
    """Return when it was read, and its address; empty if unknown."""
    read = known.get("accessed", "")
    accessed = ended(_("Accessed {date}").format(date=read)) if read else ""
    return " ".join(filter(None, (accessed, known.get("URL", ""))))


def ended(text: str) -> str:
    """Return ``text`` as a sentence."""
    return text if not text or text[-1] in ".!?…。" else f"{text}."


def _what(known: Mapping[str, str], title_: str) -> str:
    author, recipient = known.get("author", ""), known.get("recipient", "")
    if author and recipient:
        people = _("{author} to {recipient}").format(author=author, recipient=recipient)
    elif recipient:
        people = _("To {recipient}").format(recipient=recipient)
    else:
        people = author
    named = "" if named_by_people(known) else title_
    first = people if named else ""
    details = [known.get(name, "") for name in ("genre", "container_title", "issued")]
    if translator := known.get("translator", ""):
        details.append(_("translated by {name}").format(name=translator))
    if original := known.get("original_date", ""):
        details.append(_("original dated {date}").format(date=original))
    rest = ", ".join(part for part in (named or people, *details) if part)
    return " ".join(part for part in (ended(first), ended(rest)) if part)
