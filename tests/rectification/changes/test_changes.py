"""整改变更与延期: an accepted plan is changed by application and decision, and days gone by stay as they were."""

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
from core.reports.sheets import sheets
from core.workflow.moves import IllegalStep
from core.workflow.steps import awaiting, steps_for
from personnel.models import Reminder, RoleGrant
from personnel.reminders.sweep import sweep
from rectification import duties
from rectification.changes.services import AskedMeasure, accept_change, apply_change, refuse_change
from rectification.closing.services import close_item, return_item
from rectification.items.services import report_progress
from rectification.models import Item, ItemChange
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import bring_to_office
from tests.rectification.conftest import carry_out, check

DUE, LATER = date(2026, 12, 1), date(2027, 1, 15)
ASKED, DECIDED = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture
def immediate(rectifying):
    """Due on the first of October, and open: late in November."""
    return rectifying.items.get(deadline_kind="immediate")


@pytest.fixture
def asked(item, liaison):
    """Another day is applied for."""
    apply_change(item, "供应商停产，设备延期到货", due_on=LATER, by=liaison, on=ASKED)
    return item


@pytest.fixture
def accepted(asked, office):
    accept_change(asked, "同意延期", by=office, on=DECIDED)
    return asked


def names_of_steps(item, user):
    return {step.name for step in steps_for(Item.objects.get(pk=item.pk), user)}


def owed(item, node=duties.RECTIFY_ITEM):
    return Obligation.objects.filter(subject_id=item.pk, node=node).order_by("pk")


class TestApplying:
    def test_the_plan_stands_until_the_office_decides(self, asked, office):
        item = Item.objects.get(pk=asked.pk)
        assert (item.due_on, item.status) == (DUE, Item.Status.RECTIFYING)
        duty = owed(asked, duties.DECIDE_CHANGE).get()
        assert (duty.organization, duty.from_on, duty.due_on) == (None, ASKED, date(2026, 11, 9))
        assert Notice.objects.filter(recipient=office, kind="change.applied").exists()
        assert owed(asked).get().paused_on is None

    def test_what_is_empty_stays_as_it_is(self, asked):
        change = asked.changes.get()
        assert (change.goal, change.leader, change.department) == (asked.goal, asked.leader, asked.department)
        assert (change.former_due_on, change.days_more) == (DUE, 45)

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary", "division", "leadinggroup"])
    def test_only_the_organization_applies(self, item, who, request):
        with pytest.raises(Refused):
            apply_change(item, "延期", due_on=LATER, by=request.getfixturevalue(who))

    def test_the_secretary_may_as_well(self, item, secretary):
        assert apply_change(item, "分工调整", leader="赵国强", by=secretary).leader == "赵国强"

    def test_one_at_a_time(self, asked, liaison):
        with pytest.raises(IllegalStep):
            apply_change(asked, "再延期", due_on=LATER + timedelta(days=30), by=liaison)
        assert "apply_change" not in names_of_steps(asked, liaison)

    def test_the_database_holds_one_at_a_time(self, asked, liaison):
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemChange.objects.create(item=asked, reason="甲", applied_by=liaison, applied_on=ASKED)

    def test_a_reason_is_needed(self, item, liaison):
        with pytest.raises(ValidationError):
            apply_change(item, " ", due_on=LATER, by=liaison)

    def test_something_must_change(self, item, liaison):
        with pytest.raises(ValidationError):
            apply_change(item, "延期", due_on=DUE, leader=item.leader, by=liaison)

    def test_no_day_gone_by(self, item, liaison):
        with pytest.raises(ValidationError):
            apply_change(item, "延期", due_on=ASKED - timedelta(days=1), by=liaison, on=ASKED)

    def test_an_earlier_day_to_come_may_be_offered(self, item, liaison):
        for measure in item.measures.all():
            measure.due_on = date(2026, 9, 28)
            measure.save()
        assert apply_change(item, "提前完成", due_on=ASKED, by=liaison, on=ASKED).days_more == -29

    def test_not_before_the_plan_is_accepted(self, filed, liaison):
        with pytest.raises(IllegalStep):
            apply_change(filed.items.first(), "延期", due_on=LATER, by=liaison)

    def test_not_while_the_close_out_waits_for_a_decision(self, applied, liaison):
        with pytest.raises(IllegalStep):
            apply_change(applied, "延期", due_on=LATER, by=liaison)

    def test_not_of_a_closed_item(self, closed, liaison):
        with pytest.raises(IllegalStep):
            apply_change(closed, "延期", due_on=LATER, by=liaison)

    def test_the_close_out_waits_for_the_decision(self, done, office, liaison):
        apply_change(done, "延期", due_on=LATER, by=liaison)
        with pytest.raises(IllegalStep, match="变更"):
            bring_to_office(done, "均已完成", by=liaison)
        refuse_change(done, "无须延期", by=office)
        assert bring_to_office(done, "均已完成", by=liaison)

    def test_who_acted_for_the_office_does_not_apply(self, item, office):
        RoleGrant.objects.filter(user=office).update(role=Role.LIAISON)
        office.organization = item.hand_over.inspection.organization
        office.save()
        del office.reach
        with pytest.raises(Refused):
            apply_change(item, "延期", due_on=LATER, by=office)


