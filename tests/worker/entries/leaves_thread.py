# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry whose warming leaves a thread behind, which no confinement would reach."""

from __future__ import annotations

import threading

CALLS: dict[str, object] = {}


def warm() -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()
