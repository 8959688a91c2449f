# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saved pages as documents: with the folder beside them, and out of web archives."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sidelight.errors import DocumentError, Refused
from sidelight.model.records import Document
from sidelight.session.saved_pages import is_address
from sidelight.session.session import Session
from tests.reader.office import picture
from tests.reader.web_archives import ADDRESS, WORDS, Archived, html, response, site, wacz
from tests.report.devtools import driven

MARK = f"<!-- saved from url=(0034){ADDRESS} -->\n"


def saved(folder: Path, beside: str = "pact_files", name: str = "pact.html") -> Path:
    """A page as browsers save it, with a picture, a style sheet and a script in a folder."""
    inside = folder / beside
    inside.mkdir(parents=True)
    (inside / "map.png").write_bytes(picture())
    (inside / "a.css").write_text("p { color: red }")
    (inside / "a.js").write_text("alert(1)")
    (inside / "other.png").write_bytes(picture("GIF"))
    seen = (
        f'<img src="./{beside}/map.png"><script src="./{beside}/a.js"></script>'
        f'<link rel="stylesheet" href="{beside}/a.css">'
    )
    path = folder / name
    path.write_bytes(MARK.encode() + html(more=seen))
    return path


def names_in(session: Session, document: Document) -> list[str]:
    """The places of the parts of a document that is a page in one file."""
    whole = message_from_bytes(session.data(document))
    return [str(part["Content-Location"]) for part in whole.walk()][1:]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A web server of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_page_and_its_folder_are_one_document(session: Session, tmp_path: Path) -> None:
    document = session.add_document(saved(tmp_path / "a"))
    assert (document.name, document.media_type) == ("pact.mhtml", "multipart/related")
    assert document.title == "The pact"
    assert document.citation["URL"] == ADDRESS
    assert names_in(session, document) == [
        "thismessage:/page.html",
        "thismessage:/pact_files/a.css",
        "thismessage:/pact_files/map.png",
    ]
    assert session.drawing(document).data.count(b"<img") == 1
    data = session.data(document)
    assert b"alert" not in data
    assert str(tmp_path).encode() not in data


def test_the_same_page_and_folder_are_the_same_document_anywhere(
    session: Session, tmp_path: Path
) -> None:
    session.add_document(saved(tmp_path / "a"))
    again = saved(tmp_path / "another folder")
    os.utime(again, (0, 0))
    (again.parent / "pact_files" / "later.png").write_bytes(picture())
    with pytest.raises(DocumentError) as told:
        session.add_document(again)
    assert told.value.id == "document.present"


def test_a_page_without_its_folder_is_what_it_is(session: Session, tmp_path: Path) -> None:
    path = saved(tmp_path / "a")
    shutil.rmtree(path.parent / "pact_files")
    document = session.add_document(path)
    assert (document.name, document.media_type) == ("pact.html", "text/html")
    assert session.data(document) == path.read_bytes()


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("pact-Dateien", "pact.htm"),
        ("pact_fichiers", "pact.html"),
        ("pact.files", "pact.HTM"),
        ("pact_archivos", "pact.xhtml"),
        ("페이지_파일", "페이지.html"),
        ("Пакт_файлы", "Пакт.html"),
        ("pact_files/inner", "pact.html"),
    ],
)
def test_folders_have_many_names(beside: str, name: str, session: Session, tmp_path: Path) -> None:
    document = session.add_document(saved(tmp_path / "a", beside, name))
    assert document.name == Path(name).stem + ".mhtml"
    assert len(names_in(session, document)) == 3
    assert session.drawing(document).data.count(b"<img") == 1


def test_names_that_a_page_has_escaped_or_a_system_has_taken_apart(
    session: Session, tmp_path: Path
) -> None:
    path = saved(tmp_path / "a", "Cafe\u0301_files", "Caf\u00e9.html")
    escaped = path.read_bytes().replace("Cafe\u0301_files".encode(), b"Caf%C3%A9_files")
    path.write_bytes(escaped)
    assert len(names_in(session, session.add_document(path))) == 3