class TestMeasures:
    def test_leader_department_and_day_of_one(self, item, liaison, office):
        apply_change(
            item, "科室调整", due_on=LATER, measures=[AskedMeasure(2, "赵国强", "审计科", LATER)], by=liaison, on=ASKED
        )
        stood = item.measures.get(number=2)
        assert (stood.leader, stood.due_on) == ("李建国", date(2026, 9, 30))
        accept_change(item, by=office, on=DECIDED)
        changed = item.measures.get(number=2)
        assert (changed.leader, changed.department, changed.due_on) == ("赵国强", "审计科", LATER)
        assert item.measures.get(number=1).leader == "王立新"
        told = item.changes.get().measures.get()
        assert (told.former_leader, told.former_due_on) == ("李建国", date(2026, 9, 30))

    def test_none_is_due_after_its_item(self, item, liaison):
        with pytest.raises(ValidationError):
            apply_change(item, "延期", measures=[AskedMeasure(1, due_on=LATER)], by=liaison)

    def test_nor_does_the_item_come_before_one(self, item, liaison):
        item.measures.filter(number=1).update(due_on=DUE)
        with pytest.raises(ValidationError):
            apply_change(item, "提前", due_on=DUE - timedelta(days=2), by=liaison, on=ASKED)

    def test_what_is_done_is_not_changed(self, done, liaison):
        with pytest.raises(ValidationError):
            apply_change(done, "分工调整", measures=[AskedMeasure(1, "赵国强")], by=liaison)

    def test_none_is_named_twice(self, item, liaison):
        twice = [AskedMeasure(1, "赵国强"), AskedMeasure(1, "钱志明")]
        with pytest.raises(ValidationError):
            apply_change(item, "分工调整", measures=twice, by=liaison)


