# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project of ours, written as REFI-QDA and read back: all that the file holds is there."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.exchange import qdpx
from sidelight.exchange.guids import guid
from sidelight.exchange.incoming import Incoming, Mark
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.qdpx_codes import lines
from sidelight.exchange.qdpx_in_lines import CLAIM, apart, stored
from sidelight.language import _, within
from sidelight.model.vocabulary import KINDS, SEVERITIES, WORDS
from sidelight.reader.remote import Reader
from sidelight.session.exporting import outgoing
from sidelight.session.session import Session
from sidelight.text.ink import ink_of
from tests.exchange.qda_given import coding, marks, tag, took
from tests.exchange.qda_given import package as packed
from tests.exchange.test_qdpx import AREA, shared

__all__ = ["shared"]

LANGUAGES = ("en", "ko", "ru")


def back(given: Outgoing, reader: Reader, language: str = "en") -> Incoming:
    """Write a project in a language, read it in English."""
    with within(language):
        data = qdpx.write(given, lambda _share, _word: None).data
    return took(data, reader)


def iri(kind: str, id_: str) -> str:
    """Return the key that a record of ours is read under."""
    return f"urn:uuid:{guid(kind, id_)}"


@pytest.fixture(scope="module", params=LANGUAGES)
def found(shared: Session, reader: Reader, request: pytest.FixtureRequest) -> Incoming:
    return back(outgoing(shared), reader, request.param)


def claims(found: Incoming) -> dict[str, Mark]:
    return {one.key: one for one in marks(found, "claim")}


def test_claims_stand_where_they_stood_with_what_is_known_of_them(
    shared: Session, found: Incoming
) -> None:
    given = outgoing(shared)
    read = claims(found)
    assert [*read] == [iri("claim code", one.id) for one in given.claims]
    for claim, one in zip(given.claims, read.values(), strict=True):
        part = claim.passages[0]
        (place,) = one.places
        assert place.document == iri("document", part.passage.document)
        assert (place.quote, place.start, place.end) == (
            part.passage.quote,
            part.passage.start,
            part.passage.end,
        )
        assert one.author == iri("reviewer", claim.reviewer)
        assert one.made_at == (claim.made_at and claim.made_at.replace(microsecond=0))
        assert one.tags == tuple(claim.tags)
        fields = ("restatement", "kind", "speaker", "attribution", "said_on", "severity")
        assert {name: one.values.get(name, "") for name in fields} == {
            name: getattr(claim, name) for name in fields
        }


def test_each_reviewer_judged_as_before(shared: Session, found: Incoming) -> None:
    given = outgoing(shared)
    judged = {
        (one.on, one.author, one.values["verdict"], one.values.get("reason", ""),
         one.values.get("denied_by", ""), one.values["as_of"])
        for one in marks(found, "verdict")
    }  # fmt: skip
    assert judged == {
        (iri("claim code", claim.id), iri("reviewer", one.reviewer), one.verdict, one.reason,
         one.denied_by, one.as_of or (one.made_at.date().isoformat() if one.made_at else ""))
        for claim in given.claims
        for one in claim.verdicts
    }  # fmt: skip
    (decision,) = marks(found, "decision")
    assert decision.values == {"verdict": "verified", "reason": "Bob did not see the letter."}
    assert decision.author == iri("reviewer", given.claims[0].decision.reviewer)  # type: ignore[union-attr]


def test_evidence_comes_back_with_its_stance(shared: Session, found: Incoming) -> None:
    given = outgoing(shared)
    read = Counter((one.on, one.values["stance"], one.author) for one in marks(found, "evidence"))
    assert read == Counter(
        (iri("claim code", claim.id), one.stance, iri("reviewer", one.reviewer))
        for claim in given.claims
        for one in claim.evidence
    )
    by_words = {one.places[0].quote: one for one in marks(found, "evidence")}
    assert by_words["спасибо. 감사합니다"].values["note"] == "Twice."
    areas = {one.places[0].page: one for one in marks(found, "evidence") if one.places[0].area}
    seen, shown = areas[2], areas[1]
    assert (seen.values["transcription"], seen.values["translation"]) == ("Реестр", "Register")
    assert [*(seen.places[0].area or ())] == [*AREA]
    assert [*(shown.places[0].area or ())] == [10, 20, 110, 220]
    assert not {"transcription", "translation"} & {*shown.values}
    (told,) = marks(found, "described")
    assert told.values == {
        "kind": "interview",
        "stance": "context",
        "words": "He was there.",
        "who": "A clerk",
    }
    assert told.on == iri("claim code", given.claims[0].id)


