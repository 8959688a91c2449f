# SPDX-License-Identifier: AGPL-3.0-or-later
"""Five hundred hostile texts over every field of a report: as a web page nothing of them runs and
nothing is fetched, also where no policy forbids it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as tree

from sidelight.report import html
from sidelight.report.data import Report
from tests.report.browser import opened
from tests.report.conftest import Pact
from tests.report.hostile_strings import MARKUP, filled, strings, words_of
from tests.report.test_html import OUR_ELEMENTS

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture
def hostile(pact: Pact) -> Report:
    return filled(pact.report())


def test_there_are_five_hundred_and_each_stands_in_the_report(hostile: Report) -> None:
    made = strings()
    assert len(made) == len(set(made)) == 500
    assert set(made) <= set(words_of(hostile))


def test_none_becomes_markup(hostile: Report) -> None:
    page = tree.document_fromstring(html.write(hostile))
    elements = list(page.iter(tree.etree.Element))
    assert {one.tag for one in elements} <= OUR_ELEMENTS
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//script")[0].text == html.script().text
    for name, value in (pair for one in elements for pair in one.items()):
        assert not name.startswith("on")
        assert name not in {"src", "srcdoc", "srcset", "action", "formaction", "style"}
        assert name != "href" or re.match(r"#|https://\w+\.example/", value)
    said = page.text_content()
    assert all(f"fetch{markup.partition('fetch')[2][:9]}" in said for markup in MARKUP[:2])


@pytest.mark.program("chromium", package="chromium")
@pytest.mark.parametrize("policy", [True, False])
def test_nothing_runs_and_nothing_is_fetched(hostile: Report, tmp_path: Path, policy: bool) -> None:
    page = html.write(hostile).decode()
    assert POLICY.search(page)
    (tmp_path / "pages").mkdir()
    path = tmp_path / "pages" / "report.html"
    path.write_text(page if policy else POLICY.sub("", page), "utf-8")
    with opened(tmp_path / "pages", tmp_path / "profile") as browser:
        made = browser.dom("report.html")
        asked = set(browser.asked) - {"/favicon.ico"}
    assert asked == {"/report.html"}
    # our own script ran, no other
    assert re.search(r'<html[^>]*class="[^"]*enhanced', made)
    assert "data-ran" not in made.partition("<body")[0]


@pytest.mark.program("chromium", package="chromium")
def test_any_of_them_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for at, markup in enumerate(MARKUP[:4]):
        text = f"<!DOCTYPE html><html><body>{markup}</body></html>"
        (tmp_path / "pages" / f"{at}.html").write_text(text, "utf-8")
    with opened(tmp_path / "pages", tmp_path / "profile") as browser:
        made = [browser.dom(f"{at}.html") for at in range(4)]
        assert browser.asked.count("/beacon") >= 3
    assert sum("data-ran" in one.partition("<body")[0] for one in made) >= 2
