# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the trash says of things that the program has no words for, and settings without end."""

from __future__ import annotations

from sidelight.model.change import Setting
from sidelight.session.claim_list import Look
from sidelight.session.session import Session
from sidelight.session.settings import Settings, settings_path
from sidelight.session.shortcuts import read
from sidelight.session.trash_words import details


def test_a_verdict_of_the_projects_own_is_said_in_the_trash(session: Session) -> None:
    session.add_verdict("Half true")
    claim = session.claim(session.document(1), 5, 20, "half true")
    session.remove("claim", claim.id)
    (one,) = session.trash()
    assert any("Half true" in said for said in details(session, one))


def test_a_removed_document_of_no_kind_is_told_of(session: Session) -> None:
    id_ = session.document(2).id
    session.act([Setting("document", id_, "kind", "spell")], "")
    session.act([Setting("document", id_, "deleted", value=True)], "")
    (one,) = session.trash()
    assert any("spell" in said for said in details(session, one))


def test_a_table_of_keys_without_end_is_a_problem_and_no_crash() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text("[keys]\n" + ".".join(["a"] * 3000) + ' = "L"\n', "utf-8")
    kept = Settings.load()
    keys, problems = read(kept.keys)
    assert (keys.own, len(problems)) == ({}, 1)
    assert len(problems[0]) < 200
    kept.theme = "dark"
    kept.save()
    assert Settings.load().theme == "dark"


def test_yes_is_no_width() -> None:
    assert Look.of({"widths": {"claim": True, "reason": 20}}).widths == {"reason": 20.0}
