# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for coverage: what of an article is still to be looked at, what holds nothing to check."""

from __future__ import annotations

from collections.abc import Iterable

from sidelight.errors import Refused
from sidelight.model.change import Setting, new_id
from sidelight.model.coverage import Coverage, article_coverage
from sidelight.model.records import Claim, Document
from sidelight.model.signing import sign_offs
from sidelight.session.vocabulary import VocabularyVerbs
from sidelight.text.sentences import sentence_bounds


class CoveringVerbs(VocabularyVerbs):
    """The desk with the verbs for coverage."""

    def coverage(self, article: Document) -> Coverage:
        """Return which sentences of an article hold a claim, need none, or are open."""
        return self.covered(article, self.project.claims(article.id))

    def covered(self, article: Document, claims: Iterable[Claim]) -> Coverage:
        """Return the same by the claims that have a passage in the article, others with them."""
        exempt = self.project.exempt(article.id)
        return article_coverage(claims, exempt, article, self.sentences(article))

    def exempt(self, article: Document, start: int, end: int) -> None:
        """Say that a passage of an article (ink range) holds nothing to check."""
        if article.kind != "article":
            raise Refused("exempt.not_article", name=article.title)
        place = self.passage(article, start, end).to_json()
        self.act([Setting("exempt", new_id(), "place", place)], "exempt")

    def not_exempt(self, article: Document, start: int, end: int) -> None:
        """Take back what was said so of any part of an ink range."""
        found = [
            one.id
            for one in self.project.exempt(article.id)
            if one.passage.start < end and start < one.passage.end
        ]
        if found:
            settings = [Setting("exempt", id_, "deleted", value=True) for id_ in found]
            self.act(settings, "not exempt")

    def sign_off(self, article: Document, note: str = "") -> None:
        """Say that an article may go out as its claims stand; said again, it is said anew."""
        if article.kind != "article":
            raise Refused("exempt.not_article", name=article.title)
        values = {"document": article.id, "signed": True, "note": note.strip()}
        id_ = f"{article.id}.{self.me}"
        self.act(
            [Setting("signoff", id_, name, value) for name, value in values.items()], "sign off"
        )

    def take_sign_off_back(self, article: Document) -> None:
        """Take my sign-off of an article back; nothing happens where there is none."""
        id_ = f"{article.id}.{self.me}"
        if any(one.id == id_ for one in sign_offs(self.project, article.id)):
            self.act([Setting("signoff", id_, "signed", value=False)], "take sign-off back")

    def sentence(self, article: Document, offset: int) -> tuple[int, int]:
        """Return the ink range of the sentence around an ink offset."""
        return sentence_bounds(self.layer(article).text, offset)
