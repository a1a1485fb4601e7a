"""A round keeps the limits of the day its plan was approved; a limit says what it would mean before it is stated."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.workdays.reckoning import Unit
from core.workflow.moves import IllegalStep
from rectification import duties
from rounds.deadlines import kinds, obligations
from rounds.deadlines.foreseen import outlook
from rounds.deadlines.rules import Reckoning, reckonings
from rounds.deadlines.stating import freeze_limits, set_deadline_rule
from rounds.models import DeadlineRule, Obligation
from rounds.planning.services import approve_round, create_round, return_round_plan, update_round
from tests.conftest import TODAY
from tests.factories import ItemFactory, RoundFactory
from tests.rounds.plans import submitted

APPROVED = date(2026, 2, 20)
LIMIT = {"amount": 30, "unit": Unit.WORKDAYS, "effective_from": TODAY, "source": "市委巡察办通知"}
PLAN = {"number": 31, "starts_on": date(2026, 3, 2), "field_ends_on": date(2026, 5, 29), "theme": "常规巡察"}


@pytest.fixture
def approved(office, leadinggroup):
    """A round whose plan was approved here."""
    round = create_round(by=office, **PLAN)
    return approve_round(submitted(round, office), by=leadinggroup, on=APPROVED)


def own(round, node=duties.FILE_PLAN):
    """The limits of a kind that a round has of its own: from when, how long."""
    return list(round.deadline_rules.filter(node=node).values_list("effective_from", "amount"))


def owed(item):
    inspection = item.hand_over.inspection
    facts = {"inspection": inspection, "organization": inspection.organization, "from_on": TODAY}
    obligations.open_obligation(duties.FILE_PLAN, item, "报送整改方案", **facts)
    return obligations.owed_on(item, duties.FILE_PLAN).get()


class TestFrozen:
    def test_an_approved_round_keeps_the_limit_of_every_kind_that_runs_in_a_round(self, approved):
        kept = set(approved.deadline_rules.values_list("node", flat=True))
        assert kept == {key for key, _label in kinds.limited_in_rounds()}
        assert own(approved) == [(APPROVED, 15)]

    def test_a_later_rule_of_the_house_is_not_the_rounds(self, approved, office):
        set_deadline_rule(duties.FILE_PLAN, by=office, **LIMIT)
        inspection = approved.teams.get().inspections.get()
        assert Reckoning(about=inspection).rule_on(duties.FILE_PLAN, TODAY).amount == 15
        assert Reckoning(about=approved).rule_on(duties.FILE_PLAN, TODAY).amount == 15
        assert Reckoning().rule_on(duties.FILE_PLAN, TODAY).amount == 30

    def test_what_is_owed_in_a_round_goes_by_its_own_limit(self, office):
        item, other = ItemFactory(), ItemFactory()
        freeze_limits([item.hand_over.inspection.team.round])
        set_deadline_rule(duties.FILE_PLAN, by=office, **LIMIT)
        assert (owed(item).amount, owed(other).amount) == (15, 30)

    def test_it_costs_no_statement_more(self, approved, django_assert_num_queries):
        inspection = approved.teams.get().inspections.get()
        with django_assert_num_queries(1):
            Reckoning(*duties.DOUBLE_REPORT, about=inspection).due(duties.REPORT_RECTIFICATION, TODAY)

    def test_a_round_approved_anew_keeps_what_holds_then(self, approved, office, leadinggroup):
        return_round_plan(approved, by=leadinggroup, reason="补充巡察组")
        DeadlineRule.objects.of_the_house().filter(node=duties.FILE_PLAN).update(amount=20)
        update_round(approved, by=office, theme="专项巡察")
        approve_round(submitted(approved, office), by=leadinggroup, on=APPROVED)
        assert own(approved) == [(APPROVED, 20)]

    def test_rounds_without_limits_of_their_own_share_those_of_the_house(self, approved, django_assert_num_queries):
        others = RoundFactory.create_batch(3)
        with django_assert_num_queries(1):
            told = reckonings([approved, *others])
        assert len({id(told[round.pk]) for round in others}) == 1
        assert told[approved.pk] is not told[others[0].pk]

    def test_the_trail_knows_who_approved(self, approved, leadinggroup):
        event = DeadlineRule.pgh_event_model.objects.filter(round=approved).first()
        assert event.pgh_context["actor"] == leadinggroup.pk


class TestStatedForARound:
    def test_it_holds_in_this_round_alone(self, approved, office):
        set_deadline_rule(duties.FILE_PLAN, round=approved, by=office, **LIMIT)
        assert own(approved) == [(TODAY, 30), (APPROVED, 15)]
        assert Reckoning(about=approved).rule_on(duties.FILE_PLAN, TODAY).amount == 30
        assert Reckoning().rule_on(duties.FILE_PLAN, TODAY).amount == 15

    def test_it_needs_a_reason(self, approved, office):
        with pytest.raises(ValidationError) as refusal:
            set_deadline_rule(duties.FILE_PLAN, round=approved, by=office, **LIMIT | {"source": " "})
        assert set(refusal.value.error_dict) == {"source"}

    @pytest.mark.parametrize("status", ["preparing", "submitted", "archived"])
    def test_a_round_not_approved_or_over_gets_none(self, office, status):
        with pytest.raises(IllegalStep):
            set_deadline_rule(duties.FILE_PLAN, round=RoundFactory(status=status), by=office, **LIMIT)

    def test_only_who_keeps_the_rules_states_it(self, approved, leadinggroup):
        with pytest.raises(Refused):
            set_deadline_rule(duties.FILE_PLAN, round=approved, by=leadinggroup, **LIMIT)

    def test_approved_anew_what_was_stated_stays(self, approved, office, leadinggroup):
        set_deadline_rule(duties.FILE_PLAN, round=approved, by=office, **LIMIT)
        freeze_limits([approved])
        assert own(approved) == [(TODAY, 30), (APPROVED, 15)]


class TestForetold:
    def rule(self, **told):
        return DeadlineRule(node=duties.FILE_PLAN, **LIMIT | told)

    def test_an_open_duty_stays_and_its_other_day_is_told(self, office):
        standing = owed(ItemFactory())
        told = outlook(self.rule(), office)
        [row] = told.rows
        assert (told.open, told.other, row.obligation, row.stays) == (1, 1, standing, standing.due_on)
        assert row.would_be == told.new > told.old == standing.due_on
        standing.refresh_from_db()
        assert standing.due_on == row.stays

    def test_duties_of_rounds_with_limits_of_their_own_are_only_counted(self, office):
        item = ItemFactory()
        owed(item)
        freeze_limits([item.hand_over.inspection.team.round])
        told = outlook(self.rule(), office)
        assert (told.open, told.other, told.elsewhere) == (0, 0, 1)
        assert outlook(self.rule(round=item.hand_over.inspection.team.round), office).other == 1

    def test_what_somebody_does_not_see_is_not_counted(self, liaison):
        owed(ItemFactory())
        assert outlook(self.rule(), liaison).open == 0

    def test_the_page_tells_before_it_saves(self, office, browse):
        owed(ItemFactory())
        client, address = browse(office), reverse("rounds:deadline_rule_add")
        typed = {"node": "file_plan", "amount": 30, "unit": "workdays", "effective_from": str(TODAY), "source": "通知"}
        shown = client.post(address, typed).content.decode()
        assert "已定的期限一律不变" in shown
        assert DeadlineRule.objects.filter(node="file_plan").count() == 1
        mark = re.search(r'name="foretold" value="(\w+)"', shown)[1]
        assert client.post(address, typed | {"foretold": mark}).status_code == 302
        assert DeadlineRule.objects.filter(node="file_plan").count() == 2

    def test_what_came_meanwhile_is_told_anew(self, office, browse):
        client, address = browse(office), reverse("rounds:deadline_rule_add")
        typed = {"node": "file_plan", "amount": 30, "unit": "workdays", "effective_from": str(TODAY), "source": ""}
        mark = re.search(r'name="foretold" value="(\w+)"', client.post(address, typed).content.decode())[1]
        owed(ItemFactory())
        assert client.post(address, typed | {"foretold": mark}).status_code == 200
        assert DeadlineRule.objects.filter(node="file_plan").count() == 1

    def test_a_round_shows_its_limits_and_takes_another(self, office, browse, approved):
        client = browse(office)
        assert (
            reverse("rounds:round_limits", args=[approved.pk])
            in client.get(approved.get_absolute_url()).content.decode()
        )
        address = reverse("rounds:round_limit_add", args=[approved.pk])
        typed = {"node": "file_plan", "amount": 30, "unit": "workdays", "effective_from": str(TODAY), "source": "通知"}
        shown = client.post(address, typed).content.decode()
        mark = re.search(r'name="foretold" value="(\w+)"', shown)[1]
        client.post(address, typed | {"foretold": mark})
        listed = client.get(reverse("rounds:round_limits", args=[approved.pk])).content.decode()
        assert "方案批准时冻结" in listed
        assert "为本轮单独规定" in listed

    def test_nobody_is_shown_the_limits_of_a_round_they_do_not_follow(self, liaison, browse, approved):
        assert browse(liaison).get(reverse("rounds:round_limits", args=[approved.pk])).status_code == 403


def test_the_duties_of_before_keep_their_days(approved, office):
    begun = Obligation.objects.filter(round=approved).values_list("due_on", flat=True)
    before = list(begun)
    set_deadline_rule(duties.FILE_PLAN, round=approved, by=office, **LIMIT)
    assert list(begun) == before
