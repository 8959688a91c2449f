# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names of records, people and documents for other programs."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.exchange import iris
from sidelight.exchange.iris import Address
from sidelight.model.web_address import web_address

RESERVED = re.compile(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})")


@given(st.uuids())
def test_a_record_is_its_id(made: UUID) -> None:
    assert iris.record(made.hex) == made.urn
    assert iris.id_of(made.urn) == iris.id_of(f"urn:uuid:{made.hex.upper()}") == made.hex


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_has_no_such_id_has_a_name_made_of_its_words(words: str) -> None:
    name = iris.record(f"{words}.")
    assert UUID(name).version == 5
    assert UUID(name).variant == "specified in RFC 4122"
    assert name == iris.record(f"{words}.") != iris.record(f"{words},")
    assert iris.id_of(name) == UUID(name).hex
    assert iris.part("f" * 32, "x") == iris.record("f" * 32 + " x")


@given(st.binary(min_size=32, max_size=32))
def test_bytes_are_named_by_their_hash(hash_: bytes) -> None:
    name = iris.digest(hash_.hex())
    said = name.removeprefix("ni:///sha-256;")
    assert len(said) == 43
    assert urlsafe_b64decode(f"{said}=") == hash_
    assert iris.digest("no hash").startswith("urn:uuid:")
    assert iris.sha256_of(name) == hash_.hex()
    assert iris.sha256_of(f"ni://a.example/sha-256;{said}?ct=image/png") == hash_.hex()


@given(st.text(max_size=60) | st.text(st.sampled_from("urn:id/sha256;-_=?Aa"), max_size=60))
def test_what_names_nothing_of_ours_is_read_as_nothing(text: str) -> None:
    for start in ("", "urn:uuid:", "ni:///sha-256;"):
        read = iris.id_of(start + text) or iris.sha256_of(start + text)
        assert read == "" or re.fullmatch("[0-9a-f]{32}|[0-9a-f]{64}", read)
    assert iris.sha256_of(f"ni:///sha-256;{'A' * 42}") == ""
    assert iris.sha256_of(f"ni:///sha-512;{'A' * 43}") == ""
    assert iris.id_of("http://a.example/" + "a" * 32) == ""


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://Example.org:8080/A?b=c&d#e ", "http://example.org:8080/A?b=c&d#e"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ("https://пример.рф/ё?й#ц", "https://xn--e1afmkfd.xn--p1ai/%D1%91?%D0%B9#%D1%86"),
        ('https://example.org/"<script>', "https://example.org/%22%3Cscript%3E"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://ann:secret@example.org/", ""),
        ("https://example.org/a b", ""),
        ("https://exa\nmple.org/", ""),
        ("https:///nowhere", ""),
        ("https://example.org:99999/", ""),
        ("https://[::1", ""),
        ("https://[fe80::1%25eth0]/", ""),
        ("https://a..b/", ""),
        ("https://ex<a>mple.org/", ""),
        ("example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_a_uri_or_nothing(given_: str, kept: str) -> None:
    assert web_address(given_) == kept


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["https://example.org/", "http://", "https:", ""]))
def test_no_address_is_anything_but_a_uri(text: str, start: str) -> None:
    found = web_address(start + text)
    assert not RESERVED.search(found)
    assert found == "" or found.startswith(("http://", "https://"))
    assert web_address(found) == found


NOON = datetime(2024, 6, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given_", "url", "moment"),
    [
        ("https://web.archive.org/web/20240619120000/https://a.org/b?c", "https://a.org/b?c", NOON),
        ("https://web.archive.org/web/20240619120000id_/http:/a.org/b", "http://a.org/b", NOON),
        ("https://archive.example/20240619120000/http://a.org", "http://a.org", NOON),
    ],
)
def test_an_archive_is_told_from_what_it_keeps(given_: str, url: str, moment: datetime) -> None:
    assert iris.address(given_) == Address(url, given_, moment)


def test_an_address_with_a_number_is_no_archive() -> None:
    for one in ("https://a.org/20241319120000/https://b.org/", "https://a.org/20240619120000/b"):
        assert iris.address(one) == Address(one)
