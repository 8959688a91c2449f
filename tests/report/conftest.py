# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects to report on: a small real one, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sidelight.report.data import Report
from sidelight.text.layer import Page
from tests.report.project_builder import Builder, layer_of

ARTICLE = (
    ("title", "What the pact of June 2024 says, and what it does not"),
    ("caption", "Two folders and two pens wait on the signing table."),
    (
        "The treaty was signed on Wednesday 19 June 2024 in Pyongyang, at the end of a two-day "
        "visit, the Russian president’s first in 24 years. Experts call it the strongest tie since "
        "the Cold War."
    ),
    ("heading", "A letter from 1950"),
    (
        "The Soviet Union was first to recognise the North in 1948, and Moscow backed it in the "
        "war that followed. In 1950 Kim thanked Stalin for his “invaluable assistance” in the "
        "“struggle for independence”. Stalin signed as “Fillipov”."
    ),
    ("item", "In 2012 Russia wrote off 90 % of a debt of $11 bn."),
    ("item", "Kim Jong-il visited in 2001, 2002 and 2010."),
    ("heading", "Arms and oil"),
    (
        "Pyongyang supplies Russia with arms, although both countries have denied any weapons "
        "sale. Moscow’s aim in all this is plain."
    ),
    ("paragraph", "Also read: Ten maps that explain the border"),
)
LETTER = (
    ("heading", "Note on a letter of 31 August 1950"),
    "Paraphrase for practice, not the archival text.",
    (
        "The writer thanks for the help received. Neither “invaluable assistance” nor a “struggle "
        "for independence” stands in the English of this letter."
    ),
)
RUSSIAN = (
    ("heading", "Визит в июле 2000 года"),
    "Президент прибыл в Пхеньян 19 июля 2000 года; это был первый визит главы государства.",
)
KOREAN = ("로씨야련방 대통령이 평양에 도착하였다. 조약은 2024년 6월 19일 평양에서 조인되였다.",)
STATEMENTS = (
    "22 September 2022: the defence ministry in Pyongyang says that it has never exported arms.",
    "May 2025: the monitoring team counts over 20,000 containers since September 2023.",
)


@dataclass
class Pact:
    """The small real project: its builder, two reviewers, and claims by what they are about."""

    builder: Builder
    ann: str
    bo: str
    claims: dict[str, str]

    def report(self) -> Report:
        return self.builder.report(me=self.ann)

    def label(self, name: str) -> str:
        return self.builder.got(self.claims[name]).label


@pytest.fixture
def builder() -> Builder:
    return Builder()


@pytest.fixture
def pact() -> Pact:
    """Eleven claims, two of them overlapping, one split, one denied by a party, two unchecked."""
    builder = Builder()
    ann, bo = builder.reviewer("Ann Reed"), builder.reviewer("Бо Ким")
    builder.title(ann, "Pact explainer")
    builder.document(
        ann,
        layer_of(*ARTICLE),
        kind="article",
        title="What the pact of June 2024 says, and what it does not",
        name="pact.html",
        language="en",
        author="Courier Explainers Desk",
        issued="2024-06-21",
        container_title="The Practice Courier",
        URL="https://courier.example/pact?from=feed",
    )
    pact = Pact(builder, ann, bo, {})
    _make_claims(pact)
    _give_verdicts(pact)
    _link_evidence(pact)
    return pact


def _make_claims(pact: Pact) -> None:
    quotes = {
        "signed": "signed on Wednesday 19 June 2024 in Pyongyang",
        "visit": "in Pyongyang, at the end of a two-day visit",
        "first": "the Russian president’s first in 24 years",
        "strongest": "Experts call it the strongest tie since the Cold War",
        "recognised": "The Soviet Union was first to recognise the North in 1948",
        "letter": "“invaluable assistance” in the “struggle for independence”",
        "name": "Fillipov",
        "debt": "In 2012 Russia wrote off 90 % of a debt of $11 bn",
        "visits": "Kim Jong-il visited in 2001, 2002 and 2010",
        "arms": "Pyongyang supplies Russia with arms",
        "aim": "Moscow’s aim in all this is plain",
    }
    kinds = {"signed": "event", "letter": "quotation", "debt": "number", "aim": "position"}
    for name, quote in quotes.items():
        kind = {"kind": kinds[name]} if name in kinds else {}
        pact.claims[name] = pact.builder.claim(pact.ann, quote, **kind)


def _give_verdicts(pact: Pact) -> None:
    builder, ann, bo, claims = pact.builder, pact.ann, pact.bo, pact.claims
    builder.judge(ann, claims["signed"], "verified", "Both agencies give day and place.")
    builder.judge(bo, claims["signed"], "verified", "조선중앙통신 confirms it.")
    builder.judge(
        ann,
        claims["visit"],
        "disputed",
        "Planned for the 18th and 19th.\nThe plane landed at 02:22 on the 19th, left by midnight.",
        as_of="2024-07-05",
    )
    builder.judge(ann, claims["first"], "verified", "The Kremlin’s page on July 2000.")
    builder.judge(ann, claims["recognised"], "verified")
    builder.judge(ann, claims["letter"], "disputed", "Neither phrase is in the letter’s English.")
    builder.judge(bo, claims["letter"], "denied", "The words are the newspaper’s own.")
    builder.judge(bo, claims["name"], "disputed", "The record says Filipov.")
    builder.judge(ann, claims["debt"], "verified", "Agreed on 17 September 2012, ratified in 2014.")
    builder.judge(ann, claims["visits"], "denied", "August 2011, not 2010.")
    builder.judge(
        ann, claims["arms"], "denied", "Three denials on record.", denied_by="the DPRK’s ministry"
    )
    builder.note(bo, claims["strongest"], "The agency wrote “could be”.\nAsk the desk.")


