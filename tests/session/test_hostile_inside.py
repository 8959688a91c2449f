# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents and layers inside a stranger's project are as hostile as any: they end in sentences."""

import hashlib
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.errors import SidelightError
from sidelight.model.change import Setting
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.text.ink import InkText
from sidelight.text.layer import TextLayer
from tests.reader.hostile_documents import DOCUMENTS, Trap

KINDS = {
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".html": "text/html",
    ".png": "image/png",
    ".cbz": "application/vnd.comicbook+zip",
}
INSIDE = [
    "a page tree in a ring.pdf",
    "a pattern of itself.pdf",
    "cut in two.pdf",
    "the largest of all.png",
    "sizes that lie.cbz",
]
TEXT = TextLayer(InkText("Words of nobody.")).to_bytes()


def geometry(pages: list[list[object]], raw: bytes) -> bytes:
    head = json.dumps(pages).encode()
    return b"SLG1" + struct.pack("<I", len(head)) + head + zlib.compress(raw, 9)


PAGE = geometry([[1, "1", 600, 800, 0, 14]], bytes(16 * 14))


def bomb() -> bytes:
    """Takes seconds to pack: not for every process that only looks for tests here."""
    return geometry([[1, "1", 600, 800, 0, 14]], bytes(200_000_000))


def put(session: Session, data: bytes, media_type: str, text: bytes, boxes: bytes) -> str:
    """Put a document with a layer into a project as a stranger would, past every reader."""
    document, layer = hashlib.sha256(data).hexdigest(), "a" * 64
    made = {
        "document": document,
        "kind": "extracted",
        "extractor": "x",
        "version": "1",
        "language": "en",
        "options": {},
        "text": hashlib.sha256(text).hexdigest(),
        "geometry": hashlib.sha256(boxes).hexdigest(),
        "rendition": "",
    }
    values = {"number": 1, "title": "T", "kind": "article", "media_type": media_type}
    settings = [Setting("document", document, n, v) for n, v in {**values, "layer": layer}.items()]
    session.act([*settings, Setting("layer", layer, "made", made)], "", blobs=[data, text, boxes])
    return document


def sentence(act: object) -> str:
    """Do what may end in a sentence; return its id, "" where it did not."""
    try:
        act()  # type: ignore[operator]
    except SidelightError as error:
        return error.id if str(error) else "no sentence"
    return ""


@pytest.mark.parametrize("name", INSIDE)
def test_its_pages_are_drawn_in_the_confined_process_or_not_at_all(
    name: str, tmp_path: Path, reader: Reader
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody's business", "utf-8")
    data = DOCUMENTS[name](Trap(secret, "http://127.0.0.1:9"))
    media_type = KINDS[Path(name).suffix]
    with Session.create(tmp_path / "p.sidelight", "P", by="Eve", reader=reader) as session:
        document = put(session, data, media_type, TEXT, PAGE)
        found = session.document(document)
        drawing = session.drawing(found)
        asked = (drawing.key, drawing.load, drawing.media_type, 1)
        ends = {sentence(lambda: reader.png(*asked, 40, name="T"))}
        ends.add(sentence(lambda: reader.links(*asked, name="T")))
        assert all(end.startswith(("document.", "page.")) for end in ends if end)
        assert sentence(lambda: session.report(tmp_path / "out.html")) == ""
    assert secret.read_text("utf-8") == "nobody's business"


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        (b"[" * 100_000, PAGE),
        (b"\xff", PAGE),
        (TEXT, b"SLG1\xff\xff\xff\xff"),
        (TEXT, bomb),
        (TEXT, geometry([[1, "1", 600, 800, 0, 2**50]], b"")),
        (TEXT, geometry([[1, "1", 600, 800, 0, 14]], b"\xff" * 16 * 14)),
    ],
    ids=["deep", "no text", "cut", "bomb", "endless", "nowhere"],
)
def test_a_layer_of_lies_is_damaged(
    text: bytes, boxes: bytes | Callable[[], bytes], tmp_path: Path, reader: Reader
) -> None:
    packed = boxes() if callable(boxes) else boxes
    with Session.create(tmp_path / "p.sidelight", "P", by="Eve", reader=reader) as session:
        found = session.document(put(session, b"x", "text/plain", text, packed))
        ends = {sentence(lambda: session.layer(found)), sentence(lambda: session.pages(found))}
        assert ends == {"", "document.damaged"}
