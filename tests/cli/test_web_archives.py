# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saved pages, web archives and web addresses on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reader.office import picture
from tests.reader.web_archives import ADDRESS, MOMENT, Archived, html, response, site

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WEATHER = "https://courier.example/weather"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "site.warc.gz"
    path.write_bytes(site())
    return path


def test_pages_are_listed_and_none_is_added(sidelight: Run, project: Path, archive: Path) -> None:
    ran = sidelight("add", project, archive, "--pages")
    assert ran.code == 0
    head, first, second = ran.out.splitlines()
    assert head.split() == ["No.", "Kept", "on", "Title", "Address"]
    assert first.split() == ["1", "2024-06-19", "The", "pact", ADDRESS]
    assert second.split() == ["2", "2024-06-20", "Погода", WEATHER]
    assert len(sidelight("docs", project, "--json").json) == 2


def test_pages_are_listed_as_json(sidelight: Run, project: Path, archive: Path) -> None:
    one, two = sidelight("add", project, archive, "--pages", "--json").json
    named = {"file": "site.warc.gz", "number": 1, "title": "The pact"}
    assert one == {**named, "address": ADDRESS, "kept": MOMENT}
    assert (two["number"], two["title"]) == (2, "Погода")


def test_what_is_not_listed_is_said(sidelight: Run, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    packed = response(WEATHER, b"\x8b", "Content-Encoding: br")
    path.write_bytes(response(ADDRESS, html()) + packed)
    ran = sidelight("add", project, path, "--pages")
    assert "1 page is packed in a way that is not read" in ran.err
    (tmp_path / "a.txt").write_text("Words.")
    ran = sidelight("add", project, tmp_path / "a.txt", path, "--pages", "--json")
    assert (ran.code, len(ran.json)) == (1, 1)
    assert "a.txt is no web archive" in ran.err


def test_without_a_page_it_is_said_how_to_choose(
    sidelight: Run, project: Path, archive: Path
) -> None:
    ran = sidelight("add", project, archive)
    assert (ran.code, ran.out) == (1, "")
    assert "site.warc.gz is a web archive with 2 pages" in ran.err
    assert "--pages" in ran.err
    assert "--page " in ran.err


def test_pages_are_chosen_by_number_and_address(
    sidelight: Run, project: Path, archive: Path
) -> None:
    ran = sidelight("add", project, archive, "--page", "2", "--page", ADDRESS, "--json")
    assert ran.code == 0
    assert [(one["title"], one["fields"]) for one in ran.json] == [
        ("Погода", {"URL": WEATHER, "accessed": "2024-06-20"}),
        ("The pact", {"URL": ADDRESS, "accessed": "2024-06-19"}),
    ]
    ran = sidelight("add", project, archive, "--page", "9", "--page", "2")
    assert ran.code == 1
    assert "holds no page 9" in ran.err
    assert "already in the project" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("--page", "1", "--pages"),
        ("--page", "1", "--page", "2", "--title", "Both"),
        ("--page", "1", "another.warc"),
    ],
)
def test_words_that_do_not_go_together(
    words: tuple[str, ...], sidelight: Run, project: Path, archive: Path
) -> None:
    ran = sidelight("add", project, archive, *words)
    assert (ran.code, ran.out) == (2, "")
    assert "--" in ran.err


def test_an_address_is_not_fetched_and_it_is_said_how_to_save_the_page(
    sidelight: Run, project: Path
) -> None:
    ran = sidelight("add", project, "https://courier.example/world/pact?id=1")
    assert ran.code == 1
    assert "fetches nothing from the network" in ran.err
    assert "https://courier.example/world/pact?id=1" in ran.err
    assert "Ctrl+S" in ran.err


def test_a_page_with_its_folder_is_added_as_one(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "pact_files").mkdir()
    (tmp_path / "pact_files" / "map.png").write_bytes(picture())
    (tmp_path / "pact.html").write_bytes(html(more='<img src="pact_files/map.png">'))
    (added,) = sidelight("add", project, tmp_path / "pact.html", "--json").json
    assert (added["name"], added["media_type"]) == ("pact.mhtml", "multipart/related")


def test_a_new_draft_may_be_a_page_of_an_archive(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(Archived().add(ADDRESS, html()).whole)
    made = sidelight("draft", project, tmp_path / "a.warc.gz", "--json").json
    assert made["kept"]
    title = next(d["title"] for d in sidelight("docs", project, "--json").json if d["number"] == 3)
    assert title == "The pact"


def test_a_new_draft_is_chosen_from_an_archive(
    sidelight: Run, project: Path, archive: Path
) -> None:
    assert sidelight("draft", project, archive).code == 1
    assert sidelight("draft", project, archive, "--page", "2").code == 0
    titles = [one["title"] for one in sidelight("docs", project, "--json").json]
    assert "Погода" in titles
