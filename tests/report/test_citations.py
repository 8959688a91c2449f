# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations in styles: what archivists and editors would accept, in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sidelight.model.records import Document
from sidelight.report import csl_processor
from sidelight.report.citation_styles import DEFAULT, NAMES, PLAIN
from sidelight.report.citations import address, citation
from sidelight.report.source_line import source_line
from tests.report.records_to_cite import (
    KOREAN,
    LETTER,
    NEWS,
    PAGE,
    REPORT,
    SOURCES,
    document,
    words_in,
)

STYLED = tuple(name for name in NAMES if name != PLAIN)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            "letter",
            (
                "Kim Il-sung, letter to J. Stalin, August 31, 1950, p. 3,"
                " APRF, f. 45, op. 1, d. 347, ll. 41–45."
            ),
        ),
        (
            "treaty",
            (
                "Treaty on Comprehensive Strategic Partnership, DPRK-Russian Federation,"
                " June 19, 2024, p. 3. Accessed July 1, 2024. https://a.example/t"
            ),
        ),
        (
            "news",
            (
                "Richard Roe, “Kim Meets Putin in Vladivostok,” Gazette, April 25, 2019, p. 3."
                " Accessed July 1, 2024. https://a.example/n"
            ),
        ),
        ("page", "Кремль, “Визит президента,” kremlin.ru, July 2000, p. 3. https://a.example/w"),
        (
            "report",
            "Beyond Parallel (CSIS), Rail Imagery of Tumangang, research report (2023), p. 3.",
        ),
        ("korean", "연합뉴스, “김정은, 푸틴과 회담,” 연합뉴스, April 25, 2019, p. 3."),
        ("file", "scan.pdf, p. 3."),
    ],
)
def test_chicago_notes_are_what_citations_are_by_default(source: str, line: str) -> None:
    assert citation(SOURCES[source], "p. 3") == line
    assert citation(SOURCES[source], "p. 3", DEFAULT) == line
    assert citation(SOURCES[source], "p. 3", "no such style") == line


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (
            "chicago-notes-archive-last",
            (
                "Kim Il-sung, letter to J. Stalin, August 31, 1950,"
                " f. 45, op. 1, d. 347, ll. 41–45, APRF."
            ),
        ),
        (
            "chicago-author-date",
            (
                "Kim Il-sung. 1950. Letter to J. Stalin. August 31."
                " APRF, f. 45, op. 1, d. 347, ll. 41–45."
            ),
        ),
        (
            "mla",
            (
                "Kim Il-sung. “Letter 17.” Letter. 31 Aug. 1950, APRF,"
                " f. 45, op. 1, d. 347, ll. 41–45. To J. Stalin."
            ),
        ),
        (
            "apa",
            (
                "Kim Il-sung. (1950, August 31). [Letter to J. Stalin]."
                " APRF (f. 45, op. 1, d. 347, ll. 41–45)."
            ),
        ),
        (
            "harvard",
            (
                "Kim Il-sung (1950) “Letter 17.” To J. Stalin. August 31, 1950."
                " APRF, f. 45, op. 1, d. 347, ll. 41–45."
            ),
        ),
        (
            "gost",
            (
                "Kim Il-sung. Letter 17 // 1950. To J. Stalin. August 31, 1950."
                " APRF, f. 45, op. 1, d. 347, ll. 41–45."
            ),
        ),
        (
            "plain",
            "Kim Il-sung to J. Stalin, letter, 1950-08-31. APRF, f. 45, op. 1, d. 347, ll. 41–45.",
        ),
    ],
)
def test_an_archival_letter_in_each_style(style: str, line: str) -> None:
    assert citation(SOURCES["letter"], style=style) == line


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (
            "chicago-author-date",
            (
                "Richard Roe. 2019. “Kim Meets Putin in Vladivostok.” Gazette, April 25, p. 3."
                " Accessed July 1, 2024. https://a.example/n"
            ),
        ),
        (
            "mla",
            (
                "Richard Roe. “Kim Meets Putin in Vladivostok.” Gazette, 25 Apr. 2019 (p. 3)."
                " Accessed July 1, 2024. https://a.example/n"
            ),
        ),
        (
            "harvard",
            (
                "Richard Roe (2019) “Kim meets Putin in Vladivostok,” Gazette, 25 April."
                " Available at: https://a.example/n (Accessed: July 1, 2024) (p. 3)."
            ),
        ),
        (
            "gost",
            (
                "Richard Roe. Kim meets Putin in Vladivostok // Gazette. 2019. April 25, 2019"
                " (p. 3). Accessed July 1, 2024. https://a.example/n"
            ),
        ),
    ],
)
def test_a_newspaper_article_in_styles_that_list_sources(style: str, line: str) -> None:
    assert citation(SOURCES["news"], "p. 3", style) == line


