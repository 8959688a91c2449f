# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many examples property tests try: few each time, many where a benchmark asks for them."""

import os


def examples(usual: int) -> int:
    """Return the number of examples to try."""
    return int(os.environ.get("SIDELIGHT_EXAMPLES", usual))
