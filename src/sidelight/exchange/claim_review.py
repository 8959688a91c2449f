# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checked claims as ClaimReview of schema.org, in JSON-LD: one for each claim, as whoever publishes
the check says it, whatever number of reviewers judged.

A decision rates, else the word that all verdicts share.  Machines are told a number only where the
evidence carries it: not where reviewers differ, a party denies, or the word is one that the project
added.  docs/claim-review.md says why, and what is left to the publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.json_text import dumped, listed, opened
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.exchange.works import day, work
from sidelight.language import _, current, ngettext
from sidelight.model.records import Claim, Decision, Document, Verdict
from sidelight.model.standing import given

RATINGS = {"denied": 1, "disputed": 2, "verified": 3}

# it may stand in a web page: no text may end the script, or begin a comment there
_SAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})

Said = Verdict | Decision


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the reviews; `step` is told of each few claims."""
    reviews = Reviews(outgoing)
    lines = []
    for at, claim in enumerate(outgoing.claims):
        if at % 100 == 0:
            step(at / len(outgoing.claims), "claims")
        if review := reviews.of(claim):
            lines.append(dumped(review).translate(_SAFE).encode())
    step(1.0, "claims")
    before = f'{opened({"@context": "https://schema.org"})}"@graph":'
    data = listed(before, lines, "}\n")
    return Written(data, len(lines), tuple(_remarks(outgoing, len(lines))))


class Reviews:
    """Makes reviews of claims."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._verdicts = outgoing.project.verdicts
        self._project = outgoing.project
        self._reviewers = outgoing.reviewers
        self._documents = {document.id: document for document in outgoing.documents}
        self._works: dict[str, dict[str, Any]] = {}

    def of(self, claim: Claim) -> dict[str, Any] | None:
        """Return the review of a claim; None where nobody judged it."""
        verdicts = given(claim)
        said: list[Said] = [claim.decision] if claim.decision else [*verdicts]
        words = claim.restatement or claim.words
        if not said:
            return None
        judges = dict.fromkeys(one.reviewer for one in (*said, *verdicts) if one.reviewer)
        times = [one.made_at for one in said if one.made_at]
        made = {
            "@type": "ClaimReview",
            "@id": iris.part(claim.id, "review"),
            "claimReviewed": words,
            "itemReviewed": self._item(claim, words),
            "reviewRating": self._rating(claim, said),
            "author": [self._person(id_) for id_ in judges],
            "datePublished": max(times).date().isoformat() if times else "",
            "inLanguage": current(),
            "citation": self._cited(one.passage.document for one in claim.evidence),
        }
        return {name: value for name, value in made.items() if value}

    def _item(self, claim: Claim, words: str) -> dict[str, Any]:
        """Return the claim itself: who said it, a person or not, when, and where it stands."""
        documents = (place.passage.document for place in claim.places)
        found = self._cited(documents)
        made = {
            "@type": "Claim",
            "text": claim.quote if claim.quote != words else "",
            "author": {"name": claim.speaker} if claim.speaker else None,
            "datePublished": day(claim.said_on),
            "appearance": found[0] if len(found) == 1 else found,
        }
        return {name: value for name, value in made.items() if value}

    def _rating(self, claim: Claim, said: list[Said]) -> dict[str, Any]:
        words = {one.verdict for one in said}
        parties = [*dict.fromkeys(one.denied_by for one in said if one.denied_by)]
        word = words.pop() if len(words) == 1 else "split"
        name = self._verdicts.called(word)
        if parties and word == "denied":
            name = _("Denied by {party}").format(party=", ".join(parties))
        made: dict[str, Any] = {"@type": "Rating"}
        if word in RATINGS and not parties:
            made |= {"ratingValue": RATINGS[word], "bestRating": 3, "worstRating": 1}
        made["alternateName"] = name
        if explanation := self._explained(claim, said, differ=word == "split"):
            made["ratingExplanation"] = explanation
        return made

    def _explained(self, claim: Claim, said: list[Said], *, differ: bool) -> str:
        """Return the reasons, with who gave each where there are several."""
        reasons = [one for one in said if one.reason]
        if not reasons and claim.decision:
            word = claim.decision.verdict
            reasons = [v for v in given(claim) if v.reason and v.verdict == word]
        if len({one.reason for one in reasons}) == 1 and not differ:
            return reasons[0].reason
        return "\n".join(self._reason(one, differ=differ) for one in reasons)

    def _reason(self, one: Said, *, differ: bool) -> str:
        who = self._person(one.reviewer)["name"]
        if not differ:
            return f"{who}: {one.reason}"
        return f"{who} ({self._verdicts.called(one.verdict)}): {one.reason}"

    def _person(self, id_: str) -> dict[str, str]:
        one = self._reviewers.get(id_) or self._project.reviewer(id_)
        return {"@type": "Person", "@id": iris.record(one.id), "name": one.label}

    def _cited(self, documents: Iterable[str]) -> list[dict[str, Any]]:
        """Return works in the order in which they are named first."""
        known = (self._documents.get(id_) for id_ in dict.fromkeys(documents))
        return [self._work(document) for document in known if document]

    def _work(self, document: Document) -> dict[str, Any]:
        if document.id not in self._works:
            self._works[document.id] = work(document)
        return self._works[document.id]


def _remarks(outgoing: Outgoing, written: int) -> Iterator[str]:
    if left := len(outgoing.claims) - written:
        yield ngettext(
            "{count} claim without a verdict is not in it.",
            "{count} claims without a verdict are not in it.",
            left,
        ).format(count=left)
    outdated = sum(bool(one.decision and one.decision.outdated) for one in outgoing.claims)
    if outdated:
        yield ngettext(
            "{count} decision is older than a verdict on its claim.",
            "{count} decisions are older than a verdict on their claim.",
            outdated,
        ).format(count=outdated)
