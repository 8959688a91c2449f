# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry that is of use before it is warm throughout, and says how warm it is."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sidelight.worker import Blob, Json, Reply, Report

_warmed: list[str] = []


def warm_first() -> None:
    # an order that was sent meanwhile waits when this is done
    time.sleep(0.5)
    _warmed.append("first")


def warm() -> None:
    _warmed.append("all")


def warmed(_: dict[str, Json], __: Sequence[Blob], _report: Report) -> Reply:
    return Reply({"warmed": list(_warmed)})


CALLS = {"warmed": warmed}
