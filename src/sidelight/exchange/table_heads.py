# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the columns of a table of claims hold, by their heads in English, Russian and Korean, in any
case and with any blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from sidelight.exchange.incoming import TABLE_FIELDS, Column
from sidelight.exchange.table_words import day_of, verdict_word
from sidelight.text.quotes import shorten

URL = "url"
"""The address of a source where its title stands in a column of its own: read beside `source`."""

_WORDS = {
    "quote": """quote; claim quote; quoted claim; claim; claim text; text of the claim; words of the
        claim; statement; assertion; allegation; sentence; passage; text; цитата; слова
        утверждения; утверждение; текст утверждения; тезис; высказывание; заявление; фраза; текст;
        인용문; 주장의 구절; 주장의 문구; 주장; 주장 내용; 진술; 발언; 문장""",
    "verdict": """verdict; rating; claim verdict; textual rating; ruling; conclusion; finding;
        assessment; judgement; judgment; result; truth; вердикт; оценка; заключение; вывод;
        результат; результат проверки; 판정; 평가; 결론; 판정 결과; 검증 결과; 결과""",
    "denied_by": "denied by; who denies; кем отвергнуто; кто отрицает; 부인한 쪽; 부인하는 쪽",
    "reason": """reason; reasons; explanation; rationale; reasoning; justification; why; analysis;
        обоснование; причина; пояснение; объяснение; почему; аргументация; 사유; 이유; 설명;
        판정 이유; 근거 설명""",
    "reviewer": """reviewer; checked by; fact checker; factchecker; checker; reviewed by; verified
        by; checked; проверяющий; проверил; проверила; кто проверил; рецензент; фактчекер; 검토자;
        검증자; 확인자; 팩트체커; 담당자""",
    "date": """date of the verdict; given on; checked on; date checked; review date; date of review;
        date; as of; дата вердикта; вынесен; дата проверки; дата; по состоянию на; 판정일; 검증일;
        판정 날짜; 확인일; 날짜; 기준일""",
    "restatement": """restatement; paraphrase; in other words; claim reviewed; summary; claim;
        statement; пересказ; переформулировка; суть; утверждение; 바꿔 말하기; 요약; 주장""",
    "speaker": """speaker; claimant; said by; who said it; claimed by; person; говорящий;
        кто сказал; спикер; автор высказывания; чьи слова; 발언자; 화자; 말한 사람; 주장한 사람""",
    "tags": """tags; tag; labels; keywords; topics; topic; category; теги; тег; метки; метка;
        ключевые слова; темы; тема; категория; 태그; 키워드; 주제; 분류""",
    "note": """note; notes; comment; comments; remark; remarks; заметка; заметки; примечание;
        примечания; комментарий; комментарии; 메모; 비고; 참고; 의견; 댓글""",
    "source": """source; sources; source title; title of the source; source name; reference;
        references; document; источник; источники; название источника; документ; 자료; 출처;
        자료 제목; 근거 자료; 문헌; url; link; source url; source link; web address; address;
        ссылка; адрес; ссылка на источник; 링크; 주소; 출처 링크""",
    "page": """page; pages; page number; page of the source; source page; p; pp; страница;
        страницы; стр; номер страницы; страница источника; 쪽; 페이지; 쪽수; 면; 자료의 쪽""",
    "source_quote": """words of the source; source quote; quote from the source; quote from source;
        source text; evidence quote; supporting quote; evidence; слова источника; цитата из
        источника; текст источника; свидетельство; свидетельства; доказательство; доказательства;
        자료의 구절; 자료의 문구; 출처 인용; 자료 인용; 원문 인용; 원문; 근거; 증거""",
    "stance": "stance; relation; evidence stance; отношение; связь; 관계; 입장",
    "article": "article; article title; in article; статья; название статьи; 기사; 기사 제목",
    URL: """url; source url; source link; link; web address; address; ссылка; ссылка на источник;
        адрес; 링크; 출처 링크; 주소""",
}
"""Heads by field, the one that says most first: where a table has “quote” and “claim”, the first
holds the words and the other says them anew.
"""
_CLEAR = re.compile(r"[\s_\-–.:*?№#()\[\]/]+")
_LONGEST_HEAD = 60
_SHOWN_CELLS, _SHOWN, _SEEN = 3, 60, 1000
"""Cells of a column that are shown, letters of each, and rows that are looked through for them."""
_NUMBERS = re.compile(r"[\d\s.,:/%-]+")
_LOOKED_AT = 10


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(plain, words.split(";"))) for name, words in _WORDS.items()}


