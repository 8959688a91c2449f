# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one was in a project: kept on leaving it, found again on coming back."""

from __future__ import annotations

from sidelight.desktop.verbs.parts import Parts


def keep(parts: Parts) -> None:
    """Remember tabs, positions and the chosen claim."""
    snapshot = parts.workspace.snapshot
    if snapshot is None:
        return
    positions = dict(parts.remembered.place(snapshot.path).get("positions", {}))
    for pane in parts.panes:
        for page in pane.pages():
            if page.ready:
                positions[page.document.id] = page.view.position()
    place = {
        "claim": parts.workspace.claim_id,
        "positions": positions,
        **{f"{pane.kind} tabs": pane.order() for pane in parts.panes},
        **{f"{pane.kind} shown": pane.document_id for pane in parts.panes},
    }
    parts.remembered.keep_place(snapshot.path, place)


def resume(parts: Parts) -> None:
    """Go back to where one was."""
    snapshot = parts.workspace.snapshot
    if snapshot is None:
        return
    place = parts.remembered.place(snapshot.path)
    positions = place.get("positions")
    for pane in parts.panes:
        order = place.get(f"{pane.kind} tabs")
        if isinstance(order, list):
            pane.arrange([id_ for id_ in order if isinstance(id_, str)])
        shown = place.get(f"{pane.kind} shown")
        if isinstance(shown, str):
            pane.show_document(shown)
        pane.go_back(positions if isinstance(positions, dict) else {})
    claim = place.get("claim")
    if isinstance(claim, str):
        parts.workspace.choose(claim)
