# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one was in a project: kept on leaving it, found again on coming back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from sidelight.desktop.documents.arrangement import MAIN, Arrangement, Tab
from sidelight.desktop.documents.seeing import drawn_now, is_secret, seen_now
from sidelight.desktop.frame.kept_pictures import DESK
from sidelight.desktop.verbs.parts import Parts
from sidelight.store import trust


def keep(parts: Parts, desk: QWidget | None = None, *, wait: bool = True) -> None:
    """Remember tabs, halves, windows, positions, the chosen claim and what is seen; ``wait`` until
    it is written.

    On leaving a project, what its ``desk`` looks like is kept too.
    """
    snapshot = parts.workspace.snapshot
    if snapshot is None:
        return
    place: dict[str, Any] = {"claim": parts.workspace.claim_id, "title": snapshot.title}
    place["record"] = trust.name(snapshot.path)
    positions: dict[str, Any] = {}
    for pane in parts.panes:
        kept = pane.kept()
        positions.update(kept.pop("positions"))
        place.update({f"{pane.kind} {name}": value for name, value in kept.items()})
    body = parts.window.centralWidget()
    pages = [page for pane in parts.panes for page in pane.fronts(MAIN)]
    if desk is not None and (not desk.isVisible() or any(map(is_secret, pages))):
        desk = None
    if body is not None:
        place["sight"] = seen_now(body, pages, parts.theme, desk, snapshot.me).kept()
    parts.remembered.keep_place(snapshot.path, {**place, "positions": positions}, wait=wait)
    pictures = drawn_now(pages)
    if desk is not None:
        pictures[DESK] = desk.grab().toImage()
    parts.remembered.keep_pictures(snapshot.path, pictures, leaving=wait)


def resume(parts: Parts) -> None:
    """Go back to where one was."""
    snapshot = parts.workspace.snapshot
    if snapshot is None:
        return
    place = parts.remembered.place(snapshot.path)
    found = place.get("positions")
    positions = found if isinstance(found, dict) else {}
    for pane in parts.panes:
        arrangement = arrangement_of(place, pane.kind)
        pane.resume(arrangement, place.get(f"{pane.kind} shapes"), dict(positions))
    claim = place.get("claim")
    if isinstance(claim, str):
        parts.workspace.choose(claim)


def arrangement_of(place: Mapping[str, Any], kind: str) -> Arrangement:
    """Return how a side was arranged; before there were halves, it was a list of documents and
    the one shown.
    """
    if isinstance(place.get(f"{kind} arrangement"), dict):
        return Arrangement.of_kept(place[f"{kind} arrangement"])
    listed, shown = place.get(f"{kind} tabs"), place.get(f"{kind} shown")
    order = [id_ for id_ in listed if isinstance(id_, str)] if isinstance(listed, list) else []
    made = Arrangement().fit(order)
    return made.show(Tab(shown)) if isinstance(shown, str) else made
