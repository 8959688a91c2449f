# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile documents of every format: each is read or refused by name, and the reader goes on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidelight.errors import DocumentError
from sidelight.reader import remote
from sidelight.reader.extraction import Extraction
from sidelight.reader.remote import Reader
from sidelight.worker import Limits
from tests.reader.hostile_documents import COSTLY, DOCUMENTS, OUTCOMES, SLOW, WORDS, Trap

SECRET = "the unsaid tide table"
GOOD = b"One sentence of words. And a second one."
FEW_SECONDS = 1.0


@pytest.fixture(scope="module")
def tight(session_home: Path) -> Iterator[Reader]:
    """A reader that gives up soon."""
    assert session_home.exists()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_EXTRACT", "_DRAW"):
            limits = Limits(memory=700_000_000, cpu_seconds=30, seconds=FEW_SECONDS)
            patch.setattr(remote, name, limits)
        with Reader() as made:
            assert_goes_on(made)
            yield made


@pytest.fixture
def trap(tmp_path: Path, address: str, calls: list[str]) -> Iterator[Trap]:
    """A secret and an address; afterwards nothing was asked and nothing lies beside the secret."""
    path = tmp_path / "vault" / "tide.txt"
    path.parent.mkdir()
    path.write_text(SECRET, "utf-8")
    yield Trap(path, address)
    assert calls == []
    assert [found.name for found in path.parent.iterdir()] == ["tide.txt"]
    assert path.read_text("utf-8") == SECRET


def assert_goes_on(reader: Reader) -> None:
    """The same reader reads and draws a good document."""
    found = reader.extract(GOOD, "good.txt")
    assert found.layer.text.text == GOOD.decode()
    picture = reader.draw("good", lambda: found.rendition, "text/html", 1, 0.5, name="good.txt")
    assert len(picture.pixels) == picture.stride * picture.height


def assert_harmless(found: Extraction, trap: Trap) -> None:
    """Nothing of the secret, no way to it, and pages that cover the text."""
    told = [found.layer.text.text, found.title, *found.citation.values()]
    assert not [words for words in told if SECRET in words]
    for sign in (SECRET, f'="{trap.web}', 'href="javascript:', 'src="file:'):
        assert sign.encode() not in found.rendition
    assert found.pages[-1].end == len(found.layer.text)
    assert len(found.title) <= 300
    assert not set("\0\u202e\u2066\u2067") & set(found.title)


def drawn(reader: Reader, found: Extraction, data: bytes, name: str) -> str:
    """Draw the first page; return how that ended."""
    kind = found.options.get("rendition", found.media_type)
    try:
        reader.draw(name, lambda: found.rendition or data, kind, 1, 0.1, name=name)
    except DocumentError as error:
        return error.id if name in str(error) else str(error)
    return "drawn"


PICTURES = (".png", ".jpg", ".tiff", ".gif", ".webp", ".cbz")
WORDLESS = {
    "a table of letters that uses itself.pdf",
    "a stream from a file.pdf",
    "a mark that lies.txt",
}
LEGIBLE = [name for name in DOCUMENTS if name not in OUTCOMES and name not in COSTLY]


@pytest.mark.parametrize("name", LEGIBLE)
def test_read_in_spite_of_all(name: str, trap: Trap, reader: Reader) -> None:
    data = DOCUMENTS[name](trap)
    found = reader.extract(data, name)
    assert_harmless(found, trap)
    # A picture has no text, and three files say of their letters what they are not.
    assert WORDS in found.layer.text.text or name in WORDLESS or name.endswith(PICTURES)
    if name not in SLOW:
        assert drawn(reader, found, data, name) in {"drawn", "document.damaged"}
    assert_goes_on(reader)


@pytest.mark.parametrize("name", OUTCOMES)
def test_refused_by_its_name(name: str, trap: Trap, reader: Reader) -> None:
    with pytest.raises(DocumentError) as error:
        reader.extract(DOCUMENTS[name](trap), name)
    assert error.value.id == OUTCOMES[name]
    assert str(error.value).startswith(name)
    assert SECRET not in str(error.value)
    assert_goes_on(reader)


# The others are only measured (benchmarks/hostile.py): each of them ends a process.
@pytest.mark.parametrize("name", COSTLY[::3])
def test_read_or_given_up_in_time(name: str, trap: Trap, tight: Reader) -> None:
    data = DOCUMENTS[name](trap)
    ends = []
    try:
        found = tight.extract(data, name)
    except DocumentError as error:
        assert str(error).startswith(name)  # noqa: PT017 - either end is a good one
        ends.append(error.id)
    else:
        assert_harmless(found, trap)
        ends.append(drawn(tight, found, data, name))
    assert set(ends) <= {"drawn", "document.too_costly", "document.damaged", "page.slow"}
    assert_goes_on(tight)


@pytest.mark.parametrize("name", SLOW)
def test_a_page_that_never_ends_is_given_up(name: str, trap: Trap, tight: Reader) -> None:
    data = DOCUMENTS[name](trap)
    kind = SLOW[name]
    with pytest.raises(DocumentError) as error:
        tight.draw(f"slow {name}", lambda: data, kind, 1, 1.0, name=name)
    assert error.value.id == "page.slow"
    assert name in str(error.value)
    assert_goes_on(tight)


def test_no_process_is_left(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(memory=700_000_000, cpu_seconds=30, seconds=FEW_SECONDS)
    monkeypatch.setattr(remote, "_EXTRACT", limits)
    pids = set()
    with Reader() as made:
        for name in ("forms that multiply.pdf", "cut in two.pdf", "contents packed thrice.pdf"):
            try:
                made.extract(DOCUMENTS[name](trap), name)
            except DocumentError as error:
                assert str(error).startswith(name)  # noqa: PT017 - some are read
            assert_goes_on(made)
            pids |= {worker.pid for worker in made._workers.values() if worker.pid}
    assert len(pids) >= 2  # one that reads and one that draws; more where one had to die
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
