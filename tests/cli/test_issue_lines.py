# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of the command line as they were promised, each once, on one project."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Run

LINES = """
claim P --doc 1 --quote "invaluable assistance" --verdict denied --denied-by WHO --reason R
claim P --doc 1 --quote "24 years" --prefix "first in" --suffix "The two"
verdict P --claim 2 --verdict verified --reason R
evidence P --claim 2 --doc 2 --quote "a Moscow archive" --stance supports --note T
note P --claim 2 --text T
docs P --json
reviewers P --json
text P 1
text P 1 --page 1
page P 1 1 --png OUT.png --dpi 72
claims P --json
claims P --verdict verified --json
search P Moscow archive --json
history P --json
history P --claim 2 --json
undo P
redo P
remove P --claim 1
remove P --doc 3
report P -o OUT.html
report P -o OUT.md --article 1 --format md
report P -o OUT.csv --format csv
check P --json
check P --rebuild
"""


def run_all(sidelight: Run, project: Path, tmp_path: Path) -> dict[str, Ran]:
    """What each line did, all run in order."""
    spare = tmp_path / "spare.txt"
    spare.write_text("A spare note\n\nOf no use.", "utf-8")
    added = sidelight("--by", "Ann", "add", project, spare, "--kind", "source", "--title", "Spare")
    assert added.out == "3  Spare\n"
    done = {}
    for line in LINES.strip().splitlines():
        words = [quoted or word for quoted, word in re.findall(r'"([^"]*)"|(\S+)', line)]
        places = {"P": str(project)} | {
            f"OUT.{suffix}": str(tmp_path / f"out.{suffix}")
            for suffix in ("png", "html", "md", "csv")
        }
        done[line] = sidelight("--by", "Ann", *(places.get(word, word) for word in words))
    return done


def test_every_line_does_what_it_says(sidelight: Run, project: Path, tmp_path: Path) -> None:
    ran = run_all(sidelight, project, tmp_path)
    check_acts(ran, tmp_path)
    check_lists(ran)
    check_words(ran, tmp_path)


def check_acts(ran: dict[str, Ran], tmp_path: Path) -> None:
    assert {line: (r.code, r.err) for line, r in ran.items() if (r.code, r.err) != (0, "")} == {}
    made = {path.name for path in tmp_path.glob("out.*")}
    assert made == {"out.png", "out.html", "out.md", "out.csv"}
    (one,) = ran["claims P --verdict verified --json"].json
    assert (one["number"], one["quote"], one["standing"]) == (2, "24 years", "checked once")
    assert one["verdicts"]["Ann"]["verdict"] == "verified"
    assert one["verdicts"]["Ann"]["reason"] == "R"
    assert len(ran["claims P --json"].json) == 2
    assert ran["claims P --json"].json[0]["verdicts"]["Ann"]["denied_by"] == "WHO"
    assert [e["note"] for e in one["evidence"]] == ["T"]
    assert [n["text"] for n in one["notes"]] == ["T"]
    assert one["id"] not in {"", ran["claims P --json"].json[0]["id"]}
    assert ran["check P --json"].json == []


def check_lists(ran: dict[str, Ran]) -> None:
    document = ran["docs P --json"].json[0]
    assert set(document) >= {"number", "label", "id", "kind", "title", "language", "pages"}
    assert len(document["id"]) == 64
    (person,) = ran["reviewers P --json"].json
    assert (person["name"], person["verdicts"], person["me"]) == ("Ann", 2, True)
    hits = ran["search P Moscow archive --json"].json
    assert {hit["kind"] for hit in hits} == {"evidence", "document"}
    labels = [line["label"] for line in ran["history P --claim 2 --json"].json]
    assert labels == ["claim", "verdict", "evidence", "note"]
    times = [line["time"] for line in ran["history P --json"].json]
    assert times == sorted(times)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", time) for time in times)


def check_words(ran: dict[str, Ran], tmp_path: Path) -> None:
    assert ran["undo P"].out == "Undone: Note added\n"
    assert ran["redo P"].out == "Done again: Note added\n"
    assert ran["report P -o OUT.html"].out.strip() == str(tmp_path / "out.html")
    assert ran["text P 1"].out.startswith("The pact, explained")
    assert ran["text P 1 --page 1"].out == ran["text P 1"].out
    assert ran["check P --rebuild"].out.startswith("Whole: ")


def test_help_names_every_command_and_option(sidelight: Run) -> None:
    shown = sidelight("--help").out
    for line in LINES.strip().splitlines():
        command = line.split()[0]
        assert command in shown
        helped = sidelight(command, "--help")
        assert helped.code == 0
        for option in re.findall(r"--[a-z-]+", line):
            assert option in helped.out
    assert "--to" in sidelight("demo", "--help").out
    assert "--whole-page" in sidelight("add", "--help").out
