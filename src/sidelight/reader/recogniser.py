# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recognition as session and window use it: pages go to a confined process of its own, so that
drawing and reading other documents never wait for it.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sidelight.errors import DocumentError
from sidelight.text.ink import ink_of
from sidelight.text.page_texts import PageText
from sidelight.worker import Limits, RemoteFault, Reply, Worker, WorkerDied, WorkerTimeout

if TYPE_CHECKING:
    from types import TracebackType

PAGE_SECONDS = 60
"""What one page may take; one that takes longer gets no text."""

_LIMITS = Limits(memory=2_500_000_000, cpu_seconds=2 * PAGE_SECONDS, seconds=float(PAGE_SECONDS))
_LONGEST_PAGE = 200_000
_FAR = 1_000_000.0


class Recogniser:
    """Recognises pages of one document; usable from any thread, one page at a time.

    ``data`` is a folder of trained data, the only one of the user's that the process can read.
    ``load`` gives the bytes that are drawn, as for `Reader.draw`.
    """

    def __init__(
        self, data: Path, key: str, load: Callable[[], bytes], media_type: str, name: str
    ) -> None:
        self._worker = Worker(
            "sidelight.reader.recognise_entry", limits=_LIMITS, readable=(data.resolve(),)
        )
        self._load = load
        self._name = name
        self._arguments: dict[str, Any] = {
            "key": key,
            "media_type": media_type,
            "data": str(data.resolve()),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def version(self) -> str:
        """Return what recognises, with its version."""
        return str(self._worker.call("engine", {}).values.get("version", ""))[:100]

    def page(
        self,
        number: int,
        languages: str,
        *,
        seconds: float = PAGE_SECONDS,
        cancelled: Callable[[], bool] | None = None,
    ) -> PageText:
        """Return what stands on a page (from 1); ``languages`` as eng+rus.

        Raises DocumentError (recognition.slow, .failed, .data) and Cancelled; after either the next
        page can be asked for.
        """
        arguments = {**self._arguments, "page": number, "languages": languages}
        values: dict[str, Any] = {"page": number, "name": self._name}
        try:
            reply = self._asked(arguments, seconds, cancelled)
            return _page_text(reply)
        except WorkerTimeout as error:
            raise DocumentError("recognition.slow", seconds=round(seconds), **values) from error
        except WorkerDied as error:
            if error.reason == "closed":
                raise
            raise DocumentError("recognition.failed", **values) from error
        except RemoteFault as fault:
            if fault.kind == "no_data":
                raise DocumentError("recognition.data", languages=languages) from fault
            raise DocumentError("recognition.failed", **values) from fault
        except ValueError as error:
            raise DocumentError("recognition.failed", **values) from error

    def _asked(
        self, arguments: dict[str, Any], seconds: float, cancelled: Callable[[], bool] | None
    ) -> Reply:
        try:
            return self._worker.call("page", arguments, seconds=seconds, cancelled=cancelled)
        except RemoteFault as fault:
            if fault.kind != "not_held":
                raise
        blobs = (self._load(),)
        return self._worker.call("page", arguments, blobs, seconds=seconds, cancelled=cancelled)


def _page_text(reply: Reply) -> PageText:
    """Return what a reply says; ValueError where that cannot be: its sender read a document."""
    if len(reply.blobs) != 2:
        raise ValueError("not a recognised page")
    try:
        paragraphs = json.loads(bytes(reply.blobs[0]))
    except RecursionError as error:
        raise ValueError("not a recognised page") from error
    boxes = array("f")
    boxes.frombytes(bytes(reply.blobs[1]))
    if not isinstance(paragraphs, list) or not all(isinstance(words, str) for words in paragraphs):
        raise ValueError("not a recognised page: no words")
    ink = len(ink_of("".join(paragraphs)))
    if len(boxes) != 4 * ink or ink > _LONGEST_PAGE or any(not ink_of(p) for p in paragraphs):
        raise ValueError("not a recognised page: words and boxes differ")
    if not math.isfinite(sum(boxes)) or any(abs(side) > _FAR for side in boxes):
        raise ValueError("not a recognised page: a box is nowhere")
    for words in paragraphs:
        # raises UnicodeEncodeError, a ValueError, for half a character
        words.encode()
    return PageText(tuple(("paragraph", 0, words) for words in paragraphs), boxes)
