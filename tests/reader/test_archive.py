# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archives from strangers: bombs, names that lead elsewhere, broken and locked members."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader import archive as archive_module
from sidelight.reader.archive import Archive, inside, is_archive
from sidelight.reader.reading import Unreadable
from tests.reader.office import zipped


def test_members_by_name_whatever_the_case() -> None:
    archive = Archive(zipped({"a.xml": "one", "Folder/B.xml": "two"}))
    assert list(archive) == ["a.xml", "Folder/B.xml"]
    assert "folder/b.XML" in archive
    assert archive.read("folder/b.xml") == b"two"
    assert archive.read_any("missing") == b""
    assert is_archive(zipped({}))


def test_a_bomb_is_counted_while_it_unpacks() -> None:
    bomb = zipped({"a": b"", "b": bytes(9_000_000)})
    assert len(bomb) < 20_000
    with pytest.raises(Unreadable) as refusal:
        Archive(bomb).read("b", 1_000_000)
    assert refusal.value.kind == "too_costly"


def test_a_member_that_lies_about_its_size() -> None:
    made = zipped({"a": b"", "b": bytes(9_000_000)})
    size = struct.pack("<I", 9_000_000)
    assert made.count(size) == 2
    with pytest.raises(Unreadable) as refusal:
        Archive(made.replace(size, struct.pack("<I", 900))).read("b", 1_000_000)
    assert refusal.value.kind in {"too_costly", "damaged"}


def test_all_that_is_read_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "LARGEST_WHOLE", 1000)
    archive = Archive(zipped({"a": bytes(600), "b": bytes(600)}))
    assert archive.read("a") == bytes(600)
    for read in (archive.read, archive.read_any):
        with pytest.raises(Unreadable) as refusal:
            read("b")
        assert refusal.value.kind == "too_costly"


def test_more_members_than_any_document_has(monkeypatch: pytest.MonkeyPatch) -> None:
    made = zipped({str(n): "" for n in range(30)}, packed=False)
    for most in (10, 20):
        monkeypatch.setattr(archive_module, "MOST_MEMBERS", most)
        with pytest.raises(Unreadable) as refusal:
            Archive(made)
        assert refusal.value.kind == "too_costly"


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"PK\x03\x04" + bytes(900), b"PK\x05\x06" + b"\xff" * 18, b""],
)
def test_what_is_no_archive(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        Archive(data)
    assert refusal.value.kind == "damaged"


def test_a_broken_member() -> None:
    made = bytearray(zipped({"a": "", "b": bytes(range(256)) * 40}))
    at = made.index(b"b", 35) + 20
    made[at : at + 30] = bytes(30)
    with pytest.raises(Unreadable) as refusal:
        Archive(bytes(made)).read("b")
    assert refusal.value.kind == "damaged"


def test_a_locked_member_is_said() -> None:
    made = bytearray(zipped({"a": "words"}, packed=False))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(sign) + place] |= 1
    with pytest.raises(Unreadable) as refusal:
        Archive(bytes(made)).read("a")
    assert refusal.value.kind == "sealed"


def test_a_way_of_packing_that_nobody_knows() -> None:
    made = bytearray(zipped({"a": "words"}, packed=False))
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        made[made.index(sign) + place] = 99
    with pytest.raises(Unreadable) as refusal:
        Archive(bytes(made)).read("a")
    assert refusal.value.kind == "damaged"


@pytest.mark.parametrize(
    ("base", "address", "name"),
    [
        ("OEBPS/a.xhtml", "b.png", "OEBPS/b.png"),
        ("OEBPS/text/a.xhtml", "../b%20c.png#x", "OEBPS/b c.png"),
        ("OEBPS/a.xhtml", "/top.png", "top.png"),
        ("a.xhtml", "./b.png?x=1", "b.png"),
        ("OEBPS/a.xhtml", "../../etc/passwd", ""),
        ("OEBPS/a.xhtml", "%2e%2e/%2e%2e/etc/passwd", ""),
        ("a.xhtml", "..", ""),
        ("a.xhtml", "#note", ""),
        ("a.xhtml", "", ""),
        ("a.xhtml", "http://river.example/a.png", ""),
        ("a.xhtml", "//river.example/a.png", ""),
        ("a.xhtml", "file:///etc/passwd", ""),
        ("a.xhtml", "C:\\a.png", ""),
        ("a.xhtml", "\\\\host\\a.png", ""),
    ],
)
def test_where_an_address_leads(base: str, address: str, name: str) -> None:
    assert inside(base, address) == name


@given(st.text(alphabet="./ab%2e:\\#?", max_size=30), st.text(alphabet="./ab", max_size=12))
def test_no_address_leads_out(address: str, base: str) -> None:
    name = inside(base.strip("/."), address)
    assert not name.startswith(("/", "../"))
    assert name != ".."


@given(st.binary(max_size=400))
def test_any_bytes_are_an_archive_or_refused(data: bytes) -> None:
    try:
        archive = Archive(b"PK\x03\x04" + data)
    except Unreadable:
        return
    for name in archive:
        archive.read_any(name)


def test_an_archive_within_an_archive_stays_closed() -> None:
    inner = zipped({"a": bytes(5_000_000)})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("inner.zip", inner)
    assert Archive(out.getvalue()).read("inner.zip") == inner
