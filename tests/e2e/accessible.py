# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a screen reader asks of a program: AT-SPI over D-Bus.

Interfaces are those of at-spi2-core (org.a11y.atspi.Accessible and Text, version 2).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ROOT = "/org/a11y/atspi/accessible/root"
_PATIENCE = 20.0
_DEEPEST = 30
_SAY_ADDRESS = (
    "import os, sys; print(os.environ['DBUS_SESSION_BUS_ADDRESS'], flush=True); sys.stdin.read()"
)


@contextmanager
def session_bus() -> Iterator[str]:
    """Run a session bus of its own; its address."""
    held = subprocess.Popen(
        ["dbus-run-session", "--", sys.executable, "-c", _SAY_ADDRESS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "GIO_USE_VFS": "local"},
        text=True,
    )
    assert held.stdin is not None
    assert held.stdout is not None
    yield held.stdout.readline().strip()
    held.stdin.close()
    held.wait(_PATIENCE)
    held.stdout.close()


class Asking:
    """A connection to the bus that accessible programs are on."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            found = bus.send_and_get_reply(new_method_call(asked, "GetAddress"), timeout=_PATIENCE)
            (address,) = unwrap_msg(found)
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def programs(self) -> list[Node]:
        """Return the programs that can be asked."""
        return Node(self, "org.a11y.atspi.Registry", _ROOT).children()

    def call(
        self, at: tuple[str, str], interface: str, method: str, sig: str = "", *body: Any
    ) -> Any:
        """Return the first value of an answer."""
        name, path = at
        message = new_method_call(DBusAddress(path, name, interface), method, sig or None, body)
        answer = unwrap_msg(self._bus.send_and_get_reply(message, timeout=_PATIENCE))
        return answer if len(answer) > 1 else answer[0] if answer else None


@dataclass(frozen=True)
class Node:
    """One accessible thing: a window, a button, a text."""

    asking: Asking
    bus_name: str
    path: str

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property(_ACCESSIBLE, "Name"))

    @property
    def role(self) -> str:
        """What it is."""
        return str(self._call(_ACCESSIBLE, "GetRoleName"))

    @property
    def text(self) -> str:
        """The text in it."""
        return str(self._call(_TEXT, "GetText", "ii", 0, -1))

    @property
    def caret(self) -> int:
        """Where the caret is, in UTF-16 units: Qt counts so."""
        return int(self._property(_TEXT, "CaretOffset"))

    @property
    def selected(self) -> str:
        """The words selected, empty without any."""
        if not self._call(_TEXT, "GetNSelections"):
            return ""
        start, end = self._call(_TEXT, "GetSelection", "i", 0)
        return self.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")

    def children(self) -> list[Node]:
        """Return what is in it."""
        return [
            Node(self.asking, name, path) for name, path in self._call(_ACCESSIBLE, "GetChildren")
        ]

    def walk(self, depth: int = 0) -> Iterator[Node]:
        """Yield it and all that is in it; what goes away meanwhile is passed over."""
        yield self
        if depth > _DEEPEST or self.role == "table":
            return
        try:
            children = self.children()
        except DBusErrorResponse:
            return
        for child in children:
            yield from child.walk(depth + 1)

    def _call(self, interface: str, method: str, sig: str = "", *body: Any) -> Any:
        return self.asking.call((self.bus_name, self.path), interface, method, sig, *body)

    def _property(self, interface: str, name: str) -> Any:
        _signature, value = self._call(_PROPERTIES, "Get", "ss", interface, name)
        return value
