# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a report on paper: drawn as pictures, as sharp as the printer prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from sidelight.desktop.view.page_images import as_image
from sidelight.errors import Refused
from sidelight.language import _
from sidelight.session.report_preview import Pages
from sidelight.text.layer import Page

if TYPE_CHECKING:
    from sidelight.session.reporting import Step
    from sidelight.session.session import Session

_SHARPEST = 300
"""Dots an inch that print is drawn at, at the most; points are a 72nd of an inch."""
_POINTS = 72


def ask_for_printer(parent: QWidget, then: Callable[[QPrinter], object]) -> QPrintDialog:
    """Ask for a printer, copies and pages; ``then`` is given what was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print the report") + " — Sidelight")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    # it keeps the printer alive, too
    dialog.accepted.connect(lambda *_printer: then(printer))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def printed(session: Session, printer: QPrinter, shown: Pages, step: Step) -> int:
    """Print the pages of a report and return how many sides of paper; on any thread.

    Refused where the printer takes nothing, Cancelled.
    """
    printer.setDocName(session.project.title or "Sidelight")
    printer.setFullPage(True)
    chosen = list(_chosen(printer, shown.pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("print.refused", name=printer.printerName() or printer.outputFileName())
    try:
        for at, page in enumerate(chosen):
            step(at / len(chosen), "pages")
            _turn(printer, at)
            _paint(session, painter, printer, shown, page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _turn(printer: QPrinter, at: int) -> None:
    """Go to the next sheet before every page but the first."""
    if at and not printer.newPage():
        raise Refused("print.refused", name=printer.printerName())


def _chosen(printer: QPrinter, every: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the pages that are to be printed, in their order on paper."""
    ranges = printer.pageRanges()
    some = printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty()
    wanted = [page for page in every if not some or ranges.contains(page.number)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        for _copy in range(copies):
            yield from wanted
    else:
        for page in wanted:
            yield from [page] * copies


def _paint(
    session: Session, painter: QPainter, printer: QPrinter, shown: Pages, page: Page
) -> None:
    dots = min(printer.resolution(), _SHARPEST)
    picture = session.reader.draw(
        shown.key, lambda: shown.pdf, "application/pdf", page.number, dots / _POINTS
    )
    image = as_image(picture)
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(paper.center() - paper.topLeft())
    painter.drawImage(place, image)
