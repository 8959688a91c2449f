# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records that people work with, as they stand now.

All are plain values, computed from the log; to change one, a change is made.  Times are aware, in
UTC. Offsets are ink offsets of the layer named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sidelight.language import _
from sidelight.model.areas import BEYOND, packed, unpacked
from sidelight.model.imported import Imported, is_away
from sidelight.text.corrections import Correction, covers
from sidelight.text.geometry import Rect

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who judges.  ``label`` tells two of one name apart ("Ann·k")."""

    id: str
    name: str
    label: str

    @property
    def shown(self) -> str:
        """The label for people, who are told where somebody is known only from marks that were
        brought in.
        """
        return _("{name} (imported)").format(name=self.label) if is_away(self.id) else self.label

    @property
    def initials(self) -> str:
        """First letters of the name's first and last word."""
        words = self.name.split()
        ends = words if len(words) < 2 else [words[0], words[-1]]
        return "".join(word[:1] for word in ends).upper()


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a source.  ``id`` is the SHA-256 of its bytes; ``size`` is in bytes.

    ``citation`` holds CSL terms (author, recipient, issued, archive, archive_location, genre, type,
    URL …). ``hidden`` are ink ranges of page furniture that reviewers chose to hide.  A new draft
    ``continues`` the one before it (an id, or "").
    """

    id: str
    number: int
    label: str
    kind: str
    title: str
    name: str
    media_type: str
    size: int
    language: str
    layer: str
    citation: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[tuple[int, int], ...] = ()
    added_by: str = ""
    added_at: datetime | None = None
    continues: str = ""


@dataclass(frozen=True, slots=True)
class LayerMade:
    """How a text layer was made, and which blobs hold its text and its geometry.

    ``rendition`` is the blob that is laid out and drawn in place of the document's own bytes (a web
    page reduced to its article), with its media type in ``options["rendition"]``; empty where the
    document is.
    """

    id: str
    document: str
    kind: str
    extractor: str
    version: str
    options: Mapping[str, str]
    language: str
    text: str
    geometry: str
    rendition: str = ""

    @property
    def recognised(self) -> tuple[tuple[int, int], ...]:
        """The ink ranges that were recognised from pictures."""
        return spans(self.options.get("ink", "")) if self.kind == "recognised" else ()

    def origin(self, start: int, end: int, corrections: Sequence[Correction]) -> str:
        """Return where the words of an ink range come from, as `Passage.origin` has it.

        ``corrections`` are those in force over the layer.
        """
        if not any(s < end and start < e for s, e in self.recognised):
            return ""
        return "corrected" if covers(corrections, start, end) else "recognised"


def spans(written: str) -> tuple[tuple[int, int], ...]:
    """Read ranges written as ``0-12, 30-44``; what is none is passed over."""
    found = (_SPAN.fullmatch(part.strip()) for part in written.split(","))
    return tuple((int(match[1]), int(match[2])) for match in found if match)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document: layer, ink range, quote with prefix and suffix, page as a hint (from
    1).

    Or an ``area``, a rectangle of the page (points): it has no ink range (0 to 0), and its quote
    is what ``transcribed_by`` read there, empty while nobody has.  ``transcribed_by`` and
    ``translated_by`` are the ids of reviewers.

    ``origin`` is no part of what is stored: empty, or "recognised" where the quote holds text that
    was recognised from a picture, or "corrected" where reviewers corrected all of it.
    """

    document: str
    layer: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    page: int = 0
    origin: str = ""
    area: Rect | None = None
    translation: str = ""
    transcribed_by: str = ""
    translated_by: str = ""

    @property
    def words(self) -> str:
        """The quote; for an area that nobody has transcribed, what it is, in the user's language.

        It is for people; what programs read takes the quote.
        """
        if self.quote or self.area is None:
            return self.quote
        return _("Picture on p. {page}").format(page=self.page)

    def to_json(self) -> dict[str, Any]:
        """Return the value that a change sets; transcription and translation are set apart."""
        names = ("document", "layer", "start", "end", "quote", "prefix", "suffix", "page")
        value = {name: getattr(self, name) for name in names}
        if self.area is not None:
            value |= {"start": BEYOND, "end": BEYOND + 1, "quote": "", "area": packed(self.area)}
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Passage:
        """Read such a value; ValueError where it is none."""
        try:
            document, layer, quote, prefix, suffix = (
                str(value[name]) for name in ("document", "layer", "quote", "prefix", "suffix")
            )
            start, end, page = (int(value[name]) for name in ("start", "end", "page"))
            if "area" in value:
                return cls(document, layer, 0, 0, "", page=page, area=unpacked(value["area"]))
            return cls(document, layer, start, end, quote, prefix, suffix, page)
        except (KeyError, TypeError, OverflowError) as error:
            raise ValueError(f"no passage: {error}") from error


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """One of the passages of a claim, a record of its own; ``reviewer`` is who marked it.

    ``carried_from`` is the id of the passage in an earlier draft from which it was carried over,
    ``score`` how alike their words are, in thousandths; ``confirmed``: a reviewer looked and says
    that it is the claim still.
    """

    id: str
    claim: str
    passage: Passage
    reviewer: str = ""
    carried_from: str = ""
    score: int = 0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reviewer says of one claim; ``verdict`` is empty where it was taken back.

    ``denied_by`` names the party that denies; empty means by the evidence.
    """

    id: str
    claim: str
    reviewer: str
    verdict: str
    denied_by: str = ""
    reason: str = ""
    as_of: str = ""
    seen: str = ""
    made_at: datetime | None = None
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage linked to a claim: stance, note, who linked it.

    ``match`` is how a reviewer says that the claim's words stand there (translated, paraphrase,
    absent), or ""; ``level`` is primary, secondary or "" for what its source is; ``order`` is its
    place among the claim's evidence, 0 for that of its making.
    """

    id: str
    claim: str
    passage: Passage
    stance: str
    note: str = ""
    reviewer: str = ""
    made_at: datetime | None = None
    match: str = ""
    level: str = ""
    translator: str = ""
    order: int = 0
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """Evidence that is no passage: an interview, a call, an observation, a search that found
    nothing.

    ``words`` are what was learnt; ``who``, ``when`` and ``where`` as they were written.
    """

    id: str
    claim: str
    kind: str
    words: str
    who: str = ""
    when: str = ""
    where: str = ""
    stance: str = "supports"
    note: str = ""
    order: int = 0
    reviewer: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What a party said who was asked about a claim: ``answer`` is confirmed, denied, declined, no
    answer or "" while none is there.
    """

    id: str
    claim: str
    party: str
    answer: str = ""
    when: str = ""
    where: str = ""
    reviewer: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided where verdicts may differ, by whom and why; who differs stays in sight.

    ``outdated``: a verdict was given, changed or taken back that the decision had not seen.
    """

    id: str
    claim: str
    verdict: str
    denied_by: str = ""
    reason: str = ""
    reviewer: str = ""
    made_at: datetime | None = None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a thread; a ``private`` one is its reviewer's own and is left out of copies, and so
    is one that answers a private one.

    It is on a ``claim`` ("" for none), there perhaps on one ``part`` of it (the id of a passage or
    of evidence), or on a ``document``, there perhaps on a ``passage``.  A reply names the note it
    ``answers``; a thread whose first note is ``settled`` needs nobody any more.
    """

    id: str
    claim: str
    text: str
    reviewer: str
    made_at: datetime | None = None
    private: bool = False
    part: str = ""
    document: str = ""
    passage: Passage | None = None
    answers: str = ""
    settled: bool = False
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of an article, with all that was said of it.

    ``passages`` of a newer draft stand before those of an older one, which it keeps. ``label`` is
    its number, with the tail of the id where two claims have one number (20k).
    ``attribution`` is the chain by which the words came to the article, a line for each link;
    ``severity`` is minor, serious, grave or ""; ``correction`` is what the article should say;
    ``assigned`` is the id of the reviewer who is to check it, ``seconds`` are the ids of those who
    are to judge it without sight of what others say.  ``veiled``: this is what such a one sees.
    """

    id: str
    number: int
    label: str
    passages: tuple[ClaimPassage, ...]
    verdicts: tuple[Verdict, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Note, ...] = ()
    restatement: str = ""
    kind: str = ""
    reviewer: str = ""
    made_at: datetime | None = None
    speaker: str = ""
    attribution: str = ""
    said_on: str = ""
    severity: str = ""
    correction: str = ""
    assigned: str = ""
    tags: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    described: tuple[Described, ...] = ()
    decision: Decision | None = None
    seconds: tuple[str, ...] = ()
    veiled: bool = False
    imported: Imported | None = None

    def seen_by(self, reviewer: str) -> Claim:
        """Return it without the private notes of others."""
        notes = tuple(n for n in self.notes if not n.private or n.reviewer == reviewer)
        return self if len(notes) == len(self.notes) else replace(self, notes=notes)

    @property
    def places(self) -> tuple[ClaimPassage, ...]:
        """Its passages without those from which one was carried over into a later draft."""
        earlier = {passage.carried_from for passage in self.passages}
        return tuple(passage for passage in self.passages if passage.id not in earlier)

    @property
    def quote(self) -> str:
        """The words of its first passage in the newest draft that it has one in."""
        return self.passages[0].passage.quote if self.passages else self.restatement

    @property
    def words(self) -> str:
        """The same for people, who are told of an area without a transcription."""
        return self.passages[0].passage.words if self.passages else self.restatement

    @property
    def document(self) -> str:
        """The id of the article of its first passage: the newest draft in which it has any."""
        return self.passages[0].passage.document if self.passages else ""
