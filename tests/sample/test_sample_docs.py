# SPDX-License-Identifier: AGPL-3.0-or-later
# mypy: disallow-untyped-calls=False
"""The sample documents hold together: quotes are found, notes say what they are, PDFs match."""

import importlib.util
import io
import itertools
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import lxml.html
import pymupdf
import pytest
from PIL import Image, ImageChops, ImageStat

from sidelight.reader.extraction import Extraction
from sidelight.reader.formats import format_of
from sidelight.reader.reading import Request

FOLDER = Path(__file__).parents[2] / "sample_docs"
PROJECT: dict[str, Any] = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))
CLAIMS: list[dict[str, Any]] = PROJECT["claim"]
FILES = {document["file"]: document for document in PROJECT["document"]}
SOURCES = [name for name, document in FILES.items() if document["kind"] == "source"]
TYPESET = sorted(path.stem for path in (FOLDER / "typeset").glob("*.html"))
MADE = sorted(path.stem for path in (FOLDER / "notes").glob("*.html"))
KOI8_R = "2000-07-kremlin-page.txt"
PICTURE = "1950-spelling.jpg"
WRITTEN = [name for name in SOURCES if name != PICTURE]

NOTICES = {
    "en": "This is a paraphrase for practice and not the archival text.",
    "ru": "Это пересказ для упражнения, а не архивный текст.",
    "ko": "이 글은 연습용으로 풀어 쓴 것이며 원문 기록이 아니다.",
}
EVIDENCE = [(claim["key"], link) for claim in CLAIMS for link in claim.get("evidence", [])]
QUOTED = [(key, link) for key, link in EVIDENCE if "quote" in link]
AREAS = [link for _, link in EVIDENCE if "area" in link]
UNCHECKED = {"11", "12", "22"}


def raw_text(name: str) -> str:
    """The words of a document, with its own line breaks."""
    path = FOLDER / name
    if path.suffix == ".pdf":
        with pymupdf.open(path) as document:
            flags = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES
            return "".join(page.get_text(flags=flags) for page in document)
    if path.stem + path.suffix in MADE:
        return read(name).layer.text.text
    if path.suffix == ".html":
        page = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        return str(page.find(".//article").text_content()).strip()
    return path.read_bytes().decode("koi8-r" if name == KOI8_R else "utf-8")


@cache
def read(name: str) -> Extraction:
    """A document as the program reads it."""
    data = (FOLDER / name).read_bytes()
    return format_of(data, name).read(Request(data, name), lambda _fraction, _word: None)


def text(name: str) -> str:
    """The words of a document, white space collapsed."""
    return " ".join(raw_text(name).split())


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"sample_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_listed_document_is_there_and_every_note_is_listed() -> None:
    notes = {
        path.name
        for path in FOLDER.iterdir()
        if path.is_file() and path.suffix not in {".py", ".toml"} and path.name != "README.md"
    }
    assert notes == set(FILES)
    assert len(FILES) == len(PROJECT["document"])


def test_formats_and_languages_that_a_checker_meets() -> None:
    formats = Counter(Path(name).suffix for name in SOURCES)
    assert formats[".pdf"] >= 2
    assert set(formats) == {
        *(".pdf", ".html", ".md", ".txt"),
        *(".docx", ".epub", ".fb2", ".rtf", ".jpg"),
    }
    assert {FILES[name]["language"] for name in SOURCES} == {"en", "ru", "ko"}


@pytest.mark.parametrize("name", WRITTEN)
def test_first_line_says_it_is_a_paraphrase(name: str) -> None:
    first = raw_text(name).splitlines()[0].strip()
    assert first == NOTICES[FILES[name]["language"]]


def test_russian_note_is_koi8_r() -> None:
    data = (FOLDER / KOI8_R).read_bytes()
    assert "Пхеньян" in data.decode("koi8-r")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_article_opens_by_saying_what_it_is() -> None:
    page = lxml.html.fromstring((FOLDER / "article.html").read_text(encoding="utf-8"))
    first = page.find(".//article").find(".//p").text_content()
    assert "practice material" in first
    assert "deliberate errors" in first


def test_article_is_a_saved_page_without_script_or_outside_resources() -> None:
    page = lxml.html.fromstring((FOLDER / "article.html").read_text(encoding="utf-8"))
    assert page.get("lang") == "en"
    for tag in ("nav", "footer", "form", "figure"):
        assert page.find(f".//{tag}") is not None, tag
    assert page.xpath("//script | //iframe | //link") == []
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert all(image.startswith("data:") for image in page.xpath("//@src"))
    caption = page.findtext(".//p[@class='caption']")
    assert page.findtext(".//figcaption").startswith(caption)
    assert page.find(".//img").get("alt").startswith(caption)


