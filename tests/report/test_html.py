# SPDX-License-Identifier: AGPL-3.0-or-later
"""The web page, parsed: structure, marks, links, escaping."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from sidelight import language
from sidelight.model.styles import STYLES
from sidelight.report import html, markup
from sidelight.resources import folder
from tests.report.conftest import Pact
from tests.report.project_builder import Builder, layer_of

PARTS = """html head meta title style body header nav main section article footer h1 h2 h3 h4 h5 h6
p div span ul ol li dl dt dd table colgroup col thead tbody tr th td mark sup a b code blockquote
figure figcaption aside button label input select option script"""
OUR_ELEMENTS = set(PARTS.split())


def parsed(builder: Builder) -> HtmlElement:
    return lxml_html.document_fromstring(html.write(builder.report()).decode("utf-8"))


def flat(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def one(page: HtmlElement, path: str) -> HtmlElement:
    (found,) = page.xpath(path)
    assert isinstance(found, HtmlElement)
    return found


def test_every_claim_has_its_line_with_verdicts_and_evidence(pact: Pact) -> None:
    page = parsed(pact.builder)
    for line in pact.report().lines:
        row = one(page, f"//tr[@id='claim-{line.label}']")
        text = flat(row)
        assert line.quote in text
        assert len(row.xpath(".//figure")) == len(line.evidence)
        for verdict in line.verdicts:
            assert verdict.reviewer in text
            assert " ".join(verdict.reason.split()) in text
        for item in line.evidence:
            assert {item.quote, item.title} <= {flat(e) for e in row.xpath(".//blockquote")} | {
                flat(e).split("] ", 1)[-1] for e in row.xpath(".//figure//a")
            }


def test_a_denial_says_by_whom(pact: Pact) -> None:
    page = parsed(pact.builder)
    assert "Denied by the DPRK’s ministry" in flat(one(page, "//tr[@id='claim-10']"))
    assert "Denied by the evidence" in flat(one(page, "//tr[@id='claim-9']"))


def test_marks_are_in_the_style_of_their_verdict_with_sign_and_number(pact: Pact) -> None:
    page = parsed(pact.builder)
    signs = {flat(link): str(link.getparent().get("class")) for link in page.xpath("//sup/a")}
    assert signs == {
        "✓ 1": "ref v-verified",
        "? 2": "ref v-disputed",
        "✓ 3": "ref v-verified",
        "⚑ 4": "ref v-unchecked",
        "✓ 5": "ref v-verified",
        "≠ 6": "ref v-split",
        "? 7": "ref v-disputed",
        "✓ 8": "ref v-verified",
        "✗ 9": "ref v-denied",
        "✗ 10": "ref v-denied",
        "⚑ 11": "ref v-unchecked",
    }


def test_overlapping_claims_show_both_lines(pact: Pact) -> None:
    page = parsed(pact.builder)
    inner = one(page, "//mark/mark")
    assert (flat(inner), inner.get("class")) == ("in Pyongyang", "v-disputed d1")
    assert inner.getparent().get("class") == "v-verified d0"


def test_every_verdict_has_a_line_of_its_own_in_light_dark_and_print(pact: Pact) -> None:
    text = html.write(pact.report()).decode("utf-8")
    for word in ("verified", "disputed", "denied", "split", "unchecked"):
        style = STYLES[word]
        assert re.search(rf"\.v-{word} {{ --ink: {style.ink}; .*--stroke: {style.line};", text)
        assert f".v-{word} {{ --ink: {style.dark_ink};" in text
    assert len({STYLES[word].line for word in ("verified", "disputed", "denied", "split")}) == 4
    assert "@media print" in text


@pytest.mark.parametrize("name", ["pact", "hostile"])
def test_every_link_inside_the_page_leads_somewhere(
    name: str, request: pytest.FixtureRequest
) -> None:
    given = request.getfixturevalue(name)
    page = parsed(given if isinstance(given, Builder) else given.builder)
    ids = [str(i) for i in page.xpath("//@id")]
    inner = [str(h)[1:] for h in page.xpath("//@href") if str(h).startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)
    labels = {i.removeprefix("claim-") for i in ids if i.startswith("claim-")}
    assert {f"mark-{label}" for label in labels} <= set(inner)


def test_addresses_are_links_only_where_they_are_safe(pact: Pact, hostile: Builder) -> None:
    outer = [str(h) for h in parsed(pact.builder).xpath("//@href") if not str(h).startswith("#")]
    assert outer == [
        "https://courier.example/pact?from=feed",
        "https://kremlin.example/events/президент?year=2000&lang=ru",
    ]
    assert not [h for h in parsed(hostile).xpath("//@href") if not str(h).startswith("#")]


def test_the_page_has_landmarks_language_and_table_heads(pact: Pact) -> None:
    page = parsed(pact.builder)
    assert page.get("lang") == "en"
    for name in ("header", "nav", "main", "footer"):
        one(page, f"/html/body//{name}")
    assert all(section.get("aria-labelledby") for section in page.xpath("//main/section"))
    assert page.xpath("//th/@scope") == ["col"] * 4 + ["row"] * 11
    assert page.xpath("//blockquote[@lang='ko']")
    assert [flat(h) for h in page.xpath("//h2")] == [
        "The article",
        "Line by line",
        "Disagreements",
        "Open items",
        "Sources",
        "What the marks mean",
    ]


def test_nothing_outside_may_be_loaded(pact: Pact) -> None:
    page = parsed(pact.builder)
    policy = one(page, "//meta[@http-equiv='Content-Security-Policy']").get("content") or ""
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert not page.xpath("//@src | //link")
    assert not re.search(r"url\(|@import", one(page, "//style").text or "")


def test_only_our_script_may_run(pact: Pact) -> None:
    page = parsed(pact.builder)
    policy = one(page, "//meta[@http-equiv='Content-Security-Policy']").get("content") or ""
    script = one(page, "//script")
    assert not script.attrib
    digest = b64encode(sha256((script.text or "").encode()).digest()).decode()
    assert f"; script-src 'sha256-{digest}'; require-trusted-types-for 'script';" in policy
    assert policy.count("script-src") == 1
    assert script.text == (folder("resources") / "templates" / "report.js").read_text("utf-8")


def test_our_script_cannot_end_early_and_makes_nothing_of_strings() -> None:
    text = html.script().text
    for end in ("</script", "<!--", "<script"):
        assert end not in text.lower()
    sinks = r"(?:inner|outer)HTML|insertAdjacent|document\.write|eval|Function|srcdoc|\bon\w+ ?="
    assert not re.findall(rf"{sinks}|Storage|cookie|fetch|XMLHttp|import", text)


def test_no_text_becomes_an_element_or_an_attribute(hostile: Builder) -> None:
    page = parsed(hostile)
    assert {str(element.tag) for element in page.iter()} <= OUR_ELEMENTS | {"pre"}
    names = {name for element in page.iter() for name in element.keys()}  # noqa: SIM118
    assert not [name for name in names if name.startswith("on")]
    assert page.xpath("count(//style)") == page.xpath("count(//script)") == 1
    assert "<script>alert(1)</script>" in flat(one(page, "//tr[@id='claim-1']"))
    assert "{{ 7 * 7 }}" in flat(page)


def test_a_language_that_is_none_is_not_said(hostile: Builder) -> None:
    assert set(parsed(hostile).xpath("//@lang")) == {"en"}
    assert [markup.language_tag(tag) for tag in ("ko", "zh-Hant", 'x" y', "")] == [
        "ko",
        "zh-Hant",
        "",
        "",
    ]


def test_what_is_hidden_is_said(pact: Pact) -> None:
    pact.builder.hide(pact.ann, [(0, 5), (9, 12)])
    assert "2 passages of the page around the article are hidden" in flat(parsed(pact.builder))


def test_a_claim_that_is_not_marked_has_no_way_back(pact: Pact) -> None:
    length = len(pact.builder.layers[pact.builder.article].text)
    pact.builder.hide(pact.ann, [(0, length)])
    page = parsed(pact.builder)
    assert not page.xpath("//a[starts-with(@href, '#mark-')]")
    assert flat(page).count("It is not marked in the article above.") == 11


def test_roles_of_blocks_become_their_elements(builder: Builder) -> None:
    ann = builder.reviewer("Ann")
    blocks = [("title", "T"), ("heading", "H"), ("quote", "Q"), ("code", "a\nb"), ("item", "I")]
    builder.document(ann, layer_of(*blocks, ("item", "J"), ("caption", "C")), kind="article")
    article = one(parsed(builder), "//article")
    assert [(child.tag, flat(child)) for child in article] == [
        ("h3", "T"),
        ("h4", "H"),
        ("blockquote", "Q"),
        ("pre", "a b"),
        ("ul", "IJ"),
        ("p", "C"),
    ]


def test_a_project_without_claims_and_sources_says_so(builder: Builder) -> None:
    ann = builder.reviewer("Ann")
    builder.document(ann, layer_of("Nothing yet."), kind="article")
    text = flat(parsed(builder))
    assert "No claims have been made in this article yet." in text
    assert "The project has no sources yet." in text
    assert "Disagreements" not in text


def test_the_page_says_its_language(pact: Pact) -> None:
    language.use("ko")
    try:
        assert parsed(pact.builder).get("lang") == language.current()
    finally:
        language.use("")


@pytest.mark.parametrize(
    ("citation", "around"),
    [
        ("A page. https://a.example/x", ("A page. ", "")),
        ("Page. URL: https://a.example/x (5.7.2024).", ("Page. URL: ", " (5.7.2024).")),
        ("A page.", ("A page. ", "")),
    ],
)
def test_the_address_of_a_source_is_a_link_where_its_citation_names_it(
    pact: Pact, citation: str, around: tuple[str, str]
) -> None:
    assert markup.around_address(citation, "https://a.example/x") == around
    source = replace(
        pact.report().sources[0], citation=citation, address="https://a.example/x", title="T"
    )
    page = html.write(replace(pact.report(), sources=(source,))).decode()
    link = '<a href="https://a.example/x" rel="noopener noreferrer">https://a.example/x</a>'
    assert f"{around[0]}{link}{around[1]}</p>" in page
    assert page.count("https://a.example/x") == 2


def test_a_citation_without_an_address_is_shown_whole() -> None:
    assert markup.around_address("A letter. APRF.", "") == ("A letter. APRF. ", "")
