# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tests of exchange share: a reader, a checked project, what may be given away of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sidelight.exchange.outgoing import Outgoing
from sidelight.language import use
from sidelight.reader.remote import Reader
from sidelight.session.exporting import outgoing
from sidelight.session.session import Session
from tests.exchange.checked import checked


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


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Ann's session on the project; no test changes it."""
    with checked(tmp_path_factory.mktemp("checked")) as made:
        yield made


@pytest.fixture(scope="module")
def given(session: Session) -> Outgoing:
    """What Ann may give away."""
    return outgoing(session)
