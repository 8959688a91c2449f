# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as a REFI-QDA project (https://www.qdasoftware.org, version 1.0), which programs for
qualitative analysis open: NVivo, ATLAS.ti, MAXQDA, QualCoder and others.

The file is a ZIP with project.qde, which says all in XML, and the sources.  docs/refi-qda.md says
what becomes what.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sidelight import __version__
from sidelight.exchange.guids import guid
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.exchange.qdpx_claims import Collecting, strays
from sidelight.exchange.qdpx_codes import put_codes
from sidelight.exchange.qdpx_marks import Collected, Mark, Memo
from sidelight.exchange.qdpx_sources import Sources, Told
from sidelight.exchange.qdpx_variables import put_values, put_variables
from sidelight.exchange.qdpx_xml import NAMESPACE, clean, element, reference, when
from sidelight.language import _, ngettext
from sidelight.model.signing import sign_offs

_FOLDER = "Sources"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package, so that equal projects make equal packages."""
_TOLD_EVERY = 100


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the package; `step` is told of documents and of every hundredth claim."""
    collecting = Collecting(outgoing)
    collecting.documents()
    for at, claim in enumerate(outgoing.claims):
        if at % _TOLD_EVERY == 0:
            step(0.3 * at / len(outgoing.claims), "claims")
        collecting.claim(claim)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        root, told = _project(outgoing, collecting.into, package, step)
        step(0.95, "records")
        _store(package, "project.qde", _as_file(root))
    return Written(out.getvalue(), told.marked, tuple(_remarks(outgoing, told)))


def _project(
    outgoing: Outgoing, collected: Collected, package: zipfile.ZipFile, step: Step
) -> tuple[Any, Told]:
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})
    me = guid("reviewer", outgoing.me)
    root.set("name", clean(outgoing.project.title) or "?")
    root.set("origin", f"Sidelight {__version__}")
    root.set("creatingUserGUID", me)
    root.set("creationDateTime", when(outgoing.made_at))
    _put_users(root, outgoing)
    put_codes(root, outgoing)
    put_variables(root, outgoing.documents)
    told = Told()
    if outgoing.documents:
        above = element(root, "Sources")
        sources = Sources(above, outgoing, lambda name, data: _store_source(package, name, data))
        for at, document in enumerate(outgoing.documents):
            step(0.3 + 0.6 * at / len(outgoing.documents), "documents")
            made, without = sources.put(document, collected.marks.get(document.id, ()))
            left = [_as_memo(mark) for mark in without]
            collected.memos += left
            for note in (*collected.on_documents.get(document.id, ()), *(one.guid for one in left)):
                reference(made, "NoteRef", note)
            put_values(made, document)
        told = sources.told
    known = {document.id: document for document in outgoing.documents}
    astray = [_as_memo(mark) for mark in strays(collected, known)]
    collected.memos += astray
    told.unplaced += len(astray)
    for tag, found in (("Notes", collected.memos), ("Links", collected.links)):
        above = element(root, tag) if found else None
        for one in found:
            one.put(above)
    _put_sets(root, outgoing)
    return root, told


def _put_users(root: Any, outgoing: Outgoing) -> None:
    users = {id_: one.label or one.name for id_, one in outgoing.reviewers.items()}
    users.setdefault(outgoing.me, outgoing.name)
    above = element(root, "Users")
    for id_, name in users.items():
        element(above, "User", guid=guid("reviewer", id_), name=name)


def _put_sets(root: Any, outgoing: Outgoing) -> None:
    """Add the articles and the sources as a set each."""
    kinds = {"article": _("Articles"), "source": _("Sources")}
    there = [kind for kind in kinds if any(one.kind == kind for one in outgoing.documents)]
    above = element(root, "Sets") if there else None
    for kind in there:
        made = element(above, "Set", guid=guid("set", kind), name=kinds[kind])
        for document in outgoing.documents:
            if document.kind == kind:
                reference(made, "MemberSource", guid("document", document.id))


def _as_memo(mark: Mark) -> Memo:
    """Return a mark that has no place as a note of its words, with what was said on it."""
    words, read = mark.passage.words, mark.description
    text = read if words and read.startswith(words) else "\n".join(filter(None, (words, read)))
    return Memo(mark.guid, words, text, mark.by, mark.codings, mark.notes)


def _as_file(root: Any) -> bytes:
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return made


def _store_source(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    _store(package, f"{_FOLDER}/{name}", data)


def _store(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    package.writestr(entry, data)


def _remarks(outgoing: Outgoing, told: Told) -> Iterator[str]:
    if count := told.absent:
        yield ngettext(
            "Of {count} document only the words that are quoted of it are in the file.",
            "Of {count} documents only the words that are quoted of them are in the file.",
            count,
        ).format(count=count)
    if count := told.without_file:
        yield ngettext(
            "{count} document is there as its text: the format has no place for its file.",
            "{count} documents are there as their texts: the format has no place for their files.",
            count,
        ).format(count=count)
    if count := told.unplaced:
        yield ngettext(
            "{count} passage is there as a note: the format cannot say where it stands.",
            "{count} passages are there as notes: the format cannot say where they stand.",
            count,
        ).format(count=count)
    if count := told.uneven:
        yield ngettext(
            "In {count} document rare characters stand before marks: programs that count in UTF-16 "
            "show those marks too early.",
            "In {count} documents rare characters stand before marks: programs that count in "
            "UTF-16 show those marks too early.",
            count,
        ).format(count=count)
    if count := sum(claim.decision is not None for claim in outgoing.claims):
        yield ngettext(
            "{count} decision is a note on its claim: the format has no decisions.",
            "{count} decisions are notes on their claims: the format has none.",
            count,
        ).format(count=count)
    # who judges blind is not to learn who is done
    if not any(claim.veiled for claim in outgoing.claims) and any(
        sign_offs(outgoing.project, document.id) for document in outgoing.documents
    ):
        yield _("That articles were signed off is not in the file: the format cannot say so.")
