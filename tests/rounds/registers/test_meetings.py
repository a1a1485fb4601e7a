"""The office records meetings and rules; what was entered in error becomes void and is counted on no day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from rounds.models import AdoptedRule, Meeting
from rounds.responsibilities.registers import MEETINGS, RULES, repeal_rule
from tests.factories import RoundFactory

DAY = date(2026, 6, 1)
SECRETARY = {"kind": Meeting.Kind.SECRETARY, "held_on": DAY, "agenda": "听取汇报", "decisions": ""}


def value(key, as_of, user=None):
    return figures[key].compute(as_of, None, user)


def meeting(office, **facts):
    return enter(MEETINGS, by=office, **(SECRETARY | {"rounds": [RoundFactory()]} | facts))


def rule(office, title="规则", **facts):
    given = {"body": AdoptedRule.Body.OFFICE, "title": title, "number": "", "in_force_on": DAY, "replaces": None}
    return enter(RULES, by=office, **(given | facts))


def test_the_office_records_a_meeting_in_the_browser_with_the_rounds_it_heard(browse, office):
    heard, desk = RoundFactory(), browse(office)
    sent = SECRETARY | {"held_on": "2026-06-01", "rounds": [heard.pk]}
    answer = desk.post(reverse("rounds:meeting_add"), sent)
    entry = Meeting.objects.get()
    assert answer.url == entry.get_absolute_url()
    assert str(heard) in desk.get(answer.url).content.decode()
    assert str(heard) in desk.get(reverse("rounds:meetings")).content.decode()


def test_a_special_meeting_of_the_secretary_names_the_round_it_heard(office):
    with pytest.raises(ValidationError, match="rounds"):
        meeting(office, rounds=[])
    meeting(office, kind=Meeting.Kind.STANDING_COMMITTEE, rounds=[])


def test_no_meeting_hears_of_a_round_that_has_not_begun(office):
    with pytest.raises(ValidationError, match="rounds"):
        meeting(office, rounds=[RoundFactory(starts_on=date(2026, 7, 1), field_ends_on=date(2026, 8, 1))])


def test_a_kind_of_meeting_is_held_once_a_day(office):
    meeting(office)
    with pytest.raises(ValidationError, match="held_on"):
        meeting(office)


def test_a_meeting_is_not_still_to_come(office):
    with pytest.raises(ValidationError, match="held_on"):
        meeting(office, held_on=date(2100, 1, 1))


def test_nobody_but_the_office_records(leadinggroup, leader, division):
    for user in (leadinggroup, leader, division):
        with pytest.raises(Refused):
            meeting(user)


def test_a_meeting_counts_from_its_day_and_moves_with_a_correction(office):
    entry = meeting(office)
    counted = [value("secretary_special_meetings", day) for day in (date(2026, 5, 31), DAY)]
    assert counted == [0, 1]
    correct(entry, by=office, held_on=date(2026, 5, 20), agenda=entry.agenda)
    assert value("secretary_special_meetings", date(2026, 5, 31)) == 1


def test_a_void_entry_counts_on_no_day_and_stays_readable(browse, office):
    entry, desk = meeting(office), browse(office)
    desk.post(reverse("rounds:meeting_void", args=[entry.pk]), {"reason": "重复登记"})
    entry.refresh_from_db()
    assert entry.is_void
    assert value("secretary_special_meetings", DAY) == 0
    page = desk.get(entry.get_absolute_url()).content.decode()
    assert "已作废" in page
    assert "重复登记" in page
    assert str(entry.held_on) not in desk.get(reverse("rounds:meetings")).content.decode()
    assert str(entry.held_on) in desk.get(reverse("rounds:meetings"), {"void": "only"}).content.decode()
    with pytest.raises(IllegalStep):
        correct(entry, by=office, agenda="改")
    meeting(office)  # its place is free


def test_a_new_version_takes_the_place_of_the_old_one_from_its_day(office):
    old = rule(office)
    new = rule(office, in_force_on=date(2026, 9, 1), replaces=old)
    assert [value("office_rules", day) for day in (DAY, date(2026, 8, 31), date(2026, 9, 1))] == [1, 1, 1]
    assert list(AdoptedRule.objects.in_force(date(2026, 8, 31))) == [old]
    assert list(AdoptedRule.objects.in_force(date(2026, 9, 1))) == [new]


def test_a_repealed_rule_ends_without_another(office):
    entry = rule(office)
    repeal_rule(entry, by=office, on=date(2026, 9, 1))
    assert [value("office_rules", day) for day in (DAY, date(2026, 9, 1))] == [1, 0]
    with pytest.raises(Refused):
        repeal_rule(entry, by=office, on=date(2026, 9, 2))


def test_only_the_body_that_adopted_a_rule_replaces_it(office):
    old = rule(office)
    with pytest.raises(ValidationError, match="replaces"):
        rule(office, in_force_on=date(2026, 9, 1), body=AdoptedRule.Body.LEADING_GROUP, replaces=old)
    with pytest.raises(ValidationError, match="replaces"):
        rule(office, title="另一项", in_force_on=DAY, replaces=old)
