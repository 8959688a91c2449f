# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tries the properties of merging on many more examples than the tests do each time.

::

    python benchmarks/properties.py [--examples 10000] [--seed 1] [--minutes 30]

Random histories of three reviewers on five computers, one of them a copied home folder, with clocks
wrong by 400 days and by thousands of years: what is merged is the same in any order and grouping,
again changes nothing, and nobody's last word is lost; also where copies lack parts, and where
something was removed for good.  Exits 1 where a property fails or the time is over.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROPERTIES = (
    "tests/model/test_merging.py::test_the_order_of_arrival_does_not_matter",
    "tests/model/test_merging.py::test_merging_is_commutative_associative_and_idempotent",
    "tests/model/test_merging.py::test_no_reviewers_last_word_is_lost",
    "tests/model/test_withheld.py::test_a_partial_copy_reads_back_and_merges_to_the_whole",
    "tests/model/test_withheld.py::test_partial_copies_and_removals_merge_in_any_order",
)


def main() -> None:
    """Try each property and print how it went."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--examples", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--minutes", type=float, default=30)
    asked = words.parse_args()
    print(f"seed {asked.seed}, {asked.examples} examples of each property", flush=True)
    env = {**os.environ, "SIDELIGHT_EXAMPLES": str(asked.examples)}
    left = asked.minutes * 60
    failed = 0
    for name in PROPERTIES:
        begun = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", name]
        command.append(f"--hypothesis-seed={asked.seed}")
        try:
            code = subprocess.run(
                command, cwd=ROOT, env=env, timeout=left, capture_output=True, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
        taken = time.monotonic() - begun
        left = max(1.0, left - taken)
        failed += code != 0
        said = "holds" if code == 0 else "time over" if code == -1 else "FAILS"
        print(f"{said}: {name.partition('::')[2]} ({taken:.0f} s)", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
