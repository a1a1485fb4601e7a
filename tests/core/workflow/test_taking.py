"""The row of a step is locked with the right to it, and after the row above where its service locks that before."""

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from core.workflow.as_shown import mark_of
from core.workflow.editing import with_version
from core.workflow.moves import hold_entered, is_as_read, is_held, is_open
from core.workflow.steps import may_take
from core.workflow.taking import row_of_step
from findings.models import Finding
from rounds.models import Body, Inspection
from tests.at_once import before_one_row
from tests.factories import BodyFactory, FindingFactory

pytestmark = pytest.mark.django_db
findings = Finding.objects


@pytest.fixture
def act():
    with transaction.atomic():
        yield


def taken(user, row, *, after=""):
    return row_of_step(findings.visible_to(user), findings.submittable_by, user, row.pk, after=after)


@pytest.mark.parametrize(("who", "may"), [("leader", True), ("member", False)])
def test_the_right_is_known_with_the_lock(act, request, inspection, who, may):
    user, finding = request.getfixturevalue(who), FindingFactory(inspection=inspection)
    row = taken(user, finding)
    assert is_held(row)
    with CaptureQueriesContext(connection) as asked:
        assert may_take(findings.submittable_by, user, row) is may
    assert not asked.captured_queries


def test_what_is_not_seen_is_not_found(act, secretary, inspection):
    with pytest.raises(Http404):
        taken(secretary, FindingFactory(inspection=inspection))


@pytest.mark.parametrize("read", [(), ("inspection",)], ids=["alone", "with the row above"])
def test_the_row_above_is_locked_before_and_goes_with_it(act, leader, inspection, read):
    finding = FindingFactory(inspection=inspection)
    seen = findings.visible_to(leader).select_related(*read)
    with CaptureQueriesContext(connection) as asked:
        row = row_of_step(seen, findings.submittable_by, leader, finding.pk, after="inspection")
        assert is_held(row.inspection)
    locks = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
    assert [Inspection._meta.db_table in lock.partition("FROM")[2].split()[0] for lock in locks] == [True, False]


def test_a_connection_that_has_locked_nothing_yet_asks_the_right(act, monkeypatch, leader, inspection):
    monkeypatch.delattr(connection, "locks", raising=False)
    entered = hold_entered(FindingFactory(inspection=inspection))
    assert not is_open(findings.submittable_by, leader, entered)


@pytest.mark.django_db(transaction=True)
def test_of_a_row_that_moved_while_its_lock_was_waited_for_nothing_read_before_is_believed(office):
    body, reach = BodyFactory(), office.reach
    bodies = Body.objects

    def take(name):
        with transaction.atomic():
            row = row_of_step(with_version(bodies.all()), bodies.keepable_by, office, body.pk)
            is_known, shown = is_as_read(row), mark_of(row)
            bodies.filter(pk=body.pk).update(name=name)
        return is_known, shown

    assert reach, "read before"
    (later, shown_later), (first, shown_first) = sorted(before_one_row(body, lambda: take("甲"), lambda: take("乙")))
    assert (first, later) == (True, False)
    assert int(shown_later) > int(shown_first)
