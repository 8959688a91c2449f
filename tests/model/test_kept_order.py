# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept from act to act: claims in their order, and what became another since when."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model import claim_order
from sidelight.model.claim_order import ClaimOrder
from sidelight.model.news import News
from sidelight.model.records import Claim
from tests.effort import examples

IDS = "abcdef"
STATES = st.dictionaries(st.sampled_from(IDS), st.integers(1, 3) | st.none())


def claims(numbers: dict[str, int | None]) -> dict[str, Claim]:
    return {id_: Claim(id_, n, str(n), ()) for id_, n in numbers.items() if n is not None}


@pytest.mark.parametrize("many", [0, 2000])
@settings(max_examples=examples(60))
@given(first=STATES, then=st.lists(STATES, max_size=5))
def test_claims_stay_in_order_as_if_sorted(
    many: int, first: dict[str, int | None], then: list[dict[str, int | None]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claim_order, "_MANY", many)
        now = dict(first)
        order = ClaimOrder(claims(now).values())
        for news in then:
            now |= news
            stands = claims(now)
            order.renew(news, stands.get)
            wanted = sorted(stands.values(), key=lambda one: (one.number, one.id))
            assert order.all() == wanted


def test_news_are_told_once_or_everything_is() -> None:
    news = News()
    began = news.moment
    news.tell({"a"})
    between = news.moment
    news.tell({"b"})
    assert news.since(began) == {"a", "b"}
    assert news.since(between) == {"b"}
    assert news.since(news.moment) == set()
    assert news.since(news.moment + 1) is None
    news.tell(None)
    assert news.since(between) is None
    assert news.since(news.moment) == set()
    late = news.moment
    for number in range(65):
        news.tell({str(number)})
    assert news.since(late) is None
