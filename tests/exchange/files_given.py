# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of other programs as they are given to be read, and annotations in the shape of the W3C."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sidelight.exchange import annotations_in, hypothesis
from sidelight.exchange.incoming import Incoming, Mark
from tests.exchange.records_given import unheard

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SECONDS = 2.0
"""In which any file is to be answered."""


def as_bytes(value: Any) -> bytes:
    """A value as a file of JSON."""
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


def of_w3c(value: Any) -> Incoming:
    """What is read of a file of annotations."""
    return annotations_in.read(as_bytes(value), "marks.jsonld", unheard)


def of_hypothesis(value: Any) -> Incoming:
    """What is read of a file of Hypothesis."""
    return hypothesis.read(as_bytes(value), "marks.json", unheard)


def only(incoming: Incoming) -> Mark:
    """The one mark of a file that was read as a whole."""
    assert incoming.unread == ()
    (mark,) = incoming.marks
    return mark


def annotation(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A highlight of another program; None takes a field away."""
    made = {
        "@context": CONTEXT,
        "id": f"http://example.org/anno{number}",
        "type": "Annotation",
        "motivation": "highlighting",
        "creator": {"id": "http://example.org/ann", "type": "Person", "name": "Ann"},
        "created": "2024-06-19T12:00:00Z",
        "target": {
            "source": "http://example.org/page",
            "selector": {"type": "TextQuoteSelector", "exact": f"words {number}"},
        },
    }
    return {name: value for name, value in (made | fields).items() if value is not None}


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Fail where what is done within takes too long, in time of the processor."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds
