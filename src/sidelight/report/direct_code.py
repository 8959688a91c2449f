# SPDX-License-Identifier: AGPL-3.0-or-later
"""Templates compiled to Python that reads attributes and calls functions and macros at once, and
escapes a short text once for all the places where it stands.

Jinja asks for each whether the name may be a key, the function may want the context, and so on.
Our templates need none of it: what they name are attributes of records, and functions that take no
more than they are given.  What comes out is the same, and so is what is escaped: everything but
markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.utils import missing

_escape = FILTERS["escape"]
_SHORT = 60
"""Texts of no more characters are likely to come again."""
_SPECIAL = ("caller", "kwargs", "varargs")


class Escaped(dict[str, str]):
    """Texts, escaped; looked up by strings of no other class than ``str``."""

    def __missing__(self, text: str) -> str:
        """Return a text that was not escaped before."""
        # most have none of these, and finding that out takes a third of the time
        plain = not ("&" in text or "<" in text or ">" in text or '"' in text or "'" in text)
        made = text if plain else str(_escape(text))
        if len(text) <= _SHORT:
            self[text] = made
        return made


class Names(dict[str, Any]):
    """What a template is given, by name; none is given another value while it is written."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, name: str) -> Any:
        """Return what is asked for the first time."""
        found = self._context.resolve_or_missing(name)
        if found is not missing:
            self[name] = found
        return found


def loop(items: Any, *more: Any) -> Iterable[Any]:
    """Return the items with what ``loop`` tells of each; of none, no more than that."""
    return LoopContext(items, *more) if items else ()


class _Macro(NamedTuple):
    """The names of a macro's arguments, and whether it says what its caller does."""

    arguments: tuple[str, ...]
    calls: bool


class DirectCode(CodeGenerator):
    """Writes the Python of a template."""

    _macros: dict[str, _Macro]
    _shown: nodes.Node | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template, of which it first reads what macros there are."""
        stored = {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}
        found = [one for one in node.body if isinstance(one, nodes.Macro)]
        self._macros = {
            one.name: _of(one) for one in found if one.name not in stored and _sure(one)
        }
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write what stands first in the function of a template."""
        super().write_commons()
        self.writeline(f"from {__name__} import Escaped, Names, loop as LoopContext")
        self.writeline("direct_texts = Escaped()")
        self.writeline("resolve = Names(context).__getitem__")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a part of a template; the whole is gathered in a list instead of handed over in
        pieces.
        """
        super().enter_frame(frame)
        if frame.rootlevel and frame.parent is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End a part of a template."""
        if frame.rootlevel and frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        """Write a macro, whose function gets a name of its own."""
        super().visit_Macro(node, frame)
        if node.name in self._macros:
            self.writeline(f"direct_{node.name} = macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write what stands under a key."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call."""
        arguments = self._arguments(node, frame, forward_caller=forward_caller)
        if arguments is None:
            self._call(node, frame, forward_caller=forward_caller)
            return
        wrapped = self._shown is not node and not forward_caller
        self.write("Markup(" if wrapped else "(")
        self.write(f"direct_{node.node.name}(")  # type: ignore[attr-defined] # a macro has one
        for argument in arguments:
            if isinstance(argument, str):
                self.write(argument)
            else:
                self.visit(argument, frame)
            self.write(", ")
        self.write("))")

    def _call(self, node: nodes.Call, frame: Frame, *, forward_caller: bool) -> None:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise TypeError("our templates call nothing with * or **")
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _arguments(
        self, node: nodes.Call, frame: Frame, *, forward_caller: bool = False
    ) -> list[nodes.Expr | str] | None:
        """Return what the function of a macro is called with, in its order; None where it is none
        of ours, or would not take the call.
        """
        called = node.node
        if not isinstance(called, nodes.Name) or called.name not in self._macros:
            return None
        macro = self._macros[called.name]
        named = {one.key: one.value for one in node.kwargs}
        places = macro.arguments[len(node.args) :]
        if (
            # a name of the macro's own, such as that of an argument
            frame.symbols.find_ref(called.name) != f"l_0_{called.name}"
            or len(node.args) > len(macro.arguments)
            or not set(named) <= set(places)
            or macro.calls != forward_caller
        ):
            return None
        given: list[nodes.Expr | str] = [*node.args, *(named.get(at, "missing") for at in places)]
        return [*given, "caller"] if forward_caller else given

    def _output_child_pre(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: Any,  # noqa: ARG002 - as Jinja calls it
    ) -> None:
        """Begin the output of a value: a macro's as it is, other words escaped."""
        if isinstance(node, nodes.Call) and self._arguments(node, frame) is not None:
            self._shown = node
        else:
            self.write("(direct_texts[direct] if type(direct := (")

    def _output_child_post(
        self,
        node: nodes.Expr,
        frame: Frame,  # noqa: ARG002
        finalize: Any,  # noqa: ARG002
    ) -> None:
        """End the output of a value."""
        if self._shown is not node:
            self.write(")) is str else escape(direct))")
        self._shown = None


def _of(macro: nodes.Macro) -> _Macro:
    names = tuple(argument.name for argument in macro.args)
    return _Macro(names, "caller" in find_undeclared(macro.body, ("caller",)))


def _sure(macro: nodes.Macro) -> bool:
    """Tell whether a macro takes no more than the arguments that it names."""
    names = {argument.name for argument in macro.args}
    return not names & set(_SPECIAL) and not find_undeclared(macro.body, _SPECIAL[1:])
