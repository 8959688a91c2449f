# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every kind that is refused is called by its name, and words that only look like one are read."""

import io
import zipfile

import pytest

from sidelight.reader.formats import format_of
from sidelight.reader.kinds import KINDS, foreign_kind, way_out
from sidelight.reader.reading import Unreadable


def an_archive(*names: str, kind: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if kind:
            archive.writestr("mimetype", kind)
        for name in names:
            archive.writestr(name, "words")
    return buffer.getvalue()


REFUSED = [
    (an_archive("[Content_Types].xml", "xl/workbook.xml"), "excel"),
    (an_archive("[Content_Types].xml", "ppt/presentation.xml"), "powerpoint"),
    (an_archive(kind="application/vnd.oasis.opendocument.spreadsheet"), "opendocument"),
    (an_archive(), "zip"),
    (an_archive("a.txt", "b.txt"), "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "office"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"),
        "old_word",
    ),
    (an_archive("[Content_Types].xml", "FixedDocSeq.fdseq"), "xps"),
    (bytes(60).replace(b"\0", b"b") + b"BOOKMOBI\0\0", "kindle"),
    (b"\xc5\xd0\xd3\xc6\x20\0\0\0", "postscript"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n", "postscript"),
    (b"AT&TFORM\0\0\0\x10DJVU", "djvu"),
    (b"8BPS\0\x01", "image"),
    (b"RIFF\x24\0\0\0WAVEfmt ", "sound"),
    (b"ID3\x04\0\0\0\0\0\0", "sound"),
    (b"OggS\0\x02", "sound"),
    (b"fLaC\0\0\0\x22", "sound"),
    (b"RIFF\x24\0\0\0AVI LIST", "video"),
    (b"\0\0\0\x18ftypmp42", "video"),
    (b"\x1aE\xdf\xa3\x01\0\0\0", "video"),
    (b"\x1f\x8b\x08\0\0\0\0\0", "archive"),
    (b"BZh91AY&SY\x01\x02", "archive"),
    (b"\xfd7zXZ\0\0\x04", "archive"),
    (b"7z\xbc\xaf\x27\x1c\0\x04", "archive"),
    (b"Rar!\x1a\x07\x01\0", "archive"),
    (b"\x28\xb5\x2f\xfd\x04\0", "archive"),
    (b"SQLite format 3\0\x10\0", "database"),
    (b"\x7fELF\x02\x01\x01\0", "program"),
    (b"MZ\x90\0\x03\0\0\0", "program"),
    (b"\xca\xfe\xba\xbe\0\0\0\x3d", "program"),
    (b"\xcf\xfa\xed\xfe\x07\0\0\x01", "program"),
    (b"<?xml version='1.0'?><rss><channel/></rss>", "xml"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mhtml"),
    (b"Date: Mon\nSubject: a page\nContent-Type: multipart/related\n", "mhtml"),
    (b"WARC/1.1\r\nContent-Length: 7\r\n", "warc"),
]


@pytest.mark.parametrize(("data", "word"), REFUSED)
def test_by_its_name_whatever_the_file_is_called(data: bytes, word: str) -> None:
    for name in ("a.txt", "a.pdf", "a.html", "a.md"):
        with pytest.raises(Unreadable) as refusal:
            format_of(data, name)
        assert (refusal.value.kind, refusal.value.values) == ("unknown", {"found": word})


def test_every_kind_has_its_case() -> None:
    # Whether a HEIC picture is refused hangs on what is installed: see test_pictures.
    assert {word for _, word in REFUSED} == set(KINDS) - {"binary", "heic"}


@pytest.mark.parametrize("word", KINDS)
def test_every_kind_has_a_way_out(word: str) -> None:
    assert way_out(word).endswith(".")


def test_an_office_document_behind_a_password() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable) as refusal:
        format_of(locked, "a.docx")
    assert refusal.value.kind == "sealed"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("RIFFRAFF of the river bank, says the paper.\n", "a.txt", "text"),
        ("The ftypist was a clerk of the harbour.\n", "a.txt", "text"),
        ("The <svg> element, and what it draws on a map.\n", "a.txt", "text"),
        ("# Maps\n\nThe `<svg>` element, **bold** words.\n", "a.md", "Markdown"),
        ("# Books\n\nA `<FictionBook>` is a book.\n", "a.md", "Markdown"),
        ("<!DOCTYPE html><title>A</title><svg></svg><p>Words.</p>", "a.html", "web page"),
        ("<!DOCTYPE html><svg></svg><p>One</p><p>two</p><p>three</p>", "a.html", "web page"),
        ("<html><body><svg><path/></svg><p>Words.</p></body></html>", "a.html", "web page"),
        ("From: the harbour master\nTo: the minister\n\nWords.\n", "a.txt", "text"),
        ("Subject: multipart words and related matters\n", "a.txt", "text"),
        ("BM" + "W and other makers of boats. " * 3, "a.txt", "text"),
        ("PK zip files are archives.\n", "a.txt", "text"),
        ("Rar! said the lion.\n", "a.txt", "text"),
    ],
)
def test_words_that_look_like_a_kind(text: str, name: str, expected: str) -> None:
    assert format_of(text.encode(), name).name == expected
    assert foreign_kind(text.encode()) == ""
