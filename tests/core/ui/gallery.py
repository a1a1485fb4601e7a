"""Every component and kind of page with realistic content, for tests and for looking at. Not shipped.

`ROOT_URLCONF = "tests.core.ui.gallery"` adds these pages to those of the product.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.urls import include, path

from config.urls import urlpatterns as product
from core.trail.history import Entry
from core.ui import tables
from core.ui.filters import FilterSet, WordsFilter
from core.ui.forms import Form, MultiPicker, Picker, ReasonForm
from core.ui.views.base import Action
from core.ui.views.board import BoardPage, Chart, Tile
from core.ui.views.document import DocumentPage
from core.ui.views.form import FormPage, StepPage
from core.ui.views.list import BulkAction, ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, Stage
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from core.workflow.steps import OfferedStep
from rounds.models import Organization

LONG = (
    "局党组落实全面从严治党主体责任不够到位，专题研究党风廉政建设工作流于形式，2024年以来召开党组会议47次，"
    "其中专题研究党风廉政建设仅1次；班子成员履行“一岗双责”不实，廉政谈话记录雷同。\n"
    "资金监管存在漏洞，下属事业单位2023年至2025年公务接待费超预算列支12.6万元，部分报销凭证无公函、无清单。\n"
    "选人用人程序不规范，2名科级干部提拔前未按规定征求派驻纪检监察组意见。\n"
    "上一轮巡察反馈的3个问题整改不彻底，其中“会议费管理不严”问题再次发生。\n"
    "意识形态工作责任制落实不到位，未按要求每半年专题研究一次。"
)
MEETING = "市公共资源交易监督管理局（市政务服务数据管理局）机关党委及所属市行政审批服务中心党支部联合党组"


class OrganizationTable(tables.Table):
    tick = tables.TickColumn()
    name = tables.LinkColumn(linkify=lambda record: f"/gallery/record/{record.pk}/")
    category = tables.Column()
    district = tables.Column()
    level = tables.Column()
    remark = tables.TextColumn(accessor="name", verbose_name="主要问题", orderable=False)
    number = tables.NumberColumn(accessor="pk", verbose_name="问题数")
    amount = tables.MoneyColumn(accessor="pk", verbose_name="上缴", hidden=True)
    due_on = tables.LightColumn(accessor="pk", verbose_name="整改期限", orderable=False)

    def render_remark(self, record):
        return LONG if record.pk % 3 else "公务接待审批不严"

    def render_due_on(self, record):
        column = self.columns["due_on"].column
        return column.render(today() + timedelta(days=record.pk % 40 - 8), record)


class OrganizationFilter(FilterSet):
    name = WordsFilter("name")
    level = django_filters.ChoiceFilter(choices=Organization.Level.choices, label="层级")
    category = django_filters.CharFilter(label="类别")
    district = django_filters.MultipleChoiceFilter(label="所在地", choices=[("市直", "市直"), ("临原区", "临原区")])
    created = django_filters.DateFromToRangeFilter(field_name="updated_at", label="登记日期")

    MORE = ("created",)


class ListExample(ListPage):
    title = "被巡察党组织"
    crumbs = [("巡察", "/gallery/")]
    table_class = OrganizationTable
    filter_class = OrganizationFilter
    empty_text = "还没有登记党组织"
    empty_hint = "从各单位的台账导入，或逐个新建。"

    def queryset_for(self, user):
        return Organization.objects.all()

    def actions(self):
        return [
            Action("导入台账", "/gallery/step/", "file-import"),
            Action("新建", "/gallery/form/", "plus", primary=True),
        ]

    def bulk_actions(self):
        return [BulkAction("批量催办", "/gallery/step/", "bell-ringing")]


def entry(days, actor, **fields):
    """A line of a timeline, some days before the last."""
    at = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")) - timedelta(days=days)
    return Entry(
        at=at,
        actor=actor,
        created=fields.get("created", False),
        deleted=False,
        changes=fields.get("changes", []),
        reason=fields.get("reason", ""),
        status=fields.get("status", ""),
    )


class RecordExample(RecordPage):
    template_name = "gallery/record.html"
    crumbs = [("四账", "/gallery/"), ("整改台账", "/gallery/list/")]

    def queryset_for(self, user):
        return Organization.objects.all()

    def get_title(self):
        return "公务接待费超预算列支"

    def actions(self):
        return [
            Action("打印", "/gallery/document/1/", "printer"),
            Action("退回事项", "/gallery/step/", dialog=True),
            Action("申请销号", "/gallery/refused/", dialog=True),
            Action("报告进展", "/gallery/form/", primary=True),
        ]

    def facts(self):
        return [
            Fact("编号", "〔2026〕18巡-3组-07号"),
            Fact("被巡察党组织", MEETING, url="/gallery/list/"),
            Fact("问题类型", "全面从严治党 / 中央八项规定精神"),
            Fact("整改期限", date(2026, 11, 26)),
            Fact("责任领导", "陈思远（党组书记、局长）"),
            Fact("涉及金额", None),
            Fact("问题表现", LONG, wide=True),
        ]

    def stages(self):
        return [
            Stage("交账", "done", date(2026, 8, 20)),
            Stage("整改", "done", date(2026, 11, 2)),
            Stage("查账", "current", date(2026, 11, 26), "到期"),
            Stage("销账", "todo"),
        ]

    def deadline(self):
        return {
            "what": "报送集中整改情况报告",
            "due_on": today() + timedelta(days=3),
            "note": "自2026年8月20日签收起3个月",
        }

    def steps(self):
        return [
            OfferedStep("check", "记录现场核查", "/gallery/step/", "", True, "", False),
            OfferedStep("return", "退回整改", "/gallery/step/", "", False, "", False),
            OfferedStep("close", "销号", "/gallery/step/", "须先完成现场核查，且全部措施已完成", True, "", False),
        ]

    def events(self):
        change = ("整改措施", "修订接待制度", "修订《公务接待管理办法》并清退12.6万元")
        return [
            entry(1, "李文静（市审计局）", status="待验收", reason="佐证材料齐全，提请验收。"),
            entry(9, "陈思远", status="整改中", reason=LONG.splitlines()[0], changes=[change]),
            entry(95, "王建国（巡察办）", created=True),
        ]


KINDS = [("now", "立行立改"), ("term", "集中整改期内"), ("long", "长期坚持")]
MONTHS = ["6月", "7月", "8月", "9月", "10月", "11月"]
WAY = ["交账", "整改", "查账", "销账"]


class ExampleForm(Form):
    title = forms.CharField(label="问题标题", max_length=50)
    organization = forms.ChoiceField(label="被巡察党组织", widget=Picker())
    found_on = forms.DateField(label="发现日期")
    handlers = forms.MultipleChoiceField(
        label="承办人", widget=MultiPicker(), help_text="至少两人；输入姓名或拼音首字母查找。"
    )
    facts = forms.CharField(
        label="问题表现", max_length=500, widget=forms.Textarea, help_text="写清时间、地点、经过、数额，一事一稿。"
    )
    basis = forms.CharField(label="定性依据", max_length=500, widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="整改时限",
        choices=[("now", "立行立改"), ("term", "集中整改期内"), ("long", "长期坚持")],
        widget=forms.RadioSelect,
    )
    public = forms.BooleanField(label="可以公开", required=False)
    evidence = forms.FileField(label="佐证材料", required=False)

    SECTIONS = [
        ("基本信息", ["title", "organization", "found_on", "handlers", "kind", "public"]),
        ("问题信息", ["facts", "basis"]),
        ("附件材料", ["evidence"]),
    ]
    EXAMPLES = {"facts": "2024年3月至5月，某科在无公函的情况下接待7批次，列支2.3万元。"}
    WIDE = ("evidence",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = [("", "")] + [(str(n), f"第{n}局党组") for n in range(1, 30)]
        self.fields["handlers"].choices = [(str(n), f"王小{n}") for n in range(1, 30)]


class MeasureForm(Form):
    content = forms.CharField(label="整改措施", max_length=1000, widget=forms.TextInput)
    owner = forms.CharField(label="责任领导")
    kind = forms.ChoiceField(label="类型", choices=[("rule", "建章立制"), ("money", "挽回损失")])
    due_on = forms.DateField(label="完成时限")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MeasureFormSet(forms.formset_factory(MeasureForm, extra=2, can_delete=True, max_num=5)):
    HEADING = "整改措施"
    HINT = "每条措施写明责任领导和完成时限。"


class FormExample(FormPage):
    title = "新建问题底稿"
    crumbs = [("问题与线索", "/gallery/"), ("底稿", "/gallery/list/")]
    form_class = ExampleForm
    formset_classes = {"measures": MeasureFormSet}
    done = "底稿已提交。"
    intro = "一事一稿。问题线索不得写入底稿。"

    def save(self, form):
        if form.cleaned_data["title"] == "退回":
            raise IllegalStep("底稿已提交，不能再改。")
        return "/gallery/list/"

    def save_draft(self, form):
        return "/gallery/form/"


class StepExample(StepPage):
    title = "退回整改"
    consequence = "该问题回到“整改中”，责任单位须在新的期限内重新报送。"
    form_class = ReasonForm
    submit_label = "退回"
    danger = True
    cancel_url = "/gallery/record/1/"

    def save(self, form):
        return "/gallery/list/"


class RefusedExample(StepExample):
    def may_open(self, user):
        return False


class BoardExample(BoardPage):
    title = "整改情况"

    def sentence(self):
        return "本轮反馈问题 326 个，已销号 241 个，完成率 73.93%；逾期 9 个，集中在 3 家单位。"

    def tiles(self):
        return [
            Tile("反馈问题", 326, "个", "/gallery/list/", change=12),
            Tile("已销号", 241, "个", "/gallery/list/", change=37),
            Tile("整改中", 76, "个", "/gallery/list/", change=-21, tone="warning"),
            Tile("逾期", 9, "个", "/gallery/list/", change=2, tone="danger"),
            Tile("挽回损失", 582.35, "万元", note="含清退"),
        ]

    def charts(self):
        return [
            Chart(
                "way",
                "四成问题停在整改一步",
                "funnel",
                ["交账", "整改", "查账", "销账"],
                {"问题": [326, 318, 260, 241]},
                "个",
            ),
            Chart(
                "teams",
                "第三组销号最慢",
                "stacked",
                ["第一组", "第二组", "第三组", "第四组"],
                {"已销号": [70, 66, 40, 65], "整改中": [10, 14, 38, 14], "逾期": [0, 1, 7, 1]},
                "个",
                urls=["/gallery/list/"] * 4,
                export_url="/gallery/list/?export=xlsx",
            ),
            Chart(
                "trend",
                "销号自九月起加快",
                "line",
                ["6月", "7月", "8月", "9月", "10月", "11月"],
                {"当月销号": [3, 8, 14, 52, 81, 83]},
                "个",
            ),
            Chart(
                "kind",
                "问题最多的是主体责任",
                "bar",
                ["主体责任", "组织路线", "决策部署", "整改落实"],
                {"问题": [131, 88, 71, 36]},
                "个",
            ),
        ]


class DocumentExample(DocumentPage):
    template_name = "gallery/document.html"
    title = "整改通知书"

    def queryset_for(self, user):
        return Organization.objects.all()


@dataclass(frozen=True)
class Choice:
    pk: int
    name: str

    def __str__(self):
        return self.name


class ChoicesExample(PickerOptions):
    def search(self, user, words):
        return [Choice(n, f"第{n}局党组") for n in range(1, 40) if words in f"第{n}局党组"]


gallery = [
    path("list/", ListExample.as_view(), name="gallery_list"),
    path("record/<int:pk>/", RecordExample.as_view()),
    path("form/", FormExample.as_view()),
    path("step/", StepExample.as_view()),
    path("refused/", RefusedExample.as_view()),
    path("board/", BoardExample.as_view()),
    path("document/<int:pk>/", DocumentExample.as_view()),
    path("choices/", ChoicesExample.as_view()),
]
urlpatterns = [path("gallery/", include(gallery)), *product]
