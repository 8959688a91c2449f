# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a saved page was and when it was saved, by what the program that saved it wrote into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.web_address import _rewritten, web_address
from sidelight.reader.savers import saved_facts
from sidelight.reader.structure import parse

Fixture = Callable[..., Any]
ADDRESS = "https://courier.example/world/pact?id=1"
BODY = (
    "<body><article><h1>The pact</h1>" + "<p>They signed it and went home.</p>" * 9 + "</article>"
)
SINGLEFILE = (
    "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {url} \n"
    " saved date: {date}\n--><meta charset=utf-8><title>The pact</title>"
)
SAVEPAGE = (
    f'<meta name="savepage-url" content="{ADDRESS}">'
    '<meta name="savepage-date" content="Thu Jun 20 2024 10:00:00 GMT+0900 (KST)">'
)
WAYBACK = (
    '<html><head><script>__wm.init("https://web.archive.org/web");</script>'
    '<script>__wm.wombat("{url}","{stamp}","https://web.archive.org/","web","/_static/",'
    '"1718755200");</script><title>A</title></head>'
)
RETRIEVED = (
    "<!--\n     FILE ARCHIVED ON 10:00:00 Jun 19, 2024 AND RETRIEVED FROM THE\n"
    "     INTERNET ARCHIVE ON 03:12:45 Feb 11, 2025.\n-->"
)


def facts(page: str) -> dict[str, str]:
    return saved_facts(parse(page), page)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Thu Jun 20 2024 00:11:12 GMT+0900 (Korean Standard Time)", "2024-06-20"),
        ("Thu Jun 20 2024 23:11:12 GMT-0500 (Перуанское время)", "2024-06-20"),
        ("2024-06-20T00:11:12.000Z", "2024-06-20"),
        ("Thu Foo 20 2024 00:11:12", ""),
        ("Sat Jun 31 2024 00:11:12 GMT+0900", ""),
        ("yesterday", ""),
    ],
)
def test_singlefile_says_both(date: str, day: str) -> None:
    said = {"URL": ADDRESS} | ({"accessed": day} if day else {})
    assert facts(SINGLEFILE.format(url=ADDRESS, date=date) + BODY) == said


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0039){url} -->",
        "<!--saved from url=(0039){url}-->\r\n",
        "<!-- SAVED FROM URL=(0039){url} -->",
    ],
)
@pytest.mark.parametrize("before", ["", "<!DOCTYPE html>\n", "\ufeff<!DOCTYPE html>\r\n"])
def test_the_mark_of_a_browser(comment: str, before: str) -> None:
    page = f"{before}{comment.format(url=ADDRESS)}<html><head></head>{BODY}"
    assert facts(page) == {"URL": ADDRESS}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            f"<!-- Saved from {ADDRESS} at 2024-06-20T01:02:03Z using monolith v2.8.1 -->",
            {"URL": ADDRESS, "accessed": "2024-06-20"},
        ),
        (f"<!-- Saved from {ADDRESS} using monolith v2.7.0 -->", {"URL": ADDRESS}),
        ("<!-- Saved from local source at 2024-06-20T01:02:03Z using monolith v2 -->", {}),
        (
            SAVEPAGE,
            {"URL": ADDRESS, "accessed": "2024-06-20"},
        ),
        (
            f'<html data-scrapbook-source="{ADDRESS}" data-scrapbook-create="20240620011213123">',
            {"URL": ADDRESS, "accessed": "2024-06-20"},
        ),
        (f'<html data-scrapbook-source="{ADDRESS}" data-scrapbook-create="1">', {"URL": ADDRESS}),
        ('<meta name="savepage-date" content="Thu Jun 20 2024 10:00:00">', {}),
    ],
    ids=["monolith", "without a day", "a file", "Save Page WE", "WebScrapBook", "no day", "no URL"],
)
def test_other_savers(page: str, said: dict[str, str]) -> None:
    assert facts(page + BODY) == said


