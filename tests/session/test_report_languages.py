# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in another language than the user's, for a while and in one thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sidelight.language import _, current, within


def test_words_are_in_a_language_within_its_block_alone() -> None:
    with within("ru"):
        assert _("Sources") == "Источники"
        with within("ko"):
            assert (current(), _("Sources")) == ("ko", "자료")
        with within(""):
            assert current() == "ru"
        # the window goes on in the user's
        with ThreadPoolExecutor(1) as other:
            assert other.submit(_, "Sources").result() == "Sources"
    assert _("Sources") == "Sources"


def test_an_error_ends_it_too() -> None:
    with pytest.raises(ValueError, match="stop"), within("ru"):
        raise ValueError("stop")
    assert current() == "en"
