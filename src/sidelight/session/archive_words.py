# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of the pages of a web archive, in the window and on the command line."""

from __future__ import annotations

from sidelight.language import ngettext
from sidelight.reader.archived_pages import ArchivedPages


def left_out(found: ArchivedPages) -> list[str]:
    """Return what is to be said of pages that are not listed, a sentence each."""
    said = []
    if found.packed:
        said.append(
            ngettext(
                "{count} page is packed in a way that is not read (Brotli or Zstandard).",
                "{count} pages are packed in a way that is not read (Brotli or Zstandard).",
                found.packed,
            ).format(count=found.packed)
        )
    if found.left_out:
        said.append(
            ngettext(
                "{count} more page is not listed.",
                "{count} more pages are not listed.",
                found.left_out,
            ).format(count=found.left_out)
        )
    return said
