# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recognition of a document's pages: planned, done (on any thread), then kept as a further layer.

Only the middle part takes long, and it touches neither the project nor the session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sidelight.errors import Cancelled, DocumentError, Refused
from sidelight.language import _
from sidelight.model.change import Setting
from sidelight.model.records import Document, LayerMade, Passage, spans
from sidelight.reader.recogniser import Recogniser
from sidelight.session import trained_data
from sidelight.session.correcting import corrected_pages, moved_corrections
from sidelight.session.layers import NewLayer
from sidelight.session.texts import DocumentTexts, Drawing, page_at
from sidelight.text.anchors import describe, find
from sidelight.text.layer import Page, layer_id, pack_geometry
from sidelight.text.page_texts import PageText, Rewritten, rewrite
from sidelight.worker import Cancelled as Stopped

Progress = Callable[[float, str], None] | None
Stop = Callable[[], bool] | None

_EXTRACTOR = "tesseract"
_VERSION = "1"
_CLEAN = "paper evened, specks removed, lines levelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be recognised: a document as it stands, its pages by number, the languages."""

    document: Document
    drawing: Drawing
    pages: tuple[int, ...]
    languages: tuple[str, ...]

    def run(self, progress: Progress = None, cancelled: Stop = None) -> Recognised:
        """Recognise the pages, one after another; on any thread.

        ``progress`` gets a share and a sentence for people.  A page that fails has its sentence in
        the result.  Raises `sidelight.errors.Cancelled`, and DocumentError (recognition.data).
        """
        texts: dict[int, PageText] = {}
        failed: dict[int, DocumentError] = {}
        data = trained_data.gathered(self.languages)
        drawing = self.drawing
        args = (drawing.key, drawing.load, drawing.media_type, drawing.name)
        try:
            with Recogniser(data, *args) as recogniser:
                version = recogniser.version()
                for at, number in enumerate(self.pages):
                    if progress:
                        progress(at / len(self.pages), self._words(at))
                    try:
                        texts[number] = recogniser.page(
                            number, "+".join(self.languages), cancelled=cancelled
                        )
                    except DocumentError as error:
                        if error.id == "recognition.data":
                            raise
                        failed[number] = error
        except Stopped as error:
            raise Cancelled from error
        return Recognised(self, texts, failed, version)

    def _words(self, at: int) -> str:
        return _("Recognising {name}: page {page}, {at} of {count}").format(
            name=self.document.title, page=self.pages[at], at=at + 1, count=len(self.pages)
        )


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised: texts by page, and why the other pages have none."""

    plan: Plan
    texts: Mapping[int, PageText] = field(repr=False)
    failed: Mapping[int, DocumentError]
    version: str


def unread_pages(desk: DocumentTexts, document: Document) -> tuple[int, ...]:
    """Return the numbers of the pages whose text is not known: no ink, and never recognised."""
    made = desk.made(document)
    done = {n for a, b in spans(made.options.get("pages", "")) for n in range(a, b + 1)}
    pages = desk.pages(document)
    return tuple(
        page.number for page in pages if page.start == page.end and page.number not in done
    )


def plan(
    desk: DocumentTexts,
    document: Document,
    languages: Sequence[str] = (),
    pages: Collection[int] | None = None,
) -> Plan:
    """Plan the recognition of some ``pages``, of those without text where none are named.

    Pages that reviewers corrected are left alone.  Raises DocumentError (page.missing) and Refused
    (recognition.language, .no_pages).
    """
    known = {page.number for page in desk.pages(document)}
    for number in pages or ():
        if number not in known:
            raise DocumentError("page.missing", name=document.title, count=len(known), page=number)
    wanted = unread_pages(desk, document) if pages is None else pages
    numbers = sorted(set(wanted) - corrected_pages(desk, document))
    if not numbers:
        raise Refused("recognition.no_pages", name=document.title)
    tags = [document.language, *(d.language for d in desk.project.documents("article"))]
    codes = tuple(dict.fromkeys(languages)) or trained_data.usual(tags)
    if not codes:
        codes = ("eng",)
    trained_data.gathered(codes)
    return Plan(document, desk.drawing(document), tuple(numbers), codes)


def keep(desk: DocumentTexts, found: Recognised) -> Document:
    """Make a further layer of what was recognised and put it in force, in one change.

    Passages and corrections go with it; a page keeps its old text where a passage would lose its
    words.  Raises Refused (recognition.changed).
    """
    document = desk.document(found.plan.document.id)
    if document.layer != found.plan.document.layer:
        raise Refused("recognition.changed", name=document.title)
    texts = dict(found.texts)
    texts = {n: texts[n] for n in texts if n not in corrected_pages(desk, document)}
    before = desk.pages(document)
    fresh = rewrite(desk.layer(document), before, texts)
    moved, lost = _moved(desk, document, fresh)
    if lost:
        texts = {n: text for n, text in texts.items() if n not in _touched(before, lost)}
        fresh = rewrite(desk.layer(document), before, texts)
        moved, lost = _moved(desk, document, fresh)
    if lost:
        raise Refused("layer.passages", name=document.title, count=len(lost))
    layer = _layer(desk.made(document), fresh, found, texts)
    if layer.id == document.layer:
        return document
    hidden = [fresh.place(start, end) for start, end in document.hidden]
    settings = [
        layer.setting,
        Setting("document", document.id, "layer", layer.id),
        *([Setting("document", document.id, "hidden", [list(r) for r in hidden if r])]
          if document.hidden else []),
        *(Setting(record, id_, "place", there.to_json() | {"layer": layer.id})
          for record, id_, there in moved),
        *moved_corrections(desk, document, layer.id, fresh),
    ]  # fmt: skip
    desk.act(settings, "recognise", blobs=layer.blobs)
    return desk.document(document.id)


def _layer(
    made: LayerMade, fresh: Rewritten, found: Recognised, texts: Mapping[int, PageText]
) -> NewLayer:
    text, geometry = fresh.layer.to_bytes(), pack_geometry(fresh.pages)
    before = {n for a, b in spans(made.options.get("pages", "")) for n in range(a, b + 1)}
    ink = [place for span in made.recognised if (place := fresh.place(*span))]
    languages = [*made.options.get("languages", "").split("+"), *found.plan.languages]
    options = {
        **made.options,
        "base": f"{made.options.get('base', f'{made.extractor} {made.version}')}",
        "clean": _CLEAN,
        "ink": _written(_joined([*ink, *fresh.replaced])),
        "languages": "+".join(dict.fromkeys(code for code in languages if code)),
        "pages": _written(_runs(before | set(texts))),
    }
    version = f"{_VERSION} ({found.version})"
    value = {
        "document": made.document,
        "kind": "recognised",
        "extractor": _EXTRACTOR,
        "version": version,
        "options": options,
        "language": made.language,
        "text": hashlib.sha256(text).hexdigest(),
        "geometry": hashlib.sha256(geometry).hexdigest(),
        "rendition": made.rendition,
    }
    id_ = layer_id(made.document, _EXTRACTOR, version, options, fresh.layer.text.text)
    return NewLayer(id_, Setting("layer", id_, "made", value), (text, geometry))


def _moved(
    desk: DocumentTexts, document: Document, fresh: Rewritten
) -> tuple[list[tuple[str, str, Passage]], list[Passage]]:
    """Return the document's passages where they stand in the new layer, and those that do not."""
    moved: list[tuple[str, str, Passage]] = []
    lost: list[Passage] = []
    text = fresh.layer.text
    for record, id_, passage in desk.held(document.id):
        place = None
        if passage.layer == document.layer:
            place = fresh.place(passage.start, passage.end)
        if place is None:
            match = find(text, passage.quote, passage.prefix, passage.suffix).place
            place = (match.start, match.end) if match else None
        if place is None:
            # One of an older layer was lost before.
            lost += [passage] if passage.layer == document.layer else []
            continue
        anchor = describe(text, *place)
        words = (anchor.quote, anchor.prefix, anchor.suffix)
        page = page_at(fresh.pages, anchor.start)
        there = Passage(document.id, passage.layer, anchor.start, anchor.end, *words, page)
        moved.append((record, id_, there))
    return moved, lost


def _touched(pages: Sequence[Page], lost: Sequence[Passage]) -> set[int]:
    return {
        page.number
        for page in pages
        for passage in lost
        if page.start < passage.end and passage.start < page.end
    }


def _joined(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at: tuple[int, int] | None = None
    for start, end in sorted(ranges):
        if at and start <= at[1]:
            at = at[0], max(end, at[1])
            continue
        if at:
            yield at
        at = start, end
    if at:
        yield at


def _runs(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of page numbers."""
    yield from ((a, b - 1) for a, b in _joined([(n, n + 1) for n in numbers]))


def _written(ranges: Iterator[tuple[int, int]]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in ranges)
