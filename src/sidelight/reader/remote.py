# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reader as session and window use it: it hands documents to confined processes and no document
is ever parsed on this side.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from sidelight.errors import DocumentError
from sidelight.language import _
from sidelight.reader.extraction import Extraction, Link, Manner, Mark, Rect
from sidelight.reader.kinds import KINDS, way_out
from sidelight.reader.link_rows import unpack_links
from sidelight.reader.picture import Picture
from sidelight.worker import Limits, RemoteFault, Reply, Worker, WorkerDied, WorkerTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from sidelight.model.styles import Style
    from sidelight.reader.found_marks import PdfMarks
    from sidelight.reader.found_sheets import FoundSheet
    from sidelight.text.layer import Page

LARGEST_MB = 200.0
DRAW_SECONDS = 20
_EXTRACT = Limits(memory=2_000_000_000, cpu_seconds=120, seconds=60.0)
_DRAW = Limits(memory=1_500_000_000, cpu_seconds=2 * DRAW_SECONDS, seconds=float(DRAW_SECONDS))
_SHEETS = Limits(memory=1_500_000_000, cpu_seconds=20, seconds=20.0)
_ENTRIES = {
    "extract": "extract_entry",
    "layout": "extract_entry",
    "marks": "marks_entry",
    "sheets": "sheets_entry",
    "web": "web_entry",
    "draw": "draw_entry",
}
"""The processes, each with the module it runs."""
_LONGEST_SIDE = 100_000
_FARTHEST = 1 << 30
_SMALL = 0.05
_REFUSALS = frozenset(
    ("empty", "encrypted", "wrong_password", "sealed", "protected", "no_text", "too_costly")
)


def _look(style: Style) -> list[str]:
    """Return what of a style a page is drawn with."""
    return [style.ink, style.fill, style.line]


