# SPDX-License-Identifier: AGPL-3.0-or-later
"""A claim dragged out of the window into a page that a browser edits, as a mail in one is."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.session.session import Session
from tests.e2e.conftest import Screen, wait_for
from tests.report.browser import OPTIONS

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
    pytest.mark.program("chromium", package="chromium"),
]

MAIL = """<!DOCTYPE html><meta charset="utf-8"><title>empty mail</title>
<body contenteditable style="height:95vh;margin:0"><script>
new MutationObserver(() => {
  const bold = document.querySelector("b");
  const said = document.body.innerText.replace(/\\s+/g, " ");
  document.title = `mail: ${said} ${bold && bold.style.color}`;
}).observe(document.body, {childList: true, subtree: true, characterData: true});
</script>"""


def drag(screen: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, move in small steps as a hand does, let go."""
    screen.xdotool("mousemove", *map(str, start), "mousedown", "1")
    for step in range(1, 13):
        at = (a + (b - a) * step // 12 for a, b in zip(start, end, strict=True))
        screen.xdotool("mousemove", *map(str, at))
        time.sleep(0.06)
    time.sleep(0.3)
    screen.xdotool("mouseup", "1")


def test_a_claim_is_dragged_into_a_mail(
    screen: Screen, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        text = "Explained\n\nThe visit was his first in 24 years.\n"
        article = session.add_text(text, kind="article", title="Explained")
        session.claim(article, *session.locate(article, "his first in 24 years"), "disputed")
    start("--by", "Ann", path)
    wait_for(lambda: any("pact" in title for title in screen.titles()), "the window")
    window = screen.xdotool("search", "--onlyvisible", "--name", "pact").split()[0]
    screen.xdotool("windowsize", window, "1000", "900", "windowmove", window, "10", "30")
    page = tmp_path / "mail.html"
    page.write_text(MAIL, "utf-8")
    flags = [one for one in OPTIONS if "headless" not in one]
    flags += [f"--user-data-dir={tmp_path / 'profile'}", f"--app={page.as_uri()}"]
    browser = subprocess.Popen(
        ["chromium", *flags, "--window-position=1040,30", "--window-size=480,600"],
        env=screen.environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: "empty mail" in screen.titles(), "the mail")

        def dropped() -> bool:
            for y in range(650, 800, 24):
                drag(screen, (420, y), (1250, 300))
                if any(title.startswith("mail: ") for title in screen.titles()):
                    return True
            return False

        wait_for(dropped, "dragging the claim")
        said = next(title for title in screen.titles() if title.startswith("mail: "))
        assert "his first in 24 years" in said
        assert "Disputed" in said
        # in the ink of its verdict
        assert "rgb(" in said
    finally:
        browser.send_signal(signal.SIGTERM)
        browser.wait(60)
