# SPDX-License-Identifier: AGPL-3.0-or-later
"""Build step: compiles the language catalogues, and takes top-level folders into the wheel.

``resources/`` and ``sample_docs/`` stand at the top of the checkout, where people look for them,
and inside the package in the wheel. An editable install reads them from the checkout, so there only
the compiled catalogues are made, beside their sources.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("resources", "sample_docs")


def compile_catalogues(locale: Path) -> list[Path]:
    """Write a ``.mo`` beside each ``<language>/LC_MESSAGES/*.po`` below `locale`; return them."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3])
        compiled = source.with_suffix(".mo")
        with compiled.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(compiled)
    return written


def shipped_files(folder: Path) -> list[Path]:
    """Return the files below `folder` that belong into the wheel: no tools, no hidden files."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if path.suffix not in {".py", ".pyc"} and path.name[0] != "."]


class SidelightBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook; hatchling finds it by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; in a wheel proper, take the top-level folders in."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        compile_catalogues(root / "resources" / "locale")
        if version == "editable":
            return
        for folder in FOLDERS:
            for path in shipped_files(root / folder):
                place = path.relative_to(root).as_posix()
                build_data["force_include"][str(path)] = f"sidelight/{place}"
