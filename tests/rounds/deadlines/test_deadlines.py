"""Deadlines: rules as dated data, frozen on what they were used for."""

from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.access.reach import Refused
from core.models import CalendarDay, Notice
from core.workdays.reckoning import Unit
from core.workflow.moves import Conflict
from rectification import duties
from rounds.deadlines import kinds, obligations
from rounds.deadlines.stating import set_deadline_rule
from rounds.models import DeadlineRule, Obligation
from tests.at_once import together
from tests.conftest import TODAY
from tests.factories import ItemFactory


def owe(item, from_on, node=duties.FILE_PLAN, **facts):
    inspection = item.hand_over.inspection
    obligations.open_obligation(
        node,
        item,
        "报送整改方案",
        inspection=inspection,
        organization=inspection.organization,
        from_on=from_on,
        **facts,
    )
    return obligations.owed_on(item, node).get()


@pytest.fixture
def some_item(db):
    return ItemFactory()


class TestRules:
    def test_a_new_installation_has_a_rule_with_a_source_for_every_node(self, db):
        assert set(DeadlineRule.objects.values_list("node", flat=True)) == {kind.key for kind in kinds.with_limits()}
        assert not DeadlineRule.objects.filter(source="").exists()

    def test_the_rule_of_the_day_counts(self, office, some_item):
        set_deadline_rule(
            duties.FILE_PLAN, amount=1, unit=Unit.MONTHS, effective_from=date(2026, 12, 1), source="新办法", by=office
        )
        before, after = owe(some_item, date(2026, 11, 30)), owe(ItemFactory(), date(2026, 12, 1))
        assert (before.amount, before.unit, before.due_on) == (15, "workdays", date(2026, 12, 21))
        assert (after.amount, after.unit, after.due_on) == (1, "months", date(2027, 1, 1))

    def test_editing_moves_no_deadline_already_set(self, office, some_item):
        owed = owe(some_item, date(2026, 9, 1))
        set_deadline_rule(duties.FILE_PLAN, amount=1, unit=Unit.DAYS, effective_from=TODAY, source="", by=office)
        owed.refresh_from_db()
        assert owed.due_on == date(2026, 9, 21)

    def test_one_rule_a_node_and_day(self, office):
        rule = {"amount": 1, "unit": Unit.DAYS, "effective_from": TODAY, "source": ""}
        set_deadline_rule(duties.FILE_PLAN, by=office, **rule)
        with pytest.raises(ValidationError):
            set_deadline_rule(duties.FILE_PLAN, by=office, **rule)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_clerks_at_once_the_second_is_told_in_words(self, office):
        rule = {"amount": 1, "unit": Unit.DAYS, "effective_from": TODAY, "source": ""}

        def state():
            with suppress(ValidationError, Conflict):
                return set_deadline_rule(duties.FILE_PLAN, by=office, **rule)

        stated = together(state, state)
        assert list(DeadlineRule.objects.filter(node=duties.FILE_PLAN, effective_from=TODAY)) == [
            *filter(None, stated)
        ]

    def test_a_limit_of_nothing_is_refused(self, office):
        with pytest.raises(ValidationError):
            set_deadline_rule(duties.FILE_PLAN, amount=0, unit=Unit.DAYS, effective_from=TODAY, source="", by=office)

    @pytest.mark.parametrize("who", ["liaison", "leader", "leadinggroup", "sysadmin"])
    def test_only_the_office_edits_rules(self, who, request):
        with pytest.raises(Refused):
            set_deadline_rule(
                duties.FILE_PLAN,
                amount=1,
                unit=Unit.DAYS,
                effective_from=TODAY,
                source="",
                by=request.getfixturevalue(who),
            )

    def test_without_a_rule_nothing_is_guessed(self, some_item):
        DeadlineRule.objects.filter(node=duties.FILE_PLAN).delete()
        with pytest.raises(ValidationError):
            owe(some_item, date(2026, 9, 1))


class TestObligations:
    def test_opened_twice_it_is_owed_once(self, some_item):
        assert owe(some_item, date(2026, 9, 1)) == owe(some_item, date(2026, 9, 2))

    def test_once_met_it_may_be_owed_anew(self, some_item):
        owe(some_item, date(2026, 9, 1))
        obligations.meet(duties.FILE_PLAN, some_item, date(2026, 9, 3))
        owe(some_item, date(2026, 9, 4))
        assert list(Obligation.objects.order_by("pk").values_list("met_on", flat=True)) == [date(2026, 9, 3), None]

    def test_given_back_it_is_met_and_what_rested_meanwhile_goes_on(self, some_item):
        owe(some_item, date(2026, 9, 1), duties.DECIDE_CLOSE_OUT)
        owe(some_item, date(2026, 9, 1), duties.RECTIFY_ITEM)
        obligations.pause(duties.RECTIFY_ITEM, some_item, date(2026, 9, 1))
        obligations.give_back(duties.DECIDE_CLOSE_OUT, some_item, date(2026, 9, 3), resumed=duties.RECTIFY_ITEM)
        rectify = Obligation.objects.open().get()
        assert (rectify.node, rectify.paused_on) == (duties.RECTIFY_ITEM, None)
        assert Obligation.objects.settled().get().met_on == date(2026, 9, 3)

    def test_cancelled_it_is_owed_no_more(self, some_item):
        owe(some_item, date(2026, 9, 1))
        obligations.cancel(duties.FILE_PLAN, some_item, date(2026, 9, 3))
        assert not Obligation.objects.open().exists()

    def test_the_database_allows_one_open_obligation(self, some_item):
        owed = owe(some_item, date(2026, 9, 1))
        owed.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            owed.save(force_insert=True)

    def test_a_day_without_a_rule_is_kept_as_given(self, some_item):
        owed = owe(some_item, date(2026, 9, 1), due_on=date(2026, 12, 31))
        assert (owed.due_on, owed.amount, owed.unit) == (date(2026, 12, 31), None, "")

    @pytest.mark.parametrize(
        ("limit", "start", "due"),
        [
            ((Unit.MONTHS, 1), date(2024, 1, 31), date(2024, 2, 29)),
            ((Unit.MONTHS, 1), date(2026, 1, 31), date(2026, 2, 28)),
            ((Unit.MONTHS, 3), date(2026, 11, 30), date(2027, 2, 28)),
            ((Unit.DAYS, 1), date(2026, 12, 31), date(2027, 1, 1)),
            ((Unit.MONTHS, 12), date(2024, 2, 29), date(2025, 2, 28)),
        ],
    )
    def test_limits_across_the_ends_of_months_and_years(self, some_item, limit, start, due):
        unit, amount = limit
        DeadlineRule.objects.filter(node=duties.FILE_PLAN).update(amount=amount, unit=unit)
        assert owe(some_item, start).due_on == due

    @pytest.mark.parametrize(
        ("now", "overdue"),
        [
            ("2026-12-01 00:30", False),
            ("2026-12-01 07:59", False),
            ("2026-12-01 23:30", False),
            ("2026-12-02 00:30", True),
        ],
    )
    def test_a_deadline_ends_with_its_local_day(self, some_item, clock, now, overdue):
        owed = owe(some_item, date(2026, 9, 1), due_on=date(2026, 12, 1))
        clock.set(now)
        assert owed.is_overdue is overdue

    def test_the_office_is_told_once_where_holidays_are_missing(self, office, some_item):
        CalendarDay.objects.filter(day__year=2026).delete()
        owe(some_item, date(2026, 9, 1))
        owe(ItemFactory(), date(2026, 9, 2))
        notice = Notice.objects.get(recipient=office)
        assert "2026" in notice.subject
