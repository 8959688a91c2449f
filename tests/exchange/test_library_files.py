# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records in the manners of many programs and catalogues: what each makes of the same formats."""

from __future__ import annotations

import pytest

from tests.exchange.records_read import fields_of, read

SCHOLAR = """@article{lankov2005,
  title={From Stalin to Kim: the formation of North Korea},
  author={Lankov, Andrei and others},
  journal={Journal of Things},
  volume={12},
  number={3},
  pages={45--67},
  year={2005},
  publisher={A Press}
}
"""
MENDELEY = r"""@techreport{Roe2019,
abstract = {Left out.},
author = {Roe, Richard and M{\"{u}}ller, J{\"{o}}rg},
file = {:home/me/docs/Roe, M{\"{u}}ller - 2019 - Report.pdf:pdf},
institution = {CSIS},
keywords = {rail,border},
mendeley-groups = {pact},
month = {apr},
title = {{Rail imagery of Tumangang}},
url = {http://a.example/r{\_}1},
year = {2019}
}
"""
BIBLATEX = r"""
@letter{kim_letter_1950,
	location = {Moscow},
	title = {Letter 17},
	date = {1950-08-31},
	author = {Kim, Il-sung},
	langid = {russian},
	library = {APRF},
	note = {f. 45, op. 1, d. 347},
	urldate = {2024-07-01},
	keywords = {letters},
}

@online{noauthor_visit_nodate,
	title = {Visit of the President: A chronicle},
	url = {http://kremlin.example/a#b},
	date = {2000-07},
	organization = {Kremlin},
}
"""
ZOTERO_RIS = """TY  - NEWS\r
TI  - Kim meets Putin\r
AU  - Roe, Richard\r
T2  - The Gazette\r
AB  - Left out.\r
CY  - London\r
DA  - 2019/04/25/\r
PY  - 2019\r
DP  - Gazette archive\r
SP  - A1\r
LA  - en\r
UR  - https://a.example/n\r
Y2  - 2024/07/01/10:20:30\r
L1  - files/12/Roe - 2019 - Kim meets Putin.pdf\r
KW  - summit\r
ER  - \r
\r
"""
CITAVI = """TY  - BOOK\r
AU  - Müller, Jörg\r
AU  - Institut für Zeitgeschichte\r
PY  - 1999//\r
T1  - Der Pakt\r
T2  - Studien\r
LA  - ger\r
UR  - https://a.example/1; https://a.example/2\r
ER  - \r
"""
SCOPUS = """TY  - JOUR
TI  - Borders and rails
T2  - Journal of Things
J2  - J. Things
VL  - 5
PY  - 2021
DO  - 10.1000/j.2021
UR  - https://a.example/inward/record.uri?eid=2-s2.0-85&doi=10.1000
AU  - Roe, R.
AU  - Kim, J.-H.
AB  - Left out.
M3  - Article
DB  - Scopus
N1  - Export Date: 1 July 2024; Cited By: 3
ER  -
"""
OLD_ENDNOTE = """TY  - CHAP
A1  - Roe,Richard
Y1  - 1987/5/1
T1  - A chapter
BT  - A book of chapters
N2  - Left out.
ER  -
"""
CATALOGUE = """TY  - MANSCPT
ID  - 000123
AU  - Шабшина, Фаня Исааковна
TI  - В колониальной Корее
DA  - 1946///записки очевидца
DB  - РГАСПИ, Москва
AN  - ф. 17, оп. 128, д. 55, л. 2–9
LA  - русский
ER  -
"""
WANTED: dict[str, tuple[str, str, dict[str, str]]] = {
    "Google Scholar": ("bibtex", SCHOLAR, {
        "title": "From Stalin to Kim: the formation of North Korea", "author": "Andrei Lankov",
        "container_title": "Journal of Things", "issued": "2005", "type": "article-journal",
    }),
    "Mendeley": ("bibtex", MENDELEY, {
        "title": "Rail imagery of Tumangang", "author": "Richard Roe; Jörg Müller",
        "container_title": "CSIS", "issued": "2019-04", "type": "report",
        "URL": "http://a.example/r_1",
    }),
    "Zotero, RIS": ("ris", ZOTERO_RIS, {
        "title": "Kim meets Putin", "author": "Richard Roe", "container_title": "The Gazette",
        "issued": "2019-04-25", "accessed": "2024-07-01", "language": "en",
        "URL": "https://a.example/n", "type": "article-newspaper",
    }),
    "Citavi": ("ris", CITAVI, {
        "title": "Der Pakt", "author": "Jörg Müller; Institut für Zeitgeschichte",
        "issued": "1999", "container_title": "Studien", "language": "de",
        "URL": "https://a.example/1", "type": "book",
    }),
    "Scopus": ("ris", SCOPUS, {
        "title": "Borders and rails", "author": "R. Roe; J.-H. Kim", "issued": "2021",
        "container_title": "Journal of Things", "genre": "Article", "type": "article-journal",
        "URL": "https://a.example/inward/record.uri?eid=2-s2.0-85&doi=10.1000",
    }),
    "EndNote of old": ("ris", OLD_ENDNOTE, {
        "title": "A chapter", "author": "Richard Roe", "issued": "1987-05-01",
        "container_title": "A book of chapters", "type": "chapter",
    }),
    "a catalogue": ("ris", CATALOGUE, {
        "title": "В колониальной Корее", "author": "Фаня Исааковна Шабшина", "issued": "1946",
        "archive": "РГАСПИ", "archive_place": "Москва", "fond": "17", "opis": "128",
        "delo": "55", "folios": "2–9", "language": "ru", "type": "manuscript",
    }),
}  # fmt: skip