@pytest.mark.parametrize(
    ("spoken", "source", "line"),
    [
        (
            "ru",
            "letter",
            (
                "Kim Il-sung, адресат: J. Stalin, letter, 31 августа 1950 г."
                " APRF, ф. 45, оп. 1, д. 347, л. 41–45, с. 3."
            ),
        ),
        (
            "ru",
            "news",
            (
                "Richard Roe, «Kim Meets Putin in Vladivostok», Gazette, 25 апреля 2019 г., с. 3."
                " Дата обращения: 1 июля 2024 г. https://a.example/n"
            ),
        ),
        (
            "ru",
            "page",
            "Кремль, «Визит президента», kremlin.ru, июль 2000 г., с. 3. https://a.example/w",
        ),
        (
            "ko",
            "letter",
            (
                "Kim Il-sung 발신, J. Stalin 수신, letter, 1950년 8월 31일."
                " APRF, 폰드 45, 오피시 1, 델로 347, 41–45장, 3쪽."
            ),
        ),
        ("ko", "korean", "연합뉴스, “김정은, 푸틴과 회담”, 연합뉴스, 2019년 4월 25일, 3쪽."),
        (
            "ko",
            "treaty",
            (
                "Treaty on Comprehensive Strategic Partnership, DPRK-Russian Federation,"
                " 2024년 6월 19일, 3쪽. 접속일 2024년 7월 1일. https://a.example/t"
            ),
        ),
    ],
)
def test_citations_are_in_the_language_of_the_reader(spoken: str, source: str, line: str) -> None:
    with words_in(spoken):
        place = {"ru": "с. 3", "ko": "3쪽"}[spoken]
        assert citation(SOURCES[source], place) == line


def test_a_russian_list_of_sources() -> None:
    with words_in("ru"):
        assert citation(document("Визит", PAGE, "ru", accessed="2024-07-01"), style="gost") == (
            "Кремль. Визит [Электронный ресурс]. URL: https://a.example/w"
            " (дата обращения: 01.07.2024). kremlin.ru. июль 2000 г."
        )
        letter = document("Письмо", {**LETTER, "author": "Ким Ир Сен", "recipient": "И. Сталин"})
        assert citation(letter, "л. 42", "gost") == (
            "Ким Ир Сен. Письмо // 1950. Кому: И. Сталин. 31 августа 1950 г."
            " APRF, ф. 45, оп. 1, д. 347, л. 41–45 (л. 42)."
        )


def test_the_language_can_be_asked_for() -> None:
    korean = citation(SOURCES["korean"], language="ko")
    assert korean == "연합뉴스, “김정은, 푸틴과 회담”, 연합뉴스, 2019년 4월 25일."


@pytest.mark.parametrize("style", STYLED)
@pytest.mark.parametrize(
    "field",
    ["recipient", "issued", "archive", "archive_place", "fond", "delo", "folios", "URL"],
)
def test_two_letters_of_one_sender_are_told_apart(style: str, field: str) -> None:
    common = {**LETTER, "archive_place": "Moscow", "URL": "https://a.example/1"}
    other = {"issued": "1950-08-30", "URL": "https://a.example/2"}.get(field, "558")
    first = citation(document("Letter", common), style=style)
    assert citation(document("Letter", {**common, field: other}), style=style) != first


