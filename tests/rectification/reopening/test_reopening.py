"""重新整改: a closed item is opened again by application and decision, and stays closed on the days before."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.reports.figures import figures
from core.reports.period import month_of
from core.reports.rates import rates
from core.reports.sheets import sheets
from core.workflow.moves import IllegalStep
from core.workflow.steps import awaiting, steps_for
from personnel.models import RoleGrant
from rectification import duties
from rectification.closing.services import close_hand_over, close_item
from rectification.items import sets
from rectification.items.services import report_progress
from rectification.models import HandOver, Item, ItemChange, Reopening
from rectification.reopening.services import accept_reopening, apply_reopening, refuse_reopening
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import UserFactory, bring_to_office, fresh
from tests.rectification.conftest import CLOSED, check, evidence

DUE, AGAIN = date(2026, 12, 1), date(2027, 1, 31)
ASKED, DECIDED = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture
def colleague(db):
    """Of the office, who has neither closed the item nor checked it."""
    return UserFactory(username="colleague", roles=[Role.OFFICE])


def ask(item, by, on=ASKED, **facts):
    return apply_reopening(item, "look_back", "违规报销问题反弹", AGAIN, by=by, on=on, **facts)


@pytest.fixture
def asked(closed, leader):
    """The team found it to be back."""
    ask(closed, leader)
    return closed


@pytest.fixture
def reopened(asked, colleague):
    accept_reopening(asked, "情况属实", by=colleague, on=DECIDED)
    return asked


def names_of_steps(item, user):
    return {step.name for step in steps_for(Item.objects.get(pk=item.pk), user)}


def rectify_again(item, liaison, handler, office, on=date(2026, 11, 16)):
    """Reported with new evidence, applied for, checked and closed out once more."""
    report_progress(item, text="已重新清退", completion="done", by=liaison, files=[evidence("再整改.pdf")], on=on)
    bring_to_office(item, "重新整改完成", by=liaison, on=on)
    check(item, handler, on=on)
    return close_item(item, "同意", by=office, on=on + timedelta(days=1))


class TestApplying:
    def test_the_item_stays_closed_until_the_decision(self, asked, office):
        item = Item.objects.get(pk=asked.pk)
        assert (item.status, item.closed_on) == (Item.Status.CLOSED, CLOSED)
        assert Reopening.objects.get().closed_on == CLOSED
        assert Obligation.objects.get(node=duties.DECIDE_REOPENING).from_on == ASKED
        assert Notice.objects.filter(recipient=office, kind="reopening.applied").exists()

    @pytest.mark.parametrize("who", ["office", "handler", "leader"])
    def test_the_office_and_the_team_apply(self, closed, who, request):
        assert ask(closed, request.getfixturevalue(who)).decision == ""

    @pytest.mark.parametrize("who", ["liaison", "secretary", "division", "leadinggroup", "stranger_leader"])
    def test_nobody_else_does(self, closed, who, request):
        with pytest.raises(Refused):
            ask(closed, request.getfixturevalue(who))

    def test_only_of_a_closed_item(self, checked, leader):
        with pytest.raises(IllegalStep):
            ask(checked, leader)

    def test_one_at_a_time(self, asked, handler):
        with pytest.raises(IllegalStep):
            ask(asked, handler)
        assert "apply_reopening" not in names_of_steps(asked, handler)

    def test_the_database_holds_one_at_a_time(self, asked, handler):
        facts = {"source": "check", "reason": "甲", "due_on": AGAIN, "closed_on": CLOSED}
        with pytest.raises(IntegrityError), transaction.atomic():
            Reopening.objects.create(item=asked, applied_by=handler, applied_on=ASKED, **facts)

    def test_not_before_it_was_closed(self, closed, leader):
        with pytest.raises(ValidationError):
            ask(closed, leader, on=CLOSED - timedelta(days=1))

    def test_a_reason_and_a_day_to_come_are_needed(self, closed, leader):
        with pytest.raises(ValidationError):
            apply_reopening(closed, "check", " ", AGAIN, by=leader, on=ASKED)
        with pytest.raises(ValidationError):
            apply_reopening(closed, "check", "反弹", ASKED - timedelta(days=1), by=leader, on=ASKED)

    def test_the_organization_sees_none_of_it_before_it_is_decided(self, asked, liaison, division, office):
        seen = [Reopening.objects.visible_to(user).count() for user in (liaison, division, office)]
        assert seen == [0, 0, 1]


class TestAccepting:
    def test_the_item_is_rectified_again_by_its_new_day(self, division, reopened, liaison, leader):
        item = Item.objects.get(pk=reopened.pk)
        stands = (item.status, item.closed_on, item.due_on, item.reopened_on, item.completion)
        assert stands == (Item.Status.RECTIFYING, None, AGAIN, DECIDED, Item.Completion.NOT_DONE)
        owed = Obligation.objects.open().get(node=duties.RECTIFY_ITEM, subject_id=item.pk)
        assert (owed.due_on, owed.from_on) == (AGAIN, DECIDED)
        assert Obligation.objects.get(node=duties.DECIDE_REOPENING).met_on == DECIDED
        for told in (liaison, leader, division):
            assert Notice.objects.filter(recipient=told, kind="reopening.decided").exists(), told
        assert "progress" in names_of_steps(item, liaison)

    def test_its_hand_over_is_under_way_again(self, all_closed, closed, office, leader, colleague):
        close_hand_over(all_closed, by=office, on=date(2026, 10, 20))
        item = Item.objects.get(pk=closed.pk)
        ask(item, leader)
        accept_reopening(item, by=colleague, on=DECIDED)
        hand_over = HandOver.objects.get(pk=all_closed.pk)
        assert (hand_over.status, hand_over.closed_on) == (HandOver.Status.RECTIFYING, None)

    def test_who_applied_does_not_decide(self, closed, colleague):
        ask(closed, colleague)
        for service in (accept_reopening, refuse_reopening):
            with pytest.raises(Refused):
                service(closed, "同意", by=colleague)
        assert "accept_reopening" not in names_of_steps(closed, colleague)
        assert not awaiting(Item, colleague).filter(pk=closed.pk).exists()

    def test_nor_does_who_closed_it(self, asked, office, colleague):
        with pytest.raises(Refused):
            accept_reopening(asked, "同意", by=office)
        assert not awaiting(Item, office).filter(pk=asked.pk).exists()
        assert awaiting(Item, colleague).filter(pk=asked.pk).exists()

    def test_who_closed_it_may_apply(self, closed, office, colleague):
        ask(closed, office)
        assert accept_reopening(closed, "同意", by=colleague)

    @pytest.mark.parametrize("who", ["liaison", "secretary", "leader", "member", "leadinggroup", "division"])
    def test_only_the_office_decides(self, asked, who, request):
        with pytest.raises(Refused):
            accept_reopening(asked, "同意", by=request.getfixturevalue(who))

    def test_who_acted_for_the_organization_never_decides(self, asked, liaison):
        liaison.grants.update(role=Role.OFFICE)
        liaison.organization = None
        liaison.save()
        del liaison.reach
        with pytest.raises(Refused):
            accept_reopening(asked, "同意", by=liaison)

    def test_the_database_holds_that_two_decide(self, asked, leader):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reopening.objects.update(decision="accepted", decided_by=leader, decided_on=DECIDED)

    def test_not_by_a_day_that_has_gone_by(self, closed, leader, colleague):
        soon = date(2026, 11, 10)
        apply_reopening(closed, "check", "反弹", soon, by=leader, on=ASKED)
        with pytest.raises(IllegalStep):
            accept_reopening(closed, by=colleague, on=soon + timedelta(days=1))

    def test_not_twice(self, reopened, colleague):
        with pytest.raises(IllegalStep):
            accept_reopening(reopened, by=colleague)

    def test_the_day_before_it_stays_told(self, reopened):
        change = ItemChange.objects.get()
        assert (change.former_due_on, change.due_on, change.decided_on) == (DUE, AGAIN, DECIDED)
        assert change.reopening == Reopening.objects.get()


class TestClosingAgain:
    def test_what_was_done_before_does_not_close_it(self, reopened, liaison, handler, office):
        with pytest.raises(IllegalStep, match="未完成"):
            bring_to_office(reopened, "均已完成", by=liaison)
        report_progress(reopened, text="又做了些", completion="done", by=liaison)
        with pytest.raises(IllegalStep, match="佐证"):
            bring_to_office(reopened, "均已完成", by=liaison)
        report_progress(reopened, text="清单", completion="done", by=liaison, files=[evidence("清单.pdf")])
        bring_to_office(reopened, "均已完成", by=liaison)
        with pytest.raises(IllegalStep):
            close_item(reopened, "同意", by=office)
        check(reopened, handler)
        assert close_item(reopened, "同意", by=office)

    def test_nothing_is_dated_before_the_reopening(self, reopened, liaison):
        with pytest.raises(ValidationError):
            report_progress(reopened, text="早", completion="done", by=liaison, on=DECIDED - timedelta(days=1))

    def test_it_may_be_opened_a_second_time(self, reopened, liaison, handler, office, leader, colleague):
        rectify_again(reopened, liaison, handler, office)
        item = Item.objects.get(pk=reopened.pk)
        assert (item.closed_on, item.status) == (date(2026, 11, 17), Item.Status.CLOSED)
        ask(item, leader, on=date(2026, 11, 20))
        accept_reopening(item, by=colleague, on=date(2026, 11, 21))
        days = [CLOSED, DECIDED, date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 21)]
        closed = [Item.objects.closed(day).filter(pk=item.pk).exists() for day in days]
        assert closed == [True, False, False, True, True, False]
        assert figures["items_reopened"].compute(date(2026, 11, 30), None, None) == 1


class TestRefusing:
    def test_it_stays_closed_and_who_applied_is_told_why(self, asked, colleague, leader, liaison):
        refuse_reopening(asked, "属新问题，另行处理", by=colleague, on=DECIDED)
        assert Item.objects.get(pk=asked.pk).status == Item.Status.CLOSED
        assert Reopening.objects.get().opinion == "属新问题，另行处理"
        assert Obligation.objects.get(node=duties.DECIDE_REOPENING).met_on == DECIDED
        assert Notice.objects.filter(recipient=leader, kind="reopening.decided").exists()
        assert not Notice.objects.filter(recipient=liaison, kind__startswith="reopening").exists()
        assert not Reopening.objects.visible_to(liaison).exists()
        assert figures["items_reopened"].compute(DECIDED, None, None) == 0

    def test_a_reason_is_needed(self, asked, colleague):
        with pytest.raises(ValidationError):
            refuse_reopening(asked, " ", by=colleague)


class TestDaysGoneBy:
    """What was told of a day before the reopening is told of that day for ever."""

    DAYS = (CLOSED - timedelta(days=1), CLOSED, ASKED, DECIDED - timedelta(days=1))

    @staticmethod
    def told(day):
        keys = ("items_fed_back", "items_closed_out", "items_overdue", "items_reopened")
        months = [
            [list(getattr(row, "values", row)) for row in sheets[key].rows(month_of(day), None)] for key in SHEETS
        ]
        numbers = {key: figures[key].compute(day, None, None) for key in keys}
        sets = [
            list(rows.order_by("pk").values_list("pk", flat=True))
            for rows in (Item.objects.closed(day), Item.objects.outstanding(day), Item.objects.late(day))
        ]
        return numbers, sets, [rate.of(numbers) for rate in rates if rate.part in numbers], months

    def test_nothing_of_them_moves(self, asked, colleague):
        before = [self.told(day)[:2] for day in self.DAYS]
        october = self.told(date(2026, 10, 31))
        accept_reopening(asked, by=colleague, on=DECIDED)
        assert [self.told(day)[:2] for day in self.DAYS] == before
        assert self.told(date(2026, 10, 31)) == october

    def test_from_the_decision_on_it_is_open(self, reopened):
        count = figures["items_closed_out"].compute
        assert [count(day, None, None) for day in (ASKED, DECIDED)] == [1, 0]
        assert [figures["items_reopened"].compute(day, None, None) for day in (ASKED, DECIDED)] == [0, 1]
        assert [Item.objects.late(day).filter(pk=reopened.pk).exists() for day in (AGAIN, AGAIN + timedelta(1))] == [
            False,
            True,
        ]

    def test_of_a_month_the_figures_tell_what_is_new(self, reopened):
        october, november = month_of(CLOSED), month_of(DECIDED)
        end = date(2026, 11, 30)
        closed, again = figures["items_closed_out"].compute, figures["items_reopened"].compute
        assert [closed(end, month, None) for month in (october, november)] == [1, 0]
        assert [again(end, month, None) for month in (october, november)] == [0, 1]

    def test_the_sheets_of_each_month_say_how_it_stood(self, reopened, liaison):
        def row(month):
            rows = [row.values for row in sheets["rectification_items"].rows(month_of(month), None)]
            return next((row[13], row[16], row[23], row[24]) for row in rows if row[4] == reopened.number)

        assert row(CLOSED) == (DUE, "已完成", CLOSED, "已销号")
        assert row(DECIDED) == (AGAIN, "未完成", None, "整改中")
        report_progress(reopened, text="正在重做", completion="mostly", by=liaison, on=date(2026, 11, 20))
        assert row(DECIDED) == (AGAIN, "基本完成", None, "整改中")
        apply_done = date(2026, 11, 21)
        report_progress(reopened, text="完", completion="done", by=liaison, files=[evidence()], on=apply_done)
        bring_to_office(reopened, "完成", by=liaison, on=apply_done)
        assert row(DECIDED) == (AGAIN, "已完成", None, "待巡察办销号")

    def test_the_summary_counts_it_as_completed_until_then(self, reopened):
        def done(month):
            (row,) = sheets["rectification_summary"].rows(month_of(month), None)
            return row[5]

        assert [done(CLOSED), done(DECIDED)] == [1, 0]

    def test_the_lists_hold_what_the_figures_count(self, reopened, office, browse):
        def listed(**query):
            return len(browse(office).get(reverse("rectification:items"), query).context["table"].rows)

        assert [listed(closed_by=f"{day}") for day in (ASKED, DECIDED)] == [1, 0]
        assert [listed(reopened_by=f"{day}") for day in (ASKED, DECIDED)] == [0, 1]


SHEETS = ("rectification_summary", "rectification_items", "rectification_overdue")


class TestPages:
    def test_from_the_application_to_the_decision(self, closed, leader, colleague, liaison, browse):
        at = {name: reverse(f"rectification:item_{name}", args=[closed.pk]) for name in STEPS}
        page = reverse("rectification:item", args=[closed.pk])
        given = {"source": "complaint", "due_on": f"{AGAIN}", "reason": "群众来信反映反弹"}
        browse(leader).post(at["apply_reopening"], given)
        assert "群众来信反映反弹" not in browse(liaison).get(page).text
        assert (
            f"审批{closed.hand_over}第{closed.number}项问题的重新整改申请"
            in browse(colleague).get(reverse("worklist")).text
        )
        assert "群众来信反映反弹" in browse(colleague).get(at["accept_reopening"]).text
        browse(colleague).post(at["accept_reopening"], {"opinion": "情况属实"})
        assert Item.objects.get(pk=closed.pk).status == Item.Status.RECTIFYING
        for words in ("群众来信反映反弹", "情况属实", f"{DUE} → {AGAIN}"):
            assert words in browse(liaison).get(page).text

    def test_the_list_is_narrowed_down_by_state(self, reopened, colleague, liaison, browse):
        def listed(user, **query):
            return len(browse(user).get(reverse("rectification:reopenings"), query).context["table"].rows)

        assert [listed(colleague, state=state) for state in ("waiting", "accepted", "refused")] == [0, 1, 0]
        assert (listed(liaison), listed(colleague, source="check")) == (1, 0)


STEPS = ("apply_reopening", "accept_reopening", "refuse_reopening")


def test_the_sheet_of_a_month_tells_what_was_decided_by_then(asked, colleague):
    accept_reopening(asked, "情况属实", by=colleague, on=date(2026, 11, 23))

    def row(month):
        (line,) = sheets["item_reopenings"].rows(month_of(month), None)
        return list(line.values)[5:]

    assert row(ASKED)[:3] == [CLOSED, ASKED, "“回头看”"]
    assert row(ASKED)[4:6] == ["重新整改", date(2026, 11, 23)]
    Reopening.objects.update(decided_on=date(2026, 12, 2))
    assert row(ASKED)[4:6] == ["待审定", None]


def test_both_sides_stay_apart_after_a_reopening(reopened, colleague):
    """Who opened it again does not speak for the organization later."""
    RoleGrant.objects.filter(user=colleague).update(role=Role.LIAISON)
    colleague.organization = reopened.hand_over.inspection.organization
    colleague.save()
    del colleague.reach
    with pytest.raises(Refused):
        report_progress(reopened, text="已改", completion="done", by=colleague)


def test_it_is_applied_for_and_decided_over_the_api(closed, leader, colleague, liaison):
    body = {"source": "check", "reason": "反弹", "due_on": f"{AGAIN}"}
    at = f"items/{closed.pk}/"
    assert ApiClient(liaison).write(f"{at}apply-reopening/", body).status_code == 403
    assert ApiClient(leader).write(f"{at}apply-reopening/", body).status_code == 200
    assert ApiClient(leader).write(f"{at}accept-reopening/", {}).status_code == 403
    assert ApiClient(colleague).write(f"{at}accept-reopening/", {"opinion": "属实"}).status_code == 200
    assert Item.objects.get(pk=closed.pk).status == Item.Status.RECTIFYING


class TestFoundBack:
    """A check that finds the problem of a closed item back is on the worklist of the office until somebody applies."""

    @pytest.mark.parametrize("verdict", ["refuted", "partly"])
    def test_it_is_on_the_worklist_until_it_is_applied_for(self, closed, colleague, liaison, leader, verdict):
        check(closed, colleague, verdict=verdict, on=ASKED)
        assert list(sets.come_back(fresh(colleague))) == [closed]
        for user in (liaison, leader):
            assert not sets.come_back(fresh(user)).exists()
        ask(closed, colleague)
        assert not sets.come_back(fresh(colleague)).exists()

    def test_the_office_reads_it_on_its_first_page(self, closed, colleague, browse):
        check(closed, colleague, verdict="refuted", on=ASKED)
        page = browse(colleague).get("/").text
        assert "核查发现" in page
        assert closed.get_absolute_url() in page

    def test_a_later_check_that_finds_it_rectified_takes_it_off(self, closed, colleague):
        check(closed, colleague, verdict="refuted", on=ASKED)
        check(closed, colleague, on=DECIDED)
        assert not sets.come_back(fresh(colleague)).exists()

    def test_who_refuses_the_reopening_leaves_it_closed(self, closed, handler, colleague):
        check(closed, handler, verdict="refuted", on=ASKED)
        ask(closed, handler)
        refuse_reopening(closed, "已当场整改", by=colleague, on=DECIDED)
        assert not sets.come_back(fresh(colleague)).exists()

    def test_what_was_found_before_it_was_closed_counts_no_more(self, closed, colleague):
        assert not sets.come_back(fresh(colleague)).exists()
