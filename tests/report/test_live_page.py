# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the web page does in a browser that runs its script, and that it needs none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from sidelight.report import html
from sidelight.report.data import Report
from sidelight.report.omitting import without
from sidelight.report.parts import Line
from tests.report.conftest import HOSTILE, Pact
from tests.report.devtools import DevTools, driven
from tests.report.project_builder import Builder
from tests.report.test_filtering import judged

pytestmark = pytest.mark.program("chromium", package="chromium")

SHOWN = """({
  rows: [...document.querySelectorAll("#lines tbody > tr")]
    .filter(row => row.offsetParent).map(row => row.id.slice(6)),
  marks: [...new Set([...document.querySelectorAll("article mark:not(.off)")]
    .map(mark => mark.dataset.claim))],
  links: [...document.querySelectorAll("article .ref a")]
    .filter(link => link.offsetParent).map(link => link.hash.slice(7)),
  count: document.querySelector("#count").textContent,
  none: !document.querySelector("#none").hidden,
})"""
CHOOSE = """((verdicts, judge, open) => {
  for (const box of document.querySelectorAll(".filter input"))
    box.checked = box.value === "open" ? open
      : verdicts.includes(box.parentElement.querySelector(".called").textContent);
  const select = document.querySelector(".filter select");
  select.selectedIndex = [...select].findIndex(one => one.text.endsWith(judge));
  select.dispatchEvent(new Event("change", { bubbles: true }));
})"""
STATE = """({
  hash: location.hash, history: history.length, focus: document.activeElement.id,
  link: document.activeElement.hash ?? null,
  panel: document.querySelector("#panel")?.offsetParent
    ? document.querySelector("#panel").innerText : "",
  lit: [...document.querySelectorAll("mark.chosen")].map(mark => mark.dataset.claim),
})"""
STICKING_OUT = """[...document.querySelectorAll("body *")]
  .filter(one => !one.closest("nav ul") && getComputedStyle(one).position !== "absolute")
  .filter(one => (box => box.width && (box.right > innerWidth + .5 || box.left < -.5))
    (one.getBoundingClientRect())).map(one => one.outerHTML.slice(0, 80))"""
INSIDE = """((outer, inner) => inner.top >= outer.top && inner.bottom <= outer.bottom
  && inner.left >= document.querySelector("article").getBoundingClientRect().right)
  (...[".paper", "#panel"].map(one => document.querySelector(one).getBoundingClientRect()))"""
CONTROLS = """[...document.querySelectorAll("button, select, input, label, aside, [role=search]")]
  .filter(one => one.checkVisibility()).length"""


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevTools]:
    with driven(tmp_path_factory.mktemp("profile")) as tools:
        yield tools


def opened(tools: DevTools, folder: Path, report: Report, place: str = "", **size: int) -> None:
    (folder / "report.html").write_bytes(html.write(report))
    tools.open(f"file://{folder}/report.html{place}", **size)


def complaints(tools: DevTools) -> list[object]:
    """Return what the browser found wrong with the page."""
    return [*tools.told("Runtime.exceptionThrown"), *tools.told("Log.entryAdded")]


def wanted(line: Line, verdicts: tuple[str, ...], judge: str, listed: set[str] | None) -> bool:
    judges = {verdict.reviewer for verdict in line.verdicts}
    return (
        (not verdicts or line.paint in verdicts)
        and (judge == "anyone" or judge in judges)
        and (listed is None or line.label in listed)
    )


