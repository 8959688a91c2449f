# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is removed for good is in no byte of the file nor of what is kept of it; what others share
with it stays."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.model.change import Setting
from sidelight.model.erasure import tombstone, tombstones
from sidelight.model.sharing import Choice, part
from sidelight.store import erasing, places
from sidelight.store.copying import Target
from sidelight.store.project_file import ProjectFile
from tests.store import histories
from tests.store.conftest import Opener
from tests.store.making import (
    ARTICLE,
    HOLDER,
    SOURCE,
    add_document,
    author,
    numbered,
    place,
    sha256,
)
from tests.store.test_taking_back import merge
from tests.store.test_unsaved import title

TEXT, BOXES, DRAWN = b"words that both have", b"boxes of one", b"a drawing of one"
SECRET = "she asked not to be named"
CLAIM = numbered("c")
DOCUMENT = ("document", sha256(SOURCE))


def layer(
    file: ProjectFile, digit: str, document: bytes, *blobs: bytes, rendition: bytes = b""
) -> None:
    """Add a layer of a document with text and boxes."""
    made = {
        **histories._made,
        "document": sha256(document),
        "text": sha256(blobs[0]),
        "geometry": sha256(blobs[1]),
        "rendition": sha256(rendition) if rendition else "",
    }
    every = [*blobs, rendition] if rendition else blobs
    settings = [Setting("layer", digit * 64, "made", made)]
    file.commit(settings, author("b"), "Layer", blobs=every)


def erase(file: ProjectFile, *records: tuple[str, str], id_: str = "e1") -> None:
    file.erase(tombstone(records, id_), author("a"))


@pytest.fixture
def file(ours: Path, opened: Opener) -> Iterator[ProjectFile]:
    """A project with a note that names a source, open."""
    made = opened(ours)
    note = numbered("9")
    fields = {"claim": CLAIM, "text": SECRET}
    made.commit([Setting("note", note, *item) for item in fields.items()], author("b"), "Note")
    yield made
    assert not any(fault.damage for fault in made.check())


def test_the_bytes_are_gone_from_the_file_at_once(file: ProjectFile) -> None:
    before = file.path.stat().st_size
    assert SECRET.encode() in file.path.read_bytes()
    assert ARTICLE[1000:1024] in file.path.read_bytes()
    erase(file, ("document", sha256(ARTICLE)), ("note", numbered("9")))
    raw = file.path.read_bytes()
    assert SECRET.encode() not in raw
    assert b"Fuel went up" not in raw
    assert all(ARTICLE[at : at + 24] not in raw for at in range(0, len(ARTICLE), 1000))
    assert len(raw) < before - len(ARTICLE) + (1 << 16)
    assert list(file.path.parent.glob("*-journal")) == []


def test_what_was_overwritten_before_is_gone_too(file: ProjectFile) -> None:
    long = SECRET * 400
    note = ("note", numbered("9"))
    file.commit([Setting(*note, "text", long)], author("b"), "Longer")
    file.commit([Setting(*note, "text", "short")], author("b"), "Shorter")
    erase(file, note)
    assert SECRET.encode() not in file.path.read_bytes()
    assert b'"short"' not in file.path.read_bytes()


def test_a_merge_that_removes_leaves_nothing_of_what_was_overwritten_before(
    file: ProjectFile, opened: Opener, tmp_path: Path
) -> None:
    note = ("note", numbered("9"))
    colleague = tmp_path / "colleague.sidelight"
    file.copy_to(colleague)
    file.commit([Setting(*note, "text", SECRET * 400)], author("b"), "Longer")
    file.commit([Setting(*note, "text", "short")], author("b"), "Shorter")
    theirs = opened(colleague)
    erase(theirs, note)
    file._db.execute("PRAGMA secure_delete = OFF").fetchall()
    merge(file, theirs.path)
    assert SECRET.encode() not in file.path.read_bytes()
    assert b'"short"' not in file.path.read_bytes()


def test_a_file_that_has_the_tombstone_is_no_trace(file: ProjectFile) -> None:
    held, gone = (places.subfolder("merges") / name for name in ("a.sidelight", "b.sidelight"))
    file.copy_to(held)
    erase(file, ("note", numbered("9")), id_="e" * 31 + "1")
    file.copy_to(gone)
    named = tombstones(file.project.log.rows().values())
    assert named == {"e" * 31 + "1": {numbered("9")}}
    assert erasing.traces(named) == [held]


def test_other_documents_keep_what_they_share(file: ProjectFile) -> None:
    layer(file, "1", ARTICLE, TEXT, b"other boxes")
    layer(file, "2", SOURCE, TEXT, BOXES, rendition=DRAWN)
    layer(file, "3", SOURCE, b"other words", b"other boxes", rendition=ARTICLE)
    erase(file, DOCUMENT)
    for data in (TEXT, b"other boxes", ARTICLE):
        assert file.blob(sha256(data)) == data
    for data in (SOURCE, BOXES, DRAWN, b"other words"):
        assert not file.has_blob(sha256(data))
        assert data not in file.path.read_bytes()
    erase(file, ("document", sha256(ARTICLE)), id_="e2")
    assert not file.has_blob(sha256(TEXT))


