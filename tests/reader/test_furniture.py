# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page furniture: what is taken for it, and what is not."""

from itertools import pairwise

import pytest

from sidelight.reader.furniture import REASONS, furniture_of
from sidelight.text.ink import InkText, ink_of
from sidelight.text.layer import Block, TextLayer


def layer(*paragraphs: str) -> TextLayer:
    blocks, start = [], 0
    for paragraph in paragraphs:
        end = start + len(ink_of(paragraph))
        blocks.append(Block(start, end))
        start = end
    return TextLayer(InkText("\n\n".join(paragraphs)), tuple(blocks))


def reasons(*paragraphs: str) -> list[str]:
    made = layer(*paragraphs)
    by_start = {item.start: item.reason for item in furniture_of(made)}
    return [by_start.get(block.start, "") for block in made.blocks]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Also Read:Kim was ‘sincere’", "also-read"),
        ("ALSO READ | Two rivers", "also-read"),
        ("Read more: How a bridge got into the atlas", "also-read"),
        ("Related stories", "also-read"),
        ("Читайте также: Куда ушёл пароход", "also-read"),
        ("[관련기사] 항구의 불빛", "also-read"),
        ("0 / 0", "counter"),
        ("3/12", "counter"),
        ("Share this article", "share"),
        ("Facebook Twitter E-mail", "share"),
        ("Поделиться в социальных сетях", "share"),
        ("기사공유하기 글자크기", "share"),
        ("Advertisement", "advertisement"),
        ("광고", "advertisement"),
        ("翻译:", "translate"),
        ("© 2024 The Daily Ledger. All rights reserved.", "copyright"),
        ("Речная газета. Все права защищены.", "copyright"),
        ("저작권자 © 강변일보 무단전재 및 재배포 금지", "copyright"),
        ("We use cookies to make this site work.", "cookies"),
        ("Sign up for our newsletter", "newsletter"),
        ("Подпишитесь на наш канал", "newsletter"),
        ("Sign in", "sign-in"),
        ("MUST READ | The bridge nobody built", "also-read"),
        ("You may also like", "also-read"),
        ("Watch also: the ferry", "also-read"),
        ("More on this:", "also-read"),
        ("Смотрите ещё: паром", "also-read"),
        ("Материалы по теме", "also-read"),
        ("함께 보면 좋은 기사", "also-read"),
        ("더보기", "also-read"),
        ("7 of 12", "counter"),
        ("Share via Facebook", "share"),
        ("Telegram | WhatsApp | Copy link", "share"),
        ("ВКонтакте", "share"),
        ("카카오톡 공유", "share"),
        ("URL 복사", "share"),
        ("Sponsored", "advertisement"),
        ("Реклама", "advertisement"),
        ("Перевести", "translate"),
        ("번역: 한국어", "translate"),
        ("(c) 1999 River Press", "copyright"),
        ("Copyright 2024 The Ledger", "copyright"),
        ("This website uses cookies.", "cookies"),
        ("Мы используем файлы cookie", "cookies"),
        ("Сайт использует cookie", "cookies"),
        ("Subscribe to our weekly", "newsletter"),
        ("Подписывайтесь на нас", "newsletter"),
        ("뉴스레터 신청", "newsletter"),
        ("Log in / Register", "sign-in"),
        ("Create a free account", "sign-in"),
        ("Already a subscriber? Welcome back.", "sign-in"),
        ("Subscribe now to continue", "sign-in"),
        ("Войдите, чтобы читать дальше", "sign-in"),
        ("Зарегистрируйтесь", "sign-in"),
        ("로그인", "sign-in"),
        ("Leave a reply", "comments"),
        ("Join the conversation", "comments"),
        ("Оставить комментарий", "comments"),
        ("Sign in to unlock member-only benefits!", "sign-in"),
        ("Log in to join the discussion.", "sign-in"),
        ("Comments", "comments"),
        ("Comments (12)", "comments"),
        ("Комментарии", "comments"),
        ("댓글 3", "comments"),
    ],
)
def test_furniture(words: str, reason: str) -> None:
    assert reasons("An article of some length begins here.", words) == ["", reason]
    assert reason in REASONS


