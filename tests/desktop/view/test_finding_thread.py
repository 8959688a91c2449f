# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the finding thread: the last is answered, stale ones and closed threads are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.finding_thread import FindingThread, Found
from sidelight.text.corrections import CorrectedText, Correction
from sidelight.text.finding import Finder, Options
from sidelight.text.ink import InkText

LONG = CorrectedText(InkText("It was so. " * 20_000))


@pytest.fixture
def finding(qtbot: QtBot) -> Iterator[FindingThread]:
    assert qtbot is not None
    made = FindingThread()
    yield made
    made.close()


def answer(finding: FindingThread, qtbot: QtBot, words: str, options: Options) -> Found:
    with qtbot.waitSignal(finding.found, timeout=20_000) as asked:
        ticket = finding.ask(words, options)
    assert asked.args is not None
    found = asked.args[0]
    assert isinstance(found, Found)
    assert found.ticket == ticket == finding.ticket
    return found


def test_it_finds_what_a_finder_finds(finding: FindingThread, qtbot: QtBot) -> None:
    text = InkText("Ещё раз. Еще РАЗ.")
    finding.look_in(CorrectedText(text))
    for words, options in (("еще раз", Options()), ("РАЗ", Options(case=True)), ("", Options())):
        found = answer(finding, qtbot, words, options)
        assert found.ranges == Finder(text).hits(words, options)


def test_another_text_is_looked_in_from_then_on(finding: FindingThread, qtbot: QtBot) -> None:
    finding.look_in(LONG)
    assert len(answer(finding, qtbot, "was so", Options()).ranges) == 20_000
    finding.look_in(CorrectedText(InkText("It was.")))
    assert answer(finding, qtbot, "was", Options()).ranges == [(2, 5)]


def test_what_is_found_in_corrected_words_stands_in_the_print(
    finding: FindingThread, qtbot: QtBot
) -> None:
    printed = InkText("It cost 48,75O pounds.")
    finding.look_in(CorrectedText(printed, [Correction(6, 12, "48,75O", "48,750")]))
    assert answer(finding, qtbot, "48,750", Options()).ranges == [(6, 12)]
    assert answer(finding, qtbot, "pounds", Options()).ranges == [(12, 18)]


def test_stale_questions_are_given_up(finding: FindingThread, qtbot: QtBot) -> None:
    answers: list[Found] = []
    finding.look_in(LONG)
    finding.found.connect(answers.append)
    for words in ("i", "it", "it was", "it was so"):
        finding.ask(words, Options())
    last = answer(finding, qtbot, "so. it", Options())
    assert [found.ticket for found in answers] == [last.ticket]
    finding.ask("so", Options())
    finding.drop()
    after = answer(finding, qtbot, "was", Options())
    assert [found.ticket for found in answers] == [last.ticket, after.ticket]


def test_a_finder_stops_where_nobody_waits() -> None:
    calls = iter(range(100))
    some = Finder(LONG.text).hits("so", stale=lambda: next(calls) >= 10)
    assert len(some) == 10


def test_a_closed_thread_ends_and_answers_nothing(finding: FindingThread, qtbot: QtBot) -> None:
    finding.look_in(CorrectedText(InkText("It was.")))
    answer(finding, qtbot, "it", Options())
    thread = finding._thread
    assert thread is not None
    answers: list[Found] = []
    finding.found.connect(answers.append)
    finding.close()
    thread.join(20)
    assert not thread.is_alive()
    finding.ask("it", Options())
    qtbot.wait(1)
    assert answers == []
