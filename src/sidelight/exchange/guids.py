# SPDX-License-Identifier: AGPL-3.0-or-later
"""The GUIDs by which REFI-QDA names records."""

from __future__ import annotations

import re
import uuid

from sidelight.model.imported import AWAY

_OURS = uuid.UUID("6b0f3c1e-6f0a-5d0e-9f52-1d3f5a2c7e90")
_HEX = re.compile(r"[0-9a-f]{32}")


def guid(kind: str, id_: str) -> str:
    """Return the GUID of a record, the same in each export.

    Reviewers keep theirs; what has no id of 32 hexadecimal digits of its own gets one made of its
    kind and its name (RFC 9562, version 5).
    """
    digits = id_.removeprefix(AWAY)
    if kind == "reviewer" and _HEX.fullmatch(digits):
        return str(uuid.UUID(digits))
    # a name out of a stranger's file may hold torn surrogates
    named = f"{kind}\n{id_}".encode("utf-8", "backslashreplace").decode()
    return str(uuid.uuid5(_OURS, named))
