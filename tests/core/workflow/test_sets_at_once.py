"""Many sets asked in one statement: each answer stands in its place, what is empty is not asked, the rest is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.access.reach import reach_of
from core.workdays.reckoning import today
from core.workflow.at_once import Asking, _kept, _keys, amounts_at_once, amounts_of, keys_of
from core.workflow.steps import _rows_of_tasks
from core.worklist.duties import _first_rows
from personnel.reminders.worklist import _sets
from rounds.models import Round
from tests.factories import PostingFactory, RoundFactory, fresh
from tests.guards.world import cast

__all__ = ["cast"]
pytestmark = pytest.mark.django_db


def rounds_in_places(user):
    everything, nothing = Round.objects.order_by("-number"), Round.objects.none()
    return [nothing, everything, nothing, everything.filter(number=1), Round.objects.filter(pk__in=[])]


def rounds_of_themes(user):
    return [Round.objects.filter(theme=theme) for theme in ("100%s", "营商'环境\\", "%")]


def rounds_with_odd_numbers(user):
    return [Round.objects.alias(rest=F("number") % 2).filter(rest=1)]


def nothing_at_all(user):
    return [Round.objects.none()] * 2


def rounds_of_own_teams(user):
    return [Round.objects.filter(teams__in=reach_of(user).teams)]


def test_each_answer_stands_in_its_place_beside_empty_sets(office):
    one, other = RoundFactory(number=1), RoundFactory(number=2)
    assert keys_of(office, rounds_in_places) == [[], [other.pk, one.pk], [], [one.pk], []]
    assert amounts_of(office, rounds_in_places) == [0, 2, 0, 1, 0]
    assert amounts_at_once(office, rounds_in_places(office)) == [0, 2, 0, 1, 0]


def test_words_stand_in_the_statement_whatever_they_are(office):
    hit = [
        RoundFactory(number=number, theme=theme).pk for number, theme in enumerate(("100%s", "营商'环境\\", "%"), 1)
    ]
    assert keys_of(office, rounds_of_themes) == [[pk] for pk in hit]
    assert amounts_of(office, rounds_of_themes) == [1, 1, 1]


def test_a_statement_that_reckons_with_remainders_is_kept_too(office):
    one, _other = RoundFactory(number=1), RoundFactory(number=2)
    assert keys_of(office, rounds_with_odd_numbers) == [[one.pk]]


def test_the_server_plans_a_kept_question_once_with_the_states_it_asks_for(office):
    for _each in range(8):  # it plans the first five for their parameters
        keys_of(office, _first_rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans FROM pg_prepared_statements WHERE statement LIKE '%ARRAY%'")
        planned = {statement: once for statement, once in cursor if "core_proposal" in statement}
    [(statement, once)] = planned.items()
    assert once
    assert "'pending'" in statement


def test_sets_known_to_be_empty_cost_no_statement(office, django_assert_num_queries):
    reach_of(office)
    with django_assert_num_queries(0):
        assert keys_of(office, nothing_at_all) == [[], []]
        assert amounts_of(office, nothing_at_all) == amounts_at_once(office, nothing_at_all(office)) == [0, 0]


def test_a_kept_question_is_answered_anew(office):
    assert keys_of(office, rounds_in_places)[3] == []
    one = RoundFactory(number=1)
    assert keys_of(office, rounds_in_places)[3] == [one.pk]


def test_who_reaches_something_else_asks_something_else(member, round_):
    assert keys_of(fresh(member), rounds_of_own_teams) == [[round_.pk]]
    posting = PostingFactory(person=member.person, team__round=RoundFactory(number=2))
    assert set(keys_of(fresh(member), rounds_of_own_teams)[0]) == {round_.pk, posting.team.round_id}


@pytest.mark.parametrize("sets", [_rows_of_tasks, _first_rows, _sets])
def test_what_is_kept_depends_on_who_asks_and_the_day_alone(cast, sets, monkeypatch):
    """Neither on rows, which might change, nor on the moment, nor on the language."""
    morning = timezone.localtime().replace(hour=8)  # an hour before midnight, the day would be another, too
    later = morning + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: morning)
    for user in filter(None, cast.values()):
        asking = Asking(user.pk, reach_of(user), today(), user)
        with CaptureQueriesContext(connection) as asked, translation.override("zh-hans"):
            kept = repr(_kept.__wrapped__(sets, _keys, asking))
        assert [query["sql"] for query in asked if "django_content_type" not in query["sql"]] == []
        with monkeypatch.context() as patched, translation.override("en"):
            patched.setattr(timezone, "now", lambda: later)
            assert repr(_kept.__wrapped__(sets, _keys, asking)) == kept
