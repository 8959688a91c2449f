# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON that a stranger wrote: RFC 8259, or lines of it (https://jsonlines.org), read within bounds.

Of keys that stand twice the last counts; NaN and Infinity are read as null; half a surrogate pair
becomes U+FFFD.  What would be too deep, or too much, is counted before anything is made of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sidelight.errors import InputError
from sidelight.reader.encodings import decode

LARGEST = 64 * 1024 * 1024
"""The most bytes of a file."""
DEEPEST = 64
"""The most arrays and objects within each other."""

_MOST_VALUES = 3_000_000
_MOST_HOLDERS = 1_500_000
_MOST_LINES = 200_000
_SIGNS = b'{}[]"'
_OTHERS = bytes(set(range(256)) - set(_SIGNS))
_STRING = re.compile(b'"[^"]*"')
_BRACES = bytes.maketrans(b"{}", b"[]")
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE = re.compile(f"{_HIGH}(?!{_LOW})"), re.compile(f"(?<!{_HIGH}){_LOW}")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_OLD_ENCODING = 1 << 22


@dataclass(frozen=True, slots=True)
class Json:
    """What a file holds: one value, or one for each line; ``broken`` are the numbers of lines that
    are no JSON.
    """

    values: tuple[Any, ...]
    broken: tuple[int, ...] = ()


def read(data: bytes, name: str) -> Json:
    """Return what a file holds; InputError `import.damaged` where it is neither JSON nor lines of
    it, `import.too_large` beyond the bounds.
    """
    if len(data) > LARGEST:
        raise _too_large(name)
    text = _text(data, name)
    if _is_too_much(data if data[:1] in {b"{", b"["} else text.encode("utf-8", "replace")):
        raise _too_large(name)
    try:
        return Json((_parsed(text),))
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise InputError("import.damaged", name=name) from error
        return _lines(text, name)
    except (ValueError, RecursionError) as error:
        raise InputError("import.damaged", name=name) from error


def begins(head: bytes) -> str:
    """Return the beginning of a file as text where it may be JSON, else ""; never raises."""
    encoding = json.detect_encoding(head)
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n\x1e")
    return text if text[:1] in {"{", "["} else ""


def _too_large(name: str) -> InputError:
    return InputError("import.too_large", name=name)


def _text(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, or else what its bytes say."""
    try:
        text = data.decode("utf-8-sig")
        if "\x00" not in text[:4]:
            return _mended(text, name)
    except UnicodeDecodeError:
        pass
    if not begins(data[:64]):
        raise InputError("import.damaged", name=name)
    if json.detect_encoding(data[:4]).startswith("utf-8"):
        # to weigh old encodings takes long
        read = decode(data) if len(data) <= _OLD_ENCODING else data.decode("utf-8", "replace")
    else:
        read = data.decode(json.detect_encoding(data[:4]), "replace")
    if read is None:
        raise InputError("import.damaged", name=name)
    return _mended(read.removeprefix("\ufeff"), name)


def _mended(text: str, name: str) -> str:
    r"""Return JSON without halves of surrogate pairs, which no text may hold: ``\ud800``."""
    if "\\" not in text or not _SURROGATE.search(text):
        return text
    if text.count(r"\ud") + text.count(r"\uD") > _MOST_VALUES:
        raise _too_large(name)
    # so that each backslash begins an escape
    text = text.replace(r"\\", r"\u005c")
    for lone in _LONE:
        text = lone.sub(r"\\ufffd", text)
    return text


def _is_too_much(data: bytes) -> bool:
    """Tell whether JSON holds too many values, or too many within each other.

    What is left of it without texts are brackets alone; a pair of quotation marks that touch may go
    wherever they stand, as that changes nowhere what is inside of a text.
    """
    if data.count(b",") > _MOST_VALUES:
        return True
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    signs = data.translate(None, _OTHERS).replace(b'""', b"")
    if b'"' in signs:
        if signs.count(b'"') > _MOST_VALUES:
            return True
        signs = _STRING.sub(b"", signs)
    if len(signs) > 2 * _MOST_HOLDERS:
        return True
    signs = signs.translate(_BRACES)
    for _level in range(DEEPEST):
        if b"[]" not in signs:
            break
        signs = signs.replace(b"[]", b"")
    return b"[]" in signs


def _null(_word: str) -> None:
    """Read NaN and Infinity, which JSON does not have."""


def _number(digits: str) -> int | None:
    try:
        return int(digits)
    except ValueError:
        return None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False, parse_constant=_null)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # a number longer than Python reads: only that one is left out
        return json.loads(text, strict=False, parse_constant=_null, parse_int=_number)


def _lines(text: str, name: str) -> Json:
    if text.count("\n") > _MOST_LINES:
        raise _too_large(name)
    values, broken = list[Any](), list[int]()
    for number, line in _written(text):
        try:
            values.append(_parsed(line))
        except (ValueError, RecursionError):
            broken.append(number)
            if len(broken) > len(values):
                raise InputError("import.damaged", name=name) from None
    return Json(tuple(values), tuple(broken))


def _written(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with something on them, with their numbers from 1.

    A line may begin with a record separator (RFC 7464).
    """
    for number, line in enumerate(text.split("\n"), 1):
        if plain := line.strip("\x1e \t\r"):
            yield number, plain
