# SPDX-License-Identifier: AGPL-3.0-or-later
"""The web page in a real browser: what it holds, what it asks for, on a phone and in print."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from sidelight.report import html
from sidelight.report.parts import GivenVerdict
from tests.report.browser import PHONE, Browser, opened
from tests.report.conftest import HOSTILE, Pact
from tests.report.project_builder import Builder

pytestmark = pytest.mark.program("chromium", package="chromium")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    (tmp_path / "pages").mkdir()
    with opened(tmp_path / "pages", tmp_path / "profile") as browser:
        yield browser


def put(browser: Browser, builder: Builder) -> None:
    (browser.folder / "report.html").write_bytes(html.write(builder.report()))


def test_the_page_asks_for_nothing(browser: Browser, hostile: Builder) -> None:
    put(browser, hostile)
    browser.dom("report.html")
    assert [path for path in browser.asked if path != "/favicon.ico"] == ["/report.html"]


def test_the_server_would_see_a_page_that_asks(browser: Browser) -> None:
    (browser.folder / "report.html").write_text("<img src=/beacon>", "utf-8")
    browser.dom("report.html")
    assert "/beacon" in browser.asked


def test_a_report_that_was_tampered_with_still_asks_for_nothing_and_runs_nothing(
    browser: Browser, pact: Pact
) -> None:
    put(browser, pact.builder)
    path = browser.folder / "report.html"
    smuggled = "<img src=/beacon><script>document.title = 'ran'</script><iframe src=/x></iframe>"
    path.write_text(path.read_text("utf-8").replace("</main>", f"{smuggled}</main>"), "utf-8")
    page = lxml_html.fromstring(browser.dom("report.html"))
    assert [path for path in browser.asked if path != "/favicon.ico"] == ["/report.html"]
    assert page.findtext(".//title") == f"Report: {pact.report().title}"
    assert page.get("class") == "enhanced", "our own script did run"


def test_the_document_that_the_browser_made_holds_every_hostile_text_as_text(
    browser: Browser, hostile: Builder
) -> None:
    put(browser, hostile)
    page = lxml_html.fromstring(browser.dom("report.html"))
    elements = {str(element.tag) for element in page.iter() if isinstance(element.tag, str)}
    assert [script.text for script in page.iter("script")] == [html.script().text]
    assert not elements & {"img", "svg", "iframe", "link", "base", "object", "b0", "i"}
    assert not list(page.iter(lxml_html.etree.Comment))
    assert len(page.findall(".//tbody/tr")) == len(HOSTILE)
    text = page.text_content()
    assert all(" ".join(line.reason.split()) in " ".join(text.split()) for line in _said(hostile))


def _said(builder: Builder) -> list[GivenVerdict]:
    return [verdict for line in builder.report().lines for verdict in line.verdicts]


@pytest.mark.parametrize("name", ["pact", "hostile"])
def test_nothing_sticks_out_on_a_phone(
    browser: Browser, name: str, request: pytest.FixtureRequest
) -> None:
    given = request.getfixturevalue(name)
    put(browser, given if isinstance(given, Builder) else given.builder)
    (browser.folder / "phone.html").write_text(PHONE, "utf-8")
    body = lxml_html.fromstring(browser.dom("phone.html")).find("body")
    assert body is not None
    assert body.get("data-out") == ""
    assert (body.get("data-width"), body.get("data-scroll")) == ("390", "390")
    assert body.get("data-cells") == "block"


@pytest.mark.program("pdftotext", package="poppler-utils")
def test_print_holds_every_line_with_readable_addresses(browser: Browser, pact: Pact) -> None:
    put(browser, pact.builder)
    done = subprocess.run(
        ["pdftotext", "-layout", browser.pdf("report.html"), "-"], capture_output=True, check=True
    )
    text = " ".join(done.stdout.decode("utf-8").split())
    assert "https://courier.example/pact?from=feed" in text
    assert "SHA-256" in text
    assert all(f"{source.sha256}" in text for source in pact.report().sources)
    assert "Three denials on record." in text
    assert "Line by line Every claim" in text
    assert text.count("What the marks mean") == 1, "the navigation is not printed"