@pytest.mark.parametrize(
    "words",
    [
        "He also read the letter aloud, twice, before he signed it.",
        "Readers signed in to the archive with a pencil.",
        "The minister commented on the report, which must be read in full by everybody.",
        "Share prices fell by 3 per cent on Monday after the announcement of the bank.",
        "Twelve of 40 wagons were empty.",
        "The treaty was signed in 1951 and copied in 1/2 size.",
        "Log in hand, the forester explained how the river had carried it to the bridge.",
        "Смотрите на карту: моста на ней нет.",
        "Реклама моста была напечатана в газете.",
        "Мы не используем эту карту с 1951 года.",
        "Поделиться хлебом было тогда делом чести, говорит свидетельница с того берега.",
        "Комментарии к договору занимают три тома и хранятся в архиве.",
        "공유 하천을 두고 두 나라는 오랫동안 다투었다.",
        "광고를 낸 것은 장관이었다.",
        "댓글을 남긴 사람은 없었다고 한다.",
        "We use boats to cross the river, as cookies would sink in it.",
        "Copyists of the archive worked by hand, and their rights were few.",
        "Translation of the treaty took nine weeks and three clerks.",
        "Print runs of the map were small.",
        "Related by marriage, the two ministers never spoke of it.",
        "Copying the map was an old habit of the office.",
        "Подписали договор в 1951 году, копии нет.",
        "The advertisement in the Ledger of 4 June was paid for by the ministry.",
        "Photo: the only one that shows the bridge is lost, the witness said under oath.",
    ],
)
def test_an_article_is_no_furniture(words: str) -> None:
    assert reasons("An article begins.", words, "It goes on and on.") == ["", "", ""]


def test_a_caption_given_twice() -> None:
    caption = "A minister presents a pair of dogs at the customs house."
    made = layer("Before it.", caption, f"{caption} | Photo Credit: River Press", "After it.")
    offered = furniture_of(made)
    assert [item.reason for item in offered] == ["caption-twice", "credit"]
    assert made.text.slice(offered[0].start, offered[0].end) == caption
    assert made.text.slice(offered[1].start, offered[1].end) == "| Photo Credit: River Press"


def test_a_caption_said_again_word_for_word() -> None:
    caption = "A minister presents a pair of dogs at the customs house."
    assert reasons(caption, caption, "After it.") == ["caption-twice", "", ""]


def test_a_sentence_that_the_next_one_takes_up_is_no_caption() -> None:
    said = "The minister was on a two-day visit to the river, his first in years"
    assert reasons(said, f"{said} and signed the accord that nobody has seen.") == ["", ""]


def test_the_benefits_belong_to_the_invitation() -> None:
    found = reasons(
        "Text.", "Sign in to unlock benefits", "• Ten stories a month", "• Save stories", "Text."
    )
    assert found == ["", "sign-in", "sign-in", "sign-in", ""]


def test_a_list_in_the_article_stays() -> None:
    assert reasons("Three things:", "• one", "• two", "• three") == [""] * 4


def test_rules_of_the_comments_at_the_end() -> None:
    rules = "Comments have to be in English, and in full sentences. They cannot be abusive."
    platform = "We have moved to a new commenting platform; older comments are kept."
    found = reasons("Text one.", "Text two.", "Text three.", "Comments", rules, platform, "翻译:")
    assert found == ["", "", "", "comments", "comments", "comments", "translate"]


@pytest.mark.parametrize(
    "rule",
    [
        "Правила комментирования",
        "Комментарии проходят премодерацию.",
        "댓글 운영 정책",
        "Comments are moderated.",
        "Our community guidelines",
        "Post a comment",
    ],
)
def test_a_rule_of_the_comments_is_one_only_near_the_end(rule: str) -> None:
    assert reasons("One.", "Two.", rule) == ["", "", "comments"]
    assert reasons(rule, "One.", "Two.", "Three.") == [""] * 4


def test_ranges_are_in_order_and_apart() -> None:
    caption = "A minister presents a pair of dogs at the customs house."
    made = layer(
        "Also read: this", caption, f"{caption} | Photo: Press", "0 / 0", "Sign in", "Comments"
    )
    offered = furniture_of(made)
    assert all(one.end <= other.start for one, other in pairwise(offered))
    assert len(offered) == 6


def test_the_title_is_never_furniture() -> None:
    text = InkText("Comments")
    assert furniture_of(TextLayer(text, (Block(0, 8, "title", 1),))) == ()
