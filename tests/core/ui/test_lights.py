"""The light of a deadline: a tone, and always words with days."""

from datetime import date, timedelta

import pytest

from core.ui.lights import light

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [
        (30, "green", "剩余30天"),
        (11, "green", "剩余11天"),
        (10, "yellow", "剩余10天"),
        (0, "yellow", "今天到期"),
        (-1, "red", "逾期1天"),
        (-40, "red", "逾期40天"),
    ],
)
def test_a_light_has_tone_words_and_days(days, tone, words):
    shown = light(TODAY + timedelta(days=days), TODAY)
    assert (shown.tone, shown.words, shown.days) == (tone, words, days)


def test_what_is_done_is_never_late():
    assert light(date(2020, 1, 1), TODAY, done=True).words == "已办结"


def test_without_a_deadline_nothing_is_late():
    assert light(None, TODAY).words == "未定期限"
