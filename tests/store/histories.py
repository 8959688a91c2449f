# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random acts for property tests: few ids, so that they meet; claims, verdicts, removals, moves."""

from typing import Any

from hypothesis import strategies as st

from sidelight.model.change import Change, Setting
from tests.store.making import ARTICLE, LAYER, SOURCE, numbered, place, sha256

CLAIMS = [numbered(digit) for digit in "123"]
DOCUMENTS = [sha256(ARTICLE), sha256(SOURCE)]
REVIEWERS = [numbered(digit) for digit in "abc"]
_claims = st.sampled_from(CLAIMS)
_numbers = st.integers(1, 2)
_words = st.sampled_from(["", "war", "peace", "a\nb", "“quoted”"])
_words_of = st.builds(
    place, st.sampled_from([ARTICLE, SOURCE]), st.integers(0, 9), st.sampled_from(["one", "two"])
)
_areas = st.builds(
    lambda words, right: {**words, "quote": "", "area": [0, 100, right, 4000]},
    _words_of,
    st.integers(1, 3),
)
_places = st.one_of(_words_of, _areas)


def _settings(
    record: str, ids: st.SearchStrategy[str], **fields: Any
) -> st.SearchStrategy[Setting]:
    """A setting of one of the fields of one of the records."""
    return st.one_of(
        [
            st.builds(Setting, st.just(record), ids, st.just(name), values)
            for name, values in fields.items()
        ]
    )


_deleted = st.booleans()
_verdicts = st.builds(
    lambda word, by: {"verdict": word, "denied_by": by},
    st.sampled_from(["", "verified", "denied"]),
    _words,
)
_made = {
    "document": DOCUMENTS[0],
    "kind": "extracted",
    "extractor": "test",
    "version": "1",
    "language": "ru",
    "options": {"whole_page": "yes"},
    "text": sha256(b"text"),
    "geometry": sha256(b"geometry"),
    "rendition": "",
}

_CLAIM = numbered("c")
_IMPORTED = {"by": f"of-{numbered('c')}", "at": "", "file": "marks.json", "key": "1"}

RECORDED = [
    Setting("tagging", f"{_CLAIM}.x", "claim", _CLAIM),
    Setting("tagging", f"{_CLAIM}.x", "name", "arms"),
    Setting("tagging", f"{_CLAIM}.x", "on", value=True),
    Setting("tag", "x", "name", "arms"),
    Setting("response", numbered("1"), "claim", _CLAIM),
    Setting("response", numbered("1"), "party", "The ministry"),
    Setting("described", numbered("2"), "claim", _CLAIM),
    Setting("described", numbered("2"), "words", "Nothing was found."),
    Setting("decision", _CLAIM, "claim", _CLAIM),
    Setting("decision", _CLAIM, "verdict", {"verdict": "denied", "denied_by": ""}),
    Setting("exempt", numbered("3"), "place", place(ARTICLE, 40, "So it was.")),
    Setting("signoff", f"{sha256(ARTICLE)}.{REVIEWERS[0]}", "document", sha256(ARTICLE)),
    Setting("signoff", f"{sha256(ARTICLE)}.{REVIEWERS[0]}", "signed", value=True),
    Setting("second", f"{_CLAIM}.{REVIEWERS[1]}", "claim", _CLAIM),
    Setting("second", f"{_CLAIM}.{REVIEWERS[1]}", "reviewer", REVIEWERS[1]),
    Setting("second", f"{_CLAIM}.{REVIEWERS[1]}", "blind", value=True),
    Setting("vocabulary", "unproven", "name", "Unproven"),
    Setting("note", numbered("a"), "document", sha256(ARTICLE)),
    Setting("note", numbered("a"), "text", "Who wrote this?"),
    Setting("note", numbered("a"), "imported", _IMPORTED),
]
"""One record of each further kind, of a claim of `making.make_project`."""