class TestAccepting:
    def test_the_day_moves_and_is_owed_anew(self, accepted, liaison):
        item = Item.objects.get(pk=accepted.pk)
        assert item.due_on == LATER
        before, since = owed(item)
        assert (before.due_on, before.cancelled_on, before.met_on) == (DUE, DECIDED, None)
        assert (since.due_on, since.from_on, since.is_open) == (LATER, DECIDED, True)
        assert owed(item, duties.DECIDE_CHANGE).get().met_on == DECIDED
        change = item.changes.get()
        assert (change.decision, change.opinion, change.decided_on) == ("accepted", "同意延期", DECIDED)
        assert Notice.objects.filter(recipient=liaison, kind="change.decided").exists()

    def test_people_alone_move_no_day(self, item, liaison, office):
        apply_change(item, "分工调整", leader="赵国强", by=liaison, on=ASKED)
        accept_change(item, by=office, on=DECIDED)
        assert Item.objects.get(pk=item.pk).leader == "赵国强"
        assert owed(item).get().due_on == DUE

    @pytest.mark.parametrize("who", ["liaison", "secretary", "leader", "leadinggroup", "other_secretary"])
    def test_only_the_office_decides(self, asked, who, request):
        for service in (accept_change, refuse_change):
            with pytest.raises(Refused):
                service(asked, "同意", by=request.getfixturevalue(who))

    def test_who_applied_never_decides_even_having_changed_seats(self, asked, liaison):
        liaison.grants.update(role=Role.OFFICE)
        liaison.organization = None
        liaison.save()
        del liaison.reach
        with pytest.raises(Refused):
            accept_change(asked, "同意", by=liaison)

    def test_the_database_holds_it_as_well(self, asked, liaison):
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemChange.objects.update(decision="accepted", decided_by=liaison, decided_on=DECIDED)

    def test_not_by_a_day_that_has_gone_by(self, item, liaison, office):
        soon = date(2026, 11, 20)
        apply_change(item, "提前", due_on=soon, by=liaison, on=ASKED)
        with pytest.raises(IllegalStep):
            accept_change(item, "同意", by=office, on=soon + timedelta(days=1))
        accept_change(item, "同意", by=office, on=soon)

    def test_nothing_is_decided_twice(self, accepted, office):
        with pytest.raises(IllegalStep):
            refuse_change(accepted, "不同意", by=office)

    def test_a_lasting_item_may_get_a_day(self, rectifying, liaison, office):
        lasting = rectifying.items.get(deadline_kind="lasting")
        apply_change(lasting, "阶段目标", due_on=LATER, by=liaison, on=ASKED)
        accept_change(lasting, by=office, on=DECIDED)
        assert Item.objects.get(pk=lasting.pk).due_on == LATER
        assert owed(lasting).get().due_on == LATER

    def test_a_lasting_item_may_keep_none(self, rectifying, liaison, office):
        lasting = rectifying.items.get(deadline_kind="lasting")
        apply_change(lasting, "分工调整", leader="赵国强", by=liaison, on=ASKED)
        accept_change(lasting, by=office, on=DECIDED)
        assert Item.objects.get(pk=lasting.pk).due_on is None
        assert not owed(lasting).exists()

    def test_a_day_beyond_the_focused_period_frees_it(self, accepted):
        """It was the only item that focused rectification waited for."""
        focused = Obligation.objects.get(node=duties.FOCUSED_RECTIFICATION)
        assert (focused.cancelled_on, focused.met_on) == (DECIDED, None)

    def test_the_focused_period_waits_for_the_others(self, asked, office, immediate):
        Item.objects.filter(pk=immediate.pk).update(deadline_kind="focused")
        accept_change(asked, by=office, on=DECIDED)
        assert Obligation.objects.get(node=duties.FOCUSED_RECTIFICATION).is_open

    def test_an_extension_mends_nothing_of_a_returned_item(self, applied, office, liaison):
        return_item(applied, "佐证不足", by=office, on=date(2026, 10, 12))
        apply_change(applied, "补充材料需要时间", due_on=LATER, by=liaison, on=ASKED)
        accept_change(applied, by=office, on=DECIDED)
        with pytest.raises(IllegalStep):
            bring_to_office(applied, "均已完成", by=liaison)
        report_progress(applied, text="已补充", completion="done", by=liaison)
        assert bring_to_office(applied, "均已完成", by=liaison)

    def test_an_item_closes_under_its_new_day(self, accepted, office, handler, liaison):
        carry_out(accepted, liaison, on=date(2026, 11, 16))
        bring_to_office(accepted, "均已完成", by=liaison, on=date(2026, 11, 17))
        check(accepted, handler, on=date(2026, 11, 18))
        close_item(accepted, "同意", by=office, on=date(2026, 11, 19))
        assert owed(accepted).last().met_on == date(2026, 11, 19)


