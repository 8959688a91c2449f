# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file is that we do not read, told by its first bytes, so that the refusal can say so.

Signatures as in the formats' own specifications; a ZIP archive is told by the names in it, without
unpacking anything.
"""

from __future__ import annotations

import re

from sidelight.errors import N_

KINDS = {
    "word": N_("a Word document"),
    "excel": N_("an Excel workbook"),
    "powerpoint": N_("a PowerPoint presentation"),
    "office": N_("an old Microsoft Office document"),
    "opendocument": N_("an OpenDocument file"),
    "epub": N_("an EPUB book"),
    "fictionbook": N_("a FictionBook"),
    "rtf": N_("an RTF file"),
    "postscript": N_("a PostScript file"),
    "djvu": N_("a DjVu file"),
    "mhtml": N_("a web archive (MHTML)"),
    "image": N_("an image"),
    "sound": N_("a sound recording"),
    "video": N_("a video"),
    "zip": N_("a ZIP archive"),
    "archive": N_("an archive"),
    "database": N_("a database"),
    "program": N_("a program"),
    "xml": N_("an XML file"),
    "binary": N_("a file of an unknown kind"),
}
"""By stored word, what a person calls it; to be looked up in the catalogue when shown."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"%!PS", "postscript"),
    (b"AT&TFORM", "djvu"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x00\x0cjP", "image"),
    (b"8BPS", "image"),
    (b"ID3\x03", "sound"),
    (b"ID3\x04", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x1f\x8b", "archive"),
    (b"BZh91AY&SY", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "opendocument"),
    (b"word/", "word"),
    (b"xl/", "excel"),
    (b"ppt/", "powerpoint"),
)
_RIFF = {b"WEBP": "image", b"AVI ": "video", b"WAVE": "sound", b"RMID": "sound"}
# What may stand before the root of an XML file; the type of a web page is no such thing.
_PROLOGUE = re.compile(
    rb"(?:[\s\xef\xbb\xbf]|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)[^>]*>)*", re.DOTALL
)
_MAIL = (b"from:", b"mime-version:", b"content-type:", b"subject:", b"date:")
_END = 1 << 16


def foreign_kind(data: bytes) -> str:
    """Return the word of `KINDS` for a file with a known signature, empty where it has none."""
    for start, word in _STARTS:
        if data.startswith(start) and (start != b"BM" or _is_bitmap(data)):
            return word
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "")
    if data[4:8] == b"ftyp" and data[:2] == b"\0\0":
        return "image" if data[8:12] in {b"heic", b"avif", b"mif1", b"heix"} else "video"
    return _marked_up(data[:4096])


def _is_bitmap(data: bytes) -> bool:
    return (
        len(data) > 18 and data[6:10] == bytes(4) and data[14:18] in {b"\x28\0\0\0", b"\x7c\0\0\0"}
    )


def _zipped(data: bytes) -> str:
    names = data[:4096] + data[-_END:]
    return next((word for sign, word in _ZIPPED if sign in names), "zip")


def _marked_up(head: bytes) -> str:
    """Tell XML that is no web page, and mail-like web archives."""
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith(_MAIL) and b"multipart/related" in lowered:
        return "mhtml"
    root = _PROLOGUE.sub(b"", lowered, count=1)
    if root.startswith(b"<fictionbook"):
        return "fictionbook"
    if root.startswith((b"<svg", b"<svg:svg")) and b"<html" not in lowered:
        return "image"
    if lowered.startswith(b"<?xml") and b"html" not in lowered:
        return "xml"
    return ""
