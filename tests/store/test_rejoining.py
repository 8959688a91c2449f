# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that another program replaced is made one with what is open, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from sidelight.errors import Refused
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import HOLDER, add_document, author, make_project, sha256
from tests.store.test_unsaved import kept, stored, title, why

SOUND = b"a recording" * 3000


def test_the_two_become_one(own: Path, tmp_path: Path, opened: Opener) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(own, theirs)
    with ProjectFile.open(theirs, holder=HOLDER) as colleague:
        colleague.commit(title("From a colleague"), author("b"), "title")
    file = kept(own, opened)
    file.commit(title("Saved before"), author(), "title")
    theirs.replace(own)
    file.commit(title("Not saved"), author(), "title")
    add_document(file, author(), SOUND, 3, "A recording")
    assert why(file) == (2, "project.replaced")
    file.rejoin()
    assert not bool(file.unsaved)
    assert file.check() == []
    assert {"From a colleague", "Saved before", "Not saved"} <= set(stored(own))
    assert file.blob(sha256(SOUND)) == SOUND
    file.commit(title("And on"), author(), "title")
    assert stored(own)[-1] == "And on"
    file.close()
    assert opened(own).project.title == "And on"


def test_another_project_in_its_place_is_left_alone(
    own: Path, tmp_path: Path, opened: Opener
) -> None:
    strange = make_project(tmp_path / "other.sidelight")
    before = strange.read_bytes()
    file = kept(own, opened)
    strange.replace(own)
    file.commit(title("Not saved"), author(), "title")
    with pytest.raises(Refused) as refused:
        file.rejoin()
    assert refused.value.id == "merge.unrelated"
    assert own.read_bytes() == before
    assert why(file) == (1, "project.replaced")
    assert file.project.title == "Not saved"
