# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which tab stands where: the strips of one side, in the main window and in others torn off.

Plain data without Qt; the widgets follow it. Whatever is done, each tab stands in exactly one
strip, and none is lost but with its document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sidelight.desktop.documents.strips import HALVES, MAIN, Strip, Tab, strip_of_kept

__all__ = ["HALVES", "MAIN", "Arrangement", "Strip", "Tab"]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The strips of one side, and the ``active`` one's id.

    The main window has one strip or two, the first of them empty only where it is alone; every
    other window has one or two with tabs. A second view is there only beside its first.
    """

    strips: tuple[Strip, ...] = (Strip(0),)
    active: int = 0

    # -- questions

    def tabs(self) -> tuple[Tab, ...]:
        """Return all tabs in the order of their strips."""
        return tuple(tab for strip in self.strips for tab in strip.tabs)

    def strip(self, id: int) -> Strip:  # noqa: A002
        """Return the strip of an id, the active one where there is none."""
        found = {strip.id: strip for strip in self.strips}
        return found.get(id, found[self.active])

    def strip_of(self, tab: Tab | None) -> Strip | None:
        """Return the strip that a tab stands in."""
        return next((strip for strip in self.strips if tab in strip.tabs), None)

    def in_window(self, window: int) -> tuple[Strip, ...]:
        """Return the strips of a window from left to right."""
        return tuple(strip for strip in self.strips if strip.window == window)

    def windows(self) -> tuple[int, ...]:
        """Return the numbers of the windows torn off."""
        return tuple(sorted({strip.window for strip in self.strips} - {MAIN}))

    def split(self, window: int) -> bool:
        """Tell whether a window is split into halves."""
        return len(self.in_window(window)) == HALVES

    def by_use(self) -> tuple[Strip, ...]:
        """Return the strips, the active one first, then those of its window."""
        now = self.strip(self.active)
        return tuple(
            sorted(self.strips, key=lambda one: (one.id != now.id, one.window != now.window))
        )

    def best(self, document: str) -> Tab | None:
        """Return the tab to look at a document in: one in front before one behind, the active
        strip's before another's, the first view before the second.
        """
        order = self.by_use()
        fronts = [strip.front for strip in order]
        behind = [tab for strip in order for tab in strip.tabs]
        every = (tab for tab in (*fronts, *behind) if tab is not None)
        return next((tab for tab in every if tab.document == document), None)

    # -- what changes it

    def fit(self, documents: Sequence[str]) -> Arrangement:
        """Return it for these documents: tabs of others go, missing ones come to the active
        strip of the main window, or to the active one where all tabs are in other windows.
        """
        firsts = {tab.document for tab in self.tabs() if not tab.second}
        gone = [t for t in self.tabs() if t.document not in documents or t.document not in firsts]
        left = _settled([strip.without(gone) for strip in self.strips], self.active)
        new = [Tab(id_) for id_ in dict.fromkeys(documents) if id_ not in firsts]
        home = left._home()
        return left._with(home.id, lambda strip: strip.with_tabs(new, front=False))

    def show(self, tab: Tab, *, use: bool = True) -> Arrangement:
        """Return it with a tab in front, and its strip active unless another is in ``use``."""
        at = self.strip_of(tab)
        if at is None:
            return self
        shown = self._with(at.id, lambda strip: replace(strip, front=tab))
        return replace(shown, active=at.id) if use else shown

    def activate(self, id: int) -> Arrangement:  # noqa: A002
        """Return it with another active strip; one without tabs is not made active."""
        return (
            replace(self, active=id)
            if any(strip.id == id and strip.tabs for strip in self.strips)
            else self
        )

    def reorder(self, id: int, tabs: Sequence[Tab]) -> Arrangement:  # noqa: A002
        """Return it with a strip's tabs in another order; tabs that it has not are passed over."""

        def ordered(strip: Strip) -> Strip:
            known = [tab for tab in dict.fromkeys(tabs) if tab in strip.tabs]
            rest = [tab for tab in strip.tabs if tab not in known]
            return replace(strip, tabs=(*known, *rest))

        return self._with(id, ordered)

    def move(self, tab: Tab, id: int) -> Arrangement:  # noqa: A002
        """Return it with a tab in another strip, in front there."""
        at = self.strip_of(tab)
        if at is None or at.id == id or id not in {strip.id for strip in self.strips}:
            return self.show(tab)
        strips = [
            strip.without([tab]) if strip.id == at.id
            else strip.with_tabs([tab], front=True) if strip.id == id
            else strip
            for strip in self.strips
        ]  # fmt: skip
        return _settled(strips, id)

    def beside(self, tab: Tab, *, left: bool = False) -> Arrangement:
        """Return it with a tab in the other half of its window, which is split where it is not.

        The only tab of a window has nothing to stand beside: nothing changes then.
        """
        at = self.strip_of(tab)
        if at is None:
            return self
        others = [strip for strip in self.in_window(at.window) if strip.id != at.id]
        if others:
            return self.move(tab, others[0].id)
        if at.tabs == (tab,):
            return self.show(tab)
        return self._beside(at.without([tab]), Strip(self._fresh(), at.window, (tab,), tab), left)

    def unsplit(self, window: int) -> Arrangement:
        """Return it with a window's halves made one; the active half's tab stays in front."""
        halves = self.in_window(window)
        if len(halves) < HALVES:
            return self
        active = next((strip for strip in halves if strip.id == self.active), halves[0])
        tabs = tuple(tab for strip in halves for tab in strip.tabs)
        whole = replace(halves[0], tabs=tabs, front=active.front)
        rest = [strip for strip in self.strips if strip not in halves]
        at = whole.id if self.active in {strip.id for strip in halves} else self.active
        return _settled([whole, *rest], at)

    def tear_off(self, tab: Tab) -> Arrangement:
        """Return it with a tab in a window of its own."""
        at = self.strip_of(tab)
        if at is None:
            return self
        if at.window != MAIN and at.tabs == (tab,) and not self.split(at.window):
            return self.show(tab)
        fresh = Strip(self._fresh(), max(MAIN, *self._numbers()) + 1, (tab,), tab)
        left = [strip.without([tab]) for strip in self.strips]
        return _settled([*left, fresh], fresh.id)

    def tear_off_side(self) -> Arrangement:
        """Return it with all that the main window has in a window of its own, halves and all."""
        if not any(strip.tabs for strip in self.in_window(MAIN)):
            return self
        number = max(MAIN, *self._numbers()) + 1
        moved = [
            replace(strip, window=number) if strip.window == MAIN else strip
            for strip in self.strips
        ]
        return _settled(moved, self.active)

    def put_back(self, window: int) -> Arrangement:
        """Return it with a window's tabs back in the main one: as they are where that is empty,
        else at the end of its active half.
        """
        theirs = self.in_window(window)
        if window == MAIN or not theirs:
            return self
        mine = [strip for strip in self.in_window(MAIN) if strip.tabs]
        rest = [strip for strip in self.strips if strip.window not in {MAIN, window}]
        if not mine:
            home = [replace(strip, window=MAIN) for strip in theirs]
            return _settled([*home, *rest], self.active)
        active = next((strip for strip in theirs if strip.id == self.active), theirs[0])
        target = next((strip for strip in mine if strip.id == self.active), mine[-1])
        tabs = [tab for strip in theirs for tab in strip.tabs]
        joined = replace(target.with_tabs(tabs, front=False), front=active.front)
        kept = [joined if strip.id == target.id else strip for strip in mine]
        return _settled([*kept, *rest], joined.id)

    def put_tab_back(self, tab: Tab) -> Arrangement:
        """Return it with one tab back in the main window."""
        at = self.strip_of(tab)
        if at is None or at.window == MAIN:
            return self
        return self.move(tab, self.in_window(MAIN)[-1].id)

    def second_view(self, document: str) -> Arrangement:
        """Return it with a second view of a document beside the first, or the one there is in
        front.
        """
        second = Tab(document, second=True)
        at = self.strip_of(Tab(document))
        if at is None or self.strip_of(second) is not None:
            return self.show(second)
        others = [strip for strip in self.in_window(at.window) if strip.id != at.id]
        if others:
            added = self._with(others[0].id, lambda strip: strip.with_tabs([second], front=True))
            return replace(added, active=others[0].id)
        fresh = Strip(self._fresh(), at.window, (second,), second)
        return self._beside(replace(at, front=Tab(document)), fresh, left=False)

    def close(self, tab: Tab) -> Arrangement:
        """Return it without a second view; a first one stays as long as its document."""
        if not tab.second:
            return self
        return _settled([strip.without([tab]) for strip in self.strips], self.active)

    # -- kept until the next start

    def kept(self) -> dict[str, object]:
        """Return it as plain data fit for JSON."""
        ids = [strip.id for strip in self.strips]
        return {
            "active": ids.index(self.active),
            "strips": [
                {
                    "window": strip.window,
                    "tabs": [tab.key for tab in strip.tabs],
                    "front": strip.front.key if strip.front else "",
                }
                for strip in self.strips
            ],
        }

    @classmethod
    def of_kept(cls, kept: object) -> Arrangement:
        """Return the arrangement of `kept` data; what makes no sense in it is passed over."""
        listed = kept.get("strips") if isinstance(kept, Mapping) else None
        seen: set[Tab] = set()
        strips: list[Strip] = []
        for id_, one in enumerate(listed if isinstance(listed, list) else []):
            strip = strip_of_kept(id_, one, seen)
            crowded = sum(other.window == strip.window for other in strips) >= HALVES
            seen.update(() if crowded else strip.tabs)
            strips += [] if crowded else [strip]
        active = kept.get("active") if isinstance(kept, Mapping) else 0
        lone = [tab for tab in seen if tab.second and Tab(tab.document) not in seen]
        return _settled(
            [strip.without(lone) for strip in strips], active if isinstance(active, int) else 0
        )

    # -- its parts

    def _numbers(self) -> tuple[int, ...]:
        return (MAIN, *(strip.window for strip in self.strips))

    def _fresh(self) -> int:
        return max(strip.id for strip in self.strips) + 1

    def _home(self) -> Strip:
        mine = self.in_window(MAIN)
        active = self.strip(self.active)
        return active if active in mine or not any(strip.tabs for strip in mine) else mine[0]

    def _with(self, id: int, change: Callable[[Strip], Strip]) -> Arrangement:  # noqa: A002
        strips = tuple(change(strip) if strip.id == id else strip for strip in self.strips)
        return replace(self, strips=strips)

    def _beside(self, old: Strip, fresh: Strip, left: bool) -> Arrangement:
        strips: list[Strip] = []
        for strip in self.strips:
            pair = [fresh, old] if left else [old, fresh]
            strips += pair if strip.id == old.id else [strip]
        return _settled(strips, fresh.id)


def _settled(strips: Iterable[Strip], active: int) -> Arrangement:
    """Return the strips in order of their windows, without empty ones, and an active one."""
    every = list(strips)
    kept = sorted((strip for strip in every if strip.tabs), key=lambda strip: strip.window)
    if not any(strip.window == MAIN for strip in kept):
        ids = {strip.id for strip in kept}
        kept.insert(0, Strip(next(id_ for id_ in range(len(kept) + 1) if id_ not in ids)))
    if active not in {strip.id for strip in kept if strip.tabs}:
        window = next((strip.window for strip in every if strip.id == active), MAIN)
        order = sorted(kept, key=lambda strip: (not strip.tabs, strip.window != window))
        active = order[0].id
    return Arrangement(tuple(kept), active)
