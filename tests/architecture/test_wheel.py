# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people install holds everything the program looks for."""

import gettext
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from checks import catalogue
from checks.measures import ROOT

METADATA = "sidelight-0.1.0.dist-info"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, built here as pip builds it, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))
    with zipfile.ZipFile(built) as archive:
        yield archive


def files_below(folder: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def is_tool(name: str) -> bool:
    """What a checkout needs and an installed program does not."""
    return name.endswith(".py") or Path(name).name.startswith(".")


@pytest.mark.parametrize("folder", ["resources", "sample_docs"])
def test_top_level_folders_are_inside_the_package(wheel: zipfile.ZipFile, folder: str) -> None:
    wanted = {f"sidelight/{name}" for name in files_below(folder) if not is_tool(name)}
    assert wanted
    assert wanted == {name for name in wheel.namelist() if name.startswith(f"sidelight/{folder}/")}


def test_every_module_is_inside(wheel: zipfile.ZipFile) -> None:
    wanted = {name.removeprefix("src/") for name in files_below("src/sidelight")}
    assert "sidelight/py.typed" in wanted
    assert wanted <= set(wheel.namelist())


def test_nothing_else_is_inside(wheel: zipfile.ZipFile) -> None:
    tops = {Path(name).parts[0] for name in wheel.namelist()}
    assert tops == {"sidelight", METADATA}


@pytest.mark.parametrize("language", ["ru", "ko"])
def test_catalogues_are_compiled(wheel: zipfile.ZipFile, language: str) -> None:
    place = f"resources/locale/{language}/LC_MESSAGES/sidelight"
    compiled = gettext.GNUTranslations(io.BytesIO(wheel.read(f"sidelight/{place}.mo")))
    translated = {
        (message.context, message.id): message.string
        for message in catalogue.read(ROOT / f"{place}.po", language)
        if isinstance(message.id, str) and message.id and message.string
    }
    assert translated
    found = {
        (context, word): compiled.pgettext(context, word) if context else compiled.gettext(word)
        for context, word in translated
    }
    assert found == translated


def test_both_commands_start_the_same_program(wheel: zipfile.ZipFile) -> None:
    lines = wheel.read(f"{METADATA}/entry_points.txt").decode().splitlines()
    assert "sidelight = sidelight.__main__:main" in lines
    assert "sidelight-window = sidelight.__main__:main" in lines


def test_the_licences_travel_along(wheel: zipfile.ZipFile) -> None:
    ours = wheel.read(f"{METADATA}/licenses/LICENSE").decode()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in ours
    assert "Lucide" in wheel.read("sidelight/resources/icons/LICENSE").decode()


def test_constraints_pin_every_requirement_and_name_no_registry(wheel: zipfile.ZipFile) -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if "==" not in line or "/" in line or "@" in line] == []
    pinned = {plain_name(line.split("==")[0]) for line in pins}
    metadata = wheel.read(f"{METADATA}/METADATA").decode()
    wanted = {
        plain_name(line.removeprefix("Requires-Dist: "))
        for line in metadata.splitlines()
        if line.startswith("Requires-Dist: ")
    }
    assert {"pyside6-essentials", "pytest", "mypy"} <= wanted
    assert wanted - pinned == set()


def plain_name(requirement: str) -> str:
    """A requirement's project name as PEP 503 writes it, without versions and markers."""
    name = requirement.partition(";")[0]
    for mark in "<>=!~ [":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")
