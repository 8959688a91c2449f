# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text: headline, paragraphs, wrapped lines, what stands around an article."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.plain_text import is_text, text_leaves, title_of

Fixture = Callable[..., Any]


LONG = (
    "The two ministers met in the old customs house beside the river and talked until the evening, "
    "and nobody outside the room has seen the paper that they signed."
)
# A newspaper page as it comes out of a browser by "copy all".
PASTED = f"""What’s behind the river accord? | Explained

The minister was on a two-day visit – his first in 24 years.

Updated - June 21, 2024 02:21 pm IST

A minister presents a pair of dogs to his guest at the customs house on Wednesday. (Image by the ministry)

A minister presents a pair of dogs to his guest at the customs house on Wednesday. (Image by the ministry) | Photo Credit: River Press

{LONG}

Also Read:The dogs were ‘sincere’, says a former keeper

What is in the accord?

{LONG}

Also Read: Two rivers, one bridge: a longer story

Who signed it?

{LONG} Readers may comment on this at length, and some will.

0 / 0
Sign in to unlock member-only benefits!
  • Access 10 free stories every month
  • Save stories to read later
  • Sign-up/manage your newsletter subscriptions with a single click
Sign in

Comments

Comments have to be in English, and in full sentences. They cannot be abusive or personal. Please abide by our community guidelines for posting your comments.

We have migrated to a new commenting platform. If you are a registered user and logged in, you may continue to engage with our articles.

  翻译:"""  # noqa: E501


def test_a_headline_is_the_title(read: Fixture, blocks: Fixture, sound: Fixture) -> None:
    found = read(PASTED, "article.txt")
    sound(found)
    assert found.title == "What’s behind the river accord? | Explained"
    assert found.media_type == "text/plain"
    assert found.language == "en"
    roles = [role for role, _ in blocks(found)]
    assert roles[0] == "title"
    assert ("heading", "What is in the accord?") in blocks(found)
    assert [h.title for h in found.layer.outline][:3] == [
        "What’s behind the river accord? | Explained",
        "What is in the accord?",
        "Who signed it?",
    ]


def test_furniture_is_offered_and_kept(read: Fixture, hidden: Fixture) -> None:
    found = read(PASTED, "article.txt")
    offered = hidden(found)
    assert [reason for reason, _ in offered] == [
        *("caption-twice", "credit", "also-read", "also-read", "counter"),
        *("sign-in",) * 5,
        *("comments",) * 3,
        "translate",
    ]
    assert offered[1] == ("credit", "| Photo Credit: River Press")
    assert "".join(found.layer.text.text.split()) == "".join(PASTED.split())


def test_without_a_headline_the_file_gives_the_title(read: Fixture) -> None:
    found = read(f"{LONG}\n\n{LONG}\n", "1950-09-29 letter.txt")
    assert found.title == "1950-09-29 letter"
    assert all(block.role == "paragraph" for block in found.layer.blocks)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A HEADLINE\n\nWords.", "A HEADLINE"),
        ("This is a note and no headline.\n\nNOTE ON A LETTER\n\nWords.", "NOTE ON A LETTER"),
        ("강가 세관 협정\n\n두 장관은 만났다.", "강가 세관 협정"),
        ("Что произошло?\n\nВстреча.", "Что произошло?"),
        ("- one\n- two\n- three\n", ""),
        ("One. Two. Three.\n", ""),
        (f"{LONG} and so on " * 3, ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_of(text_leaves(text)) == title


def test_wrapped_lines_are_one_paragraph(read: Fixture, blocks: Fixture) -> None:
    wrapped = (
        "A letter of thanks\n\n"
        "The two ministers met in the old customs house beside the river and\n"
        "talked until the evening. Nobody outside the room has seen the paper\n"
        "that they signed, and no copy has been published since then, says the\n"
        "clerk.\n"
    )
    assert [words for _, words in blocks(read(wrapped))][1].startswith(
        "The two ministers met in the"
    )
    assert len(blocks(read(wrapped))) == 2
    assert "river and talked" in read(wrapped).layer.text.text


def test_lines_of_their_own_stay_apart(read: Fixture) -> None:
    verse = "Names\n\nIda Penn\nR. Osei\nJ. Lind\n"
    assert "Ida Penn\n\nR. Osei" in read(verse).layer.text.text


def test_columns_keep_their_blanks(read: Fixture, blocks: Fixture) -> None:
    table = "A record\n\nFrom:     the harbour master\nTo:       the minister\nDate:     4 June\n"
    found = read(table)
    assert blocks(found)[1][0] == "code"
    assert "From:     the harbour master\nTo:       the minister" in found.layer.text.text


def test_markup_in_text_is_text(read: Fixture, sound: Fixture) -> None:
    words = "He wrote <b>this</b> & <script>alert(1)</script> <img src=x onerror=y> &amp; left"
    found = read(f"A note on tags\n\n{words}\n", "note.txt")
    sound(found)
    assert words in found.layer.text.text
    assert b"<script" not in found.rendition
    assert b"<img" not in found.rendition


def test_a_koi8_text_is_russian(read: Fixture) -> None:
    text = (
        "ЗАМЕТКА О ПИСЬМЕ\n\nПервое письмо нашли в 1974 году, второе лишь после переезда архива.\n"
    )
    found = read(text.encode("koi8-r"), "note.txt")
    assert found.title == "ЗАМЕТКА О ПИСЬМЕ"
    assert found.language == "ru"


def test_a_word_wider_than_the_page_stays_on_it(read: Fixture, sound: Fixture) -> None:
    word = "https://river.example/" + "abcdefghij" * 30
    found = read(f"An address\n\n{word}\n")
    sound(found)
    assert word in found.layer.text.text
    page = found.pages[0]
    assert max(page.boxes[2::4]) <= page.width


@pytest.mark.parametrize("before", range(4))
def test_a_long_text_of_many_scripts_is_known_wherever_its_beginning_ends(before: int) -> None:
    line = "the treaty Договор подписан 조선 로동당 😀\n"
    text = "a" * before + line * (300_000 // len(line.encode()))
    assert is_text(text.encode(), ".txt")
    assert is_text(text.encode("utf-16-le"), ".txt")
