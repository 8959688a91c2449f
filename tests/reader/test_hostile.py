# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile documents: none reads a file, calls an address, leaves a file, or ends the reader."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.errors import DocumentError
from sidelight.reader import remote
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote import Reader
from sidelight.worker import Limits

Fixture = Callable[..., Any]
SECRET = "the secret words of the harbour master"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET, "utf-8")
    return path


@pytest.fixture
def unharmed(secret: Path, calls: list[str]) -> Iterator[None]:
    """After the test nothing was asked of the address and nothing written beside the secret."""
    yield
    assert calls == []
    assert secret.read_text("utf-8") == SECRET
    assert [path.name for path in secret.parent.iterdir()] == ["secret.txt"]


PAGES = {
    "file addresses": '<img src="file://{file}"><iframe src="file://{file}"></iframe>',
    "addresses": '<img src="{web}/a"><video src="{web}/b" poster="{web}/c"></video>',
    "a set of sources": '<img srcset="{web}/a 1x, {web}/b 2x"><picture><source srcset="{web}/c">',
    "imports": '<style>@import "{web}/a"; @import url(file://{file});</style>',
    "fonts": "<style>@font-face {{ src: url({web}/f) }} p {{ font: 9px x }}</style>",
    "styles": '<p style="background: url({web}/a); list-style: url(file://{file})">x</p>',
    "links": '<link rel="stylesheet" href="{web}/a"><link rel="preload" href="file://{file}">',
    "frames": '<object data="file://{file}"></object><embed src="{web}/a">',
    "a base": '<base href="{web}/"><img src="a.png"><link rel="stylesheet" href="b.css">',
    "refresh": '<meta http-equiv="refresh" content="0; url={web}/a">',
    "scripts": '<script src="{web}/a"></script><script>fetch("{web}/b")</script>',
    "drawings": '<svg><image href="{web}/a"/><use xlink:href="file://{file}#x"/></svg>',
    "a part of a drawing": '<img src="data:image/svg+xml,%3Cimage href=%22{web}/a%22/%3E">',
    "includes": '<!--#include file="{file}"--><xi:include href="file://{file}" parse="text"/>',
    "embedded style": '<p><b style="content: url(file://{file})">x</b></p>',
    "a ping": '<a href="{web}/a" ping="{web}/b">x</a>',
    "forms": '<form action="{web}/a"><input type="image" src="{web}/b"></form>',
}


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_web_pages(body: str, address: str, secret: Path, reader: Reader) -> None:
    hostile = body.format(web=address, file=secret)
    page = f"<html><body><p>A bridge that never stood.</p>{hostile}<p>After.</p></body></html>"
    found = reader.extract(page.encode(), "a.html", whole_page=True)
    assert found.layer.text.text.startswith("A bridge that never stood.")
    assert SECRET not in found.layer.text.text
    assert address.encode() not in found.rendition
    assert b"file:" not in found.rendition
    reader.draw(f"hostile {hostile}", lambda: found.rendition, "text/html", 1, 0.5)


ENTITIES = (
    '<!DOCTYPE html [<!ENTITY x SYSTEM "file://{file}">]>',
    '<!DOCTYPE html [<!ENTITY % p SYSTEM "{web}/dtd"> %p;]>',
    '<!DOCTYPE html SYSTEM "{web}/dtd">',
    '<!DOCTYPE html PUBLIC "x" "file://{file}">',
    '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("head", ENTITIES)
def test_entities_are_not_followed(head: str, address: str, secret: Path, reader: Reader) -> None:
    page = f'<?xml version="1.0"?>{head.format(web=address, file=secret)}'
    page += "<html><body><p>before &x; after</p></body></html>"
    found = reader.extract(page.encode(), "a.xhtml", whole_page=True)
    assert found.layer.text.text == "before &x; after"


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "text",
    [
        "![a](file://{file}) ![b]({web}/b)",
        "<img src='{web}/a'><iframe src='file://{file}'></iframe>",
        "[words](javascript:alert(1)) <{web}/auto>",
        "[a]: {web}/a\n\n![ref][a] [ref][a]",
        "```{{include=file://{file}}}\nwords\n```",
    ],
)
def test_markdown(text: str, address: str, secret: Path, reader: Reader) -> None:
    hostile = f"# A bridge\n\n{text.format(web=address, file=secret)}\n"
    found = reader.extract(hostile.encode(), "a.md")
    assert SECRET not in found.layer.text.text
    for sign in (b"<img", b"<iframe", b'javascript:alert(1)"'):
        assert sign not in found.rendition
    links = re.findall(rb"href[^>]*", found.rendition)
    assert all(re.fullmatch(rb'href="outside:[\w=-]+"', link) for link in links)
    reader.draw(f"md {hostile}", lambda: found.rendition, "text/html", 1, 0.5)