def _link_evidence(pact: Pact) -> None:
    builder, ann, bo, claims = pact.builder, pact.ann, pact.bo, pact.claims
    letter = builder.document(
        ann,
        layer_of(*LETTER),
        title="Letter of 31 August 1950 (source note)",
        media_type="text/markdown",
        language="en",
        author="Kim Il-sung",
        recipient="J. Stalin",
        genre="letter",
        issued="31 August 1950",
        archive="APRF",
        archive_location="f. 45, op. 1, d. 347, ll. 41–45",
    )
    neither = "Neither “invaluable assistance”"
    builder.link(ann, claims["letter"], letter, neither, "contradicts", "Read twice.")
    builder.link(bo, claims["recognised"], letter, "thanks for the help received", "context")
    _link_others(pact)


def _link_others(pact: Pact) -> None:
    builder, ann, bo, claims = pact.builder, pact.ann, pact.bo, pact.claims
    russian = builder.document(
        ann,
        layer_of(*RUSSIAN),
        title="Визит в КНДР",
        language="ru",
        URL="https://kremlin.example/events/президент?year=2000&lang=ru",
        accessed="2024-07-01",
    )
    korean = builder.document(
        bo, layer_of(*KOREAN), title="조약 조인 보도", language="ko", media_type="text/plain"
    )
    papers = builder.document(
        bo, layer_of(*STATEMENTS), title="Statements on arms", media_type="application/pdf"
    )
    text = builder.layers[papers.id].text
    half = text.offset(text.text.index("May 2025"))
    pages = ((1, "i", 0, half), (2, "ii", half, len(text)))
    builder.pages[papers.id] = tuple(Page(n, name, 595, 842, a, b) for n, name, a, b in pages)
    builder.link(bo, claims["signed"], korean, "조약은 2024년 6월 19일 평양에서 조인되였다")
    builder.link(ann, claims["first"], russian, "Президент прибыл в Пхеньян 19 июля 2000 года")
    builder.link(ann, claims["arms"], papers, "it has never exported arms", "contradicts")
    builder.link(bo, claims["arms"], papers, "over 20,000 containers since September 2023")


HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "| a | b |\n|---|---|",
    "```\ncode",
    "\u202egnitirw\u2066 backwards",
    "&lt;img src=x onerror=alert(2)&gt;",
    '"><svg onload=alert(3)>',
    "[click](javascript:alert(4)) ![x](http://evil.example/x.png)",
    "</style></title><style>*{display:none}",
    "{{ 7 * 7 }} {% raw %} {0.__class__}",
    "# heading\n===\n- item\n1. one\n> quote\n    code\n***\n<!-- comment",
    "[^1]: not a footnote\nhttp://evil.example/beacon www.evil.example",
    "<img src=/beacon><link rel=stylesheet href=/beacon><iframe src=/beacon></iframe>",
    "<meta http-equiv=refresh content='0;url=/beacon'><base href=http://evil.example/>",
    "nul\x00 bell\x07 escape\x1b[31m \ufeffmark \u2028line",
    "국가안전보위부" * 30,
    "Достопримечательностеобозревательский" * 12,
    "+1 -1 @sum \t=1 ＝1",
)


@pytest.fixture
def hostile() -> Builder:
    """A project in which every text that a person or a document gives is hostile."""
    builder = Builder()
    everything = " ".join(HOSTILE)
    ann = builder.reviewer("<b>Ann</b> =1+1 \u202eevil")
    bo = builder.reviewer("`Bo` | @bo")
    builder.title(ann, everything)
    words = ("author", "recipient", "genre", "archive", "archive_place", "archive_location")
    names = (*words, "container_title", "issued", "accessed", "language", "media_type", "name")
    fields = dict.fromkeys(names, everything)
    fields |= {"title": everything, "URL": "javascript:alert(5)"}
    builder.document(
        ann, layer_of(*HOSTILE, ("heading", "<i>Heading</i>")), kind="article", **fields
    )
    sources = [
        builder.document(ann, layer_of(text, text), **{**fields, "title": text}) for text in HOSTILE
    ]
    for text, source in zip(HOSTILE, sources, strict=True):
        claim = builder.claim(ann, text, kind=text, restatement=text)
        builder.judge(ann, claim, "denied", text, denied_by=text, as_of=text)
        builder.judge(bo, claim, text, text)
        builder.link(bo, claim, source, "", "contradicts", text)
        builder.note(ann, claim, text)
    return builder
