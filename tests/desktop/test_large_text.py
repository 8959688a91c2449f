# SPDX-License-Identifier: AGPL-3.0-or-later
"""Large text: what the card of a claim holds stays inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sidelight.desktop.record_form import RecordForm
from sidelight.desktop.theme import Theme

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def test_twice_the_size_of_text_leaves_the_record_inside_its_card(
    driver: Driver, theme: Theme
) -> None:
    driver.claim("invaluable aid")
    card = driver.window.parts.card
    try:
        theme.choose_size(200)
        driver.window.resize(1280, 800)
        driver.trigger("claim.record")
        fields = [field for form in card.findChildren(RecordForm) for field in form.fields.values()]
        shown = [field for field in fields if field.isVisible()]
        assert shown
        port = card.viewport()

        letter = shown[0].fontMetrics().averageCharWidth()

        def inside() -> bool:
            ends = [field.mapTo(card.body, field.rect().topRight()).x() for field in shown]
            laid = min(field.width() for field in shown) > 10 * letter
            return laid and max(ends) <= port.width() and card.body.width() <= port.width()

        driver.until(inside)
        driver.window.parts.bridge.do(
            lambda session: session.tag([driver.window.workspace.claim_id], "arms")
        )
        tags = card.record.tags
        driver.until(lambda: tags.chips)
        driver.until(lambda: tags.chips[0].iconSize().height() >= tags.fontMetrics().ascent() - 1)
    finally:
        theme.choose_size(100)
