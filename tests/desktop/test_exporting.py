# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exporting from the window for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog

from sidelight.exchange.export_formats import EXPORTS

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def test_a_project_is_written_for_other_programs(driver: Driver, tmp_path: Path) -> None:
    driver.claim("invaluable aid")
    driver.trigger("project.export")
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert len(dialog.nameFilters()) == len(EXPORTS)
    assert dialog.nameFilters()[-1].endswith(f"(*{EXPORTS[-1].suffix})")
    target = tmp_path / "out.jsonl"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    driver.until(lambda: driver.window.parts.status.said.startswith("out.jsonl written with"))
    records = [json.loads(line)["record"] for line in target.read_text("utf-8").splitlines()]
    assert records.count("claim") == 1
    # where it cannot be written that is said
    driver.window.bench.exporting.write(tmp_path / "none" / "out.jsonl")
    driver.until(driver.window.parts.errors.isVisible)
    assert "none" in driver.window.parts.errors.text


def test_the_ending_follows_the_format_chosen(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.trigger("project.export")
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    stem = Path(dialog.selectedFiles()[0]).stem
    for chosen, one in zip(dialog.nameFilters(), EXPORTS, strict=True):
        dialog.filterSelected.emit(chosen)
        assert Path(dialog.selectedFiles()[0]).name == stem + one.suffix
    dialog.filterSelected.emit(dialog.nameFilters()[0])
    assert Path(dialog.selectedFiles()[0]).name == stem + EXPORTS[0].suffix
    dialog.reject()
