# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of all errors, in English: templates by the error's id."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a message for the catalogue and return it unchanged."""
    return message


SENTENCES: dict[str, str] = {
    # documents
    "document.missing": N_("There is no file {path}. Check the name and the folder."),
    "document.unreadable": N_("{path} could not be read: {reason}. Check that you may open it."),
    "document.directory": N_("{path} is a folder. Choose the files in it."),
    "document.empty": N_("{name} is empty. Save it again, or choose another file."),
    "document.no_text": N_("{name} holds no text that can be read. Choose another copy of it."),
    "document.encrypted": N_(
        "{name} is protected by a password. Give the password, or add a copy that needs none."
    ),
    "document.wrong_password": N_("That is not the password of {name}. Try again."),
    "document.locked": N_(
        "{name} is protected by a password, which Sidelight does not keep. Give it again to see "
        "the pages."
    ),
    "document.sealed": N_(
        "{name} is protected by a password. Open it in the program that made it, save a copy "
        "without the password, and add that."
    ),
    "document.signed": N_(
        "{name} is signed, and annotations would break its signature. Print it to a new PDF, and "
        "add that."
    ),
    "document.restricted": N_(
        "{name} is encrypted: it can be read without a password, but nothing can be added to it. "
        "Print it to a new PDF, and add that."
    ),
    "document.protected": N_(
        "{name} is locked by copy protection (DRM), which Sidelight does not open. Ask its seller "
        "or library for a copy without it, or add the pages you need as pictures."
    ),
    "document.damaged": N_(
        "{name} is damaged and could not be read. Fetch it again from its source."
    ),
    "document.unknown": N_("{name} is of a kind that Sidelight does not read ({found})."),
    "document.too_large": N_(
        "{name} has {size} MB, over the limit of {limit} MB. Raise the limit in the settings "
        "(largest_document_mb) if you trust the file."
    ),
    "document.too_costly": N_(
        "{name} takes too much time or memory to read safely. Save it again in a simpler form, for "
        "instance printed to PDF, and add that."
    ),
    "document.present": N_("{name} is already in the project as document {number}."),
    "document.left_out": N_(
        "{name} was left out of this copy of the project. Attach your own copy of the file to read "
        "it here."
    ),
    "document.other": N_(
        "{path} is not the file that {name} was made from: its bytes differ. Choose the very file "
        "that was added."
    ),
    "document.erased": N_(
        "{name} was removed from this project for good and cannot be added to it again."
    ),
    "document.address": N_(
        "Sidelight fetches nothing from the network, so {address} was not added. Save the page in "
        "your browser (Ctrl+S, as “Web page, complete” or as one file), then add what was saved."
    ),
    "archive.many": N_(
        "{name} is a web archive with {count} pages. “sidelight add PROJECT FILE --pages” lists "
        "them; add --page with the number or the address of the one you need."
    ),
    "archive.no_page": N_(
        "{name} holds no page {page}. “sidelight add PROJECT FILE --pages” lists what it holds."
    ),
    "archive.empty": N_(
        "{name} is a web archive without any web page in it. Choose another archive, or save the "
        "page in your browser and add that."
    ),
    "archive.packed": N_(
        "The pages in {name} are packed in a way that Sidelight does not read (Brotli or "
        "Zstandard). Save the page in your browser, and add that."
    ),
    "archive.none": N_("{name} is no web archive. Add it without choosing a page."),
    "document.in_use": N_(
        "Document {number} holds {count} passages of claims or evidence. Remove those first."
    ),
    "page.missing": N_("{name} has {count} pages; there is no page {page}."),
    "page.slow": N_("Page {page} of {name} could not be drawn in {seconds} seconds. Try again."),
    # recognition of scans
    "recognition.slow": N_(
        "Page {page} of {name} took longer than {seconds} seconds to recognise and has no "
        "text. Try it again with one language."
    ),
    "recognition.failed": N_(
        "Page {page} of {name} could not be recognised and has no text. Read it from the picture."
    ),
    "recognition.data": N_(
        "The trained data for {languages} cannot be used. Get them again, or choose another "
        "file (.traineddata)."
    ),
    "recognition.language": N_("There are no trained data for {name}. Known here: {known}."),
    "recognition.no_pages": N_(
        "{name} has no page without text. Choose all pages to recognise it again."
    ),
    "recognition.not_data": N_(
        "{path} holds no trained data for Tesseract. Choose a file that ends in .traineddata."
    ),
    "recognition.changed": N_(
        "{name} was changed while its pages were recognised. Recognise them again."
    ),
    "correction.not_recognised": N_(
        "Only recognised text can be corrected; {name} does not have any there."
    ),
    "correction.lines": N_(
        "Recognised text is corrected line by line. Give a quote within one line of {name}."
    ),
    # projects
    "merge.itself": N_("{path} is this project. Choose a colleague's copy of it."),
    "merge.unrelated": N_(
        "{path} is not a copy of this project but another one. Merge it only if both belong "
        "together."
    ),
    "merge.moved_on": N_(
        "The project has changed since the merge was looked at. Look at it again."
    ),
    "merge.no_way_back": N_(
        "There is no merge to take back: none was made, or something was done since."
    ),
    "note.others": N_("Only {who}, who wrote it, can change the note or keep it private."),
    "note.answered": N_("Others have answered this note. It can no longer be kept private."),
    "note.answers_private": N_(
        "It answers a private note and stays private. Share the note that it answers first."
    ),
    "place.present": N_("Claim {number} stands there already. Choose other words."),
    "place.last": N_("It is the only place of claim {number}. Remove the claim instead."),
    "split.nowhere": N_(
        "Choose a place of claim {number}, or words of the article, for the new claim."
    ),
    "split.whole": N_("Nothing would be left of claim {number}. Leave it one of its places."),
    "claim.joined_to_itself": N_("Claim {number} cannot be joined to itself. Name another."),
    "conflict.unknown": N_("There is no conflict {number}; there are {count}. List them first."),
    "conflict.value": N_("The conflict has no value {number}; it has {count}. List them first."),
    "erase.unconfirmed": N_("Nothing was removed. Confirm with “yes”, or give --yes."),
    "reviewer.unknown": N_("There is no one reviewer called {name}. Known here: {known}."),
    "project.missing": N_(
        "There is no project file {path}. Check the name, or make a new project."
    ),
    "project.exists": N_("{path} exists already. Choose another name; nothing was overwritten."),
    "project.not_ours": N_("{path} is not a Sidelight project. Choose a file that Sidelight made."),
    "project.hostile": N_(
        "{path} holds things that no Sidelight project holds ({reason}), so it was not "
        "opened. Ask its "
        "sender for a fresh copy."
    ),
    "project.newer": N_(
        "{path} was written by a newer Sidelight (format {format}). It is open for reading "
        "only; update "
        "Sidelight to change it."
    ),
    "project.busy": N_(
        "{path} is open in another window or command: {who} on {where}, since {since}. "
        "Close it there first."
    ),
    "project.held": N_(
        "{path} is open in another window or command: {who} on {where}, since {since}. You can "
        "read it here; what you see is as it was when you opened it."
    ),
    "project.gone": N_(
        "{path} is not there any more: it was moved, renamed or removed, or its drive is gone. "
        "Bring it back and try again, or save the project elsewhere."
    ),
    "project.replaced": N_(
        "{path} was replaced by another file while it was open. That file was left as it is; save "
        "the project elsewhere."
    ),
    "project.changed": N_(
        "{path} was changed by another program while it was open. That program's changes were "
        "left as they are; save the project elsewhere."
    ),
    "project.read_only": N_("{path} cannot be written: {reason}. Save a copy elsewhere."),
    "project.disk_full": N_(
        "There is no room left on the disk of {path}. Make room, then try again."
    ),
    "project.damaged": N_(
        "{path} is damaged: {reason}. “sidelight check” says what is affected; “sidelight "
        "recover” brings what is readable into a new file."
    ),
    "project.bytes": N_(
        "The bytes {hash} of a document are missing in {path}, or changed. “sidelight check” says "
        "what is affected; a colleague’s copy of the project may have them."
    ),
    "project.failed": N_("{path} could not be used: {reason}."),
    # backups
    "backup.failed": N_(
        "The project could not be backed up: {reason}. Your work itself is saved; see to the "
        "folder {folder}."
    ),
    "backup.unknown": N_(
        "There is no backup {number} of this project. “sidelight backups” lists them."
    ),
    "backup.damaged": N_(
        "Backup {number} is no longer what it was when it was made. Choose another one."
    ),
    "backup.open": N_(
        "This is the backup of {when}, for reading only. Save a copy of it to work on."
    ),
    "recover.nothing": N_(
        "Nothing of a project is readable in {path}. Look for a backup or a colleague’s copy of it."
    ),
    "recover.losses": N_(
        "{path} was recovered with losses ({count}). What came out is whole; the damaged file is "
        "as it was."
    ),
    # quotes and passages
    "quote.empty": N_("The quote is empty. Give at least one word of the document."),
    "quote.absent": N_(
        "“{quote}” does not stand in {name}. Copy the words exactly as they stand there."
    ),
    "quote.ambiguous": N_(
        "“{quote}” stands {count} times in {name}. Give the words before it (--prefix) or "
        "after it (--suffix)."
    ),
    "passage.outside": N_("That passage lies outside the text of {name}."),
    "area.outside": N_(
        "There is no such area on page {page} of {name}, which is {width} by {height} points. "
        "Give its left, top, right and bottom edge, at least {least} points apart."
    ),
    "area.flowing": N_(
        "The pages of {name} flow with their text, so no area of them keeps its place. Mark areas "
        "on PDFs, scans and pictures, and words here."
    ),
    "area.unknown": N_("There is no area {name}."),
    # names
    "claim.unknown": N_("There is no claim {name}. “sidelight claims” lists them."),
    "claim.ambiguous": N_("“{name}” means more than one claim: {candidates}. Use one of these."),
    "document.unknown_name": N_("There is no document {name}. “sidelight docs” lists them."),
    "document.ambiguous": N_(
        "“{name}” means more than one document: {candidates}. Use one of these."
    ),
    "trash.unknown": N_("There is no {name} in the trash. “sidelight trash” lists what is there."),
    "trash.ambiguous": N_(
        "“{name}” means more than one thing in the trash: {candidates}. Use one of these."
    ),
    "evidence.unknown": N_("There is no evidence {name}."),
    "place.unknown": N_("There is no place {name}."),
    "note.unknown": N_("There is no note {name}."),
    "article.none": N_(
        "The project has no article yet. Add one with “sidelight add --kind article”."
    ),
    "article.several": N_(
        "The project has {count} articles. Say which with --article: {candidates}."
    ),
    "draft.several": N_(
        "The project has {count} articles. Say which one this is a new draft of with --of: "
        "{candidates}."
    ),
    "draft.not_article": N_("{name} is a source, and only an article has drafts."),
    "draft.present": N_("{name} is a draft of the article already: document {number}."),
    "draft.nowhere": N_(
        "Claim {number} was not found in the new draft. Say where it stands, or that it is gone."
    ),
    "draft.passage": N_("There is nothing like that to settle in {name}."),
    "draft.passages": N_(
        "Claim {number} stood in {count} places; say with --was which one is meant: {candidates}."
    ),
    # refused acts
    "verdict.unknown": N_("“{name}” is no verdict. Use one of: {known}."),
    "vocabulary.name": N_("Name the verdict in letters or digits, {most} characters at the most."),
    "vocabulary.reserved": N_("“{name}” has a meaning of its own here. Choose another name."),
    "vocabulary.present": N_("The project has the verdict “{name}” already."),
    "vocabulary.key": N_("“{name}” cannot be the key of a verdict. Use one of: {known}."),
    "vocabulary.key_taken": N_("The key {key} gives “{name}”. Free are: {known}."),
    "vocabulary.sign": N_("“{name}” is no sign. Give one visible character, such as ◆."),
    "vocabulary.in_use": N_(
        "“{name}” is given on claims: {count}. Replace it there by another verdict first, in one "
        "step, then remove it."
    ),
    "vocabulary.others_use": N_(
        "“{name}” is given by {who} on claims: {count}. They have to give another verdict there "
        "before it can be removed."
    ),
    "vocabulary.unknown": N_("The project adds no verdict “{name}”. It adds: {known}."),
    "verdict.denied_by": N_("Only a denied claim can say by whom it is denied."),
    "stance.unknown": N_("“{name}” is no stance. Use one of: {known}."),
    "undo.nothing": N_("There is nothing to undo."),
    "redo.nothing": N_("There is nothing to redo."),
    "undo.overtaken": N_(
        "This cannot be undone: {who} has since changed the same thing ({what}). Change it "
        "by hand instead."
    ),
    "claim.not_article": N_(
        "A claim is made in an article; {name} is a source. Link it as evidence instead."
    ),
    "signoff.open": N_(
        "The article is not signed off: something is open. Sign it with --although."
    ),
    "exempt.not_article": N_(
        "Only an article is checked sentence by sentence; {name} is a source."
    ),
    "layer.passages": N_(
        "{count} passages of {name} do not stand in the other text of it. Remove those marks first."
    ),
    "word.unknown": N_("“{name}” does not fit here. Use one of: {known}."),
    "filter.key": N_(
        "Claims cannot be filtered by “{name}:”. Use one of: {known}. Or put the words in "
        "quotation marks."
    ),
    "filter.value": N_("“{name}” is nothing for “{key}:”. Use one of: {known}."),
    "filter.none": N_("“{name}” is nothing for “{key}:”: no claim here has any."),
    "list.column": N_("“{name}” is no column of the list. Use one of: {known}."),
    "tag.name": N_("A tag is one to {most} letters without a comma."),
    "tag.colour": N_("“{name}” is no colour. Write it as #1e7a46."),
    "response.party": N_("Say which party was asked."),
    "verdict.as_of": N_("“{name}” is no day. Write it as 2026-11-26."),
    "decision.blind": N_(
        "You are the blind second on claim {number}. Give your own verdict before you decide."
    ),
    "reviewer.known": N_("{name} is a reviewer of this project already. Choose another name."),
    "second.judged": N_(
        "{who} has judged claim {numbers} already and cannot be a blind second. Choose somebody "
        "who has not."
    ),
    "decision.reason": N_("A decision needs a reason, for those who see it differently."),
    "text.empty": N_("The text is empty. Write at least one word."),
    "reviewer.away": N_(
        "{name} made marks in another program and is nobody who works here. Choose a reviewer."
    ),
    "reviewer.name": N_("The name of a reviewer cannot be empty."),
    "report.format": N_("“{name}” is no report format. Use one of: {known}."),
    "report.failed": N_(
        "“{name}” could not write the report: {reason}. Tell who made it, and use another format."
    ),
    "import.format": N_("“{name}” is no format of other programs. Use one of: {known}."),
    "import.failed": N_(
        "“{name}” could not read the file: {reason}. Tell who made it, and use another format."
    ),
    "import.unknown": N_(
        "“{name}” is no file of another program that can be read here. Name its format, one of: "
        "{known}."
    ),
    "import.no_such": N_("“{name}” is none of what the file holds. Use one of: {known}."),
    "import.pair": N_("“{name}” does not say what is to be what. Write it as {form}."),
    "import.outcome": N_("“{name}” is nothing that a mark can become. Use one of: {known}."),
    "import.nothing": N_("Nothing in “{name}” would come into the project."),
    "import.changed": N_(
        "The project has changed since “{name}” was looked at. Look at what comes in again."
    ),
    "export.format": N_("“{name}” is no format for other programs. Use one of: {known}."),
    "export.failed": N_(
        "“{name}” could not write the file: {reason}. Tell who made it, and use another format."
    ),
    "import.damaged": N_(
        "{name} is damaged, or no file of this format. Export it once more, or choose another "
        "format."
    ),
    "import.too_large": N_(
        "{name} holds more than can be read at once. Export less of it, or several files."
    ),
    "import.version": N_(
        "{name} is of version {version} of this format, and version {known} is read here. Use a "
        "newer Sidelight, or write the file again with this one."
    ),
    "import.unreadable": N_(
        "{name} cannot be read as {format}: {reason}. Export it again from the program that made "
        "it."
    ),
    "import.too_much": N_(
        "{name} holds more than can be read at once: {reason}. Export a part of it, and bring that "
        "in."
    ),
    "import.codebook": N_(
        "{name} is a code book, which has no texts and no marks. Export the whole project (.qdpx) "
        "from the program that made it."
    ),
    "format.broken": N_("The report format {name} cannot be loaded: {reason}."),
    "format.none": N_("{name} is no report format: it leads to something else."),
    "format.taken": N_("The report format {name} is left out: there is one called {taken}."),
    "report.unprintable": N_(
        "“{title}” is too long to be laid out on pages here. Write it as a web page instead."
    ),
    "print.refused": N_("The printer “{name}” takes no pages. Choose another, or export a PDF."),
    "report.unwritable": N_("The report could not be written to {path}: {reason}."),
    "settings.damaged": N_(
        "The settings in {path} cannot be read: {reason}. Correct or remove the file."
    ),
    # front ends
    "usage": N_("{message}"),
    "cancelled": N_("Stopped; nothing was changed."),
    "check.damage": N_("{path}: the check found {count} faults."),
    "worker.failed": N_("A helper process failed ({reason}). Nothing was changed; try again."),
    "display.none": N_("There is no display to open a window on."),
}
