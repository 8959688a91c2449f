# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outputs that another package brings, found where it is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sidelight.errors import Cancelled, InputError, Refused
from sidelight.report.data import Report
from sidelight.report.formats import FORMATS, Format
from sidelight.report.installed_formats import Installed, installed
from sidelight.session.session import Session
from tests.report.outputs_of_others import package

ARTICLE = "The pact\n\nKim thanked Stalin for aid.\n"
MODULE = """
from sidelight.report.formats import Format


def write(report):
    return "\\n".join([report.title, *(line.quote for line in report.lines)]).encode()


def fail(report):
    raise RuntimeError("no paper")


PLAIN = Format("plain", ".txt", "Plain text", "the title and the claims", write)
AGAIN = Format("html", ".htm2", "Web page", "the same", write)
FAILING = Format("failing", ".fail", "Failing", "nothing", fail)
NOTHING = "no output"
"""


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    installed.cache_clear()
    yield
    installed.cache_clear()
    sys.modules.pop("outputs_of_others", None)


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """What there is where a package brings one output that works and four that do not."""
    folder = package(
        tmp_path / "site",
        MODULE,
        "plain = outputs_of_others:PLAIN",
        "failing = outputs_of_others:FAILING",
        "again = outputs_of_others:AGAIN",
        "nothing = outputs_of_others:NOTHING",
        "gone = outputs_of_others:GONE",
        "missing = no_such_module:X",
    )
    monkeypatch.syspath_prepend(folder)
    return installed()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "p.sidelight", "The pact", by="Ann") as made:
        article = made.add_text(ARTICLE, kind="article", title="The pact")
        made.claim(article, *made.locate(article, "thanked Stalin"), "verified")
        yield made


def test_without_such_packages_there_are_ours() -> None:
    found = installed()
    assert found.formats == FORMATS
    assert found.faults == ()
    assert installed() is found


def test_what_works_is_there_after_ours_and_what_does_not_is_told(brought: Installed) -> None:
    assert [one.name for one in brought.formats[len(FORMATS) :]] == ["failing", "plain"]
    assert brought.named("html") is FORMATS[0]
    said = [str(fault) for fault in brought.faults]
    assert len(said) == 4
    assert "there is one called html" in said[0]
    assert "AttributeError" in said[1]
    assert "ModuleNotFoundError" in said[2]
    assert "leads to something else" in said[3]


@pytest.mark.parametrize("name", ["plain", ".txt", ".TXT"])
def test_one_is_found_by_its_name_and_its_ending(brought: Installed, name: str) -> None:
    assert brought.named(name).title == "Plain text"
    with pytest.raises(Refused) as told:
        brought.named("odt")
    assert "plain" in str(told.value)


@pytest.mark.usefixtures("brought")
def test_a_report_is_written_by_it(session: Session, tmp_path: Path) -> None:
    for path, name in ((tmp_path / "r.txt", ""), (tmp_path / "other", "plain")):
        assert session.report(path, format=name).read_text() == "The pact\nthanked Stalin"


@pytest.mark.usefixtures("brought")
def test_one_that_fails_says_so_and_leaves_nothing(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no paper"):
        session.report(tmp_path / "r.fail")
    assert not (tmp_path / "r.fail").exists()


def test_one_that_is_stopped_is_not_said_to_have_failed(session: Session, tmp_path: Path) -> None:
    def in_steps(_report: Report, step: Callable[[float, str], None]) -> bytes:
        step(0.5, "half")
        return b"never"

    slow = Format("slow", ".slow", "Slow", "", lambda _report: b"all", write_in_steps=in_steps)
    assert session.report_bytes(slow) == b"all"
    told: list[float] = []
    assert session.report_bytes(slow, step=lambda share, _word: told.append(share)) == b"never"
    assert told == [0.5]

    def stop(_share: float, _word: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        session.report_bytes(slow, step=stop)
    assert list(tmp_path.glob("*.slow")) == []


def test_the_command_line_lists_and_writes_them(tmp_path: Path, session: Session) -> None:
    session.close()
    folder = package(
        tmp_path / "site", MODULE, "plain = outputs_of_others:PLAIN", "no = nothing_there:X"
    )
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from sidelight.__main__ import main"
    run = [sys.executable, "-c", f"{code}; sys.exit(main())", str(folder)]

    def sidelight(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*run, *map(str, words)], capture_output=True, text=True, check=False, timeout=60
        )

    listed = sidelight("formats")
    assert listed.returncode == 0
    assert "plain" in listed.stdout
    assert "nothing_there" in listed.stderr
    path = tmp_path / "r.txt"
    written = sidelight("report", session.file.path, "-o", path)
    assert (written.returncode, path.read_text()) == (0, "The pact\nthanked Stalin")
    wrong = sidelight("report", session.file.path, "-o", path, "--format", "odt")
    assert wrong.returncode == 2
    assert "plain" in wrong.stderr
