# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages saved with their pictures in one file: where they were, when, and what came along."""

import base64
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.formats import format_of
from sidelight.reader.mhtml import MHTML
from sidelight.reader.reading import Request, Unreadable
from tests.reader.office import picture
from tests.report.devtools import driven

Fixture = Callable[..., Any]
ADDRESS = "https://courier.example/world/pact?id=1"
WORDS = "В июне две страны подписали бумагу, и газеты писали о ней подолгу. "
HEAD = f"Snapshot-Content-Location: {ADDRESS}\r\nDate: Thu, 20 Jun 2024 01:30:00 +0900\r\n"
PAGE = (
    '<!DOCTYPE html><html lang="ru"><head><title>Пакт</title>'
    '<meta property="article:published_time" content="2024-06-19"></head><body>'
    "<nav>Меню</nav><article><h1>Пакт</h1>"
    + f"<p>{WORDS * 4}</p>" * 5
    + '<img src="../map.png" alt=""><img src="cid:seal@x"><img src="https://elsewhere.example/a.png">'
    + "</article></body></html>"
)


def saved(
    page: str = PAGE,
    charset: str = "utf-8",
    *,
    head: str = HEAD,
    location: str = ADDRESS,
    image: bytes = b"",
    more: str = "",
) -> bytes:
    """A page as browsers save it."""
    words = base64.encodebytes(page.encode(charset)).decode()
    drawn = base64.encodebytes(image or picture()).decode()
    return (
        f"From: <Saved by Blink>\r\n{head}Subject: =?utf-8?B?0J/QsNC60YI=?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----B"\r\n\r\n\r\n'
        f"------B\r\nContent-Type: text/html; charset={charset}\r\nContent-ID: <f@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: base64\r\nContent-Location: {location}\r\n\r\n{words}\r\n"
        "------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://courier.example/map.png\r\n\r\n{drawn}\r\n"
        "------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-ID: <seal@x>\r\n\r\n{drawn}\r\n{more}------B--\r\n"
    ).encode()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_a_page(charset: str, read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(saved(charset=charset), "page.mhtml")
    sound(found)
    assert (found.title, found.language, found.media_type) == ("Пакт", "ru", "multipart/related")
    assert found.citation == {"URL": ADDRESS, "accessed": "2024-06-20", "issued": "2024-06-19"}
    said = blocks(found)
    assert said[0] == ("title", "Пакт")
    assert [words for _role, words in said[1:]] == [(WORDS * 4).strip()] * 5
    # what came along is there, what did not is not asked for
    assert found.rendition.count(b"<img") == 2
    assert b"elsewhere" not in found.rendition


def test_the_whole_page_is_kept_on_wish(read: Fixture, blocks: Fixture) -> None:
    found = read(saved(), "page.mhtml", whole_page=True)
    assert "Меню" in " ".join(words for _role, words in blocks(found))
    assert found.options["whole_page"] == "yes"


@pytest.mark.parametrize("name", ["page.mht", "page.html", "page.txt", "page.pdf", "page"])
def test_it_is_told_by_its_bytes(name: str) -> None:
    assert format_of(saved(), name) is MHTML
    assert format_of(b"\r\n\r\n" + saved(), name) is MHTML


def test_a_mail_with_a_page_is_read_as_one(read: Fixture, blocks: Fixture) -> None:
    whole = EmailMessage()
    whole["From"], whole["Subject"] = "ann@desk.example", "The pact"
    whole["Date"] = "Wed, 19 Jun 2024 10:00:00 +0900"
    whole.set_content("<html><body><p>Words of the page.</p></body></html>", subtype="html")
    whole.add_related(picture(), "image", "png", cid="<a@b>")
    found = read(bytes(whole), "mail.eml")
    assert blocks(found) == [("paragraph", "Words of the page.")]
    assert found.citation == {"accessed": "2024-06-19"}


@pytest.mark.parametrize(
    ("head", "location", "citation"),
    [
        ("", ADDRESS, {"URL": ADDRESS}),
        ("Date: tomorrow\r\n", "javascript:alert(1)", {}),
        ("Date: Thu, 32 Jun 2024 99:00:00\r\n", "file:///etc/passwd", {}),
        ("Snapshot-Content-Location: \r\n", "cid:frame@x", {}),
        ("Date: Thu, 20 Jun 99999 01:30:00 +0900\r\n", "http://[broken", {}),
    ],
)
def test_what_is_no_address_or_day_is_not_taken_for_one(
    head: str, location: str, citation: dict[str, str], read: Fixture
) -> None:
    found = read(saved(head=head, location=location), "page.mhtml")
    found.citation.pop("issued")
    assert found.citation == citation


def test_a_picture_is_found_in_the_set_it_was_chosen_from(read: Fixture) -> None:
    page = PAGE.replace('src="../map.png"', 'srcset="a.png 1x, /map.png 2x" data-src="b.png"')
    assert read(saved(page), "page.mhtml").rendition.count(b"<img") == 2


def kind_or_words(read: Callable[[], Any]) -> str:
    """Why a file was refused, else the first words of its first paragraph."""
    try:
        found = read()
    except Unreadable as refusal:
        return refusal.kind
    text = found.layer.text
    block = next((one for one in found.layer.blocks if one.role == "paragraph"), None)
    return str(text.slice(block.start, block.end)[:8]) if block else "no paragraph"


BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\2\0\0\0"
NESTED = "".join(
    f'Content-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3000)
)


@pytest.mark.parametrize(
    "data",
    [
        # no page at all, one without words, one that is not what it says, nesting without end
        saved().replace(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x", 1),
        (NESTED + "Content-Type: text/html\r\n\r\n<p>x</p>").encode(),
        saved("<html></html>"),
        saved(image=BOMB),
    ],
    ids=["unknown encoding", "nested", "empty", "bomb of a picture"],
)
def test_hostile_archives_end_in_a_sentence_or_in_words(data: bytes, read: Fixture) -> None:
    said = kind_or_words(partial(read, data, "page.mhtml"))
    assert said in {"damaged", "no_text", "too_costly", WORDS[:8]}


def test_far_too_many_parts_are_refused(read: Fixture) -> None:
    part = "------B\r\nContent-Type: image/png\r\n\r\n\r\n"
    with pytest.raises(Unreadable) as refusal:
        read(saved(more=part * 20_001), "page.mhtml")
    assert refusal.value.kind == "too_costly"


@given(st.binary(max_size=300), st.integers(0, 3000))
def test_whatever_bytes_are_in_it_nothing_else_is_raised(noise: bytes, at: int) -> None:
    data = saved("<p>Words.</p>")
    broken = data[:at] + noise + data[at:]
    assert MHTML.recognises(broken, ".mhtml") in {True, False}
    request = Request(broken, "page.mhtml")
    assert kind_or_words(lambda: MHTML.read(request, lambda _share, _word: None))


@pytest.mark.program("chromium", package="chromium")
def test_what_a_browser_saved_is_read(tmp_path: Path, read: Fixture, blocks: Fixture) -> None:
    (tmp_path / "map.png").write_bytes(picture())
    page = PAGE.replace("../map.png", "map.png")
    (tmp_path / "pact.html").write_text(page, "utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/pact.html"
    try:
        with driven(tmp_path / "profile") as browser:
            browser.open(address)
            data = browser.call("Page.captureSnapshot", format="mhtml")["data"].encode()
    finally:
        server.shutdown()
        server.server_close()
    assert format_of(data, "pact.mhtml") is MHTML
    found = read(data, "pact.mhtml")
    assert found.title == "Пакт"
    assert found.citation["URL"] == address
    assert len(found.citation["accessed"]) == 10
    assert [words for _role, words in blocks(found)][1:] == [(WORDS * 4).strip()] * 5
    assert found.rendition.count(b"<img") == 1
