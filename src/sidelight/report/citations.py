# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations: one line of plain text that lets a reader find a document again.

The order is that of archival footnotes: who to whom or who, title, what it is, where published,
when; then archive, its town, and the place in it; then when it was read and its address.  Only what
is known is said; dates are as they were entered, ISO where a document said so itself.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from sidelight.language import _
from sidelight.model.records import Document
from sidelight.report.characters import one_line


def citation(document: Document, place: str = "") -> str:
    """Return the citation on one line; at least a title or file name, never empty.

    ``place`` says where in the document, such as “p. 3”; it stands before when and where it was
    read.
    """
    known = {name: one_line(value) for name, value in document.citation.items()}
    title = one_line(document.title) or one_line(document.name) or document.id[:12]
    told = " ".join(part for part in (_what(known, title), _where_kept(known)) if part)
    if place:
        joined = f"{told[:-1]}," if told.endswith(".") else told
        told = f"{joined} {_ended(place)}"
    return " ".join(part for part in (told, _where_read(known)) if part)


def address(document: Document) -> str:
    """Return the document's web address, empty where it has none that is safe to follow."""
    given = one_line(document.citation.get("URL", ""))
    return given if _safe(given) else ""


def _safe(given: str) -> bool:
    try:
        split = urlsplit(given)
    except ValueError:
        return False
    return split.scheme.lower() in {"http", "https"} and bool(split.hostname) and " " not in given


def _what(known: dict[str, str], title: str) -> str:
    author, recipient = known.get("author", ""), known.get("recipient", "")
    if author and recipient:
        people = _("{author} to {recipient}").format(author=author, recipient=recipient)
    elif recipient:
        people = _("To {recipient}").format(recipient=recipient)
    else:
        people = author
    # A letter is known by who wrote to whom; its title in the project only repeats that.
    named = "" if recipient and known.get("genre") else title
    first = people if named else ""
    details = [known.get(name, "") for name in ("genre", "container_title", "issued")]
    if translator := known.get("translator", ""):
        details.append(_("translated by {name}").format(name=translator))
    rest = ", ".join(part for part in (named or people, *details) if part)
    return " ".join(part for part in (_ended(first), _ended(rest)) if part)


def _where_kept(known: dict[str, str]) -> str:
    parts = (known.get("archive", ""), known.get("archive_place", ""))
    return _ended(
        ", ".join(filter(None, (*parts, _shelf(known), known.get("archive_location", ""))))
    )


def _shelf(known: dict[str, str]) -> str:
    """Return the place in an archive of the Russian kind, as its footnotes have it."""
    words = {
        "fond": _("f. {number}"),
        "opis": _("op. {number}"),
        "delo": _("d. {number}"),
        "folios": _("ll. {number}"),
    }
    return ", ".join(
        word.format(number=number) for name, word in words.items() if (number := known.get(name))
    )


def _where_read(known: dict[str, str]) -> str:
    read = known.get("accessed", "")
    accessed = _ended(_("Accessed {date}").format(date=read)) if read else ""
    return " ".join(filter(None, (accessed, known.get("URL", ""))))


def _ended(text: str) -> str:
    """Return ``text`` as a sentence."""
    return text if not text or text[-1] in ".!?…。" else f"{text}."
