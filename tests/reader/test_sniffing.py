# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which format a file is: its content decides, whatever it is called."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from sidelight.reader.formats import FORMATS, MARKED, format_of
from sidelight.reader.kinds import KINDS, foreign_kind
from sidelight.reader.reading import Unreadable


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def a_database(folder: Path) -> bytes:
    path = folder / "some.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE fact (words TEXT)")
    connection.close()
    return path.read_bytes()


HTML = "<!DOCTYPE html><html><head><title>A</title></head><body><p>Words.</p></body></html>"
MARKDOWN = "# A heading\n\nSome **bold** words and [a link](https://river.example).\n"


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.md", "a.txt", "a", "a.exe", "a.docx"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HTML.encode(), "web page"),
        (("\ufeff\n\n<!-- saved from a browser -->" + HTML).encode(), "web page"),
        (('<?xml version="1.0"?>\n' + HTML).encode(), "web page"),
        (HTML.encode("utf-16"), "web page"),
        (b"<div><p>One.</p><p>Two.</p><ul><li>Three.</li></ul></div>", "web page"),
        (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj", "PDF"),
        (b"\n\njunk before the header\n%PDF-1.7\n", "PDF"),
    ],
    ids=["html", "comment first", "xhtml", "utf-16", "fragment", "pdf", "late pdf"],
)
def test_content_decides_not_the_name(data: bytes, expected: str, name: str) -> None:
    assert format_of(data, name).name == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (MARKDOWN, "notes.txt", "Markdown"),
        (MARKDOWN, "notes", "Markdown"),
        ("Plain words.\n", "notes.md", "Markdown"),
        ("Plain words.\n", "notes.txt", "text"),
        ("Plain words.\n", "notes", "text"),
        ("# 1 on the list today\n", "chart.txt", "text"),
        ("5 < 6 and 7 > 3, says the table.\n", "sums.html", "text"),
        ("<- an arrow, then words and words\n", "arrow.txt", "text"),
    ],
)
def test_the_name_only_breaks_a_tie(text: str, name: str, expected: str) -> None:
    assert format_of(text.encode(), name).name == expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (zipped(**{"[Content_Types].xml": "x", "xl__workbook.xml": "x"}), "excel"),
        (zipped(**{"[Content_Types].xml": "x", "ppt__presentation.xml": "x"}), "powerpoint"),
        (zipped(readme="hello"), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office"),
        (b"\0\0\0\x20ftypisom\0\0\0\0", "video"),
        (b"ID3\x03\0\0\0\0\0\0", "sound"),
        (b"\x1f\x8b\x08\0words", "archive"),
        (b"%!PS-Adobe-3.0\n", "postscript"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"<?xml version='1.0'?><data><row/></data>", "xml"),
        (b"From: <Saved by a browser>\nContent-Type: multipart/related;\n", "mhtml"),
        (bytes(range(256)) * 20, "binary"),
        (b"words\0\0\0words\0\0\x01\x02\x03" * 9, "binary"),
    ],
)
def test_what_we_do_not_read_is_called_by_its_name(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        format_of(data, "paper.txt")
    assert refusal.value.kind == "unknown"
    assert refusal.value.values == {"found": word}
    assert word in KINDS


def test_a_database_is_called_one(tmp_path: Path) -> None:
    assert foreign_kind(a_database(tmp_path)) == "database"


@pytest.mark.parametrize(
    "text", ["BM is how the letter ends.", "GIF8 was a joke.", "PK and I went."]
)
def test_words_that_start_like_another_format_are_words(text: str) -> None:
    assert format_of(text.encode(), "a.txt").name == "text"


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\0" * 400, b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        format_of(data, "a.txt")
    assert refusal.value.kind == "empty"


def test_every_format_recognises_its_own_sample() -> None:
    for known in FORMATS:
        assert format_of(known.sample, "warm") is known


def test_no_two_formats_claim_the_same_bytes() -> None:
    for known in FORMATS:
        claims = [other.name for other in MARKED if other.recognises(known.sample, "")]
        assert claims == ([known.name] if known in MARKED else [])
