# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs every check, the tests last; exits 1 where any of them failed.

::

    python checks/all.py [arguments for pytest]
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = {
    "lint": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "types": ["-m", "mypy"],
    "measures": ["checks/measures.py"],
}
# What was compiled is kept, whatever the surroundings say: hundreds of processes import it again.
SURROUNDINGS = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def run(name: str, arguments: list[str]) -> bool:
    """Run one check with this interpreter and show its output; True where it passed."""
    print(f"== {name}", flush=True)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=SURROUNDINGS, check=False).returncode == 0


def main(pytest_arguments: list[str]) -> int:
    """Run all checks, whatever the earlier ones say, so that one run shows everything."""
    failed = [name for name, arguments in STEPS.items() if not run(name, arguments)]
    print(f"== checks before the tests: failed: {', '.join(failed) or 'none'}", flush=True)
    # A file's tests stay together: they share what it took to set them up.  In the order in which
    # they stand, so that the few long ones, each a file of its own, do not come last and alone.
    spread = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile"]
    spread.append("--no-loadscope-reorder")
    passed = run("tests", ["-m", "pytest", *spread, *pytest_arguments])
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
