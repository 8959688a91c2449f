# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files as Hypothesis gives them out, by their documented shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PEOPLE = {"bea": "Bea Ott", "min": "김민준"}


def annotation(
    id_: str,
    exact: str = "",
    text: str = "",
    *,
    tags: tuple[str, ...] = (),
    user: str = "bea",
    uri: str = "https://example.org/pact",
    title: str = "The pact, explained",
    answers: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return one annotation; without words it is a note on the page, or an answer."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}
    position = {"type": "TextPositionSelector", "start": 3, "end": 3 + len(exact)}
    selector = {"selector": [position, quote]} if exact else {}
    account = f"acct:{user}@hypothes.is"
    return {
        "id": id_,
        "created": "2024-07-01T10:00:00.123456+00:00",
        "updated": "2024-07-01T10:05:00.123456+00:00",
        "user": account,
        "user_info": {"display_name": PEOPLE[user]},
        "uri": uri,
        "text": text,
        "tags": list(tags),
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": uri, **selector}],
        "references": list(answers),
        "document": {"title": [title]},
        "hidden": False,
        "flagged": False,
    }


def written(path: Path, *annotations: dict[str, Any]) -> Path:
    """Write a file of annotations as the interface of Hypothesis gives them."""
    value = {"total": len(annotations), "rows": annotations}
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path
