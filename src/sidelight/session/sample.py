# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample project, built from ``sample_docs/project.toml`` by the verbs that everyone uses."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sidelight import resources
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.session.areas import Read
from sidelight.session.session import Session
from sidelight.session.settings import Settings

_CITATION = {"date": "issued", "csl_type": "type"}
_OWN = {"file", "kind", "title", "language"}


def build_sample(path: Path, progress: Callable[[float, str], None] | None = None) -> Path:
    """Make the sample project at ``path``; nothing is left there where it fails.

    Raises ProjectError where the file exists already.
    """
    folder = resources.folder("sample_docs")
    plan = tomllib.loads((folder / "project.toml").read_text("utf-8"))
    people = {person["key"]: person["name"] for person in plan["reviewer"]}
    tell = progress or (lambda _fraction, _word: None)
    session = Session.create(path, plan["title"], settings=Settings(kept=False), by=people["a"])
    try:
        with session:
            builder = _Builder(session, people)
            steps = len(plan["document"]) + len(plan["claim"])
            for done, document in enumerate(plan["document"]):
                tell(done / steps, _("Reading {name}").format(name=document["file"]))
                builder.add(folder, document)
            for done, claim in enumerate(plan["claim"], len(plan["document"])):
                tell(done / steps, _("Claim {number}").format(number=claim["key"]))
                builder.claim(claim)
            tell(1.0, _("Done"))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


class _Builder:
    def __init__(self, session: Session, people: dict[str, str]) -> None:
        self._session = session
        self._people = people
        self._documents: dict[str, Document] = {}
        self._article = ""

    def add(self, folder: Path, plan: dict[str, Any]) -> None:
        citation = {_CITATION.get(n, n): str(v) for n, v in plan.items() if n not in _OWN}
        document = self._session.add_document(
            folder / plan["file"], kind=plan["kind"], title=plan.get("title", ""), citation=citation
        )
        self._documents[plan["file"]] = document
        if plan["kind"] == "article":
            self._article = plan["file"]

    def claim(self, plan: dict[str, Any]) -> None:
        session = self._session
        article = self._documents[self._article]
        first, *others = plan.get("verdict", [{}])
        session.act_as(self._people[first.get("by", plan["by"])])
        start, end = session.locate(
            article, plan["quote"], plan.get("prefix", ""), plan.get("suffix", "")
        )
        claim = session.claim(
            article,
            start,
            end,
            first.get("verdict", ""),
            denied_by=first.get("denied_by", ""),
            reason=first.get("reason", ""),
            kind=plan.get("kind", ""),
        )
        if plan.get("note"):
            session.add_note(claim.id, plan["note"])
        for evidence in plan.get("evidence", ()):
            self._link(claim.id, evidence)
        for verdict in others:
            session.act_as(self._people[verdict["by"]])
            session.judge(
                claim.id,
                verdict["verdict"],
                denied_by=verdict.get("denied_by", ""),
                reason=verdict.get("reason"),
            )

    def _link(self, claim_id: str, plan: dict[str, Any]) -> None:
        session = self._session
        session.act_as(self._people[plan["by"]])
        document = self._documents[plan["document"]]
        said = plan["stance"], plan.get("note", "")
        if "area" in plan:
            left, top, right, bottom = plan["area"]
            read = Read(plan["transcription"], plan.get("translation", ""))
            rect = (left, top, right, bottom)
            session.link_area(claim_id, document, plan["page"], rect, *said, read=read)
            return
        start, end = session.locate(
            document, plan["quote"], plan.get("prefix", ""), plan.get("suffix", "")
        )
        session.link(claim_id, document, start, end, *said)
