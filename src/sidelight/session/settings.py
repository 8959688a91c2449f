# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings that both front ends need: one TOML file where the platform keeps such files.

It is read when asked for and written whole or not at all.  Unknown keys are kept, and so is what
another process wrote in the meantime.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from sidelight.errors import InputError
from sidelight.report.citation_styles import DEFAULT
from sidelight.session.exclusive import exclusive
from sidelight.session.shortcuts import flattened
from sidelight.session.writing import write_atomically

__all__ = ["Settings", "settings_path", "write_atomically"]

_ID = re.compile("[0-9a-f]{32}")
_TEXT = ("letter_size", "sheet_width", "line_spacing", "typeface")
_SIZES = {"largest_document_mb": 200, "backups_mb": 2000}
_OTHER = ("name", "language", "theme", "text_size", "dark_pages", "citation_style", "keys")
_OWN = (*_OTHER, *_SIZES, *_TEXT)


def settings_path() -> Path:
    """Return where the settings are."""
    return platformdirs.user_config_path("sidelight", appauthor=False) / "settings.toml"


@dataclass
class Settings:
    """What the user has chosen.

    ``identities`` maps the names this installation acts under to reviewer ids; ``name`` is the
    usual one. ``text_size`` is that of the window's own text, in percent; ``dark_pages`` says how
    pages look in the dark: paper, dimmed or inverted. ``largest_document_mb`` is in megabytes of
    10**6 bytes, and so is ``backups_mb``, the most that backups of all projects take up.
    ``letter_size`` (points), ``sheet_width`` (points), ``line_spacing`` (letter sizes)
    and ``typeface`` are those of documents that flow.  ``citation_style`` names the style of
    citations in reports and in what is copied; an unknown one means the usual.  ``keys`` is a
    table that `sidelight.session.shortcuts` reads, or whatever stands there: a wrong key is no
    damage.
    Settings that are not ``kept`` are for one purpose, such as building the sample, and are never
    written.
    """

    name: str = ""
    language: str = ""
    theme: str = "light"
    dark_pages: str = "paper"
    text_size: int = 100
    largest_document_mb: int = _SIZES["largest_document_mb"]
    backups_mb: int = _SIZES["backups_mb"]
    letter_size: float = 12.0
    sheet_width: float = 560.0
    line_spacing: float = 1.45
    typeface: str = "serif"
    citation_style: str = DEFAULT
    keys: Any = field(default_factory=dict)
    identities: dict[str, str] = field(default_factory=dict)
    other: dict[str, Any] = field(default_factory=dict)
    kept: bool = True
    _loaded: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; the defaults where there are none.

        Raises InputError for a damaged file.
        """
        path = settings_path()
        try:
            settings = cls._read(path.read_text("utf-8"))
        except FileNotFoundError:
            settings = cls()
        except (OSError, ValueError, TypeError, OverflowError) as error:
            raise InputError("settings.damaged", path=str(path), reason=str(error)) from error
        settings._loaded = settings._own()
        return settings

    @classmethod
    def _read(cls, written: str) -> Settings:
        import tomllib  # here, since a first start has nothing to read

        return cls._from(tomllib.loads(written))

    @classmethod
    def _from(cls, values: dict[str, Any]) -> Settings:
        identities = values.pop("identities", {})
        if not isinstance(identities, dict):
            raise TypeError("identities is no table")
        wrong = [name for name, id_ in identities.items() if not _ID.fullmatch(str(id_))]
        if wrong:
            raise ValueError(f"the identity of {wrong[0]} is none")
        sizes = {name: int(values.pop(name, usual)) for name, usual in _SIZES.items()}
        if too_small := next((name for name, size in sizes.items() if size < 1), ""):
            raise ValueError(f"{too_small} is less than 1")
        return cls(
            letter_size=float(values.pop("letter_size", 12.0)),
            sheet_width=float(values.pop("sheet_width", 560.0)),
            line_spacing=float(values.pop("line_spacing", 1.45)),
            typeface=str(values.pop("typeface", "serif")),
            name=str(values.pop("name", "")),
            language=str(values.pop("language", "")),
            theme=str(values.pop("theme", "light")),
            dark_pages=str(values.pop("dark_pages", "paper")),
            text_size=int(values.pop("text_size", 100)),
            largest_document_mb=sizes["largest_document_mb"],
            backups_mb=sizes["backups_mb"],
            citation_style=str(values.pop("citation_style", DEFAULT)),
            keys=_by_id(values.pop("keys", {})),
            identities=dict(identities),
            other=values,
        )

    def save(self) -> None:
        """Write what was changed since these settings were loaded; OSError, InputError."""
        if self.kept:
            with exclusive(settings_path()):
                self._merge()

    def identity(self, name: str, new: str) -> str:
        """Return the reviewer id of ``name``, made ``new`` and kept where there is none yet.

        Two processes that ask at once get the same.  OSError, InputError.
        """
        if name not in self.identities and self.kept:
            with exclusive(settings_path()):
                self.identities = {**Settings.load().identities, **self.identities}
                if name not in self.identities:
                    self.identities[name] = new
                    self._merge()
        return self.identities.setdefault(name, new)

    def be(self, name: str, reviewer: str) -> None:
        """Take an id known from elsewhere for ``name`` from now on.  OSError, InputError."""
        self.identities[name] = reviewer
        if self.kept:
            with exclusive(settings_path()):
                self._merge()

    def _own(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _OWN}

    def _merge(self) -> None:
        import tomli_w

        there = Settings.load()
        changed = {n: v for n, v in self._own().items() if v != self._loaded.get(n, v)}
        if not self._loaded:
            changed = self._own()
        self.identities = {**there.identities, **self.identities}
        values = {
            **self.other,
            **there.other,
            **there._own(),
            **changed,
            "identities": self.identities,
        }
        if not values["keys"]:
            del values["keys"]
        write_atomically(settings_path(), tomli_w.dumps(values).encode())
        self._loaded = self._own()


def _by_id(keys: Any) -> Any:
    """Return a table of keys without tables in it, which could lie in each other without end."""
    return flattened(keys) if isinstance(keys, Mapping) else keys
