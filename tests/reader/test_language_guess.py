# SPDX-License-Identifier: AGPL-3.0-or-later
"""Languages by script and small words."""

import pytest

from sidelight.reader.language_guess import guess_language, language_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two ministers met in the old customs house and talked of the river.", "en"),
        ("Историки давно спорят о дате.", "ru"),
        ("Перший лист знайшли у 1974 році.", "uk"),
        ("두 장관은 강가의 세관에서 만났다. KBS, Yonhap", "ko"),
        ("これは日本語の文章です。東京で会談。", "ja"),
        ("两位部长在河边会面。", "zh"),
        ("التقى الوزيران عند النهر", "ar"),
        ("שני השרים נפגשו ליד הנהר", "he"),
        ("Die Minister trafen sich nicht, und das ist der Streit mit den Akten von gestern.", "de"),
        ("Le préfet et la commission sont dans une salle que les juges des deux villes ont.", "fr"),
        ("The Korean word 세관 means customs house, and it is in the title of the paper.", "en"),
        ("1951 1952 1,204", ""),
        ("", ""),
        ("Brandt Penn Osei Lind", ""),
    ],
)
def test_guesses(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("en_GB", "en-GB"),
        ("(ko-KR)", "ko-KR"),
        (" ru ", "ru"),
        ("zh-Hans-CN", "zh-Hans-CN"),
    ],
)
def test_declared_tags(declared: str, tag: str) -> None:
    assert language_tag(declared) == tag


@pytest.mark.parametrize("declared", ["", "english please", "x", "<script>", "en-" + "a" * 80])
def test_what_is_no_tag(declared: str) -> None:
    assert language_tag(declared) == ""
