# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which language a text is in, guessed by its script and, for Latin letters, its smallest words."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ko", "[가-힣]"),
    ("ja", "[\u3040-\u30ff]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ru", "[\u0400-\u04ff]"),
    ("ar", "[\u0600-\u06ff]"),
    ("he", "[\u05d0-\u05ea]"),
    ("el", "[\u0370-\u03ff]"),
    ("latin", "[A-Za-z\u00c0-\u024f]"),
)
_SMALL_WORDS = {
    "en": "the of and to in is that for was with",
    "de": "der die und das ist nicht den mit von ein",
    "fr": "le la les des et est une dans que du",
    "es": "el los las y es una por con del que",
    "it": "il di che della è per un sono con non",
    "pt": "o os uma não do da em para com é",
    "pl": "w i na z nie się jest do że to",
    "nl": "de het een van en is dat niet op te",
}
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAMPLE = 20_000
# A Korean or Japanese letter says as much as this many Latin ones.
_WEIGHT = {"ko": 2.5, "ja": 3.0, "zh": 2.5}


def language_tag(declared: str) -> str:
    """Return a declared language as a BCP 47 tag, empty where it is none."""
    tag = declared.strip().strip("()").replace("_", "-")
    return tag if _TAG.fullmatch(tag) and len(tag) <= 35 else ""


def guess_language(text: str) -> str:
    """Return a language tag such as ``ru``, empty where nothing speaks for one."""
    sample = text[:_SAMPLE]
    counts = {word: len(re.findall(cls, sample)) * _WEIGHT.get(word, 1.0) for word, cls in _SCRIPTS}
    script = max(counts, key=lambda word: counts[word])
    if not counts[script]:
        return ""
    if script == "zh" and counts["ja"]:
        return "ja"
    if script == "ru" and re.search("[іїєґ]", sample):
        return "uk"
    return script if script != "latin" else _by_words(sample)


def _by_words(sample: str) -> str:
    words = Counter(_WORD.findall(sample.lower()))
    scores = {tag: sum(words[w] for w in small.split()) for tag, small in _SMALL_WORDS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= max(2, 0.04 * words.total()) else ""
