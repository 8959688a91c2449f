# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser that a test drives: keys, clicks, sizes, colours, through its DevTools protocol.

Messages are JSON, each ended by a NUL, over two pipes, which the browser has as descriptors 3 and
4.  What it evaluates needs no place in the page, which stays as it was made.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.report.browser import OPTIONS

PATIENCE = 30.0
KEYS = {
    "Escape": ("Escape", "Escape", 27, ""),
    "Enter": ("Enter", "Enter", 13, "\r"),
    "Tab": ("Tab", "Tab", 9, ""),
    "Space": (" ", "Space", 32, " "),
    "j": ("j", "KeyJ", 74, "j"),
    "k": ("k", "KeyK", 75, "k"),
    # the key of J on a Russian keyboard
    "о": ("о", "KeyJ", 74, "о"),
}
"""What a key gives: its word, its place, its number in Windows, its text."""


class DevTools:
    """One page of one browser.  ``events`` are what the browser told of itself, newest last."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number = 0
        self._rest = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method and return its result."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            got = self._next(until)
            if got.get("id") == self._number:
                assert "error" not in got, got["error"]
                result: dict[str, Any] = got["result"]
                return result
            self.events.append(got)
        raise TimeoutError(method)

    def _next(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._back], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError("the browser says nothing")
            self._rest += os.read(self._back, 1 << 16)
        one, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(one)
        return message

    def told(self, method: str) -> list[dict[str, Any]]:
        """Return what events of a kind said."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def open(self, address: str, *, width: int = 1280, height: int = 800) -> None:
        """Load a page in a window of that size, and wait until it has run what it runs."""
        self.size(width, height)
        for one in ("about:blank", address):  # else only the place in a page might change
            self.events.clear()
            self.call("Page.navigate", url=one)
            until = time.monotonic() + PATIENCE
            while not self.told("Page.loadEventFired"):
                self.events.append(self._next(until))

    def size(self, width: int, height: int = 800) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, media: str = "", **features: str) -> None:
        """Show the page as in print, or to somebody who prefers dark colours."""
        named = [{"name": n.replace("_", "-"), "value": value} for n, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=media, features=named)
        self.settle()  # one frame in which the page hears of it, one in which it answers
        self.settle()

    def get(self, expression: str) -> Any:
        """Return what an expression gives in the page."""
        got = self.call(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in got, got["exceptionDetails"]
        return got["result"].get("value")

    def settle(self) -> None:
        """Wait until the page has done what waits there to be done."""
        self.get("new Promise(done => setTimeout(() => requestAnimationFrame(() => done())))")

    def press(self, *names: str) -> None:
        for name in names:
            key, code, number, text = KEYS[name]
            given = {"key": key, "code": code, "windowsVirtualKeyCode": number, "text": text}
            self.call("Input.dispatchKeyEvent", type="keyDown", **given)
            self.call("Input.dispatchKeyEvent", type="keyUp", **given)
        self.settle()

    def click(self, selector: str) -> None:
        """Click into the middle of the first line of an element, which must be in sight."""
        self.drag(selector, 0.5, 0.5)

    def drag(self, selector: str, start: float, end: float) -> None:
        """Drag along the first line of an element, from one part of its width to another."""
        left, width, y = self.get(
            f"(box => [box.left, box.width, box.top + box.height / 2])"
            f"(document.querySelector({json.dumps(selector)}).getClientRects()[0])"
        )
        for kind, part in (("Pressed", start), ("Moved", end), ("Released", end)):
            self.call(
                "Input.dispatchMouseEvent",
                type=f"mouse{kind}",
                x=left + width * part,
                y=y,
                button="left",
                buttons=0 if kind == "Released" else 1,
                clickCount=1,
            )
        self.settle()

    def picture(self, path: Path) -> Path:
        path.write_bytes(b64decode(self.call("Page.captureScreenshot")["data"]))
        return path


@contextmanager
def driven(profile: Path) -> Iterator[DevTools]:
    """Start a browser; it ends with the block."""
    theirs, to = os.pipe()
    back, said = os.pipe()
    # the shell gives the pipes the numbers that the browser expects; dash knows those to 9 only
    command = f'exec chromium "$@" 3<&{theirs} 4>&{said}'
    options = [*OPTIONS, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank"]
    process = subprocess.Popen(
        ["bash", "-c", command, "bash", *options],
        pass_fds=(theirs, said),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    os.close(said)
    try:
        tools = DevTools(to, back)
        yield tools
        tools.call("Browser.close")
    finally:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(to)
        os.close(back)
