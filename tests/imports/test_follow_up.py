"""The ledgers of what follows a hand-over: letters, accountability."""

from datetime import date, timedelta

from core.access.roles import Role
from core.registers.services import correct
from core.workdays.reckoning import today
from personnel.reminders.sweep import sweep
from rectification.models import SectorAdvice, SelfCheck
from rounds.models import Obligation
from tests import ledgers
from tests.factories import BodyFactory, InspectionFactory, OrganizationFactory, RoundFactory, UserFactory

LATE = [
    (
        ["建议书文号", "受文单位", "下发日期", "建议内容", "答复期限", "答复日期", "答复内容"],
        ["巡建〔2022〕2号", "市农业农村局党组", "2022.6.21", "清理账户", "2022.7.20", "", ""],
    ),
    (
        ["批示领导", "批示日期", "轮次", "批示内容", "承办单位", "办理时限"],
        ["市委书记", "2022.6.20", "第十六轮", "抓好整改", "市委巡察办", "2022.7.20"],
    ),
    (
        ["专项自查名称", "共性问题", "部署日期", "自查上报期限"],
        ["津补贴自查", "违规发放津补贴", "2021.3.1", "2021.4.15"],
    ),
    (["自查专项", "自查单位", "自查通知日期"], ["津补贴自查", "市农业农村局党组", "2021.3.1"]),
]
"""Ledgers of offices whose rows owed something long ago, and do so still."""


def book(*rows):
    return ledgers.as_file(ledgers.sheet_of([list(row) for row in rows]))


def test_letters_are_entered_with_their_answers_and_the_others_are_owed(take_in):
    OrganizationFactory(name="市农业农村局党组")
    header = ["建议书文号", "受文单位", "下发日期", "建议内容", "答复期限", "答复日期", "答复内容"]
    answered = ["巡建〔2022〕1号", "市农业农村局党组", "2022.6.20", "健全制度", "2022.7.20", "2022.7.11", "已健全"]
    open_one = ["巡建〔2022〕2号", "市农业农村局党组", "2022.6.21", "清理账户", "2022.7.20", "", ""]
    assert take_in(book(header, answered, open_one)).saved == 2
    assert Obligation.objects.open().get().subject.number == "巡建〔2022〕2号"
    assert take_in(book(header, answered)).saved == 0


