# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page furniture: what stands around an article and is offered for hiding. Nothing is ever left
out.

The rules look at one block at a time and at its neighbours; each gives a reason, a stored word.
"""

from __future__ import annotations

import re

from sidelight.errors import N_
from sidelight.text.ink import ink_of
from sidelight.text.layer import Block, Furniture, TextLayer

REASONS = {
    "also-read": N_("link to other reading"),
    "comments": N_("rules of the comments"),
    "sign-in": N_("invitation to sign in"),
    "caption-twice": N_("caption given twice"),
    "counter": N_("counter of pictures"),
    "credit": N_("picture credit"),
    "share": N_("buttons for sharing"),
    "newsletter": N_("newsletter"),
    "advertisement": N_("advertisement"),
    "translate": N_("translation button"),
    "copyright": N_("copyright notice"),
    "cookies": N_("notice about cookies"),
    "page-header": N_("header of the pages"),
    "page-footer": N_("footer of the pages"),
}
"""By stored word, what it is called; to be looked up in the catalogue when shown."""

_LONGEST = 700
_SHORT = 160


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Whole short blocks that begin so.
_STARTS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "also-read",
        300,
        _any(
            r"(?:also|further|must) read\b\W",
            r"(?:read|see|watch) (?:more|also|next)\b\s*(?:[:|–—-]|$)",
            r"(?:related|recommended|editors’ picks|more (?:on|from) this|"
            r"you (?:may|might) also like)"
            r"[^.]{0,40}(?::|$)",
            r"(?:читайте|смотрите) (?:также|ещ[её])\b",
            r"(?:материалы|новости) по теме\b",
            r"\W*(?:관련\s?기사|함께\s?(?:읽|보)|추천\s?기사|더\s?보기|많이\s?본)",
        ),
    ),
    ("counter", 20, _any(r"\d{1,4}\s*(?:/|of)\s*\d{1,4}\W*$")),
    (
        "share",
        80,
        _any(
            r"share(?: this| on| via)?(?: article| story| page)?"
            r"(?: facebook| twitter| x| e-?mail)*\W*$",
            r"(?:facebook|twitter|telegram|whatsapp|linkedin|copy link|print|e-?mail|vk|вконтакте)"
            r"(?:[\s,|·]+(?:facebook|twitter|x|telegram|"
            r"whatsapp|linkedin|copy link|print|e-?mail))*\W*$",
            r"поделиться\b.{0,30}$",
            r"(?:기사\s?)?공유(?:하기)?(?:\s?글자\s?크기)?\W*$",
            r"(?:카카오톡|페이스북|트위터|URL\s?복사)(?:\s.{0,20})?$",
        ),
    ),
    ("advertisement", 40, _any(r"(?:advertisement|sponsored|реклама|광고)\W*$")),
    (
        "translate",
        30,
        _any(r"(?:翻译|翻譯|translate|translation|перевод|перевести|번역)\s*(?:[:：].{0,12})?$"),
    ),
    (
        "copyright",
        300,
        _any(
            r"(?:©|\(c\)|copyright\b)",
            r".{0,60}\ball rights reserved\b",
            r".{0,60}все права защищены",
            r".{0,80}무단\s?(?:전재|복제)",
        ),
    ),
    (
        "cookies",
        400,
        _any(
            r"(?:we|this (?:site|website)) uses? cookies\b",
            r"(?:мы|сайт) использу\w+ (?:файлы )?cookie",
        ),
    ),
    (
        "newsletter",
        300,
        _any(
            r"(?:sign up|subscribe|join)\b.{0,60}"
            r"\b(?:newsletter|inbox|channel|daily|weekly|e-?mail)",
            r"подпи(?:шитесь|сывайтесь)\b",
            r"(?:뉴스레터|구독)\s?(?:신청|하기)",
        ),
    ),
    (
        "sign-in",
        240,
        _any(
            r"(?:sign|log) ?in(?:\s*[/|]\s*(?:register|sign ?up))?\W*$",
            r"(?:please )?(?:sign|log) ?in\b.{0,80}\b(?:to|and|for)\b.{0,60}"
            r"\b(?:unlock|comment|continue|read|"
            r"save|join|access|post|discussion|member)",
            r"(?:already (?:a|an) (?:subscriber|member|registered)|"
            r"create (?:a|an) (?:free )?account)",
            r"subscribe (?:now )?to (?:continue|read|unlock|access)",
            r"(?:войдите|авторизуйтесь|зарегистрируйтесь)\b",
            r"로그인",
        ),
    ),
)
_COMMENTS_HEAD = _any(
    r"(?:\d+ )?(?:comments?|reader comments|"
    r"leave a (?:comment|reply)|join the (?:discussion|conversation))"
    r"(?:\s*\(\d+\))?\W*$",
    r"(?:комментарии|оставить комментарий|обсуждение)(?:\s*\(?\d+\)?)?\W*$",
    r"댓글(?:\s*\(?\d+\)?)?\W*$",
)
_COMMENTS_RULE = _any(
    r"\bcomments?\b.{0,80}\b(?:have to|must|should|will be|are)\b.{0,60}"
    r"\b(?:english|abusive|moderat|read|"
    r"removed|publish|civil|full sentences|closed)",
    r"\bcomment(?:ing)? (?:rules|policy|guidelines|platform)\b",
    r"\bcommunity (?:guidelines|rules|standards)\b",
    r"\b(?:post|posting|leave|older|view) (?:your |a )?comments?\b",
    r"правила\w* комментир|премодерац",
    r"댓글\s?(?:정책|운영|작성)",
)
_CREDIT = re.compile(
    r"[\s|(]*\b(?:(?:photo|image|picture|file) ?(?:credit|by|courtesy)?s?\s*:|"
    r"credit\s*:|фото\s*:|사진\s*[=:])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•·▪‣*-]\s*\S")


def furniture_of(layer: TextLayer) -> tuple[Furniture, ...]:
    """Return the ranges of a layer's blocks that look like furniture, in order, not overlapping."""
    words = [" ".join(layer.text.slice(b.start, b.end).split()) for b in layer.blocks]
    reasons = [_reason(said) for said in words]
    _spread_sign_in(words, reasons)
    _spread_comments(words, reasons)
    found = [
        Furniture(block.start, block.end, reason)
        for block, reason in zip(layer.blocks, reasons, strict=True)
        if reason and block.role != "title"
    ]
    taken = {item.start for item in found}
    found.extend(f for f in _captions(layer.blocks, words) if f.start not in taken)
    return tuple(sorted(found, key=lambda item: item.start))


