# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reader from outside: sentences, limits, cancelling, threads; and that nothing gets out."""

import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import Cancelled, DocumentError
from sidelight.reader import remote
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader
from sidelight.worker import Limits, WorkerDied

LINES = [(72.0, 90.0, 20.0, "A bridge"), (72.0, 140.0, 11.0, "that never stood in the river.")]
SAMPLES = Path(__file__).parents[2] / "sample_docs"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "a.txt is empty. Save it again, or choose another file."),
        (b" \n\n", "a.txt", "a.txt is empty. Save it again, or choose another file."),
        (
            b"AT&TFORM words",
            "a.txt",
            (
                "a.txt is of a kind that Sidelight does not read (a DjVu file). "
                "Convert it to PDF, for instance with DjView, and add that."
            ),
        ),
        (
            b"%PDF-1.7\n",
            "a.pdf",
            "a.pdf is damaged and could not be read. Fetch it again from its source.",
        ),
        (
            b"<html><body><script>words()</script></body></html>",
            "a.html",
            "a.html holds no text that can be read. Choose another copy of it.",
        ),
    ],
)
def test_what_cannot_be_read_says_why(
    data: bytes, name: str, sentence: str, reader: Reader
) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(data, name)
    assert str(error.value) == sentence


def test_a_password_is_named(reader: Reader, make_pdf: Callable[..., bytes]) -> None:
    locked = make_pdf(LINES, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="river")
    with pytest.raises(DocumentError) as error:
        reader.extract(locked, "locked.pdf")
    assert error.value.id == "document.encrypted"


def test_the_limit_of_size(reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(b"word " * 700_000, "big.txt", largest_mb=3)
    assert error.value.id == "document.too_large"
    assert (error.value.values["size"], error.value.values["limit"]) == (4, 3)


def test_the_same_as_without_walls(
    reader: Reader, read: Any, make_pdf: Callable[..., bytes]
) -> None:
    for data, name in (
        (make_pdf(LINES, LINES), "a.pdf"),
        ("Мост\n\nМоста нет.\n".encode("koi8-r"), "a.txt"),
        (b"# A\n\n- b\n", "a.md"),
        (b"<html><title>A</title><body><h1>A</h1><p>words</p></body></html>", "a.html"),
    ):
        there, here = reader.extract(data, name), read(data, name)
        assert there.layer.to_bytes() == here.layer.to_bytes()
        assert there.pages == here.pages
        assert there.rendition == here.rendition
        assert (there.title, there.citation, there.options) == (
            here.title,
            here.citation,
            here.options,
        )


@pytest.mark.parametrize(
    "path",
    # a picture says neither its title nor its language
    [path for path in sorted(SAMPLES.glob("[12a]*.*")) if path.suffix != ".jpg"],
    ids=lambda path: path.name,
)
def test_the_samples_are_read(path: Path, reader: Reader, sound: Callable[..., None]) -> None:
    found = reader.extract(path.read_bytes(), path.name)
    sound(found)
    assert found.title != path.stem
    assert found.language in {"en", "ru", "ko"}
    assert len(found.layer.text) > 300


def test_progress_goes_up(reader: Reader, make_pdf: Callable[..., bytes]) -> None:
    seen: list[float] = []
    reader.extract(make_pdf(*[LINES] * 8), "a.pdf", progress=lambda part, _word: seen.append(part))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_cancelling(reader: Reader, make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(Cancelled):
        reader.extract(make_pdf(*[LINES] * 300), "a.pdf", cancelled=lambda: True)
    assert reader.extract(b"Words again.\n\nMore.", "a.txt").layer.text.text.startswith(
        "Words again"
    )


def test_a_closed_reader_stays_closed() -> None:
    made = Reader()
    made.close()
    with pytest.raises(WorkerDied):
        made.extract(b"words", "a.txt")


def bomb() -> bytes:
    """A PDF page that draws for ever: a form that draws itself's neighbour ten times, twelve deep."""  # noqa: E501
    forms = "".join(
        f"{n} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F {n + 1} 0 R>>>>"  # noqa: E501
        f"/Length 60>>stream\n{'/F Do ' * 10}\nendstream endobj\n"
        for n in range(4, 16)
    )
    last = "16 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 24>>stream\n0 0 600 800 re f\nendstream endobj\n"  # noqa: E501
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"  # noqa: E501
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 4 0 R>>>>"
        "/Contents 17 0 R>>endobj\n"
        + forms
        + last
        + "17 0 obj<</Length 6>>stream\n/F Do\nendstream endobj\n"
        "trailer<</Root 1 0 R/Size 18>>\n"
    ).encode()


def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_DRAW", Limits(memory=1_000_000_000, cpu_seconds=30, seconds=0.6))
    with Reader() as made:
        with pytest.raises(DocumentError) as error:
            made.draw("bomb", bomb, "application/pdf", 1, 1.0, name="bomb.pdf")
        assert error.value.id == "page.slow"
        picture = made.draw("note", lambda: b"<p>words</p>", "text/html", 1, 0.5)
        assert picture.width == 280


def test_a_document_that_costs_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        remote, "_EXTRACT", Limits(memory=1_000_000_000, cpu_seconds=30, seconds=0.6)
    )
    with Reader() as made:
        with pytest.raises(DocumentError) as error:
            made.extract(bomb(), "bomb.pdf")
        assert error.value.id == "document.too_costly"
        assert made.extract(b"words and more", "a.txt").title == "words and more"


