# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may import whom. Imports inside functions count like those at the top of a file."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from checks.imports import PACKAGE, cycles, import_graph
from checks.measures import ROOT

# From the top down; the names on one line do not know each other.
LAYERS = (
    ("__main__",),
    ("desktop", "cli"),
    ("session",),
    ("report", "exchange"),
    ("store",),
    ("reader",),
    ("model",),
    ("text",),
    ("worker",),
    ("language", "brought"),
    ("resources", "errors"),
    ("sentences",),
)

# A library, and the one package that may know it.
LIBRARIES = {
    "PySide6": "desktop",
    "shiboken6": "desktop",
    "pymupdf": "reader",
    "fitz": "reader",
    "sqlite3": "store",
    "sqlite_utils": "store",
    "apsw": "store",
}


@pytest.fixture(scope="module")
def graph() -> dict[str, set[str]]:
    return import_graph()


def layer_of(module: str) -> str | None:
    """The part of the house a module stands in; None for the package itself and for libraries."""
    parts = module.split(".")
    return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else None


def wrong_way(graph: dict[str, set[str]]) -> list[str]:
    """The imports that do not point down."""
    height = {name: -level for level, names in enumerate(LAYERS) for name in names}
    return [
        f"{module} imports {imported}"
        for module, names in sorted(graph.items())
        for imported in sorted(names)
        if (above := layer_of(module)) != (below := layer_of(imported))
        and above is not None
        and below is not None
        and height[above] <= height[below]
    ]


def strangers(graph: dict[str, set[str]], library: str, home: str) -> list[str]:
    """The modules outside `home` that import a library."""
    return [
        module for module, names in graph.items() if library in names and layer_of(module) != home
    ]


def test_every_part_of_the_house_has_its_layer(graph: dict[str, set[str]]) -> None:
    known = {name for names in LAYERS for name in names}
    assert {layer_of(module) for module in graph} - {None} <= known


def test_imports_point_down(graph: dict[str, set[str]]) -> None:
    assert wrong_way(graph) == []


def test_the_package_itself_imports_nothing_of_the_house(graph: dict[str, set[str]]) -> None:
    assert [name for name in graph[PACKAGE] if layer_of(name)] == []


def test_no_module_imports_itself_through_others(graph: dict[str, set[str]]) -> None:
    assert cycles(graph) == []


@pytest.mark.parametrize(("library", "home"), LIBRARIES.items(), ids=LIBRARIES)
def test_a_library_is_known_in_one_place(
    graph: dict[str, set[str]], library: str, home: str
) -> None:
    assert strangers(graph, library, home) == []


def test_every_library_is_declared_and_every_declared_one_is_used(
    graph: dict[str, set[str]],
) -> None:
    used = {name for names in graph.values() for name in names if "." not in name}
    used -= sys.stdlib_module_names | {PACKAGE}
    sources = packages_distributions()
    # an extra's library need not be installed
    imported = {plain(sources.get(name, [name])[0]) for name in used}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]["heic"]
    declared = {plain(line) for line in (*project["dependencies"], *extras)}
    # PySide6's own lower half, pinned by it to the same version
    imported -= {"shiboken6"}
    # trafilatura asks for it as an extra of lxml, which pip 23.2 leaves out without a word
    declared -= {"lxml-html-clean"}
    assert (sorted(imported - declared), sorted(declared - imported)) == ([], [])


def plain(requirement: str) -> str:
    """A requirement's project name as PEP 503 writes it, without versions."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;]", requirement)[0]).lower()


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("sidelight.model.claim", "sidelight.store.log"),
        ("sidelight.cli.words", "sidelight.desktop.app"),
        ("sidelight.session.verbs", "sidelight.__main__"),
        ("sidelight.errors", "sidelight.resources"),
    ],
)
def test_a_wrong_import_would_be_seen(importer: str, imported: str) -> None:
    assert wrong_way({importer: {imported}}) == [f"{importer} imports {imported}"]


def test_every_kind_of_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lantern").mkdir()
    (tmp_path / "lantern" / "__init__.py").touch()
    (tmp_path / "lantern" / "wick.py").touch()
    (tmp_path / "lantern" / "glass.py").touch()
    (tmp_path / "lantern" / "flame.py").write_text(
        "import sqlite3.dbapi2\n"
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from lantern.glass import Pane\n"
        "def light():\n    from lantern import wick\n    import pymupdf\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    seen = import_graph("lantern")["lantern.flame"]
    assert seen == {"sqlite3", "typing", "lantern.glass", "lantern.wick", "pymupdf"}


def test_a_right_import_is_let_pass() -> None:
    graph = {
        "sidelight.session.verbs": {"sidelight.store.log", "sidelight.session.events", "pathlib"},
        "sidelight.store.log": {"sidelight", "sidelight.errors", "sqlite3"},
    }
    assert wrong_way(graph) == []
    assert strangers(graph, "sqlite3", "store") == []


def test_a_library_in_the_wrong_place_would_be_seen() -> None:
    graph: dict[str, set[str]] = {"sidelight.model.claim": {"sqlite3"}}
    assert strangers(graph, "sqlite3", "store") == ["sidelight.model.claim"]


@pytest.mark.parametrize(
    ("graph", "circles"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, [{"a", "b"}]),
        ({"a": {"b", "x"}, "b": {"c"}, "c": {"a"}, "d": {"e"}, "e": {"d"}}, [{*"abc"}, {*"de"}]),
        ({"a": {"a"}}, [{"a"}]),
    ],
    ids=["chain", "pair", "two circles", "self"],
)
def test_a_circle_would_be_seen(graph: dict[str, set[str]], circles: list[set[str]]) -> None:
    assert cycles(graph) == circles
