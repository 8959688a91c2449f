# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows and columns, as outputs that are tables write them and a preview shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = str | int | date | None


class Word(str):
    """A word that looks like the stored one it stands for."""

    __slots__ = ("stored",)
    stored: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns with their widths (digits of the usual font), its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
