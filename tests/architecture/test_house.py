# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small promises that every file keeps."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import sidelight
from checks.measures import ROOT

FOLDERS = ("src", "tests", "checks", "benchmarks")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))
SPDX = "# SPDX-License-Identifier: AGPL-3.0-or-later\n"
SVG = "{http://www.w3.org/2000/svg}"
# Names that say nothing of what a file holds.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_source_file_names_its_licence_first() -> None:
    bare = [place(path) for path in SOURCES if not path.read_text("utf-8").startswith(SPDX)]
    assert bare == []


def test_files_are_named_after_what_they_hold() -> None:
    assert [place(path) for path in SOURCES if path.stem in EMPTY_NAMES] == []


def test_no_source_file_names_a_path_of_one_machine() -> None:
    own = re.compile(r"""["' (]/(home|root|work|Users)/\w""")
    named = [place(path) for path in SOURCES if own.search(path.read_text("utf-8"))]
    assert named == []


def test_the_version_is_said_once_and_again_alike() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == sidelight.__version__


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_plain_and_scalable(path: Path) -> None:
    drawing = ET.parse(path).getroot()
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("viewBox")
    text = path.read_text("utf-8")
    assert not re.search(r"href|<script|<style|<image|<text", text)
    # All but the program's own are tinted to the theme as they are drawn.
    assert (path.stem == "sidelight") != ("currentColor" in text)


def test_the_file_type_is_told_by_the_bytes_that_mark_it() -> None:
    root = ET.parse(ROOT / "resources" / "org.sidelight.Sidelight.xml").getroot()
    info = "{http://www.freedesktop.org/standards/shared-mime-info}"
    match = root.find(f".//{info}match/{info}match")
    glob = root.find(f".//{info}glob")
    assert match is not None
    assert glob is not None
    assert (match.get("offset"), match.get("value")) == ("68", "0x53444c54")
    assert glob.get("pattern") == "*.sidelight"


def test_the_desktop_entry_opens_that_type_with_that_icon() -> None:
    lines = (ROOT / "resources" / "org.sidelight.Sidelight.desktop").read_text("utf-8").splitlines()
    mime = ET.parse(ROOT / "resources" / "org.sidelight.Sidelight.xml").getroot()
    kind = mime[0].get("type")
    assert lines[0] == "[Desktop Entry]"
    assert f"MimeType={kind};" in lines
    assert "Exec=sidelight-window %f" in lines
    assert "Icon=org.sidelight.Sidelight" in lines
