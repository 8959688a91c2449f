# SPDX-License-Identifier: AGPL-3.0-or-later
"""Modules that are loaded when something in them is first asked for.

PySide brings the texts of its signatures and error messages as source, packed into its library,
and compiles them at each start: a third of what importing it takes.  They are asked for where a
call is refused or a signature is read, which a start does not do.  It finds them through a finder
of its own that it puts at the head of ``sys.meta_path`` while it is imported (Qt for Python,
"signature_bootstrap.py"); `late` keeps a finder before that one.  A module that is not found by
its name here is loaded at once, as ever.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, SupportsIndex

OF_PYSIDE: Mapping[str, tuple[str, ...]] = {
    "shibokensupport.signature.errorhandler": (),
    "shibokensupport.signature.layout": (),
    "shibokensupport.signature.lib.enum_sig": (),
    "shibokensupport.signature.lib.pyi_generator": (),
    "shibokensupport.signature.lib.tool": (),
    "shibokensupport.signature.mapping": ("update_mapping",),
    "shibokensupport.signature.parser": (),
}
"""What is loaded late of PySide, with the functions that its library takes out of a module without
asking the module for them."""


class LateModule(ModuleType):
    """A module that is run when a name is first looked up in it that its import has not set."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._loading = threading.RLock()
        self._run: Callable[[], object] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import itself asks for these
            raise AttributeError(name)
        self._load()
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no {name!r}") from None

    def _load(self) -> None:
        with self._loading:
            run, self._run = self._run, None
            if run is not None:
                run()

    def _stand_in(self, name: str) -> None:
        """Have a function there that loads the module, which puts its own in the place of it."""

        def call(*given: Any) -> Any:
            self._load()
            return self.__dict__[name](*given)

        self.__dict__[name] = call


class _LateLoader:
    def __init__(self, inner: Any, functions: Iterable[str]) -> None:
        self._inner = inner
        self._functions = functions

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        name, module = spec.name, LateModule(spec.name)

        def run() -> None:
            # PySide gives its modules a second name, by which its loader does not know them
            second, spec.name = spec.name, name
            try:
                self._inner.exec_module(module)
            finally:
                spec.name = second

        module._run = run
        for function in self._functions:
            module._stand_in(function)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Leave it to who asks for something in it."""


class _LateFinder:
    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._names:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(fullname, path, target) if finder is not self else None
            if spec is not None:
                spec.loader = _LateLoader(spec.loader, self._names[fullname])  # type: ignore[assignment]
                return spec
        return None


class _HeldHead(list[Any]):
    """A list whose first item stays the first."""

    def insert(self, index: SupportsIndex, item: Any) -> None:
        super().insert(max(1, int(index)), item)


@contextmanager
def late(names: Mapping[str, Iterable[str]]) -> Iterator[None]:
    """Have modules of these names that are imported meanwhile loaded when they are asked for, or
    when one of the functions named with each is called.
    """
    finder = _LateFinder(names)
    sys.meta_path = _HeldHead([finder, *sys.meta_path])
    try:
        yield
    finally:
        sys.meta_path = [other for other in sys.meta_path if other is not finder]
