# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words are looked up when they are shown, in the language of that moment."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sidelight import language, resources
from sidelight.errors import ProjectError, Refused
from sidelight.language import N_, _, available, current, ngettext, pgettext, sentence, use

HEAD = """
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

msgid "There is nothing to undo."
msgstr "{nothing}"

msgid "There is no project file {{path}}. Check the name, or make a new project."
msgstr "{missing}"

msgctxt "key"
msgid "Space"
msgstr "{space}"
"""
RUSSIAN = (
    HEAD.format(
        language="ru",
        plural="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
        "(n%100<10 || n%100>=20) ? 1 : 2);",
        nothing="Отменять нечего.",
        missing="Файла {path} нет.",
        space="Пробел",
    )
    + """
msgid "{count} claim"
msgid_plural "{count} claims"
msgstr[0] "{count} утверждение"
msgstr[1] "{count} утверждения"
msgstr[2] "{count} утверждений"
"""
)
KOREAN = HEAD.format(
    language="ko",
    plural="nplurals=1; plural=0;",
    nothing="실행 취소할 것이 없습니다.",
    missing="{path} 파일이 없습니다.",
    space="스페이스",
)


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Compiled catalogues of two languages where the program looks for them."""
    for name, text in (("ru", RUSSIAN), ("ko", KOREAN)):
        place = tmp_path / "locale" / name / "LC_MESSAGES"
        place.mkdir(parents=True)
        with (place / "sidelight.mo").open("wb") as file:
            write_mo(file, read_po(BytesIO(text.encode())))
    language._catalogue.cache_clear()
    monkeypatch.setattr(resources, "folder", lambda _name: tmp_path)
    yield tmp_path
    use("")
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("catalogues")
def test_the_language_can_change_at_any_time() -> None:
    marked = N_("There is nothing to undo.")
    assert marked == "There is nothing to undo."
    shown = []
    for name in ("ru", "ko", "en", "ru", ""):
        use(name)
        shown.append((current(), _(marked)))
    assert shown == [
        ("ru", "Отменять нечего."),
        ("ko", "실행 취소할 것이 없습니다."),
        ("en", marked),
        ("ru", "Отменять нечего."),
        ("en", marked),
    ]


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("name", "count", "shown"),
    [
        ("ru", 1, "1 утверждение"),
        ("ru", 3, "3 утверждения"),
        ("ru", 11, "11 утверждений"),
        ("ru", 21, "21 утверждение"),
        ("en", 1, "1 claim"),
        ("en", 0, "0 claims"),
        ("ko", 2, "2 claims"),
    ],
)
def test_plurals_follow_the_language(name: str, count: int, shown: str) -> None:
    use(name)
    assert ngettext("{count} claim", "{count} claims", count).format(count=count) == shown


@pytest.mark.usefixtures("catalogues")
def test_one_word_may_mean_two_things() -> None:
    use("ru")
    assert pgettext("key", "Space") == "Пробел"
    assert pgettext("room", "Space") == "Space"
    assert _("Space") == "Space"


@pytest.mark.usefixtures("catalogues")
def test_an_error_speaks_the_language_of_who_reads_it() -> None:
    error = ProjectError("project.missing", path="а.sidelight", hint="Look elsewhere.")
    use("ko")
    assert sentence(error) == "а.sidelight 파일이 없습니다. Look elsewhere."
    assert sentence(Refused("undo.nothing")) == "실행 취소할 것이 없습니다."
    use("ru")
    assert sentence(error) == "Файла а.sidelight нет. Look elsewhere."
    assert str(error).startswith("There is no project file")


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"LANGUAGE": "ko"}, "ko"),
        ({"LANGUAGE": "xx:ru"}, "ru"),
        ({"LANGUAGE": "", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "ko_KR"}, "ru"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru_RU"}, "ru"),
        ({"LANGUAGE": "xx"}, "en"),
        ({"LANGUAGE": "", "LC_ALL": "C", "LC_MESSAGES": "", "LANG": "ru_RU"}, "en"),
    ],
)
def test_without_a_choice_the_system_says(
    variables: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    use("")
    assert current() == wanted
    use("ko")
    assert current() == "ko"


def test_the_languages_are_those_with_a_catalogue(catalogues: Path) -> None:
    assert available() == ("en", "ko", "ru")
    assert (catalogues / "locale" / "ko").is_dir()


def test_a_program_without_its_resources_speaks_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(name: str) -> Path:
        raise FileNotFoundError(name)

    language._catalogue.cache_clear()
    monkeypatch.setattr(resources, "folder", nowhere)
    use("ko")
    try:
        assert _("There is nothing to undo.") == "There is nothing to undo."
        assert current() == "en"
    finally:
        use("")
        language._catalogue.cache_clear()


@pytest.mark.parametrize("name", ["resources", "sample_docs"])
def test_the_shipped_folders_are_found(name: str) -> None:
    assert (resources.folder(name) / "README.md").is_file()


def test_a_folder_that_is_not_shipped_is_not_found() -> None:
    find: Callable[[str], Path] = resources.folder
    with pytest.raises(FileNotFoundError):
        find("tests")
