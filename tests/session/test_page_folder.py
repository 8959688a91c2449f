# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page and its folder by themselves: which files are read, how many, and what comes of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.session import page_folder
from sidelight.session.page_folder import with_folder

CSS = b"p { color: red }"


def places(data: bytes | None) -> list[str]:
    """The parts of a page in one file, beside the page itself."""
    whole = message_from_bytes(data or b"")
    found = [str(part["Content-Location"]) for part in whole.walk()]
    return [place.removeprefix("thismessage:/") for place in found[2:]]


def folder(root: Path, name: str, *files: str) -> Path:
    """The folder of a page, with style sheets in it."""
    for file in files:
        path = root / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CSS)
    return root / "page.html"


def never() -> Iterable[str]:
    raise AssertionError("asked for what a page names that has no folder")


@pytest.mark.parametrize("name", ["page.txt", "page.pdf", "page.mhtml", "page"])
def test_only_pages_have_a_folder(name: str, tmp_path: Path) -> None:
    folder(tmp_path, "page_files", "a.css")
    assert with_folder(tmp_path / name, b"", never) is None


def test_the_page_is_not_looked_into_where_there_is_no_folder(tmp_path: Path) -> None:
    folder(tmp_path, "another_files", "a.css")
    (tmp_path / "page_files").write_bytes(b"a file")
    assert with_folder(tmp_path / "page.html", b"", never) is None
    assert with_folder(tmp_path / "gone" / "page.html", b"", never) is None


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("page_files/a.css", ["page_files/a.css"]),
        ("./page_files/a.css?v=1#x", ["page_files/a.css"]),
        ("page_files/deep/b.css", ["page_files/deep/b.css"]),
        ("page%5Ffiles/a.css", ["page%5Ffiles/a.css"]),
        ("page_files//a.css", []),
        ("page_files/./a.css", []),
        ("page_files/deep/../a.css", []),
        ("/page_files/a.css", []),
        ("//page_files/a.css", []),
        ("page_files\\a.css", []),
        ("page_files", []),
        ("page_files/a.css/", []),
        ("c:page_files/a.css", []),
        ("?page_files/a.css", []),
        ("", []),
    ],
)
def test_how_a_page_may_name_a_file(named: str, found: list[str], tmp_path: Path) -> None:
    path = folder(tmp_path, "page_files", "a.css", "deep/b.css")
    assert places(with_folder(path, b"<p>", lambda: [named])) == found


def test_several_folders_of_one_page_are_taken(tmp_path: Path) -> None:
    folder(tmp_path, "page_files", "a.css")
    path = folder(tmp_path, "page-Dateien", "b.css")
    named = ["page_files/a.css", "page-Dateien/b.css", "page_files/a.css"]
    assert places(with_folder(path, b"", lambda: named)) == [
        "page-Dateien/b.css",
        "page_files/a.css",
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_apart_or_not_name_the_same_folder(form: str, tmp_path: Path) -> None:
    name = unicodedata.normalize(form, "Réponse й_files")  # type: ignore[arg-type]
    folder(tmp_path, name, "a.css")
    path = tmp_path / (unicodedata.normalize("NFC", "Réponse й") + ".html")
    named = unicodedata.normalize("NFD", "Réponse й_files") + "/a.css"
    assert len(places(with_folder(path, b"", lambda: [named]))) == 1


def test_so_many_files_are_taken_and_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{at}.css" for at in range(9)]
    path = folder(tmp_path, "page_files", *names)
    named = [f"page_files/{name}" for name in names]
    monkeypatch.setattr(page_folder, "_MOST_FILES", 4)
    assert places(with_folder(path, b"", lambda: named)) == named[:4]
    monkeypatch.setattr(page_folder, "_MOST_FILES", 99)
    monkeypatch.setattr(page_folder, "_MOST_BYTES", 2 * len(CSS) + 5)
    (tmp_path / "page_files" / "1.css").write_bytes(CSS * 9)
    assert places(with_folder(path, b"", lambda: named)) == [named[0], named[2]]


STEPS = st.sampled_from(
    ["page_files", "a.css", "..", ".", "", "%2e%2e", "secret.css", "deep", "\\"]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(named=st.lists(STEPS, max_size=6).map("/".join))
def test_no_way_leads_out_of_the_folder(named: str, tmp_path: Path) -> None:
    path = folder(tmp_path, "page_files", "a.css", "deep/secret.css")
    for secret in (tmp_path / "secret.css", tmp_path.parent / "secret.css"):
        secret.write_bytes(b"secret { }")
    data = with_folder(path, b"<p>", lambda: [named]) or b""
    parts = [part.get_payload(decode=True) for part in message_from_bytes(data).walk()]
    assert b"secret { }" not in parts


def test_reading_asks_once(tmp_path: Path) -> None:
    path = folder(tmp_path, "page_files", "a.css")
    asked: list[int] = []

    def names() -> list[str]:
        asked.append(1)
        return ["page_files/a.css"]

    ask: Callable[[], list[str]] = names
    assert with_folder(path, b"", ask)
    assert asked == [1]
