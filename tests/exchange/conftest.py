# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tests of exchange share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sidelight.language import use
from sidelight.reader.remote import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all projects: a confined process takes half a second to start."""
    with Reader() as opened:
        yield opened


@pytest.fixture(scope="module", autouse=True)
def _in_english() -> Iterator[None]:
    use("en")
    yield
    use("")
