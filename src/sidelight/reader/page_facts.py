# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a web page says of itself: title, author, date, site, address, language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from trafilatura import extract_metadata

from sidelight.model.web_address import web_address
from sidelight.reader.dates import possible_date
from sidelight.reader.language_guess import language_tag

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])", re.ASCII)
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "citation_publication_date"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "publish-date",
    ),
    *("sailthru.date", "parsely-pub-date", "publication_date"),
)
_STATED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_NO_DATE_HUNT = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_ADDRESS = re.compile(r"https?://\S{1,1000}")
_SITE_AFTER = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,60})$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Title, language as a BCP 47 tag or empty, citation in CSL terms as the page states it."""

    title: str
    language: str
    citation: dict[str, str]


def facts_of(tree: Any, text: str) -> PageFacts:
    """Return what the page states; nothing is looked up outside it.

    Author, site and address come from `trafilatura`, which reads meta elements, JSON-LD and the
    usual bylines. The date does not: where none is stated it takes one out of the text.
    """
    try:
        found = extract_metadata(text, date_config=_NO_DATE_HUNT)
    except (AttributeError, ValueError, TypeError, LookupError):
        found = None
    site = _clean(getattr(found, "sitename", None))
    stated = _clean(getattr(found, "url", None))
    address = web_address(stated)
    if not address and site in stated:
        # made of an address that is not to be kept: a password may be in it
        site = ""
    citation = {
        "author": _author(_meta(tree)) or _clean(getattr(found, "author", None)),
        "issued": _issued(tree),
        "container_title": site,
        "URL": address,
    }
    return PageFacts(
        _title(tree, site),
        language_tag(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        ),
        {name: value for name, value in citation.items() if value},
    )


def _meta(tree: Any) -> dict[str, str]:
    return {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): str(
            meta.get("content") or ""
        )
        for meta in tree.iter("meta")
    }


def _author(meta: dict[str, str]) -> str:
    """Return the author as the head states it, initials and all; an address is no author."""
    stated = _clean(meta.get("author") or meta.get("citation_author") or meta.get("dc.creator"))
    return "" if _ADDRESS.match(stated) else stated


def _issued(tree: Any) -> str:
    """Return the day of publication that the page states in its head, its JSON-LD or a time
    element.
    """
    meta = _meta(tree)
    candidates = [meta.get(name, "") for name in _DATES]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            candidates.extend(_STATED.findall(script.text or ""))
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            candidates.insert(0, element.get("datetime") or "")
    first = next(tree.iter("time"), None)
    if first is not None:
        candidates.append(first.get("datetime") or "")
    found = (_ISO_DATE.match(text.strip().replace("/", "-")) for text in candidates)
    days = (possible_date(*match.groups()) for match in found if match)
    return next((day for day in days if day), "")


def _clean(value: Any) -> str:
    return " ".join(value.split())[:300] if isinstance(value, str) else ""


def _title(tree: Any, site: str) -> str:
    """Return what the page's head calls it, without the name of the site behind it."""
    stated = _meta(tree)
    named = next((_clean(stated[name]) for name in _TITLES if _clean(stated.get(name))), "")
    if not named:
        element = tree.find(".//title")
        named = _clean(element.text_content()) if element is not None else ""
        tail = _SITE_AFTER.search(named)
        if tail and (
            tail.group(1).casefold() == site.casefold() or _is_heading(tree, named[: tail.start()])
        ):
            named = named[: tail.start()]
    return named


def _is_heading(tree: Any, words: str) -> bool:
    return any(_clean(head.text_content()) == words.strip() for head in tree.iter("h1", "h2"))
