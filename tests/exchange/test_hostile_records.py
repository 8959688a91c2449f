# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that mean harm: each is answered soon, and in a sentence where it cannot be read."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange import bibtex, csl_json, ris
from sidelight.exchange.import_formats import IMPORTS
from tests.exchange.records_given import EVERY, given, unheard
from tests.exchange.records_read import known_as, read
from tests.exchange.test_zotero_rdf_in import ARTICLES, HEAD, LETTER, rdf

MOST_SECONDS = 4.0
"""Twice what is allowed: the machine does other things as well."""
BOOK = "<bib:Book><z:itemType>book</z:itemType><dc:title>t</dc:title></bib:Book>"
LAUGHS = BOOK.replace(">t<", ">&a8;<")
ENTITIES = "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9)
)  # a billion of laughs
HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    "csl deep": ("csl-json", "[" * 100_000, "import.damaged"),
    "csl many": ("csl-json", "[" + '{"id":1,"type":"book"},' * 20_001 + "0]", "import.too_large"),
    "csl people": (
        "csl-json",
        '[{"id":1,"type":"book","author":[' + '{"family":"a"},' * 90_000 + "{}]}]",
        "",
    ),
    "csl dates": (
        "csl-json",
        '[{"id":1,"type":"book","issued":{"date-parts":[["' + "9" * 5000 + '"]]}}]',
        "",
    ),
    "csl shelves": (
        "csl-json",
        '[{"id":1,"type":"book","archive_location":"' + "f. 1, ll. 2, 3, " * 120 + '"}]',
        "",
    ),
    "ris starts": ("ris", "TY  - \n" * 60_000, "import.too_large"),
    "ris goes on": ("ris", "TY  - BOOK\nTI  - x\n" + "y\n" * 900_000, ""),
    "ris people": ("ris", "TY  - BOOK\n" + "AU  - Doe, J.\n" * 500_000, ""),
    "ris lines": ("ris", b"\n" * (8 << 20), "import.too_large"),
    "ris keywords": ("ris", "TY  - BOOK\nKW  - " + "a;" * 2_000_000, ""),
    "ris noise": ("ris", os.urandom(1 << 20), "import.damaged"),
    "bib starts": ("bibtex", "@article{" * 190_000, "import.too_large"),
    "bib endless": ("bibtex", "@article{a, title={" * 190_000, "import.too_large"),
    "bib braces": ("bibtex", "@a{a, title={" + "{" * 500_000 + "}" * 500_000, "import.damaged"),
    "bib pairs": ("bibtex", ("@a{a, title={" + "{}" * 50_000) * 100, "import.damaged"),
    "bib commas": ("bibtex", "@a{a" + "," * 2_000_000 + "}", "import.damaged"),
    "bib strings": (
        "bibtex",
        "@string{s0={aaaaaaaa}}"
        + "".join(f"@string{{s{at + 1} = s{at} # s{at}}}\n" for at in range(60))
        + "@book{a,title=s60}",
        "",
    ),
    "bib sums": ("bibtex", "@book{a,title=" + "{a} # " * 200_000, "import.damaged"),
    "bib names": ("bibtex", "@book{a,author={" + "A and " * 16_000 + "}}", ""),
    "bib accents": ("bibtex", "@book{a,title={" + r"\'" * 40_000 + "x}}", ""),
    "bib too large": ("bibtex", b"@book{a}" * (2 << 20) + b" ", "import.too_large"),
    "rdf entities": (
        "zotero-rdf",
        f'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]>{HEAD}{LAUGHS}</rdf:RDF>',
        "import.damaged",
    ),
    "rdf deep": ("zotero-rdf", HEAD + "<a>" * 100_000, "import.damaged"),
    "rdf many": ("zotero-rdf", rdf(BOOK * 100_001), "import.too_large"),
    "rdf empty": ("zotero-rdf", rdf("<a/>" * 300_000), "import.too_large"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_each_is_answered_soon(case: str) -> None:
    format_, data, fault = HOSTILE[case]
    since = time.perf_counter()
    said, count = answered(format_, data)
    assert time.perf_counter() - since < MOST_SECONDS
    assert (said, count <= 20_000) == (fault, True)


def answered(format_: str, data: str | bytes) -> tuple[str, int]:
    """Return which error a file is answered with, "" for none, and how many records it has."""
    try:
        return "", len(read(format_, data).sources)
    except InputError as error:
        return error.id if str(error) else "without a sentence", 0


SEEDS = {
    "csl-json": csl_json.write(given(*EVERY[:5]), unheard).data,
    "ris": ris.write(given(*EVERY[:5]), unheard).data,
    "bibtex": bibtex.write(given(*EVERY[:5]), unheard).data,
    "zotero-rdf": rdf(LETTER + ARTICLES).encode(),
}


@holds(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=4)), min_size=1, max_size=8),
)
def test_whatever_is_changed_in_a_file_nothing_else_is_raised(
    format_: str, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(SEEDS[format_])
    for at, some in changes:
        place = at % len(data)
        data[place : place + 2] = some
    known_as("file", bytes(data))
    try:
        incoming = read(format_, bytes(data))
    except InputError:
        return
    assert all(one.fields for one in incoming.sources)


@holds(st.binary(max_size=200))
def test_nothing_is_raised_when_a_file_is_looked_at(data: bytes) -> None:
    for one in IMPORTS:
        for suffix in one.suffixes:
            assert one.knows(f"a{suffix}", data) in {True, False}
