"""The right to a step is asked once of a row that was locked with the answer, and anew whatever happened since."""

import pytest
from django.db import transaction

from core.workflow.moves import hold, lock, move
from core.workflow.steps import may_take
from rounds.models import Round
from tests.factories import RoundFactory

rounds = Round.objects


@pytest.fixture
def held(round_, office):
    """The round, locked as one that the office sees."""
    with transaction.atomic():
        yield hold(round_, open_to=(rounds.visible_to, office.pk))


def asks(django_assert_num_queries, amount, rows, user, row) -> bool:
    assert user.reach, "read before it is counted"
    with django_assert_num_queries(amount):
        return may_take(rows, user, row)


def test_what_the_lock_answered_is_not_asked_again(held, office, django_assert_num_queries):
    assert asks(django_assert_num_queries, 0, Round.objects.visible_to, office, held)


def test_another_set_is_asked(held, office, django_assert_num_queries):
    others = rounds.exclude(pk=held.pk)
    assert not asks(django_assert_num_queries, 1, lambda user: others, office, held)


def test_another_user_is_asked(held, leadinggroup, django_assert_num_queries):
    assert asks(django_assert_num_queries, 1, rounds.visible_to, leadinggroup, held)


def test_asked_again_once_another_row_was_locked(held, office, django_assert_num_queries):
    """Whoever held that other row may have changed what the right hangs on."""
    lock(RoundFactory())
    assert asks(django_assert_num_queries, 1, rounds.visible_to, office, held)


def test_asked_again_once_the_row_has_moved(held, office, django_assert_num_queries):
    move(held, next(iter(Round.STEPS[held.status])), by=office)
    assert asks(django_assert_num_queries, 1, rounds.visible_to, office, held)


def test_asked_again_in_the_next_transaction(round_, office, django_assert_num_queries):
    with transaction.atomic():
        hold(round_, open_to=(rounds.visible_to, office.pk))
    with transaction.atomic():
        assert asks(django_assert_num_queries, 1, rounds.visible_to, office, round_)
