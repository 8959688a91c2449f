# SPDX-License-Identifier: AGPL-3.0-or-later
"""The code book of a REFI-QDA project: verdicts, stances, claims and tags, each below a code that
gathers them and codes nothing itself.

The names of codes are in the user's language, for people; their GUIDs are the same in each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sidelight.exchange.guids import guid
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.qdpx_xml import Names, element
from sidelight.language import _
from sidelight.model.records import Claim
from sidelight.model.vocabulary import STANCES

_PLAIN = "#475569"


def verdict_code(word: str) -> str:
    """Return the GUID of the code of a verdict, by its stored word."""
    return guid("verdict code", word)


def stance_code(word: str) -> str:
    """Return the GUID of the code of a stance."""
    return guid("stance code", word)


def claim_code(claim: Claim) -> str:
    """Return the GUID of the code of a claim."""
    return guid("claim code", claim.id)


def tag_code(name: str) -> str:
    """Return the GUID of the code of a tag."""
    return guid("tag code", name)


def put_codes(root: Any, outgoing: Outgoing) -> None:
    """Add the code book."""
    codes = element(element(root, "CodeBook"), "Codes")
    verdicts, names = outgoing.project.verdicts, Names()
    said = {one.verdict for claim in outgoing.claims for one in claim.verdicts if one.verdict}
    linked = {one.stance for claim in outgoing.claims for one in claim.evidence}
    linked |= {one.stance for claim in outgoing.claims for one in claim.described}
    for title, code, words in (
        (_("Verdict"), verdict_code, dict.fromkeys((*verdicts.words, *sorted(said)))),
        (_("Stance"), stance_code, dict.fromkeys((*STANCES, *sorted(linked)))),
    ):
        above = _gathering(codes, title, names)
        for word in words:
            _code(
                above, code(word), names.of(verdicts.called(word), title), verdicts.style(word).ink
            )
    if outgoing.claims:
        title = _("Claims")
        above = _gathering(codes, title, names)
        for claim in outgoing.claims:
            name = names.of(_("Claim {number}").format(number=claim.label), title)
            # no notes on it: QualCoder drops a code that has any
            _code(above, claim_code(claim), name, _PLAIN, _described(claim, outgoing))
    tags = sorted({tag for claim in outgoing.claims for tag in claim.tags})
    if tags:
        title = _("Tags")
        above = _gathering(codes, title, names)
        for tag in tags:
            _code(above, tag_code(tag), names.of(tag, title), _PLAIN)


def _gathering(codes: Any, title: str, names: Names) -> Any:
    made = guid("gathering code", str(len(codes)))
    return element(codes, "Code", guid=made, name=names.of(title), isCodable="false", color=_PLAIN)


def _code(above: Any, id_: str, name: str, colour: str, description: str = "") -> None:
    made = element(above, "Code", guid=id_, name=name, isCodable="true", color=colour)
    if description:
        element(made, "Description", description)


def _described(claim: Claim, outgoing: Outgoing) -> str:
    """Return what is known of a claim beside what was said of it: its words, then its fields."""
    called = outgoing.project.verdicts.called
    fields = (
        (_("Restatement"), claim.restatement),
        (_("Kind"), claim.kind and called(claim.kind)),
        (_("Speaker"), claim.speaker),
        (_("Attributed through"), claim.attribution),
        (_("Said on"), claim.said_on),
        (_("Severity"), claim.severity and called(claim.severity)),
        (_("Proposed correction"), claim.correction),
    )
    return lines(claim.words, fields)


def lines(first: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return a text, then a line for each field that says anything."""
    told = (f"{label}: {value}" for label, value in fields if value.strip())
    return "\n".join(filter(None, (first.strip("\n"), *told)))