def outside(folder: Path) -> dict[str, str]:
    """Ways out of the folder of a page, each by the address that the page has it under."""
    (folder / "secret.png").write_bytes(picture("BMP"))
    inside = folder / "pact_files"
    (inside / "link.png").symlink_to(folder / "secret.png")
    (inside / "linked").symlink_to(folder)
    (folder / "pact_linked").symlink_to(folder.parent)
    os.mkfifo(inside / "pipe.png")
    (inside / "folder.png").mkdir()
    return {
        "above": "pact_files/../secret.png",
        "above, escaped": "pact_files/%2e%2e/secret.png",
        "beside": "secret.png",
        "absolute": str(folder / "secret.png"),
        "file": f"file://{folder}/secret.png",
        "backslash": "pact_files/..\\secret.png",
        "a link": "pact_files/link.png",
        "through a link": "pact_files/linked/secret.png",
        "a folder that is a link": f"pact_linked/{folder.name}/secret.png",
        "a pipe": "pact_files/pipe.png",
        "a folder": "pact_files/folder.png",
        "a zero": "pact_files/%00.png",
        "a colon": "pact_files/a.png:stream",
        "nothing": "pact_files/",
        "nothing there": "pact_files/gone.png",
        "long": "pact_files/" + "x" * 1900,
        "the web": "https://elsewhere.example/a.png",
    }


def test_nothing_outside_the_folder_is_read(session: Session, tmp_path: Path) -> None:
    path = saved(tmp_path / "a")
    ways = outside(path.parent)
    seen = "".join(f'<img src="{way}">' for way in ways.values())
    path.write_bytes(path.read_bytes().replace(b"</article>", f"{seen}</article>".encode()))
    document = session.add_document(path)
    assert names_in(session, document)[1:] == [
        "thismessage:/pact_files/a.css",
        "thismessage:/pact_files/map.png",
    ]
    assert session.drawing(document).data.count(b"<img") == 1


