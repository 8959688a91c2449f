# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of documents, as variables of a REFI-QDA project: the terms of CSL for citations,
and a few of ours.  Their names are stored words, the same in each language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sidelight.exchange.guids import guid
from sidelight.exchange.qdpx_xml import Names, element, reference
from sidelight.model.records import Document

_OURS = ("number", "kind", "title", "file", "language")


def values_of(document: Document) -> dict[str, str]:
    """Return what is known of a document, by the names of variables."""
    ours = dict(
        zip(
            _OURS,
            (document.label, document.kind, document.title, document.name, document.language),
            strict=True,
        )
    )
    found = {**document.citation, **ours}
    return {name: value for name, value in found.items() if value.strip()}


def put_variables(root: Any, documents: Iterable[Document]) -> None:
    """Add the variables that these documents have values of."""
    used = {name for document in documents for name in values_of(document)}
    if not used:
        return
    above, names = element(root, "Variables"), Names()
    for name in (*_OURS, *sorted(used - {*_OURS})):
        if name in used:
            made = guid("variable", name)
            element(above, "Variable", guid=made, name=names.of(name), typeOfVariable="Text")


def put_values(source: Any, document: Document) -> None:
    """Add what is known of a document to its source."""
    for name, value in values_of(document).items():
        made = element(source, "VariableValue")
        reference(made, "VariableRef", guid("variable", name))
        element(made, "TextValue", value)
