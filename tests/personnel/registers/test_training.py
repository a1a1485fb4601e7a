"""Training in the rhythm of its rules, and evaluations of teams from counts on paper."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.registers.services import enter
from core.reports.figures import figures
from core.workdays.reckoning import today
from core.worklist.duties import duties_of
from personnel.evaluation.registers import EVALUATIONS
from personnel.models import Rhythm, TrainingKind, TrainingRule, TrainingSession
from personnel.training.registers import TRAININGS, hold_session
from personnel.training.rhythm import rules_kept
from tests.factories import PersonFactory, TeamFactory


@pytest.fixture
def quarterly(db):
    """One lecture a quarter, and no other rule."""
    TrainingRule.objects.all().delete()
    rule = {"kind": TrainingKind.LECTURE, "amount": 1, "rhythm": Rhythm.QUARTER, "in_force_on": date(2015, 1, 1)}
    return TrainingRule.objects.create(**rule)


def session(office, **facts):
    given = {"kind": TrainingKind.LECTURE, "title": "讲座", "planned_on": None, "held_on": None, "lecturer": ""}
    return enter(TRAININGS, by=office, **(given | {"attendants": []} | facts))


def kept(office, on):
    [found] = rules_kept(office, on)
    return found.held, found.planned, found.missing


def test_what_is_missing_is_told_of_the_quarter_around_the_day(quarterly, office):
    assert kept(office, date(2026, 5, 1)) == (0, 0, 1)
    planned = session(office, planned_on=date(2026, 6, 10))
    assert kept(office, date(2026, 5, 1)) == (0, 1, 0)
    hold_session(planned, by=office, on=date(2026, 6, 12), attendants=[PersonFactory()])
    assert planned.attendance == 1
    assert [kept(office, day) for day in (date(2026, 5, 1), date(2026, 7, 1))] == [(1, 0, 0), (0, 0, 1)]


def test_the_list_and_the_worklist_of_the_office_say_what_is_missing(quarterly, office, browse):
    add = f"{reverse('personnel:training_session_add')}?kind=lecture"
    assert "缺1次" in browse(office).get(reverse("personnel:training_sessions")).content.decode()
    assert add in {duty.url for duty in duties_of(office)}
    assert browse(office).get(add).context["form"]["kind"].value() == "lecture"
    session(office, planned_on=today())
    assert add not in {duty.url for duty in duties_of(office)}


def test_what_was_planned_for_a_day_that_is_past_is_asked_for(quarterly, office):
    planned = session(office, planned_on=today() - timedelta(days=2))
    asked = [duty for duty in duties_of(office) if duty.url == planned.get_absolute_url()]
    assert [duty.due_on for duty in asked] == [planned.planned_on]
    hold_session(planned, by=office, on=today())
    assert not [duty for duty in duties_of(office) if duty.url == planned.get_absolute_url()]


def test_a_later_rule_takes_the_place_of_an_earlier_one(quarterly, office):
    later = {"kind": TrainingKind.LECTURE, "amount": 3, "rhythm": Rhythm.MONTH, "in_force_on": date(2026, 4, 1)}
    TrainingRule.objects.create(**later)
    assert kept(office, date(2026, 3, 1))[2] == 1
    assert kept(office, date(2026, 4, 1))[2] == 3


def test_a_new_installation_begins_with_the_rhythm_of_the_regulation(db):
    told = set(TrainingRule.objects.values_list("kind", "amount", "rhythm"))
    assert told == {
        ("course", 2, "year"),
        ("lecture", 1, "quarter"),
        ("seminar", 1, "quarter"),
        ("special", 1, "month"),
    }


def test_training_counts_once_it_is_held(quarterly, office):
    session(office, planned_on=date(2026, 6, 10))
    session(office, title="又一讲", held_on=date(2026, 6, 11))
    counted = figures["trainings_held"].compute
    assert [counted(day, None, None) for day in (date(2026, 6, 10), date(2026, 6, 11))] == [0, 1]
    assert TrainingSession.objects.count() == 2
    with pytest.raises(ValidationError, match="planned_on"):
        session(office, title="第三讲")


def evaluation(office, **counts):
    given = {"team": TeamFactory(), "evaluated_on": date(2026, 11, 2), "issued": 100, "returned": 90, "note": ""}
    return enter(EVALUATIONS, by=office, **(given | counts))


def test_an_evaluation_tells_how_many_in_a_hundred_found_each_aspect_good(office):
    entry = evaluation(office, quality_good=60, quality_fair=20, quality_poor=10, integrity_good=90)
    assert (entry.quality, entry.confidentiality, entry.integrity) == (67, None, 100)


def test_counts_that_do_not_add_up_are_refused(office):
    with pytest.raises(ValidationError, match="returned"):
        evaluation(office, returned=101)
    with pytest.raises(ValidationError, match="discipline_good"):
        evaluation(office, discipline_good=80, discipline_fair=20)


def test_who_may_not_plan_training_is_told_what_is_missing_without_a_link(quarterly, office, leadinggroup, browse):
    address, link = reverse("personnel:training_sessions"), f"{reverse('personnel:training_session_add')}?kind=lecture"
    seen = browse(leadinggroup).get(address).content.decode()
    assert "缺1次" in seen
    assert link not in seen
    assert link in browse(office).get(address).content.decode()
