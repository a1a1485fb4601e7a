"""Every page of the four ledgers: who opens it, what it shows, what it costs."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core.worklist import duties as worklist
from personnel.models import ReminderRule
from rectification.closing.services import close_item
from rectification.hand_over.plan import accept_plan, save_plan
from rectification.items.services import report_progress
from rectification.models import HandOver, Side
from rounds.models import DeadlineRule, Obligation
from tests.factories import PASSWORD, TOLD, FindingFactory, ItemFactory, ObligationFactory

from .conftest import OPINION, check, evidence, plan_for

EVERYONE = [
    "office",
    "handler",
    "leadinggroup",
    "leader",
    "member",
    "secretary",
    "liaison",
    "division",
    "stranger_leader",
    "other_secretary",
    "discipline",
    "orgdept",
    "cooperating",
    "sysadmin",
    "secadmin",
    "auditor",
]
SEE_IT = {"office", "handler", "leadinggroup", "leader", "member", "secretary", "liaison", "division"}


BELOW = {
    "obligations": "personnel",
    "obligation_urge": "personnel",
    "reminder_rules": "personnel",
    "deadline_rules": "rounds",
}
BELOW |= {f"reminder_rule_{step}": "personnel" for step in ("add", "change", "drop")} | {"deadline_rule_add": "rounds"}


def at(name, *args):
    return reverse(f"{BELOW.get(name, 'rectification')}:{name}", args=args)


def sent_twice(client, rule, *page):
    """A limit or a rule of reminders, as it is typed and then confirmed."""
    address = at(*page or ["deadline_rule_add"])
    shown = client.post(address, rule)
    mark = re.search(r'foretold" value="(\w+)"', shown.content.decode())
    return client.post(address, rule | {"foretold": mark[1]}) if mark else shown


@pytest.fixture
def everyone(request, browse):
    """A browser of each of the cast, by name."""
    return {who: browse(request.getfixturevalue(who)) for who in EVERYONE}


def statuses(everyone, *addresses):
    """What each is told at each of these addresses."""
    return {(who, page): client.get(page).status_code for who, client in everyone.items() for page in addresses}


def expected(status_of, *addresses):
    """The same as it should be, by what `status_of(who)` says."""
    return {(who, page): status_of(who) for who in EVERYONE for page in addresses}


class TestWhoOpensWhat:
    def test_records_are_there_for_those_they_concern_and_for_nobody_else(self, checked, everyone):
        hand_over = checked.hand_over
        addresses = (
            checked.get_absolute_url(),
            hand_over.get_absolute_url(),
            at("hand_over_findings", hand_over.pk),
            at("receipt", hand_over.receipts.first().pk),
        )
        assert statuses(everyone, *addresses) == expected(lambda who: 200 if who in SEE_IT else 404, *addresses)

    @pytest.mark.parametrize("who", ["secretary", "liaison", "division"])
    def test_what_is_being_prepared_is_the_offices_own(self, prepared, who, request, browse):
        client = browse(request.getfixturevalue(who))
        assert client.get(prepared.get_absolute_url()).status_code == 404
        assert client.get(prepared.items.first().get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("name", ["items", "hand_overs", "checks", "close_outs", "obligations"])
    def test_lists_show_what_one_sees(self, checked, other_item, name, everyone):
        mine, others = str(checked.hand_over), str(other_item.hand_over)
        for who, client in everyone.items():
            answer = client.get(at(name))
            follows = who in SEE_IT | {"stranger_leader", "other_secretary"}
            owes = name == "obligations" and who in {"discipline", "orgdept", "cooperating"}
            assert answer.status_code == (200 if follows or owes else 403), who
            page = answer.content.decode()
            assert (mine in page) == (who in SEE_IT), who
            assert name not in ("items", "hand_overs") or (others in page) == (
                who in {"office", "handler", "leadinggroup", "stranger_leader", "other_secretary"}
            ), who

    @pytest.mark.parametrize(
        ("step", "takers"),
        [
            ("item_close", {"office"}),
            ("item_return", {"office", "handler"}),
            ("item_check", {"office", "handler", "leader", "member"}),
            ("item_progress", {"secretary", "liaison"}),
            ("item_apply_close_out", {"secretary", "liaison"}),
        ],
    )
    def test_forms_of_steps_open_to_those_who_take_them(self, checked, step, takers, everyone):
        def status_of(who):
            return 404 if who not in SEE_IT else 200 if who in takers else 403

        form = at(step, checked.pk)
        assert statuses(everyone, form) == expected(status_of, form)

    def test_the_right_is_asked_before_the_form_is_read(self, checked, office, liaison, browse):
        for name, who in [("item_close", liaison), ("item_apply_close_out", office), ("item_progress", office)]:
            assert browse(who).post(at(name, checked.pk), {}).status_code == 403

    def test_strangers_are_asked_to_sign_in(self, checked, browse):
        for name, args in [("items", []), ("item", [checked.pk]), ("item_close", [checked.pk])]:
            assert browse(None).get(at(name, *args)).status_code == 302

    @pytest.mark.parametrize("name", ["hand_over_take_in", "hand_over_file_plan", "hand_over_close"])
    def test_nothing_changes_by_looking(self, rectifying, name, office, browse):
        assert browse(office).get(at(name, rectifying.pk)).status_code == 405


class TestTheWay:
    """The whole way of one item through the pages, each step by the seat that takes it."""

    def test_from_submitted_findings_to_the_close_out(
        self, reported, office, handler, secretary, liaison, leader, browse
    ):
        bench, sign, desk = browse(office), browse(secretary), browse(liaison)
        signature = {"typed_name": secretary.name, "password": PASSWORD}
        FindingFactory(inspection=reported, status="submitted")
        bench.post(at("inspection_prepare_hand_over", reported.pk))
        hand_over = HandOver.objects.get()
        for side in Side:
            given = {"given_on": "2026-08-31", "given_by": "陈志强", **OPINION}
            bench.post(at("hand_over_feedback", hand_over.pk, side), given)
        bench.post(at("hand_over_deliver", hand_over.pk), {"on": "2026-11-02"})
        for side in Side:
            assert "请认真整改。" in sign.get(at("hand_over_sign", hand_over.pk, side)).content.decode()
            sign.post(at("hand_over_sign", hand_over.pk, side), signature)
        for item in hand_over.items.all():
            desk.post(at("item_plan", item.pk), self.plan)
        desk.post(at("hand_over_file_plan", hand_over.pk))
        bench.post(at("hand_over_accept_plan", hand_over.pk))
        item = hand_over.items.get(number=1)
        desk.post(at("measure_done", item.measures.get().pk), {"on": "2026-11-20"})
        rule = {"item": item.pk, "kind": "revised", "title": "财务管理制度", "made_on": "2026-11-20"}
        desk.post(reverse("rectification:organization_rule_add"), rule)
        paid = {"item": item.pk, "amount": "12.50", "returned_on": "2026-11-20"}
        desk.post(reverse("rectification:returned_funds_entry_add"), paid)
        report = {"text": "已修订", "completion": "done"}
        desk.post(at("item_progress", item.pk), report | {"files": [evidence()]})
        desk.post(at("item_apply_close_out", item.pk), TOLD | {"statement": "措施已完成"})
        browse(leader).post(at("item_accept", item.pk), {"opinion": "整改到位"})
        bench.post(at("item_return", item.pk), {"reason": "缺少会议记录"})
        more = {"text": "已补会议记录", "completion": "done"}
        desk.post(at("item_progress", item.pk), more)
        desk.post(at("item_apply_close_out", item.pk), TOLD | {"statement": "已补充会议记录"})
        browse(leader).post(at("item_accept", item.pk), {"opinion": "整改到位"})
        found = {"checked_on": "2026-11-23", "checkers": "张伟", "verdict": "confirmed", "opinion": "属实"}
        browse(handler).post(at("item_check", item.pk), found)
        bench.post(at("item_close", item.pk), {"opinion": "同意销号"})
        item.refresh_from_db()
        assert (item.status, item.closed_on, item.rules_made) == ("closed", date(2026, 11, 23), 1)
        page = bench.get(item.get_absolute_url()).content.decode()
        for words in ("缺少会议记录", "已补充会议记录", "整改佐证.pdf", "属实", "同意销号", "交账", "销账", "12.50元"):
            assert words in page

    plan = {
        "goal": "健全制度",
        "leader": "王立新",
        "department": "财务科",
        "measures-TOTAL_FORMS": 2,
        "measures-INITIAL_FORMS": 0,
        "measures-0-content": "修订制度",
        "measures-0-kind": "rules",
        "measures-0-leader": "王立新",
        "measures-0-department": "",
        "measures-0-due_on": "2026-11-30",
        "measures-1-content": "",
    }

    def test_it_asks_whether_an_item_is_kept_up_unless_its_limit_says_so(self, signed, liaison, browse):
        lasting, dated = [signed.items.get(deadline_kind=kind) for kind in ("lasting", "dated")]
        bench = browse(liaison)
        assert "kept_up" not in bench.get(at("item_plan", lasting.pk)).context["form"].fields
        bench.post(at("item_plan", lasting.pk), self.plan | {"kept_up": "on"})
        bench.post(at("item_plan", dated.pk), self.plan | {"kept_up": "on"})
        assert "常态化坚持" in bench.get(dated.get_absolute_url()).text
        assert list(signed.items.filter(kept_up=True)) == [dated]
        shown = bench.get(at("items") + "?kept_up=true").context["table"].data.data
        assert {row.pk for row in shown} == {lasting.pk, dated.pk}
        assert dated.pk not in {row.pk for row in bench.get(at("items") + "?kept_up=false").context["table"].data.data}

    def test_a_day_a_measure_cannot_be_due_on_is_said_at_its_row(self, signed, liaison, browse):
        item = signed.items.first()
        answer = browse(liaison).post(at("item_plan", item.pk), self.plan | {"measures-0-due_on": "2020-01-01"})
        (error,) = answer.context["formsets"]["measures"].forms[0].errors["due_on"]
        assert error == "2020-01-01早于交账日期2026-09-01。"
        assert not item.measures.exists()

    @pytest.mark.parametrize(("rows", "most"), [(51, 51), (1_000, 100), (10**30, 100)])
    def test_more_measures_than_a_table_takes_are_refused_and_not_drawn(self, signed, liaison, browse, rows, most):
        item = signed.items.first()
        filled = {f"measures-{number}-content": "补办手续" for number in range(min(rows, 1_000))}
        answer = browse(liaison).post(at("item_plan", item.pk), self.plan | filled | {"measures-TOTAL_FORMS": rows})
        assert "本表最多50行" in answer.text
        assert len(answer.context["formsets"]["measures"].forms) == most
        assert len(answer.content) < 700_000
        assert not item.measures.exists()

    def test_rows_that_were_removed_on_the_page_do_not_fill_the_table(self, signed, liaison, browse):
        item = signed.items.first()
        removed = {f"measures-{number}-DELETE": "on" for number in range(1, 60)}
        answer = browse(liaison).post(at("item_plan", item.pk), self.plan | removed | {"measures-TOTAL_FORMS": "60"})
        assert "本表最多" not in (answer.text if answer.status_code == 200 else "")

    def test_the_deadline_of_what_is_closed_says_which_day_it_is(self, checked, office, browse):
        close_item(checked, opinion="同意", by=office)
        page = browse(office).get(checked.get_absolute_url()).content.decode()
        assert re.search(rf"已办结</div>.*?完成时限 {checked.due_on:%Y}年", page, re.DOTALL)

    def test_a_blocked_step_says_why(self, delivered, liaison, browse):
        assert "须先完成双签收" in browse(liaison).get(delivered.get_absolute_url()).content.decode()

    def test_a_refused_form_keeps_what_was_typed(self, item, liaison, browse):
        answer = browse(liaison).post(at("item_apply_close_out", item.pk), TOLD | {"statement": "写了很多字"})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "写了很多字" in page
        assert "措施未完成" in page

    def test_an_evidence_of_a_kind_not_allowed_is_said_at_the_field(self, item, liaison, browse):
        from django.core.files.uploadedfile import SimpleUploadedFile

        bad = SimpleUploadedFile("a.exe", b"MZ\x90\x00")
        report = {"text": "已修订", "completion": "done", "files": [bad]}
        page = browse(liaison).post(at("item_progress", item.pk), report).content.decode()
        assert "a.exe" in page
        assert not item.progress.exists()

    def test_the_plan_of_another_organization_is_not_found(self, signed, other_secretary, browse):
        item = signed.items.first()
        assert browse(other_secretary).post(at("item_plan", item.pk), self.plan).status_code == 404

    def test_a_measure_of_another_organization_is_not_found(self, item, other_secretary, browse):
        measure = item.measures.first()
        answer = browse(other_secretary).post(at("measure_done", measure.pk), {"on": "2026-11-20"})
        assert answer.status_code == 404
        measure.refresh_from_db()
        assert measure.done_on is None


class TestRules:
    def test_a_limit_is_stated_anew(self, office, browse):
        rule = {
            "node": "file_plan",
            "amount": 1,
            "unit": "months",
            "effective_from": "2026-12-01",
            "source": "新规定",
        }
        sent_twice(browse(office), rule)
        assert DeadlineRule.objects.filter(node="file_plan").count() == 2

    def test_the_same_day_twice_is_said_at_the_form(self, office, browse):
        rule = {"node": "file_plan", "amount": 1, "unit": "months", "effective_from": "2026-12-01", "source": ""}
        sent_twice(browse(office), rule)
        answer = sent_twice(browse(office), rule)
        assert "该日起已有规则" in answer.content.decode()

    def test_a_day_gone_by_is_refused_at_the_form(self, office, browse):
        rule = {"node": "file_plan", "amount": 1, "unit": "months", "effective_from": "2026-11-22", "source": ""}
        answer = sent_twice(browse(office), rule)
        assert "只能自今天起规定时限" in answer.content.decode()

    def test_a_threshold_is_added_changed_and_removed(self, office, browse):
        client = browse(office)
        sent_twice(client, {"days_left": 5, "audience": "owner"}, "reminder_rule_add")
        sent_twice(client, {"days_left": 5, "audience": "division"}, "reminder_rule_add")
        rule = ReminderRule.objects.get(days_left=5)
        assert rule.audience == "division"
        sent_twice(client, {"audience": "superior"}, "reminder_rule_change", rule.pk)
        rule = ReminderRule.objects.get(days_left=5)
        assert rule.audience == "superior"
        sent_twice(client, {}, "reminder_rule_drop", rule.pk)
        assert not ReminderRule.objects.filter(days_left=5).exists()

    def test_nobody_else_removes_a_threshold(self, liaison, browse):
        rule = ReminderRule.objects.first()
        assert browse(liaison).post(at("reminder_rule_drop", rule.pk)).status_code == 403


class TestTheLedger:
    @pytest.mark.parametrize(
        ("asked", "numbers"),
        [
            ("", {1, 2, 3}),
            ("light=red", {1}),
            ("light=yellow", {2}),
            ("light=green", {3}),
            ("status=returned", {2}),
            ("status=returned&status=rectifying", {1, 2, 3}),
            ("words=公务接待", {1, 2, 3}),
            ("words=没有这样的词", set()),
            ("due_after=2026-11-25&due_before=2026-12-05", {2}),
        ],
    )
    def test_filters(self, inspection, office, browse, asked, numbers):
        first = ItemFactory(hand_over__inspection=inspection, number=1, due_on=date(2026, 11, 20))
        ItemFactory(hand_over=first.hand_over, number=2, due_on=date(2026, 11, 30), status="returned")
        ItemFactory(hand_over=first.hand_over, number=3, due_on=date(2026, 12, 31))
        table = browse(office).get(f"{at('items')}?{asked}").context["table"]
        assert {row.record.number for row in table.rows} == numbers

    def test_the_page_of_an_organization_begins_with_what_is_urgent(self, inspection, secretary, browse):
        days = [(1, date(2026, 6, 30), date(2026, 7, 1)), (2, date(2026, 12, 31), None), (3, date(2026, 11, 20), None)]
        lasting = ItemFactory(hand_over__inspection=inspection, number=9, due_on=None, deadline_kind="lasting")
        for number, due_on, closed_on in days:
            status = "closed" if closed_on else "rectifying"
            facts = {"due_on": due_on, "closed_on": closed_on, "status": status}
            ItemFactory(hand_over=lasting.hand_over, number=number, **facts)
        page = browse(secretary).get(at("items_of", inspection.organization_id))
        assert [row.record.number for row in page.context["items"].rows] == [3, 2, 9, 1]

    @pytest.mark.parametrize(
        ("name", "most"),
        [("items", 12), ("hand_overs", 12), ("checks", 12), ("close_outs", 12), ("obligations", 12)],
    )
    def test_a_list_costs_the_same_for_one_row_and_for_fifty(self, applied, office, browse, name, most):
        check(applied, office)
        client = browse(office)
        client.get(at(name))
        with CaptureQueriesContext(connection) as one:
            client.get(at(name))
        for number in range(101, 150):  # clear of the hand-over's own, at whatever the factory counts
            item = ItemFactory(hand_over=applied.hand_over, number=number)
            ObligationFactory(item=item)
            item.checks.create(
                checked_on=date(2026, 10, 1), checkers="甲", verdict="confirmed", opinion="乙", recorded_by=office
            )
            item.close_outs.create(statement="丙", applied_by=office, applied_on=date(2026, 10, 1))
        with CaptureQueriesContext(connection) as fifty:
            client.get(at(name))
        assert len(one) == len(fifty)
        assert len(fifty) <= most

    def test_a_record_costs_the_same_whatever_hangs_on_it(self, done, liaison, office, browse):
        check(done, office)
        client = browse(office)
        client.get(done.get_absolute_url())
        with CaptureQueriesContext(connection) as few:
            client.get(done.get_absolute_url())
        for _n in range(5):
            report_progress(done, text="又一步", completion="mostly", by=liaison, files=[evidence()])
            check(done, office)
        with CaptureQueriesContext(connection) as many:
            client.get(done.get_absolute_url())
        assert len(few) == len(many)

    def test_the_export_is_what_is_shown(self, rectifying, office, browse):
        answer = browse(office).get(f"{at('items')}?export=xlsx&light=yellow")
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/vnd.openxmlformats")

    def test_the_export_names_the_unit_of_its_reader_and_what_it_is_narrowed_to(
        self, rectifying, office, liaison, browse, settings
    ):
        settings.OFFICE_NAME = "市委巡察办"
        line = "填报单位（盖章）：%s  %s，截至"
        for user, unit in ((office, "市委巡察办"), (liaison, "市财政局党组")):
            for query, scope in (("", "全部"), ("&status=closed", "状态：已销号")):
                answer = browse(user).get(f"{at('items')}?export=xlsx{query}")
                row = load_workbook(BytesIO(answer.content)).active[2]
                assert "  ".join(cell.value for cell in row if cell.value).startswith(line % (unit, scope))


class TestTheWorklist:
    def duties(self, user):
        user.__dict__.pop("reach", None)
        return {(duty.title, duty.button) for duty in worklist.duties_of(user)}

    def test_the_secretary_signs_and_the_liaison_only_looks(self, delivered, secretary, liaison):
        title = "签收巡察反馈意见（双签收）"
        assert (title, "去签收") in self.duties(secretary)
        assert title not in {words for words, _button in self.duties(liaison)}
        assert title in {duty.title for duty in worklist.waiting_for(liaison)}

    def test_an_item_is_owed_while_its_plan_is_awaited_but_nothing_can_be_reported_yet(self, filed, liaison, office):
        title = Obligation.objects.get(node="rectify_item", due_on="2026-10-01").title
        assert title not in {words for words, _button in self.duties(liaison)}
        assert title in {duty.title for duty in worklist.waiting_for(liaison)}
        assert title in {duty.title for duty in worklist.waiting_for(office)}
        accept_plan(filed, by=office)
        assert (title, "去填报进展") in self.duties(liaison)

    def test_the_office_reviews_plans(self, filed, office):
        assert (f"审核{filed}的整改方案", "去审核") in self.duties(office)

    def test_the_office_decides_on_close_outs(self, applied, office):
        assert any(button == "去审核" for _title, button in self.duties(office))

    def test_an_item_applied_for_presses_the_organization_no_more(self, applied, liaison):
        pressed = Obligation.objects.get(node="rectify_item", subject_id=applied.pk).title
        assert pressed not in {title for title, _button in self.duties(liaison)}

    @pytest.mark.parametrize(
        ("owes", "above"),
        [("organization", "office"), ("discipline", "handler"), ("office", "leadinggroup")],
    )
    def test_who_stands_above_sees_what_is_overdue(self, owes, above, request, inspection, office):
        """Red goes up one level (docs/domain.md, reminders)."""
        body = request.getfixturevalue("discipline").body if owes == "discipline" else None
        whose = {"organization": inspection.organization if owes == "organization" else None, "body": body}
        node = "answer_transfer" if body else "decide_close_out"
        owed = ObligationFactory(
            inspection=inspection, node=node, title="逾期事项", due_on=date(2026, 11, 20), **whose
        )
        urge = at("obligation_urge", owed.pk)
        to = {"button_url": urge, "listed": f"{at('obligations')}?light=red"}
        line = worklist.Duty("逾期事项", owed.owner, owed.get_absolute_url(), "催办", owed.due_on, **to)
        told = {
            who: line in worklist.waiting_for(request.getfixturevalue(who)) for who in ("office", above, "secretary")
        }
        assert told == {"office": False, "secretary": False, above: True}

    def test_nobody_sees_what_others_owe(self, delivered, other_secretary, discipline):
        assert self.duties(other_secretary) == set()
        assert self.duties(discipline) == set()

    def test_plans_are_written_from_it(self, signed, liaison):
        save_plan(signed, plan_for(signed), by=liaison)
        assert ("报送整改方案", "去填写方案") in self.duties(liaison)
