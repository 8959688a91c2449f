# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history of a project or a claim: who did what and when, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sidelight.language import N_, _, ngettext
from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS, shows_to
from sidelight.model.project import Project
from sidelight.model.vocabulary import WORDS
from sidelight.session.sight import Veil
from sidelight.text.quotes import readable, shorten

ACTS = {
    "": N_("Project set up"),
    "claim": N_("Claim made"),
    "verdict": N_("Verdict given"),
    "reason": N_("Reason written"),
    "evidence": N_("Evidence linked"),
    "stance": N_("Stance changed"),
    "evidence note": N_("Evidence described"),
    "note": N_("Note added"),
    "reply": N_("Note answered"),
    "edit note": N_("Note edited"),
    "settle thread": N_("Thread settled"),
    "reopen thread": N_("Thread reopened"),
    "adjust": N_("Passage adjusted"),
    "adjust area": N_("Area adjusted"),
    "transcribe": N_("Area transcribed or translated"),
    "remove claim": N_("Claim removed"),
    "remove evidence": N_("Evidence removed"),
    "remove note": N_("Note removed"),
    "remove document": N_("Document removed"),
    "restore claim": N_("Claim brought back"),
    "restore document": N_("Document brought back"),
    "document": N_("Document added"),
    "draft": N_("New draft added"),
    "confirm": N_("Claim confirmed in a new draft"),
    "place": N_("Claim placed in a new draft"),
    "drop": N_("Claim said to be gone from a new draft"),
    "layer": N_("Text of a document chosen"),
    "recognise": N_("Text recognised"),
    "correct": N_("Recognised text corrected"),
    "hide": N_("Page furniture hidden or shown"),
    "cite": N_("Source described"),
    "settle": N_("Conflict settled"),
    "add place": N_("Further place of a claim added"),
    "remove place": N_("Place of a claim removed"),
    "split claim": N_("Claim split"),
    "join claims": N_("Claims joined"),
    "note privacy": N_("Note made private or shared"),
    "claim record": N_("Claim described"),
    "tag": N_("Claim tagged"),
    "untag": N_("Tag taken off"),
    "tag colour": N_("Tag coloured"),
    "assign": N_("Claim assigned"),
    "invite": N_("Reviewer invited"),
    "second": N_("Blind second check asked for"),
    "no second": N_("Blind second check taken back"),
    "as of": N_("Date of a verdict changed"),
    "sign off": N_("Article signed off"),
    "take sign-off back": N_("Sign-off taken back"),
    "exempt": N_("Said to hold nothing to check"),
    "not exempt": N_("To be checked after all"),
    "response": N_("Response of a party"),
    "remove response": N_("Response removed"),
    "evidence record": N_("Match or kind of evidence changed"),
    "move evidence": N_("Evidence moved to another claim"),
    "order evidence": N_("Order of evidence changed"),
    "described": N_("Evidence described in words"),
    "remove described": N_("Described evidence removed"),
    "decision": N_("Decision made"),
    "withdraw decision": N_("Decision withdrawn"),
    "add verdict": N_("Verdict added to the project"),
    "change verdict": N_("Verdict of the project changed"),
    "remove verdict": N_("Verdict taken out of the project"),
    "replace verdict": N_("Verdict replaced by another"),
    "import": N_("Imported from another program"),
}
"""What the labels of changes are called."""

TIMES = " × "
"""What stands in a label between an act and how many claims it was done to."""

