# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample's claims, entered anew with the keyboard alone: words, verdict, reason, evidence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sidelight import resources
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.session.session import Session
from sidelight.text.folding import loosely
from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], Driver]
Plan = dict[str, Any]
CTRL = Qt.KeyboardModifier.ControlModifier
VERDICTS = {
    "verified": Qt.Key.Key_1,
    "disputed": Qt.Key.Key_2,
    "denied": Qt.Key.Key_3,
    "": Qt.Key.Key_0,
}
STANCES = {"supports": Qt.Key.Key_S, "contradicts": Qt.Key.Key_C, "context": Qt.Key.Key_X}


@pytest.fixture(scope="session")
def plan() -> Plan:
    return tomllib.loads((resources.folder("sample_docs") / "project.toml").read_text("utf-8"))


@pytest.fixture
def documents_only(tmp_path: Path, plan: Plan) -> Path:
    """The sample's documents, and no claim."""
    path = tmp_path / "sample.sidelight"
    with Session.create(path, plan["title"], by="Ann") as session:
        for one in plan["document"]:
            place = resources.folder("sample_docs") / one["file"]
            session.add_document(place, kind=one["kind"], title=one.get("title", ""))
    return path


def find(driver: Driver, page: DocumentPage, words: str) -> None:
    """Select words with the find bar."""
    driver.press(Qt.Key.Key_F, CTRL)
    driver.type(words)
    driver.press(Qt.Key.Key_Escape)
    driver.until(page.view.hasFocus)
    assert same(page.view.selected_text(), words)


def quoted(one: Plan) -> list[Plan]:
    """The first evidence of a claim that quotes words."""
    return [e for e in one.get("evidence", ()) if "quote" in e][:1]


def same(one: str, other: str) -> bool:
    return loosely(one).split() == loosely(other).split()


def enter(driver: Driver, one: Plan) -> None:
    """Enter a claim with its first verdict and the reason for it."""
    held = driver.window.workspace
    driver.window.parts.article.take_focus()
    find(driver, driver.page("article"), one["quote"])
    count = len(held.claims)
    said = one.get("verdict", [{}])[0]
    driver.press(VERDICTS[said.get("verdict", "")])
    driver.until(lambda: len(held.claims) == count + 1 and held.claim_id == held.claims[-1].id)
    if said.get("reason"):
        driver.press(Qt.Key.Key_N)
        driver.type(said["reason"])
        if said.get("denied_by"):
            driver.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            driver.type(said["denied_by"])
        driver.press(Qt.Key.Key_Escape)


def link(driver: Driver, one: Plan, title: str) -> None:
    """Go to a source by name, find the words there, link them and say their stance."""
    held = driver.window.workspace
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type(title)
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.page("source").document.title == title)
    page = driver.page("source")
    driver.until(page.view.hasFocus)
    find(driver, page, one["quote"])
    claim = held.claim
    count = len(claim.evidence) if claim else 0
    driver.press(Qt.Key.Key_E)
    driver.until(driver.window.bench.claim_verbs.popup.isVisible)
    driver.press(STANCES[one["stance"]])
    driver.until(lambda: held.claim is not None and len(held.claim.evidence) == count + 1)
    driver.settle()


def test_the_sample_is_entered_anew_with_the_keyboard_alone(
    open_window: Opener, documents_only: Path, plan: Plan
) -> None:
    driver = open_window(documents_only)
    titles = {one["file"]: one.get("title", "") for one in plan["document"]}
    for one in plan["claim"]:
        enter(driver, one)
        for evidence in quoted(one):
            link(driver, evidence, titles[evidence["document"]])
    driver.settle()
    held = driver.window.workspace
    assert len(held.claims) == len(plan["claim"])
    for claim, one in zip(held.claims, plan["claim"], strict=True):
        said = one.get("verdict", [{}])[0]
        own = held.my_record(claim)
        given = (own.verdict, own.denied_by, own.reason) if own else ("", "", "")
        assert given == tuple(said.get(n, "") for n in ("verdict", "denied_by", "reason"))
        assert same(claim.quote, one["quote"])
        wanted = quoted(one)
        assert [e.stance for e in claim.evidence] == [e["stance"] for e in wanted]
        for linked, meant in zip(claim.evidence, wanted, strict=True):
            assert same(linked.passage.quote, meant["quote"])
            document = held.document(linked.passage.document)
            assert document is not None
            assert document.title == titles[meant["document"]]
