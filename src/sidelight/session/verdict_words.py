# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be known of the looks of a project's verdicts, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sidelight.language import _
from sidelight.model.colour_vision import EYES
from sidelight.model.verdict_looks import Alike, alike
from sidelight.model.verdicts import Verdicts


def warnings(verdicts: Verdicts, word: str = "") -> list[str]:
    """Return a sentence for each pair of verdicts that somebody cannot tell apart, and on colours
    that were moved; of one verdict only where its word is given.
    """
    wanted = [word] if word else [one.word for one in verdicts.added]
    styles = {paint: verdicts.style(paint) for paint in verdicts.paints}
    pairs = [_pair(verdicts, found) for found in alike(styles, wanted)]
    return [*pairs, *_moved(verdicts, wanted)]


def eyes_called(eyes: Iterable[str]) -> str:
    """Return what kinds of eyes are called, on one line."""
    return ", ".join(_(EYES[one]) for one in eyes)


def _pair(verdicts: Verdicts, found: Alike) -> str:
    one, other = (verdicts.style(word) for word in (found.one, found.other))
    if found.eyes == ("grey",) and one.sign != other.sign:
        words = _("In grey only the sign beside it tells “{one}” from “{other}”: {signs}.")
        return words.format(
            one=verdicts.called(found.one),
            other=verdicts.called(found.other),
            signs=f"{one.sign} {other.sign}",
        )
    words = _(
        "“{one}” and “{other}” have the same line and look alike ({eyes}). Choose another colour "
        "or line."
    )
    return words.format(
        one=verdicts.called(found.one),
        other=verdicts.called(found.other),
        eyes=eyes_called(found.eyes),
    )


def _moved(verdicts: Verdicts, wanted: Iterable[str]) -> Iterator[str]:
    for word in wanted:
        added, look = verdicts.get(word), verdicts.style(word)
        if added is None or not added.colour:
            continue
        moved = {
            look.ink: _(
                "Words in the colour of “{name}” are darker on paper, to be read: {colour}."
            ),
            look.dark_ink: _(
                "Words in the colour of “{name}” are lighter in the dark, to be read: {colour}."
            ),
        }
        for colour, words in moved.items():
            if colour != added.colour:
                yield words.format(name=added.name, colour=colour)
