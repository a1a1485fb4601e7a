"""A light says 已办结 only where nothing is left to do: not while a decision is awaited, nor of what is void."""

from datetime import date

import django_tables2
import pytest

from core.ui.tables import LightColumn, Table
from findings.models import Transfer
from personnel.models import MakeUpOrder
from rectification.models import (
    Campaign,
    ForwardedReport,
    HandOver,
    Item,
    Letter,
    PlanOpinion,
    Publication,
    SecondRectification,
    SectorAdvice,
    SelfCheck,
    SupervisionVisit,
)
from rounds.models import Instruction, Obligation

DAY = date(2026, 11, 2)
DONE, VOID, TEN = "已办结", "已作废", "剩余10天"
DUE = date(2026, 12, 3)
campaign = Campaign(report_due_on=DUE)
LIGHTS = {
    Letter: [
        (Letter(answer_due_on=DUE, receipted_on=DAY), TEN),
        (Letter(answer_due_on=DUE, answered_on=DAY), DONE),
        (Letter(answer_due_on=DUE, voided_on=DAY), VOID),
    ],
    SectorAdvice: [
        (SectorAdvice(answer_due_on=DUE, receipted_on=DAY), TEN),
        (SectorAdvice(answer_due_on=DUE, returned_on=DAY), TEN),
        (SectorAdvice(answer_due_on=DUE, answered_on=DAY), "已回复，待认可"),
        (SectorAdvice(answer_due_on=DUE, answered_on=DAY, accepted_on=DAY), DONE),
        (SectorAdvice(answer_due_on=DUE, voided_on=DAY), VOID),
    ],
    SecondRectification: [
        (SecondRectification(status="ordered", plan_due_on=DUE), TEN),
        (SecondRectification(status="planned", report_due_on=DUE), TEN),
        (SecondRectification(status="reported", report_due_on=DUE), "待重新评估"),
        (SecondRectification(status="ended", report_due_on=DUE), DONE),
    ],
    ForwardedReport: [(ForwardedReport(status="received"), TEN), (ForwardedReport(status="reviewed"), DONE)],
    PlanOpinion: [(PlanOpinion(status="asked"), TEN), (PlanOpinion(status="given"), DONE)],
    Publication: [
        (Publication(status="owed"), TEN),
        (Publication(status="proposed"), TEN),
        (Publication(status="kept_back"), DONE),
    ],
    SelfCheck: [
        (SelfCheck(campaign=campaign), TEN),
        (SelfCheck(campaign=campaign, reported_on=DAY), DONE),
        (SelfCheck(campaign=campaign, voided_on=DAY), VOID),
    ],
    SupervisionVisit: [
        (SupervisionVisit(planned_on=DUE), TEN),
        (SupervisionVisit(planned_on=DUE, visited_on=DAY), DONE),
        (SupervisionVisit(planned_on=DUE, voided_on=DAY), VOID),
    ],
    HandOver: [(HandOver(status="rectifying", focus_ends_on=DUE), TEN), (HandOver(status="closed"), DONE)],
    Item: [
        (Item(status="applied", due_on=DUE), TEN),
        (Item(status="accepted", due_on=DUE), TEN),
        (Item(status="closed", due_on=DUE), DONE),
    ],
    Transfer: [
        (Transfer(status="acknowledged", due_on=DUE), TEN),
        (Transfer(status="concluded", due_on=DUE), DONE),
    ],
    Instruction: [
        (Instruction(due_on=DUE), TEN),
        (Instruction(due_on=DUE, answered_on=DAY), DONE),
        (Instruction(due_on=DUE, voided_on=DAY), VOID),
    ],
    Obligation: [
        (Obligation(due_on=DUE), TEN),
        (Obligation(due_on=DUE, met_on=DAY), DONE),
        (Obligation(due_on=DUE, cancelled_on=DAY), "不再承办"),
    ],
    MakeUpOrder: [
        (MakeUpOrder(due_on=DUE), TEN),
        (MakeUpOrder(due_on=DUE, done_on=DAY), DONE),
        (MakeUpOrder(due_on=DUE, voided_on=DAY), VOID),
    ],
}
"""How the light of each kind of row stands, whatever table shows it."""


def tables_with_lights(parent=Table):
    """Every table of ours that shows a light, with the name of its column."""
    for table in parent.__subclasses__():
        if table.__module__.partition(".")[0] != "tests":
            for name, column in table.base_columns.items():
                if isinstance(column, LightColumn):
                    yield table, name, column
        yield from tables_with_lights(table)


@pytest.fixture(scope="module", autouse=True)
def all_tables():
    from config import urls  # noqa: F401 - whose views name all tables


def test_the_light_of_every_kind_of_row_is_held(all_tables):
    assert {table._meta.model for table, _name, _column in tables_with_lights()} == set(LIGHTS)


@pytest.mark.parametrize("model", LIGHTS, ids=lambda model: model.__name__)
def test_a_light_says_done_only_where_nothing_is_left_to_do(model, all_tables, clock):
    clock.set("2026-11-23 09:00")
    for table, name, column in tables_with_lights():
        for row, words in LIGHTS[model] if table._meta.model is model else []:
            row.owed_on = DUE
            if not hasattr(row, "due_on"):  # read along with the list
                row.due_on = DUE
            day = django_tables2.A(column.accessor or name).resolve(row, quiet=True)
            assert column.value(value=day, record=row) == words, (table, vars(row))
