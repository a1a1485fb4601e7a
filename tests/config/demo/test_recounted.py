"""Every published figure of any day is what plain Python counts in the rows."""

from datetime import date, timedelta
from random import sample

import pytest

from core.reports.figures import figures
from core.workdays.reckoning import today
from tests.config.demo.recount import RECOUNTS, Rows
from tests.config.demo.test_demo import OF_REGISTERS, PUBLISHED

FIRST = date(2015, 1, 1)
DAYS = 20


@pytest.mark.django_db
def test_figures_of_twenty_days_are_what_plain_python_counts(demo):
    rows = Rows()
    for back in sample(range((today() - FIRST).days), DAYS):
        day = today() - timedelta(days=back)
        counted = {key: figures[key].compute(day, None, None) for key in RECOUNTS}
        assert counted == {key: recount(rows, day) for key, recount in RECOUNTS.items()}, day


def test_every_published_figure_is_counted_so():
    assert RECOUNTS.keys() == (PUBLISHED | OF_REGISTERS).keys()