class TestRefusing:
    def test_the_plan_stays_and_the_reason_is_told(self, asked, office, liaison):
        refuse_change(asked, "理由不充分", by=office, on=DECIDED)
        assert Item.objects.get(pk=asked.pk).due_on == DUE
        change = asked.changes.get()
        assert (change.decision, change.opinion) == ("refused", "理由不充分")
        assert owed(asked).get().is_open
        assert owed(asked, duties.DECIDE_CHANGE).get().met_on == DECIDED
        assert Notice.objects.filter(recipient=liaison, kind="change.decided").exists()
        assert "apply_change" in names_of_steps(asked, liaison)

    def test_a_reason_is_needed(self, asked, office):
        with pytest.raises(ValidationError):
            refuse_change(asked, " ", by=office)
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemChange.objects.update(decision="refused", decided_by=office, decided_on=DECIDED)


class TestReminders:
    def test_the_new_day_is_reminded_of_anew_and_the_old_ones_are_void(self, asked, office, liaison, clock):
        sweep(date(2026, 11, 22))  # nine days before the first day
        old = owed(asked).get()
        assert Reminder.objects.filter(obligation=old, due_on=DUE, recipient=liaison).exists()
        told = Notice.objects.filter(
            recipient=liaison, kind="reminder", url=reverse("rounds:obligation", args=[old.pk])
        )
        assert told.filter(read_at=None).exists()
        accept_change(asked, by=office, on=date(2026, 11, 23))
        assert not told.filter(read_at=None).exists()
        sweep(date(2026, 12, 5))  # past the first day, long before the new one
        new = owed(asked).last()
        assert not Reminder.objects.filter(obligation=old, threshold__lte=0).exists()
        assert not Reminder.objects.filter(obligation=new, threshold__lte=0).exists()
        sweep(LATER - timedelta(days=9))
        assert Reminder.objects.filter(obligation=new, due_on=LATER, recipient=liaison).exists()
        sweep(LATER + timedelta(days=1))
        assert Reminder.objects.filter(obligation=new, threshold__lt=0, recipient=liaison).exists()

    def test_the_decision_is_reminded_of_and_then_no_more(self, asked, office):
        sweep(date(2026, 11, 9))
        duty = owed(asked, duties.DECIDE_CHANGE).get()
        assert Reminder.objects.filter(obligation=duty, recipient=office).exists()
        refuse_change(asked, "理由不充分", by=office, on=DECIDED)
        before = Reminder.objects.filter(obligation=duty).count()
        sweep(date(2026, 11, 20))
        assert Reminder.objects.filter(obligation=duty).count() == before


