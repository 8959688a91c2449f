# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF files whose annotations are made to hang, to blow up or to confuse."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.reader.hostile_pdf import packed, page, pdf
from tests.reader.marked_pdf import FIRST, highlight, marked, text

NOTE = "/Subtype/Text/Rect[0 0 9 9]"
QUAD = "100 712 160 712 100 700 160 700 "
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
WRONG = (
    "null", "true", "42", "-1.5", "(words)", "/Name", "[1 [2] (x)]", "<</A 1>>", "3 0 R", "999 0 R",
)  # fmt: skip
KEYS = (
    "Rect", "QuadPoints", "C", "T", "Contents", "RC", "Subj", "NM", "M", "CreationDate", "F",
    "IRT", "RT", "State", "StateModel", "XX_Sidelight",
)  # fmt: skip


def indexed(data: bytes) -> bytes:
    """A file with its table of contents, so that nobody has to look for its objects."""
    places = {
        int(one[1]): one.start() for one in re.finditer(rb"^(\d+) 0 obj$", data, re.MULTILINE)
    }
    size = max(places) + 1
    rows = (
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    at = data.rindex(b"trailer")
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    return data[:at] + table + data[at:].replace(b"%%EOF", b"startxref\n%d\n%%%%EOF" % at)


def listed(what: str, count: int, **objects: bytes | str) -> bytes:
    """A page that lists the same over and over."""
    own: dict[int, bytes | str] = {int(name[1:]): made for name, made in objects.items()}
    return pdf({3: page(entries=f"/Annots[{what * count}]"), **own})


def chain(length: int) -> bytes:
    """Each answers the one before it."""
    answers = (f"{NOTE}/Contents(a)/IRT {FIRST + at - 1} 0 R" for at in range(1, length))
    return marked(highlight(), *answers)


def circle(length: int) -> bytes:
    """Each answers the next, and the last the first."""
    answers = (f"{NOTE}/Contents(a)/IRT {FIRST + (at + 1) % length} 0 R" for at in range(length))
    return marked(*answers)


def shared_pages(count: int) -> bytes:
    """Many pages with one list of annotations, which stand in the list itself."""
    kids = " ".join(f"{number} 0 R" for number in range(100, 100 + count))
    own = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots 50 0 R>>"
    pages: dict[int, bytes | str] = dict.fromkeys(range(100, 100 + count), own)
    many = f"[{f'<<{NOTE}/Contents(a)>>' * 20}]"
    return pdf({2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>", 50: many, **pages})


def wrong_types() -> bytes:
    """Every entry with every type."""
    return marked(*(f"{NOTE}/{key} {value}" for key in KEYS for value in WRONG))


FILES: dict[str, Callable[[], bytes]] = {
    "one that answers itself": lambda: circle(1),
    "two that answer each other": lambda: circle(2),
    "a circle of three thousand": lambda: circle(3_000),
    "a chain of three thousand": lambda: chain(3_000),
    "a million times one annotation": lambda: listed("20 0 R ", 1_000_000, o20=f"<<{NOTE}>>"),
    "a million annotations": lambda: indexed(listed(f"<<{NOTE}>>", 1_000_000)),
    "as many as may be listed, all one": lambda: listed("20 0 R ", 250_000, o20=f"<<{NOTE}>>"),
    "pages that share their annotations": lambda: shared_pages(3_000),
    "words of twenty megabytes": lambda: marked(highlight(f"/Contents({'a ' * 10_000_000})")),
    "long words shared by many": lambda: marked(
        *[highlight("/Contents 9 0 R")] * 300, objects={9: f"({'word ' * 600_000})"}
    ),
    "words of nothing but controls": lambda: marked(
        highlight(f"/Contents<FEFF{'202E' * 500_000}>/T<{'00' * 500_000}>")
    ),
    "a million numbers for quads": lambda: marked(highlight(quads="1 " * 1_000_000)),
    "many quads shared by many": lambda: marked(
        *["/Subtype/Highlight/QuadPoints 9 0 R/Rect[0 0 9 9]"] * 1_000,
        objects={9: f"[{QUAD * 5_000}]"},
    ),
    "quads that are no numbers": lambda: marked(
        highlight(quads="nan nan inf -inf 1e999 NaN 0x10 --5"),
        highlight(quads=f"{'9' * 400} -{'9' * 400} 0 0 0 0 0 0"),
        highlight(quads="99999999999999999999 0 0 0 0 0 0 0"),
    ),
    "pages of no size": lambda: marked(highlight(), box="0 0 0 0"),
    "a page of endless size": lambda: marked(highlight(), box=f"-{'9' * 60} 0 {'9' * 60} 9"),
    "a unit of nothing": lambda: marked(highlight(), entries="/UserUnit 0/Rotate 45"),
    "wrong types everywhere": wrong_types,
    "a list within itself": lambda: pdf(
        {3: page(entries="/Annots 9 0 R"), 9: "[9 0 R 3 0 R 1 0 R]"}
    ),
    "a list that is a stream": lambda: pdf({3: page(entries="/Annots 4 0 R")}),
    "references in a ring": lambda: pdf(
        {3: page(entries="/Annots[9 0 R]"), 9: "10 0 R", 10: "9 0 R"}
    ),
    "brackets without end": lambda: marked(highlight(f"/Contents{'[' * 200_000}")),
    "rich text that grows": lambda: marked(
        highlight(f"/RC(<!DOCTYPE a [<!ENTITY l0 'ha'>{LAUGHS}]><a>&l9;</a>)")
    ),
    "rich text of many elements": lambda: marked(
        *[highlight("/RC 9 0 R")] * 500, objects={9: f"(<a>{'<b/>' * 45_000}</a>)"}
    ),
    "rich text nested deep": lambda: marked(highlight(f"/RC({'<p>' * 60_000})")),
    "ours, by a stranger": lambda: marked(
        highlight(f"/XX_Sidelight<<{''.join(f'/k{n}({n})' for n in range(5_000))}>>"),
        highlight("/XX_Sidelight<</#ff#fe(a)/what[1]/record 3 0 R/claim(\\377)>>"),
        highlight("/XX_Sidelight 3 0 R"),
    ),
    "days that never were": lambda: marked(
        highlight(f"/M(D:{'9' * 100_000})/CreationDate(D:20240231250000+99'99')")
    ),
    "names of rubbish": lambda: marked(
        f"/Subtype/{'x' * 20_000}/Rect[0 0 9 9]", "/Subtype/#00#ff/Rect[0 0 9 9]"
    ),
    "words packed thrice": lambda: pdf(
        {3: page(entries="/Annots 9 0 R"), 9: packed(bytes(30_000_000), 3)}
    ),
    "half a surrogate everywhere": lambda: marked(
        highlight(f"/T<FEFFD800>/Contents<FEFFDC00>/NM<FEFFD83D>/Subj{text('ok')}")
    ),
}
"""By what is wrong with them."""