@pytest.mark.parametrize("style", STYLED)
@pytest.mark.parametrize("source", sorted(SOURCES))
def test_what_finds_a_source_again_is_said(style: str, source: str) -> None:
    given = SOURCES[source]
    said = citation(given, "p. 3", style).casefold()
    fields = ("author", "recipient", "archive", "container_title", "URL")
    known = [value for name in fields if (value := given.citation.get(name))]
    wanted = [name for value in known for name in value.split("; ")]
    assert [word for word in [*wanted, "p. 3"] if word.casefold() not in said] == []
    assert given.title.casefold() in said or source == "letter"


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ("1950", "” 1950."),
        ("1950-08", "” August 1950."),
        ("1950-08-31", "” August 31, 1950."),
        ("1950/1953", "” 1950–1953."),
        ("c. 1950", "” c. 1950."),
        ("31 August 1950", "” 31 August 1950."),
        ("1950-02-30", "” 1950-02-30."),
        ("", "Visit.”"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(issued: str, said: str) -> None:
    assert citation(document("Visit", author="R. Roe", issued=issued)).endswith(said)


@pytest.mark.parametrize("style", STYLED)
def test_a_date_in_words_is_said_once(style: str) -> None:
    given = document("Visit", {**KOREAN, "issued": "spring of 1950"})
    assert citation(given, style=style).count("spring of 1950") == 1


@pytest.mark.parametrize("style", STYLED)
def test_a_title_that_stands_for_the_author_is_said_once(style: str) -> None:
    assert (
        citation(document("Who was there", issued="1950"), style=style).casefold().count("who was")
        == 1
    )


def test_the_date_of_the_original_is_told_from_that_of_the_letter() -> None:
    given = document("Letter", LETTER, translator="A. Smith", original_date="1950-08-29")
    assert citation(given) == (
        "Kim Il-sung, letter to J. Stalin, trans. A. Smith, August 31, 1950,"
        " APRF, f. 45, op. 1, d. 347, ll. 41–45. Original dated August 29, 1950."
    )


def test_places_are_those_of_the_kind_of_document() -> None:
    given = document("Twenty-five notes", author="R. Roe", issued="1950")
    for place in ("p. 3", "pp. 3–4", "§ Twenty-five, ¶ 4", "¶ 4"):
        assert citation(given, place) == f"R. Roe, “Twenty-five Notes,” 1950, {place}."


def test_titles_of_other_languages_keep_their_letters() -> None:
    for spoken in ("fr", ""):
        given = document("les accords de paix", author="R. Roe", spoken=spoken)
        assert "“les accords de paix.”" in citation(given)


def test_a_record_that_changes_is_cited_anew() -> None:
    before = SOURCES["report"]
    after = replace(before, citation={**before.citation, "author": "KCNA"})
    assert citation(before).startswith("Beyond Parallel")
    assert citation(after).startswith("KCNA")
    assert citation(replace(before, title="Rails")).startswith("Beyond Parallel (CSIS), Rails,")


def test_what_makes_the_processor_stumble_is_cited_by_our_own_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumbles(*asked: object) -> bytes:
        raise OSError(*asked)

    given = document("A style that is gone", NEWS)
    monkeypatch.setattr(csl_processor, "style_file", stumbles)
    said = "Richard Roe. A style that is gone, Gazette, {}, p. 3. Accessed {}. https://a.example/n"
    assert citation(given, "p. 3") == said.format("April 25, 2019", "July 1, 2024")
    monkeypatch.setattr(csl_processor, "day", stumbles)
    assert citation(given, "p. 3") == source_line(given, "p. 3")
    assert source_line(given, "p. 3") == said.format("2019-04-25", "2024-07-01")


@pytest.mark.parametrize("broken", [b"", b"<style/>", b"<!DOCTYPE x><style", b"no style"])
def test_a_broken_style_is_no_harm(monkeypatch: pytest.MonkeyPatch, broken: bytes) -> None:
    given = document(f"A broken style {len(broken)}", REPORT)
    monkeypatch.setattr(csl_processor, "style_file", lambda _name: broken)
    assert citation(given) == source_line(given)


def test_a_record_without_end_is_cited_by_our_own_rules() -> None:
    given = document("A" * 3000, NEWS)
    assert citation(given) == source_line(given)


@pytest.mark.parametrize(
    ("given", "followed"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("https://a.example/ onclick=x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_followed(given: str, followed: str) -> None:
    shown: Document = document("Visit", URL=given)
    assert address(shown) == followed


@pytest.mark.parametrize("style", STYLED)
@pytest.mark.parametrize("source", ["treaty", "news", "page"])
def test_an_address_stands_at_the_end_unless_the_style_has_it_within(
    style: str, source: str
) -> None:
    said = citation(SOURCES[source], "p. 3", style)
    link = SOURCES[source].citation["URL"]
    assert said.count(link) == 1
    assert said.endswith(link) or style in {"harvard", "gost"}


@pytest.mark.parametrize("style", NAMES)
def test_a_title_alone_needs_no_style(style: str) -> None:
    assert citation(document("Letter of 1950", level="primary"), style=style) == "Letter of 1950."
    named = citation(document(issued="1950"), style=style)
    assert "scan.pdf" in named