class TestDaysGoneBy:
    """An extension tells nobody that what was late had been in time."""

    @pytest.fixture
    def extended(self, immediate, liaison, office):
        """Late since the second of October; on 9 November the day moved to the middle of January."""
        apply_change(immediate, "设备延期到货", due_on=LATER, leader="赵国强", by=liaison, on=ASKED)
        accept_change(immediate, by=office, on=DECIDED)
        return immediate

    @staticmethod
    def late_on(day, item):
        return Item.objects.late(day).filter(pk=item.pk).exists()

    def test_it_was_late_until_the_decision(self, extended):
        days = [date(2026, 10, 1), date(2026, 10, 2), date(2026, 11, 8), DECIDED, LATER, LATER + timedelta(days=1)]
        assert [self.late_on(day, extended) for day in days] == [False, True, True, False, False, True]

    def test_so_say_the_duties(self, extended):
        late = [owed(extended).late(day).exists() for day in (date(2026, 11, 8), DECIDED, LATER + timedelta(days=1))]
        assert late == [True, False, True]

    def test_so_says_the_figure_and_its_list(self, extended, office, browse):
        count = figures["items_overdue"].compute
        days = date(2026, 11, 8), DECIDED
        assert [count(day, None, None) for day in days] == [1, 0]
        assert [count(date(2026, 11, 30), month_of(day), None) for day in (date(2026, 10, 1), DECIDED)] == [1, 0]
        listed = [
            browse(office).get(reverse("rectification:items"), {"late_on": f"{day}"}).context["table"].rows
            for day in days
        ]
        assert [len(rows) for rows in listed] == [1, 0]

    def test_so_say_the_sheets_of_each_month(self, extended):
        def late(month):
            rows = sheets["rectification_overdue"].rows(month_of(month), None)
            items = [row.values for row in rows if row.values[4].startswith("第")]  # another has no stage yet
            return [(values[5], values[6], values[7]) for values in items]

        def told(month):
            rows = [row.values for row in sheets["rectification_items"].rows(month_of(month), None)]
            return next((row[10], row[13], row[-1]) for row in rows if row[4] == extended.number)

        october, november = date(2026, 10, 1), DECIDED
        assert late(october) == [("财务科 王立新", october, 30)]
        assert late(november) == []
        assert told(october) == ("王立新", october, "整改中（逾期）")
        assert told(november) == ("赵国强", LATER, "整改中")
        (row,) = sheets["rectification_summary"].rows(month_of(october), None)
        assert row[9] == 1

    def test_several_extensions_each_told_in_its_time(self, extended, liaison, office, clock):
        clock.set("2027-03-01 10:00")
        second, third = date(2027, 2, 1), date(2027, 4, 1)
        apply_change(extended, "再延期", due_on=third, by=liaison, on=date(2027, 1, 25))
        accept_change(extended, by=office, on=second)
        days = [date(2026, 11, 8), DECIDED, date(2027, 1, 16), date(2027, 1, 31), second, date(2027, 4, 2)]
        assert [self.late_on(day, extended) for day in days] == [True, False, True, True, False, True]
        since = list(extended.changes.accepted().values_list("former_since", "former_due_on"))
        assert since == [(DECIDED, LATER), (None, date(2026, 10, 1))]

    def test_two_on_one_day_count_as_the_last(self, extended, liaison, office):
        third = date(2027, 4, 1)
        apply_change(extended, "更正", due_on=third, by=liaison, on=DECIDED)
        accept_change(extended, by=office, on=DECIDED)
        assert self.late_on(date(2026, 11, 8), extended)
        assert not self.late_on(date(2027, 3, 1), extended)

    def test_none_is_decided_before_the_one_before_it(self, extended, liaison, office):
        apply_change(extended, "更正", due_on=date(2027, 4, 1), by=liaison, on=ASKED)
        with pytest.raises(ValidationError):
            accept_change(extended, by=office, on=DECIDED - timedelta(days=1))

    def test_a_day_that_a_lasting_item_got_was_none_before(self, rectifying, liaison, office):
        lasting = rectifying.items.get(deadline_kind="lasting")
        apply_change(lasting, "阶段目标", due_on=DECIDED, by=liaison, on=ASKED)
        accept_change(lasting, by=office, on=ASKED)
        Item.objects.filter(pk=lasting.pk).update(due_on=date(2026, 10, 1))  # had it stood since October
        assert not self.late_on(date(2026, 11, 1), lasting)
        assert self.late_on(ASKED, lasting)