ACTIONS = {
    "javascript": "<</S/JavaScript/JS(app.launchURL('{web}/js'); this.exportDataObject('x'))>>",
    "launch": "<</S/Launch/F({file})/Win<</F(cmd.exe)/P(/c calc)>>>>",
    "address": "<</S/URI/URI({web}/open)>>",
    "another file": "<</S/GoToR/F(file://{file})/D[0/Fit]>>",
    "a form": "<</S/SubmitForm/F<</FS/URL/F({web}/form)>>>>",
    "data in": "<</S/ImportData/F({file})>>",
}


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_pdf_actions(
    action: str, address: str, secret: Path, reader: Reader, make_pdf: Fixture
) -> None:
    raw = action.format(web=address, file=secret)
    document: Any = pymupdf.open(stream=make_pdf([(72.0, 90.0, 12.0, "A bridge.")]))
    document.xref_set_key(document.pdf_catalog(), "OpenAction", raw)
    document.xref_set_key(document[0].xref, "AA", f"<</O {raw}/C {raw}>>")
    note = document.get_new_xref()
    document.update_object(note, f"<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A {raw}>>")
    document.xref_set_key(document[0].xref, "Annots", f"[{note} 0 R]")
    data = bytes(document.tobytes())
    assert reader.extract(data, "a.pdf").layer.text.text == "A bridge."
    assert reader.draw(f"action {raw}", lambda: data, "application/pdf", 1, 0.5).width > 0


@pytest.mark.usefixtures("unharmed")
def test_files_within_a_pdf_stay_in_it(secret: Path, reader: Reader, make_pdf: Fixture) -> None:
    document: Any = pymupdf.open(stream=make_pdf([(72.0, 90.0, 12.0, "A bridge.")]))
    for name in ("../../evil.exe", str(secret), "a\0b"):
        document.embfile_add(name.replace("\0", "_"), b"MZ\x90 program", filename=name)
    document[0].add_file_annot((9, 9), b"words inside", "inside.txt")
    data = bytes(document.tobytes())
    assert reader.extract(data, "a.pdf").layer.text.text == "A bridge."
    assert reader.draw("embedded", lambda: data, "application/pdf", 1, 0.5).width > 0


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<html><body>" + b"<table><tr><td>" * 10_000 + b"words", "a.html", "words"),
        (b"<html><body>" + b"<ul><li>" * 10_000 + b"words", "a.html", "words"),
        (b"<html><body>words" + b"<!--" * 60_000, "a.html", "words"),
        (b"<html><body><p title='" + b"x" * 3_000_000 + b"'>words</p>", "a.html", "words"),
        (b"<html><body><p>&#xD800;&#xDFFF;&#x110000;&#0;&#-1; words</p>", "a.html", "words"),
        (
            b"<html><head><title>" + b"t" * 100_000 + b"</title><body><p>words</p>",
            "a.html",
            "words",
        ),
        (b"<html><head>" + b"<meta name=a content=b>" * 3000 + b"<body>words", "a.html", "words"),
        (
            b"<html><script type='application/ld+json'>" + b"[" * 90_000 + b"</script><p>words",
            "a.html",
            "words",
        ),
        (b"[" * 4000 + b"words", "a.md", "words"),
        (b"*_" * 5000 + b"words", "a.md", "words"),
        (b"|a" * 900 + b"\n" + b"|-" * 900 + b"\nwords", "a.md", "words"),
        (b"- " * 3000 + b"words", "a.md", "words"),
        (b"words " + b"\n" * 1_000_000, "a.txt", "words"),
        (b"words\n" + b" " * 1_000_000 + b"\nmore", "a.txt", "words"),
        (b"words" + b"w" * 20_000, "a.txt", "words"),
        (b"words " + "e\u0301\u0300".encode() * 5000, "a.txt", "words"),
        ("words \u202e\u2066\u200f ".encode() * 300, "a.txt", "words"),
    ],
    ids=range(17),
)
def test_shapes_that_are_too_much(data: bytes, name: str, words: str, reader: Reader) -> None:
    found = reader.extract(data, name, whole_page=True)
    assert words in found.layer.text.text
    assert len(found.title) <= 300
    assert found.pages[-1].end == len(found.layer.text)


def test_a_line_of_ten_megabytes_is_refused_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(memory=1_000_000_000, cpu_seconds=30, seconds=0.6)
    monkeypatch.setattr(remote, "_EXTRACT", limits)
    with Reader() as made:
        with pytest.raises(DocumentError) as error:
            made.extract(b"word " * 2_000_000, "line.txt")
        assert error.value.id == "document.too_costly"
        assert made.extract(b"words and more", "a.txt").title == "words and more"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>wo\0rds\0 and \0more\0</p>" + b"\0" * 50,
        b"words\0and\0zeros, and more words",
        b"%PDF-1.7\n\0\0\0",
        b"\xff\xfe" + b"\0" * 99 + b"x",
    ],
)
def test_zeros_are_refused_by_name(data: bytes, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(data, "a.txt")
    assert error.value.id in {"document.unknown", "document.damaged", "document.empty"}


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a\0b.pdf", "x" * 5000, "<script>.html", "", "/"],
)
def test_a_name_is_only_a_name(name: str, reader: Reader) -> None:
    found = reader.extract(b"One sentence of words. And a second one.", name)
    assert found.layer.text.text == "One sentence of words. And a second one."
    assert len(found.title) <= 300
    assert b"<script" not in found.rendition
