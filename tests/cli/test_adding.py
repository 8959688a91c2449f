# SPDX-License-Identifier: AGPL-3.0-or-later
"""Adding documents by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PAGE = """<!DOCTYPE html><html><head><title>The visit</title></head><body>
<nav><a href="/">Home page of the paper</a></nav><article><h1>The visit</h1>
<p>The president came to the capital on Wednesday and stayed for two days, it was announced.</p>
<p>He brought a gift of horses, and the hosts answered with a pair of hunting dogs of their own.</p>
</article><footer>All rights reserved.</footer></body></html>"""


def test_what_can_be_read_is_added_and_the_rest_is_said(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("One note\n\nOf words.", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    files = [tmp_path / name for name in ("one.txt", "empty.txt", "gone.txt", "page.html")]
    ran = sidelight("add", project, *files, "--json")
    assert ran.code == 1
    assert [(d["number"], d["title"], d["kind"]) for d in ran.json] == [
        (3, "One note", "source"),
        (4, "The visit", "source"),
    ]
    assert len(ran.err.splitlines()) == 2
    assert "empty.txt is empty" in ran.err
    assert "gone.txt" in ran.err
    assert len(sidelight("docs", project, "--json").json) == 4


def test_a_page_is_reduced_or_kept_whole(sidelight: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert sidelight("add", project, tmp_path / "page.html").code == 0
    assert "Home page" not in sidelight("text", project, 3).out
    assert sidelight("remove", project, "--doc", 3).code == 0
    ran = sidelight("add", project, tmp_path / "page.html", "--whole-page", "--title", "All of it")
    assert ran.out == "3  All of it\n"
    assert "Home page" in sidelight("text", project, "All of it").out


def test_text_in_an_old_encoding_reads_as_russian(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    text = "Записка о письме\n\nЛетом он благодарил за помощь. Письмо хранится в архиве в Москве.\n"
    (tmp_path / "note.txt").write_bytes((text * 3).encode("koi8-r"))
    (added,) = sidelight("add", project, tmp_path / "note.txt", "--json").json
    assert added["language"] == "ru"
    hits = sidelight("search", project, "МОСКВЕ", "архиве", "--json").json
    assert {hit["document"] for hit in hits} == {added["id"]}


def test_the_kind_is_what_it_is_looked_at_by_content(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "really-a-page.txt").write_text(PAGE, "utf-8")
    (added,) = sidelight("add", project, tmp_path / "really-a-page.txt", "--json").json
    assert added["media_type"] == "text/html"
    assert added["title"] == "The visit"
