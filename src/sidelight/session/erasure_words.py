# SPDX-License-Identifier: AGPL-3.0-or-later
"""What removing for good does, in sentences: what goes, what stays, and what it cannot reach."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from sidelight.language import _, ngettext
from sidelight.session.difference_words import things
from sidelight.session.erasing import ErasePlan
from sidelight.store import backups
from sidelight.text.quotes import readable, shorten

_TITLE = 80


def erasure_title(record: str) -> str:
    """Return the question that is asked before a record is removed."""
    return {
        "document": _("Remove this document for good?"),
        "claim": _("Remove this claim for good?"),
        "evidence": _("Remove this evidence for good?"),
        "note": _("Remove this note for good?"),
    }[record]


def erasure_words(record: str, plan: ErasePlan) -> list[str]:
    """Return what is about to happen, a sentence or two each."""
    return list(_sentences(record, plan))


def erased_words(plan: ErasePlan, left: list[Path]) -> str:
    """Return what was done, and which files of ours could not be removed."""
    name = shorten(readable(plan.title), _TITLE)
    words = _("“{name}” is removed from this project for good.").format(name=name)
    return f"{words} {_left(left)}".rstrip()


def traces_title() -> str:
    """Return the question that is asked before copies of ours are removed after a merge."""
    return _("Remove these copies for good, too?")


def traces_words(traces: Collection[Path], before: Path | None = None) -> str:
    """Return the sentence that says which copies of ours hold what a merge removed for good;
    ``before`` is the one that the merge can be taken back to.
    """
    older = [path for path in traces if path != before]
    count = sum(backups.at(path) is not None for path in older)
    others = len(older) - count
    things = [] if len(older) == len(traces) else [_("the project as it was before the merge")]
    if count:
        things.append(ngettext("{count} backup", "{count} backups", count).format(count=count))
    if others:
        words = ngettext("{count} other copy", "{count} other copies", others)
        things.append(words.format(count=others))
    return _(
        "What was removed for good is still in copies that Sidelight keeps on this computer: "
        "{things}."
    ).format(things=", ".join(things))


def traces_removal_words(words: str, *, back: bool) -> list[str]:
    """Return what removing these copies does, after `traces_words`; ``back`` is whether the merge
    could be taken back until then.
    """
    more = [_("Without them the merge cannot be taken back.")] if back else []
    return [words, *more, _("This cannot be undone.")]


def traces_removed_words(left: Collection[Path]) -> str:
    """Return what was done, and which copies could not be removed."""
    done = _("The copies that still held what was removed for good are removed.")
    return _left(left) if left else done


def _left(left: Collection[Path]) -> str:
    if not left:
        return ""
    files = ", ".join(str(path) for path in left)
    return _("These files still hold it; remove them yourself: {files}").format(files=files)


def _sentences(record: str, plan: ErasePlan) -> Iterator[str]:
    counted = (("claim", plan.claims), ("evidence", plan.evidence), ("note", plan.notes))
    along = [things(k, n - (k == record)) for k, n in counted if n - (k == record) > 0]
    if record == "document":
        yield _("Its file, its text and every quote from it go out of the project file.")
    elif record == "claim":
        yield _("The claim and all that was said of it go out of the project file.")
    else:
        yield _("It goes out of the project file, with all that the history says of it.")
    if along:
        yield _("With it go {things}.").format(things=", ".join(along))
    if plan.mentions:
        yield _(
            "Its title or words from it also stand where reviewers wrote them by hand; these stay "
            "until you change them: {places}."
        ).format(places=", ".join(plan.mentions))
    if plan.versions:
        yield _(
            "Other versions of the article, which may hold the same words, stay: {versions}."
        ).format(versions=", ".join(plan.versions))
    if count := len(plan.traces):
        yield ngettext(
            "{count} file that Sidelight keeps on this computer holds it as well and is removed.",
            "{count} files that Sidelight keeps on this computer hold it as well and are removed.",
            count,
        ).format(count=count)
    yield _(
        "Copies that colleagues have, and backups made outside Sidelight, still hold it. A "
        "colleague's copy loses it at the next merge with this project."
    )
    yield _("This cannot be undone.")
