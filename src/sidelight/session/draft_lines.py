# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of claims in a draft, as both front ends list it: to confirm, gone, carried over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidelight.errors import N_
from sidelight.language import _
from sidelight.model.draft_chain import drafts_before
from sidelight.model.drafts import STATES, Fate, State, draft_number, fates, heads
from sidelight.model.project import Project
from sidelight.model.records import Document, Passage
from sidelight.session.areas import AreaVerbs
from sidelight.session.draft_plan import Carrier, Carry, draft_text
from sidelight.text.carrying import Carried, Reason
from sidelight.text.changed_words import Parts, changed_words
from sidelight.text.quotes import readable
from sidelight.text.text_map import Difference, TextMap

REASONS: Mapping[Reason, str] = {
    "removed": N_("Removed: the text before and after it now meets."),
    "rewritten": N_("Rewritten: other words stand in its place."),
    "claimed": N_("This copy was removed; the same words that stand belong to other passages."),
    "short": N_("Too short to tell which of the same words it was."),
    "absent": N_("Nothing like it was found."),
    "area": N_("A part of a page that does not look the same any more."),
    "late": N_("Marked after this draft was added: see where it stands here."),
}
"""Why a passage went."""

STATE_WORDS: Mapping[State, str] = {
    "to confirm": N_("To confirm"),
    "went": N_("Went"),
    "same": N_("Same words"),
    "confirmed": N_("Confirmed"),
    "dropped": N_("Said to be gone"),
}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What became of one passage of a claim (``claim`` and ``label``).

    ``before`` is the id of the passage in the earlier draft ``earlier``, ``now`` that in this one,
    "" for none; ``old`` and ``new`` are the words of both in pieces, ``score`` is in thousandths.
    ``place`` is where it stands, else where it is to be looked for (ink range), if anywhere; where
    the state is "went", ``reason`` says why.
    """

    claim: str
    label: str
    state: State
    before: str
    earlier: str
    old_place: tuple[int, int]
    now: str
    old: Parts
    new: Parts
    score: int = 0
    place: tuple[int, int] | None = None
    reason: Reason = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """Which draft of its article a document is: its ``number`` from 1, how it is called, the draft
    before ("" for the first), whether it is the newest, and how many passages are in each state.
    """

    number: int
    name: str
    before: str
    newest: bool
    states: Mapping[State, int]

    @property
    def open(self) -> int:
        """How many passages are to be confirmed or to be found."""
        return self.states["to confirm"] + self.states["went"]


def draft_facts(project: Project) -> dict[str, DraftFacts]:
    """Return the facts on each article that has more drafts than one, by its id."""
    articles = project.documents("article")
    chained = {
        one
        for article in articles
        if (earlier := drafts_before(project.log, article.id))
        for one in (article.id, *earlier)
    }
    newest = {head.id for head in heads(project)} if chained else set()
    numbers = {one.id: draft_number(project, one.id) for one in articles if one.id in chained}
    found = {}
    for article in articles:
        if article.id not in chained:
            continue
        states = [fate.state for fate in fates(project, article.id)]
        found[article.id] = DraftFacts(
            number=numbers[article.id],
            name=_called(article, numbers, articles),
            before=next(iter(drafts_before(project.log, article.id)), ""),
            newest=article.id in newest,
            states={state: states.count(state) for state in STATES},
        )
    return found


def _called(article: Document, numbers: Mapping[str, int], articles: Iterable[Document]) -> str:
    """Return what a draft is called: its number, and that of the document where two of one title
    have that.
    """
    number = numbers[article.id]
    name = _("draft {number}").format(number=number)
    equal = [
        one
        for one in articles
        if numbers.get(one.id) == number and one.title == article.title and one.id != article.id
    ]
    return f"{name} ({article.label})" if equal else name


def draft_lines(desk: AreaVerbs, draft: Document) -> list[DraftLine]:
    """Return what became of claims in a draft, what is to be done first."""
    found = fates(desk.project, draft.id)
    carrier = None
    if not desk.left_out(draft) and desk.readable(draft):
        carrier = Carrier(desk, draft_text(desk, draft))
    lines = [_line(fate, carrier) for fate in found]
    return sorted(lines, key=lambda line: STATES.index(line.state))


def planned_lines(carries: Iterable[Carry]) -> list[DraftLine]:
    """Return what a planned draft will do, as `draft_lines` would say it."""
    lines = []
    for one in carries:
        sure = one.found.score >= 1000
        state: State = "went" if one.passage is None else "same" if sure else "to confirm"
        fate = Fate(one.claim, one.before, None, state)
        lines.append(_made(fate, one.passage, one.found))
    return sorted(lines, key=lambda line: STATES.index(line.state))


def _line(fate: Fate, carrier: Carrier | None) -> DraftLine:
    if fate.now is not None:
        place = fate.now.passage.start, fate.now.passage.end
        return _made(fate, fate.now.passage, Carried(place, fate.now.score))
    if fate.state == "dropped":
        return _made(fate, None, Carried(None))
    found = Carried(None, 0, "absent")
    if carrier is not None:
        found, passage = carrier.carry(fate.before.passage)
        if passage is not None:
            found = Carried(None, 0, "late", found.place)
    return _made(fate, None, found)


def _made(fate: Fate, now: Passage | None, found: Carried) -> DraftLine:
    before = fate.before.passage
    old, new = changed_words(readable(before.words), readable(now.words) if now else "")
    return DraftLine(
        claim=fate.claim.id,
        label=fate.claim.label,
        state=fate.state,
        before=fate.before.id,
        earlier=before.document,
        old_place=(before.start, before.end),
        now=fate.now.id if fate.now else "",
        old=old if now else ((readable(before.words), False),),
        new=new,
        score=found.score,
        place=found.place if now else found.near,
        reason="" if now else found.reason,
        page=now.page if now else before.page,
    )


def differences(desk: AreaVerbs, draft: Document) -> tuple[Difference, ...]:
    """Return where a draft differs from the one before it; nothing where either is not there."""
    map_ = _map(desk, draft)
    return tuple(map_.differences()) if map_ else ()


def facing(
    desk: AreaVerbs, draft: Document, start: int, end: int, *, back: bool
) -> tuple[int, int] | None:
    """Return the words of a draft that face an ink range of the one before it; with ``back`` the
    other way round.
    """
    map_ = _map(desk, draft)
    return map_.facing(start, end, back=back) if map_ else None


def _map(desk: AreaVerbs, draft: Document) -> TextMap | None:
    """Return the draft before one laid onto it; None where either is not there."""
    before = next(iter(drafts_before(desk.project.log, draft.id)), "")
    document = desk.project.document(before) if before else None
    texts = [draft, *([document] if document else [])]
    there = all(not desk.left_out(one) and desk.readable(one) for one in texts)
    if document is None or not there:
        return None
    return Carrier(desk, draft_text(desk, draft)).map_from(document)
