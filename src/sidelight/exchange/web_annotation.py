# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as an annotation collection of the W3C Web Annotation Data Model, in JSON-LD
(https://www.w3.org/TR/annotation-model/).

The collection holds one page with all annotations, one on each line.  docs/web-annotation.md says
what stands for what.
"""

from __future__ import annotations

from collections.abc import Iterator

from sidelight import __version__
from sidelight.exchange import iris
from sidelight.exchange.annotations import GENERATOR, Annotations
from sidelight.exchange.json_text import listed, opened
from sidelight.exchange.outgoing import Outgoing, Step, Written
from sidelight.exchange.targets import Targets, moment
from sidelight.language import ngettext

# the model has a motivation that its context forgot: without this it would be no name but a path
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"assessing": "oa:assessing"}]


def write(outgoing: Outgoing, step: Step) -> Written:
    """Return the collection; `step` is told of each few claims."""
    root = outgoing.project.root
    collection, page = iris.part(root, "annotations"), iris.part(root, "annotations, page 1")
    targets = Targets(outgoing)
    annotations = Annotations(outgoing, targets, collection)
    lines = [one.encode() for one in _all(outgoing, annotations, step)]
    head = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": outgoing.project.title,
        "creator": {"id": iris.record(outgoing.me), "type": "Person", "name": outgoing.name},
        "generator": GENERATOR | {"schema:softwareVersion": __version__},
        "generated": moment(outgoing.made_at),
        "total": len(lines),
    }
    held = {"id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    before = f'{opened(head)}"first":{opened(held)}"items":'
    data = listed(before, lines, "}}\n")
    return Written(data, len(lines), tuple(_remarks(outgoing, targets)))


def _all(outgoing: Outgoing, annotations: Annotations, step: Step) -> Iterator[str]:
    count = len(outgoing.claims) or 1
    for at, claim in enumerate(outgoing.claims):
        if at % 100 == 0:
            step(at / count, "claims")
        yield from annotations.of_claim(claim)
    step(1.0, "notes")
    for id_, notes in outgoing.notes.items():
        for note in notes:
            yield annotations.of_document(id_, note)


def _remarks(outgoing: Outgoing, targets: Targets) -> Iterator[str]:
    if lost := targets.lost:
        yield ngettext(
            "{count} passage has only its words: its text is not here, or they do not stand there.",
            "{count} passages have only their words: their text is not here, or they do not stand "
            "there.",
            lost,
        ).format(count=lost)
    answers = sum(len(claim.responses) for claim in outgoing.claims)
    if answers:
        yield ngettext(
            "What {count} party answered is not in it: annotations have no place for that.",
            "What {count} parties answered is not in it: annotations have no place for that.",
            answers,
        ).format(count=answers)
