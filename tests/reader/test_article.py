# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept around the words that the extractor finds, and what is not."""

import pytest

from sidelight.reader.article import article_leaves
from sidelight.reader.structure import leaves_of, parse

SENTENCES = (
    "The two ministers met in the old customs house beside the river and talked until evening.",
    "Nobody outside the room has seen the paper that they signed, and no copy has been published.",
    "A clerk who worked there remembers three boxes of files and a broken typewriter of that time.",
    "The railway office counted forty-one wagons on Monday and none on the two days that followed.",
    "Historians have long argued about the date, because two letters give two different years.",
    "The first of them was found in a drawer in 1974, the second only after the archive had moved.",
)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='#{n}'>Section {n}</a></li>" for n in range(9))
    + "</ul></nav>"
)
FOOT = "<footer><p>About us and our paper</p><p><a href='#'>Privacy policy of the paper</a></p></footer>"  # noqa: E501


def kept(middle: str, title: str = "", above: str = "<h1>The accord</h1>") -> list[str]:
    one, two = (
        "".join(f"<p>{said}</p>" for said in part) for part in (SENTENCES[:3], SENTENCES[3:])
    )
    page = f"<html><body>{MENU}<article>{above}{one}{middle}{two}</article>{FOOT}</body></html>"
    tree = parse(page)
    return [leaf.text for leaf in article_leaves(tree, leaves_of(tree), title)]


@pytest.mark.parametrize(
    ("middle", "texts"),
    [
        ("", []),
        ("<h2>Two dates</h2>", ["Two dates"]),
        ("<p>[signed] Brandt</p>", ["[signed] Brandt"]),
        ("<div><pre>41  wagons\n 0  wagons</pre></div>", ["41  wagons\n 0  wagons"]),
        ("<ul><li>Monday: 41</li><li>“\\n” and so on</li></ul>", ["Monday: 41", "“\\n” and so on"]),
        ("<figure><figcaption>The yard.</figcaption></figure>", ["The yard."]),
        ("<table><tr><th>Day<th>N</tr><tr><td>Mo<td>41</table>", ["Day", "N", "Mo", "41"]),
        ("<blockquote><p>It is the whole dispute.</p></blockquote>", ["It is the whole dispute."]),
        ("<div><ul><li><a href='#'>Another story of ours</a></li></ul></div>", []),
        ("<div><h4><a href='#'>Most read of all</a></h4></div>", []),
    ],
)
def test_amid_the_article(middle: str, texts: list[str]) -> None:
    found = kept(middle)
    assert found == ["The accord", *SENTENCES[:3], *texts, *SENTENCES[3:]]


@pytest.mark.parametrize(
    ("above", "texts"),
    [
        ("<h1>The accord</h1><p>In brief.</p>", ["The accord", "In brief."]),
        ("<div>The accord</div>", ["The accord"]),
        (
            "<h2>The accord</h2><div><a href='#'>Share it with everybody you know</a></div>",
            ["The accord"],
        ),
        ("<p class='site'>Kicker</p><h1>The accord</h1>", ["The accord"]),
    ],
)
def test_above_the_article(above: str, texts: list[str]) -> None:
    found = kept("", "The accord", above)
    assert [text for text in found if text not in SENTENCES] == texts


def test_menu_and_footer_stay_out() -> None:
    found = " ".join(kept(""))
    assert "Section" not in found
    assert "Privacy" not in found


def test_a_page_without_an_article_stays_whole() -> None:
    tree = parse(f"<html><body>{MENU}<p>Hi.</p></body></html>")
    found = leaves_of(tree)
    assert article_leaves(tree, found) == found
