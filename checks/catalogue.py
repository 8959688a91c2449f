# SPDX-License-Identifier: AGPL-3.0-or-later
"""The catalogue of words that people read: extracts it from the source, and refreshes it.

::

    python checks/catalogue.py            say what is new and what is gone; exit 1 where anything is
    python checks/catalogue.py --write    write the template and carry it into each language
"""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "sidelight.pot"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
LINE_WIDTH = 100
HEADER = """\
# SPDX-License-Identifier: AGPL-3.0-or-later
# The words of Sidelight that people read; refreshed by checks/catalogue.py --write."""


def extract(root: Path = ROOT) -> Catalog:
    """Return the words of the checkout at `root`, as the mapping in pyproject.toml says."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    mappings = [(m["pattern"], m["method"]) for m in settings["tool"]["babel"]["mappings"]]
    version = settings["project"]["version"]
    catalogue = Catalog(project="Sidelight", version=version, charset="utf-8", fuzzy=False)
    for folder in ("src", "resources"):
        found = extract_from_dir(
            root / folder,
            [(p.removeprefix(f"{folder}/"), m) for p, m in mappings if p.startswith(folder)],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        )
        for place, _line, words, comments, context in found:
            # Places without line numbers: the template then changes only when words do.
            catalogue.add(
                words,
                locations=[(f"{folder}/{place}", 0)],
                auto_comments=comments,
                context=context,
            )
    return catalogue


def read(path: Path, language: str | None = None) -> Catalog:
    """Return the catalogue in a ``.po`` or ``.pot`` file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def word_keys(catalogue: Catalog) -> set[tuple[str, str]]:
    """Return what identifies each message: its context, and its words in the singular."""
    keys = set()
    for message in catalogue:
        words = message.id if isinstance(message.id, str) else message.id[0]
        if words:
            keys.add((message.context or "", words))
    return keys


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue in a form that changes only where words do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = HEADER
    catalogue.msgid_bugs_address = ""
    with path.open("wb") as stream:
        write_po(
            stream,
            catalogue,
            width=LINE_WIDTH,
            sort_output=True,
            include_lineno=False,
            omit_header=False,
        )


def refresh(root: Path = ROOT) -> None:
    """Write the template of the checkout at `root` and carry it into each language.

    Translations of words that are gone stay at the end of the file, and are used again when the
    word returns.
    """
    folder = root / LOCALE.relative_to(ROOT)
    path = folder / TEMPLATE.name
    template = extract(root)
    if path.exists():
        template.creation_date = read(path).creation_date
    write(template, path)
    for language in sorted(folder.glob("*/LC_MESSAGES/sidelight.po")):
        catalogue = read(language, language.parts[-3])
        catalogue.version = template.version
        # Read again for each language: new messages are taken over as they are, not copied.
        catalogue.update(read(path), no_fuzzy_matching=True, update_creation_date=False)
        revive(catalogue)
        write(catalogue, language)


def revive(catalogue: Catalog) -> None:
    """Give words that have no translation the one they had before they went out of use."""
    for key, kept in list(catalogue.obsolete.items()):
        message = catalogue.get(kept.id, kept.context)
        if message is not None:
            if not is_translated(message):
                message.string = kept.string
            del catalogue.obsolete[key]


def is_translated(message: Message) -> bool:
    """Whether any form of a message has words in the other language."""
    forms = [message.string] if isinstance(message.string, str) else message.string or ()
    return any(forms)


def main(arguments: list[str] | None = None) -> int:
    """Compare or refresh; return 0 where the template holds exactly the words of the source."""
    parser = argparse.ArgumentParser(prog="checks/catalogue.py")
    parser.add_argument("--write", action="store_true", help="write instead of comparing")
    if parser.parse_args(arguments).write:
        refresh()
        return 0
    now, held = word_keys(extract()), word_keys(read(TEMPLATE))
    for _context, words in sorted(now - held):
        print(f"new: {words}")
    for _context, words in sorted(held - now):
        print(f"gone: {words}")
    return 0 if now == held else 1


if __name__ == "__main__":
    sys.exit(main())
