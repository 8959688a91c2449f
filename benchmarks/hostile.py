# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads hostile documents and prints how each ends and how soon the next can be read.

::

    python benchmarks/hostile.py [--seconds 1]

The documents are those of the tests.  ``ready`` is how long a good document takes right after: the
start of a new process where the last was ended.  Budget: three minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sidelight.errors import DocumentError
from sidelight.reader import remote
from sidelight.reader.remote import Reader
from sidelight.worker import Limits
from tests.reader.hostile_documents import DOCUMENTS, Trap

BUDGET = 180.0


def outcome(reader: Reader, data: bytes, name: str) -> str:
    """Return how reading ends."""
    try:
        return f"read, {len(reader.extract(data, name).layer.text)} characters"
    except DocumentError as error:
        return error.id


def measure(trap: Trap) -> None:
    """Print a row for each document, until the budget is spent."""
    end = time.monotonic() + BUDGET
    print(f"{'document':48}{'outcome':32}{'seconds':>8}{'ready':>8}")
    with Reader() as reader:
        outcome(reader, b"Words and more.", "good.txt")
        for name, make in DOCUMENTS.items():
            if time.monotonic() > end:
                print("the budget is spent")
                return
            data = make(trap)
            start = time.monotonic()
            ended = outcome(reader, data, name)
            middle = time.monotonic()
            outcome(reader, b"Words and more.", "good.txt")
            ready = time.monotonic() - middle
            print(f"{name:48}{ended:32}{middle - start:8.2f}{ready:8.2f}", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Read hostile documents.")
    parser.add_argument("--seconds", type=float, default=1.0, help="limit for each")
    limits = Limits(memory=700_000_000, cpu_seconds=30, seconds=parser.parse_args().seconds)
    remote._EXTRACT = limits
    with tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "secret.txt"
        secret.write_text("words that no document may read", "utf-8")
        measure(Trap(secret, "http://127.0.0.1:9"))


if __name__ == "__main__":
    main()