def test_a_merge_takes_the_removal_over_and_brings_nothing_back(
    file: ProjectFile, opened: Opener, tmp_path: Path
) -> None:
    old = tmp_path / "old.sidelight"
    file.copy_to(old)
    colleague = opened(old)
    colleague.commit(title("Meanwhile"), author("b"), "title")
    evidence = ("evidence", numbered("7"))
    spot = place(SOURCE, 20, "of secrets", page=1)
    fields = {"claim": CLAIM, "place": spot, "stance": "supports", "note": "unseen"}
    colleague.commit([Setting(*evidence, *item) for item in fields.items()], author("b"), "Link")
    erase(file, DOCUMENT)
    for here, there in ((file, colleague), (colleague, file)):
        merge(here, there.path)
        assert here.project.document(DOCUMENT[1]) is None
        assert not here.has_blob(DOCUMENT[1])
        assert SOURCE not in here.path.read_bytes()
        rows = here._db.execute("SELECT body FROM change").fetchall()
        assert not any("of secrets" in body or "unseen" in body for (body,) in rows)
    assert file.project.fingerprint == colleague.project.fingerprint
    assert file.project.title == "Meanwhile"


def test_removals_on_both_sides_meet(file: ProjectFile, opened: Opener, tmp_path: Path) -> None:
    file.copy_to(tmp_path / "copy.sidelight")
    colleague = opened(tmp_path / "copy.sidelight")
    erase(file, DOCUMENT)
    erase(colleague, ("claim", CLAIM), id_="e2")
    merge(file, colleague.path)
    merge(colleague, file.path)
    assert file.project.fingerprint == colleague.project.fingerprint
    assert [claim.id for claim in file.project.claims()] == [numbered("d")]
    assert [document.id for document in file.project.documents()] == [sha256(ARTICLE)]
    assert not any(fault.damage for fault in colleague.check())


def test_a_removal_ends_the_way_back_to_before_a_merge(
    file: ProjectFile, opened: Opener, tmp_path: Path
) -> None:
    file.copy_to(tmp_path / "copy.sidelight")
    colleague = opened(tmp_path / "copy.sidelight")
    colleague.commit(title("Theirs"), author("b"), "title")
    merge(file, colleague.path)
    before = file.before_merge()
    assert before is not None
    assert SECRET.encode() in before.copy.read_bytes()
    erase(file, ("note", numbered("9")))
    assert file.before_merge() is None
    assert not before.copy.exists()


def test_a_project_that_can_only_be_read_stays_as_it_is(file: ProjectFile) -> None:
    with ProjectFile.open(file.path, holder=HOLDER, view=True) as viewed:
        raw = viewed.path.read_bytes()
        with pytest.raises(ProjectError) as error:
            erase(viewed, DOCUMENT)
        assert error.value.id == "project.held"
        assert viewed.project.document(DOCUMENT[1]) is not None
        assert viewed.path.read_bytes() == raw


def test_copies_that_we_kept_are_found_and_removed(file: ProjectFile, tmp_path: Path) -> None:
    note = numbered("9")
    kept = [places.subfolder(name) / "old.sidelight" for name in erasing._KEPT]
    further = tmp_path / "backups"
    further.mkdir()
    kept.append(further / "older.sidelight")
    for path in kept:
        shutil.copy(file.path, path)
    other = further / "other"
    other.write_bytes(b"of another project")
    (further / "empty").touch()
    assert sorted(erasing.traces({"a tombstone of no file": [note]}, [further])) == sorted(kept)
    assert (
        erasing.traces({"a tombstone of no file": [numbered("0")]}, [further, tmp_path / "nowhere"])
        == []
    )
    assert erasing.remove(kept) == []
    assert not any(path.exists() for path in kept)
    assert other.exists()
    assert erasing.traces({"a tombstone of no file": [note]}, [further]) == []


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    folder, plain = tmp_path / "folder", tmp_path / "plain"
    folder.mkdir()
    plain.touch()
    assert erasing.remove([folder, plain, tmp_path / "gone already"]) == [folder]
    assert not plain.exists()


def test_a_copy_after_a_removal_has_the_tombstone_alone(
    file: ProjectFile, opened: Opener, tmp_path: Path
) -> None:
    erase(file, ("note", numbered("9")))
    file.share(part(file.project, Choice(only=numbered("b"))), Target(tmp_path / "part"))
    file.copy_to(tmp_path / "whole")
    for name in ("part", "whole"):
        copy = opened(tmp_path / name)
        assert copy.project.log.removed == file.project.log.removed
        assert SECRET.encode() not in (tmp_path / name).read_bytes()


def test_a_document_removed_for_good_leaves_a_file_that_goes_on(file: ProjectFile) -> None:
    erase(file, DOCUMENT)
    add_document(file, author("b"), b"another source", 3, "Another")
    assert len(file.project.documents()) == 2
    assert file.blob(sha256(b"another source")) == b"another source"
