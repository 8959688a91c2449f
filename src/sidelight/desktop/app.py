# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starts the window and returns its exit code.

Until the window shows, neither database nor parser is loaded: the session is opened on the
bridge's thread.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from sidelight.desktop.crash_reporter import CrashReporter, start_log
from sidelight.desktop.frame.first_pictures import FirstPictures
from sidelight.desktop.icons import icon
from sidelight.desktop.own_keys import log_problems
from sidelight.desktop.theme import Theme, chrome_font
from sidelight.desktop.window import MainWindow
from sidelight.errors import SidelightError
from sidelight.language import current, sentence, use
from sidelight.session.settings import Settings


def run(path: Path | None = None, *, by: str = "", first: FirstPictures | None = None) -> int:
    """Show the window, with the project at ``path`` where one is given, until it is closed.

    ``by`` is the name to act under instead of the one in the settings, ``first`` what is being
    drawn of the project.
    """
    application = make_application()
    reporter = CrashReporter(application)
    reporter.install()
    settings, problem = _settings()
    use(settings.language)
    _translate(application)
    theme = Theme(settings.theme, application, text_size=settings.text_size)
    theme.apply()
    window = MainWindow(theme, by, path.absolute() if path is not None else None, first)
    window.painted.connect(lambda: application.setWindowIcon(icon("sidelight", "#000000")))
    window.painted.connect(start_log)
    window.painted.connect(lambda: log_problems(window.key_problems))
    window.furnished.connect(lambda: _settle(window, reporter))
    if problem:
        window.errors.show_sentence(problem)
    window.show()
    return application.exec()


def _settle(window: MainWindow, reporter: CrashReporter) -> None:
    """Let go of what only the start needed, and keep the rest from being looked through again."""
    window.bridge.crashed.connect(reporter.take)
    gc.collect()
    gc.freeze()
    gc.enable()


def make_application() -> QApplication:
    """Return the application with its names, style and font."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("sidelight")
    application.setApplicationDisplayName("")
    application.setOrganizationName("sidelight")
    QGuiApplication.setDesktopFileName("org.sidelight.Sidelight")
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(chrome_font())
    return application


def _settings() -> tuple[Settings, str]:
    try:
        return Settings.load(), ""
    except SidelightError as error:
        return Settings(kept=False), sentence(error)


def _translate(application: QApplication) -> None:
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(current()), "qtbase", "_", folder):
        application.installTranslator(translator)
