# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the source notes that are DOCX, EPUB, FB2 and RTF from the texts in `notes/`.

Run `python sample_docs/make_notes.py` after editing one of those texts; it rewrites the documents
beside this file, with the same bytes each time. The words are those of the texts; the formats are
written as plainly as they can be. A `<small>` in a paragraph is a note to it.
"""

import html
import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html

HERE = Path(__file__).parent
TEXTS = HERE / "notes"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Block:
    """A heading, paragraph, quote, list or table: rows of cells, one of each where it is words."""

    tag: str
    rows: list[list[str]]
    note: str = ""

    @property
    def words(self) -> str:
        """What a block of one cell says."""
        return self.rows[0][0]


@dataclass
class Text:
    """A note: title, author, date, language, blocks in their order."""

    title: str
    author: str
    date: str
    language: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """The notes of its paragraphs, in their order."""
        return [block.note for block in self.blocks if block.note]


def text_of(source: Path) -> Text:
    """Read one of the texts."""
    root = lxml.html.fromstring(source.read_text(encoding="utf-8"))

    def stated(name: str) -> str:
        return str(root.xpath(f"string(//meta[@name='{name}']/@content)"))

    text = Text(root.findtext(".//title"), stated("author"), stated("date"), root.get("lang"))
    text.blocks = [_block(element) for element in root.find("body")]
    return text


def _block(element: Any) -> Block:
    if element.tag in {"ul", "ol"}:
        return Block(element.tag, [[item.text_content()] for item in element])
    if element.tag == "table":
        rows = [[cell.text_content() for cell in row] for row in element.iter("tr")]
        return Block("table", rows)
    note = element.findtext("small") or ""
    return Block(element.tag, [[element.text_content().removesuffix(note)]], note)


def docx(text: Text) -> bytes:
    """Return a text as a Word document (ISO 29500), notes as footnotes."""
    number = 0
    body = []
    for block in text.blocks:
        number += bool(block.note)
        body.append(_docx_block(block, number))
    notes = "".join(
        f'<w:footnote w:id="{n}">{_docx_paragraph(note, "FootnoteText")}</w:footnote>'
        for n, note in enumerate(text.notes, 1)
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in (
            ("Title", "Title"),
            ("Heading1", "heading 1"),
            ("Quote", "Quote"),
            ("FootnoteText", "footnote text"),
        )
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl>'
        "</w:abstractNum>"
        for n, kind in ((1, "bullet"), (2, "decimal"))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{html.escape(text.title)}</dc:title>"
        f"<dc:creator>{html.escape(text.author)}</dc:creator>"
        f"<dcterms:created>{text.date}T12:00:00Z</dcterms:created>"
        f"<dc:language>{text.language}</dc:language></cp:coreProperties>"
    )
    space = f'xmlns:w="{WORD}"'
    parts = {
        "word/document.xml": f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {space}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
        "docProps/core.xml": core,
    }
    return _archive(_docx_package(list(parts)) | parts)


def _docx_package(parts: list[str]) -> dict[str, str]:
    """Return the parts that say what the other parts are."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {part: Path(part).stem for part in parts if part.startswith("word/")}
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}.'
        f'{"document.main" if name == "document" else name}+xml"/>'
        for part, name in named.items()
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for name in named.values()
        if name != "document"
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/>{types}<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        ),
    }


def _docx_block(block: Block, number: int) -> str:
    if block.tag == "table":
        return "<w:tbl>" + "".join(map(_docx_row, block.rows)) + "</w:tbl>"
    if block.tag in {"ul", "ol"}:
        kind = 1 if block.tag == "ul" else 2
        items = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{kind}"/></w:numPr>'
        return "".join(_docx_paragraph(row[0], extra=items) for row in block.rows)
    styles = {"h1": "Title", "h2": "Heading1", "blockquote": "Quote"}
    mark = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' if block.note else ""
    return _docx_paragraph(block.words, styles.get(block.tag, ""), mark=mark)


def _docx_row(row: list[str]) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{_docx_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"


def _docx_paragraph(words: str, style: str = "", extra: str = "", mark: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{extra}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{html.escape(words)}</w:t></w:r>{mark}</w:p>'
    )


def epub(text: Text) -> bytes:
    """Return a text as an EPUB 3 with a chapter for each heading of the second level."""
    chapters: list[list[Block]] = [[]]
    for block in text.blocks:
        if block.tag == "h2":
            chapters.append([])
        chapters[-1].append(block)
    names = [f"chapter{n}.xhtml" for n in range(len(chapters))]
    entries = "".join(
        f'<li><a href="{name}">{html.escape(chapter[0].words)}</a></li>'
        for name, chapter in zip(names[1:], chapters[1:], strict=True)
    )
    nav = f'<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>{entries}</ol></nav>'
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{html.escape(text.title)}</dc:identifier>'
        f"<dc:title>{html.escape(text.title)}</dc:title><dc:date>{text.date}</dc:date>"
        f"<dc:creator>{html.escape(text.author)}</dc:creator>"
        f"<dc:language>{text.language}</dc:language>"
        f'<meta property="dcterms:modified">{text.date}T12:00:00Z</meta></metadata><manifest>'
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f"{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    pages = {
        name: _xhtml("".join(map(_html_block, chapter)), text)
        for name, chapter in zip(names, chapters, strict=True)
    }
    return _archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book.opf": package,
            "nav.xhtml": _xhtml(nav, text),
        }
        | pages
    )