_MANY: dict[str, Callable[[int], str]] = {
    "verdict": lambda n: ngettext("Verdict on {count} claim", "Verdict on {count} claims", n),
    "remove claim": lambda n: ngettext("{count} claim removed", "{count} claims removed", n),
    "replace verdict": lambda n: ngettext(
        "Verdict replaced on {count} claim", "Verdict replaced on {count} claims", n
    ),
    "restore": lambda n: ngettext(
        "{count} thing brought back from the trash", "{count} things brought back from the trash", n
    ),
    "tag": lambda n: ngettext("{count} claim tagged", "{count} claims tagged", n),
    "import": lambda n: ngettext("{count} thing imported", "{count} things imported", n),
    "untag": lambda n: ngettext("Tag taken off {count} claim", "Tag taken off {count} claims", n),
    "assign": lambda n: ngettext("{count} claim assigned", "{count} claims assigned", n),
    "second": lambda n: ngettext(
        "Blind second check of {count} claim", "Blind second check of {count} claims", n
    ),
    "no second": lambda n: ngettext(
        "No blind second check of {count} claim", "No blind second check of {count} claims", n
    ),
}
_LONGEST_COUNT = 9
_MOST_NAMED = 3
_SHORT = 60
_SAID = {
    *("reason", "text", "note", "title", "transcription", "translation", "restatement", "speaker"),
    *("attribution", "said_on", "correction", "party", "words", "who", "name"),
}
_WORDED = {"stance", "severity", "answer", "match", "level", "kind", "line"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: change id, when, reviewer's label, what was done, claim label or "", details.

    ``act`` and ``detail`` are in the user's language; ``label`` is the stored word for the act and
    ``inverts`` the change that an undo or redo took back or "".
    """

    change: str
    time: datetime
    reviewer: str
    act: str
    claim: str
    detail: str
    label: str = ""
    inverts: str = ""


def times(act: str, count: int) -> str:
    """Return the label of an act done to some claims at once."""
    return act if count == 1 else f"{act}{TIMES}{count}"


def act_name(label: str) -> str:
    """Return what an act is called, in the user's language."""
    act, _times, count = label.partition(TIMES)
    if count.isdecimal() and act in _MANY and len(count) < _LONGEST_COUNT:
        return _MANY[act](int(count)).format(count=int(count))
    return _(ACTS[label]) if label in ACTS else label


def history(
    project: Project, claim_id: str = "", me: str = "", veil: Veil | None = None
) -> list[HistoryLine]:
    """Return what was done, oldest first; of one claim where its id is given.

    Of a private note nobody but its writer, ``me``, is told; what a ``veil`` hides is left out.
    """
    veil = veil or Veil(project, me)
    lines = []
    log = project.log
    shown = (change for change in log.order if shows_to(log, change, me))
    changes = sorted(shown, key=lambda c: (c.clock, c.id))
    groups = {change.group: change for change in changes}
    for change, seen in veil.shown(changes):
        claims = list(dict.fromkeys(c for setting in seen if (c := _claim_of(project, setting))))
        if claim_id and claim_id not in claims:
            continue
        inverted = groups.get(change.inverts)
        lines.append(
            HistoryLine(
                change=change.id,
                time=change.made_at,
                reviewer=project.reviewer(change.reviewer).label,
                act=_act(change, groups, 0 if len(seen) == len(change.sets) else len(claims)),
                claim=_named(project, claims),
                detail=_detail(project, seen),
                label=change.label,
                inverts=inverted.id if inverted else "",
            )
        )
    return lines


def _act(change: Change, groups: dict[str, Change], claims: int) -> str:
    """Return what was done, to how many of many ``claims`` where it is not told of all (else 0); an
    undo of an undo is a redo.
    """
    times, at, seen = 0, change, {change.group}
    while at.inverts:
        times += 1
        if at.inverts not in groups or at.inverts in seen:
            break
        at = groups[at.inverts]
        seen.add(at.group)
    act, many, _count = change.label.partition(TIMES)
    name = act_name(f"{act}{TIMES}{claims}" if many and claims else change.label)
    if times == 0:
        return name
    return (_("Undone: {act}") if times % 2 else _("Done again: {act}")).format(act=name)


def _claim_of(project: Project, setting: Setting) -> str:
    if setting.record == "claim":
        return setting.id
    if setting.record in PARTS:
        return str(project.log.value((setting.record, setting.id), "claim", ""))
    return ""


def _named(project: Project, claims: list[str]) -> str:
    """Return the labels of the claims that an act was done to (each once), of many the first."""
    named = ", ".join(project.label("claim", one) for one in claims[:_MOST_NAMED])
    return f"{named} …" if len(claims) > _MOST_NAMED else named


def _detail(project: Project, settings: Iterable[Setting]) -> str:
    """Return the words, verdict, stance or title that were set."""
    words = []
    for setting in settings:
        value = setting.value
        if setting.field == "verdict" and isinstance(value, dict):
            words.append(project.verdicts.called(str(value.get("verdict") or "unchecked")))
        elif setting.field == "place" and isinstance(value, dict) and "area" in value:
            words.append(_("Picture on p. {page}").format(page=value.get("page")))
        elif setting.field == "place" and isinstance(value, dict):
            words.append("“" + shorten(str(value.get("quote", "")), _SHORT) + "”")
        elif setting.field == "over" and isinstance(value, dict):
            words.append("“" + shorten(str(value.get("words", "")), _SHORT) + "”")
        elif setting.field in _WORDED and isinstance(value, str):
            words.append(_word(value))
        elif setting.field in _SAID and isinstance(value, str):
            words.append(shorten(readable(value), _SHORT))
    return " · ".join(dict.fromkeys(word for word in words if word))


def _word(stored: str) -> str:
    return _(WORDS[stored]) if stored in WORDS else stored
