# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes in reports: threads, on what they are, with links into the report and nothing private."""

from __future__ import annotations

import csv
import io
import re

import pytest

from sidelight.model.records import Document
from sidelight.report import html, markdown, table, word_document
from sidelight.report.data import Report
from sidelight.session.session import Session
from tests.report import word_reading
from tests.report.project_builder import without_script

ARTICLE = "The pact\n\nKim thanked Stalin for aid. Aid came twice.\n\nA border is shared.\n"
HOSTILE = "<script>alert(1)</script> [x](javascript:1) `#1` & =cmd"


@pytest.fixture
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A project with one claim of an article, another article with one, and a source."""
    path = tmp_path_factory.mktemp("noted") / "n.sidelight"
    made = Session.create(path, "Noted", by="Ann")
    article = made.add_text(ARTICLE, kind="article", title="The pact")
    other = made.add_text("Another\n\nNothing was said.\n", kind="article", title="Another")
    source = made.add_text("A letter\n\nThanks for the help.\n", title="A letter")
    claim = made.claim(article, *made.locate(article, "Kim thanked Stalin"), "verified")
    made.link(claim.id, source, *made.locate(source, "Thanks for the help"))
    made.claim(other, *made.locate(other, "Nothing was said"))
    return made


def documents(session: Session) -> tuple[Document, Document]:
    """The article and the source."""
    return session.project.documents("article")[0], session.project.documents("source")[0]


def report(session: Session) -> Report:
    try:
        return session.report_data("1")
    finally:
        session.close()


def cells(made: Report) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(table.write(made).decode("utf-8-sig"), newline=""))
    return next(iter(rows))


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_threads_stand_where_their_words_are_and_say_what_they_are_on(session: Session) -> None:
    article, source = documents(session)
    claim = session.claim_called("1")
    note = session.add_note(claim.id, "Which letter?", part=claim.evidence[0].id)
    session.reply(note.id, "That of August.")
    session.reply(note.id, "an informant told me", private=True)
    passage = session.passage(article, *session.locate(article, "border is shared"))
    on = session.note_on(article, "By whom?", passage=passage)
    session.settle_thread(on.id)
    session.note_on(source, "A paraphrase.")
    session.note_on(source, "an informant made it", private=True)
    made = report(session)
    page, text, row = without_script(html.write(made)), markdown.write(made).decode(), cells(made)
    for written in (page, text, str(row)):
        assert "informant" not in written
    said = plain(page)
    assert "Which letter? Note on “Thanks for the help” · Ann" in said
    assert "That of August. Reply · Ann" in said
    assert "By whom? Note on “border is shared” · settled · Ann" in said
    assert page.index('id="notes"') < page.index("By whom?") < page.index('id="source-3"')
    assert page.index('id="source-3"') < page.index("A paraphrase.")
    assert "\n      - Reply, Ann," in text or "\n        - Reply, Ann," in text
    assert "## Notes on the article\n\n- Note on “border is shared” · settled, Ann, " in text
    assert row["notes"].splitlines() == [
        "Ann (on “Thanks for the help”): Which letter?",
        "↳ Ann: That of August.",
    ]
    assert row["document_notes"].splitlines() == [
        "[article] Ann (on “border is shared”): By whom?",
        "[3] Ann: A paraphrase.",
    ]


def test_links_lead_to_what_the_report_has_a_place_for(session: Session) -> None:
    claim = session.claim_called("1")
    session.add_note(claim.id, "See #1, claim 2, source 3, article 1, article 2 and #7.")
    made = report(session)
    (note,) = made.lines[0].notes
    assert [(part.text, part.to) for part in note.parts if part.to] == [
        ("#1", "claim-1"), ("source 3", "source-3"), ("article 1", "article"),
    ]  # fmt: skip
    page = html.write(made).decode()
    for part in note.parts:
        if part.to:
            assert f'<a href="#{part.to}">{part.text}</a>' in page
            assert f'id="{part.to}"' in page
    assert "See #1[^1], claim 2, source 3," in markdown.write(made).decode()


def test_the_word_document_has_them_with_their_links(session: Session) -> None:
    article, source = documents(session)
    claim = session.claim_called("1")
    note = session.add_note(claim.id, "See #1, source 3 and article 1.")
    session.reply(note.id, "That of August.")
    session.note_on(article, "By whom?")
    session.note_on(source, "A paraphrase.")
    session.note_on(source, "an informant made it", private=True)
    data = word_document.write(report(session))
    said = word_reading.plain(data)
    for one in ("By whom?", "That of August.", "A paraphrase."):
        assert one in said
    assert "informant" not in said
    assert said.index("Notes on the article") < said.index("By whom?")
    assert said.index("SHA-256 ") < said.index("A paraphrase.")
    for name in ("word/document.xml", "word/comments.xml"):
        links = {
            word_reading.text(one): one.get(f"{word_reading.W}anchor")
            for one in word_reading.part(data, name).iter(f"{word_reading.W}hyperlink")
        }
        wanted = {"#1": "claim-1", "source 3": "source-3", "article 1": "article"}
        assert wanted.items() <= links.items()


def test_hostile_notes_stay_words(session: Session) -> None:
    claim = session.claim_called("1")
    note = session.add_note(claim.id, HOSTILE)
    session.reply(note.id, HOSTILE)
    for document in documents(session):
        session.note_on(document, HOSTILE)
    made = report(session)
    page, text, row = without_script(html.write(made)), markdown.write(made).decode(), cells(made)
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    assert "<script" not in re.sub(r"\\.", "", text)
    assert "](javascript" not in re.sub(r"\\.", "", text)
    assert row["notes"].splitlines()[0] == f"Ann: {HOSTILE}"


def test_a_report_without_notes_says_nothing_of_them(session: Session) -> None:
    made = report(session)
    assert 'id="notes"' not in html.write(made).decode()
    assert "Notes on the article" not in markdown.write(made).decode()
    row = cells(made)
    assert (row["notes"], row["document_notes"]) == ("", "")
