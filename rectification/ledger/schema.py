"""The columns of a ledger of findings, by the names that offices give them, and what such a ledger leaves out."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workbook.cells import choice, identifier, integer, items, money, text
from core.workbook.dates import KIND_WORDS, day, deadline
from core.workbook.ordinals import round_number, team_number, term_number, year_number
from core.workbook.schema import Column, Schema
from core.workdays.reckoning import today
from findings.models import DeadlineKind
from rectification.ledger.states import completion
from rounds.ledger_options import RoundOptions, UpdateOptions

KINDS = {
    kind: [str(words), *(written for written, meant in KIND_WORDS.items() if meant.value == kind)]
    for kind, words in {
        DeadlineKind.IMMEDIATE: "立行立改",
        DeadlineKind.FOCUSED: "集中整改期内",
        DeadlineKind.DATED: "限期整改",
        DeadlineKind.LASTING: "长期坚持",
    }.items()
}
YES_OR_NO = {
    True: [
        *("是", "√", "✓", "✔", "有", "需", "需要", "y", "yes", "1", "true"),
        *("坚持", "长期", "长期坚持", "持续坚持", "常态化", "常态化坚持", "坚持常态化"),
    ],
    False: ["否", "×", "✗", "✘", "无", "无需", "不需要", "不涉及", "/", "—", "-", "x", "n", "no", "0", "false"],
}
FED_BACK_ON = [
    *("反馈日期", "反馈时间", "反馈意见日期", "反馈意见时间", "意见反馈日期", "意见反馈时间"),
    *("巡察反馈日期", "巡察反馈时间", "问题反馈日期", "问题反馈时间", "集中反馈日期", "集中反馈时间"),
    *("向党组织反馈日期", "向党组织反馈时间", "向被巡察党组织反馈日期", "向被巡察党组织反馈时间"),
    *("向被巡察单位反馈日期", "向被巡察单位反馈时间", "反馈会日期", "反馈会时间", "反馈会议日期", "反馈会议时间"),
    *("巡察反馈意见日期", "巡察反馈意见时间", "反馈意见下达日期", "反馈意见下达时间"),
    *("Fed back on", "Issued on", "Day of the feedback", "Date of feedback", "Feedback date"),
]
SCHEMA = Schema(
    "findings",
    [
        Column("number", ["问题编号", "编号", "Number", "Finding"], parse=identifier(40), hint="不填时按轮次自动编号"),
        Column("term", ["届次"], parse=term_number(), hint="只有轮次按届重新编号的才填"),
        Column("year", ["年度", "巡察年度"], parse=year_number(), hint="巡察所在年份，只有轮次按年重新编号的才填"),
        Column("round", ["轮次", "巡察轮次", "Round"], parse=round_number(), sample="第十八轮"),
        Column("team", ["巡察组", "巡察组别", "组别", "Team"], parse=team_number(), sample="第一巡察组"),
        Column(
            "organization",
            [
                "被巡察党组织",
                "被巡察单位",
                "被巡察单位党组织",
                "被巡察单位名称",
                "被巡察党组织名称",
                "巡察对象",
                "党组织",
                "Inspected organization",
                "Party organization",
            ],
            required=True,
            elsewhere=True,
            parse=text(100),
            sample="市财政局党组",
        ),
        Column(
            "group",
            [
                "问题类型/一级分类",
                "问题一级类别",
                "一级分类",
                "一级类别",
                "Category/First-level category",
                "First-level category",
            ],
            required=True,
            instead="title",
            parse=text(50),
            sample="全面从严治党责任落实",
        ),
        Column(
            "title",
            [
                "问题类型/二级分类",
                "问题二级类别",
                "二级分类",
                "二级类别",
                "问题类型",
                "问题类别",
                "问题分类",
                "Category/Second-level category",
                "Second-level category",
                "Category",
            ],
            required=True,
            parse=text(50),
            sample="财务管理",
        ),
        Column(
            "text",
            [
                *("具体问题表现", "问题表现", "问题描述", "具体问题", "问题概述", "反馈问题", "巡察反馈问题"),
                *("反馈的问题", "反馈具体问题", "存在问题", "存在的问题", "问题内容", "Problem"),
            ],
            required=True,
            parse=text(500),
            sample="公务接待12批次报销附件不全，涉及金额3.4万元",
        ),
        Column("found_on", ["发现日期", "发现时间", "Found on"], parse=day(), sample="2026-08-18"),
        Column(
            "fed_back_on",
            FED_BACK_ON,
            parse=day(),
            sample="2026-09-20",
            hint="向被巡察党组织反馈的日期，同一党组织只有一个，可只填一行",
        ),
        Column(
            "deadline",
            [
                "整改时限",
                "整改期限",
                "完成时限",
                "整改完成时限",
                "计划完成时间",
                "拟完成时间",
                "To be rectified by",
                "Due on",
            ],
            parse=deadline(),
            sample="集中整改期内",
            several=True,
        ),
        Column(
            "deadline_kind",
            ["整改时限类型", "时限类型", "期限类型", "整改期限类型", "Kind of deadline"],
            parse=choice(KINDS),
            hint="整改时限只写日期时填写",
        ),
        Column("goal", ["整改目标", "目标", "Goal"], parse=text(500)),
        Column(
            "measures",
            ["整改措施/措施内容", "整改举措", "整改措施", "措施内容", "Measures"],
            parse=items(1000),
            sample="1.约谈相关责任人；2.修订财务管理制度",
            several=True,
        ),
        Column(
            "leader",
            ["整改措施/责任领导", "责任领导", "牵头领导", "Responsible leader"],
            parse=text(50),
            sample="某某某",
            several=True,
        ),
        Column(
            "department",
            ["整改措施/责任部门", "责任部门", "责任科室", "责任单位", "Responsible department"],
            parse=text(100),
            sample="财务科",
            several=True,
        ),
        Column(
            "kept_up",
            ["是否常态化坚持", "常态化坚持", "是否长期坚持", "是否持续坚持", "Kept up lastingly"],
            parse=choice(YES_OR_NO),
        ),
        Column(
            "completion",
            [
                "完成情况",
                "上报完成情况",
                "整改完成情况",
                "整改状态",
                "整改进度",
                "是否完成",
                "是否整改完成",
                "是否完成整改",
                "是否整改到位",
                "Completion as reported",
            ],
            parse=completion(),
            sample="未完成",
        ),
        Column(
            "rules_made",
            ["完善制度", "建章立制数", "完善制度数", "新建制度", "新建制度数", "Rules made or revised"],
            parse=integer(maximum=10_000),
            sample=0,
        ),
        Column(
            "funds",
            ["挽回损失", "上缴资金", "追缴资金", "清退资金", "Funds returned", "Losses recovered"],
            parse=money("万元", maximum=10**11),
            sample=0,
        ),
        Column("made_public", ["是否公开", "公开情况", "Published or not"], parse=text(50)),
        Column("kept_back_on", ["不公开理由", "不公开情形", "ground for not publishing"], parse=text(200)),
        Column("note", ["备注"], parse=text(200)),
    ],
    label=gettext_lazy("Ledger of findings"),
)


class FeedbackOptions(RoundOptions):
    """The round, and the day of the feedback."""

    delivered_on = forms.DateField(
        label=gettext_lazy("Day of the feedback"),
        required=False,
        help_text=gettext_lazy(
            "For findings not handed over yet, and, where what is here is brought up to date, for hand-overs that an "
            "earlier ledger left without it. Without it, the day stays empty until the office records it."
        ),
    )

    def clean_delivered_on(self) -> str | None:
        """The day as ISO text; a feedback is imported once it was given."""
        day = self.cleaned_data["delivered_on"]
        if day and day > today():
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return day.isoformat() if day else None


class FindingOptions(UpdateOptions, FeedbackOptions):
    """The same, and whether days that an earlier ledger left out are taken over."""
