# SPDX-License-Identifier: AGPL-3.0-or-later
"""From bytes to text: which encoding a text file or a web page is in.

In this order: a byte-order mark; UTF-8 if it is valid; UTF-16 without a mark, told by its zero
bytes; what the document declares; the best of the old encodings by how much the result looks like a
language.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = (
    *("cp1251", "koi8_u", "cp866", "mac_cyrillic", "iso8859_5"),
    *("cp949", "cp932", "euc_jp", "gb18030", "big5"),
    *("cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2"),
)
_CYRILLIC = frozenset({"cp1251", "koi8_u", "cp866", "mac_cyrillic", "iso8859_5"})
_COMMON_RUSSIAN = frozenset("оеаинтсрвл")
_HANGUL = re.compile("[가-힣]")
_KANA = re.compile("[\u3041-\u30fe]")
_SHIFTED_CASE = re.compile("[а-яё][А-ЯЁ]")
_MIXED = re.compile("[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Python knows codecs that are no encodings of text, and some that take for ever.
_LABEL = re.compile(
    r"(?:utf-?(?:8|16|32)|iso|windows-|cp\d|koi8|euc|shift|gb|big5|latin|us-ascii|ascii|ks_c|mac|tis)"
)
_LATIN = frozenset({"cp1252", "cp1254", "iso8859_2", "cp1250"})
_NOT_WESTERN = re.compile("[ąćęłńśźżčďěňřšťůžőűăţş]", re.IGNORECASE)
_SAMPLE = 1 << 17
_MOST_CONTROLS = 0.02
_PLAUSIBLE = 0.6


def decode(data: bytes, declared: str = "") -> str | None:
    r"""Return the text in ``data``, line ends as "\\n"; None where it is no text at all.

    ``declared`` is the encoding that the document itself names, if any.  Control characters become
    U+FFFD, so that text can go wherever text goes.
    """
    text = _marked(data)
    if text is None:
        text = _strict(data, "utf-8")
    if text is None or "\x00" in text[:_SAMPLE]:
        text = _two_bytes(data) or (None if b"\x00" in data[:_SAMPLE] else _old(data, declared))
    if text is None or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        return None
    return plain(text)


def whole_utf8(data: bytes) -> bytes:
    """Return the beginning of a longer text without the character that its end divides, where it is
    UTF-8; anything else as it is.
    """
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data
    return text.encode()


def plain(text: str) -> str:
    """Return ``text`` with one kind of line end and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return _CONTROL.sub("\ufffd", text.removeprefix("\ufeff"))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _two_bytes(data: bytes) -> str | None:
    """Read UTF-16 without a mark, where blanks and digits leave zeros on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or even + odd <= len(sample) // 100 or min(even, odd) * 2 > max(even, odd):
        return None
    text = _strict(data, "utf-16-be" if even > odd else "utf-16-le")
    return text if text and _looks_written(text[:_SAMPLE]) else None


def _looks_written(text: str) -> bool:
    good = sum(c.isalnum() or c.isspace() or c.isprintable() for c in text)
    return good >= 0.95 * len(text)


def _old(data: bytes, declared: str) -> str | None:
    if declared and (text := declared_text(data, declared)) is not None:
        return text
    sample = data[:_SAMPLE]
    ranked = {encoding: _plausibility(sample, encoding) for encoding in _OLD}
    best = max(ranked, key=lambda encoding: ranked[encoding])
    if ranked[best] < _PLAUSIBLE:
        match = from_bytes(sample, cp_isolation=list(_OLD)).best()
        if match is None:
            return None
        best = match.encoding
    text = data.decode(best, "replace")
    if best in _LATIN and best != "cp1252" and not _NOT_WESTERN.search(text):
        return data.decode("cp1252", "replace")
    return text


def declared_text(data: bytes, declared: str) -> str | None:
    """Read as declared, None where it is not that; the web reads these labels as their supersets
    (WHATWG Encoding, 4.2).
    """
    name = declared.strip().lower()
    if not _LABEL.match(name):
        return None
    name = {
        "euc-kr": "cp949",
        "ks_c_5601-1987": "cp949",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "us-ascii": "cp1252",
        "shift_jis": "cp932",
    }.get(name, name)
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    # A wrong declaration shows itself by what cannot be decoded.
    return text if text.count("\ufffd") * 50 <= len(text) else None


def _plausibility(sample: bytes, encoding: str) -> float:
    """Rate 0 to 1 how much ``sample`` in ``encoding`` looks like its language; 0 if it has none."""
    if encoding not in _CYRILLIC and encoding not in {"cp949", "euc_jp"}:
        return 0.0
    # A sample may end within a character.
    text = _strict(sample, encoding) or _strict(sample[:-1], encoding) or ""
    if not text:
        return 0.0
    beyond = [c for c in text if ord(c) > 127]
    letters = sum(c.isalpha() for c in beyond)
    if len(beyond) < 4 or letters < 0.7 * len(beyond):
        return 0.0
    if encoding == "euc_jp":
        return 0.95 * (len(_KANA.findall(text)) >= 0.3 * letters)
    if encoding == "cp949":
        return float(len(_HANGUL.findall(text)) / letters * _syllables_in_use(text))
    lowered = [c.lower() for c in beyond]
    common = sum(c in _COMMON_RUSSIAN for c in lowered) / letters
    small = sum(c == low for c, low in zip(beyond, lowered, strict=True)) / len(beyond)
    known = sum("а" <= c <= "я" or c in "ёіїєґ" for c in lowered) / len(beyond)
    shifted = (len(_SHIFTED_CASE.findall(text)) + len(_MIXED.findall(text))) / letters
    # koi8-r and windows-1251 read each other's small letters as capitals, and other ones.
    rating: float = known * min(1.0, common / 0.6) * (0.85 + 0.15 * small)
    return max(0.0, rating - 2 * shifted)


def _syllables_in_use(text: str) -> float:
    """Return the part of the Hangul that EUC-KR itself holds; chance bytes fall outside of it."""
    syllables = _HANGUL.findall(text)
    return sum(len(_euc(s)) == 2 for s in syllables) / max(1, len(syllables))


def _euc(syllable: str) -> bytes:
    try:
        return syllable.encode("euc_kr")
    except UnicodeEncodeError:
        return b""
