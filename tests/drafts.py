# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of an article as files."""

from collections.abc import Mapping
from pathlib import Path


def second_draft(folder: Path, article: str, changes: Mapping[str, str]) -> Path:
    """Write the article as ``second.txt``, with words of it, which it must have, changed."""
    for before, after in changes.items():
        assert before in article
        article = article.replace(before, after)
    path = folder / "second.txt"
    path.write_text(article, encoding="utf-8")
    return path
