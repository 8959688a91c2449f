# SPDX-License-Identifier: AGPL-3.0-or-later
"""PyMuPDF as the reader's files use it: silent, and untyped, which it is."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf

# Its remarks about documents would go to the standard streams.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

ERRORS: tuple[type[Exception], ...] = (
    RuntimeError,
    ValueError,
    IndexError,
    TypeError,
    _pymupdf.mupdf.FzErrorBase,
)
"""What it raises for documents that break the rules of their format."""