settings = st.one_of(
    _settings("project", st.just("project"), title=_words),
    _settings("reviewer", st.sampled_from(REVIEWERS), name=st.sampled_from(["Ann", "Bob", ""])),
    _settings(
        "document",
        st.sampled_from(DOCUMENTS),
        number=_numbers,
        title=_words,
        kind=st.sampled_from(["article", "source"]),
        hidden=st.just([[1, 5], [7, 9]]),
        author=_words,
        continues=st.sampled_from(["", *DOCUMENTS]),
        deleted=_deleted,
    ),
    _settings("layer", st.just(LAYER), made=st.sampled_from([_made, "no layer"])),
    _settings("claim", _claims, number=_numbers, restatement=_words, kind=_words, deleted=_deleted),
    _settings(
        "passage",
        st.sampled_from([numbered("4"), numbered("5")]),
        claim=_claims,
        place=_places,
        transcription=_words,
        translation=_words,
        carried=st.sampled_from([{"from": numbered("5"), "score": 900}]),
        confirmed=st.booleans(),
        deleted=_deleted,
    ),
    _settings(
        "verdict",
        st.builds(lambda claim, who: f"{claim}.{who}", _claims, st.sampled_from(REVIEWERS)),
        claim=_claims,
        verdict=_verdicts,
        reason=_words,
    ),
    _settings(
        "evidence",
        st.sampled_from([numbered("6"), numbered("7")]),
        claim=_claims,
        place=_places,
        transcription=_words,
        translation=_words,
        stance=st.sampled_from(["supports", "contradicts", "nonsense"]),
        note=_words,
        deleted=_deleted,
    ),
    _settings("note", st.just(numbered("8")), claim=_claims, text=_words, deleted=_deleted),
    _settings(
        "note",
        st.just(numbered("a")),
        document=st.sampled_from(DOCUMENTS),
        place=_places,
        answers=st.just(numbered("8")),
        text=_words,
        imported=st.sampled_from([_IMPORTED, {**_IMPORTED, "by": ""}, "nonsense"]),
        deleted=_deleted,
    ),
    _settings(
        "verdict",
        st.builds(
            lambda claim, who: f"{claim}.of-{numbered('c')}.{who}",
            _claims,
            st.sampled_from(REVIEWERS),
        ),
        claim=_claims,
        verdict=_verdicts,
        imported=st.just(_IMPORTED),
    ),
    _settings(
        "second",
        st.builds(lambda claim, who: f"{claim}.{who}", _claims, st.sampled_from(REVIEWERS)),
        claim=_claims,
        reviewer=st.sampled_from(REVIEWERS),
        blind=st.booleans(),
    ),
    _settings("vocabulary", st.sampled_from("xy"), name=_words, sign=_words, deleted=_deleted),
    _settings(
        "tagging",
        st.builds(lambda claim, tag: f"{claim}.{tag}", _claims, st.sampled_from("xy")),
        claim=_claims,
        name=st.sampled_from(["arms", "Arms"]),
        on=st.booleans(),
    ),
    _settings("tag", st.sampled_from("xy"), name=_words, colour=st.sampled_from(["", "#1e7a46"])),
    _settings(
        "response", st.just(numbered("9")), claim=_claims, party=_words, answer=_words, when=_words
    ),
    _settings(
        "described",
        st.just(numbered("0")),
        claim=_claims,
        words=_words,
        order=_numbers,
        deleted=_deleted,
    ),
    _settings(
        "signoff",
        st.sampled_from([f"{DOCUMENTS[0]}.{who}" for who in REVIEWERS]),
        document=st.just(DOCUMENTS[0]),
        signed=st.booleans(),
        note=_words,
    ),
    _settings("exempt", st.just(numbered("b")), place=_places, deleted=_deleted),
    _settings("decision", _claims, claim=_claims, verdict=_verdicts, reason=_words),
    _settings("omen", st.just("x"), sign=st.integers(0, 3)),
)

acts = st.lists(
    st.tuples(st.sampled_from(REVIEWERS), st.lists(settings, min_size=1, max_size=4)),
    max_size=14,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes of which each saw some of those before it; clocks are wrong by up to a year."""
    changes: list[Change] = []
    for count, (reviewer, sets) in enumerate(draw(acts)):
        heads: set[str] = set()
        if changes:
            heads = {change.id for change in draw(st.sets(st.sampled_from(changes), max_size=2))}
        changes.append(
            Change(
                reviewer=reviewer,
                installation=reviewer,
                sequence=count,
                clock=(1_700_000_000_000 + draw(st.integers(-30, 30)) * 10**9, 0),
                time="2024-06-19T12:00:00.000+00:00",
                zone="UTC",
                heads=tuple(sorted(heads)),
                sets=tuple(sets),
                group=f"{count:032x}",
                label=f"act {count}",
                random=f"{count:032x}",
            )
        )
    return changes
