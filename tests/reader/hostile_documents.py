# SPDX-License-Identifier: AGPL-3.0-or-later
"""All hostile documents by the names of their files, and how those end that cannot be read."""

from tests.reader import hostile_archives, hostile_pdf, hostile_pictures, hostile_words
from tests.reader.hostile_pdf import WORDS, Make, Trap

__all__ = ["DOCUMENTS", "OUTCOMES", "WORDS", "Make", "Trap"]
DOCUMENTS: dict[str, Make] = {
    **{f"{name}": make for name, make in hostile_pdf.DOCUMENTS.items()},
    **{f"{name}": make for name, make in hostile_words.DOCUMENTS.items()},
    **hostile_archives.DOCUMENTS,
    **hostile_pictures.DOCUMENTS,
}
OUTCOMES: dict[str, str] = {}
