# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document with its marks as a PDF: what each annotation says, and what is not in the bytes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from sidelight.errors import Cancelled, DocumentError
from sidelight.language import use
from sidelight.model.records import Claim, Document
from sidelight.model.sharing import Choice
from sidelight.reader.annotation import Annotation
from sidelight.reader.remote import Reader
from sidelight.session.annotating import AnnotatedPdf, Marks, annotated
from sidelight.session.session import Session
from tests.annotations import told, unpacked
from tests.scans import printed_pdf, scan_pdf

QUOTE, OTHER = "Kim thanked Stalin for aid", "A land border is shared"
FOUND = "Её текст хранится в архиве"
RUSSIAN, KOREAN = "Его слова не подтверждаются.", "편지에는 그런 말이 없다."
SECRET = "xyzzy"


def marks(session: Session, document: Document) -> list[Annotation]:
    """What is written, before it is."""
    return list(Marks(session, document).all())


@pytest.fixture
def claim(session: Session) -> Claim:
    """A claim with all that can be said of it, by two reviewers."""
    article, letter = session.document(1), session.document(2)
    session.cite(article, {"author": "Weiss"})
    session.cite(letter, {"author": "Kim", "archive": "AVPRF"})
    made = session.claim(article, *session.locate(article, QUOTE), "disputed", reason=RUSSIAN)
    session.set_as_of(made.id, "2024-06-21")
    session.link(made.id, letter, *session.locate(letter, FOUND), "contradicts", "See below.")
    session.describe_evidence(made.id, "call", "It rang.", who="Kim's office")
    session.respond(made.id, "The embassy", answer="declined")
    session.describe(made.id, {"correction": "Kim asked for aid."})
    first = session.add_note(made.id, "Was it Kim?")
    session.act_as("Bob")
    session.judge(made.id, "denied", denied_by="the ministry", reason=KOREAN)
    session.reply(first.id, "It was.")
    session.decide(made.id, "denied", denied_by="the ministry", reason="As Bob says.")
    session.act_as("Ann")
    return session.claim_of(made.id)


def test_a_claim_says_all_that_was_said_of_it(session: Session, claim: Claim) -> None:
    (found,) = told(annotated(session, session.document(1)).pdf)
    assert (found.kind, found.author, found.subject) == ("Highlight", "Ann", "Claim 1: Denied")
    assert claim.made_at is not None
    assert found.made == claim.made_at.strftime("D:%Y%m%d%H%M%SZ")
    day = claim.made_at.strftime("%Y-%m-%d")
    head, decided, first, second, *rest = found.words.split("\n")
    assert head == found.subject
    assert decided == f"✗ Decided: Denied by the ministry (Bob, {day}): As Bob says."
    assert first == f"? Disputed (Ann, {day}, as of 2024-06-21): {RUSSIAN}"
    assert second == f"✗ Denied by the ministry (Bob, {day}): {KOREAN}"
    assert rest[0] == "The embassy: declined to comment"
    assert rest[1].startswith(f"✗ contradicts: “{FOUND}” Kim, “Письмо,” § Note")
    assert rest[1].endswith(", ¶ 1, AVPRF. See below.")
    assert rest[2:] == [
        "✓ supports: It rang. (Call, Kim's office)",
        "Proposed correction: Kim asked for aid.",
        "✎ Ann: Was it Kim?",
        "✎ Bob: It was.",
    ]


def test_evidence_says_which_claim_of_which_article_it_serves(
    session: Session, claim: Claim
) -> None:
    session.add_note(claim.id, "Only here.", part=claim.evidence[0].id)
    (found,) = marks(session, session.document(2))
    assert (found.kind, found.author, found.subject) == ("squiggly", "Ann", "Claim 1: Denied")
    head, cited, note, decided, *rest = found.words.split("\n")
    assert head == f"Claim 1, contradicts: {QUOTE}"
    assert cited.startswith("Weiss, “The Pact, Explained,” § The pact")
    assert "¶" in cited
    assert note == "See below."
    assert decided.startswith("✗ Decided: Denied by the ministry")
    assert [line[:9] for line in rest] == ["? Dispute", "✗ Denied ", "✎ Ann: On"]


@pytest.mark.parametrize(
    ("stance", "kind"),
    [("supports", "underline"), ("contradicts", "squiggly"), ("context", "underline")],
)
def test_a_stance_has_a_kind_and_a_colour_of_its_own(
    session: Session, stance: str, kind: str
) -> None:
    article, letter = session.document(1), session.document(2)
    made = session.claim(article, *session.locate(article, QUOTE))
    session.link(made.id, letter, *session.locate(letter, FOUND), stance)
    (found,) = marks(session, letter)
    look = session.verdicts.style(stance)
    assert (found.kind, found.colour, found.line) == (kind, look.ink, look.line)
    assert found.thin == (stance == "context")


