# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dialogs that ask for files; none of them blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from sidelight.desktop.dialogs.project_place import CHANGES, SUFFIX
from sidelight.language import _

_PAGES = "*.html *.htm *.xhtml *.mhtml *.mht *.warc *.warc.gz *.wacz"
TEXTS = f"*.pdf *.docx *.odt *.rtf *.epub *.fb2 {_PAGES} *.md *.markdown *.txt"
PICTURES = "*.png *.jpg *.jpeg *.tif *.tiff *.gif *.bmp *.jp2 *.webp *.avif *.heic *.svg *.cbz"


def ask_for_project(parent: QWidget, folder: Path, then: Callable[[Path], object]) -> None:
    """Ask for a project file."""
    dialog = _dialog(parent, _("Open project"), folder, [_project_filter()])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_for_documents(
    parent: QWidget, title: str, folder: Path, then: Callable[[list[Path]], object]
) -> None:
    """Ask for documents, one or more."""
    both = _("Documents") + f" ({TEXTS} {PICTURES})"
    pictures = _("Pictures and scans") + f" ({PICTURES})"
    dialog = _dialog(parent, title, folder, [both, pictures, _("All files") + " (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_for_document(
    parent: QWidget, title: str, folder: Path, then: Callable[[Path], object]
) -> None:
    """Ask for one document."""
    texts = _("Documents") + f" ({TEXTS} {PICTURES})"
    dialog = _dialog(parent, title, folder, [texts, _("All files") + " (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_for_copies(
    parent: QWidget, title: str, folder: Path, then: Callable[[list[Path]], object]
) -> None:
    """Ask for copies of a project and change sets, one or more."""
    both = _("Copies and change sets") + f" (*{SUFFIX} *{CHANGES})"
    dialog = _dialog(parent, title, folder, [both, _("All files") + " (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_for_file(parent: QWidget, title: str, folder: Path, then: Callable[[Path], object]) -> None:
    """Ask for one file of any kind."""
    dialog = _dialog(parent, title, folder, [_("All files") + " (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_to_import(
    parent: QWidget,
    folder: Path,
    formats: Sequence[tuple[str, Sequence[str]]],
    then: Callable[[list[Path]], object],
) -> None:
    """Ask for files of other programs; ``formats`` are their titles, and how their files end."""
    every = " ".join(dict.fromkeys(f"*{end}" for _title, endings in formats for end in endings))
    filters = [_("Files of other programs") + f" ({every})"]
    filters += [f"{title} ({' '.join(f'*{end}' for end in ends)})" for title, ends in formats]
    dialog = _dialog(
        parent, _("Import from other programs"), folder, [*filters, _("All files") + " (*)"]
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_where(
    parent: QWidget,
    title: str,
    suggestion: Path,
    filters: list[str],
    then: Callable[[Path], object],
) -> None:
    """Ask where to write a file; its ending follows the kind chosen."""
    dialog = _dialog(parent, title, suggestion.parent, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suggestion.suffix.lstrip("."))
    dialog.selectFile(suggestion.name)

    # of two that a name ends with, the longer is meant
    known = sorted(map(_suffix, filters), key=len, reverse=True)

    def follow(chosen: str) -> None:
        suffix = _suffix(chosen)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        named = dialog.selectedFiles()
        if named:
            name = Path(named[0]).name
            before = next((one for one in known if name.endswith(one)), Path(name).suffix)
            dialog.selectFile(name.removesuffix(before) + suffix)

    dialog.filterSelected.connect(follow)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _suffix(filter_: str) -> str:
    """Return the ending that a filter names."""
    return filter_[filter_.rfind("*") + 1 : filter_.rfind(")")]


def _dialog(parent: QWidget, title: str, folder: Path, filters: list[str]) -> QFileDialog:
    dialog = QFileDialog(parent, f"{title} — Sidelight", str(folder))
    dialog.setNameFilters(filters)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _project_filter() -> str:
    return _("Sidelight projects") + f" (*{SUFFIX})"


def project_filters() -> list[str]:
    """Return the filter for project files."""
    return [_project_filter()]