def test_nobody_is_reminded_or_told_of_what_was_late_before_its_ledger_came(take_in):
    """It is shown as late; another day given by a person is reminded of as any."""
    side = UserFactory(roles=[Role.LIAISON], organization=OrganizationFactory(name="市农业农村局党组"))
    RoundFactory(number=16, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    for header, row in LATE:
        assert take_in(book(header, row)).saved == 1
    late = Obligation.objects.open().overdue_today()
    assert sorted(late.values_list("node", flat=True)) == ["answer_instruction", "answer_letter", "report_self_check"]
    assert not late.running().exists()
    assert sweep(today()).written == 0
    assert not side.notices.exists()
    letter = late.get(node="answer_letter").subject
    correct(letter, by=UserFactory(roles=[Role.OFFICE]), answer_due_on=today() + timedelta(days=3))
    assert Obligation.objects.running().get().subject == letter
    assert sweep(today()).written == 1


def test_a_wrong_letter_is_refused_by_name(look, causes):
    OrganizationFactory(name="市农业农村局党组")
    header = ["建议书文号", "受文单位", "下发日期", "建议内容", "答复期限", "答复日期", "答复内容"]
    unknown = ["巡建〔2022〕1号", "不存在的党组", "2022.6.20", "健全制度", "2022.7.20", "", ""]
    early = ["巡建〔2022〕2号", "市农业农村局党组", "2022.6.21", "健全制度", "2022.6.1", "", ""]
    dayless = ["巡建〔2022〕3号", "市农业农村局党组", "2022.6.21", "健全制度", "2022.7.1", "", "已健全"]
    plan = look(book(header, unknown, early, dayless))
    told = [(row, column) for row, column, _words in causes(plan)]
    assert told == [(2, "受文单位"), (3, "答复期限"), (4, "答复日期")]


def test_accountability_is_entered_and_a_wrong_row_refused_by_name(take_in, look, causes):
    OrganizationFactory(name="市农业农村局党组")
    header = ["问责方式", "被问责单位", "被问责人", "问责日期", "问责事由"]
    secretary = ["党组织书记诫勉谈话", "市农业农村局党组", "张建国", "2021.6.20", "整改责任不落实"]
    unit = ["通报批评", "市农业农村局党组", "", "2021.6.20", "敷衍整改"]
    assert take_in(book(header, secretary, unit)).saved == 2
    nameless = ["纪检组长诫勉谈话", "市农业农村局党组", "", "2021.6.21", "监督缺位"]
    assert [(row, column) for row, column, _words in causes(look(book(header, nameless)))] == [(2, "被问责人")]


def test_campaigns_and_what_was_reported_are_entered_and_a_wrong_row_is_refused_by_name(take_in, look, causes):
    OrganizationFactory(name="市农业农村局党组")
    begun = ["津补贴专项自查", "违规发放津补贴", "2021.3.1", "2021.4.15"]
    assert take_in(book(["专项自查名称", "共性问题", "部署日期", "自查上报期限"], begun)).saved == 1
    header = [
        "自查专项",
        "自查单位",
        "自查通知日期",
        "自查上报日期",
        "自查发现问题数",
        "自查整改问题数",
        "自查上缴资金（万元）",
    ]
    good = ["津补贴专项自查", "市农业农村局党组", "2021.3.1", "2021.4.10", 12, 11, 1.2]
    more = ["津补贴专项自查", "市农业农村局党组", "2021.3.1", "2021.4.10", 11, 12, ""]
    dayless = ["无此专项", "市农业农村局党组", "2021.3.1", "", "", "", ""]
    assert [(row, column) for row, column, _words in causes(look(book(header, more)))] == [(2, "自查整改问题数")]
    assert [(row, column) for row, column, _words in causes(look(book(header, dayless)))] == [(2, "自查专项")]
    assert take_in(book(header, good)).saved == 1
    assert (SelfCheck.objects.get().problems_rectified, SelfCheck.objects.get().funds_returned) == (11, 12000)
    assert not Obligation.objects.open().exists()


def test_reports_of_sent_self_checks_come_by_workbook_too(take_in, look):
    organization = OrganizationFactory(name="市农业农村局党组")
    take_in(
        book(
            ["专项自查名称", "共性问题", "部署日期", "自查上报期限"],
            ["津补贴自查", "违规发放", "2021.3.1", "2021.4.15"],
        )
    )
    sent = ["自查专项", "自查单位", "自查通知日期"]
    assert take_in(book(sent, ["津补贴自查", organization.name, "2021.3.1"])).saved == 1
    header = [*sent, "自查上报日期", "自查发现问题", "自查整改问题", "抽查日期", "抽查结论"]
    wrong = ["津补贴自查", organization.name, "2021.3.1", "2021.4.10", "3", "5", "", ""]
    assert look(book(header, wrong)).reading.refused
    right = ["津补贴自查", organization.name, "2021.3.1", "2021.4.10", "12", "11", "2021.5.6", "走过场"]
    assert take_in(book(header, right)).saved == 1
    check = SelfCheck.objects.get()
    assert (check.reported_on, check.problems_found, check.verdict) == (date(2021, 4, 10), 12, "motions")
    assert Obligation.objects.get(node="report_self_check").met_on == date(2021, 4, 10)
    assert take_in(book(header, right)).saved == 0


def test_advice_to_departments_comes_with_its_inspection_and_answer(take_in, look):
    inspection = InspectionFactory(organization__name="市农业农村局党组", team__round__number=16)
    BodyFactory(name="市审计局", kind="cooperating")
    header = [
        "建议文号",
        "建议名称",
        "轮次",
        "被巡察单位",
        "移交单位",
        "移交时间",
        "移交建议数",
        "移交建议内容",
        "建议办理期限",
    ]
    header += ["办理回复日期", "具体办理情况", "成果运用情况", "办结日期"]
    row = [
        "巡建函〔2022〕1号",
        "三资专项整治",
        "第十六轮",
        "市农业农村局党组",
        "市审计局",
        "2022.6.20",
        "2",
        "开展整治",
    ]
    done = [*row, "2022.9.20", "2022.9.10", "已整治", "修订制度", "2022.9.12"]
    assert look(book(header, [*done[:3], "市水务局党组", *done[4:]])).reading.refused
    assert take_in(book(header, done)).saved == 1
    entry = SectorAdvice.objects.get()
    assert (entry.inspection, entry.amount, entry.accepted_on) == (inspection, 2, date(2022, 9, 12))
    assert not Obligation.objects.open().exists()
    late = ["巡建函〔2022〕2号", *done[1:9], "", "", "", ""]
    assert take_in(book(header, late)).saved == 1
    assert not Obligation.objects.running().exists()
