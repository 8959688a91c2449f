# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project of two reviewers with all that can be given away, and with what may not be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sidelight.session.areas import Read
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.scans import printed_pdf

SECRET = "xyzzy"
HOSTILE = '</script><script>alert(1)</script>{"@id":"http://evil.example/","@context":[]}"\u2028\\'
ARTICLE = f"""The pact 😀, explained 𝔄

Kim thanked Stalin for
aid. Aid came twice. {HOSTILE}

A land border is shared. Oil flows. Nobody sold arms.
"""
LETTER = "Note on a letter\n\nЕё текст хранится в архиве. 로씨야에 무기.\n"
KEPT = "https://web.archive.org/web/20240619120000/https://example.org/pact"


def checked(folder: Path) -> Session:
    """Return a session of Ann's on it."""
    session = Session.create(
        folder / "pact.sidelight", "The pact", settings=Settings(kept=False), by="Ann"
    )
    try:
        _fill(session, folder)
    except BaseException:
        session.close()
        raise
    return session


def _fill(session: Session, folder: Path) -> None:
    article = session.add_text(ARTICLE, kind="article", title="The pact")
    article_fields = {"URL": KEPT, "issued": "2024-06-21", "author": "Eve Roe; Bo Lee"}
    session.cite(article, {**article_fields, "container_title": "The Courier", "language": "en"})
    letter = session.add_text(LETTER, title="Письмо")
    session.cite(letter, {"URL": "https://пример.рф/письмо?x=ё", "language": "ru"})
    path = folder / "register.pdf"
    path.write_bytes(printed_pdf())
    register = session.add_document(path, title="Register")
    session.cite(register, {"URL": "https://example.org/register.pdf", "accessed": "2026-11-26"})
    _claims(session)
    bob = session.invite("Bob")
    session.be(bob.id)
    first = session.claim_called("1")
    session.judge(first.id, "denied", denied_by="Moscow", reason="They said so.")
    session.be(next(one.id for one in session.project.reviewers() if one.name == "Ann"))


def _claims(session: Session) -> None:
    article, letter = session.article(), session.document("Письмо")
    register = session.document("Register")
    thanked = session.claim(
        article, *session.locate(article, "thanked Stalin for aid"), "verified",
        reason=f"It says so. {HOSTILE}", kind="event",
    )  # fmt: skip
    session.describe(thanked.id, {
        "restatement": "Kim gave thanks", "speaker": "Kim", "said_on": "1950-08",
        "severity": "grave", "correction": "Kim thanked the envoy",
    })  # fmt: skip
    session.tag([thanked.id], "thanks")
    session.add_place(
        thanked.id, session.passage(article, *session.locate(article, "Aid came twice"))
    )
    found = session.link(
        thanked.id, letter, *session.locate(letter, "текст хранится"), "contradicts", "See there."
    )
    session.link_area(
        thanked.id, register, 2, (60.0, 80.0, 320.0, 140.5), read=Read("Der Hafen", "The harbour")
    )
    session.describe_evidence(thanked.id, "call", "She confirmed it.", who="The archivist")
    session.respond(thanked.id, "Moscow", answer="denied")
    asked = session.add_note(thanked.id, "Which aid?")
    session.reply(asked.id, f"Grain. {HOSTILE}")
    session.reply(session.add_note(thanked.id, SECRET, private=True).id, SECRET)
    session.add_note(thanked.id, "A copy.", part=found.id)
    session.add_note(thanked.id, "Twice?", part=thanked.passages[0].id)
    session.note_on(letter, "Typed.")
    session.note_on(letter, SECRET, private=True)
    at = session.passage(letter, *session.locate(letter, "무기"))
    session.note_on(letter, "Arms, or a weapon?", passage=at)
    border = session.claim(article, *session.locate(article, "A land border"), "verified")
    session.decide(border.id, "disputed", reason="Part of it is sea.")
    session.claim(
        article, *session.locate(article, "Nobody sold arms"), "denied", denied_by="Moscow"
    )
    session.claim(article, *session.locate(article, "Oil flows"))


def name_of(data: bytes) -> str:
    """Return the name of bytes (RFC 6920), made by other means than ours."""
    import base64

    made = base64.b64encode(hashlib.sha256(data).digest(), altchars=b"-_").decode()
    return "ni:///sha-256;" + made.replace("=", "")