class Reader:
    """Reads, sets and draws documents in confined processes, each started when first needed.

    Usable from several threads at once; calls of one kind queue.  One Reader serves one project:
    `forget` ends the processes before another project's documents come.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: dict[str, Worker] = {}
        self._passwords: dict[str, str] = {}
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def extract(
        self,
        data: bytes,
        name: str,
        *,
        whole_page: bool = False,
        password: str = "",
        largest_mb: float = LARGEST_MB,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Extraction:
        """Read a document whose file is called ``name``.

        ``progress`` gets a fraction and a stored word (pages, article, layout). Raises
        DocumentError (document.empty, .unknown, .encrypted, .wrong_password, .sealed, .protected,
        .damaged, .no_text, .too_large, .too_costly) and Cancelled.
        """
        if not data:
            raise DocumentError("document.empty", name=name)
        if len(data) > largest_mb * 1e6:
            raise DocumentError(
                "document.too_large",
                name=name,
                size=round(len(data) / 1e6),
                limit=round(largest_mb),
            )
        with _faults(name):
            reply = self._worker("extract").call(
                "extract",
                {"name": name, "whole_page": whole_page, "password": password},
                (data,),
                progress=progress,
                cancelled=cancelled,
            )
        from sidelight.reader.parcel import unpack  # here: who only draws needs none of it

        with _unpacking(name):
            return unpack(reply)

    def lay_out(
        self,
        rendition: bytes,
        ink: str,
        name: str,
        *,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Page, ...]:
        """Lay a rendition out that `typography.typeset` gave; its ink is that of the layer.

        In a process of its own, so that a long document holds up no import. Raises DocumentError
        (document.damaged, document.too_costly) and Cancelled.
        """
        with _faults(name):
            reply = self._worker("layout").call(
                "lay_out", {}, (rendition, ink.encode()), progress=progress, cancelled=cancelled
            )
        from sidelight.reader.parcel import unpack_pages

        with _unpacking(name):
            return unpack_pages(reply, len(ink))

    def marks(
        self,
        data: bytes,
        name: str,
        password: str = "",
        *,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PdfMarks:
        """Read the marks that stand in a PDF whose file is called ``name``.

        Raises DocumentError (document.encrypted, .wrong_password, .damaged, .too_costly) and
        Cancelled.
        """
        asked = ("marks", "marks", {"password": password})
        found = self.one(*asked, data, name, progress=progress, cancelled=cancelled)
        from sidelight.reader.found_marks import unpack_marks

        with _unpacking(name):
            return unpack_marks(found)

    def sheets(self, data: bytes, name: str) -> tuple[FoundSheet, ...]:
        """Read the cells of a workbook (XLSX) whose file is called ``name``.

        Raises DocumentError (document.sealed, .damaged, .too_costly).
        """
        found = self.one("sheets", "sheets", {}, data, name)
        from sidelight.reader.found_sheets import unpack_sheets

        with _unpacking(name):
            return unpack_sheets(found)

    def one(
        self,
        kind: str,
        call: str,
        arguments: dict[str, Any],
        data: bytes,
        name: str,
        *,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bytes:
        """Return the one blob that a ``call`` in the process of a ``kind`` gives for the bytes of a
        file called ``name``; else as `extract`.
        """
        with _faults(name):
            reply = self._worker(kind).call(
                call, arguments, (data,), progress=progress, cancelled=cancelled
            )
        return bytes(reply.blobs[0]) if len(reply.blobs) == 1 else b""

    def draw(
        self,
        key: str,
        load: Callable[[], bytes],
        media_type: str,
        page: int,
        scale: float,
        *,
        name: str = "",
        manner: Manner = Manner(),  # noqa: B008 - frozen
    ) -> Picture:
        """Draw ``page`` (from 1) of document ``key`` at ``scale`` pixels a point.

        ``load`` gives the bytes and is called only where the process does not hold the document;
        bytes and ``media_type`` are those of the rendition where there is one. A very large page
        comes out smaller than asked for. Raises DocumentError (page.slow, page.missing,
        document.locked, document.damaged, document.too_costly).
        """
        arguments = {"key": key, "media_type": media_type, "page": page, "scale": scale}
        clip = None if manner.clip is None else list(manner.clip)
        asked = {**arguments, "clip": clip, "tone": manner.tone}
        reply = self._drawn("picture", asked, load, name, manner.seconds)
        width, height, stride = (reply.values.get(word) for word in ("width", "height", "stride"))
        left, top = reply.values.get("left"), reply.values.get("top")
        if not _is_picture(width, height, stride, reply) or not _is_place(left, top):
            raise DocumentError("document.damaged", name=name)
        pixels, inverted = reply.blobs[0], reply.values.get("inverted") is True
        return Picture(width, height, stride, pixels, left, top, inverted)  # type: ignore[arg-type]

    def links(
        self, key: str, load: Callable[[], bytes], media_type: str, page: int, *, name: str = ""
    ) -> tuple[Link, ...]:
        """Return the links of ``page``; else as `draw`."""
        arguments = {"key": key, "media_type": media_type, "page": page}
        reply = self._drawn("links", arguments, load, name)
        count = reply.values.get("pages")
        return unpack_links(reply.values.get("links"), count if isinstance(count, int) else 0)

    def png(
        self,
        key: str,
        load: Callable[[], bytes],
        media_type: str,
        page: int,
        dpi: float,
        marks: Sequence[Mark] = (),
        *,
        name: str = "",
    ) -> bytes:
        """Draw ``page`` with those of ``marks`` that are on it, as a PNG file; else as `draw`."""
        shown = [
            [[list(rect) for rect in mark.rects], _look(mark.style), mark.label, mark.frame]
            for mark in marks
            if mark.page == page
        ]
        arguments = {"key": key, "media_type": media_type, "page": page, "dpi": dpi, "marks": shown}
        return bytes(self._drawn("png", arguments, load, name).blobs[0])

    def png_of_area(
        self,
        key: str,
        load: Callable[[], bytes],
        media_type: str,
        page: int,
        rect: Rect,
        scale: float,
        *,
        name: str = "",
    ) -> bytes:
        """Draw a rectangle (points) of ``page`` at ``scale`` pixels a point, as a PNG file; else as
        `draw`.
        """
        arguments: dict[str, Any] = {"key": key, "media_type": media_type, "page": page}
        arguments |= {"rect": list(rect), "scale": scale}
        return bytes(self._drawn("area", arguments, load, name).blobs[0])

    def unlock(
        self,
        key: str,
        load: Callable[[], bytes],
        media_type: str,
        password: str,
        *,
        name: str = "",
    ) -> None:
        """Open document ``key`` with its password, which is kept in memory for later drawing.

        Raises DocumentError (document.wrong_password, document.damaged, document.too_costly).
        """
        arguments: dict[str, Any] = {"key": key, "media_type": media_type, "password": password}
        arguments |= {"page": 1, "scale": _SMALL, "clip": None, "tone": ""}
        with _faults(name, 1):
            self._worker("draw").call("picture", arguments, (load(),))
        self.remember(key, password)

    def remember(self, key: str, password: str) -> None:
        """Keep the password of document ``key`` in memory, until the reader ends."""
        self._passwords[key] = password

    def password_of(self, key: str) -> str:
        """Return the password of a document, empty where none is known."""
        return self._passwords.get(key, "")

    def forget(self) -> None:
        """End the processes, and with them all they know; the next call starts new ones."""
        with self._lock:
            workers, self._workers = list(self._workers.values()), {}
            self._passwords.clear()
        for worker in workers:
            worker.close()

    def close(self) -> None:
        """End the processes for good."""
        self._closed = True
        self.forget()

    def _worker(self, kind: str) -> Worker:
        with self._lock:
            if self._closed:
                raise WorkerDied("closed", "the reader was closed")
            if kind not in self._workers:
                limits = {"draw": _DRAW, "sheets": _SHEETS}.get(kind, _EXTRACT)
                entry = f"sidelight.reader.{_ENTRIES[kind]}"
                self._workers[kind] = Worker(entry, limits=limits)
            return self._workers[kind]

    def _drawn(
        self,
        call: str,
        arguments: dict[str, Any],
        load: Callable[[], bytes],
        name: str,
        seconds: float | None = None,
    ) -> Reply:
        with _faults(name, int(arguments["page"])):
            worker = self._worker("draw")
            try:
                return worker.call(call, arguments, seconds=seconds)
            except RemoteFault as fault:
                if fault.kind != "not_held":
                    raise
            # Only with the bytes: whoever holds the document open needs no password again.
            arguments = {**arguments, "password": self.password_of(str(arguments["key"]))}
            return worker.call(call, arguments, (load(),), seconds=seconds)


def _is_picture(width: Any, height: Any, stride: Any, reply: Reply) -> bool:
    """Check the numbers against the bytes: what draws them reads as far as the numbers say."""
    numbers = (width, height, stride)
    if not all(isinstance(n, int) and 0 < n <= 4 * _LONGEST_SIDE for n in numbers):
        return False
    return len(reply.blobs) == 1 and stride >= 3 * width and len(reply.blobs[0]) == stride * height


def _is_place(left: Any, top: Any) -> bool:
    return all(type(n) is int and abs(n) <= _FARTHEST for n in (left, top))


@contextmanager
def _unpacking(name: str) -> Iterator[None]:
    """Say of what a worker sent, where it is anything else than it should be, that the document is
    damaged.
    """
    try:
        yield
    except ValueError as error:
        raise DocumentError("document.damaged", name=name) from error


@contextmanager
def _faults(name: str, page: int = 0) -> Iterator[None]:
    """Turn what a worker ended in into the sentence for the user."""
    try:
        yield
    except RemoteFault as fault:
        raise _error(fault, name, page) from fault
    except WorkerTimeout as error:
        if page:
            raise DocumentError("page.slow", page=page, name=name, seconds=DRAW_SECONDS) from error
        raise DocumentError("document.too_costly", name=name) from error
    except WorkerDied as error:
        if error.reason == "closed":
            raise
        raise DocumentError("document.too_costly", name=name) from error


def _error(fault: RemoteFault, name: str, page: int) -> Exception:
    if fault.kind == "unknown":
        kind = str(fault.values.get("found"))
        found = _(KINDS.get(kind, KINDS["binary"]))
        return DocumentError("document.unknown", name=name, found=found, hint=_(way_out(kind)))
    if fault.kind == "missing_page":
        count = fault.values.get("count")
        return DocumentError(
            "page.missing", name=name, count=int(count) if isinstance(count, int) else 0, page=page
        )
    if fault.kind == "encrypted" and page:
        return DocumentError("document.locked", name=name)
    if fault.kind in _REFUSALS:
        return DocumentError(f"document.{fault.kind}", name=name)
    if fault.kind == "start":
        return WorkerDied("killed", str(fault.values))
    return DocumentError("document.damaged", name=name)
