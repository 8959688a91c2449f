# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citation keys: by what a manuscript cites a document, such as “kim-il-sung-1950-letter”.

A key is made of author, year and title, of lower-case ASCII letters, digits and hyphens.  Letters
of other scripts are left out, not transliterated: two programs would transliterate in two ways.
Where neither author nor title has any left, the start of the document's id stands for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

from sidelight.model.csl_record import Item
from sidelight.model.records import Document

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ](?:s\b)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_AUTHOR_WORDS, _TITLE_WORDS = 3, 2
_SHORT = 3
"""Words of a title up to so many letters say little."""
_LONGEST = 20
_LETTER = re.compile("[a-z]")


def citation_keys(items: Iterable[tuple[Document, Item]]) -> dict[str, str]:
    """Return the keys by the documents' ids, no two alike.

    Of several that would have one key the first keeps it, so that what is added later changes no
    key that is in a manuscript already.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for document, item in items:
        key = next(one for one in _candidates(document, item) if one not in taken)
        taken.add(key)
        keys[document.id] = key
    return keys


def _candidates(document: Document, item: Item) -> Iterator[str]:
    plain, id_ = _key(document, item), _start(document)
    yield plain
    yield f"{plain}-{id_}"
    for number in count(2):
        yield f"{plain}-{id_}-{number}"


def _key(document: Document, item: Item) -> str:
    authors: list[dict[str, str]] = item.get("author", [])
    author = _words(authors[0]["literal"])[:_AUTHOR_WORDS] if authors else []
    title = [word for word in _words(item["title"]) if _says_much(word) and word not in author]
    words = [*author, *_year(document), *title[:_TITLE_WORDS]]
    if not any(map(_LETTER.search, words)):
        words = [*_words(document.kind), _start(document), *words]
    return "-".join(words)


def _says_much(word: str) -> bool:
    return len(word) > _SHORT and bool(_LETTER.search(word))


def _year(document: Document) -> list[str]:
    return _YEAR.findall(document.citation.get("issued", ""))[:1]


def _start(document: Document) -> str:
    return "".join(_words(document.id))[:6]


def _words(text: str) -> list[str]:
    """Return the words of a text that ASCII can hold, accents taken off."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).lower()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:_LONGEST] for word in _WORD.findall(_whole_words(kept))]


def _whole_words(text: str) -> str:
    """Return the text without words that other letters stand in: half a word would be none."""
    words = re.split(r"[\W_]+", text)
    return " ".join(word for word in words if word.isascii())
