# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens every hostile project file of the tests and prints how each ends and how long that takes.

::

    python benchmarks/hostile_files.py [--longest 8]

Budget: three minutes.  Exits 1 where one ends otherwise than its test says.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sidelight.errors import SidelightError
from sidelight.store.project_file import ProjectFile
from tests.store import making
from tests.store.hostile import CASES


def outcome(path: Path) -> str:
    """Open a file; return the id of the sentence it ends in, or ""."""
    try:
        with ProjectFile.open(path, holder=making.HOLDER) as file:
            return file.notice.id if file.notice else ""
    except SidelightError as error:
        return error.id


def main() -> int:
    """Open all and print the ends, the longest, and the memory of this process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--longest", type=int, default=8)
    longest = parser.parse_args().longest
    ends: Counter[str] = Counter()
    times: list[tuple[float, str, str]] = []
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        master = making.make_project(Path(folder) / "master.sidelight")
        for name, (make, expected) in CASES.items():
            place = Path(folder) / name
            place.mkdir()
            path, victim = place / "received.sidelight", place / "victim"
            shutil.copyfile(master, path)
            victim.write_bytes(b"none-of-these-journals\0is-there\0")
            make(path, victim)
            start = time.monotonic()
            end = outcome(path)
            times.append((time.monotonic() - start, name, end))
            ends[end or "opened"] += 1
            if end not in expected or not victim.exists():
                wrong.append(f"{name}: {end}")
            shutil.rmtree(place)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{len(times)} files: {dict(ends)}; at most {memory} MiB in this process")
    for took, name, end in sorted(times, reverse=True)[:longest]:
        print(f"{took:6.2f} s  {name}: {end or 'opened'}")
    for line in wrong:
        print(f"harm: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
