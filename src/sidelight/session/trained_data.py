# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tesseract's trained data: which languages can be recognised here, and how to get more.

They come from pip (the extra ``ocr``), from the system, or from a file that the user chooses, which
is copied into the state folder.
"""

from __future__ import annotations

import os
import re
import shutil
import site
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import InputError, Refused
from sidelight.language import N_, _
from sidelight.store.places import state_folder

_SUFFIX = ".traineddata"
_CODE = re.compile(r"[A-Za-z0-9_]{2,40}")
# Layout and script detection: no languages.
_NO_LANGUAGES = {"osd", "equ", "snum"}
_LARGEST = 300_000_000
_MOST_PARTS = 64
_SYSTEM = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)

NAMES = {
    "ara": N_("Arabic"),
    "bel": N_("Belarusian"),
    "chi_sim": N_("Chinese (simplified)"),
    "deu": N_("German"),
    "eng": N_("English"),
    "fra": N_("French"),
    "heb": N_("Hebrew"),
    "ita": N_("Italian"),
    "jpn": N_("Japanese"),
    "kaz": N_("Kazakh"),
    "kor": N_("Korean"),
    "pol": N_("Polish"),
    "por": N_("Portuguese"),
    "rus": N_("Russian"),
    "spa": N_("Spanish"),
    "ukr": N_("Ukrainian"),
}
"""What languages are called, by Tesseract's codes; others are shown by their code."""

WANTED = ("eng", "rus", "kor")
"""Languages that are offered even where their data are missing."""

_BY_TAG = {
    "ar": "ara",
    "be": "bel",
    "zh": "chi_sim",
    "de": "deu",
    "en": "eng",
    "fr": "fra",
    "he": "heb",
    "it": "ita",
    "ja": "jpn",
    "kk": "kaz",
    "ko": "kor",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "es": "spa",
    "uk": "ukr",
}


@dataclass(frozen=True, slots=True)
class TrainedData:
    """One language that can be recognised: Tesseract's code, its file."""

    code: str
    path: Path

    @property
    def name(self) -> str:
        """What the language is called, in the user's language."""
        return language_name(self.code)


def language_name(code: str) -> str:
    """Return what a language is called."""
    return _(NAMES[code]) if code in NAMES else code


def code_of(tag: str) -> str:
    """Return Tesseract's code of a language (BCP 47), empty where we know none."""
    return _BY_TAG.get(tag.split("-", maxsplit=1)[0].lower(), "")


def advice(code: str) -> str:
    """Return how to get the trained data of a language, as a sentence."""
    if code == "eng":
        return _("English comes with: pip install 'sidelight[ocr]'.")
    return _(
        "{language}: on Debian and Ubuntu install tesseract-ocr-{package}, or choose a file "
        "{code}.traineddata."
    ).format(language=language_name(code), package=code.replace("_", "-"), code=code)


def installed() -> tuple[TrainedData, ...]:
    """Return the languages that can be recognised here, by name; files chosen here come first."""
    found: dict[str, Path] = {}
    for folder in _folders():
        with suppress(OSError):
            for path in sorted(folder.glob(f"*{_SUFFIX}")):
                if _CODE.fullmatch(path.stem) and path.stem not in _NO_LANGUAGES:
                    found.setdefault(path.stem, path)
    data = (TrainedData(code, path) for code, path in found.items())
    return tuple(sorted(data, key=lambda one: (one.name.casefold(), one.code)))


def usual(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the languages to recognise where none were named: of ``tags`` (BCP 47), the first that
    can be; else English, else any.
    """
    known = [one.code for one in installed()]
    wanted = [code_of(tag) for tag in tags] + ["eng", *known]
    return tuple(next(([code] for code in wanted if code in known), []))


def add(path: Path) -> TrainedData:
    """Copy a chosen file to where it is found from now on; InputError where it is no such data."""
    if path.suffix != _SUFFIX or not _CODE.fullmatch(path.stem) or path.stem in _NO_LANGUAGES:
        raise InputError("recognition.not_data", path=str(path))
    try:
        with path.open("rb") as file:
            if not _is_data(file.read(12), path.stat().st_size):
                raise InputError("recognition.not_data", path=str(path))
        target = _own() / path.name
        _copy(path, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("document.unreadable", path=str(path), reason=reason) from error
    return TrainedData(path.stem, target)


def gathered(languages: Sequence[str]) -> Path:
    """Return one folder with the data of ``languages``, for the process that recognises.

    Raises Refused where a language is missing, with how to get it.
    """
    known = {one.code: one.path for one in installed()}
    for code in languages:
        if code not in known:
            names = ", ".join(known) or "–"
            raise Refused("recognition.language", hint=advice(code), name=code, known=names)
    folder = state_folder() / "recognising"
    for code in languages:
        target = folder / f"{code}{_SUFFIX}"
        try:
            if not _same(known[code], target):
                _copy(known[code], target)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError("document.unreadable", path=str(known[code]), reason=reason) from error
    return folder


def _own() -> Path:
    return state_folder() / "tessdata"


def _folders() -> Iterator[Path]:
    yield _own()
    named = os.environ.get("TESSDATA_PREFIX", "")
    if named:
        yield Path(named)
        yield Path(named) / "tessdata"
    yield Path(sysconfig.get_path("data")) / "share" / "tessdata"
    if site.USER_BASE:
        yield Path(site.USER_BASE) / "share" / "tessdata"
    yield from map(Path, _SYSTEM)


def _is_data(head: bytes, size: int) -> bool:
    """Tell trained data by its beginning: how many parts there are, and where the first would be
    (Tesseract's tessdatamanager.h).
    """
    parts = int.from_bytes(head[:4], "little")
    first = int.from_bytes(head[4:12], "little", signed=True)
    return len(head) == 12 and 0 < parts <= _MOST_PARTS and -1 <= first < size <= _LARGEST


def _same(source: Path, target: Path) -> bool:
    if not target.is_file():
        return False
    one, other = source.stat(), target.stat()
    return (one.st_size, int(one.st_mtime)) == (other.st_size, int(other.st_mtime))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copy2(source, fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
