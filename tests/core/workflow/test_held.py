"""A row is locked once in a transaction, and again wherever the lock could have ended."""

import pytest
from django.db import transaction

from core.workflow.moves import Conflict, is_held, lock
from rounds.models import Round
from tests.at_once import together
from tests.factories import put


def reads(django_assert_num_queries, row, amount):
    with django_assert_num_queries(amount):
        lock(row)


def test_a_second_lock_asks_nothing(round_, django_assert_num_queries):
    with transaction.atomic():
        reads(django_assert_num_queries, round_, 1)
        reads(django_assert_num_queries, round_, 0)
        with transaction.atomic():
            reads(django_assert_num_queries, round_, 0)


def test_another_object_of_the_row_asks(round_, django_assert_num_queries):
    with transaction.atomic():
        lock(round_)
        reads(django_assert_num_queries, Round.objects.get(pk=round_.pk), 1)


@pytest.mark.parametrize("fails", [True, False])
def test_not_beyond_the_savepoint_in_which_it_was_locked(round_, django_assert_num_queries, fails):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError) if fails else transaction.atomic(), transaction.atomic():
            lock(round_)
            1 / (0 if fails else 1)
        assert not is_held(round_)
        reads(django_assert_num_queries, round_, 1)


def test_the_next_service_is_told_of_what_happened_between(round_):
    with transaction.atomic():
        lock(round_)
    put(Round.objects.filter(pk=round_.pk), Round.Status.ARCHIVED)
    with pytest.raises(Conflict), transaction.atomic():
        lock(round_)


@pytest.mark.django_db(transaction=True)
def test_not_by_a_lock_of_another_connection(round_):
    """Even where two threads have the same object before them, as many transactions begun."""
    with transaction.atomic():
        lock(round_)
        assert [is_held(round_), *together(lambda: _holds(round_))] == [True, False]


def _holds(row):
    with transaction.atomic():
        return is_held(row)


@pytest.mark.django_db(transaction=True)
def test_not_in_the_next_transaction(round_, django_assert_num_queries):
    with transaction.atomic():
        lock(round_)
        assert is_held(round_)
    assert not is_held(round_)
    with transaction.atomic():
        reads(django_assert_num_queries, round_, 1)
