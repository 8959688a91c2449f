# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project file in use: made, changed, closed, opened, copied, and refused."""

import sqlite3
from datetime import UTC
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.model.change import Change, Setting
from sidelight.model.standing import standing
from sidelight.store import projection
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import (
    ARTICLE,
    HOLDER,
    SOURCE,
    TITLE,
    add_claim,
    author,
    judge,
    make_project,
    name_reviewer,
    numbered,
    sha256,
)


def title_setting(title: str) -> list[Setting]:
    return [Setting("project", "project", "title", title)]


def test_what_was_committed_is_there_again(own: Path, opened: Opener) -> None:
    project = opened(own).project
    first, second = project.claims()
    assert project.title == TITLE
    assert [document.title for document in project.documents()] == ["The article", "The treaty"]
    assert (first.quote, standing(first)) == ("Fuel went up", "split")
    assert [e.passage.quote for e in first.evidence] == ["prices of fuel"]
    assert [note.text for note in second.notes] == ["Ask."]
    assert [reviewer.label for reviewer in project.reviewers()] == ["Ann", "Bob"]


def test_a_change_says_who_when_and_after_what(own: Path, opened: Opener) -> None:
    file, ann = opened(own), author("a")
    before = file.project.log.heads
    change = file.commit(title_setting("New"), ann, "Retitle", inverts=numbered("9"))
    assert (change.reviewer, change.installation) == (ann.reviewer, ann.installation)
    assert (change.sequence, change.label, change.inverts) == (1, "Retitle", numbered("9"))
    assert set(change.heads) == before
    assert file.project.log.heads == {change.id}
    assert change.made_at.tzinfo == UTC
    assert change.zone


def test_changes_of_one_step_share_their_group(own: Path, opened: Opener) -> None:
    file, ann = opened(own), author("a")
    one = file.commit(title_setting("One"), ann, "Retitle")
    two = file.commit(title_setting("Two"), ann, "Retitle", group=one.group)
    three = file.commit(title_setting("Three"), ann, "Retitle")
    assert one.group == two.group != three.group


def test_the_clock_never_goes_back(own: Path, opened: Opener) -> None:
    file, ann = opened(own), author("a")
    clocks = [file.commit(title_setting(f"{n}"), ann, "Retitle").clock for n in range(20)]
    assert clocks == sorted(set(clocks))


def test_a_commit_is_on_disk_when_it_returns(own: Path, opened: Opener) -> None:
    file = opened(own)
    change = file.commit(title_setting("New"), author(), "Retitle")
    reader = sqlite3.connect(f"{own.as_uri()}?mode=ro", uri=True)
    bodies = reader.execute("SELECT body FROM change WHERE id = ?", (change.id,)).fetchall()
    titles = reader.execute("SELECT title FROM project").fetchall()
    reader.close()
    assert bodies == [(change.body.decode(),)]
    assert titles == [("New",)]
    assert not own.with_name(f"{own.name}-journal").exists()


@pytest.mark.parametrize("data", [ARTICLE, SOURCE, b"", b"x" * (1 << 20), b"x" * (2 << 20)])
def test_bytes_come_back_as_they_went_in(own: Path, opened: Opener, data: bytes) -> None:
    file = opened(own)
    file.commit([], author(), "Add", blobs=[data])
    assert file.has_blob(sha256(data))
    assert file.blob(sha256(data)) == data


def test_bytes_are_kept_once(own: Path, opened: Opener) -> None:
    file = opened(own)
    size = own.stat().st_size
    file.commit([], author(), "Add", blobs=[ARTICLE, ARTICLE])
    assert own.stat().st_size - size < 100_000


def test_absent_bytes_are_said_to_be(own: Path, opened: Opener) -> None:
    file = opened(own)
    absent = sha256(b"absent")
    assert not file.has_blob(absent)
    with pytest.raises(ProjectError) as error:
        file.blob(absent)
    assert error.value.id == "project.bytes"
    assert absent[:12] in str(error.value)


UNFIT = {
    "half a character": "\ud800",
    "too large": 2**60,
    "no number": float("nan"),
    "no JSON": object(),
    "a key that is no text": {1: 2},
}


@pytest.mark.parametrize("value", UNFIT.values(), ids=UNFIT.keys())
def test_what_no_change_can_hold_leaves_all_as_it_was(
    own: Path, opened: Opener, value: object
) -> None:
    file = opened(own)
    before = projection.rows(file.project)
    with pytest.raises((ValueError, TypeError)):
        file.commit([Setting("project", "project", "title", value)], author(), "Retitle")
    assert projection.rows(file.project) == before
    assert file.check() == []


def test_a_full_disk_leaves_all_as_it_was(own: Path, opened: Opener) -> None:
    file = opened(own)
    ann = author("a")
    project, before = file.project, projection.rows(file.project)
    pages = file._db.execute("PRAGMA page_count").fetchone()[0]
    file._db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(ProjectError) as error:
        file.commit(title_setting("New"), ann, "Retitle", blobs=[b"large" * 100_000])
    assert error.value.id == "project.disk_full"
    assert file.project is project
    assert projection.rows(project) == before
    file._db.execute("PRAGMA max_page_count = 1000000").fetchall()
    file.commit(title_setting("New"), ann, "Retitle")
    assert project.title == "New"
    assert file.check() == []


def test_a_full_disk_in_the_middle_of_the_projection_leaves_all_as_it_was(
    own: Path, opened: Opener
) -> None:
    file = opened(own)
    before = projection.rows(file.project)
    pages = file._db.execute("PRAGMA page_count").fetchone()[0]
    file._db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    long = "word " * 40_000
    with pytest.raises(ProjectError) as error:
        judge(file, author("a"), file.project.claims()[0].id, "disputed", long)
    assert error.value.id == "project.disk_full"
    assert projection.rows(file.project) == before
    assert file.check() == []