@pytest.mark.parametrize(
    ("end", "said"), [(RETRIEVED, {"accessed": "2025-02-11"}), ("", {})], ids=["both", "no day"]
)
def test_a_page_out_of_the_internet_archive_is_at_the_archives_address(
    end: str, said: dict[str, str]
) -> None:
    page = WAYBACK.format(url=ADDRESS, stamp="20240619100000") + BODY + end
    kept = f"https://web.archive.org/web/20240619100000/{ADDRESS}"
    assert facts(page) == {"URL": kept, **said}


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "file:///home/ann/page.html",
            "about:internet",
            "ftp://a.example/",
        ),
        *("https://ann:secret@courier.example/", "http://", "https://a b.example/", "data:,x"),
    ],
)
def test_what_is_no_safe_address_is_passed_over(address: str) -> None:
    assert facts(f"<!-- saved from url=(0020){address} -->{BODY}") == {}
    assert facts(SINGLEFILE.format(url=address, date="2024-06-20T00:11:12Z") + BODY) == {}
    assert facts(WAYBACK.format(url=address, stamp="20240619100000") + BODY) == {}


def test_only_the_beginning_of_a_page_is_a_savers() -> None:
    quoted = f"<p>&lt;!-- saved from url=(0039){ADDRESS} --&gt;</p>"
    late = f"<p>x</p><!-- saved from url=(0039){ADDRESS} -->"
    assert facts(f"<html>{BODY}{quoted}") == {}
    assert facts(f"<html>{BODY}{'x' * 9000}{late}") == {}


def test_the_saver_is_believed_before_the_page(read: Fixture) -> None:
    own = '<link rel="canonical" href="https://courier.example/other">'
    page = SINGLEFILE.format(url=ADDRESS, date="2024-06-20T00:11:12Z") + own + BODY
    found = read(page, "page.html")
    assert found.media_type == "text/html"
    assert found.citation.pop("container_title") == "courier.example"
    assert found.citation == {"URL": ADDRESS, "accessed": "2024-06-20"}


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            '<link rel="canonical" href="https://courier.example/pact">',
            "https://courier.example/pact",
        ),
        (
            '<meta property="og:url" content="https://courier.example/p">',
            "https://courier.example/p",
        ),
        ('<link rel="canonical" href="https://ann:secret@courier.example/pact">', ""),
        ('<meta property="og:url" content="javascript:alert(1)">', ""),
    ],
)
def test_a_page_may_say_itself_where_it_is_but_not_when_it_was_saved(
    head: str, address: str, read: Fixture
) -> None:
    found = read(f"<html><head><title>A</title>{head}</head>{BODY}", "page.html")
    assert found.citation.pop("container_title", "") == ("courier.example" if address else "")
    assert found.citation == ({"URL": address} if address else {})


@pytest.mark.parametrize("tag", ["article", "main", "header", "section", "figure", "my-story"])
def test_a_page_without_a_tag_for_its_body_has_its_words(
    tag: str, read: Fixture, blocks: Fixture
) -> None:
    page = SINGLEFILE.format(url=ADDRESS, date="") + f"<{tag}>First words.<p>More.</p></{tag}>Last."
    said = [words for _role, words in blocks(read(page, "page.html", whole_page=True))]
    assert said[-3:] == ["First words.", "More.", "Last."]


@given(st.text(max_size=200), st.integers(0, 400))
def test_whatever_is_written_there_an_address_is_safe_and_a_day_is_one(noise: str, at: int) -> None:
    page = SINGLEFILE.format(url=ADDRESS, date="Thu Jun 20 2024 00:11:12 GMT+0900") + BODY
    found = facts(page[:at] + noise + page[at:])
    assert set(found) <= {"URL", "accessed"}
    assert found.get("URL", "") == web_address(found.get("URL", ""))
    assert len(found.get("accessed", "2024-06-20")) == 10


SIGNS = st.sampled_from([*"aZ9/?#%.:@&=-_~[]", "//", "%41", "%zz", "é", "и", "..", " "])


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_a_plain_address_is_what_rewriting_makes_of_it(rest: str) -> None:
    for start in ("http://a.example", "https://a", "http://"):
        assert web_address(start + rest) == _rewritten((start + rest).strip())