class TestPages:
    def test_from_the_application_to_the_decision(self, item, liaison, office, browse):
        page = reverse("rectification:item", args=[item.pk])
        form = browse(liaison).get(reverse("rectification:item_apply_change", args=[item.pk]))
        assert "修订财务管理制度" in form.text
        given = {"reason": "设备延期到货", "due_on": f"{LATER}", "measure_2_leader": "赵国强"}
        browse(liaison).post(reverse("rectification:item_apply_change", args=[item.pk]), given)
        assert awaiting(Item, office).filter(pk=item.pk).exists()
        decision = browse(office).get(reverse("rectification:item_accept_change", args=[item.pk]))
        for words in ("2026-12-01 → 2027-01-15", "李建国 → 赵国强", "设备延期到货"):
            assert words in decision.text
        browse(office).post(reverse("rectification:item_accept_change", args=[item.pk]), {"opinion": "同意"})
        assert not awaiting(Item, office).filter(pk=item.pk).exists()
        for user in (liaison, office):
            told = browse(user).get(page).text
            for words in ("2026-12-01 → 2027-01-15", "设备延期到货", "同意"):
                assert words in told

    def test_the_worklists_say_who_waits_for_whom(self, asked, office, liaison, browse):
        task = f"审批{asked.hand_over}第{asked.number}项问题的变更申请"
        assert task in browse(office).get(reverse("worklist")).text
        assert f"第{asked.number}项问题的变更申请待巡察办审批" in browse(liaison).get(reverse("worklist")).text

    def test_the_list_is_narrowed_down_by_state_and_by_what_is_asked(
        self, accepted, rectifying, liaison, office, browse
    ):
        other = rectifying.items.get(deadline_kind="dated")
        apply_change(other, "分工调整", leader="赵国强", by=liaison)

        def listed(**query):
            return len(browse(office).get(reverse("rectification:changes"), query).context["table"].rows)

        assert (listed(), listed(state="waiting"), listed(state="accepted"), listed(state="refused")) == (2, 1, 1, 0)
        assert (listed(asks="extension"), listed(asks="other"), listed(awaiting="me")) == (1, 1, 1)

    def test_the_list_is_drawn_as_a_workbook(self, accepted, office, browse):
        answer = browse(office).get(reverse("rectification:changes"), {"export": "xlsx"})
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")

    def test_others_see_none_of_it(self, accepted, other_secretary, stranger_leader, browse):
        for user in (other_secretary, stranger_leader):
            assert len(browse(user).get(reverse("rectification:changes")).context["table"].rows) == 0


def test_the_sheet_of_a_month_tells_what_was_decided_by_then(asked, office):
    accept_change(asked, "同意", by=office, on=date(2026, 11, 23))

    def row(month):
        (line,) = sheets["item_changes"].rows(month_of(month), None)
        return list(line.values)[5:]

    october = [list(line) for line in sheets["item_changes"].rows(month_of(date(2026, 10, 1)), None)]
    assert october == []
    november = row(ASKED)
    assert november[2:] == [45, "供应商停产，设备延期到货", "同意", date(2026, 11, 23), "同意"]
    ItemChange.objects.update(decided_on=date(2026, 12, 2))
    assert row(ASKED)[4:] == ["待审定", None, ""]


def test_a_colleague_of_the_office_decides(asked, handler):
    assert accept_change(asked, "同意", by=handler, on=DECIDED).decided_by == handler


class TestTheApi:
    def test_asked_and_decided(self, item, liaison, office):
        measures = [{"number": 2, "leader": "赵国强", "due_on": f"{LATER}"}]
        body = {"reason": "设备延期到货", "due_on": f"{LATER}", "measures": measures}
        assert ApiClient(liaison).write(f"items/{item.pk}/apply-change/", body).status_code == 200
        assert Item.objects.get(pk=item.pk).due_on == DUE
        assert ApiClient(liaison).write(f"items/{item.pk}/accept-change/", {}).status_code == 403
        assert ApiClient(office).write(f"items/{item.pk}/accept-change/", {"opinion": "同意"}).status_code == 200
        assert Item.objects.get(pk=item.pk).due_on == LATER
        assert item.measures.get(number=2).leader == "赵国强"

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"reason": "延期"},
            {"reason": "延期", "due_on": "2026-11-01"},
            {"reason": "延期", "measures": [{"number": 9}]},
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, item, liaison, body):
        assert ApiClient(liaison).write(f"items/{item.pk}/apply-change/", body).status_code == 400

    def test_a_refusal_says_why(self, asked, office):
        api = ApiClient(office)
        assert api.write(f"items/{asked.pk}/refuse-change/", {"reason": " "}).status_code == 400
        assert api.write(f"items/{asked.pk}/refuse-change/", {"reason": "理由不充分"}).status_code == 200
        assert asked.changes.get().decision == "refused"
