"""Importing ledgers of findings in both layouts."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core.ledgers.running import RefusedRows
from core.workflow.moves import Conflict, IllegalStep
from findings.models import Category, CategoryScheme, DeadlineKind, Finding
from rectification import duties
from rectification.checks.services import record_check
from rectification.closing import conditions
from rectification.closing.services import close_hand_over
from rectification.models import HandOver, Item, Measure, OrganizationRule, Progress, ReturnedFunds
from rectification.reporting.as_of import standing_on
from rounds.models import Inspection, Obligation, Round, Team
from tests import ledgers
from tests.at_once import before_one_row
from tests.factories import (
    CategorySchemeFactory,
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    OrganizationFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    put,
)

pytestmark = pytest.mark.usefixtures("organizations")


def made(plan):
    return {creation.label: creation.amount for creation in plan.creations}


def one_row(**changes):
    """A flat ledger of one good row, changed."""
    row = dict(zip(ledgers.FLAT_HEADER.split(), ledgers._flat_finding(0), strict=True)) | changes
    return ledgers.as_file(ledgers.sheet_of([list(row), list(row.values())]))


def two_rows(first, second):
    """A flat ledger of two good rows, each changed."""
    flat = [dict(zip(ledgers.FLAT_HEADER.split(), ledgers._flat_finding(0), strict=True)) for _row in range(2)]
    rows = [flat[0] | first, flat[1] | {"编号": "LY18-0002", "问题描述": "另一个问题"} | second]
    return ledgers.as_file(ledgers.sheet_of([list(rows[0]), *(list(row.values()) for row in rows)]))


@pytest.fixture
def standing(organizations):
    """An inspection of the first organization by team 1 of round 18, over and not handed over yet."""
    round_ = RoundFactory(number=18, status=Round.Status.REPORTING)
    team = TeamFactory(round=round_, number=1)
    return InspectionFactory(team=team, organization=organizations[0], status=Inspection.Status.REPORTING)


def test_the_office_ledger_is_taken_in_with_everything_it_needs(look, causes):
    plan = look(ledgers.findings_office())
    assert (len(plan.good), len(plan.refused)) == (160, 3)
    assert made(plan) == {
        "新增轮次": 1,
        "新增巡察组": 4,
        "新增巡察对象": 20,
        "新增交账": 20,
        "新增问题及整改事项": 160,
        "新增整改措施": 480,
        "新的时限事项": 100,
        "其中来自台账、未核对": 20,
    }
    assert causes(plan)[0] == (165, "被巡察党组织", "名录中没有这个党组织，请先导入或录入")
    assert [cause[:2] for cause in causes(plan)[1:]] == [
        (166, "具体问题表现"),
        (167, "整改时限"),
        (167, "完成情况"),
        (167, "完善制度（项）"),
        (167, "挽回损失（万元）"),
    ]


def test_a_row_becomes_an_issued_finding_and_an_item_being_rectified(take_in):
    assert take_in(ledgers.findings_office()).saved == 160
    item = Item.objects.get(finding__text__contains="工作1次")
    finding = item.finding
    assert (finding.number, finding.status, str(finding.category)) == (
        "WT18-0002",
        Finding.Status.ISSUED,
        "新时代党的组织路线落实 / 基层党建",
    )
    assert (item.number, item.leader, item.department) == (2, "某乙", "财务科")
    assert (item.status, item.completion) == (Item.Status.RECTIFYING, Item.Completion.MOSTLY)
    assert (item.rules_made, item.funds_recovered) == (1, Decimal("2500.00"))
    assert [measure.content for measure in item.measures.all()] == ["约谈相关责任人", "清退1.5万元", "开展专项自查"]


def test_every_kind_of_deadline_gets_its_day(take_in):
    take_in(ledgers.findings_office(), delivered_on="2026-11-02")
    hand_over = HandOver.objects.get(inspection__organization__name=ledgers.ORGANIZATIONS[0])
    kinds = {item.deadline_kind: item.due_on for item in hand_over.items.all()}
    assert hand_over.delivered_on == date(2026, 11, 2)
    assert kinds[DeadlineKind.LASTING] is None
    assert kinds[DeadlineKind.IMMEDIATE] == date(2026, 12, 2)
    assert kinds[DeadlineKind.FOCUSED] == hand_over.focus_ends_on == date(2027, 2, 2)
    assert date(2027, 2, 23) in {item.due_on for item in hand_over.items.all()}


def test_what_is_owed_is_written_down(take_in):
    take_in(ledgers.findings_office(), delivered_on="2026-11-02")
    owed = Obligation.objects.filter(organization__name=ledgers.ORGANIZATIONS[0])
    assert owed.filter(node=duties.RECTIFY_ITEM).count() == 7
    assert owed.get(node=duties.FOCUSED_RECTIFICATION).title == "完成集中整改"
    assert owed.filter(node=duties.RECTIFY_ITEM).first().subject.hand_over.inspection == owed.first().inspection


def test_focused_rectification_is_owed_from_the_first_focused_item_on(take_in):
    for number, (limit, owed) in enumerate([("长期坚持", 0), ("集中整改期内", 1), ("集中整改期内", 1)], start=1):
        row = {"编号": f"LY18-000{number}", "问题描述": f"第{number}项问题", "整改期限": limit}
        take_in(one_row(**row), skip=False, delivered_on="2026-11-02")
        assert Obligation.objects.filter(node=duties.FOCUSED_RECTIFICATION).count() == owed


def test_items_reports_rules_and_funds_add_up_to_the_same(take_in):
    take_in(ledgers.findings_office())
    for name, results in (("rules_made", OrganizationRule), ("funds_recovered", ReturnedFunds)):
        of_items = sum(Item.objects.values_list(name, flat=True))
        assert of_items == sum(Progress.objects.values_list(name, flat=True)) > 0
        assert of_items == sum(results.objects.filter(source="ledger").values_list("amount", flat=True))


def test_that_a_report_came_with_a_ledger_is_said_in_the_language_of_who_reads(take_in):
    take_in(ledgers.findings_office())
    report = Progress.objects.first()
    assert report.told.startswith("台账导入：")
    with translation.override("en"):
        assert report.told == report.text.replace("台账导入：", "From the imported ledger: ")


def test_the_flat_ledger_tells_its_round_by_its_numbers(take_in):
    assert take_in(ledgers.findings_flat(), skip=False).saved == 60
    assert Round.objects.get().number == 18
    assert Finding.objects.filter(number="LY18-0001").exists()
    item = Item.objects.get(finding__number="LY18-0032")
    assert item.funds_recovered == Decimal("34100.00")
    assert item.finding.found_on == date(2026, 8, 4)


def test_a_ledger_without_any_hint_of_its_round_asks_for_it(look, causes):
    file = one_row(编号=None)
    assert causes(look(file)) == [(2, "轮次", "缺轮次：台账没有写明，请为整个文件选定轮次")]
    assert made(look(file, round=7))["新增轮次"] == 1


def test_both_ledgers_meet_in_the_same_hand_overs(take_in, look):
    take_in(ledgers.findings_office())
    assert (Obligation.objects.count(), Obligation.objects.unchecked().count()) == (100, 20)
    file = one_row(编号=None, 巡察组别="第一巡察组")
    assert made(look(file)) == {"补入问题的交账": 1, "新增问题及整改事项": 1, "新增整改措施": 2, "新的时限事项": 1}
    take_in(file)
    assert HandOver.objects.count() == 20
    assert Item.objects.order_by("pk").last().number == 9
    assert Finding.objects.order_by("pk").last().number == "WT18-0161"


@pytest.mark.parametrize("ledger", [ledgers.findings_office, ledgers.findings_flat])
def test_the_same_file_again_changes_nothing(take_in, ledger):
    take_in(ledger())
    before = Finding.objects.count(), Item.objects.count(), Measure.objects.count(), Obligation.objects.count()
    again = take_in(ledger())
    assert again.saved == 0
    assert again.plan.creations == []
    assert len(again.plan.standing) == before[0]
    assert "已经登记为问题" in again.plan.standing[0].there
    after = Finding.objects.count(), Item.objects.count(), Measure.objects.count(), Obligation.objects.count()
    assert before == after


def test_a_row_that_repeats_another_is_refused_and_told_which(look, causes):
    rows = [ledgers.FLAT_HEADER.split(), ledgers._flat_finding(0), ["LY18-9999", *ledgers._flat_finding(0)[1:]]]
    plan = look(ledgers.as_file(ledgers.sheet_of(rows, "甲")))
    assert causes(plan) == [(3, "问题描述", "本文件中重复：与工作表“甲”第2行相同")]


def test_a_number_used_twice_is_refused_at_its_own_column(look, causes):
    twice = two_rows({}, {"编号": "LY18-0001"})
    assert causes(look(twice)) == [(3, "编号", "本文件中重复：与工作表“Sheet”第2行相同")]


def test_findings_join_an_inspection_whose_field_stage_is_over(take_in, standing):
    take_in(one_row())
    standing.refresh_from_db()
    assert standing.status == Inspection.Status.FED_BACK
    assert standing.hand_over.items.get().finding.inspection == standing
    assert Team.objects.count() == 1


def test_an_inspection_still_on_site_takes_no_findings_from_a_ledger(look, causes, standing):
    put(Inspection.objects.filter(pk=standing.pk), Inspection.Status.ON_SITE)
    assert causes(look(one_row())) == [
        (2, "被巡察单位", "该巡察当前状态为“进驻中”，问题应从底稿中提出"),
    ]


@pytest.fixture
def inspected_here(standing):
    """The same inspection as its team went through it here, in a round that was planned here."""
    put(Round.objects.filter(number=18), Round.Status.PREPARING)
    put(Inspection.objects.filter(pk=standing.pk), Inspection.Status.ON_SITE)
    put(Round.objects.filter(number=18), Round.Status.REPORTING)
    put(Inspection.objects.filter(pk=standing.pk), Inspection.Status.REPORTING)
    return standing


def test_a_ledger_begins_no_hand_over_of_an_inspection_made_here(look, causes, inspected_here):
    (cause,) = causes(look(one_row()))
    assert cause[:2] == (2, "被巡察单位")
    assert "在本系统交账" in cause[2]


def test_a_ledger_begins_no_hand_over_where_findings_are_submitted(look, causes, standing):
    FindingFactory(inspection=standing, status=Finding.Status.SUBMITTED)
    (cause,) = causes(look(one_row()))
    assert "在本系统交账" in cause[2]


def test_a_round_after_those_planned_here_is_not_begun_by_a_ledger(look, causes, inspected_here):
    (cause,) = causes(look(one_row(编号=None), round=19))
    assert "第十九轮" in cause[2]
    assert causes(look(one_row(编号=None, 巡察组别="一组"), round=17)) == []


@pytest.mark.parametrize("status", [Round.Status.REPORTING, Round.Status.RECTIFYING, Round.Status.ARCHIVED])
def test_a_round_planned_here_takes_no_other_inspection_from_a_ledger(look, causes, inspected_here, status):
    put(Round.objects.filter(number=18), status)
    other = one_row(被巡察单位=ledgers.ORGANIZATIONS[5], 巡察组别="一组")
    plan = look(other)
    (cause,) = causes(plan)
    assert cause[1] == "被巡察单位"
    assert "批准的方案" in cause[2]
    (told,) = plan.subjects
    assert [fact.words for fact in told.facts[:2]] == ["第十八轮", "第一巡察组"]


def test_what_is_rectified_here_gets_nothing_more_from_a_ledger(look, causes, finished):
    assert causes(look(one_row())) == []
    HandOver.objects.update(plan_accepted_on=date(2026, 6, 15))
    (cause,) = causes(look(one_row()))
    assert cause[1] == "被巡察单位"
    assert "已在本系统交账" in cause[2]


def test_nobody_is_reminded_of_what_was_due_or_done_before_the_ledger_came(take_in):
    past = {"整改期限": "2026年9月1日前", "整改状态": "未完成"}
    done = {"整改期限": "2027年9月1日前", "整改状态": "已完成"}
    take_in(two_rows(past, done), skip=False)
    take_in(one_row(编号="LY18-0003", 问题描述="第三个问题", 整改期限="2027年9月1日前", 整改状态="未完成"), skip=False)
    owed = Obligation.objects.filter(node=duties.RECTIFY_ITEM).order_by("pk")
    assert [bool(obligation.unchecked_since) for obligation in owed] == [True, False, False]
    assert [bool(obligation.paused_on) for obligation in owed] == [False, True, False]


def test_a_hand_over_not_being_rectified_takes_no_more(look, causes, standing):
    HandOverFactory(inspection=standing, status=HandOver.Status.AWAITING_PLAN)
    (cause,) = causes(look(one_row()))
    assert cause[1] == "被巡察单位"
    assert "不能再从台账补入问题" in cause[2]


def test_another_team_than_the_one_that_inspects_is_refused(look, causes, standing):
    (cause,) = causes(look(one_row(巡察组别="二组")))
    assert cause == (2, "巡察组别", "该党组织本轮由第一巡察组巡察")


def test_a_finding_entered_before_is_found_by_its_text_or_its_number(look, causes, standing):
    row = ledgers._flat_finding(0)
    FindingFactory(inspection=standing, number="WT18-0007", text=row[5])
    assert causes(look(one_row())) == [(2, "问题描述", "已经登记为问题WT18-0007")]
    assert causes(look(one_row(编号="WT18-0007", 问题描述="另一个问题"))) == [(2, "编号", "已经登记为问题WT18-0007")]


def test_the_day_of_the_feedback_may_be_told(take_in):
    take_in(one_row(整改期限="集中整改期内"), delivered_on="2026-09-10")
    hand_over = HandOver.objects.get()
    assert (hand_over.delivered_on, hand_over.focus_ends_on) == (date(2026, 9, 10), date(2026, 12, 10))


def test_a_feedback_on_a_day_to_come_saves_nothing(take_in):
    with pytest.raises(ValidationError, match="该日期尚未到来"):
        take_in(one_row(整改期限="集中整改期内"), delivered_on="2026-11-24")
    assert not HandOver.objects.exists()


def test_a_day_told_stands_though_a_deadline_lies_before_it(take_in):
    take_in(one_row(整改期限="2026年8月20日前"), delivered_on="2026-09-10")
    hand_over = HandOver.objects.get()
    assert (hand_over.delivered_on, hand_over.items.get().due_on) == (date(2026, 9, 10), date(2026, 8, 20))


def test_the_feedback_is_not_before_the_team_left(take_in, standing):
    Inspection.objects.filter(pk=standing.pk).update(left_on=date(2026, 9, 20))
    with pytest.raises(ValidationError, match="2026-09-20"):
        take_in(one_row(整改期限="2026年9月1日前"), delivered_on="2026-09-10")
    take_in(one_row(整改期限="2026年9月1日前"), delivered_on="2026-10-10")
    assert HandOver.objects.get().delivered_on == date(2026, 10, 10)


def test_the_feedback_entered_before_is_the_one(take_in, standing):
    fed_back = {"status": Inspection.Status.FED_BACK, "left_on": date(2026, 9, 1), "fed_back_on": date(2026, 9, 15)}
    put(Inspection.objects.filter(pk=standing.pk), **fed_back)
    take_in(one_row())
    assert HandOver.objects.get().delivered_on == date(2026, 9, 15)


def test_a_day_named_with_the_focused_period_is_the_items(take_in):
    take_in(one_row(整改期限="集中整改期内（2026年10月1日前）"), delivered_on="2026-09-10")
    item = Item.objects.get()
    assert (item.deadline_kind, item.due_on) == (DeadlineKind.FOCUSED, date(2026, 10, 1))
    assert Obligation.objects.get(node=duties.RECTIFY_ITEM).due_on == date(2026, 10, 1)


@pytest.mark.parametrize("numbers", [("WT18-0051", None), (None, "WT18-0001")])
def test_a_number_given_by_itself_is_none_of_the_file(take_in, standing, numbers):
    first, second = ({"编号": number, "巡察组别": "一组"} for number in numbers)
    assert take_in(two_rows(first, second), skip=False).saved == 2
    told = next(filter(None, numbers))
    assert set(Finding.objects.values_list("number", flat=True)) == {told, f"WT18-{int(told[-4:]) + 1:04}"}


def test_what_a_ledger_brings_is_being_rectified_in_the_reports_too(take_in):
    take_in(one_row(), delivered_on="2026-09-10")
    states = [standing_on(Item.objects.all(), day).get().state_then for day in (date(2026, 9, 10), date(2026, 11, 30))]
    assert states == [Item.Status.RECTIFYING] * 2


@pytest.fixture
def finished(standing):
    """Its hand-over, whose one item is closed out."""
    put(Round.objects.all(), Round.Status.RECTIFYING)
    put(Inspection.objects.all(), Inspection.Status.FED_BACK)
    closed = {"status": Item.Status.CLOSED, "closed_on": date(2026, 10, 1)}
    of_a_ledger = {"hand_over__plan_filed_on": None, "hand_over__plan_accepted_on": None}
    return ItemFactory(hand_over__inspection=Inspection.objects.get(), **of_a_ledger, **closed).hand_over


def test_a_hand_over_closed_since_the_rows_were_checked_takes_no_more(finished, look, office):
    plan = look(one_row())
    assert len(plan.good) == 1
    close_hand_over(finished, by=office)
    with pytest.raises(Conflict, match="已销号"):
        plan.importer.save()


@pytest.mark.django_db(transaction=True)
def test_a_hand_over_is_not_closed_while_a_ledger_adds_to_it(finished, take_in, office):
    def close():
        with suppress(IllegalStep):
            close_hand_over(HandOver.objects.get(), by=office)

    def add():
        with suppress(Conflict, RefusedRows):
            take_in(one_row(), skip=False)

    before_one_row(finished, add, close)
    assert HandOver.objects.get().is_closed != Item.objects.open().exists()


def test_an_item_that_came_without_measures_can_be_closed_out(take_in):
    take_in(one_row(整改举措=None))
    item = Item.objects.get()
    assert not item.measures.exists()
    assert conditions.why_not_apply(item) == "请先填报整改进展，并至少上传一份佐证材料。"


@pytest.mark.parametrize(("number", "doubted"), [(18, ""), (19, ""), (99, "第九十九轮"), (3, "第三轮")])
def test_a_round_that_is_not_the_next_is_doubted_in_the_preview(look, standing, number, doubted):
    plan = look(one_row(问题描述="另一个问题"), round=number)
    (warning,) = [creation.warning for creation in plan.creations if creation.label == "新增轮次"] or [""]
    assert plan.good
    assert warning.startswith(doubted)
    assert ("第十九轮" in warning) == bool(doubted)


def test_categories_nobody_knows_join_the_present_scheme_and_are_announced(look, take_in):
    file = one_row(问题二级类别="数字政府建设")
    assert made(look(file))["新增问题分类"] == 1
    take_in(file)
    assert Category.objects.get(title="数字政府建设").scheme == CategoryScheme.objects.first()


def test_a_new_scheme_does_not_change_what_known_categories_mean(take_in):
    CategorySchemeFactory(name="新分类", effective_from=date(2026, 10, 1))
    take_in(one_row())
    assert Finding.objects.get().category.scheme.name == "四个落实"


def test_text_that_looks_like_a_formula_stays_text(take_in):
    formula = '=HYPERLINK("http://127.0.0.1","看似公式")'
    take_in(one_row(问题描述=formula))
    assert Finding.objects.get().text == formula


def test_who_is_recused_from_an_organization_does_not_find_it(look, causes, office, organizations):
    person = RecusalFactory(organization=organizations[0]).person
    office.person = person
    office.save()
    assert causes(look(one_row())) == [(2, "被巡察单位", "名录中没有这个党组织，请先导入或录入")]


def test_an_organization_that_only_looks_so_is_named(look, causes, organizations):
    OrganizationFactory(name="市口岸办")
    assert causes(look(one_row(被巡察单位="市ロ岸办"))) == [
        (2, "被巡察单位", "名录中没有这个党组织，“市口岸办”只是外形相近")
    ]


def test_the_queries_do_not_grow_with_the_rows(take_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(90):
        take_in(ledgers.findings_office())


def test_who_took_the_ledger_in_goes_on_with_its_items(take_in, office):
    take_in(one_row(整改状态="已整改"), round=18)
    item = Item.objects.get()
    check = record_check(item, checkers="联合督查组", verdict="confirmed", opinion="属实", by=office)
    assert check.item == item
