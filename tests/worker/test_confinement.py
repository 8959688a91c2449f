# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a helper process can no longer do; each attempt works outside, so the test can fail."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight import language
from sidelight.worker import Limits, RemoteFault, Worker, WorkerDied, landlock, seccomp
from sidelight.worker.confinement import strength
from sidelight.worker.framing import MAX_BYTES
from sidelight.worker.limits import MAX_FILE, MAX_OPEN_FILES

if TYPE_CHECKING:
    from types import ModuleType

    from tests.worker.conftest import MakeWorker


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


curious = load(Path(__file__).parent / "entries" / "curious.py")
ATTEMPTS = sorted(curious.ATTEMPTS)
REFUSED = {"EPERM", "EACCES", "not allowed to raise maximum limit"}

UNCONFINED = """
import sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import curious
for name in curious.ATTEMPTS:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "mine").write_bytes(b"mine")
        print(name, curious.attempt(name, Path(folder)))
"""


@pytest.fixture(scope="module")
def confined(entries: Path) -> object:
    with Worker("curious", search=entries) as worker:
        yield worker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").write_bytes(b"mine")
    return tmp_path


def test_outside_every_attempt_succeeds(entries: Path) -> None:
    command = [sys.executable, "-c", UNCONFINED, str(entries)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    went = dict(line.split() for line in done.stdout.splitlines())
    assert went == dict.fromkeys(curious.ATTEMPTS, "done")


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_attempt_is_refused(confined: Worker, folder: Path, name: str) -> None:
    went = confined.call("try_one", {"name": name, "folder": str(folder)}).values["went"]
    assert went in REFUSED
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"mine": b"mine"}


@pytest.mark.parametrize("name", ["read_passwd", "udp", "fork", "write_file"])
def test_a_thread_is_confined_like_the_process(confined: Worker, folder: Path, name: str) -> None:
    went = confined.call("in_thread", {"name": name, "folder": str(folder)}).values["went"]
    assert went in REFUSED


@pytest.mark.parametrize("name", sorted(curious.RAW))
def test_the_system_call_is_refused(confined: Worker, name: str) -> None:
    assert confined.call("raw", {"name": name}).values == {"went": "EPERM"}


def test_calls_of_the_future_do_not_exist(confined: Worker) -> None:
    assert confined.call("unlisted", {"number": 9999}).values == {"went": "ENOSYS"}


def test_calls_by_32_bit_numbers_do_not_exist(confined: Worker) -> None:
    """x32's getpid, the number a filter that forgot about it lets through."""
    assert confined.call("unlisted", {"number": 0x40000000 + 39}).values == {"went": "ENOSYS"}


def test_a_signal_to_itself_is_its_own_affair(make_worker: MakeWorker) -> None:
    with pytest.raises(WorkerDied) as caught:
        make_worker("curious").call("stop_self", {})
    assert caught.value.reason == "killed"


def test_modules_may_still_be_imported_late(confined: Worker) -> None:
    assert confined.call("late_import", {}).values == {"names": ["colorsys", "wave"]}


def test_a_writable_folder_is_writable_and_nothing_beside_it(
    make_worker: MakeWorker, tmp_path: Path
) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "mine").write_bytes(b"mine")
    worker = make_worker("curious", writable=inside)
    assert worker.call("folder_work", {"folder": str(inside)}).values == {"text": "wri"}
    assert [path.name for path in inside.iterdir()] == ["left"]
    for name in ATTEMPTS:
        went = worker.call("try_one", {"name": name, "folder": str(outside)}).values["went"]
        assert went in REFUSED, name
    assert [path.name for path in outside.iterdir()] == ["mine"]
    for name in ("link", "change_mode"):
        (inside / "mine").write_bytes(b"")
        went = worker.call("try_one", {"name": name, "folder": str(inside)}).values["went"]
        assert went in REFUSED, name


