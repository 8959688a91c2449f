# SPDX-License-Identifier: AGPL-3.0-or-later
"""docs/file-format.md says what is so."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from checks.measures import ROOT
from sidelight.model.change import Change
from sidelight.model.fields import FIELDS
from sidelight.model.sharing import Choice, part
from sidelight.store import projection
from sidelight.store.copying import Target
from sidelight.text.ink import InkText
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, author, sha256

PAGE = (ROOT / "docs" / "file-format.md").read_text("utf-8")


def columns(path: Path, table: str) -> list[str]:
    db = sqlite3.connect(path)
    found = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    db.close()
    return found


def described(table: str) -> list[str]:
    """The columns that the page names for a table of the projection, without what it adds."""
    (line,) = re.findall(rf"^\*\*`{table}`\*\* (.*)$", PAGE, re.MULTILINE)
    return re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)|[.:] .*", "", line))


@pytest.mark.parametrize("table", [*projection.TABLES, "_sqlite_migrations"])
def test_every_column_of_the_projection_is_described(own: Path, table: str) -> None:
    assert sorted(described(table)) == sorted(columns(own, table))


@pytest.mark.parametrize("table", ["change", "blob"])
def test_every_column_of_the_frozen_tables_is_described(own: Path, table: str) -> None:
    section = PAGE.split(f"### `{table}`")[1].split("\n\n")[1]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == columns(own, table)


def test_the_example_is_a_change_with_that_id() -> None:
    (example,) = re.findall(r"```json\n(.*)\n```", PAGE)
    (id_,) = re.findall(r"Its id is `(\w+)`", PAGE)
    assert Change.from_body(example.encode()).id == id_


@pytest.mark.parametrize("record", FIELDS)
def test_every_field_of_every_record_is_described(record: str) -> None:
    section = PAGE.split("The records and their fields:")[1]
    (line,) = re.findall(rf"^\| `{record}` \| .*$", section, re.MULTILINE)
    assert [name for name in FIELDS[record] if f"`{name}`" not in line] == []


def test_a_document_comes_out_as_the_page_says(own: Path) -> None:
    script = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    own.rename(own.with_name("project.sidelight"))
    command = [sys.executable, "-W", "ignore", "-c", script.replace("the hash", sha256(ARTICLE))]
    subprocess.run(command, cwd=own.parent, check=True)
    assert own.with_name("document.pdf").read_bytes() == ARTICLE


def test_a_change_set_reads_as_the_page_says(own: Path, opened: Opener) -> None:
    file = opened(own)
    acts = part(file.project, Choice(only=author("b").reviewer))
    file.share(acts, Target(own.with_name("acts.sidelight-changes")), as_changes=True)
    script = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[1] + "\nprint(json.dumps(acts))"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=own.parent, check=True, capture_output=True
    )
    (kind, root), *rows = json.loads(ran.stdout)
    assert (kind, root) == ("project", file.project.root)
    known = file.project.log.changes
    assert {known[id_].reviewer for _row, id_, body in rows if "withheld" not in body} == {
        author("b").reviewer
    }


def test_the_example_of_ink_offsets_is_right() -> None:
    assert InkText("no war").slice(2, 5) == "war"


def test_no_table_is_left_out(own: Path) -> None:
    db = sqlite3.connect(own)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    db.close()
    assert [name for name in tables if f"`{name}`" not in PAGE] == []
