"""Many sets asked in one statement: each answer stands in its place, what is empty is not asked, the rest is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.access.reach import reach_of
from core.reports.figures import CountedSets, figures
from core.ui.views.record import RecordPage, RowsOfPage
from core.workflow import kept_rows
from core.workflow.at_once import Asking, _kept, _keys, amounts_of, holding, keys_of
from core.workflow.kept_rows import rows_with
from core.workflow.steps import OpenRows, _rows_of_tasks, _steps, tasks
from core.worklist.duties import LineRows, _first_rows, _waiting, _warnings
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
    assert holding(one, office, rounds_in_places) == [False, True, False, True, False]
    assert holding(other, office, rounds_in_places) == [False, True, False, False, False]


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
        assert amounts_of(office, nothing_at_all) == [0, 0]
        assert holding(office, office, nothing_at_all) == [False, False]


def test_a_kept_question_is_answered_anew(office):
    assert keys_of(office, rounds_in_places)[3] == []
    one = RoundFactory(number=1)
    assert keys_of(office, rounds_in_places)[3] == [one.pk]


def test_who_reaches_something_else_asks_something_else(member, round_):
    assert keys_of(fresh(member), rounds_of_own_teams) == [[round_.pk]]
    posting = PostingFactory(person=member.person, team__round=RoundFactory(number=2))
    assert set(keys_of(fresh(member), rounds_of_own_teams)[0]) == {round_.pk, posting.team.round_id}


def rounds_of_themes_in_order(user):
    return Round.objects.filter(theme="100%s").order_by("-number")


def test_rows_by_their_keys_come_from_the_set_and_in_its_order(office, django_assert_num_queries):
    one, other, third = [RoundFactory(number=number, theme="100%s") for number in (1, 2, 3)]
    strange = RoundFactory(number=4)
    reach_of(office)
    for keys in ([one.pk, third.pk, strange.pk], [one.pk, other.pk], []):
        expected = [row for row in (third, other, one) if row.pk in keys]
        with django_assert_num_queries(1 if keys else 0):
            assert rows_with(keys, office, rounds_of_themes_in_order) == expected


def test_no_row_comes_from_a_set_known_to_be_empty(office, django_assert_num_queries):
    one = RoundFactory(number=1)
    reach_of(office)
    with django_assert_num_queries(0):
        assert rows_with([one.pk], office, lambda user: Round.objects.filter(pk__in=[])) == []


def every_kept_set():
    """All that pages keep: the tasks, the lines of the worklist, the steps of a row, the figures."""
    states = {(model, status) for model, steps in _steps.items() for step in steps for status in step.states or ("",)}
    yield from (_rows_of_tasks, _first_rows, _sets)
    yield from (OpenRows(model, status) for model, status in sorted(states, key=str))
    yield CountedSets(tuple((figure, date(2022, 10, 15), None) for figure in figures if figure.counts_rows))


def every_kept_set_of_rows():
    models = {model for model, _step in tasks()}
    yield from map(LineRows, sorted(models, key=str))
    yield from (LineRows(model, step) for model, step in tasks())
    yield from (each.rows for each in (*_warnings, *_waiting))
    yield from map(RowsOfPage, pages_of_rows(RecordPage))


def pages_of_rows(page):
    """Every page of a row, but for parents of several."""
    for each in page.__subclasses__():
        yield from pages_of_rows(each)
        if each.queryset_for is not RecordPage.queryset_for and not each.__module__.startswith("tests."):
            yield each


def statements_of(user):
    """Every statement that is kept for this user, as a text, and what building it asked the database."""
    asking = Asking.by(user)
    with CaptureQueriesContext(connection) as asked:
        at_once = [repr(_kept.__wrapped__(sets, _keys, asking)) for sets in every_kept_set()]
        rows = [repr(kept_rows._kept.__wrapped__(of, asking)[2:]) for of in every_kept_set_of_rows()]
    return at_once + rows, [query["sql"] for query in asked if "django_content_type" not in query["sql"]]


def test_what_is_kept_depends_on_who_asks_and_the_day_alone(cast, monkeypatch):
    """Neither on rows, which might change, nor on the moment, nor on the language."""
    morning = timezone.localtime().replace(hour=8)  # an hour before midnight, the day would be another, too
    later = morning + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: morning)
    for user in filter(None, cast.values()):
        with translation.override("zh-hans"):
            kept, asked = statements_of(user)
        assert asked == []
        with monkeypatch.context() as patched, translation.override("en"):
            patched.setattr(timezone, "now", lambda: later)
            assert statements_of(user)[0] == kept
