# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work that makes a great many short-lived tuples, and no cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for cycles afterwards: a page makes a hundred thousand short-lived tuples and none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