def test_filters_leave_the_same_claims_in_the_table_and_in_the_article(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    report = pact.report()
    opened(tools, tmp_path, report)
    listed = {label for items in report.open_items for label in items.claims}
    verdicts = [(), ("verified",), ("disputed", "split"), ("denied",), ("unchecked",)]
    tried = list(product(verdicts, ["anyone", *report.reviewers], [False, True]))
    called = [([word.capitalize() for word in words], *others) for words, *others in tried]
    found = tools.get(f"{json.dumps(called)}.map(given => ({CHOOSE}(...given), {SHOWN}))")
    for (words, judge, only), shown in zip(tried, found, strict=True):
        items = listed if only else None
        left = [one.label for one in report.lines if wanted(one, words, judge, items)]
        assert shown["rows"] == left
        assert set(shown["marks"]) == set(shown["links"]) == set(left)
        assert shown["count"] == f"{len(left)} of 11 claims"
        assert shown["none"] == (not left)
    assert not complaints(tools)


def test_a_click_filters_and_another_shows_all(tools: DevTools, tmp_path: Path, pact: Pact) -> None:
    opened(tools, tmp_path, pact.report())
    assert tools.get("document.querySelector('#all').offsetParent") is None
    tools.click(".pick:nth-of-type(3)")
    assert tools.get(SHOWN)["rows"] == ["9", "10"]
    tools.click("#all")
    assert len(tools.get(SHOWN)["rows"]) == 11
    assert tools.get("document.activeElement.value") == "v0"
    tools.press("Space")
    assert tools.get(SHOWN)["count"] == "4 of 11 claims"


def test_a_link_to_a_claim_that_a_filter_hides_shows_it(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    opened(tools, tmp_path, pact.report())
    tools.click(".pick:nth-of-type(1)")
    tools.get("document.querySelector('#open a[href=\"#claim-11\"]').click()")
    tools.settle()
    assert len(tools.get(SHOWN)["rows"]) == 11
    top = tools.get("document.querySelector('#claim-11').getBoundingClientRect().top")
    assert 0 < top < 800


def test_print_holds_what_is_shown_and_says_so(tools: DevTools, tmp_path: Path, pact: Pact) -> None:
    opened(tools, tmp_path, pact.report())
    tools.media("print")
    assert "Shown" not in tools.get("document.body.innerText")
    tools.get(f"{CHOOSE}(['Disputed', 'Denied'], 'Ann Reed', false)")
    text = tools.get("document.body.innerText")
    assert "\nShown: 3 of 11 claims · Disputed · Denied · Judged by Ann Reed\n" in text
    assert "Three denials on record." in text
    assert "The record says Filipov." not in text
    assert tools.get(SHOWN)["rows"] == ["2", "9", "10"]
    assert tools.get(CONTROLS) == 0
    tools.media()


def test_a_claim_is_read_beside_the_article_by_keys_alone(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    opened(tools, tmp_path, pact.report())
    before = tools.get(STATE)
    tools.get("document.querySelector('.ref a[href=\"#claim-2\"]').focus()")
    tools.press("Enter")
    state = tools.get(STATE)
    assert (state["hash"], state["focus"], set(state["lit"])) == ("#mark-2", "panel", {"2"})
    assert state["history"] == before["history"] + 1
    assert "Claim 2: Disputed" in state["panel"]
    assert "The plane landed at 02:22 on the 19th" in state["panel"]
    for key, hash_ in (("j", "#mark-3"), ("о", "#mark-4"), ("k", "#mark-3")):
        tools.press(key)
        state = tools.get(STATE)
        assert (state["hash"], state["focus"]) == (hash_, "panel")
    assert "Визит в КНДР" in state["panel"]
    assert state["history"] == before["history"] + 1
    tools.press("Escape")
    state = tools.get(STATE)
    assert (state["hash"], state["panel"], state["lit"]) == ("", "", [])
    assert state["link"] == "#claim-3", "it goes on where it was"
    assert not complaints(tools)


def test_back_leads_to_where_a_claim_was_opened(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    opened(tools, tmp_path, pact.report())
    tools.get("document.querySelector('#article').scrollIntoView()")
    tools.click("article mark")
    assert tools.get(STATE)["hash"] == "#mark-1"
    tools.get("document.querySelector('.panel-head a').click()")
    tools.settle()
    assert tools.get(STATE)["hash"] == "#claim-1"
    assert tools.get("document.querySelector('tr[data-chosen]').id") == "claim-1"
    tools.press("j")
    assert tools.get(STATE)["hash"] == "#claim-2", "in the table keys go through the table"
    for hash_, shown in (("#mark-1", True), ("", False)):
        tools.get(
            "new Promise(done => { addEventListener('hashchange', () => setTimeout(done), "
            "{ once: true }); history.back() })"
        )
        state = tools.get(STATE)
        assert (state["hash"], bool(state["panel"])) == (hash_, shown)


def test_only_claims_that_are_shown_are_gone_through(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    opened(tools, tmp_path, pact.report())
    tools.get(f"{CHOOSE}(['Denied', 'Split'], 'anyone', false)")
    tools.get("document.querySelector('#article').scrollIntoView()")
    seen = []
    for _ in range(4):
        tools.click("[data-step='1']")
        seen.append(tools.get(STATE)["hash"])
    assert seen == ["#mark-6", "#mark-9", "#mark-10", "#mark-10"]
    tools.click(".pick:nth-of-type(3)")
    assert tools.get(SHOWN)["rows"] == ["6"]
    assert tools.get(STATE)["panel"] == "", "what a filter hides is not left beside the text"


def test_the_text_stays_where_it_was_when_a_claim_is_shown_beside_it(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    places = """[...document.querySelectorAll("article > *")]
      .map(one => [one.getBoundingClientRect().left, one.getBoundingClientRect().width, scrollY])"""
    for width in (1080, 1600):
        opened(tools, tmp_path, pact.report(), width=width)
        tools.get("document.querySelector('#article').scrollIntoView()")
        before = tools.get(places)
        tools.click("article mark")
        assert tools.get(STATE)["panel"]
        assert tools.get(places) == before
        assert tools.get(INSIDE), "nor does it reach over what follows"
        assert not tools.get(STICKING_OUT)


def test_a_long_line_beside_a_short_article_scrolls_within_it(
    tools: DevTools, tmp_path: Path
) -> None:
    report = judged(("Ann", "one", "denied")).report()
    first, *others = report.lines
    long = replace(first.verdicts[0], reason="Because it is so. " * 300)
    opened(
        tools,
        tmp_path,
        replace(report, lines=(replace(first, verdicts=(long,)), *others)),
        "#mark-1",
    )
    assert tools.get(INSIDE)
    assert tools.get(
        "(one => one.scrollHeight > one.clientHeight)(document.querySelector('#panel'))"
    )


def test_words_of_a_mark_can_be_selected_and_notes_beside_it_open_it(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    opened(tools, tmp_path, pact.report())
    tools.get("document.querySelector('#article').scrollIntoView()")
    tools.drag("article mark", 0.3, 0.8)
    assert len(tools.get("String(getSelection())")) > 10
    assert not tools.get(STATE)["panel"]
    tools.click(".beside")
    assert "Claim 1: Verified" in tools.get(STATE)["panel"]
    tools.click("#close")
    assert not tools.get(STATE)["panel"]


@pytest.mark.parametrize("name", ["pact", "hostile"])
def test_on_a_phone_nothing_is_cut_and_links_jump(
    tools: DevTools, tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    given = request.getfixturevalue(name)
    report = (given if isinstance(given, Builder) else given.builder).report()
    opened(tools, tmp_path, report, width=360, height=740)
    assert tools.get("document.documentElement.scrollWidth") == 360
    assert not tools.get(STICKING_OUT)
    tools.get("document.querySelector('article .ref a').click()")
    tools.settle()
    state = tools.get(STATE)
    assert state["hash"].startswith("#claim-")
    assert state["panel"] == ""
    tools.get(f"{CHOOSE}(['Verified'], {json.dumps(report.reviewers[0])}, false)")
    assert not tools.get(STICKING_OUT)
    assert tools.get("document.querySelector('#all').getBoundingClientRect().bottom") <= 740
    assert not complaints(tools)


def test_without_script_all_is_there_and_no_control(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    tools.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        for width in (1280, 360):
            opened(tools, tmp_path, pact.report(), "#claim-5", width=width)
            assert tools.get("document.documentElement.className") == ""
            assert tools.get(CONTROLS) == 0
            text = tools.get("document.body.innerText")
            for line in pact.report().lines:
                assert line.quote in text
                assert all(verdict.reason in text for verdict in line.verdicts)
            assert tools.get("[...document.querySelectorAll('.ref a')].length") == 11
    finally:
        tools.call("Emulation.setScriptExecutionDisabled", value=False)


def test_dark_is_as_the_system_says_until_its_button_says_otherwise(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    pressed = "document.querySelector('#dark').ariaPressed"
    ink = "getComputedStyle(document.querySelector('mark')).textDecorationColor"
    light, dark = "rgb(244, 242, 238)", "rgb(21, 23, 26)"
    opened(tools, tmp_path, pact.report())
    assert (tools.get(ground), tools.get(pressed)) == (light, "false")
    tools.media(prefers_color_scheme="dark")
    assert (tools.get(ground), tools.get(pressed)) == (dark, "true")
    assert tools.get(ink) == "rgb(95, 211, 154)"
    tools.click("#dark")
    assert (tools.get(ground), tools.get(pressed)) == (light, "false")
    assert tools.get(ink) == "rgb(21, 115, 71)"
    tools.click("#dark")
    tools.media("print", prefers_color_scheme="dark")
    assert tools.get(ground) == "rgb(255, 255, 255)", "paper is white"
    tools.media()


def test_hostile_words_run_nothing_wherever_they_are_shown(
    tools: DevTools, tmp_path: Path, hostile: Builder
) -> None:
    opened(tools, tmp_path, hostile.report())
    tools.get("document.querySelector('#article').scrollIntoView()")
    tools.press("j")
    going_on = """Array.from({ length: %d }, () => {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyJ", bubbles: true }));
      return [...document.querySelectorAll("#panel *")].map(one => one.localName);
    }).flat()"""
    made = tools.get(going_on % (len(HOSTILE) - 1))
    allowed = "aside div h3 a button span p blockquote figure figcaption ul li"
    assert set(made) <= set(allowed.split())
    assert tools.get(STATE)["hash"] == f"#mark-{len(HOSTILE)}"
    for name in hostile.report().reviewers:
        tools.get(f"{CHOOSE}([], {json.dumps(name)}, false)")
        assert len(tools.get(SHOWN)["rows"]) == len(HOSTILE)
        assert name in tools.get("document.querySelector('#filtered').textContent")
    assert tools.get("document.scripts.length") == 1
    assert len(tools.told("Network.requestWillBeSent")) == 1, "the page itself"
    assert not tools.told("Runtime.consoleAPICalled")
    assert not tools.told("Page.javascriptDialogOpening")
    assert not complaints(tools)


def test_the_browser_would_tell_of_what_runs_and_what_is_fetched(
    tools: DevTools, tmp_path: Path
) -> None:
    page = "<script>console.log('ran')</script><img src=beacon.png onerror=\"console.log(1)\">"
    (tmp_path / "page.html").write_text(page, "utf-8")
    tools.open(f"file://{tmp_path}/page.html")
    tools.settle()
    assert len(tools.told("Runtime.consoleAPICalled")) == 2
    assert len(tools.told("Network.requestWillBeSent")) == 2


def test_a_script_that_is_not_ours_to_the_letter_does_not_run(
    tools: DevTools, tmp_path: Path, pact: Pact
) -> None:
    page = html.write(pact.report()).decode("utf-8")
    for wrong in (
        page.replace('"use strict";', '"use  strict";'),
        page.replace("sha256-", "sha256-A"),
    ):
        (tmp_path / "page.html").write_text(wrong, "utf-8")
        tools.open(f"file://{tmp_path}/page.html")
        assert tools.get("document.documentElement.className") == ""
        assert tools.get(CONTROLS) == 0
        assert "Content Security Policy" in str(complaints(tools))


def test_no_string_becomes_html_in_the_page(tools: DevTools, tmp_path: Path, pact: Pact) -> None:
    opened(tools, tmp_path, pact.report())
    tried = """(() => {
      try { document.body.insertAdjacentHTML("beforeend", "<p>a"); return "made"; }
      catch (error) { return error.name; }
    })()"""
    assert tools.get(tried) == "TypeError"
    assert "Trusted" in str(complaints(tools))


def test_reports_of_less_work_as_well(tools: DevTools, tmp_path: Path, pact: Pact) -> None:
    report = pact.report()
    less = {
        "without the article": without(report, {"article", "open", "sources"}),
        "no claims": replace(report, lines=(), counts={}, blocks=(), open_items=()),
        "one claim": judged(("Ann", "one", "denied")).report(),
    }
    for name, one in less.items():
        opened(tools, tmp_path, one)
        tools.press("j", "k", "Escape")
        assert not complaints(tools), name
        assert tools.get("document.querySelector('#dark').offsetParent !== null"), name
