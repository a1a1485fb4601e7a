"""Every published figure of any day is what plain Python counts in the rows."""

from datetime import date, timedelta
from random import sample

import pytest

from core.reports.figures import figures
from core.workdays.reckoning import today
from rectification.models import Item, ItemChange, Reopening
from tests.config.demo.recount import OF_ITEMS, RECOUNTS, Rows
from tests.config.demo.test_demo import COUNTED_ON, OF_REGISTERS, PUBLISHED

FIRST = date(2015, 1, 1)
DAYS = 20


@pytest.mark.django_db
def test_figures_of_twenty_days_are_what_plain_python_counts(demo):
    rows = Rows()
    for back in sample(range((today() - FIRST).days), DAYS):
        day = today() - timedelta(days=back)
        counted = {key: figures[key].compute(day, None, None) for key in RECOUNTS}
        assert counted == {key: recount(rows, day) for key, recount in RECOUNTS.items()}, day


@pytest.mark.django_db
def test_how_items_stood_is_what_plain_python_counts(demo):
    """On any day, and on those on which an item was changed or opened again, the day before and the day after."""
    rows = Rows()
    decided = {row.decided_on for row in [*rows(ItemChange), *rows(Reopening)] if row.decided_on}
    days = {day + timedelta(days=shift) for day in decided for shift in (-1, 0, 1)}
    days |= {today() - timedelta(days=back) for back in sample(range((today() - FIRST).days), DAYS)}
    for day in sorted(days):
        counted = {key: figures[key].compute(day, None, None) for key in OF_ITEMS}
        assert counted == {key: recount(rows, day) for key, recount in OF_ITEMS.items()}, day


@pytest.mark.django_db
def test_what_was_changed_and_opened_again_came_after_the_published_day(demo):
    assert figures["items_reopened"].compute(COUNTED_ON, None, None) == 0
    assert {change.decision for change in ItemChange.objects.all()} == {"", "accepted", "refused"}
    assert {reopening.decision for reopening in Reopening.objects.all()} == {"", "accepted", "refused"}
    assert Item.objects.reopened(today()).closed(today()).count() == 3
    assert not ItemChange.objects.filter(applied_on__lte=COUNTED_ON).exists()


def test_every_published_figure_is_counted_so():
    assert (PUBLISHED | OF_REGISTERS).keys() <= RECOUNTS.keys()
