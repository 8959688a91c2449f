# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a window's session cannot save is shown with the rest; the command line is told."""

from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.reader.remote import Reader
from sidelight.session.session import Session


@pytest.fixture
def made(tmp_path: Path, reader: Reader) -> Path:
    path = tmp_path / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann", reader=reader) as session:
        session.add_text("The pact was signed in 1950.", kind="article", title="Article")
    return path


def test_a_window_goes_on_with_what_waits(made: Path, reader: Reader) -> None:
    with Session.open(made, by="Ann", what="window", reader=reader) as session:
        made.rename(made.with_name("away"))
        source = session.add_text("It came into force in 1951.", title="Letter")
        claim = session.claim(session.document(1), 0, 7, "disputed", reason="See the letter.")
        session.link(claim.id, source, 0, 6)
        snapshot = session.snapshot()
        assert snapshot.unsaved is not None
        assert snapshot.unsaved.count >= 3
        assert [c.verdicts[0].reason for c in snapshot.claims] == ["See the letter."]
        assert session.layer(source).text.text.startswith("It came")
        session.undo()
        session.redo()
    made.with_name("away").rename(made)
    with Session.open(made, by="Ann", reader=reader) as session:
        # a command asks for nothing
        assert session.snapshot().rescued is None
        assert session.snapshot().claims == ()
    with Session.open(made, by="Ann", what="window", reader=reader) as session:
        rescued = session.snapshot().rescued
        assert rescued is not None
        assert rescued[0] == snapshot.unsaved.count + 2
        session.file.add_rescued()
        assert session.snapshot().rescued is None
        assert session.snapshot().claims == snapshot.claims
        assert session.file.check() == []


def test_a_command_is_told_and_nothing_is_half_done(made: Path, reader: Reader) -> None:
    with Session.open(made, by="Ann", reader=reader) as session:
        made.rename(made.with_name("away"))
        with pytest.raises(ProjectError) as error:
            session.claim(session.document(1), 0, 7, "disputed")
        assert error.value.id == "project.gone"
        assert session.snapshot().unsaved is None
        assert session.snapshot().claims == ()


def test_the_first_act_of_a_window_waits_even_where_nothing_can_be_written_anywhere(
    made: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session.open(made, by="Ann", what="window", reader=reader) as session:
        made.rename(made.with_name("away"))
        monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
        session.claim(session.document(1), 0, 7, "disputed")
        waiting = session.snapshot().unsaved
        assert waiting is not None
        assert not waiting.kept
        (made.parent / "state").mkdir()
        monkeypatch.setenv("XDG_STATE_HOME", str(made.parent / "state"))
        made.with_name("away").rename(made)
        session.file.retry()
        assert session.snapshot().unsaved is None