def _xhtml(body: str, text: Text) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xml:lang="{text.language}"><head><title>{html.escape(text.title)}</title></head>'
        f"<body>{body}</body></html>"
    )


def _html_block(block: Block) -> str:
    if block.tag in {"ul", "ol"}:
        inner = "".join(f"<li>{html.escape(row[0])}</li>" for row in block.rows)
    elif block.tag == "blockquote":
        inner = f"<p>{html.escape(block.words)}</p>"
    else:
        inner = html.escape(block.words) + ("<sup>*</sup>" if block.note else "")
    aside = f"<aside><p>* {html.escape(block.note)}</p></aside>" if block.note else ""
    return f"<{block.tag}>{inner}</{block.tag}>{aside}"


def fb2(text: Text) -> bytes:
    """Return a text as a FictionBook in windows-1251, notes in a body of their own."""
    parts, number, open_ = [], 0, False
    for block in text.blocks:
        number += bool(block.note)
        if block.tag == "h2":
            end = "</section>" if open_ else ""
            parts.append(f"{end}<section><title><p>{html.escape(block.words)}</p></title>")
            open_ = True
        elif block.tag == "h1":
            parts.append(f"<section><title><p>{html.escape(block.words)}</p></title></section>")
        else:
            mark = f'<a l:href="#n{number}" type="note">[{number}]</a>' if block.note else ""
            sign = "— " if block.tag == "ul" else ""
            lines = "".join(f"<p>{sign}{html.escape(row[0])}{mark}</p>" for row in block.rows)
            parts.append(lines if open_ else f"<section>{lines}</section>")
    notes = "".join(
        f'<section id="n{n}"><title><p>{n}</p></title><p>{html.escape(note)}</p></section>'
        for n, note in enumerate(text.notes, 1)
    )
    made = (
        '<?xml version="1.0" encoding="windows-1251"?>\n'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
        'xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>'
        "<genre>reference</genre>"
        f"<author><nickname>{html.escape(text.author)}</nickname></author>"
        f"<book-title>{html.escape(text.title)}</book-title>"
        f'<date value="{text.date}">{text.date}</date><lang>{text.language}</lang>'
        f"</title-info></description><body>{''.join(parts)}{'</section>' if open_ else ''}</body>"
        f'<body name="notes">{notes}</body></FictionBook>'
    )
    return made.encode("cp1251")


def rtf(text: Text) -> bytes:
    """Return a text as RTF in windows-1251, what that lacks as Unicode escapes."""
    styles = "{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 heading 2;}}"
    fonts = "{\\fonttbl{\\f0\\froman\\fcharset204 Times New Roman Cyr;}}"
    year, month, *_ = map(int, text.date.split("-"))
    about = (
        f"{{\\info{{\\title {_coded(text.title)}}}{{\\author {_coded(text.author)}}}"
        f"{{\\creatim\\yr{year}\\mo{month}\\dy0}}}}"
    )
    body = "\n".join(map(_rtf_block, text.blocks))
    made = f"{{\\rtf1\\ansi\\ansicpg1251\\deff0\\uc1{fonts}{styles}{about}\n{body}\n}}\n"
    return made.encode("ascii")


def _rtf_block(block: Block) -> str:
    if block.tag == "table":
        rows = ("".join(f"{_coded(cell)}\\cell " for cell in row) for row in block.rows)
        return "\n".join(f"\\trowd\\pard\\plain\\intbl {row}\\row" for row in rows)
    if block.tag == "ul":
        mark = "{\\listtext \\'95\\tab}"
        return "\n".join(f"\\pard\\plain{mark}{_coded(row[0])}\\par" for row in block.rows)
    styles = {"h1": "\\s1\\b ", "h2": "\\s2\\b "}
    note = f"{{\\super\\chftn}}{{\\footnote\\pard {_coded(block.note)}}}" if block.note else ""
    style = styles.get(block.tag, "\\s0 ")
    return f"\\pard\\plain{style}{_coded(block.words)}{note}\\par"


def _coded(words: str) -> str:
    return "".join(map(_code, words))


def _code(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    try:
        return f"\\'{character.encode('cp1251')[0]:02x}"
    except UnicodeEncodeError:
        unit = ord(character)
        return f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?"


def _archive(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in members.items():
            # Stored, not packed: packing differs from one zlib to another.
            archive.writestr(zipfile.ZipInfo(name), words.encode())
    return out.getvalue()


MAKERS: dict[str, Callable[[Text], bytes]] = {
    ".docx": docx,
    ".epub": epub,
    ".fb2": fb2,
    ".rtf": rtf,
}


def main() -> None:
    """Write one document beside this script for each text in `notes/`."""
    for source in sorted(TEXTS.glob("*.html")):
        target = HERE / source.stem
        target.write_bytes(MAKERS[target.suffix](text_of(source)))
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
