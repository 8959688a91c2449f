# SPDX-License-Identifier: AGPL-3.0-or-later
"""Formats are told by the files themselves, and other packages can bring some."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.measures import ROOT
from sidelight.errors import DocumentError, InputError
from sidelight.exchange.import_formats import GROUP, IMPORTS, brings_marks, imports
from sidelight.session.importing import known_format, plan_import, read_file, take_in
from sidelight.session.session import Session
from tests.hypothesis_files import annotation, written
from tests.report.outputs_of_others import package
from tests.session.brought import file, mark

FAILING = """
from sidelight.exchange.import_formats import ImportFormat

def fails(*_given):
    raise ZeroDivisionError("no")

FAILING = ImportFormat("failing", (".failing",), "Failing", "nothing", lambda n, h: True, fails)
RAISING = ImportFormat("raising", (".raising",), "Raising", "nothing", fails, fails)
"""


@pytest.fixture
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package that the documentation shows, and one whose formats fail."""
    page = (ROOT / "docs" / "add-an-import-format.md").read_text("utf-8")
    (module,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    lines = [
        f"{name.lower()} = outputs_of_others:{name}" for name in ("LINES", "FAILING", "RAISING")
    ]
    folder = package(tmp_path / "site", module + FAILING, *lines, "gone = none:NONE", group=GROUP)
    monkeypatch.syspath_prepend(str(folder))
    imports.cache_clear()
    yield
    sys.modules.pop("outputs_of_others", None)
    imports.cache_clear()


def test_names_are_each_of_one_format_and_all_are_loaded() -> None:
    names = [one.name for one in IMPORTS]
    assert len(set(names)) == len(names)
    assert imports().faults == ()
    for one in IMPORTS:
        assert imports().named(one.name) is one
        assert one.suffix == one.suffixes[0]


@pytest.mark.parametrize("head", [b"", b"\x00" * 100, b"{", b"[[[", b"PK\x03\x04", b"\xff" * 99])
def test_no_format_takes_what_is_none_or_stumbles_over_it(head: bytes) -> None:
    for one in IMPORTS:
        assert one.knows("a.unknown", head) in {True, False}
    assert known_format("a.unknown", head) is None


def test_documents_are_no_files_to_be_imported() -> None:
    for name in ("a.pdf", "a.docx", "a.html", "a.txt", "a.sidelight", "a.png"):
        assert not brings_marks(Path(name))
    for name in ("a.qdpx", "A.JSON", "a.jsonld"):
        assert brings_marks(Path(name))


@pytest.mark.usefixtures("strangers")
def test_the_package_of_the_documentation_works(session: Session, tmp_path: Path) -> None:
    quotes = tmp_path / "my.quotes"
    quotes.write_text("Kim thanked Stalin\nnever said\n", "utf-8")
    plan = plan_import(session, read_file(session, quotes))
    # where no document is named, the one article is meant
    assert [(one.what, one.quote) for one in plan.coming] == [("claim", "Kim thanked Stalin")]
    take_in(session, plan)
    assert len(session.project.claims()) == 1


@pytest.mark.usefixtures("strangers")
def test_what_cannot_be_loaded_or_fails_is_said(session: Session, tmp_path: Path) -> None:
    (fault,) = imports().faults
    assert "none:NONE" in str(fault)
    path = tmp_path / "a.failing"
    path.write_text("x")
    with pytest.raises(InputError, match=r"failing.*ZeroDivisionError: no"):
        read_file(session, path)
    # one that cannot even tell its files is passed over
    other = written(tmp_path / "a.raising", annotation("a", "thanked Stalin"))
    assert read_file(session, other).format.name == "hypothesis"


def test_a_file_that_is_not_there_or_too_large_is_one_sentence(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match="no file"):
        read_file(session, tmp_path / "none.json")
    with pytest.raises(DocumentError):
        read_file(session, tmp_path)
    session.settings.largest_document_mb = 1
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 1_100_000)
    with pytest.raises(DocumentError, match="1 MB"):
        read_file(session, large)


def test_a_long_import_is_several_changes_and_one_step(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidelight.session.importing._MOST_AT_ONCE", 500)
    before = len(session.project.log.order)
    quotes = ("Kim thanked Stalin", "Aid came twice", "A land border is shared")
    read = file(*(mark(str(at), quote, text="Why?") for at, quote in enumerate(quotes)))
    take_in(session, plan_import(session, read))
    changes = session.project.log.order[before:]
    assert len(changes) > 2
    assert len({change.group for change in changes}) == 1
    assert len(session.project.claims()) == 3
    session.undo()
    assert session.project.claims() == []