def test_article_length() -> None:
    assert 900 <= len(text("article.html").split()) <= 1200


def test_claims_are_those_of_the_table() -> None:
    expected = [str(number) for number in range(1, 33)] + ["33a", "33b", "34"]
    assert [claim["key"] for claim in CLAIMS] == expected


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["key"])
def test_claim_is_found_once_in_the_article(claim: dict[str, Any]) -> None:
    assert text("article.html").count(claim["quote"]) == 1
    assert claim["kind"] in {"event", "number", "quotation", "cause", "position"}


def test_claims_do_not_overlap() -> None:
    article = text("article.html")
    spans = sorted((article.index(c["quote"]), len(c["quote"])) for c in CLAIMS)
    for (start, length), (after, _) in itertools.pairwise(spans):
        assert start + length <= after


@pytest.mark.parametrize(
    ("key", "link"), QUOTED, ids=[f"{key}-{link['document']}" for key, link in QUOTED]
)
def test_evidence_is_found_once_in_its_source(key: str, link: dict[str, Any]) -> None:
    assert link["document"] in SOURCES, key
    assert text(link["document"]).count(link["quote"]) == 1
    assert link["stance"] in {"supports", "contradicts", "context"}


def test_every_source_is_used_and_every_claim_has_evidence() -> None:
    assert len(EVIDENCE) >= 30
    assert {link["document"] for _, link in EVIDENCE} == set(SOURCES)
    # In a picture there are no words to quote before it is recognised.
    assert {link["document"] for _, link in QUOTED} == set(WRITTEN)
    assert {link["document"] for link in AREAS} == {PICTURE}
    assert {key for key, _ in EVIDENCE} == {claim["key"] for claim in CLAIMS}


@pytest.mark.parametrize("link", AREAS, ids=lambda link: link["document"])
def test_an_area_lies_around_the_words_that_are_read_in_it(link: dict[str, Any]) -> None:
    note = (FOLDER / "notes" / f"{link['document']}.txt").read_text(encoding="utf-8")
    assert link["transcription"] in " ".join(note.split())
    assert link["stance"] in {"supports", "contradicts", "context"}
    with Image.open(FOLDER / link["document"]) as page:
        scale = page.info["dpi"][0] / 72
        left, top, right, bottom = (round(edge * scale) for edge in link["area"])
        ink = page.convert("L").point(lambda level: 255 if level < 110 else 0)
    rows = (ink.crop((left, y, right, y + 1)) for y in range(top, bottom))
    # A speck of dust is no line.
    lines = [row.histogram()[255] > 8 for row in rows]
    assert sum(lines) > 30
    # No line of print is cut through.
    assert not any(lines[:6] + lines[-6:])


def test_evidence_stands_on_both_pages_of_a_pdf() -> None:
    name = "1950-08-27-prague-message.pdf"
    quotes = [link["quote"] for _, link in QUOTED if link["document"] == name]
    with pymupdf.open(FOLDER / name) as document:
        pages = [" ".join(page.get_text().split()) for page in document]
    assert len(pages) == 2
    assert all(any(quote in page for quote in quotes) for page in pages)


def test_verdicts_are_complete() -> None:
    for claim in CLAIMS:
        verdicts = claim.get("verdict", [])
        assert bool(verdicts) != (claim["key"] in UNCHECKED), claim["key"]
        reviewers = [verdict["by"] for verdict in verdicts]
        assert len(reviewers) == len(set(reviewers))
        for verdict in verdicts:
            assert verdict["verdict"] in {"verified", "disputed", "denied"}
            assert verdict["reason"].endswith(".")
            assert len(verdict["as_of"]) == len("2024-11-30")
            assert "denied_by" not in verdict or verdict["verdict"] == "denied"


def test_who_acts_is_one_of_two_reviewers() -> None:
    keys = {reviewer["key"] for reviewer in PROJECT["reviewer"]}
    assert len(keys) == len(PROJECT["reviewer"]) == 2
    acts = [
        act
        for claim in CLAIMS
        for act in [claim, *claim.get("verdict", []), *claim.get("evidence", [])]
    ]
    assert {act["by"] for act in acts} == keys


