# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints the size and shape of the code beside the goals, and exits 1 where one is missed.

::

    python checks/measures.py
"""

import ast
import gc
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from checks.imports import cycles, import_graph, reachable  # noqa: E402 - needs the line above, as a script

MEDIAN_LINES = 130
MOST_LINES = 400
FUNCTION_LINES = 40
TESTS_TO_CODE = 0.9
QT_SHARE = 0.2
QT_FIXTURES = {"qtbot", "qapp"}
QT_PACKAGES = {"PySide6", "pytestqt", "shiboken6"}
QT_DRIVERS = ("tests.desktop.conftest", "tests.desktop.view.conftest")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Measure:
    """One figure beside its goal; `places` are the worst offenders, worst first."""

    name: str
    figure: str
    goal: str
    met: bool
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """One Python file: its place below the checkout, its text and its syntax tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """All lines, as an editor counts them."""
        return len(self.text.splitlines())

    @property
    def code_lines(self) -> int:
        """Lines that are neither blank nor only a comment."""
        stripped = (line.strip() for line in self.text.splitlines())
        return sum(1 for line in stripped if line and not line.startswith("#"))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree, which is slow to walk, in the order of `ast.walk`."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in self.nodes if isinstance(node, Function))


def read_sources(folder: Path) -> list[Source]:
    """Return the Python files below `folder`, in order; SyntaxError where one is not Python."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8")
        place = path.relative_to(folder.parent).as_posix()
        found.append(Source(place, text, ast.parse(text, place)))
    return found


def file_sizes(code: list[Source], everything: list[Source]) -> Iterator[Measure]:
    """Measure lines a file: the median of the package, the most anywhere."""
    middle = median(source.lines for source in code) if code else 0
    yield Measure(
        "median lines a file", f"{middle:g}", f"<= {MEDIAN_LINES}", middle <= MEDIAN_LINES
    )
    largest = sorted(everything, key=lambda source: -source.lines)[:3]
    most = largest[0].lines if largest else 0
    places = tuple(f"{source.place}: {source.lines}" for source in largest)
    yield Measure("most lines in a file", f"{most}", f"<= {MOST_LINES}", most <= MOST_LINES, places)


def function_sizes(everything: list[Source]) -> Measure:
    """Measure the longest functions, docstrings counted, decorators not."""
    sizes = sorted(
        (
            ((node.end_lineno or node.lineno) - node.lineno + 1, f"{source.place}: {node.name}")
            for source in everything
            for node in source.functions()
        ),
        reverse=True,
    )
    longest = sizes[0][0] if sizes else 0
    shown = [(size, place) for size, place in sizes if size > FUNCTION_LINES] or sizes[:3]
    places = tuple(f"{place} {size}" for size, place in shown)
    return Measure(
        "longest function", f"{longest}", f"<= {FUNCTION_LINES}", longest <= FUNCTION_LINES, places
    )


def tests_to_code(code: list[Source], tests: list[Source]) -> Measure:
    """Measure lines of test for a line of code; blank and comment lines count in neither."""
    written = sum(source.code_lines for source in code)
    tested = sum(source.code_lines for source in tests)
    ratio = tested / written if written else 0.0
    figure = f"{ratio:.2f} ({tested}:{written})"
    return Measure("test to code", figure, f">= {TESTS_TO_CODE}", ratio >= TESTS_TO_CODE)


def import_cycles() -> Measure:
    """Measure the largest import cycle, in-function imports included."""
    found = cycles(import_graph())
    places = tuple(" ".join(sorted(circle)) for circle in found)
    return Measure(
        "largest import cycle", f"{len(found[0]) if found else 0}", "0", not found, places
    )


def need_qt(source: Source, graph: Mapping[str, set[str]]) -> list[bool]:
    """Whether each test of a file runs with Qt: its file loads it, itself or by what it imports, or
    the test asks for a Qt fixture.
    """
    tests = [node for node in source.functions() if node.name.startswith("test_")]
    loads = bool(tests) and loads_qt(source, graph)
    return [loads or any(a.arg in QT_FIXTURES for a in test.args.args) for test in tests]


def loads_qt(source: Source, graph: Mapping[str, set[str]]) -> bool:
    """Whether a test file imports Qt, what drives the window, or a module of ours that does."""
    named: set[str] = set()
    for node in source.nodes:
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    if any(name.split(".")[0] in QT_PACKAGES or name.startswith(QT_DRIVERS) for name in named):
        return True
    ours = [name for name in named if name in graph]
    return any(
        "PySide6" in graph[near] for name in ours for near in {name, *reachable(graph, name)}
    )


def qt_share(tests: list[Source]) -> Measure:
    """Measure the share of test functions that need Qt."""
    graph = import_graph()
    kinds = [needs for source in tests for needs in need_qt(source, graph)]
    share = sum(kinds) / len(kinds) if kinds else 0.0
    figure = f"{share:.0%} ({sum(kinds)} of {len(kinds)})"
    return Measure("tests that need Qt", figure, f"< {QT_SHARE:.0%}", share < QT_SHARE)


def is_annotated(function: Function) -> bool:
    """Whether the result and every argument but ``self`` and ``cls`` say what they are."""
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    arguments += [extra for extra in (given.vararg, given.kwarg) if extra]
    bare = (a for a in arguments if a.annotation is None and a.arg not in ("self", "cls"))
    return function.returns is not None and not any(bare)


def annotations(everything: list[Source]) -> Measure:
    """Measure the functions without full annotations."""
    bare = tuple(
        f"{source.place}: {node.name}"
        for source in everything
        for node in source.functions()
        if not is_annotated(node)
    )
    return Measure("functions not annotated", f"{len(bare)}", "0", not bare, bare)


def measure(root: Path = ROOT) -> list[Measure]:
    """Return every measure of the checkout at `root`, in the order of the table."""
    code, tests = read_sources(root / "src"), read_sources(root / "tests")
    others = [*read_sources(root / "checks"), *read_sources(root / "benchmarks")]
    everything = [*code, *tests, *others]
    return [
        *file_sizes(code, everything),
        function_sizes(everything),
        tests_to_code(code, tests),
        import_cycles(),
        qt_share(tests),
        annotations(everything),
    ]


def main() -> int:
    """Print the table; return 0 where every goal is met, else 1."""
    # The trees stay to the end; to look through them for garbage takes longer than to make them.
    gc.disable()
    found = measure()
    for one in found:
        mark = "ok  " if one.met else "MISS"
        print(f"{mark} {one.name:<24} {one.figure:<20} goal {one.goal}")
        for place in one.places:
            print(f"       {place}")
    return 0 if all(one.met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
