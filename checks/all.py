# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs every check, the tests last; exits 1 where any of them failed.

::

    python checks/all.py [arguments for pytest]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = {
    "lint": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "measures": ["checks/measures.py"],
}
TYPES = ["-m", "mypy"]
# One process more than there are processors: many tests wait for a window or another process.
WORKERS = min(4, (os.cpu_count() or 1) + 1)
# A file's tests stay together: they share what it took to set them up.  In the order in which they
# stand, so that the few long ones, each a file of its own, do not come last and alone.
SPREAD = [f"--numprocesses={WORKERS}", "--dist=loadfile", "--no-loadscope-reorder"]
# What was compiled is kept, whatever the surroundings say: hundreds of processes import it again.
SURROUNDINGS = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
# Where Linux keeps files in memory, and the room that all tests at once may take there.
MEMORY = Path("/dev", "shm")
ROOM = 2 << 30


def run(name: str, arguments: list[str], **more: str) -> bool:
    """Run one check with this interpreter and show its output; True where it passed."""
    print(f"== {name}", flush=True)
    command = [sys.executable, *arguments]
    surroundings = SURROUNDINGS | more
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode == 0


def run_first() -> list[str]:
    """Run all but the tests; return the names of the checks that failed.

    The types take one processor for as long as all the others together, so they go beside them.
    """
    with subprocess.Popen(
        [sys.executable, *TYPES],
        cwd=ROOT,
        env=SURROUNDINGS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as types:
        failed = [name for name, arguments in STEPS.items() if not run(name, arguments)]
        compile_tests()
        print("== types", flush=True)
        said, _ = types.communicate()
    print(said.decode("utf-8", "replace"), end="", flush=True)
    return [*failed, "types"] if types.returncode else failed


def compile_tests() -> None:
    """Look for the tests where none was ever compiled: else each process that runs some of them
    would compile them all for itself.
    """
    tests = ROOT / "tests"
    if tests.is_dir() and not any(tests.glob("**/__pycache__")):
        looking = [sys.executable, "-m", "pytest", "--collect-only", "-qq"]
        subprocess.run(looking, cwd=ROOT, env=SURROUNDINGS, capture_output=True, check=False)


def run_tests(arguments: list[str]) -> bool:
    """Run the tests on all processors; True where they passed.

    What they write is kept in memory where there is room: a disk would have them wait for it
    thousands of times, each time that something is saved for good.
    """
    command = ["-m", "pytest", *SPREAD, *arguments]
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return run("tests", command)
    folder, keep = tempfile.mkdtemp(prefix="sidelight-tests-", dir=MEMORY), False
    try:
        # what a failed test left is there to look into
        keep = not run("tests", command, TMPDIR=folder)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    return not keep


def main(pytest_arguments: list[str]) -> int:
    """Run all checks, whatever the earlier ones say, so that one run shows everything."""
    failed = run_first()
    print(f"== checks before the tests: failed: {', '.join(failed) or 'none'}", flush=True)
    passed = run_tests(pytest_arguments)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
