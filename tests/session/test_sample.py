# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample project is built by the verbs and holds what its description says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from sidelight import resources
from sidelight.errors import ProjectError
from sidelight.model.standing import paint
from sidelight.session.exporting import export
from sidelight.session.sample import build_sample
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from tests.exchange.lines_schema import faults


def test_the_sample_holds_what_its_description_says(tmp_path: Path) -> None:
    plan = tomllib.loads((resources.folder("sample_docs") / "project.toml").read_text("utf-8"))
    told: list[float] = []
    path = build_sample(
        tmp_path / "sample.sidelight", lambda fraction, _word: told.append(fraction)
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert not settings_path().exists()
    with Session.open(path, by="Newcomer") as session:
        claims = session.project.claims()
        assert len(claims) == len(plan["claim"])
        for claim, planned in zip(claims, plan["claim"], strict=True):
            assert len(claim.evidence) == len(planned.get("evidence", ()))
            assert {v.verdict for v in claim.verdicts} == {
                v["verdict"] for v in planned.get("verdict", ())
            }
        areas = [e for claim in claims for e in claim.evidence if e.passage.area]
        assert [e.passage.quote[:30] for e in areas] == ["The record has the codename as"]
        assert session.picture(areas[0].passage).startswith(b"\x89PNG")
        assert [hit.kind for hit in session.search("prints Fillipov")] == ["evidence"]
        assert sum(paint(claim) == "split" for claim in claims) == 6
        assert session.file.check() == []
        with pytest.raises(ProjectError):
            build_sample(path)
        for name in ("lines.jsonl", "records.json", "records.bib", "records.ris"):
            export(session, tmp_path / name)
    lines = [json.loads(one) for one in (tmp_path / "lines.jsonl").read_text("utf-8").splitlines()]
    assert [fault for line in lines for fault in faults(line)] == []
    assert [one["record"] for one in lines].count("claim") == len(plan["claim"])
    keys = [one["id"] for one in json.loads((tmp_path / "records.json").read_text("utf-8"))]
    assert len(set(keys)) == len(keys) == len(plan["document"])
    for name in ("records.bib", "records.ris"):
        written = (tmp_path / name).read_text("utf-8")
        assert [written.count(key) > 0 for key in keys] == [True] * len(keys)
    assert {p["name"] for p in plan["reviewer"]} == {"Anna Weiss", "Min-jun Park"}