def test_an_inflating_stream_is_held_by_the_memory_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        remote, "_EXTRACT", Limits(memory=120_000_000, cpu_seconds=20, seconds=20.0)
    )
    packed = zlib.compress(zlib.compress(b"q " * 100_000_000, 9), 9)
    head = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
        f"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length {len(packed)}>>stream\n"
    )
    tail = b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n"
    data = head.encode() + packed + tail
    with Reader() as made:
        with suppress(DocumentError):
            assert made.extract(data, "inflated.pdf").layer.text.text == ""
        assert made.extract(b"words and more", "a.txt").title == "words and more"


def hostile_pdf(address: str, secret: Path) -> bytes:
    document: Any = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 90), "A bridge that never stood.")
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(0, 0, 600, 800), "uri": f"{address}/l"}
    )
    page.insert_link(
        {"kind": pymupdf.LINK_LAUNCH, "from": pymupdf.Rect(0, 0, 600, 800), "file": str(secret)}
    )
    catalogue = document.pdf_catalog()
    document.xref_set_key(catalogue, "OpenAction", f"<</S/URI/URI({address}/open)>>")
    document.xref_set_key(
        catalogue, "AA", f"<</WC<</S/JavaScript/JS(app.launchURL('{address}/js'))>>>>"
    )
    form = document.get_new_xref()
    document.update_object(
        form, f"<</Type/XObject/Subtype/Image/F<</FS/URL/F({address}/image)>>/Width 9/Height 9>>"
    )
    other = document.get_new_xref()
    document.update_object(other, f"<</F({secret})/FFilter/FlateDecode/Length 0>>")
    document.update_stream(other, b"")
    return bytes(document.tobytes())


def hostile_page(address: str, secret: Path) -> bytes:
    return (
        f'<html><head><title>A</title><link rel=stylesheet href="{address}/css"><base href="{address}">'  # noqa: E501
        f"<style>@import url({address}/import); @font-face {{ src: url(file://{secret}) }}</style></head>"  # noqa: E501
        f'<body><p>A bridge that never stood.</p><img src="{address}/img"><img src="file://{secret}">'
        f'<iframe src="file://{secret}"></iframe><object data="{address}/o"></object>'
        f'<div style="background: url({address}/bg)">words</div></body></html>'
    ).encode()


@pytest.mark.parametrize("make", [hostile_pdf, hostile_page], ids=["pdf", "html"])
def test_nothing_in_a_document_reaches_out(
    make: Callable[[str, Path], bytes],
    address: str,
    calls: list[str],
    tmp_path: Path,
    reader: Reader,
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    data = make(address, secret)
    found = reader.extract(data, "hostile", whole_page=True)
    assert "A bridge that never stood." in found.layer.text.text
    assert "secret words" not in found.layer.text.text
    assert b"secret" not in found.rendition
    kind = found.options.get("rendition", found.media_type)
    reader.draw(f"hostile {make.__name__}", lambda: found.rendition or data, kind, 1, 1.0)
    assert calls == []


def test_even_raw_html_draws_without_reaching_out(
    address: str, calls: list[str], tmp_path: Path, reader: Reader
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    page = hostile_page(address, secret)
    assert reader.draw("raw page", lambda: page, "text/html", 1, 1.0).width == 560
    assert calls == []
