# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims and documents that a note names by number: ``#12``, ``claim 12``, ``source 3``.

One grammar in every language of the window, since a note is read in all of them.  Before a number
stands ``#`` (a claim), or a word for a claim, a source, an article or any document in English,
Russian or Korean, which a sign (``№``, ``#``, ``no.``) may follow; in Korean the number may come
first (``12번 주장``).  A number may end in the letters that tell two of one number apart
(``20k``).  Whether there is such a claim is for who knows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["claim", "source", "article", "document"]

_WORDS: dict[Kind, str] = {
    "claim": r"claims?|утверждени(?:ях|ями|ям|[еяюий]|ем)|утв\.|주장",
    "source": r"sources?|источник(?:ами|ах|ам|ов|ом|[ауеи])?|자료|출처",
    "article": r"articles?|стать(?:ями|ях|ям|[яиюе]|ёй|ей)|기사",
    "document": r"documents?|документ(?:ами|ах|ам|ов|ом|[ауеы])?|문서",
}
_KOREAN: dict[str, Kind] = {
    "주장": "claim",
    "자료": "source",
    "출처": "source",
    "기사": "article",
    "문서": "document",
}
_LABEL = r"[0-9]{1,7}[a-p]{0,32}"
# what follows may be a Korean particle, but no further letter or digit, nor a fraction
_END = r"(?![0-9A-Za-z_\u0400-\u04ff])(?![.,][0-9])"
_SIGN = r"(?:\s{1,3}(?:№|#|no\.)?\s{0,3}|№\s{0,3}|(?<=[가-힣])\s?)"
_MENTION = re.compile(
    "|".join(
        [
            rf"(?<![\w#&/])\#(?P<bare>{_LABEL}){_END}",
            *(
                rf"(?<!\w)(?:{words}){_SIGN}(?P<{kind}>{_LABEL}){_END}"
                for kind, words in _WORDS.items()
            ),
            rf"(?<!\w)(?P<before>{_LABEL})번\s?(?P<word>{'|'.join(_KOREAN)})",
        ]
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text (code points) names a claim or a document, and by which label."""

    start: int
    end: int
    kind: Kind
    label: str


def mentions(text: str) -> list[Mention]:
    """Return the mentions of a text in its order; they do not overlap."""
    return [_read(match) for match in _MENTION.finditer(text)]


def _read(match: re.Match[str]) -> Mention:
    named = {name: label for name, label in match.groupdict().items() if label}
    if "before" in named:
        return Mention(*match.span(), _KOREAN[named["word"]], named["before"].lower())
    (name, label), *_rest = named.items()
    kind: Kind = next((one for one in _WORDS if one == name), "claim")
    return Mention(*match.span(), kind, label.lower())
