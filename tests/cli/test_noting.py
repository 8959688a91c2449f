# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes on the command line: threads on claims, evidence and documents, listed and settled."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.desks import ARCHIVE, claim, done, link


def test_threads_are_written_answered_settled_and_listed(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    claim(sidelight, "Ann", project)
    linked = link(sidelight, "Ann", project)

    def note(*words: str | int) -> str:
        ran = done(sidelight("--by", "Ann", "note", project, *words, "--json"))
        return str(ran.json["id"])

    asked = note("--claim", 1, "--text", "as source 2 says?")
    note("--evidence", linked, "--text", "which archive?")
    on_doc = note("--doc", 2, "--text", "dated by hand")
    note("--doc", 2, "--quote", ARCHIVE, "--text", "see #1 and claim 9")
    note("--reply", asked[:8], "--text", "it does", "--private")
    note("--edit", on_doc, "--text", "dated by another hand")
    note("--settle", on_doc)
    listed = done(sidelight("--by", "Ann", "notes", project)).out.splitlines()
    assert [" ".join(row.split()[1:]) for row in listed[1:]] == [
        "claim 1 Ann as source 2 says?",
        "Ann ↳ it does · private",
        f"claim 1 “{ARCHIVE}” Ann which archive?",
        "document 2 Ann dated by another hand · settled",
        f"document 2 “{ARCHIVE}” Ann see #1 and claim 9",
    ]
    assert "it does" not in done(sidelight("--by", "Bob", "notes", project)).out
    threads = done(sidelight("--by", "Ann", "notes", project, "--open", "--json")).json
    assert [(t["claim"], t["document"], t["settled"]) for t in threads] == [
        ("1", "", False), ("1", "", False), ("", "2", False),
    ]  # fmt: skip
    assert threads[0]["replies"][0]["answers"] == asked
    note("--reopen", on_doc)
    assert len(done(sidelight("notes", project, "--open", "--json")).json) == 4
    reports(sidelight, project, tmp_path)


def reports(sidelight: Run, project: Path, folder: Path) -> None:
    """What was noted stands in each report, with links, and without what is private."""
    read = {}
    for name in ("r.html", "r.md", "r.csv"):
        done(sidelight("report", project, "--output", folder / name))
        read[name] = (folder / name).read_text("utf-8-sig")
        assert "it does" not in read[name]
        for words in ("which archive?", "dated by another hand"):
            assert words in read[name]
    assert 'as <a href="#source-2">source 2</a> says?' in read["r.html"]
    assert 'see <a href="#claim-1">#1</a> and claim 9' in read["r.html"]
    assert f"Note on “{ARCHIVE}”" in read["r.html"]
    assert "#1[^1] and claim 9" in read["r.md"]
    assert f"[2] Ann (on “{ARCHIVE}”): see #1 and claim 9" in read["r.csv"]


def test_what_makes_no_sense_is_refused(sidelight: Run, project: Path) -> None:
    for words in (
        ("--doc", "2"),
        ("--settle", "abcdef", "--text", "x"),
        ("--claim", "1", "--quote", "x", "--text", "x"),
        ("--claim", "1", "--doc", "2", "--text", "x"),
    ):
        assert sidelight("note", project, *words).code == 2
    assert sidelight("note", project, "--reply", "abcdef", "--text", "x").code == 1
    assert "no notes" in done(sidelight("notes", project)).out