def test_a_folder_that_the_page_does_not_name_is_left_alone(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "pact.html"
    path.write_bytes(html(more='<img src="pact_files/gone.png">'))
    (tmp_path / "pact_files").mkdir()
    (tmp_path / "pact_files" / "map.png").write_bytes(picture())
    assert session.add_document(path).media_type == "text/html"


def test_a_page_that_was_left_out_is_put_back_with_its_folder(
    session: Session, tmp_path: Path
) -> None:
    path = saved(tmp_path / "a")
    session.attach(session.add_document(path), path)
    (path.parent / "pact_files" / "map.png").write_bytes(picture("JPEG"))
    with pytest.raises(Refused) as told:
        session.attach(session.document("The pact"), path)
    assert told.value.id == "document.other"


def test_an_archive_of_one_page_is_that_page(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    place = "https://courier.example/map.png"
    archive = Archived().add(ADDRESS, html(more='<img src="/map.png">'))
    path.write_bytes(archive.add(place, picture(), "image/png").whole)
    document = session.add_document(path, kind="article")
    assert (document.kind, document.name) == ("article", "courier.example-world-pact.mhtml")
    assert document.citation == {"URL": ADDRESS, "accessed": "2024-06-19"}
    assert names_in(session, document) == [ADDRESS, place]
    session.attach(document, path)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz", "a.bin"])
def test_of_several_pages_one_must_be_chosen(name: str, session: Session, tmp_path: Path) -> None:
    path = tmp_path / name
    data = site(packed=name.endswith("gz"))
    path.write_bytes(wacz({"a.warc.gz": site()}) if name.endswith("wacz") else data)
    with pytest.raises(DocumentError) as told:
        session.add_document(path)
    assert (told.value.id, told.value.values["count"]) == ("archive.many", 2)
    assert [page.title for page in session.pages_in(path).pages] == ["The pact", "Погода"]
    with pytest.raises(DocumentError) as told:
        session.add_document(path, page="3")
    assert told.value.id == "archive.no_page"
    by_number = session.add_document(path, page=" 2 ")
    assert by_number.title == "Погода"
    by_address = session.add_document(path, page=ADDRESS + "#part")
    assert by_address.citation["URL"] == ADDRESS
    assert WORDS.strip() in session.layer(by_address).text.text


def test_of_several_copies_of_a_page_the_latest_is_meant(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    archive = Archived(packed=False).add(ADDRESS, html("New"), moment="2025-01-01T00:00:00Z")
    path.write_bytes(archive.add(ADDRESS, html("Old")).whole)
    assert session.add_document(path, page=ADDRESS).title == "New"
    old = session.add_document(path, page="2")
    assert old.title == "Old"
    session.attach(old, path)
    session.attach(session.document("New"), path)


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (Archived().add("https://a.example/a.png", picture(), "image/png").whole, "archive.empty"),
        (response(ADDRESS, b"\x8b", "Content-Encoding: br"), "archive.packed"),
    ],
    ids=["no page", "brotli"],
)
def test_an_archive_without_a_page_says_so(
    data: bytes, id_: str, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    before = session.project.log.heads
    with pytest.raises(DocumentError) as told:
        session.add_document(path)
    assert told.value.id == id_
    assert session.project.log.heads == before


def test_what_is_no_archive_has_no_pages(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words and more words.")
    for ask in (session.pages_in, partial(session.add_document, page="1")):
        with pytest.raises(DocumentError) as told:
            ask(path)
        assert told.value.id == "archive.none"


def test_a_zip_archive_and_a_packed_file_say_what_they_are(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(b"\x1f\x8b\x08broken")
    with pytest.raises(DocumentError, match="an archive"):
        session.add_document(path)


def test_a_very_large_archive_is_said_to_be_too_large(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(DocumentError) as told:
        session.add_document(path)
    assert told.value.id == "document.too_large"
    assert told.value.values["size"] == 500


@pytest.mark.parametrize("address", [ADDRESS, "HTTP://courier.example", "https:/courier.example"])
def test_an_address_is_never_fetched(address: str, session: Session) -> None:
    assert is_address(Path(address))
    with pytest.raises(DocumentError, match=r"://courier.example.* was not added. Save the page"):
        session.add_document(Path(address))


def test_a_file_in_a_folder_that_is_called_like_an_address(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("https:/a.txt")
    path.parent.mkdir()
    path.write_text("Words and more words.")
    assert session.add_document(path).name == "a.txt"


@pytest.mark.program("chromium", package="chromium")
def test_a_browser_shows_what_was_kept_with_its_pictures(session: Session, tmp_path: Path) -> None:
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(site())
    kept = [session.add_document(saved(tmp_path / "a")), session.add_document(archive, page="1")]
    shown = "document.images[0].naturalWidth + getComputedStyle(document.querySelector('p')).color"
    with driven(tmp_path / "profile") as browser:
        for document in kept:
            path = tmp_path / document.name
            path.write_bytes(session.data(document))
            browser.open(path.as_uri())
            seen = browser.call("Runtime.evaluate", expression=shown)["result"]["value"]
            assert seen == "200rgb(255, 0, 0)"


@pytest.mark.program("wget", package="wget")
def test_what_wget_kept_is_read(session: Session, tmp_path: Path) -> None:
    site_ = tmp_path / "site"
    site_.mkdir()
    (site_ / "map.png").write_bytes(picture())
    (site_ / "pact.html").write_bytes(html(more='<img src="map.png"><a href="more.html">x</a>'))
    (site_ / "more.html").write_bytes(html("More of it"))
    with served(site_) as root:
        subprocess.run(
            [
                *("wget", "-q", "-r", "-p", "--no-proxy", f"--warc-file={tmp_path / 'kept'}"),
                *("-P", str(tmp_path / "files"), f"{root}/pact.html"),
            ],
            check=True,
            timeout=30,
        )
    path = tmp_path / "kept.warc.gz"
    found = session.pages_in(path)
    assert [page.title for page in found.pages] == ["The pact", "More of it"]
    document = session.add_document(path, page=f"{root}/pact.html")
    assert document.citation["URL"] == f"{root}/pact.html"
    assert len(document.citation["accessed"]) == 10
    assert names_in(session, document) == [f"{root}/pact.html", f"{root}/map.png"]
