# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file is that we do not read, told by its first bytes, so that the refusal can say so.

Signatures as in the formats' own specifications; a ZIP archive is told by the names in it, without
unpacking anything.
"""

from __future__ import annotations

from sidelight.errors import N_
from sidelight.reader.picture_kinds import picture_kind

KINDS = {
    "old_word": N_("a Word document of the old kind"),
    "excel": N_("an Excel workbook"),
    "powerpoint": N_("a PowerPoint presentation"),
    "office": N_("an old Microsoft Office document"),
    "opendocument": N_("an OpenDocument file"),
    "kindle": N_("a Kindle book"),
    "xps": N_("an XPS document"),
    "postscript": N_("a PostScript file"),
    "djvu": N_("a DjVu file"),
    "mhtml": N_("a web archive (MHTML) without a page in it"),
    "warc": N_("a web archive (WARC) that is damaged"),
    "heic": N_("a HEIC picture"),
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

_PRINT = N_("Print it to PDF in the program that made it, and add that.")
_UNPACK = N_("Unpack it, and add the documents in it.")
_LISTEN = N_("Write down what is said in it, and add that as text.")
_WAYS = {
    "old_word": N_("Open it in Word or LibreOffice, save it as DOCX, and add that."),
    "excel": _PRINT,
    "powerpoint": _PRINT,
    "office": _PRINT,
    "opendocument": _PRINT,
    "xps": _PRINT,
    "kindle": N_("Convert it to EPUB, for instance with Calibre, and add that."),
    "postscript": N_("Convert it to PDF, for instance with ps2pdf, and add that."),
    "djvu": N_("Convert it to PDF, for instance with DjView, and add that."),
    "mhtml": N_("Save the page as HTML or print it to PDF, and add that."),
    "warc": N_("Save the page in your browser, and add that."),
    "heic": N_(
        "Install pillow-heif (pip install sidelight[heic]), or save the picture as JPEG and add "
        "that."
    ),
    "image": N_("Save it as PNG, and add that."),
    "zip": _UNPACK,
    "archive": _UNPACK,
    "sound": _LISTEN,
    "video": _LISTEN,
}
_ANY_WAY = N_("Save it as PDF, DOCX, web page (HTML) or plain text, and add that.")

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"WARC/", "warc"),
    (b"%!PS", "postscript"),
    (b"\xc5\xd0\xd3\xc6", "postscript"),
    (b"AT&TFORM", "djvu"),
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
    (b"mimetypeapplication/vnd.oasis.opendocument", "opendocument"),
    (b"xl/", "excel"),
    (b"ppt/", "powerpoint"),
    (b"FixedDocSeq.fdseq", "xps"),
    (b"FixedDocumentSequence.fdseq", "xps"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RIFF = {b"AVI ": "video", b"WAVE": "sound", b"RMID": "sound"}
_MAIL = (b"from:", b"mime-version:", b"content-type:", b"subject:", b"date:")
_END = 1 << 16


def foreign_kind(data: bytes) -> str:
    """Return the word of `KINDS` for a file with a known signature, empty where it has none."""
    for start, word in _STARTS:
        if data.startswith(start):
            return word
    if data.startswith(_COMPOUND):
        return "old_word" if _utf16("WordDocument") in data else "office"
    if data[60:68] == b"BOOKMOBI":
        return "kindle"
    if picture_kind(data) == "image/heic":
        return "heic"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "")
    if data[4:8] == b"ftyp" and data[:2] == b"\0\0":
        return "video"
    return _marked_up(data[:4096])


def is_locked_office(data: bytes) -> bool:
    """Tell an Office document behind a password: a compound file around the encrypted one
    (MS-OFFCRYPTO, 1.3.3).
    """
    return data.startswith(_COMPOUND) and _utf16("EncryptedPackage") in data


def way_out(kind: str) -> str:
    """Return what to do with a file of a kind that is not read, to be looked up when shown."""
    return _WAYS.get(kind, _ANY_WAY)


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-le")


def _zipped(data: bytes) -> str:
    names = data[:4096] + data[-_END:]
    return next((word for sign, word in _ZIPPED if sign in names), "zip")


def _marked_up(head: bytes) -> str:
    """Tell XML that is no web page, and mail-like web archives."""
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith(_MAIL) and b"multipart/related" in lowered:
        return "mhtml"
    if lowered.startswith(b"<?xml") and b"html" not in lowered:
        return "xml"
    return ""