def test_reviewers_differ_on_some_claims_and_agree_on_others() -> None:
    pairs = [claim["verdict"] for claim in CLAIMS if len(claim.get("verdict", [])) == 2]
    split = [pair for pair in pairs if pair[0]["verdict"] != pair[1]["verdict"]]
    assert len(pairs) >= 10
    assert 4 <= len(split) < len(pairs)


def test_only_the_claim_on_arms_is_denied_by_a_party() -> None:
    named = [
        claim["key"]
        for claim in CLAIMS
        for verdict in claim.get("verdict", [])
        if "denied_by" in verdict
    ]
    assert named == ["33a"]


@pytest.mark.parametrize("stem", TYPESET)
def test_pdf_is_typeset_from_its_text(stem: str) -> None:
    module = script("typeset")
    committed = (FOLDER / f"{stem}.pdf").read_bytes()
    made = module.typeset(FOLDER / "typeset" / f"{stem}.html")
    assert made == module.typeset(FOLDER / "typeset" / f"{stem}.html")
    assert len(committed) < 60_000
    with pymupdf.open("pdf", committed) as old, pymupdf.open("pdf", made) as new:
        assert [page.get_text() for page in old] == [page.get_text() for page in new]
        assert old.get_toc() == new.get_toc()
        assert old.metadata["title"] == FILES[f"{stem}.pdf"]["title"]
        # Another version of PyMuPDF may write the same page with other bytes.
        same_version = old.metadata["producer"] == new.metadata["producer"]
    assert made == committed or not same_version


@pytest.mark.parametrize("name", MADE)
def test_a_note_is_made_from_its_text(name: str) -> None:
    module = script("make_notes")
    source = module.text_of(FOLDER / "notes" / f"{name}.html")
    assert module.MAKERS[Path(name).suffix](source) == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "headings", "roles"),
    [
        ("2024-11-ratification.docx", 4, {"title", "heading", "paragraph", "item", "table"}),
        ("1945-2024-collective-defence.epub", 5, {"title", "heading", "quote", "item"}),
        ("1950-security-council.fb2", 4, {"title", "heading", "paragraph"}),
        ("2001-2011-visits.rtf", 4, {"title", "heading", "paragraph", "item", "table"}),
    ],
)
def test_a_made_note_is_read_with_its_structure(name: str, headings: int, roles: set[str]) -> None:
    found = read(name)
    assert found.title == FILES[name]["title"]
    assert found.language == FILES[name]["language"]
    assert found.citation["author"] == FILES[name]["author"]
    assert FILES[name]["date"].startswith(found.citation["issued"])
    assert len(found.layer.outline) == headings
    assert roles <= {block.role for block in found.layer.blocks}


def test_russian_notes_are_in_windows_1251() -> None:
    fiction = (FOLDER / "1950-security-council.fb2").read_bytes()
    assert "Заметка о бойкоте" in fiction.decode("cp1251")
    rich = (FOLDER / "2001-2011-visits.rtf").read_bytes()
    assert b"\\ansicpg1251" in rich
    assert rich.isascii()


def test_the_picture_is_a_page_without_text_and_says_what_it_is() -> None:
    found = read(PICTURE)
    assert (found.layer.text.text, len(found.pages)) == ("", 1)
    assert (FOLDER / PICTURE).stat().st_size < 300_000
    words = (FOLDER / "notes" / f"{PICTURE}.txt").read_text(encoding="utf-8")
    assert words.splitlines()[0] == NOTICES["en"]
    assert "PRACTICE MATERIAL" in words


def test_the_picture_is_worn_the_same_way_each_time() -> None:
    module = script("wear_note")
    made = module.made()
    assert made == module.made()
    with Image.open(FOLDER / PICTURE) as old, Image.open(io.BytesIO(made)) as new:
        assert old.size == new.size
        assert old.info["dpi"] == new.info["dpi"] == (200, 200)
        # Another version of the libraries may round otherwise.
        difference = ImageStat.Stat(ImageChops.difference(old, new)).mean[0]
    assert difference < 2


def test_korean_is_rendered_with_real_glyphs() -> None:
    with pymupdf.open(FOLDER / "2023-10-rail-imagery.pdf") as document:
        spans = [
            span
            for block in document[0].get_text("rawdict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            if any(char["c"] == "두" for char in span["chars"])
        ]
        fonts = {font[3].partition("+")[2] for font in document.get_page_fonts(0)}
    assert len(spans) == 1
    assert "Droid Sans Fallback Regular" in fonts
