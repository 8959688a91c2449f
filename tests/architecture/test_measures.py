# SPDX-License-Identifier: AGPL-3.0-or-later
"""The goals for size and shape hold, and the measuring measures."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from checks import measures
from checks.measures import ROOT, Source


def source(text: str, place: str = "src/sidelight/x.py") -> Source:
    return Source(place, text, ast.parse(text))


def test_the_goals_are_met() -> None:
    script = ROOT / "checks" / "measures.py"
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=ROOT.anchor
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MISS" not in done.stdout
    assert "longest function" in done.stdout


def test_blank_and_comment_lines_do_not_count_as_code() -> None:
    one = source("# a comment\n\nx = 1  # a reason\n    \ny = 2\n")
    assert (one.lines, one.code_lines) == (5, 2)


def test_a_file_too_long_is_a_miss() -> None:
    long, short = source("x = 1\n" * 401), source("x = 1\n")
    middle, most = measures.file_sizes([long, short, short], [long, short, short])
    assert middle.met
    assert not most.met
    assert most.places[0] == "src/sidelight/x.py: 401"


def test_a_median_too_long_is_a_miss() -> None:
    files = [source("x = 1\n" * 131)] * 3
    middle, most = measures.file_sizes(files, files)
    assert (middle.met, most.met) == (False, True)


@pytest.mark.parametrize(("lines", "met"), [(38, True), (39, True), (40, False)])
def test_a_function_too_long_is_a_miss(lines: int, met: bool) -> None:
    inner = "def f() -> None:\n" + "    x = 1\n" * lines
    found = measures.function_sizes([source(inner)])
    assert found.met is met
    assert found.figure == str(lines + 1)


def test_tests_are_weighed_against_code() -> None:
    code, tests = source("x = 1\n" * 10), source("x = 1\n" * 9, "tests/text/test_x.py")
    assert measures.tests_to_code([code], [tests]).met
    assert not measures.tests_to_code([code, code], [tests]).met


@pytest.mark.parametrize(
    ("text", "annotated"),
    [
        ("def f(a: int, *b: str, c: int = 1, **d: str) -> None: ...", True),
        ("class A:\n    def f(self, a: int) -> int: ...", True),
        ("def f(a) -> None: ...", False),
        ("def f(a: int): ...", False),
        ("def f(*, c=1) -> None: ...", False),
        ("def f(**d) -> None: ...", False),
        ("def f() -> None:\n    async def g(x): ...", False),
    ],
)
def test_a_bare_function_is_a_miss(text: str, annotated: bool) -> None:
    assert measures.annotations([source(text)]).met is annotated


PLAIN = "def test_a() -> None: ...\n"


@pytest.mark.parametrize(
    "text",
    [
        "def test_b(qtbot: object) -> None: ...\n",
        f"import PySide6.QtCore\n{PLAIN}",
        f"from sidelight.desktop.view.document_view import DocumentView\n{PLAIN}",
        f"from sidelight.desktop.view import document_view\n{PLAIN}",
        f"if True:\n    from tests.desktop.conftest import Driver\n{PLAIN}",
    ],
)
def test_a_test_needs_qt_by_what_it_imports_or_by_its_fixtures(text: str) -> None:
    plain = f"from sidelight.desktop.documents.arrangement import Arrangement\n{PLAIN * 4}"
    tests = [source(plain, "tests/desktop/test_x.py"), source(text, "tests/report/test_x.py")]
    found = measures.qt_share(tests)
    assert found.figure == "20% (1 of 5)"
    assert not found.met
    assert measures.qt_share(tests[:1]).met


def test_files_are_found_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "src" / "sidelight").mkdir(parents=True)
    (tmp_path / "src" / "sidelight" / "a.py").write_text("x = 1\n", "utf-8")
    assert [one.place for one in measures.read_sources(tmp_path / "src")] == ["src/sidelight/a.py"]
