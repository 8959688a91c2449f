# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser without a window, and a server that remembers what it was asked for."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

# A page that shows the report in a frame of a given width and says what sticks out of it.
PHONE = """<!DOCTYPE html><meta charset="utf-8"><body><iframe src="report.html"
style="border:0;width:390px;height:844px" onload="measure(this)"></iframe><script>
function measure(frame) {
  const page = frame.contentDocument, width = page.documentElement.clientWidth;
  const out = [...page.querySelectorAll("main *, header *, footer *")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > width + 0.5 || box.left < -0.5);
  }).map(one => one.tagName + "." + one.className);
  document.body.dataset.width = width;
  document.body.dataset.scroll = page.documentElement.scrollWidth;
  document.body.dataset.out = [...new Set(out)].join(" ");
  document.body.dataset.cells = getComputedStyle(page.querySelector("td")).display;
}</script>"""


@dataclass
class Browser:
    """Opens pages of ``folder``, which is served; ``asked`` are the paths asked for."""

    folder: Path
    profile: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)

    def dom(self, page: str) -> str:
        """Return the document of a page once it was loaded."""
        return self._run("--dump-dom", f"{self.address}/{page}").stdout.decode("utf-8")

    def pdf(self, page: str) -> Path:
        """Print a page and return the file."""
        path = self.folder / f"{page}.pdf"
        self._run("--no-pdf-header-footer", f"--print-to-pdf={path}", f"{self.address}/{page}")
        return path

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["chromium", *OPTIONS, f"--user-data-dir={self.profile}", *arguments]
        return subprocess.run(command, capture_output=True, check=True, timeout=120)


@contextmanager
def opened(folder: Path, profile: Path) -> Iterator[Browser]:
    browser = Browser(folder, profile)

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, ARG002
            browser.asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    browser.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield browser
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
