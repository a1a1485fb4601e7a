"""The ledgers of registers: what is not there is entered, what is there stays, a wrong row is refused by name."""

from datetime import date

from findings.models import CooperationInput, PortfolioNotice
from personnel.models import Secondment, Standing, TeamEvaluation, TrainingSession
from rounds.models import AdoptedRule, Announcement, Instruction, Meeting, Obligation
from tests import ledgers
from tests.factories import BodyFactory, PersonFactory, RoundFactory, TeamFactory


def book(*rows):
    return ledgers.as_file(ledgers.sheet_of([list(row) for row in rows]))


MEETINGS = ["序号", "会议类型", "召开日期", "听取轮次", "议题", "议定事项"]


def test_meetings_are_entered_with_the_rounds_they_heard(take_in):
    for number in (15, 16):
        RoundFactory(number=number, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    outcome = take_in(
        book(
            MEETINGS,
            [1, "书记专题会议", "2022.6.20", "第十五轮、第十六轮", "听取汇报", "同意移交"],
            [2, "常委会会议", "2022年7月1日", "", "传达学习中央巡视工作会议精神", ""],
        )
    )
    assert outcome.saved == 2
    heard = Meeting.objects.get(kind=Meeting.Kind.SECRETARY).heard.values_list("round__number", flat=True)
    assert sorted(heard) == [15, 16]
    assert take_in(book(MEETINGS, [1, "常委会", date(2022, 7, 1), "", "另一议题", ""])).saved == 0


def test_a_wrong_meeting_is_refused_by_name(look, causes):
    RoundFactory(number=16, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    plan = look(
        book(
            MEETINGS,
            [1, "书记专题会议", "2022.6.20", "第九十轮", "听取汇报", ""],
            [2, "书记专题会议", "2022.6.21", "", "听取汇报", ""],
            [3, "座谈会", "2022.6.22", "", "听取汇报", ""],
            [4, "书记专题会议", "2021.6.22", "第十六轮", "听取汇报", ""],
        )
    )
    assert [(row, column) for row, column, _words in causes(plan)] == [
        (2, "听取轮次"),
        (3, "听取轮次"),
        (4, "会议类型"),
        (5, "听取轮次"),
    ]


def test_rules_are_entered_and_a_later_ledger_names_what_they_replace(take_in):
    header = ["制度名称", "文号", "制定主体", "施行日期", "替代制度"]
    take_in(book(header, ["巡察工作规则", "巡领〔2016〕1号", "领导小组", "2016-03-01", ""]))
    take_in(book(header, ["巡察工作规则（修订）", "巡领〔2019〕4号", "领导小组", "2019-03-01", "巡察工作规则"]))
    new = AdoptedRule.objects.get(number="巡领〔2019〕4号")
    assert new.replaces.number == "巡领〔2016〕1号"
    assert list(AdoptedRule.objects.in_force(date(2020, 1, 1))) == [new]


def test_announcements_say_where_or_why_not(take_in, look, causes):
    RoundFactory(number=16, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    header = ["公开类型", "标题", "发布日期", "轮次", "发布渠道", "不公开理由", "不公开批准人"]
    good = ["巡察公告", "第十六轮巡察公告", "2022-01-04", "第十六轮", "微信公众号", "", ""]
    kept_back = ["反馈情况", "某单位反馈", "2022-03-04", "第十六轮", "", "负面炒作", "领导小组"]
    assert take_in(book(header, good, kept_back)).saved == 2
    assert Announcement.objects.get(ground="speculation").approved_by == "领导小组"
    both = ["反馈情况", "又一单位反馈", "2022-03-04", "第十六轮", "电视", "负面炒作", "领导小组"]
    unapproved = ["反馈情况", "第三单位反馈", "2022-03-04", "第十六轮", "", "负面炒作", ""]
    plan = look(book(header, both, unapproved))
    assert [(row, column) for row, column, _words in causes(plan)] == [(2, "发布渠道"), (3, "不公开批准人")]


SECONDED = ["序号", "姓名", "工作单位", "挂职单位", "挂职层级", "挂职开始时间", "挂职结束时间", "鉴定等次"]


def test_secondments_name_people_of_the_register(take_in, look, causes):
    PersonFactory(name="王立新", employer="市审计局")
    for employer in ("市财政局", "市审计局"):
        PersonFactory(name="赵敏", employer=employer)
    good = [1, "王立新", "市审计局", "市委巡察办", "市级", "2022-03-01", "2023-03-01", "优秀"]
    namesake = [2, "赵敏", "市财政局", "临江县委巡察办", "县级", "2022.3.1", "", ""]
    outcome = take_in(book(SECONDED, good, namesake))
    assert outcome.saved == 2
    assert Secondment.objects.get(person__name="赵敏").person.employer == "市财政局"
    assert take_in(book(SECONDED, good)).saved == 0
    assert not look(book(SECONDED, good)).standing[0].differences
    plan = look(
        book(
            SECONDED,
            [1, "赵敏", "", "市委巡察办", "市级", "2022-03-01", "", ""],
            [2, "李不在", "市审计局", "市委巡察办", "市级", "2022-03-01", "", ""],
            [3, "王立新", "市审计局", "市委巡察办", "市级", "2024-03-01", "", "优秀"],
        )
    )
    assert [(row, column) for row, column, _words in causes(plan)] == [(2, "姓名"), (3, "姓名"), (4, "鉴定等次")]


def test_commendations_and_promotions_are_entered(take_in):
    PersonFactory(name="王立新", employer="市审计局")
    header = ["姓名", "工作单位", "表彰使用类型", "决定日期", "决定机关", "文号"]
    told = [["表彰", "2021-01-20"], ["推荐", "2021-05-08"], ["提拔使用", "2021-09-01"]]
    rows = [["王立新", "市审计局", kind, on, "市委", ""] for kind, on in told]
    assert take_in(book(header, *rows)).saved == 3
    assert set(Standing.objects.values_list("kind", flat=True)) == set(Standing.Kind.values)


def test_training_is_entered_with_who_attended(take_in, look, causes):
    PersonFactory(name="王立新")
    header = ["培训类型", "培训名称", "培训日期", "授课人", "参训人员"]
    row = ["专题讲座", "怎样当好巡察组长", "2022-05-10", "市委党校", "王立新"]
    assert take_in(book(header, row)).saved == 1
    assert TrainingSession.objects.get().attendants.get().name == "王立新"
    assert take_in(book(header, row)).saved == 0
    PersonFactory(name="赵敏")
    both = ["专题研讨", "怎样谈话", "2022-06-10", "市委党校", "王立新、 赵 敏，王立新"]
    assert take_in(book(header, both)).saved == 1
    assert TrainingSession.objects.get(title="怎样谈话").attendance == 2
    plan = look(book(header, ["专题讲座", "又一讲", "2022-08-10", "", "王立新、李不在"]))
    assert [(row, column) for row, column, _words in causes(plan)] == [(2, "参训人员")]


def test_evaluations_name_the_team_by_its_round_and_number(take_in, look, causes):
    TeamFactory(round=RoundFactory(number=16), number=3, formed_on=date(2022, 1, 4))
    header = ["轮次", "巡察组", "测评日期", "发放份数", "收回份数", "巡察质量好", "巡察质量一般", "廉洁纪律好"]
    assert take_in(book(header, ["第十六轮", "第三巡察组", "2022-03-10", 140, 137, 130, 5, 137])).saved == 1
    entry = TeamEvaluation.objects.get()
    assert (entry.team.number, entry.quality_good, entry.quality_poor) == (3, 130, 0)
    plan = look(
        book(
            header,
            ["第十六轮", "第九巡察组", "2022-03-11", 140, 137, 130, 5, 137],
            ["第十六轮", "第三巡察组", "2022-03-12", 140, 137, 135, 5, 137],
        )
    )
    assert [(row, column) for row, column, _words in causes(plan)] == [(2, "巡察组"), (3, "巡察质量好")]


def test_notices_to_division_leaders_of_the_past_are_entered_and_open_no_duty(take_in, look, causes):
    RoundFactory(number=16, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    header = ["序号", "通报轮次", "分管领导", "通报日期", "签收日期", "签收凭证"]
    assert take_in(book(header, [1, "第十六轮", "李明", "2022-09-20", "2022.9.22", "回执第3号"])).saved == 1
    notice = PortfolioNotice.objects.get()
    assert (notice.leader, notice.is_receipted_on_paper, notice.receipt_document) == (None, True, "回执第3号")
    assert not Obligation.objects.exists()
    assert take_in(book(header, [1, "第十六轮", "李明", "2022-09-20", "2022.9.22", "回执第3号"])).saved == 0
    plan = look(
        book(
            header,
            [1, "第九十轮", "王平", "2022-09-20", "", ""],
            [2, "第十六轮", "王平", "2022-09-20", "2022-09-01", ""],
            [3, "第十六轮", "赵刚", "2022-09-20", "", "回执"],
        )
    )
    assert [(row, column) for row, column, _words in causes(plan)] == [
        (2, "通报轮次"),
        (3, "签收日期"),
        (4, "签收日期"),
    ]


def test_instructions_are_entered_with_their_answers_and_a_wrong_one_is_refused_by_name(take_in, look, causes):
    RoundFactory(number=16, starts_on=date(2022, 1, 4), field_ends_on=date(2022, 3, 4))
    header = ["批示领导", "批示日期", "轮次", "批示内容", "承办单位", "办理时限", "办结日期", "办理情况"]
    first = ["市委书记", "2022.6.20", "第十六轮", "抓好整改", "市委巡察办"]
    answered = [*first, "2022.7.20", "2022.7.11", "已督办"]
    assert take_in(book(header, answered)).saved == 1
    assert Instruction.objects.get().answer == "已督办"
    assert take_in(book(header, answered)).saved == 0
    wrong = [
        ["市长", *answered[1:]],
        ["市委书记", "2022.6.21", "第九十轮", *answered[3:]],
        [*first[:1], "2022.6.22", *first[2:], "2022.6.1", "", ""],
        [*first[:1], "2022.6.23", *first[2:], "2022.7.20", "2022.6.1", "早了"],
        [*first[:1], "2099.6.23", *first[2:], "2099.7.20", "", ""],
    ]
    assert [(row, column) for row, column, _words in causes(look(book(header, *wrong)))] == [
        (2, "批示领导"),
        (3, "轮次"),
        (4, "办理时限"),
        (5, "办结日期"),
        (6, "批示日期"),
    ]


def test_what_bodies_sent_is_entered_and_a_wrong_row_is_refused_by_name(take_in, look, causes):
    BodyFactory(name="市审计局", kind="audit")
    header = ["通报移交类型", "来源单位", "收到日期", "涉及单位", "事项名称", "主要内容"]
    notice = ["通报信息", "市审计局", "2022.3.20", "市财政局", "审计情况", "近三年审计情况"]
    problem = ["移交问题", "市审计局", "2022.3.21", "市财政局", "超范围列支", "列支12.3万元"]
    assert take_in(book(header, notice, problem)).saved == 2
    assert set(CooperationInput.objects.values_list("kind", "body__name")) == {
        ("notice", "市审计局"),
        ("problem", "市审计局"),
    }
    assert take_in(book(header, notice)).saved == 0
    wrong = [["转办", *problem[1:]], ["移交问题", "市不在局", *problem[2:]], [*problem[:2], "2099.1.1", *problem[3:]]]
    assert [(row, column) for row, column, _words in causes(look(book(header, *wrong)))] == [
        (2, "通报移交类型"),
        (3, "来源单位"),
        (4, "收到日期"),
    ]
