# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags by which people say elsewhere what holds: which verdict of ours each comes to."""

from __future__ import annotations

from collections.abc import Iterable

_SAID = {
    "verified": (
        "verified", "true", "correct", "confirmed", "accurate", "right",
        "верно", "правда", "подтверждено", "проверено", "истина", "достоверно",
        "확인됨", "확인", "사실", "참", "검증됨", "진실",
    ),
    "disputed": (
        "disputed", "misleading", "mixed", "mixture", "half true", "half-true", "partly true",
        "partly false", "contested", "unclear", "questionable", "needs context",
        "спорно", "частично верно", "полуправда", "сомнительно", "оспаривается",
        "논쟁적", "논란", "절반의 사실", "대체로 사실", "의심",
    ),
    "denied": (
        "denied", "false", "wrong", "incorrect", "refuted", "debunked", "inaccurate", "untrue",
        "отвергнуто", "ложь", "неверно", "неправда", "опровергнуто", "ошибка", "ложно",
        "부인됨", "거짓", "허위", "사실 아님", "사실이 아님", "틀림",
    ),
}  # fmt: skip
_VERDICTS = {word: verdict for verdict, words in _SAID.items() for word in words}


def verdict_of(tag: str) -> str:
    """Return the verdict that a tag stands for, "" where it stands for none."""
    return _VERDICTS.get(tag.strip().lstrip("#").casefold().replace("_", " "), "")


def judged(tags: Iterable[str]) -> tuple[str, str]:
    """Return the first of some tags that stands for a verdict, and the verdict; "" for none."""
    for tag in tags:
        if verdict := verdict_of(tag):
            return tag.strip().lstrip("#"), verdict
    return "", ""
