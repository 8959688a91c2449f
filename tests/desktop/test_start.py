# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starting up, failing well, and the thread beside the window."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sidelight.desktop.bridge import Bridge, Work
from sidelight.desktop.crash_reporter import CrashReporter
from sidelight.desktop.dialogs.crash import CrashDialog, write_report
from sidelight.desktop.dialogs.new_project import NewProjectDialog
from sidelight.desktop.late_modules import late
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.theme import Theme
from sidelight.desktop.window import MainWindow
from sidelight.errors import Cancelled, Refused, SidelightError
from sidelight.model.records import Document
from sidelight.session.session import Session
from sidelight.store.places import state_folder

PATIENCE_MS = 10_000
HEAVY = ("pymupdf", "sqlite_utils", "sqlite3", "lxml", "trafilatura", "jinja2", "regex", "hashlib")
LATE = ("sidelight.desktop.workbench", "sidelight.desktop.documents", "sidelight.session.session")


def test_nothing_heavy_is_loaded_before_the_window_shows() -> None:
    program = (
        "import sys, sidelight.desktop.app;"
        f"print([name for name in {HEAVY + LATE!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_is_imported_after_qt_is_not_read_as_source_too() -> None:
    program = (
        "import builtins, gc, linecache; plain = builtins.__import__;"
        "from sidelight.desktop.loading import load; load();"
        "assert builtins.__import__ is plain and not gc.isenabled();"
        "linecache.clearcache(); import sidelight.desktop.workbench;"
        "print([name for name in linecache.cache if 'sidelight' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


WRONG = """
import sys
from sidelight.desktop.loading import load
load()
from sidelight.desktop.late_modules import OF_PYSIDE
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

class Told(QObject):
    told = Signal(int)

application = QApplication(["-", "-platform", "offscreen"])
told = Told()
print(all("__file__" not in vars(sys.modules[name]) for name in OF_PYSIDE))
for wrong in (
    lambda: QSize("wide"),
    lambda: QTimer().setInterval("long"),
    lambda: QWidget(None, "no flag"),
    lambda: QWidget(unknown=1),
    lambda: told.told.connect(1),
    lambda: Qt.Key("no key"),
):
    try:
        wrong()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, str(error).splitlines()[-1].strip())
print(QSize.__doc__.splitlines()[0], type(sys.meta_path).__name__)
"""


def test_the_toolkits_words_for_wrong_calls_are_loaded_when_a_call_is_wrong() -> None:
    late_one = subprocess.run(
        [sys.executable, "-c", WRONG], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    at_once = WRONG.replace("\nload()\n", "\n").replace("print(all", "(all")
    plain = subprocess.run(
        [sys.executable, "-c", at_once], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert late_one[0] == "True"
    assert late_one[1:] == plain
    assert len(plain) == 7, plain
    assert "w: int, h: int" in plain[0]


def test_a_module_that_comes_late_has_no_other_names_than_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a_late_one.py").write_text("there = 1\ndef given(what):\n    return what\n")
    monkeypatch.syspath_prepend(tmp_path)
    with late({"a_late_one": ("given",)}):
        import a_late_one  # type: ignore[import-not-found]
    assert "there" not in vars(a_late_one)
    assert vars(a_late_one)["given"](7) == 7
    assert vars(a_late_one)["there"] == a_late_one.there == 1
    with pytest.raises(AttributeError, match="'a_late_one' has no 'missing'"):
        a_late_one.missing  # noqa: B018


def test_an_action_wanted_before_the_workbench_is_there_waits_for_it(
    theme: Theme, qtbot: QtBot
) -> None:
    window = MainWindow(theme, "Ann")
    window.painted.disconnect()
    qtbot.addWidget(window, before_close_func=lambda _window: None)
    window.actions_["project.new"].trigger()
    assert window.findChildren(NewProjectDialog)
    window.close()


def test_a_project_that_comes_shows_its_name_at_once_and_its_documents_soon(
    theme: Theme, qtbot: QtBot, project: Path
) -> None:
    window = MainWindow(theme, "Ann")
    qtbot.addWidget(window)
    window.open(project)
    assert window.windowTitle() == "pact — Sidelight"
    titles: list[str] = []
    window.windowTitleChanged.connect(titles.append)
    assert not window.start.isVisibleTo(window)
    window.show()
    qtbot.waitUntil(lambda: window.workspace.snapshot is not None, timeout=PATIENCE_MS)
    assert titles == ["The pact — Sidelight"]


def test_a_project_that_does_not_come_leaves_the_start_page_and_says_why(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(theme, "Ann")
    qtbot.addWidget(window)
    window.open(tmp_path / "gone.sidelight")
    window.show()
    qtbot.waitUntil(window.errors.isVisible, timeout=PATIENCE_MS)
    assert window.windowTitle() == "Sidelight"
    assert window.start.isVisible()


def add(text: str, session: Session) -> Document:
    return session.add_text(text, title=text)


@pytest.fixture
def bridge(qtbot: QtBot, tmp_path: Path) -> Iterator[Bridge]:
    bridge = Bridge()
    opened: list[object] = []
    bridge.open(
        lambda _work: Session.create(tmp_path / "p.sidelight", "P", by="Ann"), then=opened.append
    )
    qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE_MS)
    yield bridge
    bridge.close()


def test_work_is_done_elsewhere_and_answered_here(bridge: Bridge, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    bridge.ask(
        lambda _session: threading.current_thread(),
        then=lambda there: threads.extend([there, threading.current_thread()]),
    )
    qtbot.waitUntil(lambda: len(threads) == 2, timeout=PATIENCE_MS)
    assert threads[0] is not threads[1]
    assert threads[1] is threading.main_thread()


def test_the_snapshot_comes_before_the_answer_and_saved_after_all(
    bridge: Bridge, qtbot: QtBot
) -> None:
    heard: list[str] = []
    bridge.snapshot_changed.connect(lambda _snapshot: heard.append("snapshot"))
    bridge.saved.connect(lambda saved: heard.append(f"saved {saved}"))
    for title in ("one", "two"):
        bridge.do(partial(add, title), then=lambda document: heard.append(document.title))
    qtbot.waitUntil(lambda: "saved True" in heard, timeout=PATIENCE_MS)
    assert [word for word in heard if not word.startswith("saved")] == [
        "snapshot", "one", "snapshot", "two",
    ]  # fmt: skip
    assert heard[-2:] == ["saved True", "two"]


def test_an_error_is_one_sentence_and_the_next_act_goes_on(bridge: Bridge, qtbot: QtBot) -> None:
    sentences: list[str] = []
    done: list[object] = []
    bridge.error.connect(sentences.append)
    bridge.do(lambda session: session.undo())
    bridge.ask(lambda session: session.project.title, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert sentences == ["There is nothing to undo."]
    assert done == ["P"]


def test_who_asks_may_hear_of_the_error_instead(bridge: Bridge, qtbot: QtBot) -> None:
    errors: list[SidelightError] = []
    bridge.do(lambda session: session.redo(), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=PATIENCE_MS)
    assert isinstance(errors[0], Refused)


def test_long_work_tells_its_progress_and_can_be_stopped(bridge: Bridge, qtbot: QtBot) -> None:
    told: list[tuple[str, float]] = []
    errors: list[SidelightError] = []
    bridge.busy.connect(lambda words, share: told.append((words, share)))

    def long(_session: Session, work: Work) -> None:
        work.progress(0.5, "pages")
        while not work.cancelled():
            threading.Event().wait(0.01)
        raise Cancelled

    bridge.work(long, failed=errors.append, label="Reading x")
    qtbot.waitUntil(lambda: ("Reading x", 0.5) in told, timeout=PATIENCE_MS)
    bridge.cancel()
    qtbot.waitUntil(lambda: bool(errors), timeout=PATIENCE_MS)
    assert told[-1] == ("", 0.0)


def test_what_nobody_foresaw_is_reported_and_the_thread_lives_on(
    bridge: Bridge, qtbot: QtBot
) -> None:
    crashes: list[Exception] = []
    done: list[object] = []
    bridge.crashed.connect(crashes.append)
    bridge.ask(lambda _session: 1 // 0, then=done.append)
    bridge.ask(lambda _session: "alive", then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert isinstance(crashes[0], ZeroDivisionError)
    assert done == ["alive"]


def test_closing_does_all_that_was_asked_first(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "p.sidelight"
    bridge = Bridge()
    bridge.open(lambda _work: Session.create(path, "P", by="Ann"))
    for number in range(3):
        bridge.do(partial(add, f"text {number}"))
    bridge.close()
    with Session.open(path, by="Ann") as session:
        assert len(session.project.documents()) == 3
    assert qtbot is not None


def secret_failure() -> None:
    raise ValueError("the secret words of a document")


def test_a_report_says_where_it_failed_and_nothing_of_what_was_read() -> None:
    with pytest.raises(ValueError, match="secret") as caught:
        secret_failure()
    report = write_report(caught.type, caught.value, caught.value.__traceback__)
    assert "ValueError" in report
    assert "secret_failure" in report
    assert "the secret words" not in report.replace('raise ValueError("the secret words', "")
    assert "Sidelight" in report.splitlines()[0]
    assert str(Path.home()) not in report


def test_a_crash_shows_one_sentence_with_a_report_to_copy(qtbot: QtBot) -> None:
    reporter = CrashReporter()
    reporter.take(RuntimeError("hidden words"))
    dialog = reporter.dialog
    assert isinstance(dialog, CrashDialog)
    qtbot.addWidget(dialog)
    assert "RuntimeError" in dialog.report.toPlainText()
    assert "hidden words" not in dialog.report.toPlainText()
    dialog.copy.click()
    dialog.close()


def test_damaged_memory_of_the_window_is_as_none_at_all(tmp_path: Path) -> None:
    for damage in (b"", b"[1, 2]", b'{"recent": 5, "places": []}', b"\xff\xfe"):
        (state_folder() / "window.json").write_bytes(damage)
        remembered = Remembered()
        assert remembered.recent() == []
        assert remembered.place(tmp_path / "x") == {}
        remembered.keep_place(tmp_path / "x", {"claim": "c"})
        assert Remembered().place(tmp_path / "x") == {"claim": "c"}


def test_recent_projects_are_the_latest_that_are_still_there(tmp_path: Path) -> None:
    remembered = Remembered()
    paths = [tmp_path / f"{number}.sidelight" for number in range(12)]
    for path in paths:
        path.touch()
        remembered.opened(path)
    remembered.opened(paths[9])
    paths[11].unlink()
    assert Remembered().recent() == [paths[n] for n in (9, 10, 8, 7, 6, 5, 4)]


def test_choices_are_remembered_and_damaged_ones_are_none() -> None:
    remembered = Remembered()
    assert not remembered.choice("find.case")
    remembered.choose("find.case", on=True)
    remembered.choose("find.whole_words", on=False)
    again = Remembered()
    assert again.choice("find.case")
    assert not again.choice("find.whole_words")
    (state_folder() / "window.json").write_text('{"choices": ["find.case"]}', "utf-8")
    assert not Remembered().choice("find.case")
    Remembered().choose("find.case", on=True)
    assert Remembered().choice("find.case")


def test_other_threads_wait_for_an_answer_and_get_its_error(bridge: Bridge) -> None:
    with ThreadPoolExecutor(2) as others:
        title = others.submit(bridge.fetch, lambda session: session.project.title)
        wrong = others.submit(bridge.fetch, lambda session: session.document("nothing"))
        assert title.result(PATIENCE_MS) == "P"
        assert isinstance(wrong.exception(PATIENCE_MS), SidelightError)
        bridge.close()
        late = others.submit(bridge.fetch, lambda session: session.project.title)
        assert isinstance(late.exception(PATIENCE_MS), Refused)
