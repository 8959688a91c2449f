# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the commands for the record of a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sidelight.language import _
from sidelight.model.document_record import CITATION
from sidelight.model.vocabulary import (
    ANSWERS,
    DESCRIBED,
    LEVELS,
    MATCHES,
    SEVERITIES,
    STANCES,
)

Command = Callable[..., Any]
Text = Callable[[str], str]


def add(command: Command, text: Text) -> None:
    """Add the commands; ``command`` makes one of a name and help, ``text`` reads words."""
    _describe(command, text)
    _tag(command, text)
    _second(command, text)
    _respond(command, text)
    _evidence(command, text)
    _decide(command, text)
    _cover(command, text)
    _cite(command, text)


def _claim(command: Any, text: Text) -> None:
    command.add_argument("--claim", metavar="N", type=text, required=True)


def _describe(command: Command, text: Text) -> None:
    words = command("describe", _("say more of a claim: who said it, when, how grave it is"))
    _claim(words, text)
    for name in ("restatement", "speaker", "attribution", "correction", "kind"):
        words.add_argument(f"--{name}", metavar="T", type=text)
    words.add_argument("--said-on", metavar="DAY", type=text)
    words.add_argument("--severity", choices=("", *SEVERITIES))
    words.add_argument("--assigned", metavar="REVIEWER", type=text, help=_("who is to check it"))
    words.add_argument("--as-of", metavar="DAY", type=text, help=_("when my verdict holds"))


def _tag(command: Command, text: Text) -> None:
    words = command("tag", _("put a tag on claims or take it off"))
    words.add_argument("tag", metavar="TAG", type=text)
    words.add_argument("--claim", metavar="N", type=text, action="append", default=[])
    words.add_argument("--off", action="store_true", help=_("take it off"))
    words.add_argument("--colour", metavar="C", type=text, help=_("such as #1e7a46"))


def _second(command: Command, text: Text) -> None:
    words = command("invite", _("make a reviewer known before they have done anything"))
    words.add_argument("name", metavar="NAME", type=text)
    words = command("second", _("ask a reviewer to judge claims without sight of the others"))
    words.add_argument("reviewer", metavar="REVIEWER", type=text)
    words.add_argument("--claim", metavar="N", type=text, action="append", default=[])
    words.add_argument("--all", action="store_true", help=_("all claims they have not judged"))
    words.add_argument("--off", action="store_true", help=_("take it back"))


def _respond(command: Command, text: Text) -> None:
    words = command("respond", _("record what a party said of a claim"))
    _claim(words, text)
    words.add_argument("--party", metavar="P", type=text, required=True)
    words.add_argument("--answer", choices=ANSWERS, default="")
    for name in ("when", "where"):
        words.add_argument(f"--{name}", metavar="T", type=text, default="")


def _evidence(command: Command, text: Text) -> None:
    words = command("testify", _("add evidence that is no passage, such as a call"))
    _claim(words, text)
    words.add_argument("--kind", choices=DESCRIBED, required=True)
    words.add_argument("--words", metavar="T", type=text, required=True)
    words.add_argument("--stance", choices=STANCES, default="supports")
    for name in ("who", "when", "where", "note"):
        words.add_argument(f"--{name}", metavar="T", type=text, default="")
    words = command("weigh", _("say how evidence matches, of what kind it is, or move it"))
    words.add_argument("evidence", metavar="ID", type=text)
    words.add_argument("--match", choices=("", *MATCHES[1:]))
    words.add_argument("--level", choices=("", *LEVELS))
    words.add_argument("--translator", metavar="T", type=text)
    words.add_argument("--to-claim", metavar="N", type=text, help=_("move it to another claim"))


def _cite(command: Command, text: Text) -> None:
    words = command("cite", _("say what a document is, who wrote it and where it is kept"))
    words.add_argument("--doc", metavar="DOC", type=text, required=True)
    words.add_argument("--copy-from", metavar="DOC", type=text, help=_("take over its record"))
    for name in ("title", "language", *CITATION):
        option = name.replace("_", "-").lower()
        if name == "level":
            words.add_argument("--level", choices=("", *LEVELS))
        else:
            words.add_argument(f"--{option}", dest=name, metavar="T", type=text)


def _cover(command: Command, text: Text) -> None:
    words = command("coverage", _("list the sentences that hold no claim yet"), json=True)
    words.add_argument("--article", metavar="DOC", type=text, default="")
    words = command("agreement", _("say how far the reviewers agree, and on what not"), json=True)
    words.add_argument("--article", metavar="DOC", type=text, default="")
    words = command("signoff", _("sign an article off, once what is open was listed"))
    words.add_argument("--article", metavar="DOC", type=text, default="")
    words.add_argument("--note", metavar="T", type=text, default="")
    words.add_argument("--although", action="store_true", help=_("although something is open"))
    words.add_argument(
        "--list", action="store_true", help=_("only list what is open, and who signed")
    )
    words.add_argument("--withdraw", action="store_true", help=_("take my sign-off back"))
    words = command("exempt", _("say that a quote holds nothing to check"))
    words.add_argument("--article", metavar="DOC", type=text, default="")
    words.add_argument("--quote", metavar="Q", type=text, required=True)
    for name in ("prefix", "suffix"):
        words.add_argument(f"--{name}", metavar="T", type=text, default="")
    words.add_argument("--off", action="store_true", help=_("it is to be checked after all"))


def _decide(command: Command, text: Text) -> None:
    words = command("decide", _("decide a claim, whatever reviewers say; theirs stay in sight"))
    _claim(words, text)
    which = words.add_mutually_exclusive_group(required=True)
    which.add_argument("--verdict", metavar="VERDICT", type=text, default="")
    which.add_argument("--withdraw", action="store_true", help=_("take the decision back"))
    words.add_argument("--reason", metavar="T", type=text, default="")
    words.add_argument("--denied-by", metavar="P", type=text, default="")
