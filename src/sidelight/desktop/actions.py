# SPDX-License-Identifier: AGPL-3.0-or-later
"""One table of everything the window can do.

Menus, tool bar, tool tips, the palette (Ctrl+K) and docs/keyboard.md are made from it. Shortcuts
are Qt's portable text; no two actions share one.
"""

from __future__ import annotations

from dataclasses import dataclass

from sidelight.language import N_, _


@dataclass(frozen=True, slots=True)
class Act:
    """One action.

    ``text`` and ``help`` are English, to be looked up when shown; ``keys`` the shortcuts, the
    first of which is shown; ``icon`` names a picture of ``resources/icons``; ``needs`` says what
    must be there for it to be enabled: "" nothing, "project", "writable" (a project that can be
    changed), "claim" (a chosen claim, and writable), "evidence" (a chosen piece of it),
    "document" (one that is shown), "tab" (the same, or one whose file was left out of this
    copy), "left_out" (one of these), "erasable" (a tab, and writable), "merged" (a merge that can
    be taken back), "selected" (words of it are selected), "copyable" (words or a
    rectangle are), "scan" (one with pages that are pictures), "recognised" (one whose text was
    recognised), "page" (a web page), "furniture" (an article that holds some), "several" (tabs in
    its window), "halves" (of its side), "second" (a second view), "sources" (in the main window),
    "torn" (a window torn off);
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

ACTIONS: tuple[Act, ...] = (
    Act("project.new", N_("New project…"), N_("Make a new, empty project."), keys=("Ctrl+N",),
        icon="file-plus", menu="project"),
    Act("project.open", N_("Open project…"), N_("Open a project file."), keys=("Ctrl+O",),
        icon="folder-open", menu="project"),
    Act("project.sample", N_("Open the sample project"), N_("Try Sidelight on a ready-made check."),
        icon="book-open", menu="project"),
    Act("project.copy", N_("Save a copy as…"), N_("Save the project as it stands in another file."),
        keys=("Ctrl+Shift+S",), icon="copy", needs="project", menu="project"),
    Act("project.backups", N_("Backups…"),
        N_("See the backups, make one now, open one or save it as a new file."), icon="save",
        menu="project"),
    Act("project.share", N_("Share a copy…"),
        N_("Write a copy for colleagues: whole, in part, blind, or only what you did."),
        keys=("Ctrl+Alt+S",), icon="share", needs="project", menu="project"),
    Act("project.merge", N_("Merge…"),
        N_("See what colleagues' copies or change sets bring, and take it in."),
        keys=("Ctrl+Alt+M",), icon="git-merge", needs="writable", menu="project"),
    Act("project.compare", N_("Compare…"),
        N_("See what a colleague's copy has that this project has not."), icon="git-compare",
        needs="project", menu="project"),
    Act("project.back", N_("Back to before the merge"),
        N_("Take the last merge back, as long as nothing was done since."), icon="undo-2",
        needs="merged", menu="project"),
    Act("project.conflicts", N_("Conflicts…"),
        N_("Settle what was set to different values, and join claims on the same passage."),
        icon="triangle-alert", needs="project", menu="project"),
    Act("project.report", N_("Export report…"),
        N_("Write the report of this article as HTML, Markdown or CSV."), keys=("Ctrl+R",),
        icon="download", needs="project", menu="project"),
    Act("project.close", N_("Close project"), N_("Go back to the start page."), keys=("Ctrl+W",),
        icon="x", needs="project", menu="project"),
    Act("project.name", N_("Your name…"), N_("Choose the name that your verdicts carry."),
        icon="user", menu="project"),
    Act("project.be", N_("I am this reviewer…"),
        N_("Say which reviewer of this project you are: one person on two computers."),
        icon="users", needs="writable", menu="project"),
    Act("window.quit", N_("Quit"), N_("Close the window."), keys=("Ctrl+Q",), menu="project"),
    Act("edit.undo", N_("Undo"), N_("Take your last act back."), keys=("Ctrl+Z",), icon="undo-2",
        needs="writable", menu="edit"),
    Act("edit.redo", N_("Redo"), N_("Do again what you took back."),
        keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo-2", needs="writable", menu="edit"),
    Act("edit.copy", N_("Copy"), N_("Copy the text selected."), keys=("Ctrl+C",), icon="copy",
        needs="copyable", menu="edit"),
    Act("edit.copy_cited", N_("Copy with citation"),
        N_("Copy the text selected in quotation marks, with who wrote it and where it stands."),
        keys=("Ctrl+Shift+C",), icon="quote", needs="selected", menu="edit"),
    Act("edit.sentence", N_("Select the sentence"),
        N_("Select the sentence at the caret, or make the selection whole sentences."),
        keys=("Ctrl+E",), needs="document", menu="edit"),
    Act("edit.all", N_("Select all"), N_("Select the whole text of the document."),
        needs="document", menu="edit"),
    Act("edit.find", N_("Find in this document"), N_("Find words in the document shown."),
        keys=("Ctrl+F",), icon="search", needs="document", menu="edit"),
    Act("edit.find_next", N_("Find next"), N_("Go to the next place found."), keys=("F3",),
        needs="document", menu="edit"),
    Act("edit.find_previous", N_("Find previous"), N_("Go to the place found before."),
        keys=("Shift+F3",), needs="document", menu="edit"),
    Act("find.case", N_("Match case"), N_("Find capitals and small letters only as typed."),
        keys=("Alt+C",), needs="document", menu="edit", switch=True),
    Act("find.whole_words", N_("Whole words"), N_("Find no parts of longer words."),
        keys=("Alt+W",), needs="document", menu="edit", switch=True),
    Act("find.selected", N_("Find the selected words"),
        N_("Find the words selected everywhere in the document."), icon="search",
        needs="selected", menu="edit"),
    Act("edit.search", N_("Search everything"),
        N_("Search the article, the sources, claims and notes."), keys=("Ctrl+Shift+F",),
        icon="search", needs="project", menu="edit"),
    Act("edit.palette", N_("All actions…"), N_("Find any action, document or claim by name."),
        keys=("Ctrl+K",), icon="list-checks", menu="edit"),
    Act("claim.verified", N_("Verified"),
        N_("Make the selected passage a verified claim, or give the chosen claim this verdict."),
        keys=("1",), icon="check", needs="writable", menu="claim", context="article"),
    Act("claim.disputed", N_("Disputed"),
        N_("Make the selected passage a disputed claim, or give the chosen claim this verdict."),
        keys=("2",), icon="circle-help", needs="writable", menu="claim", context="article"),
    Act("claim.denied", N_("Denied"),
        N_("Make the selected passage a denied claim, or give the chosen claim this verdict."),
        keys=("3",), icon="circle-x", needs="writable", menu="claim", context="article"),
    Act("claim.unchecked", N_("Unchecked"),
        N_("Make the selected passage an unchecked claim, or take your verdict back."), keys=("0",),
        icon="flag", needs="writable", menu="claim", context="article"),
    Act("claim.link", N_("Link evidence"),
        N_("Link the passage selected in a source to the chosen claim."), keys=("E",),
        icon="link-2", needs="writable", menu="claim", context="source"),
    Act("area.draw", N_("Mark an area"),
        N_("Draw a rectangle on a page: drag, or move it with the arrow keys and press Enter."),
        keys=("A",), icon="scan-text", needs="document", menu="claim"),
    Act("area.adjust", N_("Move the edges of an area"),
        N_("Move the chosen area with the arrow keys, resize it with Shift, accept with Enter."),
        keys=("Shift+A",), needs="claim", menu="claim", context="claims"),
    Act("claim.supports", N_("Evidence supports"),
        N_("Say that the evidence linked last supports the claim."), icon="check", needs="evidence",
        menu="claim", context="source"),
    Act("claim.contradicts", N_("Evidence contradicts"),
        N_("Say that the evidence linked last contradicts the claim."), icon="x", needs="evidence",
        menu="claim", context="source"),
    Act("claim.context", N_("Evidence is context"),
        N_("Say that the evidence linked last is context only."), icon="info", needs="evidence",
        menu="claim", context="source"),
    Act("claim.reason", N_("Note the reason"), N_("Write why you judge the chosen claim so."),
        keys=("N",), icon="message-square-text", needs="claim", menu="claim", context="claims"),
    Act("claim.note", N_("Add a note"), N_("Add a note to the chosen claim."), keys=("Shift+N",),
        icon="message-square-text", needs="claim", menu="claim", context="claims"),
    Act("article.uncovered", N_("Next uncovered sentence"),
        N_("Go to the next sentence of the article that holds no claim."), keys=("U",),
        icon="search", needs="document", menu="go"),
    Act("article.exempt", N_("Nothing to check here"),
        N_("Say so of the selected words, else of the sentence at the caret; once more takes it "
           "back."), keys=("X",), icon="check", needs="writable", menu="claim", context="article"),
    Act("view.coverage", N_("Coverage in the margin"),
        N_("Mark the sentences of the article that nobody has dealt with."), menu="view",
        switch=True),
    Act("claim.remove", N_("Remove"),
        N_("Remove the chosen evidence or claim; undo brings it back."), keys=("Del",),
        icon="trash-2", needs="claim", menu="claim", context="claims"),
    Act("claim.erase", N_("Remove claim for good…"),
        N_("Remove the chosen claim and all traces of it from the file; it cannot be undone."),
        needs="claim", menu="claim", context="claims"),
    Act("claim.erase_evidence", N_("Remove evidence for good…"),
        N_("Remove the chosen evidence and all traces of it from the file; it cannot be undone."),
        needs="evidence", menu="claim", context="claims"),
    Act("claim.next", N_("Next claim"), N_("Go to the next claim of the list."), keys=("Alt+Down",),
        icon="chevron-down", needs="project", menu="go"),
    Act("claim.previous", N_("Previous claim"), N_("Go to the claim before."), keys=("Alt+Up",),
        icon="chevron-up", needs="project", menu="go"),
    Act("claim.open", N_("Next unchecked claim"), N_("Go to the next claim that has no verdict."),
        keys=("Alt+Shift+Down",), icon="flag", needs="project", menu="go"),
    Act("claim.evidence", N_("Next evidence"), N_("Go through the evidence of the chosen claim."),
        keys=("Alt+E",), icon="link-2", needs="project", menu="go", context="claims"),
    Act("document.article", N_("Add an article…"), N_("Add the text that is to be checked."),
        keys=("Ctrl+Alt+A",), icon="file-text", needs="writable", menu="document"),
    Act("document.sources", N_("Add sources…"), N_("Add documents to check the article against."),
        keys=("Ctrl+Shift+A",), icon="plus", needs="writable", menu="document"),
    Act("document.paste", N_("Add pasted text…"),
        N_("Make a source or an article of the text on the clipboard."), keys=("Ctrl+Shift+V",),
        icon="clipboard-paste", needs="writable", menu="document"),
    Act("document.retitle", N_("Rename document…"), N_("Give the document shown another title."),
        keys=("F2",), needs="tab", menu="document"),
    Act("document.attach", N_("Attach your copy…"),
        N_("Give the file of a document that this copy of the project came without."),
        needs="left_out", menu="document"),
    Act("document.whole", N_("Keep the whole page"),
        N_("Show a web page whole instead of its article alone."), needs="page", menu="document",
        switch=True),
    Act("document.record", N_("Record of the document"),
        N_("Show and change what it is, who wrote it and where it is kept."), keys=("Ctrl+I",),
        icon="info", needs="tab", menu="document"),
    Act("document.furniture", N_("Page furniture…"),
        N_("Hide or show menus, comment boxes and the like."), icon="eye-off", needs="furniture",
        menu="document"),
    Act("document.recognise", N_("Recognise text…"),
        N_("Find the words on pages that are pictures."), keys=("Ctrl+Alt+R",), icon="scan-text",
        needs="scan", menu="document"),
    Act("document.correct", N_("Correct this line…"),
        N_("Correct the recognised text line by line beside its picture."), keys=("Ctrl+Alt+E",),
        icon="scan-text", needs="recognised", menu="document"),
    Act("document.remove", N_("Remove document"),
        N_("Remove the document shown; undo brings it back."), icon="trash-2", needs="tab",
        menu="document"),
    Act("document.erase", N_("Remove document for good…"),
        N_("Remove the document and all traces of it from the file; it cannot be undone."),
        needs="erasable", menu="document"),
    Act("document.beside", N_("Show beside"),
        N_("Put the document shown into the other half of its side."), keys=("Ctrl+Alt+B",),
        icon="columns-2", needs="several", menu="view"),
    Act("document.second", N_("Second view"),
        N_("Show the document at another place too, beside the first view."),
        keys=("Ctrl+Alt+V",), icon="copy", needs="document", menu="view"),
    Act("document.close_view", N_("Close the second view"),
        N_("Close the second view of the document; the first stays."), keys=("Ctrl+F4",),
        icon="x", needs="second", menu="view"),
    Act("document.join", N_("Join the halves"), N_("Show one document at a time on this side."),
        keys=("Ctrl+Alt+J",), needs="halves", menu="view"),
    Act("document.tear_off", N_("Own window"),
        N_("Show the document in a window of its own, on a second screen if there is one."),
        keys=("Ctrl+Alt+W",), icon="external-link", needs="document", menu="view"),
    Act("document.tear_side", N_("All sources to a window"),
        N_("Show all sources in a second window, on a second screen if there is one."),
        keys=("Ctrl+Alt+Shift+W",), needs="sources", menu="view"),
    Act("document.put_back", N_("Put back"),
        N_("Put the documents of the second window back; from the main window, of all windows."),
        keys=("Ctrl+Alt+P",), needs="torn", menu="view"),
    Act("document.next", N_("Next document"), N_("Show the next tab of this half."),
        keys=("Ctrl+PgDown", "Ctrl+Tab"), icon="chevron-right", needs="project", menu="go"),
    Act("document.previous", N_("Previous document"), N_("Show the tab before in this half."),
        keys=("Ctrl+PgUp", "Ctrl+Shift+Tab"), icon="chevron-left", needs="project", menu="go"),
    Act("view.larger", N_("Larger"), N_("Show the document larger."), keys=("Ctrl++", "Ctrl+="),
        icon="zoom-in", needs="document", menu="view"),
    Act("view.smaller", N_("Smaller"), N_("Show the document smaller."), keys=("Ctrl+-",),
        icon="zoom-out", needs="document", menu="view"),
    Act("view.width", N_("Fit the width"), N_("Make the page as wide as its pane."),
        keys=("Ctrl+0",), icon="columns-2", needs="document", menu="view"),
    Act("view.text", N_("Text of flowing documents…"),
        N_("Choose letters, width and line spacing of web pages, notes and the like."),
        keys=("F5",), icon="type", needs="document", menu="view"),
    Act("view.text_larger", N_("Larger letters"),
        N_("Set web pages, notes and the like in larger letters."),
        keys=("Ctrl+Alt+=", "Ctrl+Alt++"), icon="a-large-small", needs="document", menu="view"),
    Act("view.text_smaller", N_("Smaller letters"),
        N_("Set web pages, notes and the like in smaller letters."), keys=("Ctrl+Alt+-",),
        needs="document", menu="view"),
    Act("view.page", N_("Fit the page"), N_("Show whole pages."), keys=("Ctrl+9",),
        icon="file-text", needs="document", menu="view"),
    Act("view.single", N_("One page at a time"),
        N_("Show a single page, or all below each other."), keys=("Ctrl+8",), needs="document",
        menu="view", switch=True),
    Act("view.turn", N_("Turn the pages right"), N_("Turn the pages clockwise, for looking only."),
        keys=("Ctrl+T",), needs="document", menu="view"),
    Act("view.turn_back", N_("Turn the pages left"),
        N_("Turn the pages anticlockwise, for looking only."), keys=("Ctrl+Shift+T",),
        needs="document", menu="view"),
    Act("view.side", N_("Outline and pages"),
        N_("Show or put away the outline and the small pages beside the document."), keys=("F4",),
        needs="document", menu="view", switch=True),
    Act("go.page", N_("Go to page…"), N_("Go to a page by the number printed on it or its place."),
        keys=("Ctrl+G",), needs="document", menu="go"),
    Act("go.back", N_("Back"), N_("Go back to the place before the last jump on this side."),
        keys=("Backspace",), icon="chevron-left", needs="document", menu="go"),
    Act("go.forward", N_("Forward"), N_("Go forward again on this side."),
        keys=("Shift+Backspace",), icon="chevron-right", needs="document", menu="go"),
    Act("view.pane", N_("Next pane"), N_("Go from article to sources, windows and claims."),
        keys=("F6",), needs="project", menu="go"),
    Act("view.pane_back", N_("Previous pane"),
        N_("Go from claims to windows, sources and article."), keys=("Shift+F6",),
        needs="project", menu="go"),
    Act("view.caret", N_("Caret"), N_("Walk through the text with the arrow keys."), keys=("F7",),
        needs="document", menu="view", switch=True),
    Act("view.filter", N_("Filter claims"), N_("Type words that the claims listed must hold."),
        keys=("Ctrl+L",), icon="filter", needs="project", menu="view"),
    Act("view.card", N_("Claim card"), N_("Show or put away the card of the chosen claim."),
        keys=("F9",), icon="quote", needs="project", menu="view", switch=True),
    Act("view.claims", N_("Claims list"), N_("Show or put away the claims below the documents."),
        keys=("F8",), icon="panel-bottom", needs="project", menu="view", switch=True),
    Act("view.dark", N_("Dark"), N_("Change between light and dark."), keys=("Ctrl+Shift+D",),
        icon="moon", menu="view"),
    Act("view.paper", N_("Pages as paper"), N_("Leave pages white in the dark."), menu="view",
        switch=True),
    Act("view.dimmed", N_("Pages dimmed in the dark"),
        N_("Dim the paper of text in the dark; scans stay as they are."), menu="view", switch=True),
    Act("view.inverted", N_("Pages inverted in the dark"),
        N_("Show text light on dark in the dark; scans and pictures stay as they are."),
        menu="view", switch=True),
    Act("theme.light", N_("Light theme"), N_("Dark words on light ground."), icon="sun",
        menu="theme", switch=True),
    Act("theme.dark", N_("Dark theme"), N_("Light words on dark ground."), icon="moon",
        menu="theme", switch=True),
    Act("theme.contrast", N_("High contrast"), N_("White words and thick lines on black."),
        icon="contrast", menu="theme", switch=True),
    Act("theme.system", N_("As the system"), N_("Light, dark or high contrast as the system is."),
        menu="theme", switch=True),
    Act("size.100", N_("Window text: usual size"), N_("Show the window's own text as usual."),
        menu="size", switch=True),
    Act("size.125", N_("Window text: 125 %"), N_("Show the window's own text a quarter larger."),
        menu="size", switch=True),
    Act("size.150", N_("Window text: 150 %"), N_("Show the window's own text half as large again."),
        menu="size", switch=True),
    Act("size.200", N_("Window text: 200 %"), N_("Show the window's own text twice as large."),
        menu="size", switch=True),
    Act("view.full", N_("Full screen"), N_("Use the whole screen."), keys=("F11",), menu="view",
        switch=True),
    Act("help.menu", N_("Menu"), N_("Open the menu of all actions."), keys=("F10",),
        icon="ellipsis"),
    Act("help.keys", N_("Keyboard"), N_("List all keys."), keys=("F1",), icon="info", menu="help"),
    Act("help.about", N_("About Sidelight"), N_("Version, licence and where to find help."),
        menu="help"),
)  # fmt: skip

TABLE = {act.id: act for act in ACTIONS}


def keyboard_table() -> str:
    """Return the body of docs/keyboard.md: a table a context, in the order of the actions."""
    parts = []
    for context, title in CONTEXTS.items():
        rows = [act for act in ACTIONS if act.context == context and act.keys]
        lines = [f"| {_keys(act)} | {_(act.text).rstrip('…')} | {_(act.help)} |" for act in rows]
        heads = (_("Keys"), _("Action"), _("What it does"))
        head = "| {} | {} | {} |\n| --- | --- | --- |".format(*heads)
        parts.append(f"## {_(title)}\n\n{head}\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _keys(act: Act) -> str:
    return ", ".join(f"`{key}`" for key in act.keys)