def test_a_readable_folder_is_readable_and_no_more(make_worker: MakeWorker, folder: Path) -> None:
    worker = make_worker("curious", readable=[folder])
    arguments = {"folder": str(folder)}
    for name, expected in [("read_file", True), ("list_folder", True), ("write_file", False)]:
        went = worker.call("try_one", {"name": name, **arguments}).values["went"]
        assert (went == "done") is expected, name


def test_a_single_file_can_be_made_readable(make_worker: MakeWorker, folder: Path) -> None:
    worker = make_worker("curious", readable=[folder / "mine", folder / "absent"])
    arguments = {"folder": str(folder)}
    for name, expected in [("read_file", True), ("list_folder", False)]:
        went = worker.call("try_one", {"name": name, **arguments}).values["went"]
        assert (went == "done") is expected, name


def test_the_limits_are_set_and_cannot_be_raised(make_worker: MakeWorker, tmp_path: Path) -> None:
    for writable, size in ((None, MAX_BYTES), (tmp_path, MAX_FILE)):
        worker = make_worker(
            "curious", limits=Limits(memory=10**9, cpu_seconds=7), writable=writable
        )
        values = worker.call("limits", {}).values
        assert values["RLIMIT_CORE"] == [0, 0]
        assert values["RLIMIT_NOFILE"] == [MAX_OPEN_FILES] * 2
        assert values["RLIMIT_FSIZE"] == [size] * 2
        memory, cpu = values["RLIMIT_AS"], values["RLIMIT_CPU"]
        assert isinstance(memory, list)
        assert isinstance(cpu, list)
        assert 10**9 < memory[0] == memory[1] < 2 * 10**9
        assert 7 < cpu[0] <= 20


def test_descriptors_run_out_without_harm(make_worker: MakeWorker) -> None:
    worker = make_worker("curious")
    with pytest.raises(RemoteFault) as caught:
        worker.call("many_files", {})
    assert caught.value.values["type"] == "OSError"


def test_the_means_in_force_are_those_that_the_system_has(confined: Worker) -> None:
    confined.call("late_import", {})
    expected = {"files", "memory", "cpu"}
    if version := landlock.version():
        expected.add(f"landlock-{version}")
    if seccomp.available():
        expected.add("seccomp")
    assert set(confined.means) == expected


def test_the_about_box_hears_the_same_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", ["en"])
    lines = strength()
    weaker = [line for line in lines if line.startswith("Weaker")]
    assert bool(weaker) == (not landlock.version() or not seccomp.available())
    assert all(line.endswith(".") for line in lines)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr(seccomp, "available", lambda: False)
    assert sum(line.startswith("Weaker") for line in strength()) == 2


ALONE = """
import sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import curious
from sidelight.worker import Limits, confinement, landlock, seccomp
if sys.argv[2] != "landlock":
    landlock.version = lambda: 0
if sys.argv[2] != "seccomp":
    seccomp.restrict = lambda *, writes: False
means = confinement.confine(Limits())
print(*(word.partition("-")[0] for word in means))
for name in sys.argv[4:]:
    print(name, curious.attempt(name, Path(sys.argv[3])))
"""

BY_LANDLOCK = ("list_folder", "make_folder", "read_passwd", "remove", "rename", "write_file")
BY_SECCOMP = ("fork", "overwrite_file", "remove", "rename", "run", "tcp", "udp", "write_file")


@pytest.mark.parametrize(
    ("means", "names"),
    [("landlock", BY_LANDLOCK), ("seccomp", BY_SECCOMP), ("neither", ("more_memory",))],
)
def test_an_old_kernel_is_confined_by_what_it_has(
    entries: Path, folder: Path, means: str, names: tuple[str, ...]
) -> None:
    command = [sys.executable, "-c", ALONE, str(entries), means, str(folder), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    first, *rest = done.stdout.splitlines()
    assert first.split() == ["files", "memory", "cpu"] + [means] * (means != "neither")
    went = dict(line.split(maxsplit=1) for line in rest)
    assert went.keys() == set(names)
    assert means == "neither" or set(went.values()) <= REFUSED
