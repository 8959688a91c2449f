# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is printed: tables that line up, JSON, nothing that steers a terminal, progress."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime

import pytest

from sidelight.cli.display import has_display
from sidelight.cli.printing import as_it_is, as_json, clean, complain, table, width
from sidelight.cli.progress import ProgressLine
from sidelight.errors import QuoteError, Refused


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("확인됨", 6), ("条約", 4), ("é", 1), ("e\u0301", 1), ("", 0)]
)
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up_in_korean(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"v": "확인됨", "q": "one"}, {"v": "a", "q": "two\nlines"}, {"q": "three"}]
    table(rows, {"v": "판정", "q": "주장"})
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["판정    주장", "확인됨  one", "a       two lines", "        three"]


def test_an_empty_table_has_its_heads(capsys: pytest.CaptureFixture[str]) -> None:
    table([], {"a": "One", "b": "Two"})
    assert capsys.readouterr().out == "One  Two\n"


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2066", "\r", "\x7f"])
def test_nothing_steers_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    assert not set(clean(f"a{bad}b")) & set(bad[:1])
    complain(Refused("stance.unknown", name=f"a{bad}b", known="x"))
    complain(
        QuoteError("quote.absent", candidates=[(1, f"¶{bad}", f"q{bad}")], quote="q", name="n")
    )
    table([{"a": f"x{bad}"}], {"a": "A"})
    printed = capsys.readouterr()
    assert bad[0] not in printed.out + printed.err
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    as_it_is(f"text{bad}\tof\ntwo lines")
    assert bad[0] not in terminal.getvalue()
    assert "\tof\ntwo lines" in terminal.getvalue()


def test_text_goes_to_a_file_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    as_it_is("a\x1b[0m\u202eb")
    assert capsys.readouterr().out == "a\x1b[0m\u202eb\n"


def test_json_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    as_json({"조약": "\x1b[0m", "at": datetime(2024, 6, 19, 8, 30, tzinfo=UTC)})
    out = capsys.readouterr().out
    assert "조약" in out
    assert "\x1b" not in out
    assert json.loads(out) == {"조약": "\x1b[0m", "at": "2024-06-19T08:30:00+00:00"}
    with pytest.raises(TypeError):
        as_json({"what": object()})


def test_progress_is_one_line_that_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    line = ProgressLine()
    line.clear()
    assert terminal.getvalue() == ""
    line.show(0.25, "Reading \x1b[2Jnote.txt" + "x" * 200)
    line.show(1.7, "Done")
    shown = terminal.getvalue()
    assert "\r\x1b[K 25 %  Reading \ufffd[2Jnote.txt" in shown
    assert "\r\x1b[K100 %  Done" in shown
    assert "\n" not in shown
    assert max(map(len, shown.split("\r"))) < 80
    line.clear()
    line.clear()
    assert terminal.getvalue() == shown + "\r\x1b[K"


def test_progress_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine()
    line.show(0.5, "Reading")
    line.clear()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":4711"},
        {"DISPLAY": ":999999999999"},
        {"DISPLAY": "no-such-host.invalid:0"},
        {"WAYLAND_DISPLAY": "wayland-gone"},
        {"WAYLAND_DISPLAY": "/nowhere/" + "x" * 300},
    ],
)
def test_a_display_that_does_not_answer_is_none(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert not has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_display()
