"""One hand-over on its way, step by step, by the services and on the days people take them."""

import sys
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.workflow.moves import move
from findings.models import DeadlineKind
from rectification.checks.services import record_check
from rectification.closing.services import accept_item, close_item
from rectification.hand_over.plan import PlannedItem, PlannedMeasure, accept_plan, file_plan, save_plan
from rectification.hand_over.receipts import sign_receipt
from rectification.hand_over.services import deliver_hand_over, give_feedback, prepare_hand_over
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import CheckResult, Item, Side
from rounds.models import Inspection
from tests import conftest
from tests.factories import FindingFactory, ItemFactory, apply_for, bring_to_office
from tests.kept import Stages

DELIVERED = date(2026, 9, 1)
SIGNED = date(2026, 9, 2)
FILED = date(2026, 9, 10)
ACCEPTED = date(2026, 9, 15)
CLOSED = date(2026, 10, 15)
OPINION = {
    "assessment": "请认真整改。",
    "problems": "（一）财务管理\n1. 报销不合规。",
    "advice": "建章立制，举一反三。",
    "report_back_on": date(2026, 9, 21),
    "report_to": "市委第一巡察组",
}
"""The four parts of an opinion."""
DUE = {
    DeadlineKind.IMMEDIATE: date(2026, 10, 1),
    DeadlineKind.FOCUSED: date(2026, 12, 1),
    DeadlineKind.DATED: date(2026, 12, 31),
    DeadlineKind.LASTING: None,
}


WAY = [
    "reported",
    "prepared",
    "fed_back",
    "delivered",
    "signed",
    "planned",
    "filed",
    "rectifying",
    "item",
    "done",
    "with_team",
    "applied",
    "checked",
    "closed",
    "all_closed",
]
"""The fixtures below, each a step further than the one before."""
STAGES = Stages(WAY, sys.modules[__name__], conftest)


@pytest.fixture(autouse=True)
def _november(clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    clock.set("2026-11-23 10:00")


@pytest.fixture(autouse=True)
def _stage(request, db, rows_counted_anew, _november, tmp_path):
    STAGES.begin(request, tmp_path)


def evidence(name="整改佐证.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF" + name.encode())


def plan_for(hand_over):
    """A complete plan: two measures an item, in time."""
    return [
        PlannedItem(
            item.pk,
            goal="健全制度，规范报销",
            leader="王立新",
            department="财务科",
            measures=[
                PlannedMeasure("修订财务管理制度", "rules", "王立新", "财务科", date(2026, 9, 28)),
                PlannedMeasure("清退违规报销款", "recovery", "李建国", "办公室", date(2026, 9, 30)),
            ],
        )
        for item in hand_over.items.all()
    ]


def carry_out(item, by, on=date(2026, 9, 29)):
    """Both measures done and one report with evidence: ready to apply."""
    for measure in item.measures.all():
        mark_measure_done(measure, by=by, on=on)
    report_progress(item, text="已修订制度", completion=Item.Completion.DONE, by=by, files=[evidence()], on=on)


def check(item, by, verdict=CheckResult.Verdict.CONFIRMED, **facts):
    return record_check(item, checkers="张伟、李娜", verdict=verdict, opinion="现场查看凭证", by=by, **facts)


@pytest.fixture
def reported(inspection, office):
    """The team has left; four findings are submitted, one of each kind of deadline."""
    with transaction.atomic():
        move(inspection, Inspection.Status.REPORTING, by=office, left_on=date(2026, 5, 29))
    for kind in DeadlineKind:
        due_on = DUE[kind] if kind == DeadlineKind.DATED else None
        FindingFactory(inspection=inspection, status="submitted", deadline_kind=kind, due_on=due_on)
    return inspection


@pytest.fixture
def prepared(reported, office):
    return prepare_hand_over(reported, by=office)


def feed_back(hand_over, side, by, **other):
    told = {"given_on": date(2026, 8, 31), "given_by": "陈志强"} | OPINION | other
    return give_feedback(hand_over, side, by=by, **told)


@pytest.fixture
def fed_back(prepared, office):
    for side in Side:
        feed_back(prepared, side, office)
    return prepared


@pytest.fixture
def delivered(fed_back, office, secretary, liaison):
    return deliver_hand_over(fed_back, by=office, on=DELIVERED)


def sign(hand_over, side, by, on=SIGNED):
    """Sign without a pointer."""
    return sign_receipt(hand_over, side, by=by, typed_name=by.name, on=on)


@pytest.fixture
def signed(delivered, secretary):
    for side in Side:
        sign(delivered, side, secretary)
    return delivered


@pytest.fixture
def planned(signed, liaison):
    return save_plan(signed, plan_for(signed), by=liaison)


@pytest.fixture
def filed(planned, liaison):
    return file_plan(planned, by=liaison, on=FILED)


@pytest.fixture
def rectifying(filed, office):
    return accept_plan(filed, by=office, on=ACCEPTED)


@pytest.fixture
def item(rectifying):
    """The item due at the end of focused rectification."""
    return rectifying.items.get(deadline_kind=DeadlineKind.FOCUSED)


@pytest.fixture
def done(item, liaison):
    """Ready to be applied for."""
    carry_out(item, liaison)
    return item


@pytest.fixture
def with_team(done, liaison, leader):
    """Applied for; the team has not said anything yet."""
    apply_for(done, "两项措施均已完成", by=liaison, on=date(2026, 10, 8))
    return done


@pytest.fixture
def applied(with_team, leader):
    """Accepted by the team: it lies with the office."""
    accept_item(with_team, "整改到位", by=leader, on=date(2026, 10, 8))
    return with_team


@pytest.fixture
def checked(applied, handler):
    """Confirmed on site by a colleague of who closes it out."""
    check(applied, handler, on=date(2026, 10, 12))
    return applied


@pytest.fixture
def closed(checked, office):
    close_item(checked, "同意", by=office, on=CLOSED)
    return checked


@pytest.fixture
def all_closed(rectifying, closed, office, handler, liaison):
    """The hand-over with every item closed."""
    for item in rectifying.items.exclude(pk=closed.pk):
        carry_out(item, liaison)
        bring_to_office(item, "均已完成", by=liaison, on=date(2026, 10, 8))
        check(item, handler, on=date(2026, 10, 12))
        close_item(item, "同意", by=office, on=CLOSED)
    return rectifying


@pytest.fixture
def other_item(other_inspection):
    """An item of another organization."""
    return ItemFactory(hand_over__inspection=other_inspection)
