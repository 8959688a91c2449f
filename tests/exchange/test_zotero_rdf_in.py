# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources in the RDF of Zotero, in the shape in which it writes them."""

from __future__ import annotations

import pytest

from sidelight.errors import InputError
from tests.exchange.records_read import fields_of, known_as, read

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/">
"""
LETTER = """
  <bib:Letter rdf:about="#item_1">
    <z:itemType>letter</z:itemType>
    <bib:authors><rdf:Seq><rdf:li><foaf:Person>
      <foaf:surname>Kim</foaf:surname><foaf:givenName>Il-sung</foaf:givenName>
    </foaf:Person></rdf:li></rdf:Seq></bib:authors>
    <z:recipients><rdf:Seq><rdf:li><foaf:Person>
      <foaf:surname>Stalin</foaf:surname><foaf:givenname>J.</foaf:givenname>
    </foaf:Person></rdf:li></rdf:Seq></z:recipients>
    <z:translators><rdf:Seq>
      <rdf:li><foaf:Person><foaf:surname>Роу</foaf:surname></foaf:Person></rdf:li>
      <rdf:li><foaf:Person><foaf:surname>Desk</foaf:surname></foaf:Person></rdf:li>
    </rdf:Seq></z:translators>
    <dcterms:isReferencedBy rdf:resource="#item_9"/>
    <link:link rdf:resource="#item_2"/>
    <link:link rdf:resource="#nowhere"/>
    <dc:title>Letter 17</dc:title>
    <dcterms:abstract>Left out.</dcterms:abstract>
    <dc:date>31 August 1950</dc:date>
    <z:type>telegram</z:type>
    <z:language>Russian</z:language>
    <z:archive>APRF</z:archive>
    <dc:coverage>f. 45, op. 1, d. 347, ll. 41–45</dc:coverage>
    <dc:identifier><dcterms:URI><rdf:value>https://a.example/17</rdf:value></dcterms:URI></dc:identifier>
    <dcterms:dateSubmitted>2024-07-01 10:20:30</dcterms:dateSubmitted>
  </bib:Letter>
  <z:Attachment rdf:about="#item_2">
    <z:itemType>attachment</z:itemType>
    <rdf:resource rdf:resource="files/2/letter 17.pdf"/>
    <dc:title>Full text</dc:title>
    <link:type>application/pdf</link:type>
  </z:Attachment>
  <bib:Memo rdf:about="#item_9"><rdf:value>&lt;p&gt;A note.&lt;/p&gt;</rdf:value></bib:Memo>
"""
ARTICLES = """
  <bib:Article rdf:about="https://a.example/1">
    <z:itemType>newspaperArticle</z:itemType>
    <dcterms:isPartOf><bib:Newspaper><dc:title>Gazette</dc:title></bib:Newspaper></dcterms:isPartOf>
    <dc:title>In it</dc:title>
  </bib:Article>
  <bib:Article rdf:about="#item_5">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:1468-2745"/>
    <dc:title>Named</dc:title>
    <dc:identifier>DOI 10.1080/146827</dc:identifier>
    <link:link><z:Attachment><rdf:resource rdf:resource="C:\\a\\b.pdf"/></z:Attachment></link:link>
  </bib:Article>
  <bib:Journal rdf:about="urn:issn:1468-2745"><dc:title>Cold War History</dc:title></bib:Journal>
  <z:Collection rdf:about="#collection_1"><dc:title>Mine</dc:title></z:Collection>
"""


def rdf(inside: str) -> str:
    return f"<?xml version='1.0'?>\n{HEAD}{inside}</rdf:RDF>"


def test_a_letter_in_an_archive() -> None:
    incoming = read("zotero-rdf", rdf(LETTER))
    assert fields_of(incoming) == {
        "type": "personal_communication",
        "title": "Letter 17",
        "author": "Il-sung Kim",
        "recipient": "J. Stalin",
        "translator": "Роу; Desk",
        "issued": "1950-08-31",
        "accessed": "2024-07-01",
        "genre": "telegram",
        "language": "ru",
        "archive": "APRF",
        "fond": "45",
        "opis": "1",
        "delo": "347",
        "folios": "41–45",
        "URL": "https://a.example/17",
    }
    assert incoming.sources[0].files == ("letter 17.pdf",)
    assert incoming.remarks == (
        "2 notes and abstracts of the file are no part of a record of a source, and were left.",
    )


def test_articles_with_what_they_are_part_of() -> None:
    first, second = read("zotero-rdf", rdf(ARTICLES)).sources
    assert first.fields == {
        "type": "article-newspaper",
        "title": "In it",
        "container_title": "Gazette",
        "URL": "https://a.example/1",
    }
    assert second.fields["container_title"] == "Cold War History"
    assert (second.doi, second.files) == ("10.1080/146827", ("b.pdf",))


def test_a_file_without_items_brings_nothing() -> None:
    assert read("zotero-rdf", rdf("")).sources == ()


def test_an_item_that_says_nothing_is_said() -> None:
    incoming = read("zotero-rdf", rdf("<bib:Book><z:itemType>thesis</z:itemType></bib:Book>"))
    assert [one.what for one in incoming.unread] == ["Record 1"]


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (rdf(LETTER), ["zotero-rdf"]),
        (rdf(LETTER).replace("rdf:RDF", "RDF"), ["zotero-rdf"]),
        ("<rdf:RDF xmlns:rdf='x' xmlns:skos='y'/>", []),
        ("<html>http://www.zotero.org/namespaces/export#</html>", []),
    ],
)
def test_what_is_known(data: str, known: list[str]) -> None:
    assert known_as("library.rdf", data) == known


@pytest.mark.parametrize("data", ["", "<html/>", HEAD, "<rdf:RDF/>", "no XML", HEAD + "<a>" * 999])
def test_what_is_no_such_file_is_damaged(data: str) -> None:
    with pytest.raises(InputError) as fault:
        read("zotero-rdf", data)
    assert fault.value.id == "import.damaged"


def test_nothing_of_this_machine_is_read() -> None:
    start = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    inside = "<bib:Book><z:itemType>book</z:itemType><dc:title>A &a;</dc:title></bib:Book>"
    assert fields_of(read("zotero-rdf", f"{start}{HEAD}{inside}</rdf:RDF>"))["title"] == "A &a;"
