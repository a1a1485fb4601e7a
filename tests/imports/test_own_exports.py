"""What the program exports comes back in unchanged: every row is there already, and no table is touched."""

import io
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from core.access.roles import Role
from core.ledgers.running import commit, preview
from core.reports.monthly import Chosen, monthly_report
from core.workdays.reckoning import today
from findings.leads.export import lead_workbook
from findings.models import Finding, Lead
from personnel.models import PoolMembership
from rounds.models import Inspection
from tests import conftest, ledgers
from tests.factories import (
    FindingFactory,
    InspectionFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    UserFactory,
)
from tests.imports import conftest as of_imports
from tests.kept import Stages

pytestmark = pytest.mark.usefixtures("organizations")

LISTS = {
    "findings:findings": "findings",
    "rectification:items": "findings",
    "rounds:organizations": "organizations",
    "personnel:people": "people",
    "personnel:pools": "people",
}
EVERY_COLUMN = [
    "number",
    "round",
    "team",
    "organization",
    "group",
    "title",
    "text",
    "found_on",
    "deadline_kind",
    "due_on",
    "issued_on",
    "status",
    "category",
    "light",
    "completion",
    "leader",
    "department",
    "goal",
    "rules_made",
    "funds_recovered",
    "finding",
    "delivered_on",
    "closed_on",
    "name",
    "level",
    "district",
    "secretary",
    "times",
    "last_entered_on",
    "employer",
    "post",
    "rank",
    "sex",
    "born_on",
    "politics",
    "pools",
    "specialty",
    "phone",
    "person",
    "pool",
    "joined_on",
    "left_on",
]


NOT_WRITTEN = {
    "问题类型",
    "剩余时间",
    "状态",
    "销号日期",
    "巡察次数",
    "最近进驻日期",
    "参加次数",
    "办结日期",
    "本月新增",
    "查账销账/核查结论",
    "查账销账/核查日期",
    "查账销账/销号日期",
    "是否集中整改期完成",
    "完成情况/追责问责（人次）",
    "完成情况/追责问责（单位次）",
    "Time left",
    "State",
    "Closed out on",
    "Times inspected",
    "Last entered on",
    "Times posted",
    "Concluded on",
    "New",
    "Item",
    "Completed within focused rectification",
    "Result/Persons held to account",
    "Result/Units held to account",
    "Check and close-out/Verdict",
    "Check and close-out/Checked on",
    "Check and close-out/Closed out on",
}
"""Headings of what follows from other rows, or from a step of its own: no ledger brings it."""


STAGES = Stages(["kept"], sys.modules[__name__], of_imports, conftest)


@pytest.fixture(autouse=True)
def _stage(request, db, rows_counted_anew, on_that_day, tmp_path):
    STAGES.begin(request, tmp_path)


@pytest.fixture
def handler(db):
    return UserFactory(roles=[Role.OFFICE, Role.LEAD_HANDLER])


@pytest.fixture
def kept(take_in, handler, office, organizations):
    """Everything that ledgers bring, and beside it what was entered here: an inspection and all about it."""
    take_in(ledgers.people())
    take_in(ledgers.findings_office())
    take_in(ledgers.findings_flat(), confirmed=True, delivered_on="2026-09-10")
    take_in(ledgers.leads(), by=handler)
    inspection = InspectionFactory(
        status=Inspection.Status.ON_SITE, organization=OrganizationFactory(name="某（区）党委")
    )
    FindingFactory(inspection=inspection, text="尚未反馈的问题", status=Finding.Status.SUBMITTED)
    LeadFactory(inspection=inspection, status=Lead.Status.FILED, filed_on=today(), referred_on=None)
    PersonFactory(name="某无库", employer="市第1局", phone="")
    membership = PoolMembership.objects.filter(pool="cadres").first()
    membership.left_on = today()
    membership.save()
    return inspection


def content_of(response):
    return io.BytesIO(b"".join(response) if response.streaming else response.content)


def tables():
    """Every row of what ledgers may write."""
    labels = ["rounds", "personnel", "findings", "rectification"]
    models = [
        model for model in apps.get_models() if model._meta.app_label in labels and "Event" not in model.__name__
    ]
    skipped = {"LeadAccess", "LeadLedgerAccess"}
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in models
        if model.__name__ not in skipped
    }


def comes_back_unchanged(file, by, kind):
    before = tables()
    plan = preview(file, by=by, options={})
    assert plan.kind.key == kind
    assert [str(error) for error in plan.errors] == []
    assert {title for sheet in plan.reading for title in sheet.unknown} <= NOT_WRITTEN
    assert [(row.number, [str(each) for each in row.differences]) for row in plan.passed_by] == []
    assert len(plan.standing) == len(plan.reading.rows) > 0
    file.seek(0)
    assert commit(file, by=by, options={}).saved == 0
    assert tables() == before
    file.seek(0)
    assert commit(file, by=by, options={"update": True}).saved == 0
    assert tables() == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("columns", ["", ",".join(EVERY_COLUMN)], ids=["as shown", "every column"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_comes_back_in_unchanged(kept, browse, office, name, columns, language):
    asked = {"export": "xlsx"} | ({"columns": columns.split(",")} if columns else {})
    client = browse(office)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(reverse(name), asked)
    comes_back_unchanged(content_of(response), office, LISTS[name])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_ledger_of_leads_comes_back_in_unchanged(kept, handler, language):
    with translation.override(language):
        response = lead_workbook(Lead.objects.visible_to(handler).order_by("pk"), by=handler, reason="核对")
    comes_back_unchanged(content_of(response), handler, "leads")


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-hans", "巡察问题台账"), ("zh-hans", "整改台账"), ("en", "Findings ledger"), ("en", "Rectification ledger")],
)
def test_a_ledger_of_the_monthly_workbook_comes_back_in_unchanged(kept, office, language, title):
    content = io.BytesIO()
    with translation.override(language):
        monthly_report(today(), content, chosen=Chosen(whole=frozenset({"findings"})))
    book = load_workbook(content)
    for sheet in set(book.sheetnames) - {title}:
        del book[sheet]
    comes_back_unchanged(ledgers.as_file(book), office, "findings")
