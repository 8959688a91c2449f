# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a report, plain values.

Words such as verdicts and stances are the stored ones; outputs look them up when they write.  All
texts have passed `sidelight.text.characters`.  Times are aware, in UTC.  A claim or document is
named by its label: digits, then letters where two share a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

PARTS = (
    *("article", "evidence", "disagreements", "notes"),
    *("open", "sources", "uncited", "method"),
)
"""What can be left out of a report, in the order in which it stands there."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A claim that covers a run of the article, and what paints it (a verdict or standing)."""

    label: str
    paint: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph under the same claims, the one that begins first in front.

    ``begins`` names the claims whose first mark starts here (each once in a report), ``ends`` those
    of which a passage ends here.
    """

    text: str
    covers: tuple[Cover, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A paragraph or the like of the article; role and level as in `sidelight.text.layer.Block`."""

    role: str
    level: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words, without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """The article; ``version`` is the SHA-256 of its bytes in hex, ``issued`` a citation's date.

    ``draft`` is which draft of it this is, from 1; ``before`` the SHA-256 of the draft that it
    continues, or "", ``gone`` the labels of claims of earlier drafts that it has no more.
    """

    title: str
    author: str
    issued: str
    site: str
    address: str
    language: str
    version: str
    draft: int = 1
    before: str = ""
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """A verdict of one reviewer; an empty ``denied_by`` of a denial means by the evidence.

    ``seen`` is how it was given (`sidelight.model.blindness.SEEN`), or "".
    """

    reviewer: str
    verdict: str
    denied_by: str
    reason: str
    as_of: str
    made_at: datetime | None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ReadArea:
    """What stands in a rectangle of a page beside its transcription, which is the quote.

    ``transcribed_by`` is empty where nobody has transcribed it; ``picture`` is a PNG file, empty
    where there is none.
    """

    transcribed_by: str
    translation: str
    translated_by: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class QuotedEvidence:
    """A passage linked to a claim; ``source`` is its document's label, empty where that is gone."""

    stance: str
    quote: str
    source: str
    title: str
    place: str
    citation: str
    address: str
    language: str
    note: str
    reviewer: str
    area: ReadArea | None = None
    match: str = ""
    level: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class ToldEvidence:
    """Evidence that is no passage: ``kind`` is interview, call, search, observation or empty;
    ``where`` says who, when and where, as it was written.
    """

    stance: str
    kind: str
    words: str
    where: str
    note: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class PartyResponse:
    """What a party answered that was asked, and when and where; an empty ``answer`` is none yet."""

    party: str
    answer: str
    where: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A reviewer's sign-off of the article; ``changed`` where work on it went on since."""

    reviewer: str
    made_at: datetime | None
    note: str
    changed: bool


@dataclass(frozen=True, slots=True)
class MadeDecision:
    """A decision on a claim; ``outdated`` where verdicts went on since."""

    verdict: GivenVerdict
    outdated: bool


@dataclass(frozen=True, slots=True)
class NotePart:
    """A part of a note's words; ``to`` is what of the report it names (``claim-12``, ``source-3``
    or ``article``), or empty.
    """

    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with its replies; ``about`` are the words that it is on, empty for a whole claim or
    document.
    """

    reviewer: str
    text: str
    made_at: datetime | None
    parts: tuple[NotePart, ...] = ()
    about: str = ""
    replies: tuple[WrittenNote, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One claim with all that was said of it.

    ``marked`` is false where no word of it stands in the annotated article: its passage is hidden,
    or lies in another version of the text; None in a report without the article.  ``facts`` are the
    further fields of the record that say anything, by their stored names.
    """

    label: str
    id: str
    quote: str
    restatement: str
    kind: str
    place: str
    standing: str
    paint: str
    marked: bool | None
    verdicts: tuple[GivenVerdict, ...]
    evidence: tuple[QuotedEvidence, ...]
    notes: tuple[WrittenNote, ...]
    areas: tuple[ReadArea, ...] = ()
    decision: MadeDecision | None = None
    responses: tuple[PartyResponse, ...] = ()
    told: tuple[ToldEvidence, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def unread(self) -> bool:
        """Whether its words only say that there is a picture."""
        return bool(self.areas) and not any(area.transcribed_by for area in self.areas)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that evidence is or may be taken from; ``size`` in bytes, ``sha256`` in hex.

    ``recognised`` are the languages in which a machine recognised text of it, where it did.
    """

    label: str
    title: str
    name: str
    citation: str
    address: str
    language: str
    media_type: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime | None
    claims: tuple[str, ...]
    notes: tuple[WrittenNote, ...] = ()
    recognised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """How many sentences of an article hold a claim, hold nothing to check, or are open."""

    claimed: int
    exempt: int
    open: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far ``reviewers`` (their number) agree on the ``claims`` that two or more of them judged:
    ``alike`` of so many ``pairs`` of verdicts, Cohen's κ and Krippendorff's α (None: undefined).
    """

    reviewers: int
    claims: int
    alike: int
    pairs: int
    kappa: Fraction | None
    alpha: Fraction | None


@dataclass(frozen=True, slots=True)
class OpenItems:
    """Claims that are open; ``what`` is unchecked, split, outdated, no reason or no evidence."""

    what: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim on which reviewers differ: for each verdict given, those who gave it."""

    label: str
    quote: str
    sides: tuple[tuple[str, tuple[GivenVerdict, ...]], ...]
    decision: MadeDecision | None = None