def test_a_verdict_given_blind_says_so(session: Session) -> None:
    article = session.document(1)
    made = session.claim(article, *session.locate(article, QUOTE), "verified")
    session.invite("Bob")
    session.second_many([made.id], "Bob")
    session.act_as("Bob")
    session.be("Bob")
    session.judge(made.id, "denied", reason="No.")
    (found,) = marks(session, article)
    assert "given blind: others were not shown): No." in found.words


def test_what_a_blind_second_may_not_see_is_not_in_the_bytes(session: Session) -> None:
    article, letter = session.document(1), session.document(2)
    made = session.claim(article, *session.locate(article, QUOTE), "denied", reason=SECRET)
    session.link(made.id, letter, *session.locate(letter, FOUND), "contradicts", SECRET)
    session.describe_evidence(made.id, "call", SECRET, who=SECRET)
    session.respond(made.id, SECRET, answer="denied")
    session.add_note(made.id, SECRET)
    session.describe(made.id, {"severity": "grave", "correction": SECRET})
    session.decide(made.id, "denied", reason=SECRET)
    session.note_on(article, SECRET)
    session.invite("Bob")
    session.second_many([made.id], "Bob")
    assert unpacked(annotated(session, article).pdf).count(SECRET.encode()) > 5
    session.act_as("Bob")
    session.be("Bob")
    found = annotated(session, article)
    assert SECRET.encode() not in unpacked(found.pdf)
    (seen,) = told(found.pdf)
    assert (seen.subject, seen.words) == ("Claim 1: Unchecked", "Claim 1: Unchecked")
    assert found.remarks == (
        "What others think of claim 1 is left out: it is yours to judge blind.",
    )
    source = annotated(session, letter)
    assert (told(source.pdf), source.remarks) == ([], ())
    assert SECRET.encode() not in unpacked(source.pdf)


def test_private_notes_and_what_was_removed_are_not_in_the_bytes(
    session: Session, claim: Claim
) -> None:
    article, letter = session.document(1), session.document(2)
    start, end = session.locate(article, OTHER)
    session.add_note(claim.id, SECRET, private=True)
    session.note_on(article, SECRET, private=True)
    shared = session.note_on(article, "Ask them.", passage=session.passage(article, start, end))
    session.reply(shared.id, SECRET, private=True)
    session.act_as("Bob")
    session.note_on(article, SECRET, private=True)
    session.act_as("Ann")
    gone = session.claim(article, start, end, "denied", reason=SECRET)
    session.link(gone.id, letter, *session.locate(letter, "로씨야에"), "context", SECRET)
    session.remove("claim", gone.id)
    for document in (article, letter):
        assert SECRET.encode() not in unpacked(annotated(session, document).pdf)
    assert b"Ask them." in unpacked(annotated(session, article).pdf)
    assert [one.kind for one in marks(session, article)] == ["highlight", "note"]


def test_notes_stand_in_the_margin_each_with_its_replies(session: Session) -> None:
    article = session.document(1)
    there = session.passage(article, *session.locate(article, OTHER))
    first = session.note_on(article, "Since when?", passage=there)
    session.note_on(article, "Looks old.", passage=there)
    session.note_on(article, "Of the whole.")
    session.act_as("Bob")
    session.reply(first.id, "Since 1860.")
    session.settle_thread(first.id)
    found = marks(session, article)
    assert [one.kind for one in found] == ["note"] * 3
    by_words = {one.words: one for one in found}
    assert set(by_words) == {
        "Ann: Since when?\nBob: Since 1860.",
        "Ann: Looks old.",
        "Ann: Of the whole.",
    }
    assert by_words["Ann: Since when?\nBob: Since 1860."].subject == "Note · settled"
    boxes = [one.rects[0] for one in found]
    assert all(a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(boxes, 2))
    left = session.pages(article)[0].boxes[0]
    assert all(box[0] > 0 and box[2] < left for box in boxes)


