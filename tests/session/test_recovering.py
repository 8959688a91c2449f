# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outcome of a recovery in words, and work in a project that did not come out whole."""

from pathlib import Path

import pytest

from sidelight.session.recovering import Recovered, in_words, listed, recover
from sidelight.session.session import Session
from sidelight.store.recovering import Incomplete, LostChange

WHOLE = Recovered(Path("out"), "Title", 5, 0, 2, 0, (), (), 0, 0, False)


def outcome(**other: object) -> Recovered:
    return Recovered(**{**vars(WHOLE), **other})


def test_a_whole_recovery_is_said_in_two_sentences() -> None:
    assert in_words(WHOLE) == (
        "Recovered: 5 changes and 2 whole documents. Everything that the log names came out."
    )
    assert list(listed(WHOLE)) == []


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (outcome(lost_count=2), "2 changes are lost"),
        (outcome(incomplete=(Incomplete("A", "a", True),)), "the bytes of “A” are lost"),
        (
            outcome(incomplete=(Incomplete("A", "a", False),)),
            "the text of “A” is lost; the document is there",
        ),
        (outcome(pieces=1), "1 earlier text or removed document is lost"),
        (outcome(stopped=True), "time was up before all of the file was looked through"),
    ],
)
def test_each_loss_has_its_words(found: Recovered, line: str) -> None:
    assert found.losses
    assert list(listed(found)) == [line]
    assert line[1:] in in_words(found)


def test_many_documents_are_counted_in_the_sentences() -> None:
    found = outcome(incomplete=tuple(Incomplete(name, name, True) for name in "ABCD"))
    assert len(list(listed(found))) == 4
    assert in_words(found).endswith("documents. 4 documents are not whole.")


def test_lost_changes_are_named_as_far_as_known() -> None:
    known = LostChange("a" * 64, "2024-06-19T10:00:00.123+00:00", "Ann", "Verdict")
    unknown = LostChange("b" * 64, "", "", "")
    lines = list(listed(outcome(lost=(known, unknown), lost_count=2)))
    assert lines[1:] == ["  2024-06-19 10:00, Ann, Verdict", "  bbbbbbbbbbbb"]


def test_a_project_whose_article_lost_its_text_opens(session: Session, tmp_path: Path) -> None:
    (article,) = session.project.documents("article")
    start, end = session.locate(article, "Kim thanked Stalin")
    session.claim(article, start, end, "verified")
    text = session.file.blob(session.made(article).text)
    project = session.file.path
    session.close()
    data = project.read_bytes()
    at = data.index(text[:200])
    project.write_bytes(data[:at] + bytes(200) + data[at + 200 :])
    out = tmp_path / "out.sidelight"
    found = recover(project, out)
    assert [document.without_bytes for document in found.incomplete] == [False]
    with Session.open(out, by="Ann") as opened:
        assert set(opened.snapshot().places.values()) == {""}
        assert opened.file.blob(article.id)
