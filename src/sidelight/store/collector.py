# SPDX-License-Identifier: AGPL-3.0-or-later
"""Python's cycle collector, put off while very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Put the collector off, unless it is off already; what was made is looked through later.

    It would go through all of it again and again, and take half as long as the work itself.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