def test_a_passage_over_pages_has_one_annotation_on_each(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Paragraph {n} of a long text." for n in range(200)), "utf-8")
    long = session.add_document(path, kind="article")
    pages = session.pages(long)
    assert len(pages) > 3
    session.claim(long, pages[0].end - 5, pages[2].start + 5, "verified")
    found = marks(session, long)
    assert [(one.kind, one.page) for one in found] == [("highlight", n) for n in (1, 2, 3)]
    assert len({one.id for one in found}) == 3


def test_an_area_is_a_frame_in_the_colour_of_what_it_says(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan_pdf(pages=2))
    scan = session.add_document(path)
    article = session.document(1)
    made = session.claim(article, *session.locate(article, QUOTE))
    session.link_area(made.id, scan, 2, (60.0, 80.0, 320.0, 140.0), "contradicts", "There.")
    written = annotated(session, scan)
    assert written.pdf.startswith(path.read_bytes())
    (found,) = told(written.pdf)
    assert found.kind == "Square"
    assert found.colour == pytest.approx([0x92 / 255, 0x0F / 255, 0x18 / 255], abs=0.001)
    assert b"/IC" not in found.source


def test_marks_of_another_version_of_the_text_are_counted(session: Session, claim: Claim) -> None:
    article = session.document(1)

    other = replace(article, layer="x")
    session._layers["x"] = session.layer(article)
    session._pages["x"] = session.pages(article)
    assert claim.document == article.id
    made = Marks(session, other)
    assert list(made.all()) == []
    assert list(made.remarks()) == [
        "1 mark is not in it: it stands in another version of the text.",
    ]


def test_a_repaired_file_says_that_it_is_a_new_one(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    data = printed_pdf()
    path.write_bytes(data[: data.rindex(b"startxref")])
    torn = session.add_document(path, title="Torn")
    session.note_on(torn, "Torn at the end.")
    found = annotated(session, torn)
    assert [one.kind for one in told(found.pdf)] == ["Text"]
    (remark,) = found.remarks
    assert remark.startswith("The file of Torn had to be repaired to be read")
    assert not found.pdf.startswith(path.read_bytes())


def test_a_document_left_out_of_a_copy_says_so(
    session: Session, claim: Claim, tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "copy.sidelight"
    session.share(path, Choice(sources=False))
    with Session.open(path, by="Cyd", reader=reader) as other:
        with pytest.raises(DocumentError) as caught:
            annotated(other, other.document(2))
        assert [one.id for one in other.claims()] == [claim.id]
        assert caught.value.id == "document.left_out"
        (found,) = marks(other, other.document(1))
        assert f"contradicts: “{FOUND}” Kim," in found.words


def test_progress_is_told_and_writing_can_be_stopped(session: Session, claim: Claim) -> None:
    heard: list[float] = []
    made: AnnotatedPdf = annotated(
        session, session.document(1), progress=lambda share, _word: heard.append(share)
    )
    assert (made.count, heard) == (len(claim.passages), [0.0, 1.0])
    with pytest.raises(Cancelled):
        annotated(session, session.document(1), cancelled=lambda: True)
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        annotated(session, session.document(1), cancelled=lambda: next(asked))


def test_a_claim_with_several_places_is_marked_at_each(session: Session, claim: Claim) -> None:
    article = session.document(1)
    further = session.passage(article, *session.locate(article, OTHER))
    session.add_place(claim.id, further)
    found = marks(session, article)
    assert [one.subject for one in found] == ["Claim 1: Denied"] * 2
    assert len({one.id for one in found}) == 2
    assert found[0].words == found[1].words


def test_a_verdict_of_the_project_has_its_own_name_colour_and_line(session: Session) -> None:
    added = session.add_verdict("Half true", colour="#0f766e", line="double", sign="◆")
    article = session.document(1)
    session.claim(article, *session.locate(article, QUOTE), added.word, reason="Once.")
    (found,) = marks(session, article)
    look = session.verdicts.style(added.word)
    assert (found.colour, found.ink, found.line) == (look.fill, look.ink, "double")
    assert found.subject == "Claim 1: Half true"
    assert "◆ Half true (Ann, " in found.words


def test_a_claim_carried_into_a_new_draft_waits_to_be_confirmed_there(
    session: Session, claim: Claim, tmp_path: Path
) -> None:
    path = tmp_path / "second.txt"
    path.write_text("The pact, explained\n\nKim thanked Stalin for all the aid.\n", "utf-8")
    first = session.document(1)
    draft = session.new_draft(path)
    (new,), (old,) = marks(session, draft), marks(session, first)
    waits = "To confirm: its words changed since the draft before."
    assert (waits in new.words, waits in old.words) == (True, False)
    assert new.id != old.id
    session.confirm_carried(draft, claim.passages[0].id)
    assert waits not in marks(session, draft)[0].words


@pytest.mark.parametrize(
    ("language", "subject", "noted"),
    [("ru", "Утверждение 1:", "Заметка"), ("ko", "주장 1:", "메모")],
)
def test_it_is_written_in_the_language_of_who_writes(
    session: Session, claim: Claim, language: str, subject: str, noted: str
) -> None:
    article = session.document(1)
    session.note_on(article, "Of the whole.")
    try:
        use(language)
        of_claim, of_note = marks(session, article)
    finally:
        use("")
    assert of_claim.subject.startswith(subject)
    assert of_note.subject == noted
    assert [RUSSIAN in of_claim.words, KOREAN in of_claim.words] == [True, True]
    assert claim.quote == QUOTE
