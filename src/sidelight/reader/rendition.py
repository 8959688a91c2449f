# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is drawn of a document that flows: one small HTML file with its style in it, fetching
nothing.

It is written out of leaves alone, so every word in it is escaped and every tag is ours.
"""

from __future__ import annotations

import re
from html import escape

from sidelight.reader.leaf_links import href_of
from sidelight.reader.leaves import Container, Leaf, Target

_STYLE = """
@page { margin: 54px 58px 58px 58px; }
body { font-family: serif; line-height: 1.45; color: #1a1a1a; }
h1, h2, h3, h4, h5, h6 { line-height: 1.22; margin: 1.15em 0 0.45em 0; font-weight: bold; }
h1 { font-size: 1.75em; margin: 0.3em 0 0.6em 0; }
h2 { font-size: 1.3em; }
h3 { font-size: 1.12em; }
h4, h5, h6 { font-size: 1em; }
h5, h6 { font-style: italic; }
p { margin: 0 0 0.72em 0; }
ul, ol { margin: 0 0 0.8em 0; padding: 0; }
li { list-style: none; margin: 0 0 0.3em 1.5em; }
li ul, li ol { margin: 0.3em 0 0 0; }
li p { margin: 0 0 0.3em 0; }
p.marked { text-indent: -1em; }
blockquote { margin: 0.4em 0 0.9em 0.3em; padding: 0 0 0 1em; border-left: 2px solid #b8b8b8; }
table { border-collapse: collapse; margin: 0.3em 0 1em 0; font-size: 0.92em; }
td, th { border-bottom: 1px solid #c4c4c4; padding: 0.25em 0.7em 0.25em 0.2em; text-align: left;
  vertical-align: top; }
td p, th p { margin: 0; }
p.caption { font-family: sans-serif; font-size: 0.8em; line-height: 1.35; color: #555555;
  margin: 0.2em 0 1.1em 0; }
p.image { margin: 0.6em 0 0.3em 0; }
a:link { color: #1f4e8c; text-decoration: none; }
img { max-width: 100%; }
pre { font-size: 0.8em; line-height: 1.3; margin: 0 0 0.9em 0; white-space: pre-wrap; }
"""
_UNBROKEN = re.compile(r"[^\s\u200b\u3000-\u9fff\uac00-\ud7a3]{36,}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_ESCAPED_TWICE = re.compile(r"&amp;(?=#?\w{1,40};)")
_LETTER = re.compile(r"[^\W\d_]")


def rendition(leaves: list[Leaf], title: str, language: str) -> bytes:
    """Return a complete HTML document in UTF-8 that shows ``leaves`` in book typography."""
    lang = f' lang="{escape(language)}"' if language else ""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return (
        f"<!DOCTYPE html>\n<html{lang}><head>{head}</head><body>\n{_body(leaves)}\n</body></html>\n"
    ).encode()


def _body(leaves: list[Leaf]) -> str:
    parts: list[str] = []
    path: tuple[Container, ...] = ()
    for leaf in leaves:
        shared = _shared(path, leaf.path)
        parts.extend(f"</{c.tag}>" for c in reversed(path[shared:]))
        parts.extend(_opening(c) for c in leaf.path[shared:])
        parts.append(_leaf(leaf))
        path = leaf.path
    parts.extend(f"</{c.tag}>" for c in reversed(path))
    return "\n".join(parts)


def _shared(one: tuple[Container, ...], other: tuple[Container, ...]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _opening(container: Container) -> str:
    columns, rows = container.span
    return (
        f"<{container.tag}"
        + (f' colspan="{columns}"' if columns > 1 else "")
        + (f' rowspan="{rows}"' if rows > 1 else "")
        + ">"
    )


def _leaf(leaf: Leaf) -> str:
    anchor = f' id="{escape(leaf.anchor)}"' if leaf.anchor else ""
    if leaf.tag == "img":
        return f'<p class="image"{anchor}><img src="{escape(leaf.source)}"></p>'
    inner = "".join(_run(tags, text, leaf.tag) for tags, text in leaf.runs)
    tag = "p" if leaf.tag == "caption" else leaf.tag
    name = "caption" if leaf.tag == "caption" else "marked" if _is_marked(leaf) else ""
    direction = ' dir="rtl"' if _is_right_to_left(leaf.text) else ""
    return f"<{tag}{f' class={name!r}' if name else ''}{anchor}{direction}>{inner}</{tag}>"


def _is_marked(leaf: Leaf) -> bool:
    item = leaf.innermost("li")
    return leaf.tag == "p" and item is not None and leaf.text.startswith(f"{item.marker} ")


def _is_right_to_left(text: str) -> bool:
    """Follow the first letter, as UAX #9 does where no direction is stated (P2, P3)."""
    letter = _LETTER.search(text)
    return bool(letter and _RIGHT_TO_LEFT.match(letter.group()))


def _run(tags: tuple[str, ...], text: str, leaf: str) -> str:
    # A word wider than the page would be cut off at its edge; the zero-width spaces leave no ink.
    text = _UNBROKEN.sub(lambda match: _breakable(match.group()), text)
    # MuPDF reads what an escape gives once more; an empty element parts "&" from what follows.
    inner = _ESCAPED_TWICE.sub("&amp;<span></span>", escape(text, quote=False))
    if leaf != "pre":
        inner = inner.replace("\n", "<br>")
    for tag in reversed(tags):
        if isinstance(tag, Target):
            href = href_of(tag)
            inner = f'<a href="{escape(href)}">{inner}</a>' if href else inner
            continue
        if tag == "a":
            continue
        name = {"mark": "b"}.get(tag, tag)
        inner = f"<{name}>{inner}</{name}>"
    return inner


def _breakable(word: str) -> str:
    return "\u200b".join(word[at : at + 18] for at in range(0, len(word), 18))