def test_notes_and_replies_come_back(shared: Session, found: Incoming) -> None:
    claim = outgoing(shared).claims[0]
    read = {one.text: one for one in marks(found, "note")}
    assert {*read} >= {
        *("Is it the first letter?", "It is.", "Read the Russian.", "Kept in Moscow.", "Which one?")
    }
    assert not [text for text in read if "named" in text]
    first, reply = read["Is it the first letter?"], read["It is."]
    assert (first.on, reply.answers) == (iri("claim code", claim.id), first.key)
    assert first.values == {"settled": "yes"}
    evidence = {one.key: one for one in marks(found, "evidence")}
    assert evidence[read["Read the Russian."].on].values["stance"] == "supports"
    assert read["Kept in Moscow."].places[0].quote == ""
    assert read["Which one?"].places[0].quote == "August"
    assert [text for text in read if "The embassy" in text and "on Monday" in text]
    assert len(read) == 6


def test_documents_bring_what_was_known_of_them(shared: Session, found: Incoming) -> None:
    given = outgoing(shared)
    read = {one.key: one for one in found.documents}
    for document in given.documents:
        one = read[iri("document", document.id)]
        assert (one.kind, one.title) == (document.kind, document.title)
        assert {name: one.record[name] for name in document.citation} == dict(document.citation)
        if document.media_type != "text/plain":
            assert (one.sha256, one.name) == (document.id, document.name)
    assert {one.name for one in found.authors} == {"Ann", "Bob"}
    assert (found.groups, found.unread, found.remarks) == ((), (), ())


def test_what_had_no_place_is_on_its_document(shared: Session, reader: Reader) -> None:
    given = outgoing(shared)
    (claim, *others) = given.claims
    gone = replace(claim.passages[0].passage, layer="x", quote="words that are gone", area=None)
    moved = replace(claim, passages=(replace(claim.passages[0], passage=gone),))
    none = replace(claim, id="7" * 32, passages=(), restatement="Nobody said where.", evidence=())
    read = claims(back(replace(given, claims=(moved, none, *others)), reader))
    (place,) = read[iri("claim code", claim.id)].places
    assert (place.document, place.quote) == (
        iri("document", gone.document),
        "words that are gone",
    )
    lost = read[iri("claim code", none.id)]
    assert (lost.places, lost.values["restatement"]) == ((), "Nobody said where.")


def test_what_another_program_added_stays(shared: Session, reader: Reader) -> None:
    data = qdpx.write(outgoing(shared), lambda _share, _word: None).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    xml = files.pop("project.qde").decode()
    added = coding("Later", named="later")
    assert "</PlainTextSelection>" in xml
    xml = xml.replace("</PlainTextSelection>", f"{added}</PlainTextSelection>", 1)
    xml = xml.replace("</Codes>", tag("Code", named="Later", name="Later") + "</Codes>", 1)
    found = took(packed(xml, files), reader)
    (later,) = marks(found)
    assert later.places == marks(found, "claim")[0].places
    assert [one.title for one in found.groups] == ["Later"]
    assert len(marks(found, "verdict")) == 3


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("ab: \n조"), max_size=12),
    st.dictionaries(
        st.sampled_from([*CLAIM]), st.text(st.sampled_from("xy:\n 말"), min_size=1, max_size=9)
    ),
    st.sampled_from(LANGUAGES),
)
def test_lines_with_labels_come_apart_again(
    first: str, fields: dict[str, str], language: str
) -> None:
    # a kind and a severity are stored words, which any other text is not
    fields = {
        label: said for label, said in fields.items() if CLAIM[label] not in {"kind", "severity"}
    }
    with within(language):
        written = lines(first, [(_(label), value) for label, value in fields.items()])
    said, values = apart(written, CLAIM)
    assert said.strip("\n") == first.strip("\n")
    assert values == {
        CLAIM[label]: value.strip("\n") for label, value in fields.items() if value.strip()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_stored_words_are_known_by_what_they_are_called(language: str) -> None:
    with within(language):
        called = {word: _(WORDS[word]) for word in (*KINDS, *SEVERITIES)}
        written = lines("", [(_("Kind"), called["cause"]), (_("Severity"), called["grave"])])
    assert {stored("kind", called[word]) for word in KINDS} == {*KINDS}
    assert apart(written, CLAIM) == ("", {"kind": "cause", "severity": "grave"})
    assert apart("Kind: of blue", CLAIM) == ("", {})


def test_documents_that_were_left_out_are_their_quotes(shared: Session, reader: Reader) -> None:
    given = outgoing(shared)
    absent = frozenset(one.id for one in given.documents if one.kind == "source")
    found = back(replace(given, absent=absent), reader)
    assert "31 August" in [place.quote for one in marks(found, "evidence") for place in one.places]
    texts = [ink_of((one.data or b"").decode()) for one in found.documents if one.kind == "source"]
    assert any("31August" in text for text in texts)
