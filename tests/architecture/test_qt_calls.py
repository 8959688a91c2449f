# SPDX-License-Identifier: AGPL-3.0-or-later
"""The installed PySide6 keeps its count of None on this interpreter.

6.12.0 on Python 3.11 lost a reference to None in each call that returns nothing, and ended the
process after some 7,000 calls; short tests stayed green. Hence the upper bound in pyproject.toml
and this test.
"""

import subprocess
import sys

CALLS = 50_000

# A process of its own: an abort must fail this test, not end all of them.
PROGRAM = f"""
from PySide6.QtCore import QObject
thing = QObject()
for number in range({CALLS}):
    thing.setObjectName(str(number))
print(thing.objectName())
"""


def test_many_calls_that_return_none_do_not_end_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"{CALLS - 1}\n"), done.stderr[-500:]
