# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages, Markdown, plain text, RTF and FB2 made to hang, to blow up or to reach out."""

from tests.reader.hostile_pdf import WORDS, Make, Trap

PARAGRAPH = f"<p>{WORDS} and what is behind it.</p>"


def html(body: str, head: str = "") -> bytes:
    """A web page with words before and after."""
    return f"<html><head>{head}</head><body>{PARAGRAPH}{body}<p>After.</p></body></html>".encode()


def markdown(text: str) -> bytes:
    """Words and more, as Markdown."""
    return f"# {WORDS}\n\n{text}\n\nAfter.\n".encode()


def rtf(inside: str) -> bytes:
    """Words and more, as RTF."""
    return f"{{\\rtf1\\ansi {WORDS} and more.\\par {inside}\\par After.}}".encode()


def fb2(body: str, more: str = "", head: str = "") -> bytes:
    """A FictionBook with words and more."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<FictionBook xmlns:l="http://l">'
        f"<description/><body><section><p>{WORDS} and more.</p>{body}</section></body>{more}"
        "</FictionBook>"
    ).encode()


def entities(deep: int) -> str:
    """A document type in which each entity is ten of the one before."""
    told = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "lol"}">'
        for number in range(deep)
    )
    return f"<!DOCTYPE x [{told}]>"


def outside(trap: Trap) -> str:
    """A document type with entities that are a file and an address."""
    return (
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{trap.file}"><!ENTITY w SYSTEM "{trap.web}/x">'
        f'<!ENTITY % p SYSTEM "file://{trap.file}"> %p;]>'
    )


def numbered_notes(_trap: Trap) -> bytes:
    """Notes that call each other in a ring, and one that calls itself."""
    notes = "".join(
        f'<section id="n{number}"><title><p>{number}</p></title>'
        f'<p>Note <a l:href="#n{(number + 1) % 500}" type="note">[x]</a>'
        f'<a l:href="#n{number}" type="note">[y]</a></p></section>'
        for number in range(500)
    )
    called = '<p>See <a l:href="#n0" type="note">[1]</a>.</p>'
    return fb2(called, f'<body name="notes">{notes}</body>')


PAGES: dict[str, Make] = {
    "divisions without end.html": lambda _: html("<div>" * 40_000 + "deep"),
    "letters in letters.html": lambda _: html("<b><i><u><font>" * 9_000 + "<p>" * 300 + "deep"),
    "a table of one huge cell.html": lambda _: html(
        "<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>" * 99
    ),
    "20000 headings.html": lambda _: html(
        "".join(f"<h{n % 6 + 1}>Part {n}</h{n % 6 + 1}>" for n in range(20_000))
    ),
    "100000 headings.html": lambda _: html("<h2>Part</h2>" * 100_000),
    "a tag of 100000 words.html": lambda _: html(
        f"<p {' '.join(f'a{n}=b' for n in range(100_000))}>words</p>"
    ),
    "drawings of drawings.html": lambda _: html(
        "<svg><defs><g id='a0'><path d='M0 0h9'/></g>"
        + "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 30))
        + "</defs><use href='#a29'/></svg>"
    ),
    "rules without end.html": lambda _: html("", f"<style>{'p:not(' * 90_000}</style>"),
    "rules that include.html": lambda trap: html(
        "<p style='background:url(file:///etc/passwd)'>words</p>",
        f"<style>@import '{trap.web}/a.css'; @font-face{{src:url(file://{trap.file})}}</style>",
    ),
    "a page in a page.html": lambda trap: html(
        f"<iframe src='file://{trap.file}'></iframe><embed src='{trap.web}/e'>"
        "<iframe srcdoc='&lt;iframe srcdoc=&quot;x&quot;>'></iframe>" * 500
    ),
    "links that run.html": lambda trap: html(
        f"<a href='javascript:alert(1)'>one</a><a href='file://{trap.file}'>two</a>"
        f"<a href=' java\tscript:alert(2)'>three</a><a href='data:text/html,x'>four</a>"
    ),
    "an image of no end.html": lambda _: html(
        "<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUn////9/////CAYAAAA'>" * 200
    ),
    "a title that turns.html": lambda _: html(
        "", "<title>\u202egpj.stnemucod\u202c \u2066\u0000\u0007fdp</title>"
    ),
    "an alphabet that lies.html": lambda _: html("", "<meta charset=utf-16be>"),
    "an alphabet from the past.html": lambda _: html("+ADw-script+AD4-", "<meta charset=utf-7>"),
    "cut within a tag.html": lambda _: html("<table><tr><td title='")[:-30],
    "a comment that never ends.html": lambda _: html("<!--" + "-" * 900_000),
    "an entity from a file.xhtml": lambda trap: (
        outside(trap).replace("x [", "html [").encode() + html("<p>&f;&w;</p>")
    ),
}
MARKDOWN: dict[str, Make] = {
    "quotes in quotes.md": lambda _: markdown(">" * 20_000 + " deep"),
    "ticks of every length.md": lambda _: markdown(
        " ".join("`" * (n % 700) + "a" for n in range(3_000))
    ),
    "brackets without end.md": lambda _: markdown("![" * 20_000 + "](" * 2_000),
    "stars without end.md": lambda _: markdown("**a *b _c __d " * 10_000),
    "references that multiply.md": lambda _: markdown(
        f"[a]: /{'b' * 20_000}\n\n" + "[a] " * 20_000
    ),
    "tables without end.md": lambda _: markdown("|a|b|\n|-|-|\n" + "|c|d|\n" * 9_000),
    "9000 headings.md": lambda _: markdown("\n".join(f"## Part {n}" for n in range(9_000))),
    "angles without end.md": lambda _: markdown("<a" * 20_000 + "<!" * 20_000),
    "files and addresses.md": lambda trap: markdown(
        f"![a](file://{trap.file}) [b](javascript:alert(1)) <{trap.web}/auto>\n"
        f"--8<-- '{trap.file}'\n\n!include {trap.file}\n\n{{% include '{trap.file}' %}}"
    ),
}
TEXTS: dict[str, Make] = {
    "pages without end.txt": lambda _: f"{WORDS}\n".encode() + b"\f" * 200_000,
    "halves of letters.txt": lambda _: (
        b"\xff\xfe" + f"{WORDS} and more. ".encode("utf-16-le") + b"\x00\xd8" * 900 + b"x"
    ),
    "marks on marks.txt": lambda _: (f"{WORDS} a" + "\u0301" * 90_000).encode(),
    "every line turned.txt": lambda _: f"{WORDS}\n".encode() + "\u202e\u2067a\n".encode() * 20_000,
    "returns without end.txt": lambda _: f"{WORDS}\n".encode() + b"\r" * 500_000,
    "zeros between.txt": lambda _: f"{WORDS} and more\0\0\0and more".encode(),
    "a mark that lies.txt": lambda _: b"\xff\xfe" + f"{WORDS} in eight bits".encode(),
    "a page that is text.pdf": lambda _: f"{WORDS} %PDF-1.7 is only said here.".encode(),
    "joiners without end.txt": lambda _: (WORDS + " \U0001f468\u200d" * 50_000).encode(),
}
RICH: dict[str, Make] = {
    "groups without end.rtf": lambda _: rtf("{\\b " * 500_000),
    "ends without groups.rtf": lambda _: rtf("}" * 100_000),
    "bytes that are not there.rtf": lambda _: rtf("\\bin2147483647 abc"),
    "fewer bytes than none.rtf": lambda _: rtf("\\bin-5 abc"),
    "numbers too long.rtf": lambda _: rtf("\\u" + "9" * 9_000 + "? \\fs" + "9" * 9_000),
    "blanks left out.rtf": lambda _: rtf("\\uc2147483647 \\u1040 abc\\uc1 "),
    "a file taken in.rtf": lambda trap: rtf(
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{trap.file}"}}{{\\fldrslt x}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{trap.web}/p"}}}}'
        f"{{\\*\\template {trap.file}}}{{\\object\\objlink {{\\*\\objclass Package}}}}"
    ),
    "a picture without end.rtf": lambda _: rtf(
        "{\\pict\\pngblip\\picw2147483647 " + "89504e47" * 300_000 + "}"
    ),
    "rows without end.rtf": lambda _: rtf("\\trowd" + "\\cellx9\\intbl a\\cell" * 9_000 + "\\row"),
    "cut within a letter.rtf": lambda _: rtf("\\'e")[:-12],
    "fonts without end.rtf": lambda _: rtf(
        "{\\fonttbl" + "".join(f"{{\\f{n}\\fcharset{n % 300} X;}}" for n in range(20_000)) + "}"
    ),
}
BOOKS: dict[str, Make] = {
    "notes in a ring.fb2": numbered_notes,
    "entities that multiply.fb2": lambda _: fb2("<p>&e11;</p>", head=entities(12)),
    "entities from a file.fb2": lambda trap: fb2("<p>&f;&w;</p>", head=outside(trap)),
    "sections in sections.fb2": lambda _: fb2("<section>" * 5_000),
    "images of nothing.fb2": lambda _: fb2(
        '<image l:href="#b"/>' * 3_000, f'<binary id="b">{"A" * 900_000}!=</binary>'
    ),
    "an image from a file.fb2": lambda trap: fb2(
        f'<image l:href="file://{trap.file}"/><image l:href="{trap.web}/i"/>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{trap.file}" parse="text"/>'
    ),
    "cut within a word.fb2": lambda _: fb2("<p>more")[:-60],
    "an alphabet that lies.fb2": lambda _: fb2("").replace(b"utf-8", b"utf-16"),
}
DOCUMENTS: dict[str, Make] = PAGES | MARKDOWN | TEXTS | RICH | BOOKS
