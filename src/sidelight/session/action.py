# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an action of the window is, where it works, and the menus it may stand in."""

from __future__ import annotations

from dataclasses import dataclass

from sidelight.language import N_


@dataclass(frozen=True, slots=True)
class Act:
    """One action.

    ``text`` and ``help`` are English, to be looked up when shown; ``keys`` the shortcuts, the
    first of which is shown; ``icon`` names a picture of ``resources/icons``; ``needs`` says what
    must be there for it to be enabled: "" nothing, "project", "writable" (a project that can be
    changed), "claim" (a chosen claim, and writable), "explained" (that, or something selected),
    "evidence" (a chosen piece of it),
    "document" (one that is shown), "tab" (the same, or one whose file was left out of this
    copy), "left_out" (one of these), "erasable" (a tab, and writable), "merged" (a merge that can
    be taken back), "drafts" (an article with several), "selected" (words of a document are
    selected), "copyable" (words or a rectangle are), "scan" (one with pages that are pictures),
    "recognised" (one whose text was recognised), "page" (a web page), "furniture" (an article that
    holds some), "several" (tabs in its window), "halves" (of its side), "second" (a second view),
    "sources" (in the main window), "torn" (a window torn off);
    ``menu`` is the menu it stands in, "" for none; ``context`` where it works; ``switch`` whether
    it is on or off.
    """

    id: str
    text: str
    help: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    menu: str = ""
    context: str = "window"
    switch: bool = False


CONTEXTS = {
    "window": N_("Anywhere"),
    "article": N_("In the article"),
    "source": N_("In a source"),
    "claims": N_("On the chosen claim"),
}

MENUS = {
    "project": N_("Project"),
    "edit": N_("Edit"),
    "claim": N_("Claim"),
    "document": N_("Document"),
    "view": N_("View"),
    "theme": N_("Theme"),
    "size": N_("Text of the window"),
    "go": N_("Go"),
    "help": N_("Help"),
}
