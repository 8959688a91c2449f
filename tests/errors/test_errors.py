# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every error is a sentence with its values, and every sentence is one that can come up."""

import ast
import re
from string import Formatter

import pytest

from checks.measures import ROOT
from sidelight import errors
from sidelight.errors import (
    SENTENCES,
    Cancelled,
    DamageError,
    DocumentError,
    InputError,
    ProjectError,
    QuoteError,
    Refused,
    SidelightError,
    UnknownName,
    UsageError,
)
from sidelight.language import sentence

SOURCES = sorted((ROOT / "src" / "sidelight").rglob("*.py"))
CLASSES = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, SidelightError)
}
# Where an id is put together from parts: the prefix and the parts that follow it.
COMPOSED = {
    "quote.": ("absent", "ambiguous", "empty"),
    "document.": (
        *("empty", "encrypted", "no_text", "too_costly"),
        *("wrong_password", "sealed", "protected"),
    ),
}


Nodes = list[tuple[str, ast.AST]]


@pytest.fixture(scope="module")
def nodes() -> Nodes:
    """All that stands in the code, and the file that it stands in."""
    found: Nodes = []
    for path in SOURCES:
        place = path.relative_to(ROOT).as_posix()
        found += [(place, node) for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return found


def raised_ids(nodes: Nodes) -> set[tuple[str, str]]:
    """The file and the id of each error that the code makes with an id written out."""
    found: set[tuple[str, str]] = set()
    for place, node in nodes:
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in CLASSES and isinstance(first, ast.Constant):
            found.add((place, str(first.value)))
        if name in CLASSES and isinstance(first, ast.JoinedStr):
            prefix = str(getattr(first.values[0], "value", ""))
            found |= {(place, prefix + part) for part in COMPOSED.get(prefix, ("?",))}
    return found


def written_words(nodes: Nodes) -> set[str]:
    """Every whole string in the code but the table of sentences itself."""
    return {
        node.value
        for place, node in nodes
        if not place.endswith("sidelight/errors.py")
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("id_", SENTENCES)
def test_every_sentence_is_filled_in_and_ends_with_a_full_stop(id_: str) -> None:
    values: dict[str, errors.Value] = dict.fromkeys(names(SENTENCES[id_]), "«{value}»")
    if id_ == "usage":
        values = {"message": "There is no such command."}
    shown = str(SidelightError(id_, **values))  # type: ignore[arg-type]
    assert shown.endswith(".")
    assert all(str(value) in shown for value in values.values())
    assert sentence(SidelightError(id_, **values)) == shown  # type: ignore[arg-type]
    assert not re.search(r"[{}]", shown.replace("«{value}»", ""))
    assert shown[0].isupper() or shown[0] in "«“"


@pytest.mark.parametrize("id_", SENTENCES)
def test_values_are_named_and_plain(id_: str) -> None:
    for _, name, format_, conversion in Formatter().parse(SENTENCES[id_]):
        assert name is None or name.isidentifier()
        assert not format_
        assert conversion is None


def test_every_error_that_is_raised_has_a_sentence(nodes: Nodes) -> None:
    assert sorted(one for one in raised_ids(nodes) if one[1] not in SENTENCES) == []


def test_every_sentence_can_come_up(nodes: Nodes) -> None:
    composed = {prefix + part for prefix, parts in COMPOSED.items() for part in parts}
    raised = {id_ for _, id_ in raised_ids(nodes)} | composed
    # An id may also travel as a value (a worker's answer, a parameter).
    assert sorted(SENTENCES.keys() - raised - written_words(nodes) - {"cancelled"}) == []


def test_values_given_are_those_of_the_sentence(nodes: Nodes) -> None:
    wrong: list[str] = []
    for place, node in nodes:
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name not in CLASSES or not isinstance(first, ast.Constant):
            continue
        keywords = {keyword.arg for keyword in node.keywords} - {"hint"}
        if name == "QuoteError":
            keywords -= {"candidates"}
        if first.value in SENTENCES and None not in keywords:
            wanted = names(SENTENCES[first.value])
            if keywords != wanted:
                wrong.append(f"{place}:{node.lineno}: {first.value} {sorted(wanted)}")
    assert wrong == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DocumentError("document.missing", path="a"), 1),
        (ProjectError("project.missing", path="a"), 1),
        (QuoteError("quote.absent", quote="a", name="b"), 1),
        (UnknownName("claim.unknown", name="20"), 1),
        (Refused("undo.nothing"), 1),
        (Cancelled(), 1),
        (UsageError("usage", message="No."), 2),
        (DamageError("check.damage", path="a", count=2), 3),
    ],
)
def test_an_error_says_whose_fault_it_is(error: SidelightError, code: int) -> None:
    assert error.exit_code == code
    assert isinstance(error, InputError) is (code == 1 and not isinstance(error, Cancelled))
    assert str(error).endswith(".")


def test_a_hint_follows_the_sentence() -> None:
    error = ProjectError("project.missing", hint="Or look in the other folder.", path="{x}")
    assert str(error).startswith("There is no project file {x}.")
    assert str(error).endswith("make a new project. Or look in the other folder.")
    assert sentence(error) == str(error)


def test_a_quote_error_holds_its_candidates_best_first() -> None:
    near = [(3, "page 2", "the plan"), (4, "page 1", "a plan")]
    error = QuoteError("quote.absent", candidates=near, quote="plan", name="Minutes")
    assert error.candidates == tuple(near)
    assert QuoteError("quote.empty").candidates == ()


def test_the_tree_at_the_top_of_the_file_names_every_class() -> None:
    drawn = re.findall(r"^\s*[│├└─ ]*(\w+)  ", errors.__doc__ or "", re.MULTILINE)
    assert set(drawn) == CLASSES