def _reason(words: str) -> str:
    for reason, longest, pattern in _STARTS:
        if len(words) <= longest and pattern.match(words):
            return reason
    return ""


def _spread_sign_in(words: list[str], reasons: list[str]) -> None:
    """The benefits listed right under an invitation to sign in belong to it."""
    for at in range(1, len(words)):
        listed = _BULLET.match(words[at]) and len(words[at]) <= _SHORT
        if listed and not reasons[at] and reasons[at - 1] == "sign-in":
            reasons[at] = "sign-in"


def _spread_comments(words: list[str], reasons: list[str]) -> None:
    """A heading over comments, and the rules that follow it or stand by themselves."""
    below = False
    for at, said in enumerate(words):
        if _COMMENTS_HEAD.match(said) and len(said) <= 60:
            reasons[at], below = "comments", True
        elif (
            len(said) <= _LONGEST
            and _COMMENTS_RULE.search(said)
            and (below or at > len(words) // 2)
        ):
            reasons[at] = "comments"
        else:
            below = below and bool(reasons[at])


def _captions(blocks: tuple[Block, ...], words: list[str]) -> list[Furniture]:
    """A caption that the next block says again with a credit added; and that credit."""
    found: list[Furniture] = []
    for at in range(len(words) - 1):
        one, other = ink_of(words[at]), ink_of(words[at + 1])
        if len(one) < 20 or len(one) > _LONGEST or not other.startswith(one):
            continue
        rest = _CREDIT.search(words[at + 1])
        if (
            one == other
            or (rest and ink_of(words[at + 1][: rest.start()]) == one)
            or _is_tail(one, other)
        ):
            found.append(Furniture(blocks[at].start, blocks[at].end, "caption-twice"))
            if len(other) > len(one):
                start = blocks[at + 1].start + len(one)
                found.append(Furniture(start, blocks[at + 1].end, "credit"))
    return found


def _is_tail(one: str, other: str) -> bool:
    """Tell what follows a caption as a credit by the stroke before it."""
    return other[len(one)] == "|" and len(other) - len(one) <= _SHORT
