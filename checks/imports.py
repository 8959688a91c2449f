# SPDX-License-Identifier: AGPL-3.0-or-later
"""The import graph of the package: what each module imports, in-function imports included."""

from collections.abc import Iterator, Mapping

import grimp

PACKAGE = "sidelight"


def import_graph(package: str = PACKAGE) -> dict[str, set[str]]:
    """Return, for each module of the package, the modules of it that it imports anywhere.

    Imports for type checking only count too: a module that names another's types knows the other.
    Libraries stand in the sets under their top name (``PySide6``).
    """
    graph = grimp.build_graph(package, include_external_packages=True, cache_dir=None)
    ours = [name for name in graph.modules if name.split(".")[0] == package]
    return {name: set(graph.find_modules_directly_imported_by(name)) for name in ours}


def cycles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """Return the groups of modules that import each other in a circle, largest first."""
    reach = {name: reachable(graph, name) for name in graph}
    found: list[set[str]] = []
    for name in sorted(graph):
        circle = {other for other in reach[name] if name in reach.get(other, ())}
        if circle and circle not in found:
            found.append(circle)
    return sorted(found, key=len, reverse=True)


def reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """Return the modules that one imports, directly or through others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in _ours(graph, waiting.pop()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


def _ours(graph: Mapping[str, set[str]], name: str) -> Iterator[str]:
    return (imported for imported in graph[name] if imported in graph)
