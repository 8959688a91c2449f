# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text layer as a change records it, and a document read again as another layer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from sidelight.errors import Refused
from sidelight.model.change import Setting
from sidelight.model.records import Document, Passage
from sidelight.reader.extraction import Extraction
from sidelight.session.texts import DocumentTexts, page_at
from sidelight.text.anchors import describe, find
from sidelight.text.layer import layer_id, pack_geometry

Progress = Callable[[float, str], None] | None


@dataclass(frozen=True, slots=True)
class NewLayer:
    """A layer to be kept: its id, what a change sets for it, the blobs that this names."""

    id: str
    setting: Setting
    blobs: tuple[bytes, ...]


def new_layer(document: str, found: Extraction) -> NewLayer:
    """Return the layer that reading a document (by id) gave."""
    text, geometry = found.layer.to_bytes(), pack_geometry(found.pages)
    value = {
        "document": document,
        "kind": "extracted",
        "extractor": found.extractor,
        "version": found.version,
        "options": dict(found.options),
        "language": found.language,
        "text": hashlib.sha256(text).hexdigest(),
        "geometry": hashlib.sha256(geometry).hexdigest(),
        "rendition": hashlib.sha256(found.rendition).hexdigest() if found.rendition else "",
    }
    id_ = layer_id(document, found.extractor, found.version, found.options, found.layer.text.text)
    blobs = (text, geometry, *([found.rendition] if found.rendition else []))
    return NewLayer(id_, Setting("layer", id_, "made", value), blobs)


def keep_whole_page(
    desk: DocumentTexts, document: Document, whole: bool, progress: Progress
) -> Document:
    """Read a web page again, whole or reduced to its article, and carry its passages over.

    Raises Refused where a passage does not stand in the other text.
    """
    found = desk.reader.extract(
        desk.file.blob(document.id),
        document.name,
        whole_page=whole,
        largest_mb=desk.settings.largest_document_mb,
        progress=progress,
    )
    layer = new_layer(document.id, found)
    if layer.id == document.layer:
        return document
    moved, lost = _moved(desk, document, layer.id, found)
    if lost:
        raise Refused("layer.passages", name=document.title, count=lost)
    settings = [
        layer.setting,
        Setting("document", document.id, "layer", layer.id),
        Setting("document", document.id, "hidden", []),
        *moved,
    ]
    desk.act(settings, "layer", blobs=layer.blobs)
    return desk.document(document.id)


def attach(
    desk: DocumentTexts, document: Document, data: bytes, progress: Progress, password: str = ""
) -> None:
    """Put back the bytes of a document and what is read from them.

    Where this program reads it otherwise than the one that added it, that is a further layer, and
    the passages that stand in it are carried over.
    """
    made = desk.made(document)
    found = desk.reader.extract(
        data,
        document.name,
        whole_page=made.options.get("whole_page") == "yes",
        password=password,
        largest_mb=desk.settings.largest_document_mb,
        progress=progress,
    )
    layer = new_layer(document.id, found)
    if layer.id == document.layer:
        desk.file.restore_bytes([data, *layer.blobs])
        return
    moved, _lost = _moved(desk, document, layer.id, found)
    settings = [layer.setting, Setting("document", document.id, "layer", layer.id), *moved]
    desk.act(settings, "layer", blobs=[data, *layer.blobs])


def _moved(
    desk: DocumentTexts, document: Document, layer: str, found: Extraction
) -> tuple[list[Setting], int]:
    """Return the settings that carry the passages of a document to another text, and how many
    are lost; a note whose words are not there stays one on the document.
    """
    settings: list[Setting] = []
    lost = 0
    text = found.layer.text
    for record, id_, passage in (*desk.held(document.id), *desk.noted(document.id)):
        if passage.area is not None:
            # the paper is the same, whatever is read from it
            there = replace(passage, layer=layer)
            settings.append(Setting(record, id_, "place", there.to_json()))
            continue
        place = find(text, passage.quote, passage.prefix, passage.suffix).place
        if place is None:
            lost += record != "note"
            continue
        anchor = describe(text, place.start, place.end)
        words = (anchor.quote, anchor.prefix, anchor.suffix)
        page = page_at(found.pages, anchor.start)
        there = Passage(document.id, layer, anchor.start, anchor.end, *words, page)
        settings.append(Setting(record, id_, "place", there.to_json()))
    return settings, lost
