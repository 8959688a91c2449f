# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real window, read back as a screen reader reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jeepney import DBusErrorResponse

from sidelight.session.session import Session
from tests.e2e.accessible import Asking, Node, session_bus
from tests.e2e.conftest import Screen, wait_for

if TYPE_CHECKING:
    import subprocess

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
    pytest.mark.program("dbus-run-session", package="dbus-daemon"),
    pytest.mark.program("/usr/libexec/at-spi-bus-launcher", package="at-spi2-core"),
]

WORDS = "Он прочёл её. 항구의 서기는 적었다. 👩\u200d🚀 went in 1950."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "read.sidelight"
    with Session.create(path, "Read aloud", by="Ann") as session:
        session.add_text(f"Explained\n\n{WORDS}\n", kind="article", title="Explained")
        session.add_text("A note\n\nIt was so.\n", title="A note")
    return path


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    """A screen reader's connection; programs started from now on can be asked."""
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
        found = Asking(address)
        yield found
        found.close()


def test_text_caret_and_selection_can_be_read_back(
    asking: Asking,
    screen: Screen,
    start: Callable[..., subprocess.Popen[bytes]],
    project: Path,
) -> None:
    start("--by", "Ann", project)
    wait_for(lambda: any("Read aloud" in title for title in screen.titles()), "the window")
    found: list[Node] = []

    def article() -> Node | None:
        found[:] = [
            node
            for program in asking.programs()
            for node in _all(program)
            if node.role == "text" and node.name == "Text of Explained"
        ]
        return found[0] if found and WORDS in found[0].text else None

    wait_for(article, "the text of the article")
    text = found[0]
    assert text.text.startswith("Explained")

    def walked() -> bool:
        screen.keys("Escape", "ctrl+Home", "Down", "shift+ctrl+Right", "shift+ctrl+Right")
        return text.selected == "Он прочёл"

    screen.keys("F7")
    wait_for(walked, "selecting two words by keys")
    assert text.caret == text.text.index("Он прочёл") + len("Он прочёл")
    screen.keys("ctrl+End")
    end = len(text.text.encode("utf-16-le")) // 2
    wait_for(lambda: text.caret == end and not text.selected, "going to the end")
    screen.keys("shift+bracketleft")
    wait_for(lambda: text.selected.endswith("went in 1950."), "selecting a sentence")


def test_every_control_in_reach_has_a_name(
    asking: Asking,
    screen: Screen,
    start: Callable[..., subprocess.Popen[bytes]],
    project: Path,
) -> None:
    start("--by", "Ann", project)
    wait_for(lambda: any("Read aloud" in title for title in screen.titles()), "the window")

    def nodes() -> list[tuple[str, str]]:
        return [(n.role, n.name) for program in asking.programs() for n in _all(program)]

    wait_for(lambda: ("text", "Text of Explained") in nodes(), "the text of the article")
    said = nodes()
    assert ("frame", "Read aloud — Sidelight") in said
    for wanted in (
        ("check box", "Verified"),
        ("text", "Search article, sources and claims"),
        ("text", "Text of A note"),
        ("table", "Claims"),
        ("page tab", "A note"),
    ):
        assert wanted in said, wanted
    spoken = {"button menu", "check box", "radio button", "combo box", "page tab", "text", "table"}
    assert [one for one in said if one[0] in spoken and not one[1].strip()] == []


def _all(node: Node) -> list[Node]:
    try:
        return list(node.walk())
    except DBusErrorResponse:
        return []
