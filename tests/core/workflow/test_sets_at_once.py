"""Many sets asked in one statement: each answer stands in its place, and what is empty is not asked."""

import pytest

from core.workflow.at_once import amounts_at_once, keys_at_once
from rounds.models import Round
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


def test_each_answer_stands_in_its_place_beside_empty_sets(office):
    one, other = RoundFactory(number=1), RoundFactory(number=2)
    everything, nothing = Round.objects.order_by("-number"), Round.objects.none()
    sets = [nothing, everything, nothing, Round.objects.filter(pk=one.pk), Round.objects.filter(pk__in=[])]
    assert keys_at_once(office, sets) == [[], [other.pk, one.pk], [], [one.pk], []]
    assert amounts_at_once(office, sets) == [0, 2, 0, 1, 0]


def test_sets_known_to_be_empty_cost_no_statement(office, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert keys_at_once(office, [Round.objects.none()] * 2) == [[], []]
        assert amounts_at_once(office, [Round.objects.none()] * 2) == [0, 0]