@cache
def _known() -> frozenset[str]:
    return frozenset(word for words in _fields().values() for word in words)


def plain(head: str) -> str:
    """Return a head as heads are compared."""
    return _CLEAR.sub(" ", head[: 2 * _LONGEST_HEAD].casefold()).strip()


def known_heads(row: Sequence[str]) -> int:
    """Return how many cells of a row are heads that are known."""
    return sum(len(cell) <= _LONGEST_HEAD and plain(cell) in _known() for cell in row)


def head_row(rows: Sequence[Sequence[str]]) -> int:
    """Return which row has the heads, -1 where none has: a table may have a title above them."""
    filled = [at for at, row in enumerate(rows[: 5 * _LOOKED_AT]) if row][:_LOOKED_AT]
    if not filled:
        return -1
    best = max(filled, key=lambda at: known_heads(rows[at]))
    if known_heads(rows[best]) > (1 if best != filled[0] else 0):
        return best
    return -1 if _is_data(rows[filled[0]]) else filled[0]


def _is_data(row: Sequence[str]) -> bool:
    """Tell whether a row without a known head looks like what stands below heads."""
    said = [cell.strip() for cell in row if cell.strip()]
    return len(said) < 2 or any(
        len(cell) > _LONGEST_HEAD
        or "://" in cell
        or _NUMBERS.fullmatch(cell)
        or day_of(cell)
        or verdict_word(cell)[1]
        for cell in said
    )


def heads_of(row: Sequence[str], width: int) -> list[str]:
    """Return a head for each column, no two alike: letters, as in a spreadsheet, for those without
    one.
    """
    heads: list[str] = []
    for at in range(width):
        said = " ".join(row[at].split()) if at < len(row) else ""
        head = shorten(said, _LONGEST_HEAD) if said else letters(at)
        number, wanted = 1, head
        while wanted in heads:
            number += 1
            wanted = f"{head} ({number})"
        heads.append(wanted)
    return heads


def letters(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def fields_of(heads: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds what, by field; what is ``chosen`` (heads by field) counts before
    what the heads say.

    Who chose for columns that the heads would name as well has seen them all: then what is not
    chosen is not wanted.
    """
    usual = _usual(heads)
    picked = {
        field: heads.index(head)
        for field, head in chosen.items()
        if field in TABLE_FIELDS and head in heads
    }
    seen_all = not usual or any(usual.get(field) == at for field, at in picked.items())
    if not picked:
        return usual
    others = {
        field: at
        for field, at in usual.items()
        if field not in picked and at not in picked.values()
    }
    if seen_all:
        others = {URL: others[URL]} if URL in others else {}
    return {**others, **picked}


def _usual(heads: Sequence[str]) -> dict[str, int]:
    columns = [plain(head) for head in heads]
    found: dict[str, int] = {}
    for field, words in _fields().items():
        free = {
            word: at for at, word in reversed(list(enumerate(columns))) if at not in found.values()
        }
        at = next((free[word] for word in words if word in free), None)
        if at is not None:
            found[field] = at
    return found


def columns_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], fields: Mapping[str, int]
) -> tuple[Column, ...]:
    """Return the columns with a few of their cells."""
    held = {at: field for field, at in fields.items() if field in TABLE_FIELDS}
    found = []
    for at, head in enumerate(heads):
        cells: list[str] = []
        for row in rows[:_SEEN]:
            if at < len(row) and row[at].strip():
                cells.append(shorten(" ".join(row[at].split()), _SHOWN))
            if len(cells) == _SHOWN_CELLS:
                break
        found.append(Column(head, tuple(cells), held.get(at, "")))
    return tuple(found)