def test_a_removed_file_is_noticed(own: Path, opened: Opener) -> None:
    file = opened(own)
    own.unlink()
    with pytest.raises(ProjectError) as error:
        file.commit(title_setting("New"), author(), "Retitle")
    assert error.value.id == "project.gone"
    assert file.project.title == TITLE


def test_a_colleagues_copy_put_in_its_place_is_left_alone(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file = opened(own)
    other = make_project(tmp_path / "other.sidelight")
    theirs = other.read_bytes()
    other.replace(own)
    with pytest.raises(ProjectError) as error:
        file.commit(title_setting("New"), author(), "Retitle")
    assert error.value.id == "project.replaced"
    assert own.read_bytes() == theirs


def test_a_write_of_another_program_is_noticed(own: Path, opened: Opener) -> None:
    file = opened(own)
    with sqlite3.connect(own) as other:
        other.execute("UPDATE claim SET quote = 'other words'")
    other.close()
    with pytest.raises(ProjectError) as error:
        file.commit(title_setting("New"), author(), "Retitle")
    assert error.value.id == "project.changed"


def test_what_was_replaced_can_be_saved_elsewhere(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file = opened(own)
    own.unlink()
    file.copy_to(tmp_path / "saved.sidelight")
    assert opened(tmp_path / "saved.sidelight").project.title == TITLE


def test_a_name_that_is_taken_is_refused(own: Path) -> None:
    before = own.read_bytes()
    with pytest.raises(ProjectError) as error:
        ProjectFile.create(own, "Other", author(), holder=HOLDER)
    assert error.value.id == "project.exists"
    assert own.read_bytes() == before


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        ProjectFile.create(tmp_path / "absent" / "p.sidelight", "T", author(), holder=HOLDER)
    assert error.value.id == "project.failed"


def test_making_leaves_one_file(tmp_path: Path) -> None:
    make_project(tmp_path / "a b #%?.sidelight")
    assert [path.name for path in tmp_path.iterdir()] == ["a b #%?.sidelight"]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(ProjectError) as error:
        opened(tmp_path / "absent.sidelight")
    assert error.value.id == "project.missing"


def test_a_copy_holds_the_same(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = opened(own)
    file.copy_to(tmp_path / "copy.sidelight")
    copy = opened(tmp_path / "copy.sidelight")
    assert projection.rows(copy.project) == projection.rows(file.project)
    assert copy.blob(sha256(ARTICLE)) == ARTICLE
    assert copy.check() == []
    names = {path.name for path in tmp_path.iterdir() if not path.name.endswith("#")}
    assert names == {"own.sidelight", "copy.sidelight"}


def test_a_copy_overwrites_only_when_told(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = opened(own)
    target = tmp_path / "copy.sidelight"
    target.write_bytes(b"mine")
    with pytest.raises(ProjectError) as error:
        file.copy_to(target)
    assert error.value.id == "project.exists"
    assert target.read_bytes() == b"mine"
    file.copy_to(target, overwrite=True)
    assert opened(target).project.title == TITLE


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_copy_never_goes_over_what_is_no_file(
    own: Path, opened: Opener, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "copy.sidelight"
    if kind == "folder":
        target.mkdir()
    else:
        target.symlink_to(own)
    with pytest.raises(ProjectError) as error:
        opened(own).copy_to(target, overwrite=True)
    assert error.value.id == "project.exists"


def test_a_copy_into_an_absent_folder_is_refused(own: Path, opened: Opener, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        opened(own).copy_to(tmp_path / "absent" / "copy.sidelight")
    assert error.value.id in {"project.read_only", "project.failed"}


def test_what_was_deleted_is_not_in_a_copy(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = opened(own)
    secret = "the name of a source"
    judge(file, author("a"), file.project.claims()[0].id, "disputed", secret)
    file._db.execute("DELETE FROM change WHERE body LIKE ?", (f"%{secret}%",))
    file._db.execute("DELETE FROM verdict WHERE reason = ?", (secret,))
    file._db.execute("UPDATE claim_report SET reasons = ''")
    file.copy_to(tmp_path / "copy.sidelight")
    assert secret.encode() not in (tmp_path / "copy.sidelight").read_bytes()


def test_closing_twice_does_nothing(own: Path) -> None:
    file = ProjectFile.open(own, holder=HOLDER)
    file.close()
    file.close()
    assert list(own.parent.iterdir()) == [own]


def test_two_reviewers_of_one_name_are_told_apart_everywhere(own: Path, opened: Opener) -> None:
    file = opened(own)
    name_reviewer(file, author("b"), "Ann")
    rows = file._db.execute("SELECT label FROM reviewer ORDER BY label").fetchall()
    assert rows == [("Ann·k",), ("Ann·l",)]
    verdicts = file._db.execute("SELECT verdicts FROM claim_report WHERE number = 1").fetchall()
    assert verdicts == [("Ann·k: verified\nAnn·l: denied",)]
    assert file.check() == []


def test_two_claims_of_one_number_are_told_apart_everywhere(own: Path, opened: Opener) -> None:
    file = opened(own)
    add_claim(file, author("a"), "7", 2, "Somebody voted")
    rows = file._db.execute("SELECT label FROM claim_report ORDER BY label").fetchall()
    assert rows == [("1",), ("2h",), ("2n",)]
    assert file.check() == []


def test_every_change_of_a_file_is_in_its_one_form(own: Path, opened: Opener) -> None:
    for change in opened(own).project.log.order:
        assert Change.from_body(change.body).id == change.id
