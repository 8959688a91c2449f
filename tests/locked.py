# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF behind a password."""

from typing import Any

from sidelight.reader.mupdf import pymupdf

PASSWORD = "Тихая река 7"
WORDS = "A locked letter of the harbour master, in two lines."


def locked_pdf(password: str = PASSWORD, words: str = WORDS) -> bytes:
    """A page of words that opens with a password only; the owner's is another."""
    document: Any = pymupdf.open()
    document.new_page(width=400, height=300).insert_text((40, 60), words, fontsize=12)
    return bytes(
        document.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="another"
        )
    )