@pytest.mark.parametrize("program", WANTED)
def test_each_program_is_read(program: str) -> None:
    format_, text, wanted = WANTED[program]
    assert fields_of(read(format_, text)) == wanted


@pytest.mark.parametrize("program", WANTED)
def test_each_is_read_alike_with_other_line_ends(program: str) -> None:
    format_, text, wanted = WANTED[program]
    plain = text.replace("\r\n", "\n")
    for ends in ("\n", "\r\n", "\r"):
        assert fields_of(read(format_, plain.replace("\n", ends))) == wanted


@pytest.mark.parametrize("program", WANTED)
def test_a_file_that_was_cut_off_is_read_up_to_there(program: str) -> None:
    format_, text, wanted = WANTED[program]
    incoming = read(format_, f"{text}\n{text[: len(text) // 2]}")
    assert dict(incoming.sources[0].fields) == wanted
    assert len(incoming.sources) + len(incoming.unread) >= 2


def test_zotero_writes_biblatex() -> None:
    letter, page = read("bibtex", BIBLATEX).sources
    assert letter.fields == {
        "type": "personal_communication",
        "title": "Letter 17",
        "author": "Il-sung Kim",
        "issued": "1950-08-31",
        "accessed": "2024-07-01",
        "language": "ru",
        "archive": "APRF",
        "fond": "45",
        "opis": "1",
        "delo": "347",
    }
    assert page.fields == {
        "type": "webpage",
        "title": "Visit of the President: A chronicle",
        "issued": "2000-07",
        "container_title": "Kremlin",
        "URL": "http://kremlin.example/a#b",
    }


def test_files_and_dois_that_belong_to_records() -> None:
    (mendeley,) = read("bibtex", MENDELEY).sources
    assert [name.endswith("2019 - Report.pdf") for name in mendeley.files] == [True]
    (zotero,) = read("ris", ZOTERO_RIS).sources
    assert zotero.files == ("Roe - 2019 - Kim meets Putin.pdf",)
    (scopus,) = read("ris", SCOPUS).sources
    assert scopus.doi == "10.1000/j.2021"
