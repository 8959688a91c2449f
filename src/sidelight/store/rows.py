# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of the projection: plain values by column, and by table."""

from typing import TypeAlias

Row: TypeAlias = dict[str, str | int | None]
Rows: TypeAlias = dict[str, list[Row]]
